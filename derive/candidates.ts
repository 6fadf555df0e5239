import type { Operation, Parameter } from './api.ts'
import type { Driver } from './driver.ts'
import { type Field, fieldsOf, pathText, typesOf, viewOf } from './fields.ts'
import { fittingFor, valueFor } from './generate.ts'
import { bodyExamples, parameterExamples } from './interactions.ts'
import { placeAt, setAt } from './places.ts'
import { isIdentity, namesOf, type Wanted, wantedOf } from './pool.ts'
import { type Inputs, mediaOf } from './wire.ts'

/** Values that an operation may be called with, and where they are from. */
export interface Candidate {
  inputs: Inputs
  what: string
}

const MOST = 14
/** Of examples, those that say most. */
const MOST_EXAMPLES = 2
/** Of values that are tried in turn. */
const MOST_TOLD = 3

/** Operations whose subject must be known to be the run's own, or named by whoever owns the target. */
const CHANGES = ['PUT', 'PATCH', 'DELETE']

/**
 * What an operation may be called with, the most promising first, and the values that had to be made up.
 *
 * @param asked parameters that need not be there by the document, and are to be
 */
export function candidatesOf(
  driver: Driver,
  operation: Operation,
  asked: ReadonlySet<string> = new Set(),
): { candidates: Candidate[]; madeUp: string[] } {
  const media = mediaOf(operation)
  const schema = media?.schema
  const examples = bodyExamples(operation)
    .toSorted((a, b) => said(b.value) - said(a.value))
    .slice(0, MOST_EXAMPLES)
    .map(({ name, value }) => ({ value, what: `the document's example ${name}` }))
  const fields = schema === undefined ? [] : fieldsOf(driver.schemas, schema)
  const madeUp = new Set<string>()
  const candidates: Candidate[] = []
  const given = (path: readonly string[], pointer: string | undefined, nth: number) =>
    valueGiven(driver, operation, path, pointer, nth)

  const neededOf = (nth: number) =>
    operation.parameters.filter(
      (one) => one.required || asked.has(one.name) || given([one.name], one.schema, nth) !== undefined,
    )
  const wantedFor = ({ name, in: place, schema: pointer }: Parameter) =>
    wantedOf(driver.schemas, namesOf(operation, name, place === 'path'), pointer, true)

  const parameters = (nth: number, useExamples: boolean): Inputs | undefined => {
    const inputs: Inputs = { path: {}, query: {}, header: {}, cookie: {} }
    const needed = neededOf(nth)
    const told = driver.pool.find(needed.map(wantedFor), nth, CHANGES.includes(operation.method))
    for (const [index, one] of needed.entries()) {
      const own = parameterExamples(operation, one)
      const example = own[nth % Math.max(1, own.length)]
      const known =
        given([one.name], one.schema, nth) ?? (useExamples ? (example ?? told[index]) : (told[index] ?? example))
      const isOwnOnly = one.in === 'path' && CHANGES.includes(operation.method)
      if (known === undefined && (isIdentity(one.name) || one.in === 'path')) madeUp.add(one.name)
      if (
        isOwnOnly &&
        (known === undefined || (operation.method === 'DELETE' && known === example && told[index] === undefined))
      )
        return undefined
      inputs[one.in][one.name] =
        known ??
        soon(driver, one, nth) ??
        (one.schema === undefined
          ? 'bitewing'
          : valueFor(driver.schemas, one.schema, { seed: driver.seed, full: takesList(driver, one.schema) }, [
              one.name,
            ]))
    }
    return inputs
  }

  const knownIn = (nth: number, own?: string) =>
    toldIn(driver, operation, fields, nth, neededOf(nth).map(wantedFor), own)
  const add = (body: unknown, what: string, nth: number, useExamples: boolean) => {
    const inputs = parameters(nth, useExamples)
    if (!inputs) return
    if (body !== undefined) inputs.body = body
    if (!candidates.some((one) => JSON.stringify(one.inputs) === JSON.stringify(inputs)))
      candidates.push({ inputs, what })
  }
  const overlaid = (body: unknown, nth: number, told: ReadonlyMap<string, unknown>) => {
    let copy = body
    for (const { path, pointer } of fields) {
      const now = placeAt(copy, path)
      if (now === undefined) continue
      const own = valueGiven(driver, operation, path, pointer, nth, now)
      // Nothing may be what is given.
      const value = own === undefined ? told.get(pathText(path)) : own
      if (value !== undefined) copy = setAt(copy, path, value)
    }
    return copy
  }
  const none = new Map<string, unknown>()
  if (!media) {
    for (const [nth, useExamples] of [
      [0, true],
      [0, false],
      [1, false],
      [2, false],
    ] as const)
      add(undefined, operation.id, nth, useExamples)
    return { candidates: candidates.slice(0, MOST), madeUp: [...madeUp] }
  }
  const alternatives = Object.values(driver.settings.values ?? {}).map((one) => (Array.isArray(one) ? one.length : 2))
  const tells = Math.min(Math.max(1, ...alternatives), MOST_TOLD)
  for (let nth = 0; nth < tells; nth++) {
    for (const { value, what } of examples) add(overlaid(value, nth, none), what, nth, true)
    for (const { value, what } of examples)
      add(overlaid(value, nth, knownIn(0)), `${what} with values of earlier answers`, nth, false)
  }
  const [example] = examples
  for (const { path } of CHANGES.includes(operation.method) && example ? fields : [])
    if (isResource(driver, path, fields)) {
      const name = pathText(path)
      add(
        overlaid(example?.value, 0, knownIn(0, name)),
        `${example?.what} with the ${name} of what is changed`,
        0,
        false,
      )
    }
  for (const [full, nth] of [
    [true, 0],
    [false, 0],
    [true, 1],
    [false, 1],
  ] as const) {
    const told = knownIn(nth)
    const making = {
      seed: driver.seed + nth,
      full,
      known: (path: readonly string[], pointer: string) => given(path, pointer, nth) ?? told.get(pathText(path)),
    }
    const body = schema === undefined ? {} : fittingFor(driver.schemas, schema, making)
    for (const { path } of fields) {
      const name = pathText(path)
      if (isIdentity(name) && told.get(name) === undefined && placeAt(body, path) !== undefined) madeUp.add(name)
    }
    if (schema === undefined || driver.schemas.errors(schema, body).length === 0)
      add(body, full ? 'every field, of values made up' : 'required fields alone, of values made up', nth, false)
    else
      for (const { instancePath } of driver.schemas.errors(schema, body))
        madeUp.add(instancePath.slice(1).replaceAll('/', '.'))
  }
  return { candidates: candidates.slice(0, MOST), madeUp: [...madeUp].filter((name) => name !== '').slice(0, 5) }
}

/** How much an example says: the more, the more it shows. */
const said = (value: unknown): number =>
  typeof value === 'object' ? Object.values(value ?? {}).reduce<number>((sum, one) => sum + said(one), 0) : 1

/**
 * Values that are known for places of the body, by their path.
 *
 * @param beside what else is wanted, from the same thing as far as one has it
 * @param own path of an object that is to be of that thing too
 */
export function toldIn(
  driver: Driver,
  operation: Operation,
  fields: readonly Field[],
  nth: number,
  beside: readonly Wanted[] = [],
  own?: string,
): Map<string, unknown> {
  const wanted = ({ path, pointer }: Field) =>
    wantedOf(driver.schemas, namesOf(operation, path.at(-1) ?? '', false), pointer, false)
  const resources = fields.filter(({ path }) => isResource(driver, path, fields))
  const isWithin = (path: readonly string[]) =>
    resources.some((one) => one.path.length < path.length && one.path.every((name, at) => name === path[at]))
  const whole = resources.filter(({ path }) => !isWithin(path))
  const found = new Map(
    whole.map((one) => {
      const path = pathText(one.path)
      return [path, driver.pool.find([wanted(one), ...(path === own ? beside : [])], nth)[0]]
    }),
  )
  const lone = fields.filter(
    ({ path }) =>
      isIdentity(path.at(-1) ?? '') && !path.some((_, at) => found.get(pathText(path.slice(0, at))) !== undefined),
  )
  const told = driver.pool.find([...lone.map(wanted), ...beside], nth)
  for (const [index, { path }] of lone.entries()) found.set(pathText(path), told[index])
  return found
}

const DAY_MS = 86_400_000

/** A time that is near, for a parameter that asks for one: what lists are about lies mostly ahead. */
function soon(driver: Driver, { name, schema }: Parameter, nth: number): unknown {
  if (schema === undefined) return undefined
  const tomorrow = new Date(driver.now() + DAY_MS)
  const day = new Date(tomorrow.getTime() + nth * DAY_MS)
  const month = new Date(Date.UTC(tomorrow.getUTCFullYear(), tomorrow.getUTCMonth() + nth, 1))
  const iso = day.toISOString()
  const forms = /year$/i.test(name)
    ? [month.getUTCFullYear()]
    : /month$/i.test(name)
      ? [month.getUTCMonth() + 1]
      : /(date|time|from|to|since|until|start|end|after|before)/i.test(name)
        ? [
            iso.slice(0, 10),
            `${iso.slice(0, 10)}T08:00:00`,
            `${iso.slice(0, 10)}T08:00:00Z`,
            `${iso.slice(0, 10)}T08:00:00.000Z`,
          ]
        : []
  const { format, pattern } = viewOf(driver.schemas, schema).keywords
  const isTime = format !== undefined || pattern !== undefined
  return forms.find((one) => (typeof one === 'number' || isTime) && driver.schemas.errors(schema, one).length === 0)
}

/** Whether a place holds a whole object that answers may tell: one with identities in it. */
const isResource = (
  driver: Driver,
  path: readonly string[],
  fields: readonly { path: string[]; pointer: string }[],
) => {
  const own = fields.find((one) => one.path === path)
  if (!own || !typesOf(viewOf(driver.schemas, own.pointer)).includes('object')) return false
  return fields.some(
    (one) =>
      one.path.length === path.length + 1 &&
      pathText(one.path).startsWith(`${pathText(path)}.`) &&
      isIdentity(one.path.at(-1) ?? ''),
  )
}

/** What `values` of the target says for a place; undefined where it says nothing. */
export function givenAt({ settings: { values = {} } }: Driver, { id }: Operation, path: readonly string[]): unknown {
  const names = [`${id}.${pathText(path)}`, pathText(path), path.at(-1) ?? '']
  const key = names.find((one) => Object.hasOwn(values, one))
  return key === undefined ? undefined : values[key]
}

/** The same, of a list where the place takes none, the nth: what an example has there, or that it has nothing, is first. */
function valueGiven(
  driver: Driver,
  operation: Operation,
  path: readonly string[],
  pointer: string | undefined,
  nth: number,
  now?: unknown,
): unknown {
  const value = givenAt(driver, operation, path)
  if (!Array.isArray(value)) return value
  if (pointer !== undefined && takesList(driver, pointer) && !Array.isArray(value[0])) return value
  const all = now === null || value.includes(now) ? [now, ...value.filter((one) => one !== now)] : value
  return all[nth % all.length]
}

/** Whether a place takes a list: one without items is nothing once it is written as text. */
const takesList = ({ schemas }: Driver, pointer: string): boolean => typesOf(viewOf(schemas, pointer)).includes('array')
