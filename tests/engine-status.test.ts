import { describe, expect, test } from 'vitest'
import type { Exchange } from '../engine/exchange.ts'
import { missing, type Trial } from '../engine/experiment.ts'
import { came, isAccepted } from '../engine/status.ts'
import { statusJudges } from '../engine/status-judges.ts'
import { exchange } from './fixtures/report.ts'

const { refusedWith, unjudgeable } = statusJudges({
  documented: [200, 400, 401, 500],
  statusRule: 'CODE-1',
  crashRule: 'CODE-2',
})

const answered = (status: number, body = '{"error":"no"}'): Exchange =>
  exchange('t', 2, { id: 't-0002', response: { status, headers: {}, body, bytes: body.length } })
const unanswered = (): Exchange => {
  const { response: _, ...rest } = answered(0)
  return { ...rest, error: { kind: 'timeout', message: 'no complete answer within 100 ms' } }
}
const control = exchange('t', 1, {})
const trial = (one: Exchange): Trial => ({ kind: 'trial', what: 'companyId null', control, exchange: one })

describe('a request that should be refused with 400', () => {
  const judged = (one: Exchange) => refusedWith(400)([trial(one)])

  test('is, by a 400', () => {
    expect(judged(answered(400))).toEqual({
      outcome: 'holds',
      message: 'companyId null: 400',
      exchanges: [control.id, answered(400).id],
    })
  })

  test.each([402, 403, 404, 409, 415, 422, 429, 302])('is, by a %d: the number is the status rule’s matter', (status) =>
    expect(judged(answered(status))).toMatchObject({
      outcome: 'holds',
      message: `companyId null: ${status}`,
      otherStatus: { by: [status], instead: [400], requirement: 'CODE-1' },
    }),
  )

  test.each([200, 201, 204, 299])('is not, by a %d', (status) => {
    expect(judged(answered(status, '{"orderId":7}'))).toMatchObject({
      outcome: 'broken',
      expected: '400 for companyId null',
      actual: `companyId null: ${status} with {"orderId":7}`,
    })
  })

  test('is not, by a documented status in the wrong place', () => {
    expect(judged(answered(401)).outcome).toBe('broken')
    expect(refusedWith(401)([trial(answered(400))]).outcome).toBe('broken')
  })

  test('and drew a 500, says nothing but that', () =>
    expect(judged(answered(500))).toMatchObject({ outcome: 'unobserved', leansOn: ['CODE-2'] }))

  test.each([501, 502, 503, 504])('and drew a %d, says nothing but that', (status) =>
    expect(judged(answered(status))).toMatchObject({ outcome: 'unobserved', leansOn: ['CODE-1'] }),
  )

  test('and was not answered, says nothing', () =>
    expect(judged(unanswered())).toMatchObject({
      outcome: 'unobserved',
      reason: 'companyId null: no answer (timeout: no complete answer within 100 ms)',
      leansOn: [],
    }))

  test('and could not be sent, says why', () => {
    const why = missing('a lab of no clinic', 'no lab is configured', 'set labId', ['LAB-1'])
    expect(refusedWith(400)([why])).toEqual({
      outcome: 'unobserved',
      reason: 'a lab of no clinic: no lab is configured',
      remedy: 'set labId',
      leansOn: ['LAB-1'],
      exchanges: [],
    })
  })
})

test('one of several expected statuses is enough, and both are told where it is another', () => {
  expect(refusedWith(400, 401)([trial(answered(401))]).outcome).toBe('holds')
  expect(refusedWith(400, 401)([trial(answered(200))])).toMatchObject({ expected: '400 or 401 for companyId null' })
})

test('the worst experiment decides, and without any there is no verdict', () => {
  expect(refusedWith(400)([trial(answered(400)), trial(answered(500)), trial(answered(200))]).outcome).toBe('broken')
  expect(refusedWith(400)([trial(answered(400)), trial(answered(500))]).outcome).toBe('unobserved')
  expect(refusedWith(400)([]).outcome).toBe('unobserved')
})

test.each([
  [200, true],
  [201, true],
  [299, true],
  [199, false],
  [302, false],
  [400, false],
])('%d is accepted: %s', (status, accepted) => {
  expect(isAccepted(answered(status))).toBe(accepted)
  expect(unjudgeable('it', answered(status))).toBeUndefined()
})

test('what came is told on one line, and cut', () => {
  expect(came(answered(200, ' {\n  "a": 1\n}\n'))).toBe('200 with { "a": 1 }')
  expect(came(answered(204, ''))).toBe('204 without a body')
  expect(came(answered(400, 'x'.repeat(50)), 10)).toBe(`400 with ${'x'.repeat(10)}…`)
})
