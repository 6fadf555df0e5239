import { inboxAnswer } from './answers.ts'
import { type Call, type InboxCall, ok, problem, type Reply } from './call.ts'
import type { Company, Hub, Inbox, SignIn, Vendor } from './model.ts'
import { start } from './syncing.ts'
import { VENDORS } from './vendors.ts'

/** Where the login pages of the simulated vendors stand, on the hub's own server. */
export const loginPagePath = (vendor: string) => `/vendors/${vendor}/sign-in`

const STATE_ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

export const signInDecisions = {
  /** Whether a vendor is connected by signing in in the browser. */
  needsSignIn: (vendor: Vendor): boolean => VENDORS[vendor].connectionType === 'authorization',
  /** Where the user signs in. */
  authorizationUrl(vendor: Vendor, state: string, { origin }: Call): string {
    const url = new URL(loginPagePath(vendor), origin)
    url.searchParams.set('response_type', 'code')
    url.searchParams.set('client_id', 'synthetic-hub')
    url.searchParams.set('redirect_uri', `${origin}/api/v1/authorization/callback`)
    url.searchParams.set('state', state)
    return url.href
  },
  /** Whether a fresh authorization URL makes the older ones of its inbox void. */
  voidsOlderUrls: true,
  /** A fresh authorization URL was asked for. */
  onReauthorize(_inbox: Inbox, _call: InboxCall): void {},
  /** The sign-in that a callback completes; undefined for one that is to be refused. */
  acceptCallback({ signIns, codes }: Hub, code: string | undefined, state: string | undefined): SignIn | undefined {
    const signIn = state === undefined ? undefined : signIns.get(state)
    const issued = code === undefined ? undefined : codes.get(code)
    if (signIn?.status !== 'open' || !issued || issued.used || issued.state !== state) return undefined
    return signIn
  },
  /** The user has signed in for the first time, or again. */
  onSignedIn: (inbox: Inbox, company: Company, at: number, hub: Hub): void => authorize(hub, company, inbox, at),
  onSignedInAgain: (inbox: Inbox, company: Company, at: number, hub: Hub): void => restore(hub, company, inbox, at),
  /** Whether a restored inbox is shown so at once, or when its next sync has succeeded. */
  restoresAtOnce: true,
  /** Where the browser goes from a callback that was good. */
  integrationsPage: (companyId: string, { origin }: Call): string =>
    `${origin}/companies/${encodeURIComponent(companyId)}/integrations`,
  /** What a callback is answered that is not. */
  refuseCallback: (_call: Call): Reply =>
    problem(400, 'Authorization refused', 'The state is unknown, used or missing, or the code is not the vendor’s.'),
}

/** The operation reauthorizeInbox. */
export function reauthorizeInbox(call: InboxCall): Reply {
  const { hub, inbox } = call
  if (!hub.behaviour.needsSignIn(inbox.vendor))
    return problem(409, 'No authorization', 'This inbox is connected by user name and password.')
  openSignIn(inbox, call)
  hub.behaviour.onReauthorize(inbox, call)
  return ok(inboxAnswer(inbox, call))
}

/** The operation completeAuthorization. */
export function completeAuthorization(call: Call): Reply {
  const { hub, at } = call
  const { behaviour } = hub
  const code = call.query('code')
  const signIn = behaviour.acceptCallback(hub, code, call.query('state'))
  const company = hub.companies.find(({ companyId }) => companyId === signIn?.inbox.companyId)
  if (!signIn || !company) return behaviour.refuseCallback(call)

  const issued = code === undefined ? undefined : hub.codes.get(code)
  if (issued) issued.used = true
  signIn.status = 'used'
  const { inbox } = signIn
  inbox.signIn = null
  company.portals[inbox.vendor].authorized = true
  if (inbox.authorized) behaviour.onSignedInAgain(inbox, company, at, hub)
  else behaviour.onSignedIn(inbox, company, at, hub)
  return { status: 303, headers: { location: behaviour.integrationsPage(company.companyId, call) } }
}

/** Awaits a sign-in of the inbox's user from now on. */
export function openSignIn(inbox: Inbox, call: Call): void {
  const { hub } = call
  if (inbox.signIn && hub.behaviour.voidsOlderUrls) inbox.signIn.status = 'void'
  const state = hub.random.text(32, STATE_ALPHABET)
  inbox.signIn = { state, inbox, url: hub.behaviour.authorizationUrl(inbox.vendor, state, call), status: 'open' }
  hub.signIns.set(state, inbox.signIn)
}

/** No sign-in that was awaited of the inbox's user is good any more. */
export function voidSignIns(hub: Hub, inbox: Inbox): void {
  for (const signIn of hub.signIns.values()) {
    if (signIn.inbox === inbox && signIn.status === 'open') signIn.status = 'void'
  }
}

/** The inbox is connected for the first time. */
export function authorize(hub: Hub, company: Company, inbox: Inbox, at: number): void {
  inbox.authorized = true
  inbox.restoredAt = at
  start(hub, company, inbox, at)
}

/** What the vendor refused the inbox for is put right. */
export function restore(hub: Hub, company: Company, inbox: Inbox, at: number): void {
  if (hub.behaviour.restoresAtOnce) {
    if (inbox.refusal) inbox.restoredAt = at
    inbox.refusal = null
  } else inbox.restoring = true
  start(hub, company, inbox, at)
}

/**
 * What the user does at the vendor's login page: signs in there.
 *
 * @returns where the browser is sent from it; undefined for a URL that is not a login page's.
 */
export function signInAtVendor(hub: Hub, authorizationUrl: string): string | undefined {
  if (!URL.canParse(authorizationUrl)) return undefined
  const { origin, pathname, searchParams } = new URL(authorizationUrl)
  const redirectUri = searchParams.get('redirect_uri') ?? ''
  if (!URL.canParse(redirectUri)) return undefined
  const redirect = new URL(redirectUri)
  // A login page knows whom it sends its users back to.
  if (redirect.origin !== origin || !hub.behaviour.vendors.some((one) => loginPagePath(one) === pathname))
    return undefined
  const state = searchParams.get('state') ?? ''
  const code = hub.random.guid()
  hub.codes.set(code, { state, used: false })
  redirect.searchParams.set('code', code)
  redirect.searchParams.set('state', state)
  return redirect.href
}
