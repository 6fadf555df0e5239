import { realClock } from '../../../engine/clock.ts'
import type { Exchange } from '../../../engine/exchange.ts'
import { type Caller, CROSS_CHECK, HOUR, ISSUE_AFTER, isLogin, isPushed, MARGIN, RECENT, SECOND } from '../api.ts'
import { connectAll, type Lane, type Restoring, restore, usable } from '../lanes.ts'
import { casesIn, dateOf, inboxIn, isCase } from '../reading.ts'
import type { Look, Scenario, Stage, VendorCase } from '../stage.ts'
import { play, type World } from '../world.ts'
import { type Second, second } from './seconds.ts'
import { untilSynced } from './until-synced.ts'

/** All portals of a company's vendors are down for half a day. */
export interface Outage {
  lanes: Lane[]
  /** Two cases that were pushed so many real milliseconds apart: they tell whether the hub's clock stands still. */
  pushed: { caseIds: string[]; apart: number; cases: Exchange }
  /** Right after the portals went down. */
  began: Look
  moments: Moment[]
  /** The pushed inbox, when its cross-checks have failed as well. */
  ended: Look
  /** Cases that the vendors got while they were down. */
  cases: VendorCase[]
  /** The list, minute by minute since the portals came up, until each polled inbox has synced. */
  comingUp: Exchange[]
  /** When a poll has been due after that. */
  over: Look
  /** The list, when further polls have been due. */
  polls: Exchange[]
  /** When a cross-check has been due as well. */
  settled: Look
  seconds: Second[]
  /** A second outage, of one inbox of each polled kind: as it began, and when it has an issue. */
  beganAgain: Look
  momentsAgain: Moment[]
  /** When a poll has been due after it. */
  overAgain: Look
  /** An inbox that its vendor refused while its portal was down, once it was restored. */
  refusedMeanwhile: Restoring[]
  /** 4 hours into a third one, and out of credits as well. */
  outOfCredits: Look
  settledAgain: Look
}

/** A look at the inboxes at an instant that is near to a limit of one of them. */
export interface Moment extends Look {
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

export function playOutage(world: World): Promise<Scenario<Outage>> {
  return play<Outage>(world, async ({ stage, me }, parts) => {
    await stage.pass(ODD)
    parts.lanes = await connectAll(stage, me, world.vendors, world.login)
    const lanes = usable(parts.lanes)
    const polled = lanes.filter(({ vendor }) => !isPushed(vendor))
    await stage.polled()
    const pushing = lanes.find(({ vendor }) => isPushed(vendor))
    const caseIds = pushing ? [await stage.newCase(pushing)] : []
    const real = realClock()
    const pushed = real.now()
    await stage.of('down', ...polled)
    if (pushing) {
      await real.until(pushed + TELLING)
      const apart = real.now() - pushed
      caseIds.push(await stage.newCase(pushing))
      parts.pushed = { caseIds, apart, cases: await stage.cases(me, 'after two pushes') }
      await stage.of('down', pushing)
    }
    const hubClock = stillClock(parts.pushed, stage)
    parts.began = await stage.look(me, 'right after the portals went down', lanes, ['list'])
    parts.cases = await stage.newCases(lanes, 2, { push: false })
    parts.moments = []
    for (const instant of instantsOf(parts.began, hubClock)) {
      const look = parts.moments.at(-1) ?? parts.began
      await stage.pass(Math.max(0, instant - (hubClock?.() ?? roughTime(look))))
      const time = hubClock?.()
      const moment = await stage.look(me, 'during the outage', polled, ['list'])
      parts.moments.push({ ...moment, ...(time === undefined ? {} : { hubTime: time }) })
    }

    parts.ended = await stage.look(me, 'at the end of the outage', pushing ? [pushing] : [])
    await stage.of('up', ...lanes)
    parts.comingUp = await untilSynced(stage, me, polled, parts.moments.at(-1), 'minute by minute after the outage')
    parts.over = await stage.look(me, '10 minutes after the outage', polled, ['list'])
    parts.polls = []
    for (let nth = 0; nth < 2; nth++) {
      await stage.polled()
      parts.polls.push(await stage.list(me, 'when further polls have been due'))
    }
    await stage.pass(CROSS_CHECK)
    parts.settled = await stage.look(me, 'when a cross-check has been due after the outage', lanes, ['cases'])
    const bySignIn = polled.find(({ vendor }) => !isLogin(vendor))
    const again = [bySignIn, polled.find(({ vendor }) => isLogin(vendor))].filter((lane) => lane !== undefined)
    if (again.length > 0) await playAgain(stage, me, again, world, parts)
  })
}

/** What an outage leaves behind shows in the next one. */
async function playAgain(
  stage: Stage,
  by: Caller,
  lanes: readonly (Lane & { inboxId: string })[],
  { login, exhaustive }: World,
  parts: Partial<Outage>,
): Promise<void> {
  await stage.of('down', ...lanes)
  parts.beganAgain = await stage.look(by, 'right after the portals went down again', lanes)
  await stage.newCases(lanes)
  parts.momentsAgain = []
  for (const wait of [RECENT + MARGIN, ISSUE_AFTER - 2 * RECENT, 3 * RECENT]) {
    await stage.pass(wait)
    parts.momentsAgain.push(await stage.look(by, 'during the second outage', lanes))
  }
  await stage.of('up', ...lanes)
  await stage.polled()
  parts.overAgain = await stage.look(by, '10 minutes after the second outage', lanes)

  const refused = lanes.filter(({ vendor }) => !isLogin(vendor))
  await stage.of('down', ...refused)
  await stage.of('expired', ...refused)
  await stage.newCases(refused, exhaustive ? MOST_WAITING : WAITING)
  await stage.polled()
  await stage.of('up', ...refused)
  await stage.polled()
  parts.refusedMeanwhile = await restore(stage, by, refused, login)
  await stage.polled()
  for (const lane of refused) {
    await stage.of('down', lane)
    await stage.pass(ISSUE_AFTER + RECENT + MARGIN)
    parts.seconds = [await second(stage, by, lane.vendor, 'while its portal is down', login)]
    await stage.credits(lane.companyId, 0)
    await stage.newCase(lane)
    parts.outOfCredits = await stage.look(by, 'after 4 hours of a third outage, and out of credits', refused)
    await stage.credits(lane.companyId, 1000)
    await stage.of('up', lane)
  }
  await stage.polled()
  parts.settledAgain = await stage.look(by, 'when all is over', [], ['cases'])
}

/** The instants on the hub's clock at which its inboxes are looked at, in order. */
function instantsOf(began: Look, exact: unknown): number[] {
  const polled = began.inboxes.filter(({ vendor }) => !isPushed(vendor))
  const syncs = polled.flatMap(({ exchange }) => inboxIn(exchange)?.lastSync ?? [])
  if (syncs.length === 0) return []
  const earliest = Math.min(...syncs)
  const latest = Math.max(...syncs)
  const near = syncs.flatMap((sync) => AGES.filter((age) => age !== RECENT || exact).map((age) => sync + age))
  const late = LATE_AGES.map((age) => latest + age)
  // What lies between the limits of one inbox and of another need not be looked at for both.
  const all = [...near, ...late].filter((instant) => instant > earliest).sort((a, b) => a - b)
  return all.filter((instant, nth) => nth === 0 || instant - (all[nth - 1] as number) > SECOND / 10)
}

/** The hub's time by the Date of its answers, in the middle of the second that it names. */
function roughTime({ inboxes, list, at }: Look): number {
  const exchange = inboxes[0]?.exchange ?? list
  const date = Date.parse(exchange?.response?.headers.date ?? '')
  return Number.isNaN(date) ? at : date + SECOND / 2
}

/**
 * The hub's clock to the millisecond, where it stands still between calls: two cases that were pushed one after the other
 * were received at the very same instant, which is told with a fraction of a second.
 */
function stillClock(pushed: Outage['pushed'] | undefined, stage: Stage): (() => number) | undefined {
  if (!pushed) return undefined
  const { caseIds, apart, cases } = pushed
  const received = caseIds.map((caseId) => casesIn(cases)?.find((one) => isCase(one.caseId, caseId))?.receivedAt)
  const [first] = received
  if (first === undefined || first % SECOND === 0 || received.some((one) => one !== first)) return undefined
  // A time that is the vendor's is not the hub's.
  const date = dateOf(cases)
  if (date === undefined || Math.abs(first - date) > SECOND) return undefined
  // A clock that runs would have shown as much.
  if (apart < TELLING) return undefined
  const offset = first - stage.now
  return () => stage.now + offset
}
