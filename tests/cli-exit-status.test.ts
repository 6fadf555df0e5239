import { describe, expect, test } from 'vitest'
import { exitStatus, type Gate } from '../cli/exit-status.ts'
import type { RequirementReport } from '../reports/model.ts'
import { rule, run, target } from './fixtures/report.ts'

const usage = { requests: 1, cases: 0, rateLimitWaitMs: 0, refusals: 0 }
const pass = rule('ITERO-LAB-01', {})
const fail = rule('ITERO-LAB-03', { verdict: 'fail', expected: '400', actual: '200' })
const warn = rule('ITERO-CODE-03', { verdict: 'warn', level: 'assumed', expected: 'a body', actual: 'none' })
const inconclusiveMust = rule('ITERO-LAB-11', { verdict: 'inconclusive' })
const inconclusiveAssumed = rule('ITERO-RATE-08', { verdict: 'inconclusive', level: 'assumed' })
const waived = rule('ITERO-LAB-10', { verdict: 'waived', waiver: { reason: 'known', expires: '2030-01-01' } })
const notApplicable = rule('ITERO-RX-19', { verdict: 'not-applicable' })

function statusOf(rules: RequirementReport[], gate: Gate = {}, complete = true): number {
  const one = (name: string, requirements: RequirementReport[]) =>
    target(name, { profile: 'itero', baseUrl: 'http://127.0.0.1:1', kind: 'live', requirements, usage })
  return exitStatus(run([one('first', [pass]), one('second', rules)], { complete }), gate)
}

describe('a complete run', () => {
  test.each([
    ['nothing but passes', [pass], 0],
    ['a fail on any target', [pass, fail], 1],
    ['a warn', [warn], 0],
    ['an inconclusive must', [inconclusiveMust], 0],
    ['a waived deviation', [waived], 0],
    ['a rule that does not apply', [notApplicable], 0],
  ])('with %s: %#', (_, rules, status) => {
    expect(statusOf(rules)).toBe(status)
  })

  test('--strict lets a warn count, and nothing else', () => {
    expect(statusOf([warn], { strict: true })).toBe(1)
    expect(statusOf([inconclusiveMust, waived, notApplicable], { strict: true })).toBe(0)
  })

  test('--require-complete lets an inconclusive must count, and no other level', () => {
    expect(statusOf([inconclusiveMust], { requireComplete: true })).toBe(1)
    expect(statusOf([inconclusiveAssumed, warn, waived, notApplicable], { requireComplete: true })).toBe(0)
  })
})

describe('a run that broke off', () => {
  test('is 3, whatever was found up to there', () => {
    expect(statusOf([pass], {}, false)).toBe(3)
    expect(statusOf([fail], { strict: true, requireComplete: true }, false)).toBe(3)
  })

  test('because it had the fails that it was to stop after is 1', () => {
    expect(statusOf([fail], { maxFailures: 1 }, false)).toBe(1)
    expect(statusOf([fail], { maxFailures: 2 }, false)).toBe(3)
  })
})
