import { isObject, type JsonBody } from '../body.ts'
import { inboxAnswer } from './answers.ts'
import { type Call, type CompanyCall, type InboxCall, noContent, ok, problem, type Reply } from './call.ts'
import type { Company, Credentials, Hub, Inbox, Vendor } from './model.ts'
import { authorize, openSignIn, voidSignIns } from './signing-in.ts'
import { isVendor, VENDOR_NAMES, VENDORS } from './vendors.ts'

/** What an employee asks to be connected. */
export interface Connection {
  vendor: Vendor
  /** Of a login-based vendor. */
  login: Credentials | null
}

/** Awaited between the look for an inbox that exists and the connecting; true where it is refused after all. */
type BeforeConnecting = (connection: Connection, call: CompanyCall) => Promise<boolean>

export const connectDecisions = {
  /** The vendors that the hub supports. */
  vendors: VENDOR_NAMES as readonly Vendor[],
  /** What is to be connected, or what is wrong with the body. */
  readConnection(sent: JsonBody, hub: Hub): Connection | string {
    const { behaviour } = hub
    if (!isObject(sent.value)) return 'The body must be a JSON object.'
    const { vendor } = sent.value
    if (!isVendor(vendor) || !behaviour.vendors.includes(vendor))
      return `vendor must be one of: ${behaviour.vendors.join(', ')}.`
    if (VENDORS[vendor].connectionType === 'authorization') return { vendor, login: null }
    const login = behaviour.readCredentials(sent)
    return typeof login === 'string' ? login : { vendor, login }
  },
  /** What a body of the wrong form is answered; also asked for a push and for a login. */
  refuseBody: (detail: string, _call: Call): Reply => problem(400, 'Invalid request', detail),
  /** The inbox that a company has of a vendor already. */
  existing: (vendor: Vendor, { company }: CompanyCall): Inbox | undefined =>
    company.inboxes.find((inbox) => inbox.vendor === vendor),
  /** What a second inbox of a vendor is answered. */
  refuseSecond: ({ vendor }: Inbox, _connection: Connection, _call: CompanyCall): Reply =>
    problem(409, 'Already connected', `The company has an inbox of ${VENDORS[vendor].name} already.`),
  /** Without it nothing can come in between. */
  beforeConnecting: undefined as BeforeConnecting | undefined,
  inboxId: ({ random }: Hub): string => random.guid(),
  /** A new inbox stands in the company's list. */
  onConnected(_inbox: Inbox, _call: CompanyCall): void {},
  /** An employee disconnects an inbox. */
  onDisconnect(inbox: Inbox, company: Company, hub: Hub): void {
    company.inboxes = company.inboxes.filter((one) => one !== inbox)
    voidSignIns(hub, inbox)
  },
}

/** The operation connectInbox. */
export async function connectInbox(call: CompanyCall): Promise<Reply> {
  const { hub, company } = call
  const { behaviour } = hub
  const connection = behaviour.readConnection(call.sent!, hub)
  if (typeof connection === 'string') return behaviour.refuseBody(connection, call)
  const first = behaviour.existing(connection.vendor, call)
  if (first) return behaviour.refuseSecond(first, connection, call)
  const { vendor, login } = connection
  if (login && !behaviour.acceptsOnConnect(company.portals[vendor], login)) return behaviour.refuseLogin(call)
  if (behaviour.beforeConnecting && (await behaviour.beforeConnecting(connection, call)))
    return problem(409, 'Already connected', `The company is connecting ${VENDORS[vendor].name} already.`)

  const inbox = createInbox(connection, call)
  company.inboxes.push(inbox)
  if (behaviour.needsSignIn(vendor)) openSignIn(inbox, call)
  else authorize(hub, company, inbox, call.at)
  behaviour.onConnected(inbox, call)
  return ok(inboxAnswer(inbox, call), 201)
}

export function createInbox({ vendor, login }: Connection, { hub, company, employee, at }: CompanyCall): Inbox {
  return {
    inboxId: hub.behaviour.inboxId(hub),
    companyId: company.companyId,
    vendor,
    connectedBy: employee,
    authorized: false,
    refusal: null,
    restoring: false,
    paused: null,
    failingSince: null,
    catchingUpAfter: null,
    lastSync: null,
    restoredAt: at,
    nextSyncAt: null,
    login,
    signIn: null,
  }
}

/** The operation disconnectInbox. */
export function disconnectInbox({ hub, company, inbox }: InboxCall): Reply {
  hub.behaviour.onDisconnect(inbox, company, hub)
  return noContent(204)
}
