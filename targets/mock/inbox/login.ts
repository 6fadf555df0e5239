import { isObject, type JsonBody } from '../body.ts'
import { inboxAnswer } from './answers.ts'
import { type Call, type InboxCall, ok, problem, type Reply } from './call.ts'
import type { Credentials, Inbox } from './model.ts'
import { restore } from './signing-in.ts'
import { accepts, VENDORS } from './vendors.ts'

export const loginDecisions = {
  /** The login in a body, or what is wrong with it. */
  readCredentials({ value }: JsonBody): Credentials | string {
    if (!isObject(value)) return 'The body must be a JSON object.'
    const { username, password } = value
    if (typeof username !== 'string' || username === '') return 'username must be a string that is not empty.'
    if (typeof password !== 'string' || password === '') return 'password must be a string that is not empty.'
    return { username, password }
  },
  /** Whether the vendor takes a login: asked when an inbox is connected, and when it is to replace the stored one. */
  acceptsOnConnect: accepts,
  acceptsOnUpdate: accepts,
  /** What a login that the vendor refuses is answered. */
  refuseLogin: (_call: Call): Reply =>
    problem(422, 'Credentials refused', 'The vendor does not accept this user name and password.'),
  /** The inbox's login was to be replaced by one that the vendor refuses. */
  onLoginRefused(_inbox: Inbox, _login: Credentials, _call: InboxCall): void {},
  /** The inbox's login is replaced by one that the vendor takes. */
  onCredentialsUpdated(inbox: Inbox, login: Credentials, { hub, company, at }: InboxCall): void {
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
