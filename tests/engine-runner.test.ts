import { describe, expect, test } from 'vitest'
import { broken, holds } from '../engine/finding.ts'
import { type EvidenceRecord, noJournal } from '../engine/journal.ts'
import { promised } from '../engine/promised.ts'
import type { Requirement } from '../engine/requirement.ts'
import { checkRegister, type Profile, type Rule } from '../engine/rule.ts'
import { type Judged, judge, probedRules, runRules } from '../engine/runner.ts'
import { RunEnded } from '../engine/session.ts'

const requirement = (id: string): Requirement => ({
  id,
  level: 'must',
  area: 'area',
  title: `${id} holds.`,
  operations: [],
  clause: { document: 'document.txt', section: 'section', quote: 'quote' },
})

const rule = (id: string, probe: Rule<string>['probe'] = () => id, rest: Partial<Rule<string>> = {}): Rule<string> => ({
  id,
  probe,
  judge: (evidence) => holds(String(evidence), [String(evidence)]),
  ...rest,
})

const profileOf = (...rules: Rule<string>[]): Profile<string> => ({
  name: 'test',
  requirements: rules.map(({ id }) => requirement(id)),
  rules,
})

async function run(profile: Profile<string>, chosen: string[]) {
  const judged: Judged[] = []
  const evidence: EvidenceRecord[] = []
  const journal = { ...noJournal, evidence: (record: EvidenceRecord) => void evidence.push(record) }
  const done = runRules(profile, new Set(chosen), 'context', journal, 'target', (one) => judged.push(one))
  const error = await done.then(
    () => undefined,
    (reason: Error) => reason,
  )
  return { judged, evidence, error }
}

describe('a run', () => {
  test('starts all probes together, judges each as it is complete, and stores what it judged', async () => {
    const second = promised<void>()
    const profile = profileOf(
      rule('R-1', async () => {
        await second.promise
        return 'first'
      }),
      rule('R-2', (context) => {
        second.resolve()
        return context
      }),
    )
    const { judged, evidence, error } = await run(profile, ['R-1', 'R-2'])
    expect(error).toBeUndefined()
    expect(judged.map(({ id, finding }) => [id, finding])).toEqual([
      ['R-2', holds('context', ['context'])],
      ['R-1', holds('first', ['first'])],
    ])
    expect(evidence).toEqual([
      { target: 'target', rule: 'R-2', durationMs: expect.any(Number), evidence: 'context' },
      { target: 'target', rule: 'R-1', durationMs: expect.any(Number), evidence: 'first' },
    ])
  })

  test('probes and judges what was chosen, and no more', async () => {
    const probed: string[] = []
    const watched = (id: string) => rule(id, () => void probed.push(id))
    const { judged } = await run(profileOf(watched('R-1'), watched('R-2')), ['R-2'])
    expect([probed, judged.map(({ id }) => id)]).toEqual([['R-2'], ['R-2']])
  })

  test('asks those that speak of everything last, and probes everything for them', async () => {
    const order: string[] = []
    const watched = (id: string, last?: true) =>
      rule(
        id,
        async () => {
          await Promise.resolve()
          order.push(id)
        },
        last ? { last } : {},
      )
    const profile = profileOf(watched('R-LAST', true), watched('R-OTHER', true), watched('R-1'), watched('R-2'))
    const { judged, evidence } = await run(profile, ['R-LAST'])
    expect(order).toEqual(['R-1', 'R-2', 'R-LAST'])
    expect(judged.map(({ id }) => id)).toEqual(['R-LAST'])
    expect(evidence.map((one) => one.rule)).toEqual(['R-1', 'R-2', 'R-LAST'])
    expect(probedRules(profile, new Set(['R-1'])).map(({ id }) => id)).toEqual(['R-1'])
  })

  test('that is broken off has no verdict on what was not tried, neither now nor from what is stored', async () => {
    const interrupted = rule('R-1', () => Promise.reject(new RunEnded('the time is up')))
    const { judged, evidence, error } = await run(profileOf(interrupted, rule('R-2')), ['R-1', 'R-2'])
    expect(error).toBeUndefined()
    const finding = {
      outcome: 'unobserved',
      reason: 'it could not be tried: the time is up',
      remedy: 'a run that is not broken off',
      leansOn: [],
      exchanges: [],
    }
    expect(Object.fromEntries(judged.map((one) => [one.id, one.finding]))).toEqual({
      'R-1': finding,
      'R-2': holds('R-2', ['R-2']),
    })
    const stored = evidence.find((one) => one.rule === 'R-1')?.evidence
    expect(judge(interrupted as Rule<never>, JSON.parse(JSON.stringify(stored)))).toEqual(finding)
  })

  test.each<[string, Rule<string>]>([
    ['a probe', rule('R-1', () => Promise.reject(new TypeError('x is undefined')))],
    [
      'a probe that is no promise',
      rule('R-1', () => {
        throw new TypeError('x is undefined')
      }),
    ],
  ])('in which %s throws rejects, and keeps the evidence of all others', async (_, faulty) => {
    const later = rule('R-2', async () => {
      await new Promise((resolve) => setImmediate(resolve))
      return 'later'
    })
    const { judged, evidence, error } = await run(profileOf(faulty, later), ['R-1', 'R-2'])
    expect(error?.message).toBe('the probe of R-1 failed: x is undefined')
    expect(error?.cause).toBeInstanceOf(TypeError)
    expect(judged.map(({ id }) => id)).toEqual(['R-2'])
    expect(evidence.map((one) => one.rule)).toEqual(['R-2'])
  })

  test('in which a judge throws rejects, with its evidence stored', async () => {
    const faulty = rule('R-1', () => 'evidence', {
      judge: () => {
        throw new TypeError('no such field')
      },
    })
    const { evidence, error } = await run(profileOf(faulty), ['R-1'])
    expect(error?.message).toContain('no such field')
    expect(evidence).toMatchObject([{ rule: 'R-1', evidence: 'evidence' }])
  })
})

describe('a register and its rules', () => {
  test('that fit are no error', () => expect(() => checkRegister(profileOf(rule('R-1'), rule('R-2')))).not.toThrow())

  test('that do not are one, with all that is wrong', () => {
    const profile = {
      ...profileOf(rule('R-1'), rule('R-2')),
      rules: [rule('R-1'), rule('R-1'), rule('R-3', undefined, { judge: () => broken('a', 'b') })],
    }
    expect(() => checkRegister(profile)).toThrow(
      'the test register and its rules do not fit: rule R-3 stands in no register; requirement R-2 is judged by no rule; R-1 is judged by two rules',
    )
  })
})
