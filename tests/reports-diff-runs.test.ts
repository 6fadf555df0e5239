import { expect, it } from 'vitest'
import { targetReport, usageOf } from '../reports/assemble.ts'
import { compare } from '../reports/diff/compare.ts'
import { run } from './fixtures/report.ts'
import { conformanceOfMock } from './support/run.ts'

/** A whole run on a profile's embedded mock, every value of which hangs on the seed. */
async function runOn(profile: string, seed: number, defects: string[]) {
  const { rows, exchanges, waitedMs } = await conformanceOfMock(profile, { seed, defects }, { seed })
  const identity = { name: profile, profile, baseUrl: 'http://127.0.0.1', kind: 'mock' as const }
  return { from: profile, report: run([targetReport(identity, [...rows.values()], usageOf(exchanges, waitedMs))]) }
}

it.each([
  ['itero', 'no-credentials-accepted', 'no-credentials-answers-400', 'ITERO-AUTH-01'],
  ['opus', 'bookings-not-listed', 'bookings-other-clinic', 'OPUS-BOOK-02'],
  ['inbox', 'race-leaves-two', 'race-leaves-none', 'INBOX-CONN-10'],
])(
  'runs on the %s mock with the same defect and other values differ in nothing',
  async (profile, defect, another, id) => {
    const [one, same, other] = await Promise.all([
      runOn(profile, 1, [defect]),
      runOn(profile, 2, [defect]),
      runOn(profile, 1, [another]),
    ])
    expect(compare(one, same).targets[0]!.changes).toEqual([])
    expect(compare(one, other).targets[0]!.changes).toContainEqual(
      expect.objectContaining({ id, kind: 'answered-differently' }),
    )
  },
)
