import type { Exchange } from '../engine/exchange.ts'
import { broken, holds, unobserved } from '../engine/finding.ts'
import { normalised } from '../engine/fingerprint.ts'
import { toJson } from '../engine/json.ts'
import { parsed } from '../engine/json-diff.ts'
import { came, isAccepted, status } from '../engine/status.ts'
import type { Finding } from '../engine/verdict.ts'
import { type Api, isObject, type Json, type Operation, valueAt } from './api.ts'
import { type Control, withoutControl } from './control.ts'
import type { Driver } from './driver.ts'
import { fieldsOf, viewOf } from './fields.ts'
import { placeAt, setAt } from './places.ts'
import { namesOf, Pool, wantedOf } from './pool.ts'
import type { Statement } from './rows.ts'
import type { RuleBook } from './rule-book.ts'
import type { Schemas } from './schemas.ts'
import { type Inputs, mediaOf } from './wire.ts'

/** The operation that reads one thing of those that another one makes or lists: by its path. */
const readerOf = (api: Api, { path }: Operation): Operation | undefined =>
  api.operations.find(
    (one) =>
      one.method === 'GET' &&
      !one.deprecated &&
      one.path.startsWith(`${path}/{`) &&
      /^\/\{[^}]+\}$/.test(one.path.slice(path.length)),
  )

/** The operation that reads what this one deletes or changes. */
const readerBeside = (api: Api, { path }: Operation): Operation | undefined =>
  api.operations.find((one) => one.method === 'GET' && !one.deprecated && one.path === path)

/** A relation between operations, and how its statement reads. */
function relationsOf(api: Api, schemas: Schemas, operation: Operation): Statement[] {
  const { method, pointer, answers } = operation
  const reader = readerOf(api, operation)
  const linked = answers.some(({ links }) => links.some((one) => one.operationId === reader?.id))
  const read = reader && { pointer: reader.pointer, quote: `get ${reader.path}` }
  const level = linked ? 'must' : 'should'
  const found: Statement[] = []
  if (method === 'POST' && read)
    found.push({
      place: 'body',
      kind: 'read-back',
      level,
      title: `what is made is read back by ${reader.id} with its values`,
      ...read,
    })
  const beside = readerBeside(api, operation)
  if ((method === 'PUT' || method === 'PATCH') && beside && mediaOf(operation))
    found.push({
      place: 'body',
      kind: 'read-back',
      level: 'should',
      title: `what is changed is read back by ${beside.id} with its values`,
      pointer: beside.pointer,
      quote: `get ${beside.path}`,
    })
  if (method === 'DELETE' && beside && operation.path.endsWith('}'))
    found.push({
      place: 'status',
      kind: 'gone',
      level: 'should',
      title: `what is deleted is gone for ${beside.id}`,
      pointer,
      quote: `delete ${operation.path}`,
    })
  if (method !== 'GET') return found
  if (read)
    found.push({ place: 'answer.200', kind: 'listed', level, title: `what is listed is read by ${reader.id}`, ...read })
  // What tells of the server itself may change between two reads.
  if (!operation.path.includes('{') && !isList(schemas, operation)) return found
  const silent = 'the document does not say whether two reads, one right after the other, agree'
  found.push({
    place: 'answer.200',
    kind: 'stable',
    level: 'assumed',
    title: 'two reads agree',
    pointer,
    quote: `get ${operation.path}`,
    silent,
  })
  for (const name of filtersOf(schemas, operation)) {
    const filter = operation.parameters.find((one) => one.name === name)
    found.push({
      place: `query.${name}`,
      kind: 'subset',
      level: 'should',
      title: `${name} gives those alone that have it`,
      pointer: filter?.pointer ?? pointer,
      quote: `name: ${name}, in: query`,
    })
  }
  return found
}

const schemaOf200 = ({ answers }: Operation): string | undefined =>
  answers.find((one) => one.status === '200')?.media.find((one) => one.schema !== undefined)?.schema

/** Places of the items' properties, where an answer is a list or holds one. */
function itemFields(schemas: Schemas, operation: Operation): string[] {
  const schema = schemaOf200(operation)
  const fields = schema === undefined ? [] : fieldsOf(schemas, schema)
  return fields.flatMap(({ path }) => (path.length <= 3 && path.at(-2) === '[]' ? [path.at(-1) ?? ''] : []))
}

const isList = (schemas: Schemas, operation: Operation): boolean => itemFields(schemas, operation).length > 0

/** Query parameters by which a list is filtered: those that its items have a property of the same name for. */
function filtersOf(schemas: Schemas, operation: Operation): string[] {
  const items = itemFields(schemas, operation)
  return operation.parameters.filter((one) => one.in === 'query' && items.includes(one.name)).map(({ name }) => name)
}

/** The values by which a reader is asked for what an answer holds; undefined where it does not tell them. */
function inputsFor(
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
  const told = pool.find(
    missing.map((one) => wantedOf(schemas, namesOf(reader, one.name, one.in === 'path'), one.schema, true)),
    0,
  )
  const inputs: Inputs = { path: { ...from.path }, query: {}, header: { ...from.header }, cookie: {} }
  for (const [nth, one] of missing.entries()) inputs[one.in][one.name] = linked[one.name] ?? told[nth]
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

/** The items of a list answer: the list itself, or the one list that it holds. */
function itemsOf(exchange: Exchange): unknown[] | undefined {
  const body = parsed(exchange.response?.body)
  if (Array.isArray(body)) return body
  if (!isObject(body)) return undefined
  const lists = Object.values(body).filter(Array.isArray)
  return lists.length === 1 ? lists[0] : undefined
}

const unread = (what: string) => unobserved(`${what} could not be read`, 'an answer that tells its ID')

/** A body without what the server alone sets. */
function withoutReadOnly(schemas: Schemas, operation: Operation, body: unknown): unknown {
  const schema = mediaOf(operation)?.schema
  const fields = schema === undefined ? [] : fieldsOf(schemas, schema)
  return fields
    .filter(({ pointer }) => viewOf(schemas, pointer).keywords.readOnly === true)
    .reduce((left, { path }) => (placeAt(left, path) === undefined ? left : setAt(left, path, undefined)), body)
}

/** What was made or changed is read back with the values that were sent. */
function judgeReadBack(
  sent: unknown,
  made: Exchange | null,
  read: Exchange | undefined,
  documentedRule: string,
): Finding {
  if (!read || !made) return unread('what was sent')
  if (status(made) === 202) return unobserved(`${came(made)}: it may take its time`, 'an answer that it is done')
  if (!isAccepted(read)) {
    const code = status(read) ?? 500
    if (code >= 500 || code === 401 || code === 403)
      return unobserved(came(read), `${documentedRule} holds`, [documentedRule], [made, read])
    return broken('what was made', came(read), [made, read])
  }
  const different = differing(sent, parsed(read.response?.body), '')
  return different
    ? broken(`${different.at} ${toJson(different.from)}, as it was sent`, `${different.at} ${toJson(different.to)}`, [
        made,
        read,
      ])
    : holds('it is read back as it was sent', [made, read])
}

/** The first place that both values have, and whose simple values differ. */
function differing(from: unknown, to: unknown, at: string): { at: string; from: unknown; to: unknown } | undefined {
  if (!isObject(from) || !isObject(to)) {
    const simple = [from, to].every((one) => one !== null && typeof one !== 'object')
    return simple && !isSame(from, to) ? { at, from, to } : undefined
  }
  for (const [name, value] of Object.entries(from)) {
    if (/password|secret|token/i.test(name) || !Object.hasOwn(to, name)) continue
    const found = differing(value, to[name], at === '' ? name : `${at}.${name}`)
    if (found) return found
  }
  return undefined
}

/** Equal, or one instant or number written in two ways. */
const isSame = (one: unknown, other: unknown): boolean => {
  if (one === other || String(one) === String(other)) return true
  const isTime = (value: unknown) =>
    typeof value === 'string' && /^\d{4}-\d\d-\d\d/.test(value) && !Number.isNaN(Date.parse(value))
  return isTime(one) && isTime(other) && Date.parse(String(one)) === Date.parse(String(other))
}

/** What was deleted is not there any more. */
function judgeGone(deleted: Exchange | null, read: Exchange | undefined): Finding {
  if (!read || !deleted) return unread('what was deleted')
  if (isAccepted(read)) return broken('404 or 410', came(read), [deleted, read])
  return (status(read) ?? 500) < 500
    ? holds(`${status(read)}`, [deleted, read])
    : unobserved(came(read), 'an answer', [], [read])
}

/** What was listed is there. */
function judgeListed(list: Exchange | undefined, read: Exchange | undefined): Finding {
  if (!list || !read) return unobserved('the list tells no ID to read one by', 'a list that is not empty')
  if (isAccepted(read)) return holds('it is read', [list, read])
  const code = status(read) ?? 500
  return code === 404 || code === 410
    ? broken('what is listed', came(read), [list, read])
    : unobserved(came(read), 'an answer', [], [list, read])
}

/** Two reads agree, whatever the order of lists, and but for times and counts. */
function judgeStable(reads: readonly Exchange[]): Finding {
  const [first, second] = reads
  if (!first || !second || !isAccepted(first) || !isAccepted(second))
    return unobserved('it could not be read twice', 'two answers')
  const [one, other] = [first, second].map(({ response }) => settled(parsed(response?.body) ?? response?.body ?? null))
  return one === other
    ? holds('both are the same', [first, second])
    : broken('the same answer twice', `another one: ${came(second)}`, [first, second])
}

/** What of an answer stays from one read to the next: neither the time of day, nor what counts up, nor an order. */
function settled(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(settled).sort().join()}]`
  if (isObject(value)) {
    const held = Object.entries(value).filter(
      ([name]) => !/(time|date|now|age|count|uptime|at|seconds?|ms)$/i.test(name),
    )
    return `{${held.map(([name, one]) => `${name}:${settled(one)}`).sort()}}`
  }
  return typeof value === 'string' ? normalised(value.slice(0, 200)) : (toJson(value) ?? '')
}

/** A filter gives those alone that have its value. */
function judgeSubset(name: string, value: unknown, all: Exchange | undefined, filtered: Exchange | undefined): Finding {
  if (!all || !filtered) return unobserved(`no item of the list has a ${name}`, 'a list that is not empty')
  const items = itemsOf(filtered)
  if (!isAccepted(filtered) || !items) return unobserved(came(filtered), 'a filter that is accepted', [], [filtered])
  const other = items.find((one) => isObject(one) && Object.hasOwn(one, name) && String(one[name]) !== String(value))
  return other === undefined
    ? holds(`all ${items.length} have it`, [all, filtered])
    : broken(
        `items with ${name} ${toJson(value)} alone`,
        `one with ${toJson((other as Record<string, unknown>)[name])}`,
        [all, filtered],
      )
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
  const isOfNew = operation.method === 'POST'
  const reader = isOfNew ? readerOf(driver.api, operation) : readerBeside(driver.api, operation)
  const read =
    reader && (isOfNew ? inputsFor(driver.schemas, reader, operation, exchange, inputs) : sameFor(reader, inputs))
  return reader && read && !driver.barred(reader)
    ? driver.send(rule, reader, read, `${reader.id} right afterwards`, 'read')
    : undefined
}

/** Enters the rules on what operations say of one another. */
export function enterRelations(
  book: RuleBook,
  api: Api,
  schemas: Schemas,
  documented: string,
  operation: Operation,
): void {
  for (const statement of relationsOf(api, schemas, operation)) {
    const { kind, place } = statement
    if (kind === 'read-back' || kind === 'gone') {
      book.enter(statement, ['control'], ({ control }) => {
        const { exchange, read, inputs } = control
        const nothing = withoutControl(operation, control)
        if (nothing) return nothing
        return kind === 'gone'
          ? judgeGone(exchange, read)
          : judgeReadBack(withoutReadOnly(schemas, operation, inputs?.body), exchange, read, documented)
      })
      continue
    }
    const name = place.replace(/^query\./, '')
    book.try(
      statement,
      ({ reads = [], value }, { exchange }) => {
        if (kind === 'stable') return judgeStable(reads)
        if (kind === 'listed') return judgeListed(exchange ?? undefined, reads[0])
        return judgeSubset(name, value, exchange ?? undefined, reads[0])
      },
      async (driver, control, id) => {
        if (kind === 'stable') {
          const read = () => driver.send(id, operation, control.inputs, `${operation.id} once more`, 'read')
          return { observations: [], reads: [await read(), await read()] }
        }
        const list = itemsOf(control.exchange)?.length
          ? control.exchange
          : await driver.send(id, operation, control.inputs, `${operation.id} once more`, 'read')
        if (kind === 'listed') {
          const reader = readerOf(api, operation)
          const inputs = reader && inputsFor(schemas, reader, operation, list, control.inputs)
          if (!reader || !inputs) return undefined
          return {
            observations: [],
            reads: [await driver.send(id, reader, inputs, `${reader.id} of what is listed`, 'read')],
          }
        }
        const item = itemsOf(list)?.find(
          (one) => isObject(one) && ['string', 'number', 'boolean'].includes(typeof one[name]),
        )
        if (!isObject(item)) return undefined
        const inputs = { ...control.inputs, query: { ...control.inputs.query, [name]: item[name] } }
        return {
          observations: [],
          value: item[name],
          reads: [await driver.send(id, operation, inputs, `${operation.id} by ${name}`, 'read')],
        }
      },
    )
  }
}
