import type { Exchange } from '../../../engine/exchange.ts'
import { type Caller, CROSS_CHECK, isLogin, isPolledBySignIn, isPushed, MARGIN, MINUTE } from '../api.ts'
import { viewOf } from '../judging.ts'
import { connectAll, type Lane, type Restoring, restore, usable } from '../lanes.ts'
import type { Look, Scenario, Stage, Tried, VendorCase } from '../stage.ts'
import { INVENTED, wrongLogins } from '../strangers.ts'
import { play, type World } from '../world.ts'
import { type Second, second } from './seconds.ts'
import { untilSynced } from './until-synced.ts'

/** The vendors refuse all inboxes of a company, which are then restored: by whoever connected them, and later by another employee. */
export interface Refusal {
  lanes: Lane[]
  /** Cases from before, and the inboxes as they were. */
  before: VendorCase[]
  beforehand: Look
  /** Right after the vendors began to refuse. */
  began: Look
  /** Cases since then. */
  meantime: VendorCase[]
  /** When a poll has been due, as two employees see it. */
  refused: Look
  colleague: Look
  seconds: Second[]
  /** Half an hour later. */
  later: Look
  /** When a cross-check has been due, and a case was pushed after it. */
  crossChecked: Look
  afterPush: { caseId: string; cases: Exchange }
  /** Updates with credentials that the vendor does not accept, while it refuses the stored ones; and what was seen then. */
  beforeWrongUpdates: Look
  wrongUpdates: Tried[]
  afterWrongUpdates: Look
  restoring: Restoring[]
  /** The list, minute by minute since then, until each polled inbox has synced. */
  comingBack: Exchange[]
  /** When a poll has been due after that, and when a cross-check has been due. */
  restored: Look
  settled: Look
  /** The same on an inbox that works, at once and when a poll has been due. */
  wrongUpdatesWorking: Tried[]
  afterWrongUpdatesWorking: Look
  longAfterWrongUpdatesWorking: Look
  /** A second time; and restored by another employee. */
  again: Look
  restoringByColleague: Restoring[]
  restoredByColleague: Look
  /** Where another employee's did not do it: the same by whoever connected them. */
  restoringAgain: Restoring[]
  restoredAgain: Look
  creditsBefore: Exchange
  creditsAfter: Exchange
}

export function playRefusal(world: World): Promise<Scenario<Refusal>> {
  const { login } = world
  const changed = login && { ...login, password: INVENTED.changed }
  return play<Refusal>(world, async ({ stage, me, colleague, companyId }, parts) => {
    parts.lanes = await connectAll(stage, me, world.vendors, login)
    const lanes = usable(parts.lanes)
    const byLogin = lanes.filter(({ vendor }) => isLogin(vendor))
    parts.before = await stage.newCases(lanes)
    await stage.polled()
    parts.beforehand = await stage.look(me, 'before the vendors refuse', [], ['cases'])
    parts.creditsBefore = await stage.account(me, 'before the vendors refuse')

    await refuse(stage, lanes)
    parts.began = await stage.look(me, 'right after the vendors began to refuse', lanes)
    parts.meantime = await stage.newCases(lanes, 3)
    await stage.polled()
    parts.refused = await stage.look(me, 'when a poll has been refused', lanes, ['list', 'cases'])
    if (colleague)
      parts.colleague = await stage.look(colleague, 'refused, as another employee sees it', lanes, ['list'])
    if (changed && byLogin.length > 0) await accept(stage, companyId, changed)
    parts.seconds = []
    const some = [...lanes.filter((one) => isPolledBySignIn(one.vendor)).slice(0, 1), ...byLogin]
    for (const { vendor } of some)
      parts.seconds.push(await second(stage, me, vendor, 'while the vendor refuses the first', changed))
    await stage.pass(30 * MINUTE)
    parts.later = await stage.look(me, 'half an hour later', lanes, ['list'])
    const pushed = lanes.filter(({ vendor }) => isPushed(vendor))
    if (pushed.length > 0) {
      await stage.pass(CROSS_CHECK + MARGIN)
      parts.crossChecked = await stage.look(me, 'when a cross-check has been refused', pushed, ['cases'])
      const [pushedCase] = await stage.newCases(pushed)
      parts.afterPush = { caseId: pushedCase?.caseId ?? '', cases: await stage.cases(me, 'after a push to it') }
      parts.meantime.push(...(pushedCase ? [pushedCase] : []))
    }

    if (changed && byLogin.length > 0) {
      parts.beforeWrongUpdates = await stage.look(me, 'before updates that the vendor does not accept', byLogin)
      parts.wrongUpdates = await tryUpdates(stage, me, byLogin[0] as Lane, changed)
      parts.afterWrongUpdates = await stage.look(me, 'after updates that the vendor does not accept', byLogin)
    }
    parts.restoring = await restore(stage, me, lanes, changed)
    const polled = lanes.filter(({ vendor }) => !isPushed(vendor))
    parts.comingBack = await untilSynced(stage, me, polled, parts.later, 'minute by minute since it was restored')
    parts.restored = await stage.look(me, '10 minutes after it was restored', lanes, ['list', 'cases'])
    if (pushed.length > 0) await stage.pass(CROSS_CHECK)
    parts.settled = await stage.look(me, 'when a cross-check has been due after it was restored', pushed, ['cases'])
    parts.creditsAfter = await stage.account(me, 'once all was restored')
    for (const { vendor } of some)
      parts.seconds.push(await second(stage, me, vendor, 'once the first was restored', changed))
    if (changed && byLogin.length > 0) {
      parts.wrongUpdatesWorking = await tryUpdates(stage, me, byLogin[0] as Lane, changed)
      parts.afterWrongUpdatesWorking = await stage.look(me, 'after updates that the vendor does not accept', byLogin)
      await stage.polled()
      parts.longAfterWrongUpdatesWorking = await stage.look(me, '10 minutes after such updates', byLogin)
    }

    await refuse(stage, some)
    await stage.polled()
    parts.again = await stage.look(me, 'refused once more', some)
    if (!colleague) return
    const changedAgain = login && { ...login, password: INVENTED.changedAgain }
    if (changedAgain && byLogin.length > 0) await accept(stage, companyId, changedAgain)
    parts.restoringByColleague = await restore(stage, colleague, some, changedAgain)
    await stage.polled()
    parts.restoredByColleague = await stage.look(me, '10 minutes after another employee restored it', some, ['list'])
    const unrestored = some.filter(({ vendor }) => {
      const view = viewOf(parts.restoredByColleague, vendor)
      return view?.state !== 'connected' || view.warning
    })
    if (unrestored.length === 0) return
    // Whether it is the employee, or the second time.
    parts.restoringAgain = await restore(stage, me, unrestored, changedAgain)
    await stage.polled()
    parts.restoredAgain = await stage.look(me, '10 minutes after it was restored once more', unrestored)
  })
}

type UsableLane = Lane & { inboxId: string }

const refuse = async (stage: Stage, lanes: readonly Lane[]): Promise<void> => {
  for (const lane of lanes) await stage.of(isLogin(lane.vendor) ? 'rejected' : 'expired', lane)
}

/** The vendor takes another login from now on; whether it still takes the one before is not said. */
const accept = (stage: Stage, companyId: string, login: { username: string; password: string }) =>
  stage.state('the vendor accepts', { companyId, vendor: 'medit-link', ...login })

async function tryUpdates(
  stage: Stage,
  by: Caller,
  lane: Lane,
  good: { username: string; password: string },
): Promise<Tried[]> {
  const tried: Tried[] = []
  for (const { what, username, password } of wrongLogins(good)) {
    const { inboxId } = lane as UsableLane
    tried.push(
      await stage.try({
        operation: 'updateCredentials',
        what: `an update with ${what}`,
        by,
        inboxId,
        body: { username, password },
      }),
    )
  }
  return tried
}
