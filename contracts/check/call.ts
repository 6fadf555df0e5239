import { isFields } from '../../generators/fields.ts'
import { type Generator, generatorOf, nameIn, samplesOf } from './generated.ts'
import { type Field, type HttpInteraction, headerOf } from './pact.ts'
import type { Path } from './path.ts'
import type { Route } from './route.ts'

/** An interaction with the operation that it is about. */
export interface Call {
  interaction: HttpInteraction
  route: Route
  /** As the register names it: of two that share a path, the one that the query selects. */
  operationId: string
  /** Every call of the pact in its order, this one among them. */
  all: readonly Call[]
}

/** A text that is sent in the path, the query or a header. */
export interface Sent {
  value: string
  /** Where the provider's state gives it: what is sent is not known, and right. */
  fromState?: { name: string | undefined }
  /** Whether the pact lets the consumer send another one. */
  isExample: boolean
  at: Path
}

export function sentQuery({ interaction: { request } }: Pick<Call, 'interaction'>, name: string): Sent | undefined {
  const field = request.query.find((one) => one.name.toLowerCase() === name.toLowerCase())
  return (
    field &&
    sent(
      field,
      request.generators.query.get(field.name.toLowerCase()),
      request.rules.query.has(field.name.toLowerCase()),
    )
  )
}

export function sentHeader({ interaction: { request } }: Pick<Call, 'interaction'>, name: string): Sent | undefined {
  const field = headerOf(request, name)
  return (
    field &&
    sent(field, request.generators.headers.get(name.toLowerCase()), request.rules.headers.has(name.toLowerCase()))
  )
}

function sent({ values, at }: Field, generator: Generator | undefined, isExample: boolean): Sent {
  const value = String((generator && samplesOf(generator)[0]) ?? values[0] ?? '')
  if (generator?.type !== 'ProviderState') return { value, isExample, at }
  return { value, fromState: { name: nameIn(generator.expression) }, isExample, at }
}

/** Whether the provider's state gives the path, or a part of it. */
export const isPathFromState = ({ interaction: { request } }: Pick<Call, 'interaction'>): boolean =>
  request.generators.path?.type === 'ProviderState'

/** A value in the place of one that the provider's state gives: one that is right there. */
export type StandIn = (field: string, name: string | undefined, example: unknown) => unknown

/**
 * The JSON bodies that a request may have: its example, with what is generated in it at both ends of its range.
 *
 * @returns undefined where it has no JSON body
 */
export function sentBodies(
  { interaction: { request } }: Pick<Call, 'interaction'>,
  standIn: StandIn,
): unknown[] | undefined {
  const { body, generators } = request
  if (body.kind !== 'json') return undefined
  const made = (turn: number): unknown =>
    replaced(body.value, [], (path, example) => {
      const generator = generatorOf(generators, path)
      if (!generator) return example
      if (generator.type === 'ProviderState') {
        return standIn(path.filter((step) => typeof step === 'string').join('.'), nameIn(generator.expression), example)
      }
      const samples = samplesOf(generator)
      return samples.length > 0 ? samples[Math.min(turn, samples.length - 1)] : example
    })
  const bodies = [made(0), made(1)]
  return JSON.stringify(bodies[0]) === JSON.stringify(bodies[1]) ? [bodies[0]] : bodies
}

function replaced(value: unknown, path: Path, turn: (path: Path, value: unknown) => unknown): unknown {
  const own = path.length > 0 ? turn(path, value) : value
  if (own !== value) return own
  if (Array.isArray(value)) return value.map((inner, nth) => replaced(inner, [...path, nth], turn))
  if (!isFields(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, replaced(inner, [...path, name], turn)]),
  )
}

/** What the pact says in words about a call, in lower case: its description and the names of its states. */
export function wordsOf({ interaction: { description, states } }: Pick<Call, 'interaction'>): string {
  return [description, ...states.map(({ name }) => name)].join('; ').toLowerCase()
}

/** A param of the states; of two that have it, the later one. */
export function stateParam({ interaction: { states } }: Pick<Call, 'interaction'>, name: string): unknown {
  return states.reduce((found: unknown, { params }) => (Object.hasOwn(params, name) ? params[name] : found), undefined)
}

/** The state of that name, which is one of the register's. */
export function stateOf({ interaction: { states } }: Pick<Call, 'interaction'>, name: string) {
  return states.find((one) => one.name.trim().toLowerCase() === name)
}
