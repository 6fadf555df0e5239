import type { Exchange } from '../../engine/exchange.ts'
import { holdsUnless, unobserved } from '../../engine/finding.ts'
import { toJson } from '../../engine/json.ts'
import type { Finding } from '../../engine/verdict.ts'
import { type Age, ageOf, isOutdated } from './ages.ts'
import { isPushed, type Vendor } from './api.ts'
import { duration } from './happenings.ts'
import { each } from './judging.ts'
import type { Lane } from './lanes.ts'
import { type InboxView, inboxesIn } from './reading.ts'
import type { Moment } from './scenarios/outage.ts'
import type { Look } from './stage.ts'

export const HEALTHS: readonly unknown[] = ['healthy', 'attention', 'issue']
export const notAHealth = ({ health, exchange }: InboxView): Finding =>
  unobserved(
    `it shows the health ${toJson(health) ?? 'undefined'}`,
    'INBOX-HTTP-01 holds',
    ['INBOX-HTTP-01'],
    [exchange],
  )

/** `undefined` where that age is not the rule's. */
export type ByAge = (age: Age, view: InboxView, vendor: Vendor) => Finding | undefined

function judged(view: InboxView, vendor: Vendor, judge: ByAge, hubTime?: number): Finding | [] {
  if (!HEALTHS.includes(view.health)) return notAHealth(view)
  const age = ageOf(view, hubTime)
  return (age && judge(age, view, vendor)) ?? []
}

/** Judges the polled inboxes of looks by the age of their last sync. */
export const byAge = (looks: readonly (Moment | undefined)[], judge: ByAge): Finding[] =>
  looks.flatMap((look) =>
    each(
      look,
      (view, vendor) => judged(view, vendor, judge, look?.hubTime),
      (vendor) => !isPushed(vendor),
    ),
  )

/** Judges the polled inboxes of these lanes, as lists show them, by the age of their last sync. */
export const byAgeListed = (
  lists: readonly (Exchange | undefined)[],
  lanes: readonly Lane[] | undefined,
  judge: ByAge,
): Finding[] =>
  lists.flatMap((list) =>
    (list ? inboxesIn(list) : []).flatMap((view) => {
      const vendor = lanes?.find(({ inboxId }) => inboxId === view.inboxId)?.vendor
      return vendor && !isPushed(vendor) ? judged(view, vendor, judge) : []
    }),
  )

/** In words, where a polled inbox is polled no longer; undefined where it is, or where that cannot be told. */
export function stoppedSyncing(view: InboxView, vendor: Vendor): string | undefined {
  const age = isPushed(vendor) ? undefined : ageOf(view)
  return age && view.state === 'connected' && isOutdated(age) ? `it last synced ${duration(age.least)} ago` : undefined
}

/** Polled inboxes go on being polled, whatever was tried. */
export const syncsOn = (look: Look, expected: string): Finding[] =>
  each(look, (view, vendor) => {
    const stopped = stoppedSyncing(view, vendor)
    return holdsUnless(stopped && `${vendor}: ${stopped}, ${view.exchange.what}`, expected, [view.exchange])
  })
