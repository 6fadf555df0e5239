import { Budget, type Ticket } from '../../engine/budget.ts'
import type { Clock } from '../../engine/clock.ts'
import type { Exchange } from '../../engine/exchange.ts'
import type { Journal } from '../../engine/journal.ts'
import { usersOf } from '../../engine/redact.ts'
import { RunEnded } from '../../engine/run-ended.ts'
import { Session } from '../../engine/session.ts'
import type { Target } from '../../engine/target.ts'
import type { Transport, WireAnswer } from '../../engine/transport.ts'
import { type PactRequest, withCredentials } from './credentials.ts'
import { pathOn } from './operation.ts'
import type { Means, ProfileParts } from './states/arranger.ts'

/** A request that changes nothing. */
const READS = ['GET', 'HEAD', 'OPTIONS']

export interface ProviderParts {
  target: Target
  profile: ProfileParts
  transport: Transport
  journal: Journal
  controller: AbortController
}

/** One interaction's turn: what was sent for it, and why it could not be verified, where that is so. */
export interface Turn {
  description: string
  requirements: string[]
  exchanges: Exchange[]
  problem?: string
  /** The provider did not take the interaction's message. */
  refusal?: string
}

/** Sends what an interaction's turn needs within the provider's limit, and keeps the exchanges in the turn. */
export class Sender {
  /** The answer to the last request, as it came. */
  raw: WireAnswer | undefined
  readonly #session: Session
  #budget: Budget | undefined
  /** The turn that is under way. */
  turn: Turn = { description: '', requirements: [], exchanges: [] }
  #isUsedUp = false

  constructor(
    private readonly parts: ProviderParts,
    private readonly clock: Clock,
  ) {
    const { target, transport, journal, controller } = parts
    this.#session = new Session(
      // A run's exchanges may lie in the same folder: these have IDs of their own.
      { ...target, name: `${target.name}-pact` },
      {
        transport: {
          send: async (request, signal) => {
            this.raw = await transport.send(request, signal)
            return this.raw
          },
          close: () => transport.close(),
        },
        clock,
        journal: {
          ...journal,
          exchange: (exchange) => journal.exchange(Object.assign(exchange, { target: target.name })),
        },
        controller,
        sign: { method: 'GET', path: parts.profile.sign },
        users: usersOf(target.secrets, target.settings),
      },
    )
    this.renew()
  }

  begin(turn: Turn): void {
    this.turn = turn
    if (this.#isUsedUp) this.close()
    this.#isUsedUp = false
  }

  /** Nobody has used anything of the limit yet. */
  renew(): void {
    const { target, controller, profile } = this.parts
    const limit = target.rateLimit ?? profile.limit?.documented
    // A budget listens for as long as its signal lives: each has one of its own.
    this.#budget = limit && new Budget(limit, this.clock, AbortSignal.any([controller.signal]))
  }

  /** Somebody else has used up what was left of the limit. */
  close(): void {
    this.#budget?.close()
  }

  /** Resolves once a counted request may be sent. */
  async room(): Promise<void> {
    const ticket = await this.#budget?.admit()
    ticket?.settle('free')
  }

  /** From now on the turn's counted requests are sent although the limit is used up. */
  usesUp(): void {
    this.#isUsedUp = true
  }

  /** The limit refused where the budget had room: a run before this one, or somebody else, has used it up. */
  isHeldBack({ operation, response }: Exchange, expected: number | undefined): boolean {
    const isLimit = response?.status === 429 || response?.status === 503
    return isLimit && this.#isCounted(operation) && !this.#isUsedUp && response.status !== expected
  }

  /** @throws Error where it may not be sent, or the run has ended, with the reason in the turn */
  async send(request: PactRequest & { method: string; operation: string; what: string }): Promise<Exchange> {
    const { method, path, headers, body, operation, what } = request
    const { target } = this.parts
    if (!target.allowWrites && !READS.includes(method)) {
      throw this.trouble(
        new Error(`it would write to a host that is not loopback: ${method} is not sent without --allow-writes`),
      )
    }
    const isCounted = this.#isCounted(operation)
    let ticket: Ticket | undefined
    if (isCounted) ticket = this.#isUsedUp ? this.#budget?.force() : await this.#budget?.admit()
    try {
      const exchange = await this.#session.send({
        rule: this.turn.requirements[0] ?? '',
        purpose: 'control',
        operation,
        what,
        method,
        path,
        headers,
        body,
        // What a pact expects of the limit itself is not asked again.
        ...(isCounted ? { patienceMs: 0 } : {}),
        countsAs: ({ response }) => (isCounted && response && response.status < 300 ? 'counted' : undefined),
      })
      ticket?.settle(exchange.case === 'counted' ? 'counted' : 'free')
      this.turn.exchanges.push(exchange)
      return exchange
    } catch (error) {
      ticket?.settle('free')
      throw error instanceof RunEnded ? this.trouble(error) : error
    }
  }

  /** A call of ours, with the target's credentials. */
  call({ operation, method, path, body, what }: Parameters<Means['call']>[0]): Promise<Exchange> {
    const { target } = this.parts
    const text = body === undefined ? null : JSON.stringify(body)
    const headers: Record<string, string> = text === null ? {} : { 'content-type': 'application/json' }
    const sent = withCredentials(target, { path, headers, body: text }, this.credentials(operation))
    return this.send({
      ...sent,
      path: this.line(method, path, true),
      method,
      operation,
      what: `${this.turn.description}: ${what}`,
    })
  }

  /** A path of the document, its query included, as the target has it. */
  line(method: string, path: string, isWithCredentials: boolean): string {
    const { profile, target } = this.parts
    const [bare = '', search = ''] = path.split(/\?(.*)/s)
    const found = this.operation(method, bare, search)
    const own = found ? pathOn(target.paths, found, bare) : bare
    const keys = isWithCredentials ? Object.entries(profile.queryCredentials?.(found?.operationId) ?? {}) : []
    const query = [
      ...(search === '' ? [] : [search]),
      ...keys.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`),
    ]
    return (profile.prefixOf?.(own) ?? '') + own + (query.length === 0 ? '' : `?${query.join('&')}`)
  }

  operation(method: string, path: string, search: string) {
    return this.parts.profile.operationOf(method, path, [...new URLSearchParams(search).keys()])
  }

  #isCounted(operation: string): boolean {
    return this.parts.profile.limit?.counted.includes(operation) === true
  }

  credentials(operation: string | undefined): Record<string, string> {
    return this.parts.profile.credentials(this.parts.target.settings, operation)
  }

  /** Keeps why the interaction cannot be verified: the first reason. */
  trouble(error: Error): Error {
    this.turn.problem ??= error.message
    return error
  }
}
