import type { Exchange } from '../engine/exchange.ts'
import { unobserved } from '../engine/finding.ts'
import type { Call } from '../engine/probe-context.ts'
import type { Unjudgeable } from '../engine/rule.ts'
import { came, isAccepted } from '../engine/status.ts'
import type { Operation } from './api.ts'
import type { Driver } from './driver.ts'
import { fieldsOf, pathText, typesOf, viewOf } from './fields.ts'
import { valueFor } from './generate.ts'
import { placeAt, setAt } from './places.ts'
import { isIdentity, namesOf, type Wanted } from './pool.ts'
import { credentialsOf, type Inputs, mediaOf } from './wire.ts'

/** The request of an operation that all others of it are compared with. */
export interface Control {
  /** The values of the request that was accepted; null where none was. */
  inputs: Inputs | null
  exchange: Exchange | null
  /** Everything that was tried, in its order. */
  tries: Exchange[]
  /** What would make one possible. */
  remedy: string
  /** Of a deletion, the same request without the right credentials, sent before: afterwards nothing is left to protect. */
  bare?: { what: string; exchange: Exchange }[]
  /** Of a deletion, what reads the thing answered afterwards; of a creation, what reads it. */
  read?: Exchange
  /** Why the operation is not called at all. */
  barred?: Unjudgeable
}

/** Requests that are tried for a control, at the most. */
const TRIES = 8

interface Candidate {
  inputs: Inputs
  what: string
}

/**
 * Looks for a request that the target accepts: by the document's examples, the target's `values`, what earlier answers
 * told, and values made up, in this order.
 *
 * @param bare the changes by which it is sent without the right credentials before, where that has to be seen first
 */
export async function findControl(
  driver: Driver,
  operation: Operation,
  rule: string,
  bare?: { rule: string; changes: Record<string, (call: Call) => Call> },
): Promise<Control> {
  const barred = driver.barred(operation)
  const tries: Exchange[] = []
  const nothing = { inputs: null, exchange: null, tries }
  if (barred) return { ...nothing, remedy: '', barred }
  const { lacking } = credentialsOf(driver.api, operation, driver.settings.auth ?? {})
  const { candidates, madeUp } = candidatesOf(driver, operation)
  const [first] = candidates
  const unprotected: Pick<Control, 'bare'> = bare && first ? { bare: [] } : {}
  for (const [what, change] of Object.entries(first && bare ? bare.changes : {})) {
    const call = {
      ...change(driver.callOf(operation, (first as Candidate).inputs)),
      what,
      purpose: 'variation' as const,
    }
    unprotected.bare?.push({ what, exchange: await driver.sendCall(bare?.rule ?? rule, operation, call) })
  }
  for (const { inputs, what } of candidates) {
    const exchange = await driver.send(rule, operation, inputs, what)
    tries.push(exchange)
    if (isAccepted(exchange)) return { inputs, exchange, tries, remedy: '', ...unprotected }
    // What refuses the caller, or crashes, does so whatever the values are.
    const code = exchange.response?.status ?? 500
    if (code === 401 || code === 403 || code >= 500) break
  }
  const keys = madeUp.map((name) => `"${operation.id}.${name}"`)
  const remedy =
    lacking.length > 0
      ? `credentials: ${lacking.map((name) => `auth.${name}`).join(', ')} of the target's configuration`
      : `${keys.length > 0 ? keys.join(' or ') : `"${operation.id}.…"`} under values of the target's configuration`
  return { ...nothing, remedy, ...unprotected }
}

/** The finding of every rule whose control is missing; undefined where it is there. */
export function withoutControl(
  operation: Operation,
  { exchange, tries, remedy, barred }: Control,
): Unjudgeable | undefined {
  if (exchange) return undefined
  if (barred) return barred
  const last = tries.at(-1)
  const reason = last
    ? `no request of ${operation.id} was accepted: ${came(last)}`
    : `no value is known to call ${operation.id} with`
  return unobserved(reason, remedy, [], [last])
}

/** Operations whose subject must be known to be the run's own, or named by whoever owns the target. */
const CHANGES = ['PUT', 'PATCH', 'DELETE']

function candidatesOf(driver: Driver, operation: Operation): { candidates: Candidate[]; madeUp: string[] } {
  const media = mediaOf(operation)
  const schema = media?.schema
  const examples = media?.examples.map(({ name, value }) => ({ value, what: `the document's example ${name}` })) ?? []
  const fields = schema === undefined ? [] : fieldsOf(driver.schemas, schema)
  const madeUp = new Set<string>()
  const candidates: Candidate[] = []
  const given = (path: readonly string[], pointer: string | undefined, nth: number) =>
    valueGiven(driver, operation, path, pointer, nth)

  const parameters = (nth: number, useExamples: boolean): Inputs | undefined => {
    const inputs: Inputs = { path: {}, query: {}, header: {}, cookie: {} }
    const needed = operation.parameters.filter(
      (one) => one.required || given([one.name], one.schema, nth) !== undefined,
    )
    const told = driver.pool.find(
      needed.map((one) => wantedOf(driver, namesOf(operation, one.name, one.in === 'path'), one.schema, true)),
      nth,
      CHANGES.includes(operation.method),
    )
    for (const [index, one] of needed.entries()) {
      const example = one.examples[nth % Math.max(1, one.examples.length)]
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
        (one.schema === undefined
          ? 'bitewing'
          : valueFor(driver.schemas, one.schema, { seed: driver.seed, full: false }, [one.name]))
    }
    return inputs
  }

  /** Values that are known for places of the body, by their path. */
  const knownIn = (nth: number) => {
    const places = fields.filter(({ path }) => isIdentity(path.at(-1) ?? '') || isResource(driver, path, fields))
    const told = driver.pool.find(
      places.map(({ path, pointer }) => wantedOf(driver, namesOf(operation, path.at(-1) ?? '', false), pointer, false)),
      nth,
    )
    return new Map(places.map(({ path }, index) => [pathText(path), told[index]]))
  }
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
      const value = given(path, pointer, nth) ?? told.get(pathText(path))
      if (value !== undefined && placeAt(copy, path) !== undefined) copy = setAt(copy, path, value)
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
    return { candidates: candidates.slice(0, TRIES), madeUp: [...madeUp] }
  }
  const tells = driver.settings.values === undefined ? 1 : 2
  for (let nth = 0; nth < tells; nth++) {
    for (const { value, what } of examples) add(overlaid(value, nth, none), what, nth, true)
  }
  for (const { value, what } of examples.slice(0, 2))
    add(overlaid(value, 0, knownIn(0)), `${what} with values of earlier answers`, 0, false)
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
    const body = schema === undefined ? {} : valueFor(driver.schemas, schema, making)
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
  return { candidates: candidates.slice(0, TRIES), madeUp: [...madeUp].filter((name) => name !== '').slice(0, 5) }
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

/** @param asText whether the value is written as text, so that a number will do for one */
function wantedOf(driver: Driver, names: string[], pointer: string | undefined, asText: boolean): Wanted {
  const fit = (value: unknown) => {
    const forms = asText && (typeof value === 'number' || typeof value === 'bigint') ? [value, String(value)] : [value]
    return forms.find((one) =>
      pointer === undefined ? typeof one !== 'object' : driver.schemas.errors(pointer, one).length === 0,
    )
  }
  return { names, fit }
}

/** What `values` of the target says for a place: of a list where the place takes none, the nth. */
function valueGiven(
  driver: Driver,
  operation: Operation,
  path: readonly string[],
  pointer: string | undefined,
  nth: number,
): unknown {
  const { values = {} } = driver.settings
  const key = [`${operation.id}.${pathText(path)}`, pathText(path), path.at(-1) ?? ''].find((one) =>
    Object.hasOwn(values, one),
  )
  if (key === undefined) return undefined
  const value = values[key]
  const takesList = pointer !== undefined && typesOf(viewOf(driver.schemas, pointer)).includes('array')
  return Array.isArray(value) && (!takesList || Array.isArray(value[0])) ? value[nth % value.length] : value
}
