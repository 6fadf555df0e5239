import type { Api, Operation } from './api.ts'
import { fieldsOf } from './fields.ts'
import { isIdentity, LOCATION, namesOf, plain, resourceOf } from './pool.ts'
import type { Schemas } from './schemas.ts'
import { mediaOf } from './wire.ts'

/** An operation with those that may tell it values, which are called before it. */
export interface Placed {
  operation: Operation
  producers: string[]
}

/** The operations in an order in which what one needs was told by others before, as far as there is one. */
export function inOrder(api: Api, schemas: Schemas): Placed[] {
  const open = api.operations.filter(({ deprecated }) => !deprecated)
  const told = new Map(open.map((one) => [one.id, toldNames(one, schemas)]))
  const inBody = new Map(open.map((one) => [one.id, namesInBody(one, schemas)]))
  const asked = new Map(
    open.map((one) => {
      const together = asOneOf(one)
      const isMade =
        together.length > 1 &&
        open.some(({ id, method }) => method === 'POST' && together.every((n) => told.get(id)?.has(n)))
      return [one.id, [...namesAsked(one), ...(isMade ? together.map((name) => [name]) : [])]]
    }),
  )
  const remaining = [...open].sort((a, b) => rank(a) - rank(b))
  const placed: Placed[] = []
  /** Who of those that are placed told a name, and how many of those that are left will. */
  const tellers = new Map<string, string[]>()
  const coming = new Map<string, number>()
  const count = (operation: Operation, by: number) => {
    for (const name of told.get(operation.id) ?? []) coming.set(name, (coming.get(name) ?? 0) + by)
  }
  for (const one of remaining) count(one, 1)
  const isTold = (names: string[]) => names.some((n) => tellers.has(n)) || !names.some((n) => coming.get(n))
  const canBeAsked = ({ id }: Operation) => (asked.get(id) ?? []).every(isTold)
  const isReady = (one: Operation) => canBeAsked(one) && (inBody.get(one.id) ?? []).every(isTold)
  while (remaining.length > 0) {
    // Where each waits for another, one begins whose body alone is not told yet: that may be made up.
    const first = remaining.find(isReady) ?? remaining.find(canBeAsked)
    const [operation] = remaining.splice(first ? remaining.indexOf(first) : 0, 1) as [Operation]
    const wanted = [...(asked.get(operation.id) ?? []), ...(inBody.get(operation.id) ?? [])]
    const needed = wanted.flatMap((names) => names.flatMap((name) => tellers.get(name) ?? []))
    placed.push({ operation, producers: [...new Set(needed)] })
    count(operation, -1)
    for (const name of told.get(operation.id) ?? []) {
      const known = tellers.get(name)
      if (known) known.push(operation.id)
      else tellers.set(name, [operation.id])
    }
  }
  return placed
}

function rank({ method, parameters }: Operation): number {
  const isOne = parameters.some((one) => one.in === 'path')
  const place = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].indexOf(method)
  return method === 'GET' && isOne ? 1.5 : place === -1 ? 9 : place
}

/** For each parameter that an operation cannot make up, the names that others may tell it by. */
const namesAsked = (operation: Operation): string[][] =>
  operation.parameters
    .filter((one) => one.in === 'path' || (one.required && isIdentity(one.name)))
    .map((one) => namesOf(operation, one.name, one.in === 'path'))

/** The same for the fields of its body. */
function namesInBody(operation: Operation, schemas: Schemas): string[][] {
  const schema = mediaOf(operation)?.schema
  const names = schema === undefined ? [] : fieldsOf(schemas, schema).map(({ path }) => path.at(-1) ?? '')
  return names.filter((name) => isIdentity(name) && plain(name) !== 'id').map((name) => namesOf(operation, name, false))
}

/** The names of several values that together say what is read: what makes such a thing tells them. */
const asOneOf = ({ method, parameters }: Operation): string[] =>
  method === 'GET' ? parameters.filter((one) => one.in === 'query' && one.required).map(({ name }) => plain(name)) : []

/** The names of what an operation's answers tell. */
function toldNames(operation: Operation, schemas: Schemas): Set<string> {
  if (operation.method !== 'GET' && operation.method !== 'POST') return new Set()
  const resource = resourceOf(operation.path)
  const told = new Set(operation.method === 'POST' ? [`${resource}id`, resource + LOCATION] : [])
  for (const { media } of operation.answers.filter(({ status }) => status.startsWith('2'))) {
    for (const { schema } of media) {
      for (const { path } of schema === undefined ? [] : fieldsOf(schemas, schema)) {
        const name = plain(path.at(-1) ?? '')
        const about = plain(path.at(-2) ?? '') || resource
        told
          .add(name)
          .add(about + name)
          .add(resource + name)
      }
    }
  }
  return told
}
