import type { Exchange } from '../../../engine/exchange.ts'
import type { Caller, Vendor } from '../api.ts'
import { connectAll, type Lane, usable } from '../lanes.ts'
import type { Look, Stage } from '../stage.ts'
import type { World } from '../world.ts'

/** A company disconnects all its inboxes, and connects them again. */
export interface Leaving {
  left: { vendor: Vendor; inboxId: string; exchange: Exchange }[]
  /** The list right after, and when a poll would have been due. */
  afterLeaving: Exchange[]
  back: Lane[]
  /** The case inbox once what waited has been collected. */
  afterReturn: Look
}

export async function playLeaving(
  stage: Stage,
  { login }: World,
  by: Caller,
  lanes: readonly (Lane & { inboxId: string })[],
  parts: Partial<Leaving>,
): Promise<void> {
  parts.left = []
  for (const { companyId, vendor, inboxId } of lanes) {
    const exchange = await stage.call({ operation: 'disconnectInbox', what: `disconnect ${vendor}`, by, inboxId })
    stage.note({ kind: 'disconnected', companyId, vendor })
    parts.left.push({ vendor, inboxId, exchange })
  }
  parts.afterLeaving = [await stage.list(by, 'after all were disconnected')]
  await stage.polled()
  parts.afterLeaving.push(await stage.list(by, '10 minutes after all were disconnected'))
  parts.back = await connectAll(
    stage,
    by,
    lanes.map(({ vendor }) => vendor),
    login,
  )
  await stage.newCases(usable(parts.back))
  await stage.polled()
  parts.afterReturn = await stage.look(by, 'after all were connected again', [], ['cases'])
}
