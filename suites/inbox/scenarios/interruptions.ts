import { isLogin, isPolledBySignIn, isPushed } from '../api.ts'
import type { Usable } from '../connections.ts'
import type { Snapshot, VendorCase } from '../hub.ts'
import type { Cast } from '../scenario.ts'

export interface Interruption {
  what: string
  /** Cases that came afterwards to inboxes that nothing interrupts. */
  cases: VendorCase[]
  /** The company's inboxes that nothing interrupts, and the other company's, when a poll has been due. */
  others?: Snapshot
  otherCompany?: Snapshot
}

/** One inbox after the other is interrupted; the rest goes on. */
export async function* playInterruptions(
  { hub, companyId, me, they }: Cast,
  connections: readonly Usable[],
  otherConnections: readonly Usable[],
) {
  const [expiring, falling] = connections.filter(({ vendor }) => isPolledBySignIn(vendor))
  const rejected = connections.find(({ vendor }) => isLogin(vendor))
  const pushed = connections.find(({ vendor }) => isPushed(vendor))
  // Of the other company, the vendors that are interrupted, and the one that pushes.
  const theirs = otherConnections.filter(({ vendor }) =>
    [expiring, rejected, falling, pushed].some((one) => one?.vendor === vendor),
  )
  const interruptions: Interruption[] = []
  yield { interruptions }

  const afterwards = async (what: string, working: readonly Usable[]) => {
    // The hub is to know of it before the others' cases come.
    await hub.polled()
    // Two, so that one that is lost for another reason is not taken for one that is held up.
    const cases = await hub.newCases([...working, ...theirs], 2)
    await hub.polled()
    const options = { cases: true, disputed: true }
    interruptions.push({
      what,
      cases,
      ...(working.length > 0 ? { others: await hub.snapshot(me, `while ${what}`, working, options) } : {}),
      ...(they
        ? { otherCompany: await hub.snapshot(they, `while ${what} for the first company`, theirs, options) }
        : {}),
    })
  }
  const interrupted = new Set<Usable>()
  for (const [one, state, what] of [
    [expiring, 'expired', 'its authorization has expired'],
    [rejected, 'rejected', 'its credentials are no longer accepted'],
    [falling, 'down', 'its portal is down'],
  ] as const) {
    if (!one) continue
    interrupted.add(one)
    await hub.of(state, one)
    await afterwards(
      `of ${one.vendor} ${what}`,
      connections.filter((other) => !interrupted.has(other)),
    )
  }
  if (!they) return
  await hub.credits(companyId, 0)
  await afterwards('out of credits', [])
  await hub.credits(companyId, 1000)
}
