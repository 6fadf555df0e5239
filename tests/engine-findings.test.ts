import { describe, expect, test } from 'vitest'
import { broken, drawn, holds, mildlyBroken, notApplicable, unobserved, worst } from '../engine/finding.ts'
import type { Level } from '../engine/requirement.ts'
import { type Finding, toVerdict, type VerdictName } from '../engine/verdict.ts'
import { waiverFor } from '../engine/waivers.ts'
import { exchange } from './fixtures/report.ts'

const HOLDS = holds('it holds', ['t-1'])
const BROKEN = broken('400', '200', ['t-2'])
const MILD = mildlyBroken('404', 'an empty list', ['t-3'])
const UNOBSERVED = unobserved('no control', 'an accepted order', ['R-1'], ['t-4'])
const NOT_APPLICABLE = notApplicable('no such operation')
const WORST_FIRST = [BROKEN, MILD, UNOBSERVED, HOLDS, NOT_APPLICABLE]

describe('the worst finding', () => {
  test.each(WORST_FIRST.flatMap((one, nth) => WORST_FIRST.slice(nth).map((other) => [one, other] as const)))(
    '%o before %o, in either order',
    (one, other) => {
      if (one === other) expect(worst([one, other], HOLDS)).toEqual(one)
      else expect([worst([one, other], HOLDS), worst([other, one], HOLDS)]).toEqual([one, one])
    },
  )

  test('of none is what was given for it', () => expect(worst([], UNOBSERVED)).toBe(UNOBSERVED))

  test('has the words of all that are as bad, the first three of them, and every exchange once', () => {
    const found = worst(
      ['left out', 'null', 'null', 'a word', '[]'].map((what, nth) =>
        broken('400', `${what}: 200`, [`t-${nth}`, 't-control']),
      ),
      HOLDS,
    )
    expect(found).toEqual({
      outcome: 'broken',
      expected: '400',
      actual: 'left out, null, a word and 1 more: 200',
      exchanges: ['t-0', 't-control', 't-1', 't-2', 't-3', 't-4'],
    })
  })

  test('counts those that differ in an ID or a number alone', () => {
    const words = [1, 2, 3, 4, 5].flatMap((nth) => [`booking ${nth} is not listed`, `clinic "a": slot ${nth} is gone`])
    const found = worst(
      words.map((actual) => broken('all', actual)),
      HOLDS,
    )
    expect(found).toMatchObject({
      actual: 'booking 1 is not listed (and 4 alike); clinic "a": slot 1 is gone (and 4 alike)',
    })
  })

  test('leans on all that the unobserved ones lean on', () => {
    const found = worst([UNOBSERVED, unobserved('a 500', 'none', ['R-2', 'R-1'])], HOLDS)
    expect(found).toMatchObject({
      reason: 'no control; a 500',
      remedy: 'an accepted order; none',
      leansOn: ['R-1', 'R-2'],
    })
  })

  test('has nothing of those that are less bad', () => {
    expect(worst([HOLDS, BROKEN, UNOBSERVED], HOLDS)).toEqual(BROKEN)
  })
})

test('exchanges are cited by ID, each once, and those that are not there not at all', () => {
  const one = exchange('t', 1, {})
  expect(holds('', [one, one.id, undefined, 't-x'])).toMatchObject({ exchanges: [one.id, 't-x'] })
})

test('drawings are added to those that are there', () => {
  const figure = { kind: 'steps' as const, title: 'steps', steps: ['one'] }
  expect(drawn(drawn(HOLDS, figure), figure).figures).toEqual([figure, figure])
  expect(drawn(HOLDS)).toBe(HOLDS)
})

const VERDICTS: [string, Finding, Record<Level, VerdictName>][] = [
  ['holds', HOLDS, { must: 'pass', should: 'pass', assumed: 'pass' }],
  ['broken', BROKEN, { must: 'fail', should: 'warn', assumed: 'warn' }],
  ['mildly broken', MILD, { must: 'warn', should: 'warn', assumed: 'warn' }],
  ['unobserved', UNOBSERVED, { must: 'inconclusive', should: 'inconclusive', assumed: 'inconclusive' }],
  ['not applicable', NOT_APPLICABLE, { must: 'not-applicable', should: 'not-applicable', assumed: 'not-applicable' }],
]
test.each(VERDICTS)('what is found %s has its verdict by level', (_, finding, expected) => {
  const levels = Object.keys(expected) as Level[]
  expect(Object.fromEntries(levels.map((level) => [level, toVerdict(finding, level)]))).toEqual(expected)
})

describe('a waiver', () => {
  const waivers = [
    { id: 'R-1', reason: 'known', expires: '2026-02-28' },
    { id: 'R-2', reason: 'gone', expires: '2026-01-01' },
    { id: 'R-2', reason: 'renewed', expires: '2027-01-01' },
  ]

  test.each([
    ['2026-02-27', true],
    ['2026-02-28', true],
    ['2026-03-01', false],
    ['2027-01-01', false],
  ])('that ends on 2026-02-28 on %s: %s', (today, covers) =>
    expect(waiverFor({ id: 'R-1', verdict: 'fail' }, waivers, today) !== undefined).toBe(covers),
  )

  test('covers fail and warn alone', () => {
    const covered = ['pass', 'fail', 'warn', 'inconclusive', 'waived', 'not-applicable'] as const
    expect(covered.filter((verdict) => waiverFor({ id: 'R-1', verdict }, waivers, '2026-01-01'))).toEqual([
      'fail',
      'warn',
    ])
  })

  test('covers its own requirement alone, and one that has run out does not hide one that has not', () => {
    expect(waiverFor({ id: 'R-3', verdict: 'fail' }, waivers, '2026-01-01')).toBeUndefined()
    expect(waiverFor({ id: 'R-2', verdict: 'fail' }, waivers, '2026-06-01')?.reason).toBe('renewed')
  })
})
