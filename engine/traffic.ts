import type { Exchange } from './exchange.ts'
import { broken, holds, unobserved } from './finding.ts'
import { toJson } from './json.ts'
import { parsed } from './json-diff.ts'
import type { RateLimit, Target } from './target.ts'
import type { Finding } from './verdict.ts'
import { plural } from './words.ts'

/** What passed between a client and a target, as rules judge it. */
export interface Traffic {
  /** In the order in which the requests came; what never reached the target, HEAD and OPTIONS are left out. */
  exchanges: readonly Exchange[]
  /** When the machine held up what gathered them, in order. */
  stalls?: readonly Stall[]
  /** `mock`: the target is the embedded one, whose data is known. */
  kind: Target['kind']
  /** The limit that the client has to keep. */
  rateLimit?: RateLimit
  /** On the embedded mock: what it answers to the profile's `premise`. */
  premise?: Exchange
  /** The target's own keys, secrets redacted. */
  settings: Record<string, unknown>
}

/** The proxy could not go on for so long, until `at`, on the clock of {@link Exchange.at}. */
export interface Stall {
  at: number
  ms: number
}

/** A rule that is judged by traffic alone: a pure function. */
export type TrafficRule = (traffic: Traffic) => Finding

/** What a rule about requests says. */
export interface AboutRequests {
  /** In the document's words. */
  expected: string
  kept(count: number): string
  /** Why nothing can be said where no request is the rule's subject, and what would bring it up. */
  nothing: string
  remedy: string
}

/** So many faults stand in a verdict's words. */
export const SHOWN = 3

/**
 * Judges requests one by one.
 *
 * @param faultOf what is wrong with a request, in words
 */
export function judgeRequests(
  requests: readonly Exchange[],
  faultOf: (exchange: Exchange) => string | undefined,
  { expected, kept, nothing, remedy }: AboutRequests,
): Finding {
  if (requests.length === 0) return unobserved(nothing, remedy)
  const faulty = requests.flatMap((exchange) => {
    const fault = faultOf(exchange)
    return fault === undefined ? [] : [{ exchange, fault }]
  })
  if (faulty.length === 0) return holds(kept(requests.length))
  const words = [...new Set(faulty.map(({ exchange, fault }) => `${nameOf(exchange)}: ${fault}`))]
  const more = words.length > SHOWN ? `; and ${words.length - SHOWN} more` : ''
  const actual = `${words.slice(0, SHOWN).join('; ')}${more} (${faulty.length} of ${plural(requests.length, 'request')})`
  return broken(
    expected,
    actual,
    faulty.map(({ exchange }) => exchange),
  )
}

export const nameOf = ({ operation, what }: Exchange) => (operation === '' ? what : operation)

/** When the last byte of an answer was read, on the clock of {@link Exchange.at}. */
export const endOf = ({ at, durationMs }: Exchange): number => at + durationMs

/** The client cannot know whether it happened: no whole answer came, or a 5xx. */
export const isUncertain = ({ response }: Exchange): boolean => !response || response.status >= 500

/** A value as text that is the same for values that are equal as JSON. */
function canonical(value: unknown): string {
  const sorted = (one: unknown): unknown => {
    if (Array.isArray(one)) return one.map(sorted)
    if (typeof one !== 'object' || one === null) return one
    return Object.fromEntries(
      Object.entries(one)
        .sort(([left], [right]) => (left < right ? -1 : 1))
        .map(([key, below]) => [key, sorted(below)]),
    )
  }
  return toJson(sorted(value))
}

/**
 * The same for requests that are unchanged: method, path, query, and a body that is equal as JSON.
 *
 * @param parameters the documented ones, without regard to case: what a client sends besides, as for tracing, changes nothing
 */
export function unchangedBy(...parameters: string[]): (exchange: Exchange) => string {
  const known = new Set(parameters.map((name) => name.toLowerCase()))
  return perExchange(({ request: { method, url, body } }) => {
    const value = parsed(body)
    const { pathname, searchParams } = new URL(url)
    const asked = [...searchParams].map(([name, text]) => `${name.toLowerCase()}=${text}`).sort()
    const query = asked.filter((pair) => known.has(pair.slice(0, pair.indexOf('='))))
    return `${method} ${pathname}?${query.join('&')} ${value === undefined ? body : canonical(value)}`
  })
}

/** Where in an ascending list those begin that are not `below`. */
export function beginning<Item>(items: readonly Item[], below: (item: Item) => boolean, from = 0): number {
  let [low, high] = [from, items.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (below(items[middle] as Item)) low = middle + 1
    else high = middle
  }
  return low
}

/**
 * Leaves out what breaks one of these rules by itself: however often a wrong request is sent, it breaks the rule that it
 * breaks, and no other.
 */
export function faultlessBy(
  rules: readonly TrafficRule[],
): (exchanges: readonly Exchange[], traffic: Traffic) => Exchange[] {
  const faultyIn = remembered((traffic) => {
    const findings = rules.map((rule) => rule(traffic))
    return new Set(findings.flatMap((finding) => (finding.outcome === 'broken' ? finding.exchanges : [])))
  })
  return (exchanges, traffic) => exchanges.filter(({ id }) => !faultyIn(traffic).has(id))
}

/**
 * Who sends: requests with the same credentials, or where there are none, of one connection. A name that a client goes by
 * tells it from others that have the same.
 */
export const callerBy =
  (header: string) =>
  ({ request, connection, client }: Exchange): string =>
    (client === undefined ? '' : `${client}: `) + (request.headers[header] || `connection ${connection}`)

/** What waited for the end of a stall is seen so soon after it. */
const AFTER_STALL_MS = 250

/** How long the machine may have kept the proxy from seeing what it saw at this instant. */
export const seenLateMs = (traffic: Traffic, at: number): number => stalledMs(traffic, at - AFTER_STALL_MS, at)

/** How long the machine held the proxy up in a stretch of time: by the stalls that ended in it. */
export function stalledMs({ stalls = [] }: Traffic, from: number, to: number): number {
  const [first, end] = [beginning(stalls, ({ at }) => at < from), beginning(stalls, ({ at }) => at <= to)]
  return stalls.slice(first, end).reduce((sum, { ms }) => sum + ms, 0)
}

/** A function of the traffic that is computed once for each: every rule asks. */
export const remembered = <Value>(compute: (traffic: Traffic) => Value): ((traffic: Traffic) => Value) => once(compute)

/** As {@link remembered}, of an exchange. */
export function perExchange<Value>(compute: (exchange: Exchange) => Value): (exchange: Exchange) => Value {
  return once(compute)
}

function once<Subject extends object, Value>(compute: (subject: Subject) => Value): (subject: Subject) => Value {
  const known = new WeakMap<Subject, { value: Value }>()
  return (subject) => {
    const found = known.get(subject)
    if (found) return found.value
    const value = compute(subject)
    known.set(subject, { value })
    return value
  }
}
