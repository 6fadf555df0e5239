import type { Exchange } from './exchange.ts'
import { broken, drawn, holds, unobserved } from './finding.ts'
import { overTime } from './over-time.ts'
import { type AboutRequests, endOf, nameOf, remembered, SHOWN, seenLateMs, type Traffic } from './traffic.ts'
import type { Finding } from './verdict.ts'
import { times } from './words.ts'

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

/** From when on a client that sends one request after the other knows what became of an exchange. */
const knownAt = (exchange: Exchange): number => endOf(exchange) - (exchange.response ? 0 : SEEN_LATE_MS)

/** Processes wait: a client that sends in parallel has decided on a request so long before it is seen. */
const UNDER_WAY_MS = 500

/**
 * Whether a client can have known, by the time that it sent a request, what had become of another. One that sends in
 * parallel shows by requests that overlap, or by the connection that it made for a request before the other was answered.
 */
const couldKnow = remembered((traffic) => {
  const { exchanges } = traffic
  const inParallel = overlapping(exchanges)
  const connections = new Set<number | undefined>()
  const isFirst = new Set(
    exchanges.filter(({ connection }) => !connections.has(connection) && connections.add(connection)),
  )
  return (sent: Exchange, other: Exchange): boolean => {
    const madeBefore = isFirst.has(sent) && (sent.connectedAt ?? sent.at) < knownAt(other)
    const isDoubtful = sent.connection !== other.connection && (inParallel.has(sent) || madeBefore)
    return sent.at - knownAt(other) >= (isDoubtful ? UNDER_WAY_MS + seenLateMs(traffic, sent.at) : 0)
  }
})

/** Exchanges that were under way while another was. */
function overlapping(exchanges: readonly Exchange[]): Set<Exchange> {
  const found = new Set<Exchange>()
  let [latest] = exchanges
  for (const exchange of exchanges.slice(1)) {
    if (latest && exchange.at < knownAt(latest)) found.add(latest).add(exchange)
    if (!latest || knownAt(exchange) > knownAt(latest)) latest = exchange
  }
  return found
}

/**
 * Exchanges in the order in which they were sent, each with those before it whose outcome the client has learnt since it
 * sent the one before, in the order in which they ended.
 */
export function* asLearnt(
  exchanges: readonly Exchange[],
  traffic: Traffic,
): Generator<{ exchange: Exchange; learnt: Exchange[] }> {
  const isKnown = couldKnow(traffic)
  let open: Exchange[] = []
  for (const exchange of exchanges) {
    const learnt = open.filter((one) => isKnown(exchange, one))
    if (learnt.length > 0) open = open.filter((one) => !learnt.includes(one))
    yield { exchange, learnt: learnt.sort((one, other) => endOf(one) - endOf(other)) }
    open.push(exchange)
  }
}

/** What is known of requests of one kind. */
class Group {
  #sent = 0
  /** Failures without another answer between them, as they ended, and how many of the group were sent before each was known. */
  #failures: { exchange: Exchange; sentBefore: number }[] = []
  /** When the latest other answer was read. */
  #otherwiseAt = Number.NEGATIVE_INFINITY

  send(): void {
    this.#sent++
  }

  learn(exchange: Exchange, hasFailed: boolean): void {
    const end = endOf(exchange)
    if (!hasFailed) {
      this.#otherwiseAt = Math.max(this.#otherwiseAt, end)
      this.#failures = this.#failures.filter((one) => endOf(one.exchange) > end)
    } else if (end >= this.#otherwiseAt) {
      const after = this.#failures.findLastIndex((one) => endOf(one.exchange) <= end)
      this.#failures.splice(after + 1, 0, { exchange, sentBefore: this.#sent })
    }
  }

  /** What has failed by now, for the request that is about to be sent. */
  again(exchange: Exchange): Again | undefined {
    const [first] = this.#failures
    const [before, last] = [this.#failures.at(-2), this.#failures.at(-1)]
    if (!first || !last) return undefined
    return {
      exchange,
      failures: this.#failures.length,
      last: last.exchange,
      ...(before ? { before: before.exchange } : {}),
      since: this.#sent - first.sentBefore,
    }
  }
}

/**
 * Every request that follows failures of its own group: only what the client had been answered by then counts.
 *
 * @param groupOf what makes requests one group; undefined leaves a request out
 */
export function sentAgain(
  traffic: Traffic,
  exchanges: readonly Exchange[],
  groupOf: (exchange: Exchange) => string | undefined,
  hasFailed: (exchange: Exchange) => boolean,
): Again[] {
  const groups = new Map<string, Group>()
  const groupsOf = new Map<Exchange, Group>()
  const found: Again[] = []
  for (const { exchange, learnt } of asLearnt(exchanges, traffic)) {
    for (const one of learnt) {
      groupsOf.get(one)?.learn(one, hasFailed(one))
      groupsOf.delete(one)
    }
    const name = groupOf(exchange)
    if (name === undefined) continue
    const group = groups.get(name) ?? new Group()
    groups.set(name, group)
    const again = group.again(exchange)
    if (again) found.push(again)
    group.send()
    groupsOf.set(exchange, group)
  }
  return found
}

/** As {@link sentAgain}, by any of several groupings: each request once, with that by which the most was sent since. */
export function sentAgainByAny(
  traffic: Traffic,
  exchanges: readonly Exchange[],
  groupings: readonly ((exchange: Exchange) => string | undefined)[],
  hasFailed: (exchange: Exchange) => boolean,
): Again[] {
  const found = groupings
    .flatMap((groupOf) => sentAgain(traffic, exchanges, groupOf, hasFailed))
    .sort((one, other) => one.since - other.since)
  return [...new Map(found.map((one) => [one.exchange, one])).values()]
}

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
  const finding = broken(
    about.expected,
    `${words.join('; ')} (${times(faulty.length)})`,
    faulty.flatMap(({ exchange, last }) => [last, exchange]),
  )
  const odd = new Set(faulty.map(({ exchange }) => exchange))
  return drawn(finding, overTime('What was sent again', chainOf(faulty[0] as Again, again), odd))
}

/** What was sent again after each other, with what came before and after. */
function chainOf({ exchange, last }: Again, again: readonly Again[]): Exchange[] {
  const chain = new Set([last, exchange])
  const inOrder = [...again].sort((one, other) => one.exchange.at - other.exchange.at)
  for (const one of inOrder) if (chain.has(one.last)) chain.add(one.exchange)
  for (const one of inOrder.reverse()) if (chain.has(one.exchange)) chain.add(one.last)
  return [...chain]
}
