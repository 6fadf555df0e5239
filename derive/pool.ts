import type { Exchange } from '../engine/exchange.ts'
import { parsed } from '../engine/json-diff.ts'
import { isObject, type Json, type Operation } from './api.ts'
import type { Schemas } from './schemas.ts'
import { decoded } from './source.ts'

/** A name without what only writing makes of it: `clinic_id` and `clinicID` are one. */
export const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '')

export const singular = (word: string): string => word.replace(/ies$/i, 'y').replace(/(?<=[^s])s$/i, '')

/** What a path's operations are about: `/pets/{petId}` and `/pets` are about `pet`. */
export function resourceOf(path: string): string {
  const named = path.split('/').filter((segment) => segment !== '' && !segment.includes('{'))
  return plain(singular(named.at(-1) ?? ''))
}

/** The resource that a path parameter tells one of, by what stands before it. */
function resourceBefore(path: string, name: string): string {
  const before = path.slice(0, path.indexOf(`{${name}}`)).split('/')
  return plain(singular(before.filter((segment) => segment !== '' && !segment.includes('{')).at(-1) ?? ''))
}

/** Items of a list that are remembered. */
const MOST = 40

/** Names of what an answer puts its subject into. */
const ENVELOPE = /^(data|result|item|payload|response|content|value|attribute|entity|record)$/

const IS_ID = /^(id|guid|uuid|key|code|number|name)$/

/** The name of what a Location leads to: no property has one with a space. */
export const LOCATION = ' location'

/** The names by which a value of an operation is known in answers, the most telling first. */
export function namesOf(operation: Operation, name: string, inPath: boolean): string[] {
  const own = plain(name)
  const resource = inPath ? resourceBefore(operation.path, name) : resourceOf(operation.path)
  if (IS_ID.test(own)) return inPath ? [resource + own, resource + LOCATION] : [resource + own]
  const [, stem = ''] = SYNONYM.exec(own) ?? []
  const others = stem === '' ? [] : ['id', 'guid', 'uuid'].map((one) => stem + one).filter((one) => one !== own)
  return inPath
    ? [own, `${own}id`, ...(/id$/.test(own) ? [`${resource}id`] : []), ...others, resource + LOCATION]
    : [own, ...others]
}

/** Names that one ID has: an `orderId` here is an `orderGuid` there. */
const SYNONYM = /^(.+?)(?:guid|uuid|id)$/

/** Whether a name is one that tells one thing from another, whose values cannot be made up. */
export const isIdentity = (name: string): boolean =>
  /(id|guid|uuid|number|code|serial|key)s?$/i.test(name) && !WORDS_WITH_ID.has(lastWordOf(name))

const WORDS_WITH_ID = new Set(['grid', 'paid', 'valid', 'void', 'solid', 'fluid', 'liquid', 'hybrid'])
const lastWordOf = (name: string): string =>
  name
    .split(/[^A-Za-z0-9]+|(?<=[a-z0-9])(?=[A-Z])/)
    .at(-1)
    ?.toLowerCase() ?? ''

/** What an answer told: one object of it, its values by their names. */
interface Told {
  /** What the operation is about. */
  resource: string
  made: boolean
  values: Map<string, unknown>
}

/** Values of earlier answers. What was made in this run comes before what was there. */
export class Pool {
  readonly #told: Told[] = []

  /** Takes what an accepted answer holds. */
  take(operation: Operation, exchange: Exchange, sent: unknown): void {
    const made = operation.method === 'POST'
    const resource = resourceOf(operation.path)
    const visit = (value: unknown, abouts: string[], around: ReadonlyMap<string, unknown>): void => {
      if (Array.isArray(value)) for (const one of value.slice(0, MOST)) visit(one, abouts, around)
      if (!isObject(value)) return
      const values = new Map(around)
      for (const [name, one] of Object.entries(value)) {
        if (one === null) continue
        values.set(plain(name), one)
        for (const about of abouts) values.set(about + plain(name), one)
      }
      for (const about of abouts) values.set(about, value)
      this.#told.push({ resource, made, values })
      const isAbout = abouts.includes(resource)
      for (const [name, one] of Object.entries(value)) {
        const own = plain(singular(name))
        // What a list, or an envelope, holds of a resource is it.
        visit(one, isAbout && (Array.isArray(one) || ENVELOPE.test(own)) ? [own, resource] : [own], values)
      }
    }
    visit(parsed(exchange.response?.body), [resource], made && isObject(sent) ? named(sent) : new Map())
    const location = exchange.response?.headers.location
    const [last, about] = location?.split(/[?#]/)[0]?.split('/').filter(Boolean).reverse() ?? []
    // What is led to may be something else: the job that makes it, say.
    const isOfIt = about === undefined || plain(singular(decoded(about))) === resource
    if (made && last !== undefined && isOfIt) {
      const value = /^\d{1,15}$/.test(last) ? Number(last) : decoded(last)
      this.#told.push({ resource, made, values: new Map([[resource + LOCATION, value]]) })
    }
  }

  /**
   * The values that answers told by the most telling of these names, each once.
   *
   * @param but a resource whose own operations are left out
   */
  valuesOf([name = '', ...others]: readonly string[], { but = '', isMade = true } = {}): unknown[] {
    const told = this.#told.filter(({ resource, made }) => resource !== but && (isMade || !made))
    const found = told.flatMap(({ values }) => (values.has(name) ? [values.get(name)] : []))
    return found.length > 0 || others.length === 0 ? [...new Set(found)] : this.valuesOf(others, { but, isMade })
  }

  /**
   * Values for these places together, from one object as far as one has them.
   *
   * @param nth the how many best object
   * @param madeOnly whether only what was made in this run will do
   */
  find(wanted: readonly Wanted[], nth: number, madeOnly = false): unknown[] {
    const told = this.#told.filter(({ made }) => made || !madeOnly)
    const valueIn = ({ values }: Told, { names, fit: fitted }: Wanted) => {
      for (const name of names) {
        const value = values.get(name)
        const found = value === undefined ? undefined : fitted(value)
        if (found !== undefined) return found
      }
    }
    // What is asked for as a whole is best told by the operation that is about it.
    const isAbout = ({ resource }: Told) => wanted.length === 1 && wanted[0]?.names[0] === resource
    const ranked = told
      .map((one, age) => ({ one, age, count: wanted.filter((each) => valueIn(one, each) !== undefined).length }))
      .filter(({ count }) => count > 0)
      .sort(
        (a, b) =>
          b.count - a.count ||
          Number(isAbout(b.one)) - Number(isAbout(a.one)) ||
          Number(b.one.made) - Number(a.one.made) ||
          a.age - b.age,
      )
    const objects = [...ranked.slice(nth), ...ranked.slice(0, nth)]
    return wanted.map((each) => objects.map(({ one }) => valueIn(one, each)).find((value) => value !== undefined))
  }
}

/** A place whose value an earlier answer may have told. */
export interface Wanted {
  /** By which it may be known, the most telling first. */
  names: readonly string[]
  /** The value as the place takes it; undefined where it does not. */
  fit(value: unknown): unknown
}

/** @param asText whether the value is written as text, so that a number will do for one */
export function wantedOf(schemas: Schemas, names: string[], pointer: string | undefined, asText: boolean): Wanted {
  const fit = (value: unknown) => {
    const forms = asText && (typeof value === 'number' || typeof value === 'bigint') ? [value, String(value)] : [value]
    return forms.find((one) =>
      pointer === undefined ? typeof one !== 'object' : schemas.errors(pointer, one).length === 0,
    )
  }
  return { names, fit }
}

const named = (value: Json): Map<string, unknown> =>
  new Map(Object.entries(value).flatMap(([name, one]) => (isObject(one) || one === null ? [] : [[plain(name), one]])))
