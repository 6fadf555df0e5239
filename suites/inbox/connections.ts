import type { Exchange } from '../../engine/exchange.ts'
import { type Unobserved, unobserved } from '../../engine/finding.ts'
import { ProviderStateError } from '../../engine/states.ts'
import { isAccepted } from '../../engine/status.ts'
import { type Caller, type Credentials, isLogin, type Vendor } from './api.ts'
import { type Hub, isTaken, type SecondConnect } from './hub.ts'
import { inboxIn } from './reading.ts'
import type { RequirementId } from './requirements.gen.ts'

/** A vendor that a scenario connects for a company. */
export interface Connection {
  companyId: string
  vendor: Vendor
  /** Undefined where it was not connected. */
  inboxId?: string
  connect?: Exchange
  /** The callback that the browser followed. */
  signIn?: Exchange
  /** Why it cannot be used. */
  trouble?: Unobserved
}

export type Usable = Connection & { inboxId: string }

export const NO_LOGIN = unobserved('login is not configured', "set login in the target's configuration")

/** The rules that a vendor's connecting rests on. */
const CONNECTING: readonly RequirementId[] = [
  'INBOX-AUTH-01',
  'INBOX-AUTH-02',
  'INBOX-LOGIN-01',
  'INBOX-CONN-03',
  'INBOX-CONN-04',
]

/** Body of `connectInbox`; undefined for a login-based vendor where no login is configured. */
export function connectionTo(vendor: Vendor, login: Credentials | undefined): object | undefined {
  if (!isLogin(vendor)) return { vendor }
  return login && { vendor, username: login.username, password: login.password }
}

/** Asks for a connection, and leaves it pending where the user is to sign in. */
export async function ask(hub: Hub, by: Caller, vendor: Vendor): Promise<Connection> {
  const { companyId } = by
  const body = connectionTo(vendor, hub.login)
  if (!body) return { companyId, vendor, trouble: NO_LOGIN }
  const connect = await hub.call({ operation: 'connectInbox', what: `connect ${vendor}`, by, body })
  const inboxId = inboxIn(connect)?.inboxId
  if (inboxId === undefined) {
    const status = connect.response?.status ?? connect.error?.kind
    const reason = `${vendor} was not connected: ${status}${isAccepted(connect) ? ' without an inboxId' : ''}`
    const trouble = unobserved(reason, 'a vendor that is connected', CONNECTING, [connect])
    return { companyId, vendor, connect, trouble }
  }
  if (isLogin(vendor)) hub.note({ kind: 'connected', companyId, vendor })
  return { companyId, vendor, inboxId, connect }
}

/** Connects a vendor that the company has already. */
export async function connectAgain(
  hub: Hub,
  by: Caller,
  vendor: Vendor,
  when: string,
  login = hub.login,
): Promise<SecondConnect> {
  const what = `a second ${vendor} ${when}`
  return { ...(await hub.try({ operation: 'connectInbox', what, by, body: connectionTo(vendor, login) })), vendor }
}

/** Has the user sign in where an answer says so, and follows the browser back; undefined where it leads nowhere. */
export async function signInAt(hub: Hub, answer: Exchange | undefined, what: string): Promise<Exchange | undefined> {
  const url = inboxIn(answer)?.authorizationUrl
  if (typeof url !== 'string') return undefined
  const callback = await hub.signIn(url)
  return callback === undefined ? undefined : hub.follow(callback, what)
}

/**
 * Completes first sign-ins. A vendor may not know an authorization URL any more; where none can be signed in at, it is
 * the target's provider state that is wanting.
 *
 * @throws ProviderStateError where no user can sign in at any vendor
 */
export async function completeAll(hub: Hub, connections: readonly Connection[]): Promise<Connection[]> {
  const done = await Promise.allSettled(connections.map((one) => complete(hub, one)))
  const failed = done.filter((one) => one.status === 'rejected')
  const alien = failed.find(({ reason }) => !(reason instanceof ProviderStateError))
  const signedIn = done.some((one) => one.status === 'fulfilled' && one.value.signIn)
  if (failed[0] && (alien || !signedIn)) throw (alien ?? failed[0]).reason
  return done.map((one, nth) => {
    if (one.status === 'fulfilled') return one.value
    const { message, state } = one.reason as ProviderStateError
    const asked = connections[nth] as Connection
    return { ...asked, trouble: unobserved(message, `the provider state "${state}"`, CONNECTING, [asked.connect]) }
  })
}

async function complete(hub: Hub, asked: Connection): Promise<Connection> {
  const { companyId, vendor, connect } = asked
  if (asked.trouble || isLogin(vendor)) return asked
  const signIn = await signInAt(hub, connect, `the user has signed in at ${vendor}`)
  if (signIn && isTaken(signIn)) {
    hub.note({ kind: 'connected', companyId, vendor })
    return { ...asked, signIn }
  }
  const reason = signIn
    ? `the callback of ${vendor} was answered ${signIn.response?.status ?? 'nothing'}`
    : `connecting ${vendor} answered no authorization URL that leads back to the target`
  const trouble = unobserved(reason, 'a sign-in that is taken', CONNECTING, [connect, signIn])
  return { ...asked, ...(signIn ? { signIn } : {}), trouble }
}

/** Connects vendors, one after the other, and signs in wherever it is asked for. */
export async function connectAll(hub: Hub, by: Caller, vendors: readonly Vendor[]): Promise<Connection[]> {
  const asked: Connection[] = []
  for (const vendor of vendors) asked.push(await ask(hub, by, vendor))
  return completeAll(hub, asked)
}

export const usable = (connections: readonly Connection[]): Usable[] =>
  connections.filter((one): one is Usable => one.inboxId !== undefined && !one.trouble)

/** What an employee did to restore an inbox. */
export interface Restoring {
  vendor: Vendor
  /** The answer of reauthorizeInbox, or of updateCredentials. */
  asked: Exchange
  /** The callback that the browser followed, where there is one. */
  signIn?: Exchange
}

/** Signs in again, or updates the credentials, of inboxes one after the other. */
export async function restore(hub: Hub, by: Caller, connections: readonly Usable[]): Promise<Restoring[]> {
  const done: Restoring[] = []
  for (const { companyId, vendor, inboxId } of connections) {
    const asked = isLogin(vendor)
      ? await hub.call({
          operation: 'updateCredentials',
          what: `${vendor}: update the credentials`,
          by,
          inboxId,
          body: hub.login,
        })
      : await hub.call({ operation: 'reauthorizeInbox', what: `${vendor}: sign in again`, by, inboxId })
    const signIn = isLogin(vendor) ? undefined : await signInAt(hub, asked, `the user has signed in at ${vendor} again`)
    done.push({ vendor, asked, ...(signIn ? { signIn } : {}) })
    const isRestored = isLogin(vendor) ? isTaken(asked) : signIn !== undefined && isTaken(signIn)
    if (isRestored) hub.note({ kind: 'renewed', companyId, vendor })
  }
  return done
}
