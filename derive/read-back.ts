import type { Exchange } from '../engine/exchange.ts'
import { broken, holds, unobserved } from '../engine/finding.ts'
import { toJson } from '../engine/json.ts'
import { parsed } from '../engine/json-diff.ts'
import { came, isAccepted, status } from '../engine/status.ts'
import type { Finding } from '../engine/verdict.ts'
import { answerFor, faultsOf } from './answers.ts'
import { isObject, type Operation } from './api.ts'
import { fieldsOf, pathText, viewOf } from './fields.ts'
import { itemsOf, namedIn } from './lists.ts'
import { placeAt, setAt } from './places.ts'
import { ownId } from './readers.ts'
import type { Schemas } from './schemas.ts'
import { isJson, mediaOf } from './wire.ts'

/** An exchange, and the operation that it was of. */
interface Told {
  operation: Operation
  exchange: Exchange
}

/** What was made or changed is told, and read back, with the values that were sent. */
export function judgeReadBack(
  schemas: Schemas,
  made: Told,
  read: Told,
  body: unknown,
  documentedRule: string,
): Finding {
  const cited = [made.exchange, read.exchange]
  if (status(made.exchange) === 202)
    return unobserved(`${came(made.exchange)}: it may take its time`, 'an answer that it is done')
  if (!isAccepted(read.exchange)) {
    const code = status(read.exchange) ?? 500
    if (code >= 500 || code === 401 || code === 403)
      return unobserved(came(read.exchange), `${documentedRule} holds`, [documentedRule], cited)
    return broken('what was made', came(read.exchange), cited)
  }
  const sent = withoutReadOnly(schemas, made.operation, body)
  const own = ownId(made.operation, made.exchange)
  const isNamed = (value: unknown) => own !== undefined && namedIn(value, own.name) !== undefined
  const whole = parsed(read.exchange.response?.body)
  // Of a list, what was made is one item, which its ID tells.
  const items = isNamed(whole) ? [] : (itemsOf(read.exchange) ?? []).filter(isNamed)
  const item = items.find((one) => String(namedIn(one, own?.name ?? '')) === String(own?.id))
  if (items.length > 0 && item === undefined)
    return unobserved('the list does not tell what was made', 'a list with its ID', [], cited)
  const [different] = [made, read].flatMap(({ operation, exchange }) => {
    // What does not fit its schema, itself or within, is that rule's matter.
    const odd = oddPlacesOf(schemas, operation, exchange)
    const isItem = exchange === read.exchange && item !== undefined
    const places = isItem ? odd.map((place) => place.replace(/^[^[]*\[\]\.?/, '')) : odd
    const isOdd = ({ at }: Difference) => places.some((place) => place === at || place.startsWith(`${at}[`))
    return differing(sent, isItem ? item : parsed(exchange.response?.body), []).filter((one) => !isOdd(one))
  })
  return different
    ? broken(
        `${different.at} ${toJson(different.from)}, as it was sent`,
        `${different.at} ${toJson(different.to)}`,
        cited,
      )
    : holds('it is read back as it was sent', cited)
}

/** A body without what the server alone sets. */
function withoutReadOnly(schemas: Schemas, operation: Operation, body: unknown): unknown {
  const schema = mediaOf(operation)?.schema
  const fields = schema === undefined ? [] : fieldsOf(schemas, schema)
  return fields
    .filter(({ pointer }) => viewOf(schemas, pointer).keywords.readOnly === true)
    .reduce((left, { path }) => (placeAt(left, path) === undefined ? left : setAt(left, path, undefined)), body)
}

/** Places of an answer at which it does not fit its schema. */
function oddPlacesOf(schemas: Schemas, operation: Operation, { response }: Exchange): string[] {
  const answer = response && answerFor(operation, response.status)
  const schema = answer?.media.find(isJson)?.schema
  if (schema === undefined) return []
  return faultsOf(schemas, schema, parsed(response?.body), 'answer').map(({ path }) => pathText(path))
}

interface Difference {
  at: string
  from: unknown
  to: unknown
}

/** The places that both values have, and at which they differ: of lists, by their simple items in any order. */
function differing(from: unknown, to: unknown, path: readonly string[]): Difference[] {
  const here = { at: pathText(path), from, to }
  if (Array.isArray(from) && Array.isArray(to)) {
    const isKept =
      from.length === to.length && from.every((one) => isNested(one) || to.some((other) => isSame(one, other)))
    return isKept ? [] : [here]
  }
  if (!isObject(from) || !isObject(to))
    return [from, to].some((one) => one === null || isNested(one)) || isSame(from, to) ? [] : [here]
  return Object.entries(from).flatMap(([name, value]) =>
    /password|secret|token/i.test(name) || !Object.hasOwn(to, name) ? [] : differing(value, to[name], [...path, name]),
  )
}

const isNested = (value: unknown): boolean => typeof value === 'object' && value !== null

/** Equal, or one instant or number written in two ways. */
const isSame = (one: unknown, other: unknown): boolean => {
  if (one === other || String(one) === String(other)) return true
  const isTime = (value: unknown) =>
    typeof value === 'string' && /^\d{4}-\d\d-\d\d/.test(value) && !Number.isNaN(Date.parse(value))
  return isTime(one) && isTime(other) && Date.parse(String(one)) === Date.parse(String(other))
}
