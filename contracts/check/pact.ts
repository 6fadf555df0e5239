import type { GeneratorRules } from './generated.ts'
import type { Rules } from './matching-rules.ts'
import type { Path } from './path.ts'

/** A pact file of any specification version from 1.1 to 4, in one form. Every path leads from the root of the file. */
export interface Pact {
  consumer: string
  provider: string
  /** Major version of the specification. */
  version: number
  interactions: readonly Interaction[]
  /** The parsed file. */
  json: unknown
}

export type Interaction = HttpInteraction | MessageInteraction

interface Described {
  description: string
  states: readonly ProviderState[]
  at: Path
}

export interface ProviderState {
  name: string
  params: Readonly<Record<string, unknown>>
}

/** A request and the answer that is expected to it. */
export interface HttpInteraction extends Described {
  kind: 'http'
  request: RequestPart
  response: ResponsePart
}

/** A message that the consumer expects, or (`kind: 'exchange'`) one that it sends and the messages that it then expects. */
export interface MessageInteraction extends Described {
  kind: 'message' | 'exchange'
  /** What the consumer sends; an exchange's alone. */
  sent?: Part
  expected: readonly Part[]
}

/** One side of an interaction: what it carries, and what may be in its place. */
export interface Part {
  body: Body
  headers: readonly Field[]
  rules: Rules
  generators: GeneratorRules
  at: Path
}

export interface RequestPart extends Part {
  /** In upper case. */
  method: string
  path: string
  query: readonly Field[]
}

export interface ResponsePart extends Part {
  status: number
}

/** A header or a parameter of the query. */
export interface Field {
  name: string
  values: readonly string[]
  at: Path
}

/**
 * What a request or a response has for a body.
 * - `any`: the pact does not say;
 * - `none`: there is to be none;
 * - `json`: a JSON value;
 * - `text`: anything else.
 */
export type Body =
  | { kind: 'any'; at: Path }
  | { kind: 'none'; at: Path }
  | { kind: 'json'; value: unknown; at: Path }
  | { kind: 'text'; value: string; at: Path }

/** A header's or parameter's field; header names compare without regard to case. */
export function headerOf(part: Part, name: string): Field | undefined {
  return part.headers.find((one) => one.name.toLowerCase() === name.toLowerCase())
}

/** The media type that a part says its body has, in lower case and without parameters. */
export function mediaTypeOf(part: Part): string | undefined {
  return headerOf(part, 'content-type')?.values[0]?.split(';')[0]?.trim().toLowerCase()
}
