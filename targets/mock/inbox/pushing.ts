import { isObject, type JsonBody } from '../body.ts'
import { type Call, noContent, problem, type Reply } from './call.ts'
import { collect, recover } from './collecting.ts'
import { noticeLimits } from './limits.ts'
import type { Company, Hub, Inbox, Portal, Push, Refusal, VendorCase } from './model.ts'

/** A push that has reached an inbox. */
export interface Pushed {
  push: Push
  vendorCase: VendorCase
  inbox: Inbox
  company: Company
  hub: Hub
  /** Milliseconds on the hub's clock. */
  at: number
}

const RFC_3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/i

export const pushDecisions = {
  acceptsSecret: (given: string | undefined, secret: string): boolean => given === secret,
  /** What a push with a wrong secret is answered. */
  refusePush: (_call: Call): Reply => problem(401, 'Wrong secret', 'X-Push-Secret is wrong or missing.'),
  /** The push in a body, or what is wrong with it. */
  readPush({ value }: JsonBody): Push | string {
    if (!isObject(value)) return 'The body must be a JSON object.'
    const { eventId, accountId, caseId, createdAt, patientName } = value
    for (const [name, text] of Object.entries({ eventId, accountId, caseId })) {
      if (typeof text !== 'string' || text === '') return `${name} must be a string that is not empty.`
    }
    if (typeof createdAt !== 'string' || !RFC_3339.test(createdAt) || Number.isNaN(Date.parse(createdAt)))
      return 'createdAt must be a date and time as in RFC 3339.'
    if (typeof patientName !== 'string') return 'patientName must be a string.'
    return value as Push
  },
  /** Whether a push is acted on now, where its vendor would answer so; its case is otherwise left to a cross-check. */
  collectsPush: (_pushed: Pushed, answer: 'up' | 'down' | Refusal): boolean => answer === 'up',
  /** Whether a pushed case is there already. */
  isRepeated: ({ vendorCase, inbox, company, hub }: Pushed): boolean =>
    hub.behaviour.isCollected(vendorCase, inbox, company, hub),
  /** Whether a push is a successful sync. */
  pushSyncs: true,
}

/** The operation receivePush. */
export function receivePush(call: Call): Reply {
  const { behaviour, pushSecret } = call.hub
  if (!behaviour.acceptsSecret(call.header('x-push-secret'), pushSecret)) return behaviour.refusePush(call)
  const push = behaviour.readPush(call.sent!)
  if (typeof push === 'string') return behaviour.refuseBody(push, call)
  takePush(call.hub, push, call.at)
  return noContent(202)
}

/** Collects the case of a push. Where that cannot be done now, it waits at the vendor. */
export function takePush(hub: Hub, push: Push, at: number): void {
  const company = hub.companies.find(({ companyId }) => companyId === push.accountId)
  if (!company) return
  const portal = company.portals['shining-3d']
  const vendorCase = hold(portal, push)
  const inbox = company.inboxes.find(({ vendor }) => vendor === 'shining-3d')
  if (!inbox?.authorized) return
  const { behaviour } = hub
  const pushed: Pushed = { push, vendorCase, inbox, company, hub, at }
  const answer = inbox.refusal && !inbox.restoring ? inbox.refusal.code : behaviour.askPortal(portal, inbox)
  if (answer !== 'up' && answer !== 'down') behaviour.onRefusal(inbox, answer, at)
  if (!behaviour.collectsPush(pushed, answer)) return
  noticeLimits(hub, company, inbox, at)
  const limit = behaviour.limitOf(company, inbox, hub)
  if (limit && !behaviour.collectsDespite(limit, inbox, company)) return
  if (answer === 'up') recover(inbox)
  if (behaviour.pushSyncs) inbox.lastSync = at
  if (!behaviour.isRepeated(pushed)) collect(hub, company, inbox, [vendorCase], at)
}

/** The vendor's case that a push tells of. Where the simulated portal has not heard of it, it has it from now on. */
function hold(portal: Portal, { caseId, createdAt, patientName }: Push): VendorCase {
  const known = portal.cases.find((one) => one.caseId === caseId)
  if (known) return known
  const vendorCase = { caseId, createdAt: Date.parse(createdAt), patientName }
  portal.cases.push(vendorCase)
  return vendorCase
}
