import type { Exchange } from '../../engine/exchange.ts'
import { holds, holdsUnless, unobserved } from '../../engine/finding.ts'
import type { Finding } from '../../engine/verdict.ts'
import { isRecent } from './ages.ts'
import { isPushed, type Vendor } from './api.ts'
import { account } from './case-account.ts'
import { modelAt, type Of } from './comparing.ts'
import type { Snapshot } from './hub.ts'
import { all, part, sideBySide, snapshotsIn, troubles, unreadable } from './judging.ts'
import { casesIn, countOf, creditsTaken, type InboxView } from './reading.ts'
import type { RequirementId } from './requirements.gen.ts'
import { premise, type Seen, shown } from './rule.ts'
import type { ScenarioName } from './scenarios/index.ts'

/** The part of INBOX-HEALTH-06 that other rules lean on: polls come while nothing but an outage is in the way. */
export const undisturbedPolls = premise('INBOX-HEALTH-06', {
  scenarios: ['everyday', 'outage'],
  leansOn: ['INBOX-SHOW-03'],
  judge: shown('INBOX-HEALTH-06', ['everyday', 'outage']),
})

/** What has not synced lately may warn of its age, and what a pushed inbox makes of that is INBOX-PUSH-02's matter. */
const isRecentlyPolled: Of = (_view, vendor, age) => !isPushed(vendor) && (age === undefined || isRecent(age))

/** The part of INBOX-SHOW-04 that the rules on single reasons lean on: an inbox that nothing has interrupted yet warns of nothing. */
export const undisturbedWarnings = premise('INBOX-SHOW-04', {
  scenarios: ['connecting', 'everyday'],
  leansOn: ['INBOX-CONN-02'],
  judge: shown('INBOX-SHOW-04', ['connecting', 'everyday'], { of: isRecentlyPolled }),
})

/** The part of INBOX-HEALTH-01 that rules on outages lean on: an inbox that has no outage is healthy. */
export const recentEveryday = premise('INBOX-HEALTH-01', {
  scenarios: ['connecting', 'everyday'],
  leansOn: [undisturbedWarnings],
  judge: shown('INBOX-HEALTH-01', ['connecting', 'everyday']),
})

const ASPECTS = {
  'INBOX-SHOW-02': ({ state }: InboxView) => String(state),
  'INBOX-SHOW-04': ({ warning }: InboxView) => (warning ? 'interrupted' : 'not interrupted'),
  'INBOX-HEALTH-07': ({ health }: InboxView) => String(health),
} satisfies Partial<Record<RequirementId, (view: InboxView) => string>>

/** The list and an inbox by itself show the same at one time: of its state, whether it warns, of its health. */
export const alike = (snapshots: readonly Snapshot[], id: keyof typeof ASPECTS): Finding =>
  all([
    holds('the list shows what an inbox shows by itself'),
    ...sideBySide(snapshots).map(({ own, listed }) => {
      const [one, other] = [own, listed].map(ASPECTS[id])
      return holdsUnless(
        one !== other && `${own.vendor} is ${one} by itself, and ${other} in the list: ${listed.exchange.what}`,
        'the same by itself and in the list',
        [own.exchange, listed.exchange],
      )
    }),
  ])

/** The parts of these rules that those on what is shown lean on: where only the list shows it, the reason is known. */
const alikeIn = (id: keyof typeof ASPECTS, scenarios: readonly ScenarioName[], leansOn: RequirementId[] = []) =>
  premise(id, {
    scenarios,
    leansOn,
    judge: (seen) =>
      alike(
        scenarios.flatMap((name) => snapshotsIn(seen[name])).filter(({ disputed }) => !disputed),
        id,
      ),
  })

export const alikeWhere = {
  refused: [alikeIn('INBOX-SHOW-02', ['refusal']), alikeIn('INBOX-SHOW-04', ['refusal'])],
  limited: [alikeIn('INBOX-SHOW-04', ['limits'])],
  // Health of another moment differs from read to read.
  down: [alikeIn('INBOX-SHOW-04', ['outage'], ['INBOX-HEALTH-02'])],
  polled: [alikeIn('INBOX-HEALTH-07', ['connecting', 'everyday', 'outage', 'refusal', 'limits'])],
}

/** The account of two companies' undisturbed days, of these vendors. */
function undisturbed({ everyday }: Seen<'everyday'>, of: (vendor: Vendor) => boolean): Finding {
  const { connections, otherConnections, otherPolled, otherADayLater } = everyday
  const company = connections?.[0]?.companyId ?? ''
  const other = otherConnections?.[0]?.companyId ?? ''
  return all([
    ...troubles(connections, of),
    part(everyday, ['polled', 'crossChecked', 'crossCheckedAgain', 'aDayLater'], ({ at, cases }) =>
      account(everyday, company, at, cases, of),
    ),
    ...(otherPolled ? [account(everyday, other, otherPolled.at, otherPolled.cases, of)] : []),
    part(everyday, 'aDayLater', ({ at }) =>
      other ? account(everyday, other, at, otherADayLater, of) : holds('one company'),
    ),
  ])
}

/** The parts of INBOX-CASE-02 that other rules on cases lean on: nothing is lost or doubled while nothing is in the way. */
export const polledAccount = premise('INBOX-CASE-02', {
  scenarios: ['everyday'],
  leansOn: ['INBOX-CASE-01', 'INBOX-CASE-03'],
  judge: (seen) => undisturbed(seen, (vendor) => !isPushed(vendor)),
})

export const plainAccount = premise('INBOX-CASE-02', {
  scenarios: ['everyday'],
  leansOn: ['INBOX-PUSH-01', 'INBOX-PUSH-03', 'INBOX-PUSH-04', 'INBOX-PUSH-05'],
  judge: (seen) => undisturbed(seen, () => true),
})

/** So many of these cases, each as often as it is there; undefined where the answer is no list. */
export const countAll = (cases: Exchange | undefined, caseIds: Iterable<string>): number | undefined =>
  cases && casesIn(cases)
    ? [...new Set(caseIds)].reduce((sum, caseId) => sum + (countOf(cases, caseId) ?? 0), 0)
    : undefined

/** A credit was taken for each of so many cases. */
export function creditEach(
  before: Exchange | undefined,
  after: Exchange | undefined,
  collected: number | undefined,
  cases: Exchange | undefined,
): Finding {
  const taken = creditsTaken(before, after)
  if (taken === undefined) return unreadable('the account', after)
  if (collected === undefined) return unreadable('the cases', cases)
  const fault = taken !== collected && `${taken} credits for ${collected} cases`
  return holdsUnless(fault, 'one credit for each collected case', [before, after, ...(fault ? [cases] : [])])
}

/** The part of INBOX-LIMIT-05 that other rules lean on: what cases cost while nothing is in the way. */
export const plainCredits = premise('INBOX-LIMIT-05', {
  scenarios: ['connecting', 'everyday'],
  leansOn: [plainAccount],
  judge: ({ connecting, everyday }) => {
    const { creditsBefore, creditsConnected, earlyCases = [], connected } = connecting
    const taken = creditsTaken(creditsBefore, creditsConnected)
    // What is collected right after the sign-in is paid for by then.
    const early = earlyCases.filter(({ caseId }) => connected?.cases && countOf(connected.cases, caseId)).length
    return all([
      taken === undefined
        ? unreadable('the account', creditsConnected)
        : holdsUnless(
            (taken > early || taken < 0) && `${taken} credits for connecting, and ${early} cases`,
            'one credit for each collected case',
            [creditsBefore, creditsConnected],
          ),
      part(everyday, 'creditsAfter', (after) => {
        const { crossCheckedAgain: last } = everyday
        const ids = last ? modelAt(everyday.events, last).flatMap(({ cases }) => cases.map(({ caseId }) => caseId)) : []
        return last && ids.length > 0
          ? creditEach(everyday.creditsBefore, after, countAll(last.cases, ids), last.cases)
          : unobserved('no case was collected', 'cases that arrive', ['INBOX-CASE-02'])
      }),
    ])
  },
})
