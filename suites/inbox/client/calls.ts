import type { Exchange } from '../../../engine/exchange.ts'
import { jsonBodyFault } from '../../../engine/json-body.ts'
import { judgeRequests, type Traffic, type TrafficRule } from '../../../engine/traffic.ts'
import { plural } from '../../../engine/words.ts'
import { isLogin, VENDORS, type Vendor } from '../api.ts'
import { isBlank } from '../reading.ts'
import { showsSecret } from './pushes.ts'
import { ANY, afterWord, employeesCallsIn, fieldsOf, shownIn, tokenOf, vendorAskedFor } from './requests.ts'

const PLACEHOLDER = /\[redacted:[^\]]*\]/g
/** What a token is shown as where the call has none in its header. */
const TOKEN = /^\[redacted:(companies\[\d+\]\.tokens\[\d+\]|((access|refresh)[-_]?)?token(-\d+)?)\]$/i

const placeholdersIn = (text: string | null): string[] => text?.match(PLACEHOLDER) ?? []

/** Whether a text has a token: that of the call, or another. */
function showsToken(text: string | null, { request }: Exchange): boolean {
  const own = placeholdersIn(request.headers.authorization ?? '')
  return placeholdersIn(text).some((shown) => own.includes(shown) || TOKEN.test(shown))
}

/** Where a call shows a token besides its Authorization header. */
function tokenElsewhere(exchange: Exchange): string | undefined {
  const { request } = exchange
  const { authorization: _, ...others } = request.headers
  if (showsToken(request.url, exchange)) return 'a token stands in the URL'
  if (showsToken(request.body, exchange)) return 'a token stands in the body'
  const other = Object.entries(others).find(([, value]) => showsToken(value, exchange))
  return other && `a token stands in the header ${other[0]}`
}

export const bearerToken: TrafficRule = (traffic) =>
  judgeRequests(
    employeesCallsIn(traffic),
    (exchange) => {
      const { authorization } = exchange.request.headers
      if (tokenOf(exchange) !== undefined) return tokenElsewhere(exchange)
      return authorization === undefined ? 'no Authorization' : `Authorization ${authorization}`
    },
    {
      expected: 'a bearer token, in the Authorization header alone',
      kept: (count) => `${plural(count, 'call carries', 'calls carry')} a bearer token, in the header alone`,
      ...ANY,
      remedy: 'a call of listInboxes',
    },
  )

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i
const LOGIN = ['username', 'password']
const isVendor = (value: unknown): value is Vendor => (VENDORS as readonly unknown[]).includes(value)

const lacksLogin = (fields: Readonly<Record<string, unknown>>) =>
  LOGIN.filter((name) => isBlank(fields[name])).map((name) => `without ${name}`)
/** What a body has besides these. A token or a secret that stands there is the matter of the rule that keeps it in its header. */
const odd = (exchange: Exchange, names: readonly string[]) =>
  Object.entries(fieldsOf(exchange))
    .filter(([name, value]) => !names.includes(name) && !showsProof(value, exchange))
    .map(([name]) => `with ${name}`)

const showsProof = (value: unknown, exchange: Exchange) =>
  typeof value === 'string' && (showsToken(value, exchange) || showsSecret(value, exchange))

/** What is wrong with the body of a connection: "medit-link with username and password, the others without". */
function connectionFaults(exchange: Exchange): string[] {
  const fields = fieldsOf(exchange)
  const { vendor } = fields
  if (!isVendor(vendor)) return [`the vendor ${JSON.stringify(vendor) ?? 'left out'}`]
  const faults = isLogin(vendor)
    ? [...lacksLogin(fields), ...odd(exchange, ['vendor', ...LOGIN])]
    : odd(exchange, ['vendor'])
  return faults.map((fault) => `${vendor} ${fault}`)
}

const PUSH = ['eventId', 'accountId', 'caseId', 'createdAt', 'patientName']

function bodyFaults(exchange: Exchange): string[] {
  const { operation, request } = exchange
  if (request.truncated) return []
  const fields = fieldsOf(exchange)
  switch (operation) {
    case 'connectInbox':
      return connectionFaults(exchange)
    case 'updateCredentials':
      return [...lacksLogin(fields), ...odd(exchange, LOGIN)]
    case 'receivePush':
      // Where one of the five is not there, the other may be meant for it: that is INBOX-CLIENT-05's matter.
      return PUSH.every((name) => name in fields) ? odd(exchange, PUSH) : []
    default:
      return []
  }
}

/** What is wrong with a call as such; undefined for one that is the profile's. */
function callFault(exchange: Exchange, traffic: Traffic): string | undefined {
  if (exchange.operation === '') return 'no documented method and path'
  const shown = shownIn(traffic)
  const inboxId = afterWord(exchange, 'inboxes')
  if (inboxId !== undefined && !UUID.test(inboxId) && !shown.inboxIds.has(inboxId)) return `the inboxId ${inboxId}`
  const vendor = exchange.operation === 'listCases' ? vendorAskedFor(exchange) : undefined
  if (vendor !== undefined && !isVendor(vendor) && !shown.vendors.has(vendor)) return `the vendor ${vendor}`
  const fault = TAKES_BODY.has(exchange.operation) ? jsonBodyFault(exchange) : undefined
  if (fault !== undefined) return fault
  const faults = bodyFaults(exchange)
  return faults.length === 0 ? undefined : faults.join(', ')
}

const TAKES_BODY = new Set(['connectInbox', 'updateCredentials', 'receivePush'])

/** Pages of the hub and of the vendors, which a browser is sent to. */
const isPage = ({ operation, request }: Exchange, { paths }: ReturnType<typeof shownIn>) =>
  operation === '' && (paths.has(new URL(request.url).pathname) || /\btext\/html\b/i.test(request.headers.accept ?? ''))

export const profilesCalls: TrafficRule = (traffic) =>
  judgeRequests(
    traffic.exchanges.filter((exchange) => !isPage(exchange, shownIn(traffic))),
    (exchange) => callFault(exchange, traffic),
    {
      expected: "the profile's methods, paths and bodies",
      kept: (count) => `${plural(count, 'call is', 'calls are')} the profile's`,
      ...ANY,
    },
  )

/** Whether a body has a form that no hub may take: it names no vendor, or lacks the login. */
export function isInvalidConnection(exchange: Exchange): boolean {
  const fields = fieldsOf(exchange)
  if (exchange.request.truncated || jsonBodyFault(exchange) !== undefined) return false
  return !isVendor(fields.vendor) || (isLogin(fields.vendor) && lacksLogin(fields).length > 0)
}
