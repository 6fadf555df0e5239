import type { Exchange } from '../../engine/exchange.ts'
import { broken, drawn, holds } from '../../engine/finding.ts'
import type { Finding } from '../../engine/verdict.ts'
import { type Age, ageOf, isOutdated } from './ages.ts'
import { isPolledBySignIn, isPushed, type Vendor } from './api.ts'
import { byAge } from './by-age.ts'
import { timelineOf } from './figures.ts'
import { duration } from './happenings.ts'
import { all, each, troubles, viewOf } from './judging.ts'
import type { Lane } from './lanes.ts'
import { type InboxView, inboxesIn } from './reading.ts'
import { isOf } from './refusals.ts'
import { type Premise, rule, type Seen } from './rule.ts'
import type { Look } from './stage.ts'

function neverOutdated(age: Age, view: InboxView, vendor: Vendor): Finding | undefined {
  // A warning of the outage stays until the hub has asked the vendor again, which it does by the next poll.
  const isOver = view.warning && (isOf(view.warning, 'vendor-outage') || isOf(view.warning, 'sync-overdue'))
  if (view.state !== 'connected' || (view.warning && !isOver)) return undefined
  return isOutdated(age)
    ? broken('a sync every 10 minutes, while the vendor answers', `${vendor} last synced ${duration(age.least)} ago`, [
        view.exchange,
      ])
    : holds(`${vendor} has synced within 10 minutes`, [view.exchange])
}

const neverOutdatedIn = (looks: readonly (Look | undefined)[]): Finding[] =>
  byAge(
    looks.filter((look) => look !== undefined),
    neverOutdated,
  )

/** The inboxes of these lanes, as a list shows them. */
const neverOutdatedIfListed = (list: Exchange | undefined, lanes: readonly Lane[] | undefined): Finding[] =>
  (list ? inboxesIn(list) : []).flatMap((view) => {
    const vendor = lanes?.find(({ inboxId }) => inboxId === view.inboxId)?.vendor
    const age = vendor && !isPushed(vendor) ? ageOf(view) : undefined
    return (vendor && age && neverOutdated(age, view, vendor)) ?? []
  })

/**
 * An inbox that is never polled has no age. That none by sign-in has synced is INBOX-AUTH-02's matter, and that one shows
 * no sync though its cases arrive INBOX-SHOW-03's.
 */
function neverPolled({ everyday }: Seen<'everyday'>): Finding[] {
  const { polled, otherPolled, otherLanes = [] } = everyday
  const syncs = polled?.inboxes.some(
    ({ vendor }) => isPolledBySignIn(vendor) && viewOf(polled, vendor)?.lastSync != null,
  )
  if (!polled || !syncs) return []
  const judge = (view: InboxView, vendor: Vendor): Finding | [] =>
    view.state === 'connected' && view.lastSync === null && !view.warning && !isPushed(vendor)
      ? broken('a sync every 10 minutes, while the vendor answers', `${vendor} has never synced`, [view.exchange])
      : []
  const listed = otherPolled?.list ? inboxesIn(otherPolled.list) : []
  return [
    ...each(polled, judge),
    ...listed.flatMap((view) => {
      const vendor = otherLanes.find(({ inboxId }) => inboxId === view.inboxId)?.vendor
      return vendor ? judge(view, vendor) : []
    }),
  ]
}

/** The part of INBOX-HEALTH-06 that other rules lean on: polls come while nothing but an outage is in the way. */
export const undisturbedPolls: Premise<'everyday' | 'outage'> = {
  id: 'INBOX-HEALTH-06',
  scenes: ['everyday', 'outage'],
  leansOn: ['INBOX-SHOW-03'],
  judge: (seen) => {
    const { everyday, outage } = seen
    const { polled, polls = [], minutes = [], aDayLater, otherPolled } = everyday
    const finding = all([
      ...troubles(everyday.lanes, (vendor) => !isPushed(vendor)),
      ...neverOutdatedIn([polled, ...polls, aDayLater, outage.over, ...(outage.polls ?? []), outage.overAgain]),
      ...neverPolled(seen),
      ...minutes.flatMap((list) => neverOutdatedIfListed(list, everyday.lanes)),
      ...neverOutdatedIfListed(otherPolled?.list, everyday.otherLanes),
    ])
    return finding.outcome === 'broken' ? drawn(finding, timelineOf('Undisturbed days', everyday)) : finding
  },
}

/** "Last sync was recent (within the last 10 minutes)": as long as the vendor answers, it is. */
export const neverOlderThan10Minutes = rule('INBOX-HEALTH-06', {
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
})
