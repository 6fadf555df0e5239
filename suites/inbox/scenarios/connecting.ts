import type { Exchange } from '../../../engine/exchange.ts'
import { isAccepted } from '../../../engine/status.ts'
import { connectionFaults } from '../../../generators/inbox.ts'
import { type Caller, isLogin, isPolledBySignIn, isPushed, type Vendor } from '../api.ts'
import {
  ask,
  completeAll,
  connectAll,
  connectionTo,
  type Lane,
  type Restoring,
  restore,
  signInAt,
  usable,
} from '../lanes.ts'
import { inboxesIn } from '../reading.ts'
import { isTaken, type Look, type Scenario, type Stage, type Tried, type VendorCase } from '../stage.ts'
import { wrongLogins } from '../strangers.ts'
import { play, type World } from '../world.ts'
import { type Second, second } from './seconds.ts'

/** A company that has nothing connects all vendors: what it must not get, what it gets, and when. */
export interface Connecting {
  /** Bodies that are not valid, and what was listed after them. */
  invalid: Tried[]
  afterInvalid: Exchange
  /** Logins that the vendor does not accept, and what was listed after them. */
  wrongLogins: Tried[]
  afterWrongLogins: Exchange
  creditsBefore: Exchange
  /** Each vendor's connect, and its sign-in. */
  lanes: Lane[]
  /** Before anybody has signed in: at once, and when a poll has been due. */
  pending: Look
  pendingLater: Look
  /** The vendors' cases from before the sign-in. */
  earlyCases: VendorCase[]
  /** Connects of a vendor whose first inbox was pending. */
  pendingSeconds: Second[]
  /** For each sign-in that was refused: one that was begun anew. */
  signInsAnew: { vendor: Vendor; exchange: Exchange }[]
  /** For each vendor whose connect was refused beside others: the same alone. */
  alone: { vendor: Vendor; exchange: Exchange }[]
  /** When all was connected: at once, and when a poll has been due. */
  connectedAtOnce: Look
  creditsConnected: Exchange
  connected: Look
  firstCases: VendorCase[]
  /** As another employee sees it, at the same time. */
  colleague: Look
  /** Connects of vendors that are connected, what was seen right after them, and when a poll has been due. */
  seconds: Second[]
  afterSeconds: Look
  longAfterSeconds: Look
  /** An inbox of each kind that is refreshed while it works. */
  refreshing: Restoring[]
  refreshed: Look
}

export function playConnecting(world: World): Promise<Scenario<Connecting>> {
  const { company, vendors, login } = world
  return play<Connecting>(world, async ({ stage, me, colleague, companyId }, parts) => {
    parts.invalid = await tryInvalid(stage, me, world)
    parts.afterInvalid = await stage.list(me, 'after bodies that are not valid')
    if (holdsAny(parts.afterInvalid, parts.invalid)) await stage.reset(company)
    if (login && vendors.some(isLogin)) {
      parts.wrongLogins = []
      for (const { what, ...wrong } of wrongLogins(login)) {
        const body = { vendor: vendors.find(isLogin), ...wrong }
        parts.wrongLogins.push(await stage.try({ operation: 'connectInbox', what, by: me, body }))
      }
      parts.afterWrongLogins = await stage.list(me, 'after wrong logins')
      if (holdsAny(parts.afterWrongLogins, parts.wrongLogins)) await stage.reset(company)
    }

    parts.creditsBefore = await stage.account(me, 'before anything is connected')
    const asked: Lane[] = []
    for (const vendor of vendors) asked.push(await ask(stage, me, vendor, login))
    parts.lanes = asked
    const bySignIn = usable(asked).filter(({ vendor }) => !isLogin(vendor))
    parts.pending = await stage.look(me, 'before the sign-in', bySignIn, ['list'])
    const tried = bySignIn.findLast(({ vendor }) => isPolledBySignIn(vendor))
    if (tried) {
      parts.pendingSeconds = []
      for (const by of [me, colleague]) {
        if (by) parts.pendingSeconds.push(await second(stage, by, tried.vendor, 'while the first is pending', login))
      }
    }
    parts.earlyCases = await stage.newCases(bySignIn)
    await stage.polled()
    parts.pendingLater = await stage.look(me, '10 minutes later, still before the sign-in', bySignIn, ['cases'])

    const lanes = await completeAll(stage, asked)
    parts.lanes = lanes
    parts.signInsAnew = []
    for (const [nth, lane] of lanes.entries()) {
      const { vendor, inboxId, signIn } = lane
      if (!inboxId || !lane.trouble || (signIn && isTaken(signIn))) continue
      // The authorization URL may have gone void, by its age or by what was tried since.
      const what = `begin again to sign in at ${vendor}`
      const anew = await stage.call({ operation: 'reauthorizeInbox', what, by: me, inboxId })
      const exchange = await signInAt(stage, anew, `the user has signed in at ${vendor}, begun anew`)
      if (!exchange) continue
      parts.signInsAnew.push({ vendor, exchange })
      if (!isTaken(exchange)) continue
      const { trouble: _over, ...good } = lane
      lanes[nth] = good
      stage.note({ kind: 'connected', companyId, vendor })
    }
    const connected = usable(lanes)
    parts.connectedAtOnce = await stage.look(me, 'once all is connected', connected, ['list'])
    parts.creditsConnected = await stage.account(me, 'once all is connected')
    parts.firstCases = await stage.newCases(connected)
    await stage.polled()
    parts.connected = await stage.look(me, '10 minutes after all was connected', connected, ['list', 'cases'])
    if (colleague)
      parts.colleague = await stage.look(colleague, 'as another employee sees it', connected, ['list', 'cases'])

    parts.seconds = []
    for (const { vendor } of connected) {
      parts.seconds.push(await second(stage, me, vendor, 'while it is connected', login))
      const wrong = login && isLogin(vendor) ? wrongLogins(login)[0] : undefined
      // Whether the vendor is taken, or the login wrong, may be looked at first.
      if (wrong)
        parts.seconds.push(await second(stage, me, vendor, 'with a wrong password, while it is connected', wrong))
    }
    const another =
      connected.find(({ vendor }) => isPolledBySignIn(vendor)) ?? connected.find(({ vendor }) => isPushed(vendor))
    if (colleague && another)
      parts.seconds.push(
        await second(stage, colleague, another.vendor, 'by another employee, while it is connected', login),
      )
    parts.afterSeconds = await stage.look(me, 'after second connects', connected, ['list'])
    await stage.polled()
    parts.longAfterSeconds = await stage.look(me, '10 minutes after second connects', connected)

    // An inbox that works may be refreshed as well; what is answered then is read as all else.
    const some = [
      connected.find(({ vendor }) => isPolledBySignIn(vendor)),
      connected.find(({ vendor }) => isLogin(vendor)),
    ]
    const works = some.filter((lane) => lane !== undefined)
    parts.refreshing = await restore(stage, me, works, login)
    parts.refreshed = await stage.look(me, 'refreshed while it worked', works)

    const beside = lanes.filter(({ connect }) => connect && Math.floor((connect.response?.status ?? 0) / 100) === 4)
    parts.alone = []
    for (const { vendor } of beside) {
      await stage.reset(company)
      const [lane] = await connectAll(stage, me, [vendor], login)
      if (lane?.connect) parts.alone.push({ vendor, exchange: lane.connect })
    }
  })
}

/** Whether anything of what was to be refused may have been connected. */
const holdsAny = (listed: Exchange, tried: readonly Tried[]) =>
  inboxesIn(listed).length > 0 || tried.some(({ exchange }) => isAccepted(exchange))

async function tryInvalid(stage: Stage, by: Caller, { vendors, login }: World): Promise<Tried[]> {
  const tried: Tried[] = []
  const bySignIn = vendors.find((vendor) => !isLogin(vendor))
  const byLogin = login && vendors.find(isLogin)
  const attempt = async (what: string, sent: { body?: unknown; wire?: string }) =>
    tried.push(await stage.try({ operation: 'connectInbox', what, by, ...sent }))
  for (const vendor of [bySignIn, byLogin]) {
    const control = vendor && connectionTo(vendor, login)
    if (!control) continue
    for (const { what, apply } of connectionFaults(vendor)) {
      // The vendor itself is altered once; of a login-based one the login is what is left to alter.
      if (vendor === bySignIn || !what.startsWith('vendor'))
        await attempt(`${vendor} with ${what}`, { body: apply(control) })
    }
  }
  if (bySignIn) {
    await attempt('a vendor in capital letters', { body: { vendor: bySignIn.toUpperCase() } })
    await attempt('a body that is no JSON', { wire: `{"vendor":"${bySignIn}"` })
    await attempt('an empty body', { wire: '' })
  }
  return tried
}
