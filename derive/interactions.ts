import { isObject, type Json, type Operation, type Parameter } from './api.ts'
import { setAt } from './places.ts'
import { pointerOf } from './source.ts'
import { mediaOf } from './wire.ts'

/** An example of a request, and the answers that have an example of its name. */
export interface Interaction {
  name: string
  /** Statuses of the answers: `400`, `4XX`. */
  statuses: [string, ...string[]]
  /** Whether it is to be refused. */
  isRefused: boolean
  request: NamedRequest
  /** What the first answer's example holds. */
  answer: unknown
  /** Pointer to the first answer's example. */
  pointer: string
}

/** Values of a request by where they stand, as far as an example of a name gives them. */
export type NamedRequest = Partial<Record<'path' | 'query' | 'header' | 'cookie', Json>> & { body?: unknown }

/** Names of what is no named example: `example`, and a schema's. */
const NAMELESS = ['example', 'schema']

/** The requests of an operation that examples of one name make together. */
export function requestsOf(operation: Operation): Map<string, NamedRequest> {
  const found = new Map<string, NamedRequest>()
  const add = (name: string, change: (request: NamedRequest) => NamedRequest) => {
    if (!NAMELESS.includes(name)) found.set(name, change(found.get(name) ?? {}))
  }
  for (const { name, value } of mediaOf(operation)?.examples ?? []) add(name, (one) => ({ ...one, body: value }))
  for (const { in: place, name: own, examples } of operation.parameters)
    for (const { name, value } of examples) add(name, (one) => ({ ...one, [place]: { ...one[place], [own]: value } }))
  return found
}

/** The examples of requests that the document has an answer to, by its name. */
export function interactionsOf(operation: Operation): Interaction[] {
  return [...requestsOf(operation)].flatMap(([name, request]): Interaction[] => {
    const answers = operation.answers.flatMap(({ status, media }) =>
      media.flatMap(({ examples, pointer }) =>
        examples.filter((one) => one.name === name && status !== 'default').map((one) => ({ ...one, status, pointer })),
      ),
    )
    const [first] = answers
    if (!first) return []
    const statuses = [...new Set(answers.map(({ status }) => status))] as Interaction['statuses']
    const isRefused = /^[45]/.test(first.status)
    const pointer = `${first.pointer}/examples${pointerOf([name])}`
    return [{ name, statuses, isRefused, request, answer: first.value, pointer }]
  })
}

const refusedNames = (operation: Operation): string[] =>
  interactionsOf(operation).flatMap(({ isRefused, name }) => (isRefused ? [name] : []))

/** The examples of a body that are not to be refused. */
export function bodyExamples(operation: Operation): { name: string; value: unknown }[] {
  const refused = refusedNames(operation)
  return (mediaOf(operation)?.examples ?? []).filter(({ name }) => !refused.includes(name))
}

/** Examples of a body that say no more than that their values are allowed: no answer bears their name. */
export function loneExamples(operation: Operation): unknown[] {
  const named = interactionsOf(operation).map(({ name }) => name)
  return (mediaOf(operation)?.examples ?? []).flatMap(({ name, value }) => (named.includes(name) ? [] : [value]))
}

/** The examples of a parameter that are not to be refused. */
export function parameterExamples(operation: Operation, { examples }: Parameter): unknown[] {
  const refused = refusedNames(operation)
  return examples.flatMap(({ name, value }) => (refused.includes(name) ? [] : [value]))
}

/** The place of an interaction in IDs: `example.400.noLab`. */
export const placeOfInteraction = ({ statuses: [status], name }: Interaction): string => `example.${status}.${name}`

export interface Difference {
  path: string[]
  /** Undefined where it is left out. */
  value: unknown
}

/** In what a request differs from another: of parameters, in those that it says something of. */
export function differencesOf(from: NamedRequest, to: NamedRequest): Difference[] {
  return Object.entries(to).flatMap(([root, value]) => {
    const before = from[root as keyof NamedRequest]
    if (root === 'body') return differing(before, value, [root])
    return Object.entries(value as Json).flatMap(([name, one]) =>
      differing((before as Json | undefined)?.[name], one, [root, name]),
    )
  })
}

function differing(from: unknown, to: unknown, path: string[]): Difference[] {
  if (!isObject(from) || !isObject(to)) return isEqual(from, to) ? [] : [{ path, value: to }]
  const names = new Set([...Object.keys(from), ...Object.keys(to)])
  return [...names].flatMap((name) => differing(from[name], to[name], [...path, name]))
}

export const isEqual = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

/** A request with these differences. */
export const withDifferences = <Request extends object>(
  request: Request,
  differences: readonly Difference[],
): Request => differences.reduce<unknown>((now, { path, value }) => setAt(now, path, value), request) as Request
