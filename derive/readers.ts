import type { Exchange } from '../engine/exchange.ts'
import { parsed } from '../engine/json-diff.ts'
import { type Api, isObject, type Json, type Operation, type Parameter, readerBeside, valueAt } from './api.ts'
import type { Control } from './control.ts'
import type { Driver } from './driver.ts'
import { namesOf, Pool, plain, resourceOf, wantedOf } from './pool.ts'
import type { Schemas } from './schemas.ts'
import type { Inputs } from './wire.ts'

/** The operation that reads one thing of those that another one makes or lists: by its path. */
export function readerOf({ readers }: Api, { path }: Operation): Operation | undefined {
  const reader = readers.get(path)
  return reader?.deprecated ? undefined : reader
}

/** The operation at the same path that reads what it is asked for by values: a patient by the date of birth, say. */
export function readerByValues(api: Api, operation: Operation): Operation | undefined {
  const beside = readerBeside(api, operation)
  return beside?.parameters.some((one) => one.in === 'query' && one.required) ? beside : undefined
}

/** The operation that reads what another one made, changed or deleted. */
export const readerFor = (api: Api, operation: Operation): Operation | undefined =>
  operation.method === 'POST'
    ? (readerOf(api, operation) ?? readerByValues(api, operation))
    : readerBeside(api, operation)

/** Names of what tells one of the things of an operation from the others, in a body of it. */
export const ownNames = ({ path }: Operation): string[] => [`${resourceOf(path)}id`, 'id']

/** What an answer tells the thing by that it is about, under its own name for it; undefined where it does not. */
export function ownId(operation: Operation, { response }: Exchange): { name: string; id: unknown } | undefined {
  const body = parsed(response?.body)
  const told = Object.entries(isObject(body) ? body : {}).filter(([, id]) => id !== null)
  const [found] = ownNames(operation).flatMap((own) => told.filter(([name]) => plain(name) === own))
  return found && { name: found[0], id: found[1] }
}

/** The values by which a reader is asked for what an answer holds; undefined where it does not tell them. */
export function inputsFor(
  schemas: Schemas,
  reader: Operation,
  operation: Operation,
  answer: Exchange,
  from: Inputs,
): Inputs | undefined {
  const linked = linkedTo(reader, operation, answer, from)
  const pool = new Pool()
  pool.take(operation, answer, from.body)
  const required = reader.parameters.filter((one) => one.in === 'path' || (one.in === 'query' && one.required))
  const missing = required.filter((one) => one.in !== 'path' || from.path[one.name] === undefined)
  const wantedFor = ({ name, in: place, schema }: Parameter) =>
    wantedOf(schemas, namesOf(reader, name, place === 'path'), schema, true)
  const told = pool.find(missing.map(wantedFor), 0)
  const inputs: Inputs = { path: { ...from.path }, query: {}, header: { ...from.header }, cookie: {} }
  for (const [nth, one] of missing.entries()) {
    const own = linked[one.name]
    // A link may lead to an address as a whole, of which the parameter is a part.
    inputs[one.in][one.name] = own === undefined ? told[nth] : (wantedFor(one).fit(own) ?? told[nth])
  }
  return missing.some((one) => inputs[one.in][one.name] === undefined) ? undefined : inputs
}

/** The parameters of a reader that a link of the answer gives, by its runtime expressions. */
function linkedTo(reader: Operation, { answers }: Operation, { response }: Exchange, from: Inputs): Json {
  const link = answers.flatMap(({ links }) => links).find((one) => one.operationId === reader.id)
  const body = parsed(response?.body)
  const told = (expression: unknown): unknown => {
    if (typeof expression !== 'string' || !expression.startsWith('$')) return expression
    const [, ofBody] = /^\$response\.body#(.*)$/.exec(expression) ?? []
    const [, ofSent] = /^\$request\.body#(.*)$/.exec(expression) ?? []
    const [, place = '', name = ''] =
      /^\$(request\.(?:path|query|header)|response\.header)\.(.+)$/.exec(expression) ?? []
    if (ofBody !== undefined) return valueAt(body, ofBody)
    if (ofSent !== undefined) return valueAt(from.body, ofSent)
    if (place === 'response.header') return response?.headers[name.toLowerCase()]
    return place === '' ? undefined : from[place.replace('request.', '') as 'path' | 'query' | 'header'][name]
  }
  const given = Object.entries(link?.parameters ?? {}).map(([key, one]) => [
    key.replace(/^(path|query|header)\./, ''),
    told(one),
  ])
  return Object.fromEntries(given.filter(([, value]) => value !== undefined && value !== null))
}

/** The values by which the same thing is read; undefined where the reader asks for more. */
function sameFor({ parameters }: Operation, from: Inputs): Inputs | undefined {
  const own = (place: 'query' | 'header' | 'cookie') =>
    Object.fromEntries(
      Object.entries(from[place]).filter(([name]) => parameters.some((one) => one.in === place && one.name === name)),
    )
  const inputs: Inputs = { path: from.path, query: own('query'), header: own('header'), cookie: own('cookie') }
  return parameters.some((one) => one.required && inputs[one.in][one.name] === undefined) ? undefined : inputs
}

/** Reads what an operation made, changed or deleted, right afterwards; undefined where nothing tells what to read. */
export async function readAfter(
  driver: Driver,
  operation: Operation,
  { exchange, inputs }: Control,
  rule: string,
): Promise<Exchange | undefined> {
  if (!exchange || !inputs) return undefined
  const reader = readerFor(driver.api, operation)
  const same = reader && operation.method !== 'POST' ? sameFor(reader, inputs) : undefined
  const read = reader && (same ?? inputsFor(driver.schemas, reader, operation, exchange, inputs))
  return reader && read && !driver.barred(reader)
    ? driver.send(rule, reader, read, `${reader.id} right afterwards`, 'read')
    : undefined
}

/** Reads the list that what an operation made belongs to, right afterwards. */
export async function listAfter(
  driver: Driver,
  operation: Operation,
  { exchange, inputs }: Control,
  rule: string,
): Promise<Exchange | undefined> {
  const list = readerBeside(driver.api, operation)
  const same = list && exchange && inputs && sameFor(list, inputs)
  return same && !driver.barred(list) ? driver.send(rule, list, same, `${list.id} right afterwards`, 'read') : undefined
}

/** What tells the thing that was made from others, by the operation that reads it. */
export function idsOfMade(api: Api, schemas: Schemas, operation: Operation, { exchange, inputs }: Control): unknown[] {
  const reader = readerOf(api, operation)
  const read = reader && exchange && inputs ? inputsFor(schemas, reader, operation, exchange, inputs) : undefined
  return Object.entries(read?.path ?? {}).flatMap(([name, id]) => (inputs?.path[name] === undefined ? [id] : []))
}
