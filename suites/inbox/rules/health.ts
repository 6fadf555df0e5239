import type { TimelineFigure } from '../../../engine/figure.ts'
import { broken, drawn, holds, unobserved } from '../../../engine/finding.ts'
import type { Finding } from '../../../engine/verdict.ts'
import { type Age, isOutdated, isRecent } from '../ages.ts'
import { ISSUE_AFTER, isPushed, RECENT, type Vendor } from '../api.ts'
import { byAge, byAgeListed } from '../by-age.ts'
import { timelineOf } from '../figures.ts'
import { duration } from '../happenings.ts'
import { all, part, troubles, viewOf } from '../judging.ts'
import { neverOutdatedIn, undisturbedPolls, undisturbedWarnings, warnsAlike } from '../premises.ts'
import type { InboxView } from '../reading.ts'
import { isOf } from '../refusals.ts'
import { everyRead, premise, rule, type Seen } from '../rule.ts'
import type { Moment, Outage } from '../scenes/outage.ts'
import { agreement } from '../shown-clauses.ts'
import type { Scene } from '../stage.ts'

const REMEDY = 'inboxes that have synced'

const told = ({ health, warning }: InboxView): string => `${health}${warning ? `, warning of ${warning.code}` : ''}`

/** What became of the inboxes in the outage, and in the second one. */
function timelines(outage: Scene<Outage>): TimelineFigure[] {
  const { beganAgain, momentsAgain, overAgain, outOfCredits: _third, ...first } = outage
  const second = { beganAgain, momentsAgain, overAgain, happenings: outage.happenings }
  return [timelineOf('The outage', first), ...(beganAgain ? [timelineOf('A second outage', second)] : [])]
}

const shown = (seen: Seen<'outage'>, finding: Finding): Finding =>
  finding.outcome === 'broken' ? drawn(finding, ...timelines(seen.outage)) : finding

/** The moments of the second outage, of inboxes that were well before it. */
function secondOutage({ beganAgain, momentsAgain = [] }: Scene<Outage>): Moment[] {
  const isWell = (vendor: Vendor) => {
    const before = viewOf(beganAgain, vendor)
    return before?.health === 'healthy' && !before.warning
  }
  return momentsAgain.map((moment) => ({ ...moment, inboxes: moment.inboxes.filter(({ vendor }) => isWell(vendor)) }))
}

/** Judges the moments of the outage; where none was of that age, that says nothing. */
const duringOutage = (
  seen: Seen<'outage'>,
  nothing: string,
  judge: (age: Age, view: InboxView, vendor: Vendor) => Finding | undefined,
): Finding =>
  shown(
    seen,
    part(seen.outage, 'moments', (moments) => {
      const findings = byAge([...moments, ...secondOutage(seen.outage)], judge)
      return all([
        ...troubles(seen.outage.lanes, (vendor) => !isPushed(vendor)),
        ...(findings.length > 0 ? findings : [unobserved(nothing, REMEDY, ['INBOX-SHOW-03'])]),
      ])
    }),
  )

function healthyWhileRecent(age: Age, view: InboxView, vendor: Vendor): Finding | undefined {
  if (!isRecent(age) || view.state !== 'connected') return undefined
  return view.health === 'healthy' && !view.warning
    ? holds(`${vendor} is healthy ${duration(age.most)} after its last sync at the most`, [view.exchange])
    : broken(
        'healthy, without a warning, up to and including 10 minutes after the last sync',
        `${vendor} is ${told(view)} after ${duration(age.most)}`,
        [view.exchange],
      )
}

/** The part of INBOX-HEALTH-01 that rules on outages lean on: an inbox that has no outage is healthy. */
const recentEveryday = premise('INBOX-HEALTH-01', {
  scenes: ['connecting', 'everyday'],
  leansOn: ['INBOX-SHOW-03', 'INBOX-CONN-02', undisturbedWarnings],
  judge: ({ connecting, everyday }) => {
    const looks = [connecting.connected, everyday.polled, ...(everyday.polls ?? [])]
    const findings = byAge(
      looks.filter((look) => look !== undefined),
      healthyWhileRecent,
    )
    return findings.length > 0 ? all(findings) : unobserved('no inbox was seen to sync', REMEDY, ['INBOX-SHOW-03'])
  },
})

/** Health by the age of the last sync. */
export const rules = {
  /** "Last sync was recent (within the last 10 minutes) – the connection is working normally." */
  'INBOX-HEALTH-01': rule({
    scenes: ['connecting', 'everyday', 'outage', 'refusal', 'limits'],
    leansOn: ['INBOX-HEALTH-03', 'INBOX-SHOW-03', 'INBOX-CONN-02', undisturbedWarnings],
    judge: (seen) => {
      const everyday = recentEveryday.judge(seen)
      const { refusal, limits } = seen
      // That a warning stays once its reason is over is another rule's matter.
      const restored = [seen.everyday.aDayLater, refusal.restored, limits.credits?.roomy, limits.storage?.roomy]
      return all([
        ...byAge(
          restored.filter((look) => look !== undefined),
          (age, view, vendor) => (view.warning ? undefined : healthyWhileRecent(age, view, vendor)),
        ),
        duringOutage(seen, 'no inbox was seen while its last sync was recent', healthyWhileRecent),
        ...(everyday.outcome === 'unobserved' ? [] : [everyday]),
      ])
    },
  }),

  /** "Last sync is outdated – the connection may need attention". */
  'INBOX-HEALTH-02': rule({
    scenes: ['outage'],
    leansOn: ['INBOX-SHOW-03'],
    judge: (seen) =>
      duringOutage(seen, 'no inbox was seen with a last sync over 10 minutes old', (age, view, vendor) => {
        if (!isOutdated(age) || age.most >= ISSUE_AFTER) return undefined
        const after = duration(age.least)
        if (view.health === 'issue')
          return unobserved(
            `${vendor} is issue after ${after}`,
            'INBOX-HEALTH-03 holds',
            ['INBOX-HEALTH-03'],
            [view.exchange],
          )
        return view.health === 'attention'
          ? holds(`${vendor} needs attention after ${after}`, [view.exchange])
          : broken('attention, over 10 minutes after the last sync', `${vendor} is ${told(view)} after ${after}`, [
              view.exchange,
            ])
      }),
  }),

  /** "…a connection issue is reported after 4 hours of outage as IOS vendor portals may have temporary outages". */
  'INBOX-HEALTH-03': rule({
    scenes: ['outage'],
    leansOn: ['INBOX-SHOW-03', recentEveryday, undisturbedWarnings],
    judge: (seen) =>
      duringOutage(seen, 'no inbox was seen during an outage of less than 4 hours', (age, view, vendor) => {
        if (!isOutdated(age) || age.most >= ISSUE_AFTER) return undefined
        return view.health === 'issue' || view.warning
          ? broken(
              'no issue and no warning before 4 hours of outage',
              `${vendor} is ${told(view)} after ${duration(age.least)}`,
              [view.exchange],
            )
          : holds(`${vendor}: no issue after ${duration(age.least)}`, [view.exchange])
      }),
  }),

  /** "…a connection issue is reported after 4 hours of outage". */
  'INBOX-HEALTH-04': rule({
    scenes: ['outage'],
    // A hub that does not poll knows of no outage.
    leansOn: [
      'INBOX-SHOW-03',
      undisturbedPolls,
      undisturbedWarnings,
      warnsAlike.outage,
      'INBOX-CASE-04',
      'INBOX-HEALTH-02',
    ],
    judge: (seen) =>
      duringOutage(seen, 'no inbox was seen after 4 hours of outage', (age, view, vendor) => {
        // An outage may be counted from the first failed poll, up to 10 minutes after the last sync.
        if (age.least < ISSUE_AFTER + RECENT) return undefined
        const warns = view.warning && (isOf(view.warning, 'vendor-outage') || isOf(view.warning, 'sync-overdue'))
        return view.health === 'issue' && warns
          ? holds(`${vendor} is ${told(view)} after ${duration(age.least)}`, [view.exchange])
          : broken(
              'issue, with a warning, from 4 hours of outage on',
              `${vendor} is ${told(view)} after ${duration(age.least)}`,
              [view.exchange],
            )
      }),
  }),

  /** "…as IOS vendor portals may have temporary outages": they end. */
  'INBOX-HEALTH-05': rule({
    scenes: ['outage'],
    leansOn: [
      'INBOX-HEALTH-01',
      'INBOX-HEALTH-02',
      undisturbedPolls,
      'INBOX-SHOW-03',
      'INBOX-LIMIT-02',
      undisturbedWarnings,
    ],
    judge: (seen) =>
      shown(
        seen,
        part(seen.outage, 'over', (over) => {
          const { began, comingUp = [], polls = [], overAgain, lanes } = seen.outage
          const again = (age: Age, view: InboxView, vendor: Vendor): Finding | undefined => {
            const last = viewOf(began, vendor)?.lastSync
            if (last == null || view.lastSync == null || view.lastSync <= last || !isRecent(age)) return undefined
            return view.health === 'healthy' && !view.warning
              ? holds(`${vendor} is healthy again`, [view.exchange])
              : broken(
                  'healthy, without a warning, once the outage is over and a sync has succeeded',
                  `${vendor} is ${told(view)}`,
                  [view.exchange],
                )
          }
          const findings = [
            ...byAgeListed([...comingUp, ...polls], lanes, again),
            ...byAge(overAgain ? [over, overAgain] : [over], again),
          ]
          return all(
            findings.length > 0
              ? findings
              : [
                  unobserved('no inbox was seen to sync after the outage', 'INBOX-HEALTH-06 holds', [
                    'INBOX-HEALTH-06',
                  ]),
                ],
          )
        }),
      ),
  }),

  /** "Last sync was recent (within the last 10 minutes)": as long as the vendor answers, it is. */
  'INBOX-HEALTH-06': rule({
    scenes: ['everyday', 'outage', 'refusal', 'limits'],
    leansOn: ['INBOX-SHOW-03', 'INBOX-AUTH-04', 'INBOX-LOGIN-04', 'INBOX-LOGIN-06', 'INBOX-LIMIT-02', 'INBOX-LIMIT-04'],
    judge: (seen) => {
      const { refusal, limits } = seen
      return all([
        undisturbedPolls.judge(seen),
        ...neverOutdatedIn([
          refusal.restored,
          refusal.longAfterWrongUpdatesWorking,
          limits.credits?.roomy,
          limits.storage?.roomy,
        ]),
      ])
    },
  }),

  /** "The page helps users quickly identify whether the integration is healthy." */
  'INBOX-HEALTH-07': everyRead({
    leansOn: [
      'INBOX-HEALTH-01',
      'INBOX-HEALTH-02',
      'INBOX-HEALTH-03',
      'INBOX-HEALTH-04',
      'INBOX-HEALTH-05',
      'INBOX-SHOW-03',
      'INBOX-SHOW-04',
      'INBOX-CONN-02',
      'INBOX-CONN-05',
      'INBOX-AUTH-03',
      'INBOX-AUTH-04',
      'INBOX-LOGIN-03',
      'INBOX-LOGIN-04',
      'INBOX-LOGIN-06',
      'INBOX-LIMIT-01',
      'INBOX-LIMIT-02',
      'INBOX-LIMIT-03',
      'INBOX-LIMIT-04',
    ],
    judge: ({ calls }) => agreement(calls),
    looking: ({ calls }) => agreement(calls),
  }),
}
