import { holds, holdsUnless } from '../../engine/finding.ts'
import { came } from '../../engine/status.ts'
import type { Finding } from '../../engine/verdict.ts'
import { plural } from '../../engine/words.ts'
import { ageOf, isOutdated } from './ages.ts'
import { isPushed, STATES, type Vendor } from './api.ts'
import { duration } from './events.ts'
import type { Snapshot } from './hub.ts'
import { all, viewOf } from './judging.ts'
import { type InboxView, inboxesIn, inboxIn, isInboxList } from './reading.ts'

/** In words, where a polled inbox is polled no longer; undefined where it is, or where that cannot be told. */
export function stoppedSyncing(view: InboxView, vendor: Vendor): string | undefined {
  const age = isPushed(vendor) ? undefined : ageOf(view)
  return age && view.state === 'connected' && isOutdated(age) ? `it last synced ${duration(age.least)} ago` : undefined
}

/** What is no state is another rule's matter. */
const isState = (state: unknown): boolean => (STATES as readonly unknown[]).includes(state)

/** In what an inbox is not as it was, in words. */
function changed(was: InboxView, is: InboxView, vendor: Vendor): string | undefined {
  if (was.inboxId !== is.inboxId) return `its inboxId was ${was.inboxId}, and is ${is.inboxId}`
  if (was.state !== is.state && isState(was.state) && isState(is.state))
    return `it was ${was.state}, and is ${is.state}`
  if (is.warning && !was.warning) return `it warns of ${is.warning.code}`
  // Of an inbox that works a warning may go.
  if (was.warning && !is.warning && was.state !== 'connected') return `it warned of ${was.warning.code}`
  return stoppedSyncing(was, vendor) ? undefined : stoppedSyncing(is, vendor)
}

/** What was there before something was tried is there afterwards as it was, and goes on syncing. */
export const unchanged = (before: Snapshot | undefined, after: Snapshot, expected: string): Finding =>
  all([
    holds(expected),
    ...after.inboxes.flatMap(({ vendor, inboxId, exchange }) => {
      const was = viewOf(before, vendor)
      if (!was) return []
      const is = inboxIn(exchange, inboxId)
      const fault = is ? changed(was, is, vendor) : came(exchange)
      return holdsUnless(fault && `${vendor}: ${fault}`, expected, [was.exchange, exchange])
    }),
  ])

/** The same inboxes are listed as were before. */
export function listedAsBefore(before: Snapshot | undefined, after: Snapshot, expected: string): Finding {
  const [then, now] = [before?.list, after.list].map((list) =>
    list && isInboxList(list) ? inboxesIn(list).map(({ inboxId }) => inboxId) : undefined,
  )
  const isOther = then && now && then.sort().join() !== now.sort().join()
  return holdsUnless(
    isOther && `${plural(then.length, 'inbox was', 'inboxes were')} listed, and ${now.length} are, not all the same`,
    expected,
    [before?.list, after.list],
  )
}
