import type { Exchange } from '../engine/exchange.ts'
import { parsed } from '../engine/json-diff.ts'
import { isObject, type Json, type Operation } from './api.ts'

/** A name without what only writing makes of it: `clinic_id` and `clinicID` are one. */
export const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '')

const singular = (word: string): string => word.replace(/ies$/i, 'y').replace(/(?<=[^s])s$/i, '')

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

const IS_ID = /^(id|guid|uuid|key|code|number|name)$/

/** The names by which a value of an operation is known in answers, the most telling first. */
export function namesOf(operation: Operation, name: string, inPath: boolean): string[] {
  const own = plain(name)
  const resource = inPath ? resourceBefore(operation.path, name) : resourceOf(operation.path)
  if (IS_ID.test(own)) return [resource + own]
  return inPath ? [own, `${own}id`, ...(/id$/.test(own) ? [`${resource}id`] : [])] : [own]
}

/** Whether a name is one that tells one thing from another, whose values cannot be made up. */
export const isIdentity = (name: string): boolean => /(id|guid|uuid|number|code|serial|key)s?$/i.test(name)

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
    const before = this.#told.length
    const visit = (value: unknown, about: string, around: ReadonlyMap<string, unknown>): void => {
      if (Array.isArray(value)) for (const one of value.slice(0, MOST)) visit(one, about, around)
      if (!isObject(value)) return
      const values = new Map(around)
      for (const [name, one] of Object.entries(value)) {
        if (one === null) continue
        values.set(plain(name), one)
        values.set(about + plain(name), one)
      }
      values.set(about, value)
      this.#told.push({ resource, made, values })
      for (const [name, one] of Object.entries(value)) visit(one, plain(singular(name)), values)
    }
    visit(parsed(exchange.response?.body), resource, made && isObject(sent) ? named(sent) : new Map())
    const location = exchange.response?.headers.location
    const last = location?.split(/[?#]/)[0]?.split('/').filter(Boolean).at(-1)
    if (made && last !== undefined && this.#told.length === before) {
      const value = /^\d{1,15}$/.test(last) ? Number(last) : decodeURIComponent(last)
      this.#told.push({ resource, made, values: new Map([[`${resource}id`, value]]) })
    }
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

const named = (value: Json): Map<string, unknown> =>
  new Map(Object.entries(value).flatMap(([name, one]) => (isObject(one) || one === null ? [] : [[plain(name), one]])))
