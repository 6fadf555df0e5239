import type { Exchange } from '../../engine/exchange.ts'
import { broken, drawn, holds, unobserved } from '../../engine/finding.ts'
import type { Finding } from '../../engine/verdict.ts'
import { type Age, ageOf, isOutdated, isRecent } from './ages.ts'
import { ISSUE_AFTER, isPushed, RECENT, VENDORS, type Vendor } from './api.ts'
import { timelineOf } from './figures.ts'
import { duration } from './happenings.ts'
import { all, each, part, troubles } from './judging.ts'
import { type InboxView, inboxesIn, vendorsAsked } from './reading.ts'
import { isOf } from './refusals.ts'
import { everyRead, rule, type Seen } from './rule.ts'
import type { Moment } from './scenes/outage.ts'
import type { Look } from './stage.ts'

const HEALTHS: unknown[] = ['healthy', 'attention', 'issue']
const REMEDY = 'inboxes that have synced'

const notAHealth = ({ health, exchange }: InboxView): Finding =>
  unobserved(
    `it shows the health ${JSON.stringify(health) ?? 'undefined'}`,
    'INBOX-HTTP-01 holds',
    ['INBOX-HTTP-01'],
    [exchange],
  )

const told = ({ health, warning }: InboxView): string => `${health}${warning ? `, warning of ${warning.code}` : ''}`

/** Judges the polled inboxes of looks by the age of their last sync; `undefined` where that age is not the rule's. */
function byAge(
  looks: readonly Moment[],
  judge: (age: Age, view: InboxView, vendor: Vendor) => Finding | undefined,
): Finding[] {
  return looks.flatMap((look) =>
    each(
      look,
      (view, vendor) => {
        if (!HEALTHS.includes(view.health)) return notAHealth(view)
        const age = ageOf(view, look.hubTime)
        return (age && judge(age, view, vendor)) ?? []
      },
      (vendor) => !isPushed(vendor),
    ),
  )
}

const shown = (seen: Seen<'outage'>, finding: Finding): Finding =>
  finding.outcome === 'broken' ? drawn(finding, timelineOf('The outage', seen.outage)) : finding

/** Judges the moments of the outage; where none was of that age, that says nothing. */
const duringOutage = (
  seen: Seen<'outage'>,
  nothing: string,
  judge: (age: Age, view: InboxView, vendor: Vendor) => Finding | undefined,
): Finding =>
  shown(
    seen,
    part(seen.outage, 'moments', (moments) => {
      const findings = byAge(moments, judge)
      return all([
        ...troubles(seen.outage.lanes, (vendor) => !isPushed(vendor)),
        ...(findings.length > 0 ? findings : [unobserved(nothing, REMEDY, ['INBOX-SHOW-03'])]),
      ])
    }),
  )

/** "Last sync was recent (within the last 10 minutes) – the connection is working normally." */
export const recentIsHealthy = rule('INBOX-HEALTH-01', {
  scenes: ['connecting', 'everyday', 'outage'],
  leansOn: ['INBOX-HEALTH-03', 'INBOX-SHOW-03', 'INBOX-CONN-02'],
  judge: (seen) => {
    const { connecting, everyday } = seen
    const judge = (age: Age, view: InboxView, vendor: Vendor): Finding | undefined => {
      if (!isRecent(age) || view.state !== 'connected') return undefined
      return view.health === 'healthy' && !view.warning
        ? holds(`${vendor} is healthy ${duration(age.most)} after its last sync at the most`, [view.exchange])
        : broken(
            'healthy, without a warning, up to and including 10 minutes after the last sync',
            `${vendor} is ${told(view)} after ${duration(age.most)}`,
            [view.exchange],
          )
    }
    const looks = [connecting.connected, everyday.polled, ...(everyday.polls ?? [])].filter(
      (look) => look !== undefined,
    )
    return all([duringOutage(seen, 'no inbox was seen while its last sync was recent', judge), ...byAge(looks, judge)])
  },
})

/** "Last sync is outdated – the connection may need attention". */
export const outdatedNeedsAttention = rule('INBOX-HEALTH-02', {
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
})

/** "…a connection issue is reported after 4 hours of outage as IOS vendor portals may have temporary outages". */
export const noIssueBefore4Hours = rule('INBOX-HEALTH-03', {
  scenes: ['outage'],
  leansOn: ['INBOX-SHOW-03'],
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
})

/** "…a connection issue is reported after 4 hours of outage". */
export const issueFrom4Hours = rule('INBOX-HEALTH-04', {
  scenes: ['outage'],
  leansOn: ['INBOX-SHOW-03'],
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
})

/** "…as IOS vendor portals may have temporary outages": they end. */
export const healthyAfterOutage = rule('INBOX-HEALTH-05', {
  scenes: ['outage'],
  leansOn: ['INBOX-HEALTH-01', 'INBOX-HEALTH-06', 'INBOX-SHOW-03'],
  judge: (seen) =>
    shown(
      seen,
      part(seen.outage, 'over', (over) => {
        const { began, polls = [] } = seen.outage
        const synced = (look: Look) =>
          byAge([look], (age, view, vendor) => {
            const before = began?.inboxes.find((one) => one.vendor === vendor)?.exchange
            const last = before && inboxesIn(before)[0]?.lastSync
            if (last == null || view.lastSync == null || view.lastSync <= last || !isRecent(age)) return undefined
            return view.health === 'healthy' && !view.warning
              ? holds(`${vendor} is healthy again`, [view.exchange])
              : broken(
                  'healthy, without a warning, once the outage is over and a sync has succeeded',
                  `${vendor} is ${told(view)}`,
                  [view.exchange],
                )
          })
        const findings = [over, ...polls].flatMap(synced)
        return all(
          findings.length > 0
            ? findings
            : [unobserved('no inbox was seen to sync after the outage', 'INBOX-HEALTH-06 holds', ['INBOX-HEALTH-06'])],
        )
      }),
    ),
})

/** "Last sync was recent (within the last 10 minutes)": as long as the vendor answers, it is. */
export const neverOlderThan10Minutes = rule('INBOX-HEALTH-06', {
  scenes: ['everyday', 'outage'],
  leansOn: ['INBOX-SHOW-03'],
  judge: ({ everyday, outage }) => {
    const judge = (age: Age, view: InboxView, vendor: Vendor): Finding | undefined => {
      // A warning of the outage stays until the hub has asked the vendor again, which it does by the next poll.
      const isOver = view.warning && isOf(view.warning, 'vendor-outage')
      if (view.state !== 'connected' || (view.warning && !isOver)) return undefined
      return isOutdated(age)
        ? broken(
            'a sync every 10 minutes, while the vendor answers',
            `${vendor} last synced ${duration(age.least)} ago`,
            [view.exchange],
          )
        : holds(`${vendor} has synced within 10 minutes`, [view.exchange])
    }
    const looks = [everyday.polled, ...(everyday.polls ?? []), everyday.aDayLater, outage.over, ...(outage.polls ?? [])]
    const findings = byAge(
      looks.filter((look) => look !== undefined),
      judge,
    )
    const listed = (everyday.minutes ?? []).flatMap((list) =>
      inboxesIn(list).flatMap((view) => {
        const vendor = everyday.lanes?.find(({ inboxId }) => inboxId === view.inboxId)?.vendor
        const age = vendor && !isPushed(vendor) ? ageOf(view) : undefined
        return (vendor && age && judge(age, view, vendor)) ?? []
      }),
    )
    const finding = all([...troubles(everyday.lanes, (vendor) => !isPushed(vendor)), ...findings, ...listed])
    return finding.outcome === 'broken' ? drawn(finding, timelineOf('Undisturbed days', everyday)) : finding
  },
})

const isPolled = (vendor: unknown): boolean => VENDORS.includes(vendor as Vendor) && !isPushed(vendor as Vendor)

/** "The page helps users quickly identify whether the integration is healthy." */
export const healthAgreesWithTheSync = everyRead('INBOX-HEALTH-07', {
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
})

function agreement(calls: readonly Exchange[]): Finding {
  const asked = vendorsAsked(calls)
  const views = calls.flatMap(inboxesIn).filter(({ inboxId = '', vendor }) => isPolled(asked.get(inboxId) ?? vendor))
  const undated = views.filter(({ date }) => date === undefined)
  const judged = views.flatMap((view) => {
    const age = ageOf(view)
    if (!age || view.state !== 'connected' || view.warning || !HEALTHS.includes(view.health)) return []
    const expected = isRecent(age)
      ? ['healthy']
      : isOutdated(age)
        ? age.most < ISSUE_AFTER
          ? ['attention']
          : ['attention', 'issue']
        : undefined
    return expected ? [{ view, age, expected }] : []
  })
  const wrong = judged.filter(({ view, expected }) => !expected.includes(String(view.health)))
  const [first] = wrong
  if (first) {
    const { view, age, expected } = first
    return broken(
      `${expected.join(' or ')} ${duration(Math.max(0, age.least))} after the last sync`,
      `${view.vendor} is ${view.health} in the answer to ${view.exchange.operation}, ${view.exchange.what}; so in ${wrong.length} of ${judged.length} reads`,
      wrong.map((one) => one.view.exchange),
    )
  }
  if (judged.length > 0) return holds(`health agrees with the age of the last sync in ${judged.length} reads`)
  return undated.length > 0
    ? unobserved('no answer has a Date', 'INBOX-HTTP-01 holds', ['INBOX-HTTP-01'])
    : unobserved('no connected, polled inbox was read', 'a company with one that has synced')
}
