import { isObject, type JsonBody } from '../body.ts'
import { inboxAnswer } from './answers.ts'
import { type Call, type InboxCall, ok, problem, type Reply } from './call.ts'
import type { Credentials, Inbox, Portal } from './model.ts'
import { restore } from './signing-in.ts'
import { accepts, VENDORS } from './vendors.ts'

export interface LoginDecisions {
  /** The login in a body, or what is wrong with it. */
  readCredentials(sent: JsonBody): Credentials | string
  /** Whether the vendor takes a login: asked when an inbox is connected. */
  acceptsOnConnect(portal: Portal, login: Credentials): boolean
  /** Whether the vendor takes a login: asked when it is to replace the stored one. */
  acceptsOnUpdate(portal: Portal, login: Credentials): boolean
  /** What a login that the vendor refuses is answered. */
  refuseLogin(call: Call): Reply
  /** The inbox's login was to be replaced by one that the vendor refuses. */
  onLoginRefused(inbox: Inbox, login: Credentials, call: InboxCall): void
  /** The inbox's login is replaced by one that the vendor takes. */
  onCredentialsUpdated(inbox: Inbox, login: Credentials, call: InboxCall): void
}

export const loginDecisions: LoginDecisions = {
  readCredentials({ value }) {
    if (!isObject(value)) return 'The body must be a JSON object.'
    const { username, password } = value
    if (typeof username !== 'string' || username === '') return 'username must be a string that is not empty.'
    if (typeof password !== 'string' || password === '') return 'password must be a string that is not empty.'
    return { username, password }
  },
  acceptsOnConnect: accepts,
  acceptsOnUpdate: accepts,
  refuseLogin: () => problem(422, 'Credentials refused', 'The vendor does not accept this user name and password.'),
  onLoginRefused() {},
  onCredentialsUpdated(inbox, login, { hub, company, at }) {
    inbox.login = login
    restore(hub, company, inbox, at)
  },
}

/** The operation updateCredentials. */
export function updateCredentials(call: InboxCall): Reply {
  const { hub, company, inbox } = call
  const { behaviour } = hub
  if (VENDORS[inbox.vendor].connectionType !== 'login')
    return problem(409, 'No stored credentials', 'This inbox is connected by signing in at the vendor.')
  const login = behaviour.readCredentials(call.sent!)
  if (typeof login === 'string') return behaviour.refuseBody(login, call)
  if (!behaviour.acceptsOnUpdate(company.portals[inbox.vendor], login)) {
    behaviour.onLoginRefused(inbox, login, call)
    return behaviour.refuseLogin(call)
  }
  behaviour.onCredentialsUpdated(inbox, login, call)
  return ok(inboxAnswer(inbox, call))
}
