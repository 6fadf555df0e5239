import type { Exchange } from '../../engine/exchange.ts'
import { type Unobserved, unobserved } from '../../engine/finding.ts'
import { ProviderStateError } from '../../engine/states.ts'
import { isAccepted } from '../../engine/status.ts'
import { type Caller, type Credentials, isLogin, type Vendor } from './api.ts'
import { inboxIn } from './reading.ts'
import type { RequirementId } from './requirements.gen.ts'
import { isTaken, type Stage } from './stage.ts'

/** A vendor that a scenario connects for a company. */
export interface Lane {
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
  return login && { vendor, ...login }
}

/** Asks for a connection, and leaves it pending where the user is to sign in. */
export async function ask(stage: Stage, by: Caller, vendor: Vendor, login: Credentials | undefined): Promise<Lane> {
  const { companyId } = by
  const body = connectionTo(vendor, login)
  if (!body) return { companyId, vendor, trouble: NO_LOGIN }
  const connect = await stage.call({ operation: 'connectInbox', what: `connect ${vendor}`, by, body })
  const inboxId = inboxIn(connect)?.inboxId
  if (inboxId === undefined) {
    const status = connect.response?.status ?? connect.error?.kind
    const reason = `${vendor} was not connected: ${status}${isAccepted(connect) ? ' without an inboxId' : ''}`
    const trouble = unobserved(reason, 'a vendor that is connected', CONNECTING, [connect])
    return { companyId, vendor, connect, trouble }
  }
  if (isLogin(vendor)) stage.note({ kind: 'connected', companyId, vendor })
  return { companyId, vendor, inboxId, connect }
}

/** Has the user sign in where an answer says so, and follows the browser back; undefined where it leads nowhere. */
export async function signInAt(
  stage: Stage,
  answer: Exchange | undefined,
  what: string,
): Promise<Exchange | undefined> {
  const url = inboxIn(answer)?.authorizationUrl
  if (typeof url !== 'string') return undefined
  const callback = await stage.signIn(url)
  return callback === undefined ? undefined : stage.follow(callback, what)
}

/**
 * Completes first sign-ins. A vendor may not know an authorization URL any more; where none can be signed in at, it is
 * the target's provider state that is wanting.
 *
 * @throws ProviderStateError where no user can sign in at any vendor
 */
export async function completeAll(stage: Stage, lanes: readonly Lane[]): Promise<Lane[]> {
  const done = await Promise.allSettled(lanes.map((lane) => complete(stage, lane)))
  const failed = done.filter((one) => one.status === 'rejected')
  const alien = failed.find(({ reason }) => !(reason instanceof ProviderStateError))
  const signedIn = done.some((one) => one.status === 'fulfilled' && one.value.signIn)
  if (failed[0] && (alien || !signedIn)) throw (alien ?? failed[0]).reason
  return done.map((one, nth) => {
    if (one.status === 'fulfilled') return one.value
    const { message, state } = one.reason as ProviderStateError
    const lane = lanes[nth] as Lane
    return { ...lane, trouble: unobserved(message, `the provider state "${state}"`, CONNECTING, [lane.connect]) }
  })
}

async function complete(stage: Stage, lane: Lane): Promise<Lane> {
  const { companyId, vendor, connect } = lane
  if (lane.trouble || isLogin(vendor)) return lane
  const signIn = await signInAt(stage, connect, `the user has signed in at ${vendor}`)
  if (signIn && isTaken(signIn)) {
    stage.note({ kind: 'connected', companyId, vendor })
    return { ...lane, signIn }
  }
  const reason = signIn
    ? `the callback of ${vendor} was answered ${signIn.response?.status ?? 'nothing'}`
    : `connecting ${vendor} answered no authorization URL that leads back to the target`
  const trouble = unobserved(reason, 'a sign-in that is taken', CONNECTING, [connect, signIn])
  return { ...lane, ...(signIn ? { signIn } : {}), trouble }
}

/** Connects vendors, one after the other, and signs in wherever it is asked for. */
export async function connectAll(
  stage: Stage,
  by: Caller,
  vendors: readonly Vendor[],
  login: Credentials | undefined,
): Promise<Lane[]> {
  const lanes: Lane[] = []
  for (const vendor of vendors) lanes.push(await ask(stage, by, vendor, login))
  return completeAll(stage, lanes)
}

export const usable = (lanes: readonly Lane[]): (Lane & { inboxId: string })[] =>
  lanes.filter((lane): lane is Lane & { inboxId: string } => lane.inboxId !== undefined && !lane.trouble)

/** What an employee did to restore an inbox. */
export interface Restoring {
  vendor: Vendor
  /** The answer of reauthorizeInbox, or of updateCredentials. */
  asked: Exchange
  /** The callback that the browser followed, where there is one. */
  signIn?: Exchange
}

/** Signs in again, or updates the credentials, of inboxes one after the other. */
export async function restore(
  stage: Stage,
  by: Caller,
  lanes: readonly (Lane & { inboxId: string })[],
  login: Credentials | undefined,
): Promise<Restoring[]> {
  const done: Restoring[] = []
  for (const { companyId, vendor, inboxId } of lanes) {
    if (isLogin(vendor)) {
      const asked = await stage.call({
        operation: 'updateCredentials',
        what: `${vendor}: update the credentials`,
        by,
        inboxId,
        body: login,
      })
      done.push({ vendor, asked })
    } else {
      const asked = await stage.call({ operation: 'reauthorizeInbox', what: `${vendor}: sign in again`, by, inboxId })
      const signIn = await signInAt(stage, asked, `the user has signed in at ${vendor} again`)
      done.push({ vendor, asked, ...(signIn ? { signIn } : {}) })
    }
    const last = done.at(-1)
    if (last && isTaken(last.signIn ?? last.asked) && (isLogin(vendor) || last.signIn))
      stage.note({ kind: 'cured', companyId, vendor })
  }
  return done
}
