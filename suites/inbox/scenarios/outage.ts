import { realClock } from '../../../engine/clock.ts'
import type { Exchange } from '../../../engine/exchange.ts'
import { CROSS_CHECK, HOUR, ISSUE_AFTER, isLogin, isPushed, MARGIN, RECENT, SECOND } from '../api.ts'
import { connectAgain, connectAll, restore, type Usable, usable } from '../connections.ts'
import type { Hub, Snapshot } from '../hub.ts'
import { viewOf } from '../judging.ts'
import { casesIn, dateOf, isCase } from '../reading.ts'
import type { Cast } from '../scenario.ts'
import { untilSynced } from './until-synced.ts'

/** A snapshot at an instant that is near to a limit of one of the inboxes. */
export interface Moment extends Snapshot {
  /** Milliseconds on the hub's clock, where it is known to stand still between calls. */
  hubTime?: number
}

/** By the ages of a last sync, in milliseconds: just before a limit, at it, just after it. */
const AGES = [RECENT - MARGIN, RECENT, RECENT + MARGIN, HOUR, ISSUE_AFTER - MARGIN]
/** An outage may be counted from the first failed poll, one interval later at the most. */
const LATE_AGES = [ISSUE_AFTER + RECENT + MARGIN, 6.5 * HOUR, 12.5 * HOUR]
/** Cases that wait for one inbox: more than one poll, or one page of a vendor's answer, may take. */
const WAITING = 60
const MOST_WAITING = 250
/** Real milliseconds after which a hub's clock that runs shows another millisecond. */
const TELLING = 3
/** A part of a second that no clock of a target is likely to show by itself. */
const ODD = 345

/** All portals of a company's vendors are down for half a day, and some of them again. */
export async function* playOutage(cast: Cast) {
  const { hub, me, vendors } = cast
  await hub.pass(ODD)
  const connections = await connectAll(hub, me, vendors)
  yield { connections }
  const connected = usable(connections)
  const polling = connected.filter(({ vendor }) => !isPushed(vendor))
  const [pushing] = connected.filter(({ vendor }) => isPushed(vendor))
  await hub.polled()
  const hubClock = await portalsGoDown(cast, polling, pushing)
  const began = await hub.snapshot(me, 'right after the portals went down', connected)
  /** The cases are those that the vendors got while they were down. */
  yield { began, cases: await hub.newCases(connected, 2, { push: false }) }
  const moments: Moment[] = []
  yield { moments }
  for (const instant of instantsOf(began, hubClock !== undefined)) {
    await hub.pass(Math.max(0, instant - (hubClock?.() ?? roughTime(moments.at(-1) ?? began))))
    const hubTime = hubClock?.()
    const moment = await hub.snapshot(me, 'during the outage', polling)
    moments.push({ ...moment, ...(hubTime === undefined ? {} : { hubTime }) })
  }

  yield { ended: await hub.snapshot(me, 'at the end of the outage', pushing ? [pushing] : []) }
  await hub.of('up', ...connected)
  yield { comingUp: await untilSynced(hub, me, polling, moments.at(-1), 'minute by minute after the outage') }
  yield { over: await hub.snapshot(me, '10 minutes after the outage', polling) }
  const polls: Snapshot[] = []
  yield { polls }
  for (let nth = 0; nth < 2; nth++) {
    await hub.polled()
    polls.push(await hub.snapshot(me, 'when further polls have been due', polling))
  }
  await hub.pass(CROSS_CHECK)
  const settled = await hub.snapshot(me, 'when a cross-check has been due after the outage', connected, { cases: true })
  yield { settled }
  // What an outage leaves behind shows in the next one, of inboxes that are well again.
  const again = [(one: Usable) => !isLogin(one.vendor), (one: Usable) => isLogin(one.vendor)]
    .flatMap((of) => polling.find(of) ?? [])
    .filter(({ vendor }) => viewOf(settled, vendor)?.health === 'healthy' && !viewOf(settled, vendor)?.warning)
  if (again.length > 0) yield* playAgain(cast, again)
}

async function* playAgain({ hub, me, exhaustive }: Cast, again: readonly Usable[]) {
  await hub.of('down', ...again)
  await hub.newCases(again)
  const beganAgain = await hub.snapshot(me, 'right after the portals went down again', again)
  const momentsAgain: Snapshot[] = []
  yield { beganAgain, momentsAgain }
  for (const wait of [RECENT + MARGIN, ISSUE_AFTER - 2 * RECENT, 3 * RECENT]) {
    await hub.pass(wait)
    momentsAgain.push(await hub.snapshot(me, 'during the second outage', again))
  }
  await hub.of('up', ...again)
  await hub.polled()
  yield { overAgain: await hub.snapshot(me, '10 minutes after the second outage', again) }

  const [one] = again.filter(({ vendor }) => !isLogin(vendor))
  if (one) {
    await hub.of('down', one)
    await hub.of('expired', one)
    await hub.newCases([one], exhaustive ? MOST_WAITING : WAITING)
    await hub.polled()
    await hub.of('up', one)
    await hub.polled()
    await restore(hub, me, [one])
    await hub.polled()
    await hub.of('down', one)
    await hub.pass(ISSUE_AFTER + RECENT + MARGIN)
    yield { seconds: [await connectAgain(hub, me, one.vendor, 'while its portal is down')] }
    await hub.credits(one.companyId, 0)
    await hub.newCase(one)
    const outOfCredits = 'after 4 hours of a third outage, and out of credits'
    yield { outOfCredits: await hub.snapshot(me, outOfCredits, [one]) }
    await hub.credits(one.companyId, 1000)
    await hub.of('up', one)
  }
  await hub.polled()
  yield { settledAgain: await hub.snapshotOfCases(me, 'when all is over') }
}

/**
 * The portals go down. Two cases are pushed meanwhile, some real milliseconds apart: they tell whether the hub's clock
 * stands still between calls.
 *
 * @returns the hub's clock to the millisecond, where it does
 */
async function portalsGoDown(
  { hub, me }: Cast,
  polling: readonly Usable[],
  pushing: Usable | undefined,
): Promise<(() => number) | undefined> {
  if (!pushing) {
    await hub.of('down', ...polling)
    return undefined
  }
  const real = realClock()
  const caseIds = [await hub.newCase(pushing)]
  const pushed = real.now()
  await hub.of('down', ...polling)
  await real.until(pushed + TELLING)
  const apart = real.now() - pushed
  caseIds.push(await hub.newCase(pushing))
  const cases = await hub.cases(me, 'after two pushes')
  await hub.of('down', pushing)
  return stillClock(hub, cases, caseIds, apart)
}

/** Two cases that were pushed one after the other were received at the very same instant, which is told with a fraction of a second. */
function stillClock(hub: Hub, cases: Exchange, caseIds: string[], apart: number): (() => number) | undefined {
  const received = caseIds.map((caseId) => casesIn(cases)?.find((one) => isCase(one.caseId, caseId))?.receivedAt)
  const [first] = received
  if (first === undefined || first % SECOND === 0 || received.some((one) => one !== first)) return undefined
  // A time that is the vendor's is not the hub's.
  const date = dateOf(cases)
  if (date === undefined || Math.abs(first - date) > SECOND) return undefined
  // A clock that runs would have shown as much.
  if (apart < TELLING) return undefined
  const offset = first - hub.now
  return () => hub.now + offset
}

/** The instants on the hub's clock at which its inboxes are looked at, in order. */
function instantsOf(began: Snapshot, isExact: boolean): number[] {
  const syncs = began.inboxes.flatMap(({ vendor }) => (isPushed(vendor) ? [] : (viewOf(began, vendor)?.lastSync ?? [])))
  if (syncs.length === 0) return []
  const [earliest, latest] = [Math.min(...syncs), Math.max(...syncs)]
  const near = syncs.flatMap((sync) => AGES.filter((age) => age !== RECENT || isExact).map((age) => sync + age))
  const late = LATE_AGES.map((age) => latest + age)
  // What lies between the limits of one inbox and of another need not be looked at for both.
  const all = [...near, ...late].filter((instant) => instant > earliest).sort((a, b) => a - b)
  return all.filter((instant, nth) => nth === 0 || instant - (all[nth - 1] as number) > SECOND / 10)
}

/** The hub's time by the Date of its answers, in the middle of the second that it names. */
function roughTime({ inboxes, list, at }: Snapshot): number {
  const exchange = inboxes[0]?.exchange ?? list
  const date = exchange && dateOf(exchange)
  return date === undefined ? at : date + SECOND / 2
}
