import type { Exchange } from '../../engine/exchange.ts'
import type { JsonNumber } from '../../engine/json.ts'
import { parsed } from '../../engine/json-diff.ts'
import { isAccepted } from '../../engine/status.ts'

/** An inbox as an answer shows it. Nothing is taken for granted of a target's answer: what is not there is undefined. */
export interface InboxView {
  exchange: Exchange
  inboxId: string | undefined
  vendor: unknown
  name: unknown
  state: unknown
  health: unknown
  /** Milliseconds since 1970; null where none is shown; undefined where it is not a time. */
  lastSync: number | null | undefined
  warning: WarningView | null
  authorizationUrl: unknown
  /** The answer's own Date, in milliseconds since 1970, with a whole second's resolution; undefined where it has none. */
  date: number | undefined
}

export interface WarningView {
  code: unknown
  /** Milliseconds since 1970; null where it is not there; undefined where it is not a time. */
  since: number | null | undefined
  message: unknown
  action: unknown
}

/** A case as an answer lists it. */
export interface CaseView {
  caseId: string
  vendor: unknown
  inboxId: unknown
  /** Milliseconds since 1970; undefined where it is not a time. */
  receivedAt: number | undefined
}

type Tree = Record<string, unknown>
export const isObject = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const bodies = new WeakMap<Exchange, unknown>()

/** The JSON value of an answer's body, whatever its media type; parsed once. */
export function bodyOf(exchange: Exchange): unknown {
  if (!bodies.has(exchange)) bodies.set(exchange, parsed(exchange.response?.body))
  return bodies.get(exchange)
}

export const isBlank = (value: unknown): boolean => typeof value !== 'string' || value.trim() === ''

/** An instant in RFC 3339, in milliseconds since 1970; undefined for anything else. */
function instantOf(value: unknown): number | undefined {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d/i.test(value)) return undefined
  const instant = Date.parse(value)
  return Number.isNaN(instant) ? undefined : instant
}

export function dateOf(exchange: Exchange): number | undefined {
  const date = Date.parse(exchange.response?.headers.date ?? '')
  return Number.isNaN(date) ? undefined : date
}

const WITH_ONE_INBOX = new Set(['connectInbox', 'getInbox', 'reauthorizeInbox', 'updateCredentials'])
const views = new WeakMap<Exchange, InboxView[]>()

/** Every inbox that an answer shows: that of an operation on one, those of a list; none where it was refused. */
export function inboxesIn(exchange: Exchange): InboxView[] {
  const known = views.get(exchange)
  if (known) return known
  const shown = rawInboxes(exchange).map((inbox) => viewOf(inbox, exchange))
  views.set(exchange, shown)
  return shown
}

/** The inbox that an answer shows, of a list the one with this ID; undefined where it shows none. */
export const inboxIn = (exchange: Exchange | undefined, listedId?: string): InboxView | undefined =>
  exchange && exchange.operation === 'listInboxes'
    ? inboxesIn(exchange).find(({ inboxId }) => listedId !== undefined && inboxId === listedId)
    : exchange && inboxesIn(exchange)[0]

/** Whether an answer is a list of inboxes that can be read. */
export const isInboxList = (exchange: Exchange): boolean => isAccepted(exchange) && Array.isArray(listed(exchange))

const listed = (exchange: Exchange) => (bodyOf(exchange) as { inboxes?: unknown } | undefined)?.inboxes

function rawInboxes(exchange: Exchange): Tree[] {
  if (!isAccepted(exchange)) return []
  if (exchange.operation === 'listInboxes') {
    const inboxes = listed(exchange)
    return Array.isArray(inboxes) ? inboxes.filter(isObject) : []
  }
  const body = bodyOf(exchange)
  return WITH_ONE_INBOX.has(exchange.operation) && isObject(body) ? [body] : []
}

function viewOf(inbox: Tree, exchange: Exchange): InboxView {
  const { lastSuccessfulSync, warning } = inbox
  return {
    exchange,
    inboxId: typeof inbox.inboxId === 'string' ? inbox.inboxId : undefined,
    vendor: inbox.vendor,
    name: inbox.name,
    state: inbox.state,
    health: inbox.health,
    lastSync: lastSuccessfulSync == null ? null : instantOf(lastSuccessfulSync),
    warning: warningOf(warning),
    authorizationUrl: inbox.authorizationUrl,
    date: dateOf(exchange),
  }
}

function warningOf(warning: unknown): WarningView | null {
  if (warning == null) return null
  // One that is no object is the shape's matter, and a warning all the same.
  if (!isObject(warning)) return { code: undefined, since: undefined, message: `${warning}`, action: `${warning}` }
  const { code, since, message, action } = warning
  return { code, since: since == null ? null : instantOf(since), message, action }
}

/** In the order in which they were sent: their IDs end in a running number. */
export const inOrder = (calls: readonly Exchange[]): Exchange[] =>
  [...calls].sort((one, other) => numberOf(one) - numberOf(other))

const numberOf = ({ id }: Exchange): number => Number(id.slice(id.lastIndexOf('-') + 1))

/** The vendor that each inbox was asked for, by its ID; where it was asked for in vain to be refused, that says nothing. */
export function vendorsAsked(calls: readonly Exchange[]): Map<string, unknown> {
  const vendors = new Map<string, unknown>()
  for (const exchange of calls) {
    if (exchange.operation !== 'connectInbox' || exchange.purpose === 'variation') continue
    const inboxId = inboxIn(exchange)?.inboxId
    const vendor = (parsed(exchange.request.body) as { vendor?: unknown } | undefined)?.vendor
    if (inboxId !== undefined && vendor !== undefined) vendors.set(inboxId, vendor)
  }
  return vendors
}

const caseLists = new WeakMap<Exchange, CaseView[] | undefined>()

/** The cases that an answer lists; undefined where it is no list of cases that can be told apart. */
export function casesIn(exchange: Exchange): CaseView[] | undefined {
  if (!caseLists.has(exchange)) caseLists.set(exchange, readCases(exchange))
  return caseLists.get(exchange)
}

function readCases(exchange: Exchange): CaseView[] | undefined {
  const cases = (bodyOf(exchange) as { cases?: unknown } | undefined)?.cases
  if (!isAccepted(exchange) || !Array.isArray(cases)) return undefined
  const shown = cases.filter(isObject)
  if (shown.some(({ caseId }) => typeof caseId !== 'string')) return undefined
  return shown.map(({ caseId, vendor, inboxId, receivedAt }) => ({
    caseId: caseId as string,
    vendor,
    inboxId,
    receivedAt: instantOf(receivedAt),
  }))
}

/** Whether a listed case is the vendor's: its own ID is the last part of the listed one. The suite's IDs are all of one length. */
export const isCase = (listedId: string, caseId: string): boolean => listedId.endsWith(caseId)

/** How often an answer lists a case; undefined where the answer is no list. */
export const countOf = (exchange: Exchange, caseId: string): number | undefined =>
  casesIn(exchange)?.filter((one) => isCase(one.caseId, caseId)).length

/** Whether an answer lists all of these cases; undefined where it is no list. */
export function listsAll(cases: Exchange, caseIds: readonly string[]): boolean | undefined {
  const counts = caseIds.map((caseId) => countOf(cases, caseId))
  return counts.includes(undefined) ? undefined : counts.every((count) => (count ?? 0) > 0)
}

/** The credits that an answer of `getAccount` shows. */
function creditsIn(exchange: Exchange | undefined): bigint | undefined {
  const credits = exchange && isAccepted(exchange) ? (bodyOf(exchange) as { credits?: unknown })?.credits : undefined
  return typeof credits === 'bigint' || Number.isInteger(credits) ? BigInt(credits as JsonNumber) : undefined
}

/** How many credits were taken from one answer of `getAccount` to a later one; undefined where either shows none. */
export function creditsTaken(before: Exchange | undefined, after: Exchange | undefined): number | undefined {
  const [from, to] = [creditsIn(before), creditsIn(after)]
  return from === undefined || to === undefined ? undefined : Number(from - to)
}
