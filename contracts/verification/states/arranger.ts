import type { Exchange } from '../../../engine/exchange.ts'
import type { RateLimit, Target } from '../../../engine/target.ts'
import type { Found } from '../operation.ts'
import type { PactInteraction } from '../pact.ts'

export type Params = Readonly<Record<string, unknown>>
export type Values = Record<string, unknown>

/** A state that cannot be brought about; the message says why. */
export class StateRefused extends Error {
  override name = 'StateRefused'
}

/** What a state is brought about with. */
export interface Means {
  target: Target
  /** Calls the target with its credentials, as a state's own request. */
  call(call: { operation: string; method: string; path: string; body?: unknown; what: string }): Promise<Exchange>
  /** Whether the provider has states. */
  hasStates: boolean
  /** Sets a state up at the provider. */
  setup(state: string, params: Params): Promise<Values>
  /** Resolves once the rate limit has room for a case, where the profile has one. */
  room(): Promise<void>
  /** From now on the rate limit is not kept to, until the interaction is over; then nothing counts until it has passed. */
  usesUp(): void
}

type Arrange = (params: Params) => Promise<Values>

/** How a profile's states are brought about, by their names; a state that is in neither is the provider's alone. */
export interface Arranger {
  /** By the verifier itself, whatever the provider offers. */
  own: Readonly<Record<string, Arrange>>
  /** Through the API, where a server has no such state, or does not give what the state is to give. */
  otherwise: Readonly<Record<string, { gives: readonly string[]; arrange: Arrange }>>
  /** Why an interaction does not concern this target, by its configuration. */
  unasked?(interaction: PactInteraction): string | undefined
  /** The params as the provider is to be given them. */
  translated?(params: Params): Params
  /** Values that every state gives. */
  always?(params: Params): Values
}

/** What verification needs to know of a profile: the one place for all that is its own. */
export interface ProfileParts {
  /**
   * The operation that a request is for; undefined where the document has none.
   *
   * @param path without the query
   * @param query the names in it
   */
  operationOf(method: string, path: string, query: readonly string[]): Found | undefined
  arranger(means: Means): Arranger
  /** Path of a harmless request by which a silent target shows whether it is still there. */
  sign: string
  /** The headers of an operation (undefined for one that the document has not), as far as the target has what they need. */
  credentials(settings: Target['settings'], operation: string | undefined): Record<string, string>
  /** As {@link credentials}, of those that stand in the query. */
  queryCredentials?(operation: string | undefined): Record<string, string>
  /** What the target has before a path, where the pact has it not. */
  prefixOf?(path: string): string
  /** The documented rate limit, the operations that it counts, and the state in which nothing is counted yet. */
  limit?: { documented: RateLimit; counted: readonly string[]; unused: string }
  /** States that must not outlast an interaction, each with the one that ends it. */
  passing?: Readonly<Record<string, string>>
  /** Where the provider takes messages. */
  messages?: { operation: string; path: string }
}

/** The JSON of an accepted answer. @throws StateRefused for any other. */
export function accepted(exchange: Exchange): unknown {
  const { response, error, operation } = exchange
  if (!response || response.status > 299) {
    throw new StateRefused(`${operation} answered ${response?.status ?? error?.message}`)
  }
  try {
    return response.body === '' ? undefined : JSON.parse(response.body)
  } catch {
    throw new StateRefused(`${operation} answered what is not JSON`)
  }
}

export function text(params: Params, name: string): string {
  const value = params[name]
  if (typeof value !== 'string' || value === '') throw new StateRefused(`its param ${name} is no text`)
  return value
}
