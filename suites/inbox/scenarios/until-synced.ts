import { type Caller, MARGIN, MINUTE, RECENT } from '../api.ts'
import type { Usable } from '../connections.ts'
import type { Hub, Snapshot } from '../hub.ts'
import { viewOf } from '../judging.ts'

/**
 * Reads the list minute by minute, until each of these polled inboxes has synced since a snapshot, and lets the time in
 * which a poll is due pass in any case. What only a second sync mends shows between the first one and that.
 */
export async function untilSynced(
  hub: Hub,
  by: Caller,
  polling: readonly Usable[],
  before: Snapshot | undefined,
  what: string,
): Promise<Snapshot[]> {
  const due = hub.now + RECENT + MARGIN
  const shown: Snapshot[] = []
  let waiting = polling
  while (waiting.length > 0 && hub.now + MINUTE < due) {
    await hub.pass(MINUTE)
    const now = await hub.snapshot(by, what, polling, { alone: 'none' })
    shown.push(now)
    waiting = waiting.filter(({ vendor }) => {
      const [last, lastSync] = [viewOf(before, vendor)?.lastSync, viewOf(now, vendor)?.lastSync]
      return lastSync != null && last != null && lastSync <= last
    })
  }
  await hub.pass(due - hub.now)
  return shown
}
