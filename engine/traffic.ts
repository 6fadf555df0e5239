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
export const unchangedKey = perExchange(({ request: { method, url, body } }) => {
  const value = parsed(body)
  const { pathname, searchParams } = new URL(url)
  searchParams.sort()
  return `${method} ${pathname}?${searchParams} ${value === undefined ? body : canonical(value)}`
})

/** A request that was sent after others of its group had failed, one after the other. */
export interface Again {
  exchange: Exchange
  /** How many failures the client had been answered, without another answer between them. */
  failures: number
  /** The latest of them, and the one before it. */
  last: Exchange
  before?: Exchange
  /** How many others of the group were sent once the first of them was known. */
  since: number
}

/** A connection that is lost may be known to the client before the proxy sees it. */
const SEEN_LATE_MS = 50

/** From when on a client that sends knows what became of an exchange. */
const knownAt = (exchange: Exchange): number => endOf(exchange) - (exchange.response ? 0 : SEEN_LATE_MS)

/**
 * Exchanges in the order in which they were sent, each with those before it whose outcome the client has learnt since it
 * sent the one before, in the order in which they ended.
 */
export function* asLearnt(exchanges: readonly Exchange[]): Generator<{ exchange: Exchange; learnt: Exchange[] }> {
  let open: Exchange[] = []
  for (const exchange of exchanges) {
    const learnt = open.filter((one) => knownAt(one) <= exchange.at)
    if (learnt.length > 0) open = open.filter((one) => knownAt(one) > exchange.at)
    yield { exchange, learnt: learnt.sort((one, other) => endOf(one) - endOf(other)) }
    open.push(exchange)
  }
}

/** What is known of requests of one kind. */
class Group {
  /** When each was sent. */
  readonly #sentAt: number[] = []
  /** Failures without another answer between them, as they ended, and which request of the group each was. */
  #failures: { exchange: Exchange; nth: number }[] = []
  /** When the latest other answer was read. */
  #otherwiseAt = Number.NEGATIVE_INFINITY

  send({ at }: Exchange): number {
    return this.#sentAt.push(at) - 1
  }

  learn(exchange: Exchange, nth: number, hasFailed: boolean): void {
    const end = endOf(exchange)
    if (!hasFailed) {
      this.#otherwiseAt = Math.max(this.#otherwiseAt, end)
      this.#failures = this.#failures.filter((one) => endOf(one.exchange) > end)
    } else if (end >= this.#otherwiseAt) {
      const after = this.#failures.findLastIndex((one) => endOf(one.exchange) <= end)
      this.#failures.splice(after + 1, 0, { exchange, nth })
    }
  }

  /** What has failed by now, for the request that is about to be sent. */
  again(exchange: Exchange): Again | undefined {
    const [first] = this.#failures
    const [before, last] = [this.#failures.at(-2), this.#failures.at(-1)]
    if (!first || !last) return undefined
    const from = knownAt(first.exchange)
    return {
      exchange,
      failures: this.#failures.length,
      last: last.exchange,
      ...(before ? { before: before.exchange } : {}),
      since: this.#sentAt.length - beginning(this.#sentAt, (at) => at < from, first.nth + 1),
    }
  }
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
 * Every request that follows failures of its own group: only what the client had been answered by then counts.
 *
 * @param groupOf what makes requests one group; undefined leaves a request out
 */
export function sentAgain(
  exchanges: readonly Exchange[],
  groupOf: (exchange: Exchange) => string | undefined,
  hasFailed: (exchange: Exchange) => boolean,
): Again[] {
  const groups = new Map<string, Group>()
  const places = new Map<Exchange, { group: Group; nth: number }>()
  const found: Again[] = []
  for (const { exchange, learnt } of asLearnt(exchanges)) {
    for (const one of learnt) {
      const place = places.get(one)
      place?.group.learn(one, place.nth, hasFailed(one))
      places.delete(one)
    }
    const name = groupOf(exchange)
    if (name === undefined) continue
    const group = groups.get(name) ?? new Group()
    groups.set(name, group)
    const again = group.again(exchange)
    if (again) found.push(again)
    places.set(exchange, { group, nth: group.send(exchange) })
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
    .sort((one, other) => one.since - other.since)
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
    faulty.flatMap(({ exchange, last }) => [last, exchange]),
  )
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
