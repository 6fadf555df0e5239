import { unobserved } from '../../engine/finding.ts'
import { toJson } from '../../engine/json.ts'
import type { Finding } from '../../engine/verdict.ts'
import { type Age, ageOf, isOutdated } from './ages.ts'
import { isPushed, type Vendor } from './api.ts'
import { duration } from './happenings.ts'
import { each } from './judging.ts'
import type { InboxView } from './reading.ts'
import type { Moment } from './scenes/outage.ts'

export const HEALTHS: readonly unknown[] = ['healthy', 'attention', 'issue']
export const notAHealth = ({ health, exchange }: InboxView): Finding =>
  unobserved(
    `it shows the health ${toJson(health) ?? 'undefined'}`,
    'INBOX-HTTP-01 holds',
    ['INBOX-HTTP-01'],
    [exchange],
  )

/** Judges the polled inboxes of looks by the age of their last sync; `undefined` where that age is not the rule's. */
export function byAge(
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

/** In words, where a polled inbox is polled no longer; undefined where it is, or where that cannot be told. */
export function stoppedSyncing(view: InboxView, vendor: Vendor): string | undefined {
  const age = isPushed(vendor) ? undefined : ageOf(view)
  return age && view.state === 'connected' && isOutdated(age) ? `it last synced ${duration(age.least)} ago` : undefined
}
