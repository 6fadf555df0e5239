import type { SeededDefect } from '../../engine/mock.ts'
import type { Requirement } from '../../engine/requirement.ts'
import { isObject, type Json, type Operation } from '../api.ts'
import { viewOf } from '../fields.ts'
import { pageSizeOf } from '../lists.ts'
import { placeAt, setAt } from '../places.ts'
import { partsOf } from '../rows.ts'
import type { Schemas } from '../schemas.ts'
import { mediaOf } from '../wire.ts'
import type { Fault, Read } from './request.ts'
import { answerFor, refusalOf, spoilt, successOf } from './values.ts'

/** What a mock does that breaks a rule of each kind: its inverse. */
const INVERSES: Record<string, string> = {
  documented: 'succeeds with a status that is not documented',
  schema: 'answers what does not fit there',
  required: 'takes a request without it',
  null: 'takes null for it',
  type: 'takes a value of another type',
  enum: 'takes a value that is none of the enum',
  format: 'takes a text of another format',
  minimum: 'takes a value below the minimum',
  maximum: 'takes a value above the maximum',
  minLength: 'takes a text that is too short',
  maxLength: 'takes a text that is too long',
  multipleOf: 'takes a number that is no multiple',
  pattern: 'takes a text that does not match',
  items: 'takes a list that is too short or too long, or has an item twice',
  minProperties: 'takes an object with too few properties',
  maxProperties: 'takes an object with too many properties',
  additional: 'takes a property that is not described',
  optional: 'refuses a request without it',
  value: 'refuses a value of the enum',
  boundary: 'refuses a bound',
  example: 'answers the documented examples otherwise',
  letters: 'refuses letters of other languages',
  security: 'takes requests without credentials',
  media: 'takes a body of another media type',
  malformed: 'takes a body that is no JSON',
  method: 'answers to a method that is not described',
  unknown: 'finds an ID of nothing',
  'read-back': 'keeps other values than those sent',
  gone: 'keeps what is deleted',
  listed: 'lists what is not there, or does not list what is made',
  subset: 'does not filter',
  unique: 'lists an item twice',
  stable: 'answers differently every time',
}

/** The seeded defects of a mock: for each rule that it can show, the one that breaks it. */
export function defectsOf(rows: readonly Requirement[], operations: readonly Operation[]): SeededDefect[] {
  const known = new Set<string>()
  return rows.flatMap(({ id }) => {
    const { operation: name, place, kind } = partsOf(id)
    const operation = operations.find((one) => one.id === name)
    const inverse = INVERSES[kind]
    if (!operation || !inverse || (kind === 'schema' && !isGiven(operation, place))) return []
    // It does not know what bodies refer to.
    if (kind === 'unknown' && /^(body|query)\b/.test(place)) return []
    const own = `${name}-${place}-${kind}`.toLowerCase().replace(/[^a-z0-9]+/g, '-')
    const defect = known.has(own) ? `${own}-${known.size}` : own
    known.add(defect)
    return [{ id: defect, requirement: id, summary: `${name}, ${place}: ${inverse}.` }]
  })
}

/** Whether a mock gives the answer that a place is in. */
function isGiven(operation: Operation, place: string): boolean {
  const status = /^answer\.([^.[]+)/.exec(place)?.[1]
  const given = [successOf(operation).status, refusalOf(operation)]
  if (operation.security.length > 0) given.push(answerFor(operation, 401)?.status === '401' ? 401 : 403)
  if (/\}$/.test(operation.path)) given.push(404)
  if (operation.body) given.push(415)
  return given.some((one) => answerFor(operation, one)?.status === status)
}

/** The rules that a mock breaks. */
export class Breach {
  readonly #parts: ReturnType<typeof partsOf>[]
  #calls = 0

  constructor(
    requirements: readonly string[],
    private readonly schemas: Schemas,
  ) {
    this.#parts = requirements.map(partsOf)
  }

  has({ id }: Operation, place: string, kind: string): boolean {
    return this.#parts.some((one) => one.operation === id && one.place === place && one.kind === kind)
  }

  /** Whether a rule of a kind is broken at an operation, wherever. */
  kinds({ id }: Operation, kind: string): boolean {
    return this.#parts.some((one) => one.operation === id && one.kind === kind)
  }

  /** What a request is refused for, though the document gives leave for it. */
  refuses(operation: Operation, read: Read): Fault | undefined {
    return this.#parts.find(({ operation: name, place, kind }) => {
      if (name !== operation.id) return false
      const [root = '', ...rest] = place.split(/\.|(?=\[\])/)
      const value = root === 'body' ? placeAt(read.body, rest) : placeAt(read.values[listOf(place)], itemIn(place))
      if (kind === 'optional')
        return value === undefined && (root !== 'body' || placeAt(read.body, rest.slice(0, -1)) !== undefined)
      if (value === undefined) return false
      const { keywords } = this.#viewAt(operation, root, rest)
      switch (kind) {
        case 'value':
          return Array.isArray(keywords.enum) && keywords.enum.findLast((one) => one !== null) === value
        case 'boundary':
          return (
            [keywords.maximum, keywords.minimum].find((one) => one !== undefined) === value ||
            String(value).startsWith('1999-12-31') ||
            (typeof value === 'string' && value.length === (keywords.maxLength ?? keywords.minLength))
          )
        case 'letters':
          return /[^\p{ASCII}]/u.test(String(value))
        case 'example':
          return [
            ...(mediaOf(operation)?.examples ?? []).map((one) => placeAt(one.value, rest)),
            ...(operation.parameters
              .find((one) => `${one.in}.${one.name}` === place)
              ?.examples.map((one) => one.value) ?? []),
            ...(Array.isArray(keywords.examples) ? keywords.examples : []),
          ].includes(value)
        default:
          return false
      }
    })
  }

  #viewAt(operation: Operation, root: string, rest: readonly string[]) {
    const isBody = root === 'body'
    const written = rest.join('.').replace('.[]', '[]')
    let pointer = isBody
      ? mediaOf(operation)?.schema
      : operation.parameters.find((one) => one.in === root && one.name === listOf(written))?.schema
    for (const name of isBody ? rest : itemIn(written)) {
      const view = pointer === undefined ? undefined : viewOf(this.schemas, pointer)
      pointer = name === '[]' ? view?.at.items : ((view?.keywords.properties ?? {}) as Record<string, string>)[name]
    }
    return viewOf(this.schemas, pointer ?? '')
  }

  /** An answer as it is, or as a broken rule on its shape has it. */
  spoils(operation: Operation, status: string, schema: string, body: unknown): unknown {
    return this.#parts
      .filter((one) => one.operation === operation.id && one.kind === 'schema')
      .reduce((now, { place }) => {
        const path = place.split(/\.|(?=\[\])/).slice(1)
        return path[0] === status ? (spoilt(this.schemas, schema, now, path.slice(1)) ?? now) : now
      }, body)
  }

  /** Other values than these. */
  otherwise(values: Json): Json {
    const [name] = Object.entries(values).find(([, one]) => typeof one === 'string') ?? []
    return name === undefined ? {} : { ...values, [name]: 'bitewing-other' }
  }

  /** A list as it is, or with a thing that is not there in place of the first. */
  lists(operation: Operation, items: unknown[]): unknown[] {
    const [first, ...others] = items
    return this.kinds(operation, 'listed') && isObject(first) ? [moved(first), ...others] : items
  }

  /** An answer as it is, or with the first item of a list in place of the second too. */
  doubles(operation: Operation, body: unknown): unknown {
    return this.#parts
      .filter(({ operation: name, kind }) => name === operation.id && kind === 'unique')
      .reduce((now, { place }) => {
        const path = place.split(/\.|(?=\[\])/).slice(2, -2)
        const items = placeAt(now, path)
        if (!Array.isArray(items) || items.length === 0) return now
        const isPage = items.length === 1 && pageSizeOf(this.schemas, operation) !== undefined
        return isPage ? now : setAt(now, path, [items[0], items[0], ...items.slice(2)])
      }, body)
  }

  /** An answer as it is, or another one every time. */
  flickers(operation: Operation, body: unknown): unknown {
    if (!this.kinds(operation, 'stable') || this.#calls++ % 2 === 0) return body
    if (Array.isArray(body)) return body.slice(1)
    return isObject(body) ? this.otherwise(body) : body
  }

  /** A status of success that is not documented. */
  undocumented({ answers }: Operation): number {
    return [203, 206, 299].find((status) => !answers.some((one) => one.status === String(status))) ?? 299
  }
}

/** Of the place of a parameter's items, that of the parameter, and the way from there. */
const listOf = (place: string): string => place.replace(/\[\]$/, '')
const itemIn = (place: string): string[] => (place.endsWith('[]') ? ['[]'] : [])

/** A thing with IDs that are nobody's. */
const moved = (item: Json): Json =>
  Object.fromEntries(
    Object.entries(item).map(([name, value]) => {
      if (!/(id|number|code|key)$/i.test(name)) return [name, value]
      return [
        name,
        typeof value === 'number'
          ? value + 1_000_000
          : typeof value === 'string'
            ? value.replace(/[0-9a-z]$/i, (last) => (last === '0' ? '1' : '0'))
            : value,
      ]
    }),
  )
