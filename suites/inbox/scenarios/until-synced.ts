import type { Exchange } from '../../../engine/exchange.ts'
import { type Caller, MARGIN, MINUTE, RECENT } from '../api.ts'
import { viewOf } from '../judging.ts'
import type { Lane } from '../lanes.ts'
import { inboxesIn } from '../reading.ts'
import type { Look, Stage } from '../stage.ts'

/**
 * Reads the list minute by minute, until each of these polled inboxes has synced since a look at it, and lets the time in
 * which a poll is due pass in any case. What only a second sync mends shows between the first one and that.
 */
export async function untilSynced(
  stage: Stage,
  by: Caller,
  lanes: readonly Lane[],
  before: Look | undefined,
  what: string,
): Promise<Exchange[]> {
  const due = stage.now + RECENT + MARGIN
  const waiting = new Set(lanes)
  const lists: Exchange[] = []
  while (waiting.size > 0 && stage.now + MINUTE < due) {
    await stage.pass(MINUTE)
    const list = await stage.list(by, what)
    lists.push(list)
    for (const lane of waiting) {
      const last = viewOf(before, lane.vendor)?.lastSync
      const { lastSync } = inboxesIn(list).find(({ inboxId }) => inboxId === lane.inboxId) ?? {}
      if (lastSync == null || last == null || lastSync > last) waiting.delete(lane)
    }
  }
  await stage.pass(due - stage.now)
  return lists
}
