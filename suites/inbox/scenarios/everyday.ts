import type { Exchange } from '../../../engine/exchange.ts'
import { status } from '../../../engine/status.ts'
import { CROSS_CHECK, HOUR, isPushed, MARGIN, MINUTE, RECENT, SECOND, type Vendor } from '../api.ts'
import { viewOf } from '../judging.ts'
import { connectAll, type Lane, usable } from '../lanes.ts'
import { inboxIn } from '../reading.ts'
import { isGone, type Look, type Scenario, type Stage } from '../stage.ts'
import { play, type World } from '../world.ts'
import { type Apart, playApart } from './apart.ts'
import { type Leaving, playLeaving } from './leaving.ts'
import { type Neighbours, playNeighbours } from './neighbours.ts'
import { type Pushes, playPushes } from './pushes.ts'

/** Two companies that work undisturbed for two days; then strangers, an interruption, and one of them leaves. */
export interface Everyday extends Pushes, Neighbours, Apart, Leaving {
  lanes: Lane[]
  otherLanes: Lane[]
  /** The first company's inboxes once the other one has connected the same vendors, and hours have passed without a case. */
  empty: Look
  /** Where one of these was gone: the same where the other company has none. */
  ownAlone: Look
  /** For each vendor that was refused to the other company: the same once the first one has nothing. */
  otherAlone: { vendor: Vendor; exchange: Exchange }[]
  creditsBefore: Exchange
  creditsAfter: Exchange
  /** When a poll has been due for the first cases. */
  polled: Look
  otherPolled: Look
  /** Read whenever an inbox would be older than 10 minutes, had it not been polled. */
  polls: Look[]
  /** The list, minute by minute. */
  minutes: Exchange[]
  /** The pushed inbox while nothing is pushed, by and by. */
  quiet: Look[]
  crossChecked: Look
  crossCheckedAgain: Look
  aDayLater: Look
  otherADayLater: Exchange
  /** Before and after the other company has disconnected all. */
  beforeOtherLeft: Look
  afterOtherLeft: Look
  /** The case inbox, asked for one vendor each. */
  filtered: { vendor: Vendor; exchange: Exchange }[]
}

/** Cases of one company that show whether the oldest are kept. */
const MANY = 24
/** Long for an inbox without a case, and so short that no cross-check that is an hour late falls into both stretches of 8 hours that follow. */
const EMPTY = 90 * MINUTE
const STEPS = 4
const MINUTES = 12
/** After these times the pushed inbox is looked at, in a quiet stretch of 8 hours. */
const QUIET = [65, 125, 185, 255, 305, 365, 425, 470].map((minutes) => minutes * MINUTE)

export function playEveryday(world: World): Promise<Scenario<Everyday>> {
  const { company, other, vendors, login } = world
  return play<Everyday>(world, async ({ stage, me, they }, parts) => {
    const listed = async (what: string): Promise<Look & { list: Exchange }> => {
      const at = stage.now
      const list = await stage.list(me, what)
      return { at, companyId: company.companyId, inboxes: [], list }
    }
    parts.lanes = await connectAll(stage, me, vendors, login)
    const lanes = usable(parts.lanes)
    if (they) parts.otherLanes = await connectAll(stage, they, vendors, login)
    const otherLanes = usable(parts.otherLanes ?? [])
    await stage.pass(EMPTY)
    parts.empty = await stage.look(me, 'hours before the first case', lanes)
    const polled = lanes.filter(({ vendor }) => !isPushed(vendor))

    parts.creditsBefore = await stage.account(me, 'before the first case')
    const began = stage.now
    const { shared, taken } = await firstCases(stage, lanes, otherLanes)
    const pushAgain = await playPushes(stage, world, lanes, parts)
    await stage.polled()
    parts.polled = await stage.look(me, 'when a poll has been due', lanes, ['list', 'cases'])
    if (they) parts.otherPolled = await stage.look(they, 'when a poll has been due', [], ['list', 'cases'])

    parts.polls = []
    for (let step = 0; step < STEPS; step++) {
      await stage.pass(untilOverdue(parts.polls.at(-1) ?? parts.polled, polled))
      parts.polls.push(await stage.look(me, 'when another poll has been due', polled))
    }
    parts.minutes = []
    for (let minute = 0; minute < MINUTES; minute++) {
      await stage.pass(MINUTE)
      parts.minutes.push((await listed('minute by minute')).list)
    }
    const pushed = lanes.filter(({ vendor }) => isPushed(vendor))
    const beQuiet = async (since: number): Promise<Look[]> => {
      const looks: Look[] = []
      for (const [nth, after] of QUIET.entries()) {
        await stage.pass(Math.max(0, since + after - stage.now))
        // Read by itself and in the list, by turns.
        const byItself = nth % 2 === 0
        looks.push(
          await (byItself ? stage.look(me, 'while nothing is pushed', pushed) : listed('while nothing is pushed')),
        )
      }
      return looks
    }
    parts.quiet = pushed.length > 0 ? await beQuiet(began) : []
    await stage.pass(Math.max(0, began + CROSS_CHECK + MARGIN - stage.now))
    parts.crossChecked = await stage.look(me, 'when a cross-check has been due', pushed, ['cases'])

    await pushAgain?.()
    await stage.newCases(lanes, 1, { push: false })
    const [twin] = lanes
    if (twin) await stage.newCase(twin, { caseId: shared.toUpperCase() })
    for (const lane of pushed) {
      await stage.newCase(lane, { push: false })
      await stage.newCase(lane)
      // One whose ID a polled vendor's case has already.
      await stage.newCase(lane, { caseId: taken })
    }
    const pushedAgain = stage.now
    // Of an inbox that had not synced yet nothing could be told.
    if (parts.quiet.some((look) => viewOf(look, 'shining-3d')?.lastSync === null))
      parts.quiet.push(...(await beQuiet(pushedAgain)))
    await stage.pass(pushedAgain + CROSS_CHECK + MARGIN - stage.now)
    parts.crossCheckedAgain = await stage.look(me, 'when another cross-check has been due', pushed, ['cases'])
    parts.creditsAfter = await stage.account(me, 'after the last case')
    await stage.pass(24 * HOUR)
    parts.aDayLater = await stage.look(me, 'a day later', lanes, ['list', 'cases'])
    if (they) parts.otherADayLater = await stage.cases(they, 'a day later')
    await stage.polled()
    parts.minutes.push((await listed('a day and 10 minutes later')).list)
    parts.filtered = await Promise.all(
      lanes.map(async ({ vendor }) => ({ vendor, exchange: await stage.cases(me, 'a day later', vendor) })),
    )

    await playNeighbours(stage, world, lanes, parts)
    await playApart(stage, world, lanes, otherLanes, parts)
    if (they) {
      parts.beforeOtherLeft = await listed('before the other company disconnects all')
      await playLeaving(stage, world, they, otherLanes, parts)
      parts.afterOtherLeft = await listed('after the other company has disconnected all')
    }

    if (they && parts.empty.inboxes.some(({ exchange }) => isGone(exchange))) {
      await stage.reset(company, other)
      const alone = usable(await connectAll(stage, me, vendors, login))
      parts.ownAlone = await stage.look(me, 'where the other company has none', alone)
    }
    const refused = (parts.otherLanes ?? []).filter(
      ({ connect }) => connect && Math.floor((status(connect) ?? 0) / 100) === 4,
    )
    parts.otherAlone = []
    if (they && other && refused.length > 0) {
      await stage.reset(company, other)
      const alone = await connectAll(
        stage,
        they,
        refused.map(({ vendor }) => vendor),
        login,
      )
      parts.otherAlone = alone.flatMap(({ vendor, connect }) => (connect ? [{ vendor, exchange: connect }] : []))
    }
  })
}

/** Milliseconds until the first of the inboxes has gone without a sync for longer than 10 minutes. */
function untilOverdue(look: Look, lanes: readonly Lane[]): number {
  const left = look.inboxes.flatMap(({ vendor, exchange }) => {
    const { lastSync, date } = inboxIn(exchange) ?? {}
    if (!lanes.some((lane) => lane.vendor === vendor) || lastSync == null || date === undefined) return []
    return [lastSync + RECENT + MARGIN - (date + SECOND / 2)]
  })
  return Math.max(MINUTE, Math.min(RECENT + MARGIN, ...left.filter((one) => one > 0)))
}

/** Several cases of each vendor; resolves with the ID that some vendors, and both companies, share, and one of one vendor's. */
async function firstCases(
  stage: Stage,
  lanes: readonly Lane[],
  otherLanes: readonly Lane[],
): Promise<{ shared: string; taken: string }> {
  const shared = stage.caseId()
  const sharing = [...lanes.slice(0, 2), ...lanes.filter(({ vendor }) => isPushed(vendor))]
  const also = otherLanes.filter(({ vendor }) => sharing.some((lane) => lane.vendor === vendor))
  for (const lane of [...new Set(sharing), ...also]) await stage.newCase(lane, { caseId: shared })
  const polled = lanes.filter(({ vendor }) => !isPushed(vendor))
  const each = Math.max(3, Math.ceil(MANY / Math.max(1, polled.length)))
  const taken = stage.caseId()
  for (const lane of polled.slice(0, 1)) await stage.newCase(lane, { caseId: taken })
  await Promise.all(
    [...polled.map((lane) => ({ lane, count: each })), ...otherLanes.map((lane) => ({ lane, count: 2 }))].map(
      async ({ lane, count }) => {
        for (let nth = 0; nth < count; nth++) await stage.newCase(lane, { push: nth === 0 })
      },
    ),
  )
  return { shared, taken }
}
