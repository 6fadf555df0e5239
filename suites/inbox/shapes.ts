import type { ErrorObject } from 'ajv'
import type { Exchange } from '../../engine/exchange.ts'
import { isAccepted, notWhole, status } from '../../engine/status.ts'
import { document } from '../../openapi/inbox.gen.ts'
import { validatorFor } from '../../openapi/validators.ts'
import { isLogin, isPushed, VENDORS, type Vendor } from './api.ts'
import { bodyOf, dateOf, isObject } from './reading.ts'

/** The shape of each operation's good answer. */
const SHAPES: Record<string, string> = {
  listInboxes: 'InboxList',
  connectInbox: 'Inbox',
  getInbox: 'Inbox',
  reauthorizeInbox: 'Inbox',
  updateCredentials: 'Inbox',
  listCases: 'CaseList',
  getAccount: 'Account',
}

/** What rules of their own speak of: vendor and name, state, sync, warning, the sign-in, and a case's vendor and inbox. */
const OWNED =
  /^(\/inboxes\/\d+)?(\/(vendor|name|state|authorizationUrl)|\/warning\/(code|message|action))$|^\/cases\/\d+\/(vendor|inboxId)$/

/** Where a time that is left out, or null, is another rule's matter, and one that is no time is the shape's. */
const OWNED_IF_ABSENT = /^(\/inboxes\/\d+)?(\/lastSuccessfulSync|\/warning\/since)$/

const JSON_TYPE = /^application\/([\w.-]+\+)?json\s*(;|$)/i
const PROBLEM_TYPE = /^application\/problem\+json\s*(;|$)/i

/** What is wrong with an answer's media type, fields and formats, as far as no other rule speaks of it. */
export function faultsIn(exchange: Exchange, asked: ReadonlyMap<string, unknown>): string[] {
  const { response, operation } = exchange
  if (!response) return []
  // What its body has is not known.
  if (notWhole(exchange) !== undefined) return []
  const type = response.headers['content-type'] ?? ''
  const code = status(exchange) ?? 0
  if (code >= 400) return problemFaults(exchange, type, code)
  const shape = SHAPES[operation]
  if (!isAccepted(exchange) || shape === undefined) return []
  const body = bodyOf(exchange)
  return [
    ...(JSON_TYPE.test(type) ? [] : [`the Content-Type ${type || 'is missing'}`]),
    ...(dateOf(exchange) === undefined ? ['no Date'] : []),
    ...(body === undefined
      ? ['a body that is no JSON']
      : validatorFor(document, shape)(body).flatMap((error) => words(error, body))),
    ...inboxesOf(body).flatMap((inbox) =>
      factFaults(inbox, asked.size === 0 ? inbox.vendor : asked.get(String(inbox.inboxId)), exchange),
    ),
    ...(body === undefined ? [] : timeFaults(body)),
  ]
}

function problemFaults(exchange: Exchange, type: string, code: number): string[] {
  const body = bodyOf(exchange)
  return [
    ...(PROBLEM_TYPE.test(type) ? [] : [`the Content-Type of an error is ${type || 'missing'}`]),
    ...(body === undefined
      ? ['an error whose body is no JSON']
      : validatorFor(document, 'Problem')(body).flatMap((error) => words(error, body))),
    ...(isObject(body) && typeof body.status === 'number' && body.status !== code
      ? [`the status ${body.status} in an answer of ${code}`]
      : []),
  ]
}

function words({ instancePath, keyword, params, message }: ErrorObject, body: unknown): string[] {
  // Of a warning that is neither a warning nor null the reason is told by the branch that it is nearest to.
  if (keyword === 'oneOf' || (keyword === 'type' && params.type === 'null')) return []
  const at = keyword === 'required' ? `${instancePath}/${params.missingProperty}` : instancePath
  if (OWNED.test(at)) return []
  if (OWNED_IF_ABSENT.test(at) && valueAt(body, at) == null) return []
  return [`${at.replace(/\/\d+/g, '') || 'the body'} ${keyword === 'required' ? 'is missing' : message}`]
}

const valueAt = (body: unknown, pointer: string): unknown =>
  pointer
    .split('/')
    .slice(1)
    .reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], body)

function inboxesOf(body: unknown): Record<string, unknown>[] {
  if (!isObject(body)) return []
  if (Array.isArray(body.inboxes)) return body.inboxes.filter(isObject)
  return 'inboxId' in body ? [body] : []
}

/**
 * What the profile says of a vendor, and whose inbox it is.
 *
 * @param vendor the one that the inbox was asked for: that it shows another one is another rule's matter
 */
function factFaults(inbox: Record<string, unknown>, vendor: unknown, exchange: Exchange): string[] {
  const { connectionType, syncMode, companyId } = inbox
  const { request, operation, purpose } = exchange
  const faults: string[] = []
  if ((VENDORS as readonly unknown[]).includes(vendor)) {
    const facts = {
      connectionType: isLogin(vendor as Vendor) ? 'login' : 'authorization',
      syncMode: isPushed(vendor as Vendor) ? 'push' : 'polling',
    }
    if (connectionType === 'login' || connectionType === 'authorization')
      if (connectionType !== facts.connectionType) faults.push(`${vendor} has the connectionType ${connectionType}`)
    if (syncMode === 'polling' || syncMode === 'push')
      if (syncMode !== facts.syncMode) faults.push(`${vendor} has the syncMode ${syncMode}`)
  }
  const inPath = /\/companies\/([^/?]+)/.exec(new URL(request.url).pathname)?.[1]
  // An inbox of another company in a list, or shown to a foreigner, is more than a wrong shape: other rules name it.
  if (
    operation !== 'listInboxes' &&
    purpose !== 'variation' &&
    typeof companyId === 'string' &&
    inPath !== undefined &&
    decodeURIComponent(inPath) !== companyId
  )
    faults.push('a companyId that is not the one asked for')
  return faults
}

const TIMES = new Set(['lastSuccessfulSync', 'since', 'receivedAt'])

/** "Times in RFC 3339 UTC". */
function timeFaults(value: unknown): string[] {
  if (Array.isArray(value)) return [...new Set(value.flatMap(timeFaults))]
  if (!isObject(value)) return []
  return Object.entries(value).flatMap(([key, one]) =>
    TIMES.has(key) && typeof one === 'string' && /T.*[+-]\d\d:\d\d$/.test(one) && !/[+-]00:00$/.test(one)
      ? [`${key} is not in UTC`]
      : timeFaults(one),
  )
}
