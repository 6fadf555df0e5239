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
  const wanted = new Map(open.map((one) => [one.id, wantedNames(one, schemas)]))
  const told = new Map(open.map((one) => [one.id, toldNames(one, schemas)]))
  const remaining = [...open].sort((a, b) => rank(a) - rank(b))
  const placed: Placed[] = []
  /** Who of those that are placed told a name, and how many of those that are left will. */
  const tellers = new Map<string, string[]>()
  const coming = new Map<string, number>()
  const count = (operation: Operation, by: number) => {
    for (const name of told.get(operation.id) ?? []) coming.set(name, (coming.get(name) ?? 0) + by)
  }
  for (const one of remaining) count(one, 1)
  const isReady = ({ id }: Operation) =>
    (wanted.get(id) ?? []).every((names) => names.some((n) => tellers.has(n)) || !names.some((n) => coming.get(n)))
  while (remaining.length > 0) {
    const at = Math.max(0, remaining.findIndex(isReady))
    const [operation] = remaining.splice(at, 1) as [Operation]
    const needed = (wanted.get(operation.id) ?? []).flatMap((names) => names.flatMap((name) => tellers.get(name) ?? []))
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

/** For each value that an operation cannot make up, the names that others may tell it by. */
function wantedNames(operation: Operation, schemas: Schemas): string[][] {
  const media = mediaOf(operation)
  const fields = media?.schema === undefined ? [] : fieldsOf(schemas, media.schema)
  return [
    ...operation.parameters
      .filter((one) => one.in === 'path' || (one.required && isIdentity(one.name)))
      .map((one) => namesOf(operation, one.name, one.in === 'path')),
    ...fields.flatMap(({ path }) => {
      const name = path.at(-1) ?? ''
      return isIdentity(name) && plain(name) !== 'id' ? [namesOf(operation, name, false)] : []
    }),
  ]
}

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
