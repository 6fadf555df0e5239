import type { TimelineFigure } from '../../../engine/figure.ts'
import { drawn, holdsUnless, unobserved } from '../../../engine/finding.ts'
import type { Finding } from '../../../engine/verdict.ts'
import { type Age, isOutdated, isRecent } from '../ages.ts'
import { ISSUE_AFTER, isPushed, RECENT, type Vendor } from '../api.ts'
import { type ByAge, byAge, byAgeListed } from '../by-age.ts'
import { timelineOf } from '../figures.ts'
import { duration } from '../happenings.ts'
import { all, part, troubles, viewOf } from '../judging.ts'
import { neverOutdatedIn, undisturbedPolls, undisturbedWarnings, warnsAlike } from '../premises.ts'
import type { InboxView } from '../reading.ts'
import { isOf } from '../refusals.ts'
import { everyRead, premise, rule, type Seen } from '../rule.ts'
import type { Moment, Outage } from '../scenarios/outage.ts'
import { agreement } from '../shown-clauses.ts'
import type { Scenario } from '../stage.ts'

const REMEDY = 'inboxes that have synced'

/** What is expected of an inbox whose last sync is so old. */
interface Expected {
  when(age: Age): boolean
  is(view: InboxView): boolean
  expected: string
}

const isWell = ({ health, warning }: InboxView): boolean => health === 'healthy' && !warning
const isOutForLess = (age: Age): boolean => isOutdated(age) && age.most < ISSUE_AFTER

const WHILE_RECENT: Expected = {
  when: isRecent,
  is: isWell,
  expected: 'healthy, without a warning, up to and including 10 minutes after the last sync',
}
const OUTDATED: Expected = {
  when: isOutForLess,
  is: ({ health }) => health === 'attention',
  expected: 'attention, over 10 minutes after the last sync',
}
const NO_ISSUE_YET: Expected = {
  when: isOutForLess,
  is: ({ health, warning }) => health !== 'issue' && !warning,
  expected: 'no issue and no warning before 4 hours of outage',
}
const ISSUE: Expected = {
  // An outage may be counted from the first failed poll, up to 10 minutes after the last sync.
  when: ({ least }) => least >= ISSUE_AFTER + RECENT,
  is: ({ health, warning }) =>
    health === 'issue' && warning !== null && (isOf(warning, 'vendor-outage') || isOf(warning, 'sync-overdue')),
  expected: 'issue, with a warning, from 4 hours of outage on',
}

const shows = ({ expected, is }: Expected, view: InboxView, vendor: Vendor, after: string): Finding => {
  const { health, warning, exchange } = view
  const told = `${health}${warning ? `, warning of ${warning.code}` : ''}`
  return holdsUnless(!is(view) && `${vendor} is ${told} after ${after}`, expected, [exchange])
}

const healthyWhileRecent: ByAge = (age, view, vendor) =>
  WHILE_RECENT.when(age) && view.state === 'connected'
    ? shows(WHILE_RECENT, view, vendor, duration(age.most))
    : undefined

const asExpected =
  (expected: Expected): ByAge =>
  (age, view, vendor) =>
    expected.when(age) ? shows(expected, view, vendor, duration(age.least)) : undefined

/** What became of the inboxes in the outage, and in the second one. */
function timelines(outage: Scenario<Outage>): TimelineFigure[] {
  const { beganAgain, momentsAgain, overAgain, outOfCredits: _third, ...first } = outage
  const second = { beganAgain, momentsAgain, overAgain, happenings: outage.happenings }
  return [timelineOf('The outage', first), ...(beganAgain ? [timelineOf('A second outage', second)] : [])]
}

const shown = (seen: Seen<'outage'>, finding: Finding): Finding =>
  finding.outcome === 'broken' ? drawn(finding, ...timelines(seen.outage)) : finding

/** The moments of the second outage, of inboxes that were well before it. */
function secondOutage({ beganAgain, momentsAgain = [] }: Scenario<Outage>): Moment[] {
  const wasWell = (vendor: Vendor) => {
    const before = viewOf(beganAgain, vendor)
    return before !== undefined && isWell(before)
  }
  return momentsAgain.map((moment) => ({ ...moment, inboxes: moment.inboxes.filter(({ vendor }) => wasWell(vendor)) }))
}

/** Judges the moments of the outage; where none was of that age, that says nothing. */
const duringOutage = (seen: Seen<'outage'>, when: string, judge: ByAge): Finding =>
  shown(
    seen,
    part(seen.outage, 'moments', (moments) => {
      const findings = byAge([...moments, ...secondOutage(seen.outage)], judge)
      return all([
        ...troubles(seen.outage.lanes, (vendor) => !isPushed(vendor)),
        ...(findings.length > 0 ? findings : [unobserved(`no inbox was seen ${when}`, REMEDY, ['INBOX-SHOW-03'])]),
      ])
    }),
  )

/** The part of INBOX-HEALTH-01 that rules on outages lean on: an inbox that has no outage is healthy. */
const recentEveryday = premise('INBOX-HEALTH-01', {
  scenarios: ['connecting', 'everyday'],
  leansOn: [undisturbedWarnings],
  judge: ({ connecting, everyday }) => {
    const findings = byAge([connecting.connected, everyday.polled, ...(everyday.polls ?? [])], healthyWhileRecent)
    return findings.length > 0 ? all(findings) : unobserved('no inbox was seen to sync', REMEDY, ['INBOX-SHOW-03'])
  },
})

/** Health by the age of the last sync. */
export const rules = {
  /** "Last sync was recent (within the last 10 minutes) – the connection is working normally." */
  'INBOX-HEALTH-01': rule({
    scenarios: ['connecting', 'everyday', 'outage', 'refusal', 'limits'],
    leansOn: ['INBOX-HEALTH-03'],
    judge: (seen) => {
      const everyday = recentEveryday.judge(seen)
      const { refusal, limits } = seen
      return all([
        // That a warning stays once its reason is over is another rule's matter.
        ...byAge(
          [seen.everyday.aDayLater, refusal.restored, limits.credits?.roomy, limits.storage?.roomy],
          (age, view, vendor) => (view.warning ? undefined : healthyWhileRecent(age, view, vendor)),
        ),
        duringOutage(seen, 'while its last sync was recent', healthyWhileRecent),
        ...(everyday.outcome === 'unobserved' ? [] : [everyday]),
      ])
    },
  }),

  /** "Last sync is outdated – the connection may need attention". */
  'INBOX-HEALTH-02': rule({
    scenarios: ['outage'],
    leansOn: ['INBOX-SHOW-03'],
    judge: (seen) =>
      duringOutage(seen, 'with a last sync over 10 minutes old', (age, view, vendor) =>
        OUTDATED.when(age) && view.health === 'issue'
          ? unobserved(`${vendor} is issue`, 'INBOX-HEALTH-03 holds', ['INBOX-HEALTH-03'], [view.exchange])
          : asExpected(OUTDATED)(age, view, vendor),
      ),
  }),

  /** "…a connection issue is reported after 4 hours of outage as IOS vendor portals may have temporary outages". */
  'INBOX-HEALTH-03': rule({
    scenarios: ['outage'],
    leansOn: [recentEveryday],
    judge: (seen) => duringOutage(seen, 'during an outage of less than 4 hours', asExpected(NO_ISSUE_YET)),
  }),

  /** "…a connection issue is reported after 4 hours of outage". */
  'INBOX-HEALTH-04': rule({
    scenarios: ['outage'],
    // A hub that does not poll knows of no outage: INBOX-CASE-04 leans on its polls.
    leansOn: [undisturbedWarnings, warnsAlike.outage, 'INBOX-CASE-04'],
    judge: (seen) => duringOutage(seen, 'after 4 hours of outage', asExpected(ISSUE)),
  }),

  /** "…as IOS vendor portals may have temporary outages": they end. */
  'INBOX-HEALTH-05': rule({
    scenarios: ['outage'],
    leansOn: ['INBOX-HEALTH-01', 'INBOX-HEALTH-02', 'INBOX-LIMIT-02'],
    judge: (seen) =>
      shown(
        seen,
        part(seen.outage, 'over', (over) => {
          const { began, comingUp = [], polls = [], overAgain, lanes } = seen.outage
          const again: ByAge = (age, view, vendor) => {
            const last = viewOf(began, vendor)?.lastSync
            if (last == null || view.lastSync == null || view.lastSync <= last || !isRecent(age)) return undefined
            const expected = 'healthy, without a warning, once the outage is over and a sync has succeeded'
            return shows({ ...WHILE_RECENT, expected }, view, vendor, 'the outage')
          }
          const findings = [...byAgeListed([...comingUp, ...polls], lanes, again), ...byAge([over, overAgain], again)]
          const nothing = unobserved('no inbox was seen to sync after the outage', 'INBOX-HEALTH-06 holds', [
            'INBOX-HEALTH-06',
          ])
          return all(findings.length > 0 ? findings : [nothing])
        }),
      ),
  }),

  /** "Last sync was recent (within the last 10 minutes)": as long as the vendor answers, it is. */
  'INBOX-HEALTH-06': rule({
    scenarios: ['everyday', 'outage', 'refusal', 'limits'],
    leansOn: ['INBOX-AUTH-04', 'INBOX-LOGIN-04', 'INBOX-LOGIN-06', 'INBOX-LIMIT-04'],
    judge: (seen) => {
      const { restored, longAfterWrongUpdatesWorking } = seen.refusal
      const { credits, storage } = seen.limits
      return all([
        undisturbedPolls.judge(seen),
        ...neverOutdatedIn([restored, longAfterWrongUpdatesWorking, credits?.roomy, storage?.roomy]),
      ])
    },
  }),

  /** "The page helps users quickly identify whether the integration is healthy." */
  'INBOX-HEALTH-07': everyRead({
    leansOn: ['INBOX-SHOW-04'],
    judge: ({ calls }) => agreement(calls),
    looking: ({ calls }) => agreement(calls),
  }),
}
