import type { Exchange } from '../../../engine/exchange.ts'
import { isAccepted } from '../../../engine/status.ts'
import { connectionFaults } from '../../../generators/inbox.ts'
import { isLogin, isPolledBySignIn, isPushed, type Vendor } from '../api.ts'
import {
  ask,
  type Connection,
  completeAll,
  connectAgain,
  connectAll,
  connectionTo,
  restore,
  signInAt,
  usable,
} from '../connections.ts'
import { type Attempt, isTaken, type SecondConnect } from '../hub.ts'
import { inboxesIn } from '../reading.ts'
import type { Cast } from '../scenario.ts'
import { wrongLogins } from '../wrong-secrets.ts'

/** A vendor's request that was made once more, under another circumstance. */
interface Retry {
  vendor: Vendor
  exchange: Exchange
}

/** A company that has nothing connects all vendors: what it must not get, what it gets, and when. */
export async function* playConnecting(cast: Cast) {
  const { hub, me, colleague, company, vendors, login } = cast
  const whole = { alone: 'each', cases: true } as const
  const list = (what: string) => hub.list(me, what)
  /** Where anything of what was to be refused may have been connected. */
  const undo = async (listed: Exchange, tried: readonly Attempt[]) => {
    if (inboxesIn(listed).length > 0 || tried.some(({ exchange }) => isAccepted(exchange))) await hub.reset(company)
  }
  const invalid = await tryInvalid(cast)
  const afterInvalid = await list('after bodies that are not valid')
  yield { invalid, afterInvalid }
  await undo(afterInvalid, invalid)
  const byLogin = vendors.find(isLogin)
  if (login && byLogin) {
    const tried: Attempt[] = []
    for (const { what, ...wrong } of wrongLogins(login))
      tried.push(await hub.try({ operation: 'connectInbox', what, by: me, body: { vendor: byLogin, ...wrong } }))
    const afterWrongLogins = await list('after wrong logins')
    yield { wrongLogins: tried, afterWrongLogins }
    await undo(afterWrongLogins, tried)
  }

  yield { creditsBefore: await hub.account(me, 'before anything is connected') }
  const asked: Connection[] = []
  for (const vendor of vendors) asked.push(await ask(hub, me, vendor))
  yield { connections: asked }
  const bySignIn = usable(asked).filter(({ vendor }) => !isLogin(vendor))
  yield { pending: await hub.snapshot(me, 'before the sign-in', bySignIn, { alone: 'each' }) }
  const pending = bySignIn.findLast(({ vendor }) => isPolledBySignIn(vendor))
  /** Connects of a vendor whose first inbox is pending. */
  const pendingSeconds: SecondConnect[] = []
  if (pending) {
    for (const by of [me, colleague])
      if (by) pendingSeconds.push(await connectAgain(hub, by, pending.vendor, 'while the first is pending'))
  }
  yield { pendingSeconds, earlyCases: await hub.newCases(bySignIn) }
  await hub.polled()
  const stillPending = '10 minutes later, still before the sign-in'
  yield { pendingLater: await hub.snapshot(me, stillPending, bySignIn, whole) }

  const connections = await completeAll(hub, asked)
  const signInsAnew: Retry[] = []
  yield { connections, signInsAnew }
  for (const [nth, { trouble, ...connection }] of connections.entries()) {
    const { companyId, vendor, inboxId, signIn } = connection
    if (!inboxId || !trouble || (signIn && isTaken(signIn))) continue
    // The authorization URL may have gone void, by its age or by what was tried since.
    const what = `begin again to sign in at ${vendor}`
    const anew = await hub.call({ operation: 'reauthorizeInbox', what, by: me, inboxId })
    const exchange = await signInAt(hub, anew, `the user has signed in at ${vendor}, begun anew`)
    if (!exchange) continue
    signInsAnew.push({ vendor, exchange })
    if (!isTaken(exchange)) continue
    connections[nth] = connection
    hub.note({ kind: 'connected', companyId, vendor })
  }
  const connected = usable(connections)
  yield {
    connectedAtOnce: await hub.snapshot(me, 'once all is connected', connected, { alone: 'each' }),
    creditsConnected: await hub.account(me, 'once all is connected'),
    firstCases: await hub.newCases(connected),
  }
  await hub.polled()
  yield { connected: await hub.snapshot(me, '10 minutes after all was connected', connected, whole) }
  if (colleague) {
    const theirs = await hub.snapshot(colleague, 'as another employee sees it', connected, { ...whole, disputed: true })
    yield { colleague: theirs }
  }

  /** Connects of vendors that are connected. */
  const seconds: SecondConnect[] = []
  yield { seconds }
  for (const { vendor } of connected) {
    seconds.push(await connectAgain(hub, me, vendor, 'while it is connected'))
    const [wrong] = login && isLogin(vendor) ? wrongLogins(login) : []
    // Whether the vendor is taken, or the login wrong, may be looked at first.
    if (wrong) seconds.push(await connectAgain(hub, me, vendor, 'with a wrong password, while it is connected', wrong))
  }
  const another =
    connected.find(({ vendor }) => isPolledBySignIn(vendor)) ?? connected.find(({ vendor }) => isPushed(vendor))
  if (colleague && another) {
    const when = 'by another employee, while it is connected'
    seconds.push(await connectAgain(hub, colleague, another.vendor, when))
  }
  yield { afterSeconds: await hub.snapshot(me, 'after second connects', connected, { disputed: true }) }
  await hub.polled()
  const longAfter = '10 minutes after second connects'
  yield { longAfterSeconds: await hub.snapshot(me, longAfter, connected, { disputed: true }) }

  // An inbox that works may be refreshed as well; what is answered then is read as all else.
  const some = [isPolledBySignIn, isLogin].flatMap((of) => connected.find(({ vendor }) => of(vendor)) ?? [])
  await restore(hub, me, some)
  yield { refreshed: await hub.snapshot(me, 'refreshed while it worked', some, { alone: 'each' }) }

  /** For each vendor whose connect was refused beside others: the same alone. */
  const alone: Retry[] = []
  yield { alone }
  for (const { vendor, connect } of connections) {
    if (Math.floor((connect?.response?.status ?? 0) / 100) !== 4) continue
    await hub.reset(company)
    const [single] = await connectAll(hub, me, [vendor])
    if (single?.connect) alone.push({ vendor, exchange: single.connect })
  }
}

async function tryInvalid({ hub, me, vendors, login }: Cast): Promise<Attempt[]> {
  const tried: Attempt[] = []
  const attempt = async (what: string, sent: { body?: unknown; wire?: string }) =>
    tried.push(await hub.try({ operation: 'connectInbox', what, by: me, ...sent }))
  const bySignIn = vendors.find((vendor) => !isLogin(vendor))
  for (const vendor of [bySignIn, login && vendors.find(isLogin)]) {
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
