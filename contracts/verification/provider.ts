import { type Clock, movableClock, realClock } from '../../engine/clock.ts'
import { ProviderStateError, type ProviderStates, providerStates } from '../../engine/states.ts'
import { inSegments, type PactRequest, withCredentials } from './credentials.ts'
import { messageOf, type PactInteraction } from './pact.ts'
import { type ProviderParts, Sender, type Turn } from './sender.ts'
import type { Answer } from './stand-in.ts'
import { type Arranger, type Means, StateRefused, type Values } from './states/arranger.ts'

/** How an endpoint answers that does not have a state: what goes wrong in setting one up is a 5xx. */
const UNKNOWN = /^(4\d\d|501)\b/

/** The provider under verification: its states are brought about, and requests leave with its credentials. */
export class Provider {
  readonly #sender: Sender
  readonly #arranger: Arranger
  #status: number | undefined
  /** What the states of this turn have given. */
  #arranged: Values = {}
  /** The states that are to end the ones of this turn. */
  readonly #passing = new Set<string>()

  private constructor(
    private readonly parts: ProviderParts,
    private readonly states: ProviderStates | undefined,
    clock: Clock,
  ) {
    this.#sender = new Sender(parts, clock)
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
    this.#sender.begin(turn)
    const unasked = this.#arranger.unasked?.(interaction)
    if (unasked !== undefined) throw this.#sender.trouble(new StateRefused(unasked))
    this.#status = response?.status
    this.#arranged = {}
    await this.restore()
    for (const { name, params = {} } of providerStates) {
      try {
        const values = await this.#arrange(name, params, this.#arranger.translated?.(params) ?? params)
        Object.assign(this.#arranged, this.#arranger.always?.(params), values)
      } catch (error) {
        const reason = error instanceof ProviderStateError ? error.detail : (error as Error).message
        throw this.#sender.trouble(
          new StateRefused(`the provider state "${name}" could not be brought about: ${reason}`),
        )
      }
    }
    return this.#arranged
  }

  /** Undoes what must not outlast an interaction. */
  async restore(): Promise<void> {
    for (const state of this.#passing) {
      this.#passing.delete(state)
      await this.states?.undo(state, this.parts.profile.passing![state]!)
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
    if (!this.states) {
      if (otherwise) return otherwise.arrange(params)
      throw new StateRefused('the target has no provider states (providerStatesUrl)')
    }
    // The mock has every state that there is; another server may not know one that its API can bring about.
    const isElsewhere = otherwise !== undefined && this.parts.target.kind === 'live'
    try {
      const values = await this.states.setup(name, given)
      const { passing = {}, limit } = this.parts.profile
      if (name in passing) this.#passing.add(name)
      for (const [state, end] of Object.entries(passing)) if (name === end) this.#passing.delete(state)
      if (name === limit?.unused) this.#sender.renew()
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
    const operation = this.#sender.operation(method, path, search)?.operationId
    const isAboutCredentials = this.#status === 401 || this.#status === 403
    const sent = withCredentials(
      target,
      { ...request, path: line },
      isAboutCredentials ? {} : this.#sender.credentials(operation),
    )
    const ask = {
      ...sent,
      method,
      path: this.#sender.line(method, sent.path, !isAboutCredentials),
      operation: operation ?? `${method} ${path}`,
      what: this.#sender.turn.description,
    }
    let exchange = await this.#sender.send(ask)
    if (this.#sender.isHeldBack(exchange, this.#status)) {
      this.#sender.close()
      exchange = await this.#sender.send(ask)
    }
    const { raw } = this.#sender
    if (!raw || 'error' in raw) {
      throw this.#sender.trouble(
        new Error(`the provider did not answer: ${exchange.error?.message ?? 'no reason is known'}`),
      )
    }
    return { status: raw.status, headers: passedBack(raw.headers), body: raw.body }
  }

  /**
   * Has the provider take the message of an interaction, which a vendor would push to it; resolves with the message, for
   * Pact to compare.
   *
   * @throws Error where it is not taken, with the reason in the turn
   */
  async deliver(interaction: PactInteraction): Promise<string> {
    const { messages } = this.parts.profile
    if (!messages) throw this.#sender.trouble(new Error(`a server of ${this.parts.target.profile} takes no messages`))
    const body = messageOf(interaction, this.#arranged)
    const exchange = await this.#sender.call({ ...messages, method: 'POST', body, what: 'the message' })
    const { response, error } = exchange
    if (!response) throw this.#sender.trouble(new Error(`the provider did not answer: ${error?.message}`))
    if (response.status > 299) {
      this.#sender.turn.refusal = `the message was not taken: ${response.status}`
      throw new Error(this.#sender.turn.refusal)
    }
    return JSON.stringify(body)
  }

  #means(): Means {
    return {
      target: this.parts.target,
      call: (call) => this.#sender.call({ ...call, what: `for the provider state: ${call.what}` }),
      hasStates: this.states !== undefined,
      setup: (state, params) => {
        if (!this.states) throw new StateRefused(`it needs the state "${state}", and the target has no provider states`)
        return this.states.setup(state, params)
      },
      room: () => this.#sender.room(),
      usesUp: () => this.#sender.usesUp(),
    }
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
