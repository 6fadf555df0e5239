import type { Client } from 'openapi-fetch'

/** A provider state, by its name in the reading (`docs/reading`) and in the mocks, and its parameters. */
export interface State {
  name: string
  params?: Record<string, string | number | boolean>
}

/** One request that a client makes, and as much of the answer as the client relies on. */
export interface Interaction<Paths extends object> {
  /** What the client asks for, in words; unique in its pact. */
  description: string
  given: State[]
  /** The requirements that it touches: where it fails, one of them does not hold. */
  requirements: string[]
  request: {
    method: 'GET' | 'POST' | 'PUT' | 'DELETE'
    /** Text, or a matcher. */
    path: Template
    /** Texts and matchers by name. */
    query?: Record<string, Template>
    headers?: Record<string, Template>
    /** JSON in which matchers may stand. */
    body?: unknown
  }
  answer: {
    /** The documented status, or all that a conforming provider may choose from, the likeliest first. */
    status: number | [number, number, ...number[]]
    headers?: Record<string, Template>
    /** What the document promises of the body; left out where it promises nothing. */
    body?: unknown
  }
  /** The call of the typed client that makes the request; it is given the examples of what {@link request} has. */
  call(client: Client<Paths>, sent: Sent): Promise<{ response: Response }>
}

/** Examples in place of the matchers. Typed as unknown things are: a contract may send what the document rules out. */
export interface Sent {
  // biome-ignore lint/suspicious/noExplicitAny: see above
  query: any
  headers: Record<string, string>
  // biome-ignore lint/suspicious/noExplicitAny: see above
  body: any
}

/** A message that a client is sent, and what it relies on in it. */
export interface MessageContract {
  description: string
  given: State[]
  requirements: string[]
  /** JSON in which matchers may stand. */
  contents: unknown
  /** The client's handler: it throws where it cannot make use of the message. */
  handle(message: unknown): void
}

/** What one client relies on at one provider. */
export interface Contract<Paths extends object> {
  /** The profile's name. */
  provider: string
  interactions: Interaction<Paths>[]
  messages?: MessageContract[]
}

/** Text, a number, or one of Pact's matchers with an example in it. */
export type Template = string | { 'pact:matcher:type': unknown; value?: unknown }

export const state = (name: string, params?: State['params']): State => (params ? { name, params } : { name })
