import { describe, expect, it } from 'vitest'
import type { Level } from '../engine/requirement.ts'
import type { VerdictName } from '../engine/verdict.ts'
import { duration, questions, untried, untriedMessage, verdictInWords } from '../reports/verdicts.ts'
import { everyVerdict, rule, target } from './fixtures/report.ts'

function judged(...verdicts: VerdictName[]) {
  const { name, summary: _, ...rest } = everyVerdict().report.targets[0]!
  const requirements = verdicts.map((verdict, at) =>
    rule(`ITERO-LAB-0${at + 1}`, { verdict, message: `message ${verdict}` }),
  )
  return target(name, { ...rest, requirements })
}

describe('a verdict in words', () => {
  it.each<[VerdictName[], string, string]>([
    [['pass'], 'staging conforms to the document', 'The one rule holds.'],
    [['pass', 'pass'], 'staging conforms to the document', 'All 2 rules hold.'],
    [['pass', 'warn'], 'staging conforms to the document', '1 of 2 rules hold, 1 warns.'],
    [['pass', 'waived'], 'staging conforms but for 1 known deviation', '1 of 2 rules hold, 1 is waived.'],
    [['pass', 'fail'], 'staging breaks 1 documented rule', '1 of 2 rules hold, 1 fails.'],
    [
      ['fail', 'fail', 'inconclusive'],
      'staging breaks 2 documented rules',
      '0 of 3 rules hold, 2 fail, 1 could not be tried.',
    ],
    [
      ['pass', 'inconclusive'],
      'Nothing fails on staging, but 1 rule could not be tried',
      '1 of 2 rules hold, 1 could not be tried.',
    ],
    [
      ['inconclusive', 'not-applicable'],
      'Nothing could be judged on staging',
      '0 of 2 rules hold, 1 could not be tried, 1 does not apply.',
    ],
  ])('%j', (verdicts, headline, detail) => {
    expect(verdictInWords(judged(...verdicts), true)).toEqual({ headline, detail })
  })

  it('does not call half a run conforming', () => {
    expect(verdictInWords(judged('pass', 'inconclusive'), false).headline).toBe(
      'The run broke off; nothing failed on staging up to there',
    )
    expect(verdictInWords(judged('fail', 'inconclusive'), false).headline).toBe(
      'staging breaks 1 documented rule, and the run broke off',
    )
  })
})

describe('what is put to the vendor', () => {
  it('is every assumed rule that warns, and no other', () => {
    const levels: Level[] = ['must', 'should', 'assumed']
    const { name, summary: _, ...rest } = judged()
    const requirements = levels.flatMap((level) => [
      rule(`A-${level}`, { level, verdict: 'warn' }),
      rule(`B-${level}`, { level, verdict: 'inconclusive' }),
    ])
    expect(questions(target(name, { ...rest, requirements })).map(({ id }) => id)).toEqual(['A-assumed'])
  })
})

describe('what could not be tried', () => {
  it('stands under the reason that rules share, the commonest first', () => {
    const shown = judged('inconclusive', 'inconclusive', 'inconclusive', 'pass')
    shown.requirements[0]!.message = 'set account.unrelatedLabId'
    expect(untried(shown)).toEqual([
      { message: 'message inconclusive', ids: ['ITERO-LAB-02', 'ITERO-LAB-03'] },
      { message: 'set account.unrelatedLabId', ids: ['ITERO-LAB-01'] },
    ])
  })

  it('stands together where the same would make it possible, whatever each rule wanted it for', () => {
    const shown = judged('inconclusive', 'inconclusive', 'inconclusive', 'inconclusive')
    const reasons = ['no order', 'no lab', 'no order', 'no patient']
    for (const [at, reason] of reasons.entries()) {
      shown.requirements[at]!.message = untriedMessage(`${reason}: no account`, 'set account.user. It is yours')
    }
    expect(untried(shown)).toEqual([
      {
        message:
          'Possible with: set account.user. It is yours. Why not now: no order: no account; no lab: no account; and 1 more reason.',
        ids: shown.requirements.map(({ id }) => id),
      },
    ])
  })
})

describe('duration', () => {
  it.each([
    [0, '0 ms'],
    [41.6, '42 ms'],
    [1_000, '1 s'],
    [2_449, '2.4 s'],
    [74_000, '74 s'],
    [119_700, '2 min 0 s'],
  ])('%d ms', (ms, words) => {
    expect(duration(ms)).toBe(words)
  })
})
