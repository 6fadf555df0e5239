import { describe, expect, test } from 'vitest'
import { faultsByOperation } from '../engine/by-operation.ts'
import type { Exchange } from '../engine/exchange.ts'
import type { Trial } from '../engine/experiment.ts'
import { statusJudges } from '../engine/status-judges.ts'
import { listAnd, listOr, plural, times } from '../engine/words.ts'
import { exchange } from './fixtures/report.ts'

const { refusedWith } = statusJudges({ documented: [200, 400, 500], statusRule: 'CODE-1', crashRule: 'CODE-2' })

const answered = (nth: number, operation: string, status: number, body = '{"orderId":7}'): Exchange =>
  exchange('t', nth, { id: `t-${nth}`, operation, response: { status, headers: {}, body, bytes: body.length } })
const trials = (operation: string, status: number, ...whats: string[]): Trial[] =>
  whats.map((what, nth) => ({ kind: 'trial', what, control: null, exchange: answered(nth, operation, status) }))

const FIELDS = ['companyId null', 'labId null', 'rxId null', 'patient null']

describe('several requests that should be refused', () => {
  test('and are not, are counted by operation and answer', () => {
    const all = [...trials('create', 200, ...FIELDS), ...trials('byRx', 200, FIELDS[0]!), ...trials('create', 400, 'x')]
    expect(refusedWith(400)(all)).toMatchObject({
      outcome: 'broken',
      expected: '400 for each of 5 requests',
      actual:
        'create drew 200, 4 times, first companyId null: 200 with {"orderId":7}; byRx, companyId null: 200 with {"orderId":7}',
    })
  })

  test('and are not, are named where they are few, with one body for all', () => {
    expect(refusedWith(400)(trials('create', 200, 'companyId null', 'labId null'))).toMatchObject({
      expected: '400 for companyId null and labId null',
      actual: 'create drew 200, 2 times, first companyId null: 200 with {"orderId":7}',
    })
  })

  test('and are, are named where they are few, and counted by operation where they are many', () => {
    const few = ['companyId null', 'labId null', 'companyId null', 'labId null']
    expect(refusedWith(400)(trials('create', 400, ...few))).toMatchObject({
      message: 'companyId null: 400; labId null: 400',
    })
    expect(refusedWith(400)([...trials('create', 400, ...FIELDS), ...trials('byRx', 400, 'rxId null')])).toMatchObject({
      message: 'create drew 400, 4 times, first companyId null; byRx, rxId null: 400',
    })
  })
})

test('faults of answers are named once for each operation, with how many of its answers have them', () => {
  const answers = [answered(1, 'getClinics', 200), answered(2, 'getClinics', 200), answered(3, 'getClinic', 200)]
  const [first, second, third] = answers as [Exchange, Exchange, Exchange]
  const faults = [
    { what: 'there is no Name', exchange: first },
    { what: 'there is no Name', exchange: second },
    { what: 'is no list', exchange: second },
    ...['a', 'b', 'c', 'd', 'e'].map((what) => ({ what, exchange: third })),
  ]
  expect(faultsByOperation(faults, answers)).toBe(
    'getClinics: there is no Name, is no list, in 2 of 2 answers; getClinic: a, b, c, d, and 1 more, in 1 of 1 answer',
  )
})

test.each([
  [listOr([]), ''],
  [listOr([400]), '400'],
  [listOr([400, 401, 422]), '400, 401 or 422'],
  [listAnd(['a', 'b']), 'a and b'],
  [listAnd(['a', 'b', 'c', 'd'], 2), 'a, b and 2 more'],
  [plural(0, 'inbox'), '0 inboxes'],
  [plural(1, 'inbox is', 'inboxes are'), '1 inbox is'],
  [plural(2, 'inbox is', 'inboxes are'), '2 inboxes are'],
  [plural(1000, 'entry'), '1,000 entries'],
  [plural(3, 'day'), '3 days'],
  [times(1), 'once'],
  [times(2), '2 times'],
])('counts and lists read as prose: %s', (words, prose) => {
  expect(words).toBe(prose)
})
