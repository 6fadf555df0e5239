import { Budget, type Ticket } from '../../engine/budget.ts'
import { type Clock, movableClock, realClock } from '../../engine/clock.ts'
import type { Exchange } from '../../engine/exchange.ts'
import type { Journal } from '../../engine/journal.ts'
import { usersOf } from '../../engine/redact.ts'
import { RunEnded } from '../../engine/run-ended.ts'
import { Session } from '../../engine/session.ts'
import { ProviderStateError, type ProviderStates, providerStates } from '../../engine/states.ts'
import type { Target } from '../../engine/target.ts'
import type { Transport, WireAnswer } from '../../engine/transport.ts'
import { inSegments, type PactRequest, withCredentials } from './credentials.ts'
import { pathOn } from './operation.ts'
import { messageOf, type PactInteraction } from './pact.ts'
import type { Answer } from './stand-in.ts'
import { type Arranger, type Means, type ProfileParts, StateRefused, type Values } from './states/arranger.ts'

/** How an endpoint answers that does not have a state: what goes wrong in setting one up is a 5xx. */
const UNKNOWN = /^(4\d\d|501)\b/

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

/** The provider under verification: its states are brought about, and requests leave with its credentials. */
export class Provider {
  readonly #session: Session
  readonly #states: ProviderStates | undefined
  readonly #clock: Clock
  readonly #arranger: Arranger
  #budget: Budget | undefined
  #raw: WireAnswer | undefined
  #turn: Turn = { description: '', requirements: [], exchanges: [] }
  #status: number | undefined
  #isUsedUp = false
  /** What the states of this turn have given. */
  #arranged: Values = {}
  /** The states that are to end the ones of this turn. */
  readonly #passing = new Set<string>()

  private constructor(
    private readonly parts: ProviderParts,
    states: ProviderStates | undefined,
    clock: Clock,
  ) {
    const { target, transport, journal, controller } = parts
    this.#states = states
    this.#clock = clock
    this.#session = new Session(
      // A run's exchanges may lie in the same folder: these have IDs of their own.
      { ...target, name: `${target.name}-pact` },
      {
        transport: {
          send: async (request, signal) => {
            this.#raw = await transport.send(request, signal)
            return this.#raw
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
    this.#budget = this.#freshBudget()
    this.#arranger = parts.profile.arranger(this.#means())
  }

  /** Asks whether the target's time can be moved; sends nothing else. */
  static async open(parts: ProviderParts): Promise<Provider> {
    const { target, transport, controller } = parts
    const states =
      target.providerStatesUrl === undefined
        ? undefined
        : providerStates(transport, target.providerStatesUrl, controller.signal)
    return new Provider(parts, states, await clockFor(states))
  }

  /**
   * An interaction's turn begins: what the one before left behind is undone, its provider states are brought about, one
   * after the other, and what they give is resolved with.
   *
   * @throws StateRefused, with the reason in the turn
   */
  async begin(interaction: PactInteraction, turn: Turn): Promise<Values> {
    const { providerStates = [], response } = interaction
    this.#turn = turn
    const unasked = this.#arranger.unasked?.(interaction)
    if (unasked !== undefined) throw this.#trouble(new StateRefused(unasked))
    this.#status = response?.status
    if (this.#isUsedUp) this.#budget?.close()
    this.#isUsedUp = false
    this.#arranged = {}
    await this.restore()
    for (const { name, params = {} } of providerStates) {
      try {
        const values = await this.#arrange(name, params, this.#arranger.translated?.(params) ?? params)
        Object.assign(this.#arranged, this.#arranger.always?.(params), values)
      } catch (error) {
        const reason = error instanceof ProviderStateError ? error.detail : (error as Error).message
        throw this.#trouble(new StateRefused(`the provider state "${name}" could not be brought about: ${reason}`))
      }
    }
    return this.#arranged
  }

  /** Undoes what must not outlast an interaction. */
  async restore(): Promise<void> {
    for (const state of this.#passing) {
      this.#passing.delete(state)
      await this.#states?.undo(state, this.parts.profile.passing![state]!)
    }
  }

  async #arrange(
    name: string,
    params: Record<string, unknown>,
    given: Readonly<Record<string, unknown>>,
  ): Promise<Values> {
    const own = this.#arranger.own[name]
    if (own) return own(params)
    const otherwise = this.#arranger.otherwise[name]
    if (!this.#states) {
      if (otherwise) return otherwise.arrange(params)
      throw new StateRefused('the target has no provider states (providerStatesUrl)')
    }
    // The mock has every state that there is; another server may not know one that its API can bring about.
    const isElsewhere = otherwise !== undefined && this.parts.target.kind === 'live'
    try {
      const values = await this.#states.setup(name, given)
      const { passing = {}, limit } = this.parts.profile
      if (name in passing) this.#passing.add(name)
      for (const [state, end] of Object.entries(passing)) if (name === end) this.#passing.delete(state)
      if (name === limit?.unused) this.#budget = this.#freshBudget()
      return isElsewhere && otherwise.gives.some((one) => !(one in values)) ? await otherwise.arrange(params) : values
    } catch (error) {
      const isUnknown = error instanceof ProviderStateError && UNKNOWN.test(error.detail)
      if (!isElsewhere || !isUnknown) throw error
      return otherwise.arrange(params)
    }
  }

  /** Passes a request of an interaction on. */
  async pass(request: PactRequest & { method: string }): Promise<Answer> {
    const { target } = this.parts
    const { method } = request
    const line = inSegments(request.path, target)
    const [path = '', search = ''] = line.split(/\?(.*)/s)
    const operation = this.#operation(method, path, search)?.operationId
    const isAboutCredentials = this.#status === 401 || this.#status === 403
    const sent = withCredentials(
      target,
      { ...request, path: line },
      isAboutCredentials ? {} : this.#credentials(operation),
    )
    const ask = {
      ...sent,
      method,
      path: this.#line(method, sent.path, !isAboutCredentials),
      operation: operation ?? `${method} ${path}`,
      what: this.#turn.description,
    }
    let exchange = await this.#send(ask)
    if (this.#isHeldBack(exchange)) {
      this.#budget?.close()
      exchange = await this.#send(ask)
    }
    const raw = this.#raw
    if (!raw || 'error' in raw) {
      throw this.#trouble(new Error(`the provider did not answer: ${exchange.error?.message ?? 'no reason is known'}`))
    }
    return { status: raw.status, headers: passedBack(raw.headers), body: raw.body }
  }

  /** The limit refused where the budget had room: a run before this one, or somebody else, has used it up. */
  #isHeldBack({ operation, response }: Exchange): boolean {
    const isLimit = response?.status === 429 || response?.status === 503
    return isLimit && this.#isCounted(operation) && !this.#isUsedUp && response.status !== this.#status
  }

  /**
   * Has the provider take the message of an interaction, which a vendor would push to it; resolves with the message, for
   * Pact to compare.
   *
   * @throws Error where it is not taken, with the reason in the turn
   */
  async deliver(interaction: PactInteraction): Promise<string> {
    const { messages } = this.parts.profile
    if (!messages) throw this.#trouble(new Error(`a server of ${this.parts.target.profile} takes no messages`))
    const body = messageOf(interaction, this.#arranged)
    const exchange = await this.#call({ ...messages, method: 'POST', body, what: 'the message' })
    const { response, error } = exchange
    if (!response) throw this.#trouble(new Error(`the provider did not answer: ${error?.message}`))
    if (response.status > 299) {
      this.#turn.refusal = `the message was not taken: ${response.status}`
      throw new Error(this.#turn.refusal)
    }
    return JSON.stringify(body)
  }

  async #send(request: PactRequest & { method: string; operation: string; what: string }): Promise<Exchange> {
    const { method, path, headers, body, operation, what } = request
    const { target } = this.parts
    if (!target.allowWrites && !READS.includes(method)) {
      throw this.#trouble(
        new Error(`it would write to a host that is not loopback: ${method} is not sent without --allow-writes`),
      )
    }
    const isCounted = this.#isCounted(operation)
    let ticket: Ticket | undefined
    if (isCounted) ticket = this.#isUsedUp ? this.#budget?.force() : await this.#budget?.admit()
    try {
      const exchange = await this.#session.send({
        rule: this.#turn.requirements[0] ?? '',
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
      this.#turn.exchanges.push(exchange)
      return exchange
    } catch (error) {
      ticket?.settle('free')
      throw error instanceof RunEnded ? this.#trouble(error) : error
    }
  }

  #means(): Means {
    return {
      target: this.parts.target,
      call: (call) => this.#call({ ...call, what: `for the provider state: ${call.what}` }),
      hasStates: this.#states !== undefined,
      setup: (state, params) => {
        if (!this.#states)
          throw new StateRefused(`it needs the state "${state}", and the target has no provider states`)
        return this.#states.setup(state, params)
      },
      room: async () => (await this.#budget?.admit())?.settle('free'),
      usesUp: () => {
        this.#isUsedUp = true
      },
    }
  }

  /** A call of ours, with the target's credentials. */
  #call({ operation, method, path, body, what }: Parameters<Means['call']>[0]): Promise<Exchange> {
    const { target } = this.parts
    const text = body === undefined ? null : JSON.stringify(body)
    const headers: Record<string, string> = text === null ? {} : { 'content-type': 'application/json' }
    const sent = withCredentials(target, { path, headers, body: text }, this.#credentials(operation))
    return this.#send({
      ...sent,
      path: this.#line(method, path, true),
      method,
      operation,
      what: `${this.#turn.description}: ${what}`,
    })
  }

  /** A path of the document, its query included, as the target has it. */
  #line(method: string, path: string, isWithCredentials: boolean): string {
    const { profile, target } = this.parts
    const [bare = '', search = ''] = path.split(/\?(.*)/s)
    const found = this.#operation(method, bare, search)
    const own = found ? pathOn(target.paths, found, bare) : bare
    const keys = isWithCredentials ? Object.entries(profile.queryCredentials?.(found?.operationId) ?? {}) : []
    const query = [
      ...(search === '' ? [] : [search]),
      ...keys.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`),
    ]
    return (profile.prefixOf?.(own) ?? '') + own + (query.length === 0 ? '' : `?${query.join('&')}`)
  }

  #operation(method: string, path: string, search: string) {
    return this.parts.profile.operationOf(method, path, [...new URLSearchParams(search).keys()])
  }

  #isCounted(operation: string): boolean {
    return this.parts.profile.limit?.counted.includes(operation) === true
  }

  #credentials(operation: string | undefined): Record<string, string> {
    return this.parts.profile.credentials(this.parts.target.settings, operation)
  }

  #freshBudget(): Budget | undefined {
    const { target, controller, profile } = this.parts
    const limit = target.rateLimit ?? profile.limit?.documented
    // A budget listens for as long as its signal lives: each has one of its own.
    return limit && new Budget(limit, this.#clock, AbortSignal.any([controller.signal]))
  }

  #trouble(error: Error): Error {
    this.#turn.problem ??= error.message
    return error
  }
}

/** The connection's own headers are the stand-in's; the body is read, so that its coding and length are another's. */
function passedBack(headers: Record<string, string>): Record<string, string> {
  const {
    connection,
    'keep-alive': _,
    'transfer-encoding': __,
    'content-length': ___,
    'content-encoding': ____,
    ...rest
  } = headers
  return rest
}

async function clockFor(states: ProviderStates | undefined): Promise<Clock> {
  if (!states) return realClock()
  try {
    await states.setup('time moves forward', { seconds: 0 })
    return movableClock(states)
  } catch (error) {
    if (error instanceof ProviderStateError) return realClock()
    throw error
  }
}
