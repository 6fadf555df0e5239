import type { Exchange } from '../../../engine/exchange.ts'
import { CROSS_CHECK, HOUR, isPushed, MARGIN, MINUTE, RECENT, SECOND, type Vendor } from '../api.ts'
import { type Connection, connectAll, type Usable, usable } from '../connections.ts'
import { type Hub, isGone, type Snapshot } from '../hub.ts'
import { viewOf } from '../judging.ts'
import { inboxIn } from '../reading.ts'
import type { Cast } from '../scenario.ts'
import { playDisconnecting } from './disconnecting.ts'
import { playInterruptions } from './interruptions.ts'
import { playOutsiders } from './outsiders.ts'
import { playPushes } from './pushes.ts'

/** Cases of one company that show whether the oldest are kept. */
const MANY = 24
/** Long for an inbox without a case, and so short that no cross-check that is an hour late falls into both stretches of 8 hours that follow. */
const EMPTY = 90 * MINUTE
const STEPS = 4
const MINUTES = 12
/** After these times the pushed inbox is looked at, in a quiet stretch of 8 hours. */
const QUIET = [65, 125, 185, 255, 305, 365, 425, 470].map((minutes) => minutes * MINUTE)

/** Two companies that work undisturbed for two days; then outsiders, interruptions, and one of them disconnects all. */
export async function* playEveryday(cast: Cast) {
  const { hub, me, they, company, other, vendors } = cast
  const connections = await connectAll(hub, me, vendors)
  yield { connections }
  const connected = usable(connections)
  const otherConnections = they ? await connectAll(hub, they, vendors) : []
  if (they) yield { otherConnections }
  const otherConnected = usable(otherConnections)
  await hub.pass(EMPTY)
  /** Once the other company has connected the same vendors, and hours have passed without a case. */
  const empty = await hub.snapshot(me, 'hours before the first case', connected)
  const polling = connected.filter(({ vendor }) => !isPushed(vendor))
  const pushing = connected.filter(({ vendor }) => isPushed(vendor))
  yield { empty, creditsBefore: await hub.account(me, 'before the first case') }

  const began = hub.now
  const { shared, taken } = await firstCases(hub, connected, otherConnected)
  const pushAgain = yield* playPushes(cast, connected)
  await hub.polled()
  const whole = { alone: 'each', cases: true } as const
  const polled = await hub.snapshot(me, 'when a poll has been due', connected, whole)
  yield { polled }
  if (they) yield { otherPolled: await hub.snapshot(they, 'when a poll has been due', otherConnected, { cases: true }) }

  /** Read whenever an inbox would be older than 10 minutes, had it not been polled; then minute by minute. */
  const polls: Snapshot[] = []
  yield { polls }
  for (let step = 0; step < STEPS; step++) {
    await hub.pass(untilOverdue(polls.at(-1) ?? polled))
    polls.push(await hub.snapshot(me, 'when another poll has been due', polling))
  }
  const minuteByMinute = (what: string) => hub.snapshot(me, what, polling, { alone: 'none' })
  for (let minute = 0; minute < MINUTES; minute++) {
    await hub.pass(MINUTE)
    polls.push(await minuteByMinute('minute by minute'))
  }
  /** The pushed inbox while nothing is pushed, by and by. */
  const quiet: Snapshot[] = []
  yield { quiet }
  const beQuiet = async (since: number) => {
    for (const after of QUIET) {
      await hub.pass(Math.max(0, since + after - hub.now))
      quiet.push(await hub.snapshot(me, 'while nothing is pushed', pushing, { alone: 'none' }))
    }
  }
  if (pushing.length > 0) await beQuiet(began)
  await hub.pass(Math.max(0, began + CROSS_CHECK + MARGIN - hub.now))
  yield { crossChecked: await hub.snapshot(me, 'when a cross-check has been due', pushing, { cases: true }) }

  await pushAgain?.()
  await hub.newCases(connected, 1, { push: false })
  const [twin] = connected
  if (twin) await hub.newCase(twin, { caseId: shared.toUpperCase() })
  for (const one of pushing) {
    await hub.newCase(one, { push: false })
    await hub.newCase(one)
    // One whose ID a polled vendor's case has already.
    await hub.newCase(one, { caseId: taken })
  }
  const pushedAgain = hub.now
  // Of an inbox that had not synced yet nothing could be told.
  if (quiet.some((one) => viewOf(one, 'shining-3d')?.lastSync === null)) await beQuiet(pushedAgain)
  await hub.pass(pushedAgain + CROSS_CHECK + MARGIN - hub.now)
  yield {
    crossCheckedAgain: await hub.snapshot(me, 'when another cross-check has been due', pushing, { cases: true }),
    creditsAfter: await hub.account(me, 'after the last case'),
  }
  await hub.pass(24 * HOUR)
  yield { aDayLater: await hub.snapshot(me, 'a day later', connected, { cases: true }) }
  if (they) yield { otherADayLater: await hub.cases(they, 'a day later') }
  await hub.polled()
  polls.push(await minuteByMinute('a day and 10 minutes later'))
  /** The case inbox, asked for one vendor each. */
  const filtered = await Promise.all(
    connected.map(async ({ vendor }) => ({ vendor, exchange: await hub.cases(me, 'a day later', vendor) })),
  )
  yield { filtered }

  yield* playOutsiders(cast, connected)
  yield* playInterruptions(cast, connected, otherConnected)
  if (!they || !other) return
  yield { beforeOtherLeft: await hub.snapshot(me, 'before the other company disconnects all', []) }
  yield* playDisconnecting(hub, they, otherConnected)
  yield { afterOtherLeft: await hub.snapshot(me, 'after the other company has disconnected all', []) }

  if (empty.inboxes.some(({ exchange }) => isGone(exchange))) {
    await hub.reset(company, other)
    const alone = usable(await connectAll(hub, me, vendors))
    const options = { alone: 'each', disputed: true } as const
    yield { ownAlone: await hub.snapshot(me, 'where the other company has none', alone, options) }
  }
  /** For each vendor that was refused to the other company: the same once the first one has nothing. */
  const refused = otherConnections.filter(({ connect }) => Math.floor((connect?.response?.status ?? 0) / 100) === 4)
  const otherAlone: { vendor: Vendor; exchange: Exchange }[] = []
  yield { otherAlone }
  if (refused.length === 0) return
  await hub.reset(company, other)
  for (const { vendor, connect } of await connectAll(
    hub,
    they,
    refused.map((one) => one.vendor),
  ))
    if (connect) otherAlone.push({ vendor, exchange: connect })
}

/** Milliseconds until the first of the polled inboxes has gone without a sync for longer than 10 minutes. */
function untilOverdue({ inboxes }: Snapshot): number {
  const left = inboxes.flatMap(({ vendor, inboxId, exchange }) => {
    const { lastSync, date } = inboxIn(exchange, inboxId) ?? {}
    if (isPushed(vendor) || lastSync == null || date === undefined) return []
    return [lastSync + RECENT + MARGIN - (date + SECOND / 2)]
  })
  return Math.max(MINUTE, Math.min(RECENT + MARGIN, ...left.filter((one) => one > 0)))
}

/** Several cases of each vendor; resolves with the ID that some vendors, and both companies, share, and one of one vendor's. */
async function firstCases(hub: Hub, connected: readonly Usable[], otherConnected: readonly Connection[]) {
  const shared = hub.caseId()
  const sharing = new Set([...connected.slice(0, 2), ...connected.filter(({ vendor }) => isPushed(vendor))])
  const also = otherConnected.filter(({ vendor }) => [...sharing].some((one) => one.vendor === vendor))
  for (const one of [...sharing, ...also]) await hub.newCase(one, { caseId: shared })
  const polling = connected.filter(({ vendor }) => !isPushed(vendor))
  const each = Math.max(3, Math.ceil(MANY / Math.max(1, polling.length)))
  const taken = hub.caseId()
  for (const one of polling.slice(0, 1)) await hub.newCase(one, { caseId: taken })
  // Of the other company's pushed cases the second one's push is lost.
  await Promise.all([hub.newCases(polling, each), hub.newCases(otherConnected, 1)])
  await hub.newCases(otherConnected, 1, { push: false })
  return { shared, taken }
}
