import type { Exchange } from './exchange.ts'
import { broken, holds, unobserved } from './finding.ts'
import { toJson } from './json.ts'
import { parsed } from './json-diff.ts'
import type { RateLimit, Target } from './target.ts'
import type { Finding } from './verdict.ts'

/** What passed between a client and a target, as rules judge it. */
export interface Traffic {
  /** In the order in which the requests came; what never reached the target, HEAD and OPTIONS are left out. */
  exchanges: readonly Exchange[]
  /** `mock`: the target is the embedded one, whose data is known. */
  kind: Target['kind']
  /** The limit that the client has to keep. */
  rateLimit?: RateLimit
  /** On the embedded mock: what it answers to the profile's `premise`. */
  premise?: Exchange
  /** The target's own keys, secrets redacted. */
  settings: Record<string, unknown>
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

const SHOWN = 3

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
  const actual = `${words.slice(0, SHOWN).join('; ')}${more} (${faulty.length} of ${requests.length} requests)`
  return broken(
    expected,
    actual,
    faulty.map(({ exchange }) => exchange),
  )
}

const nameOf = ({ operation, what }: Exchange) => (operation === '' ? what : operation)

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

/** The same for requests that are unchanged: method, path, query, and a body that is equal as JSON. */
export function unchangedKey({ request: { method, url, body } }: Exchange): string {
  const value = parsed(body)
  const { pathname, searchParams } = new URL(url)
  searchParams.sort()
  return `${method} ${pathname}?${searchParams} ${value === undefined ? body : canonical(value)}`
}

/** A request that was sent after others of its group had failed, one after the other. */
export interface Again {
  exchange: Exchange
  /** The failures that the client had been answered, without another answer between them; the latest is the last. */
  failures: readonly [Exchange, ...Exchange[]]
  /** What else of the group was sent once the first of them was known. */
  since: readonly Exchange[]
}

/** A connection that is lost may be known to the client before the proxy sees it. */
const SEEN_LATE_MS = 50

/** Whether a client that sends at this moment has been answered, or knows that it is not. */
export const isKnown = (exchange: Exchange, at: number): boolean =>
  endOf(exchange) <= at + (exchange.response ? 0 : SEEN_LATE_MS)

/**
 * Every request that follows failures of its own group: only what the client had been answered by then counts.
 *
 * @param groupOf what makes requests one group; undefined leaves a request out
 */
export function sentAgain(
  exchanges: readonly Exchange[],
  groupOf: (exchange: Exchange) => string | undefined,
  hasFailed: (exchange: Exchange) => boolean,
): Again[] {
  const groups = new Map<string, Exchange[]>()
  const found: Again[] = []
  for (const exchange of exchanges) {
    const group = groupOf(exchange)
    if (group === undefined) continue
    const before = groups.get(group) ?? []
    groups.set(group, [...before, exchange])
    const answered = before.filter((one) => isKnown(one, exchange.at)).sort((one, other) => endOf(one) - endOf(other))
    const last = answered.findLastIndex((one) => !hasFailed(one))
    const [first, ...more] = answered.slice(last + 1)
    if (!first) continue
    const since = before.slice(before.indexOf(first) + 1).filter(({ at }) => isKnown(first, at))
    found.push({ exchange, failures: [first, ...more], since })
  }
  return found
}

/** As {@link sentAgain}, by any of several groupings: each request once, with that by which the most was sent since. */
export function sentAgainByAny(
  exchanges: readonly Exchange[],
  groupings: readonly ((exchange: Exchange) => string | undefined)[],
  hasFailed: (exchange: Exchange) => boolean,
): Again[] {
  const found = groupings
    .flatMap((groupOf) => sentAgain(exchanges, groupOf, hasFailed))
    .sort((one, other) => one.since.length - other.since.length)
  return [...new Map(found.map((one) => [one.exchange, one])).values()]
}

/** Who sends: requests with the same credentials, or where there are none, of one connection. */
export const callerBy =
  (header: string) =>
  ({ request, connection }: Exchange): string =>
    request.headers[header] || `connection ${connection}`

/** Judges what was sent again: `faultOf` tells what is wrong with it. */
export function judgeAgain(
  again: readonly Again[],
  faultOf: (again: Again) => string | undefined,
  about: AboutRequests,
  situations: number,
): Finding {
  if (situations === 0) return unobserved(about.nothing, about.remedy)
  const faulty = again.flatMap((one) => {
    const fault = faultOf(one)
    return fault === undefined ? [] : [{ ...one, fault }]
  })
  if (faulty.length === 0) return holds(about.kept(situations))
  const words = [...new Set(faulty.map(({ exchange, fault }) => `${nameOf(exchange)} ${fault}`))].slice(0, SHOWN)
  return broken(
    about.expected,
    `${words.join('; ')} (${faulty.length === 1 ? 'once' : `${faulty.length} times`})`,
    faulty.flatMap(({ exchange, failures }) => [failures.at(-1), exchange]),
  )
}

/** A function of the traffic that is computed once for each: every rule asks. */
export function remembered<Value>(compute: (traffic: Traffic) => Value): (traffic: Traffic) => Value {
  const known = new WeakMap<Traffic, { value: Value }>()
  return (traffic) => {
    const found = known.get(traffic) ?? { value: compute(traffic) }
    known.set(traffic, found)
    return found.value
  }
}
