import type { Exchange } from '../../../engine/exchange.ts'
import type { Caller, Vendor } from '../api.ts'
import { connectAll, type Usable, usable } from '../connections.ts'
import type { Hub } from '../hub.ts'

/** A company disconnects all its inboxes, and connects them again. */
export async function* playDisconnecting(hub: Hub, by: Caller, connections: readonly Usable[]) {
  const disconnected: { vendor: Vendor; inboxId: string; exchange: Exchange }[] = []
  yield { disconnected }
  for (const { companyId, vendor, inboxId } of connections) {
    const exchange = await hub.call({ operation: 'disconnectInbox', what: `disconnect ${vendor}`, by, inboxId })
    hub.note({ kind: 'disconnected', companyId, vendor })
    disconnected.push({ vendor, inboxId, exchange })
  }
  const afterDisconnecting = [await hub.list(by, 'after all were disconnected')]
  yield { afterDisconnecting }
  await hub.polled()
  afterDisconnecting.push(await hub.list(by, '10 minutes after all were disconnected'))
  const back = await connectAll(
    hub,
    by,
    connections.map(({ vendor }) => vendor),
  )
  yield { back }
  await hub.newCases(usable(back))
  await hub.polled()
  yield { afterReturn: await hub.snapshotOfCases(by, 'after all were connected again') }
}
