import type { Exchange } from '../engine/exchange.ts'
import { unobserved } from '../engine/finding.ts'
import type { Call } from '../engine/probe-context.ts'
import type { Unjudgeable } from '../engine/rule.ts'
import { came, isAccepted } from '../engine/status.ts'
import { listOr } from '../engine/words.ts'
import type { Operation } from './api.ts'
import { type Candidate, candidatesOf } from './candidates.ts'
import type { Driver } from './driver.ts'
import { credentialsOf, type Inputs } from './wire.ts'

/** The request of an operation that all others of it are compared with. */
export interface Control {
  /** The values of the request that was accepted; null where none was. */
  inputs: Inputs | null
  exchange: Exchange | null
  /** Everything that was tried, in its order. */
  tries: Exchange[]
  /** What would make one possible. */
  remedy: string
  /** Parameters of which the target wants some, though the document requires none. */
  asked?: string[]
  /** The same operation, accepted with others of these. */
  other?: { inputs: Inputs; exchange: Exchange }
  /** Of a deletion, the same request without the right credentials, sent before: afterwards nothing is left to protect. */
  bare?: { what: string; exchange: Exchange }[]
  /** Of a deletion, what reads the thing answered afterwards; of a creation, what reads it. */
  read?: Exchange
  /** Of a creation, the list that it belongs to, read afterwards. */
  list?: Exchange
  /** Why the operation is not called at all. */
  barred?: Unjudgeable
}

/** Requests that are tried for a control, at the most. */
const TRIES = 14

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
  const asked = new Set<string>()
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
  for (let next = candidates.shift(); next && tries.length < TRIES; next = candidates.shift()) {
    const { inputs, what } = next
    const exchange = await driver.send(rule, operation, inputs, what)
    tries.push(exchange)
    if (isAccepted(exchange)) {
      const found = { inputs, exchange, tries, remedy: '', ...unprotected }
      return asked.size > 0 ? withWays(driver, operation, rule, { ...found, asked: [...asked] }) : found
    }
    const named = askedFor(operation, exchange).filter((name) => !asked.has(name))
    for (const name of named) asked.add(name)
    if (named.length > 0) candidates.unshift(...candidatesOf(driver, operation, asked).candidates.slice(0, 2))
    if (candidates.length === 0 && asked.size === 0) candidates.push(...withAll(driver, operation, asked))
    // What refuses the caller does so whatever the values are; so does what crashes with two of them.
    const code = exchange.response?.status
    const crashes = tries.filter(({ response }) => response && response.status >= 500).length
    if (code === undefined || code === 401 || code === 403 || crashes === 2) break
  }
  const keys = madeUp.map((name) => `"${operation.id}.${name}"`)
  const remedy =
    lacking.length > 0
      ? `credentials: ${lacking.map((name) => `auth.${name}`).join(', ')} of the target's configuration`
      : `${keys.length > 0 ? listOr(keys) : `"${operation.id}.…"`} under values of the target's configuration`
  return { ...nothing, remedy, ...unprotected }
}

/** The operation with every parameter that need not be there. */
function withAll(driver: Driver, operation: Operation, asked: Set<string>): Candidate[] {
  const left = operation.parameters.filter((one) => one.in === 'query' && !one.required && !one.deprecated)
  for (const { name } of left) asked.add(name)
  return left.length > 0 ? candidatesOf(driver, operation, asked).candidates.slice(0, 1) : []
}

/** Parameters that need not be there by the document, and that a refusal names. */
function askedFor({ parameters }: Operation, { response }: Exchange): string[] {
  const words = new Set(
    (response?.body ?? '')
      .slice(0, 2000)
      .toLowerCase()
      .match(/[a-z0-9_-]+/g) ?? [],
  )
  return parameters.filter(({ name, required }) => !required && words.has(name.toLowerCase())).map(({ name }) => name)
}

type Found = Control & { inputs: Inputs; exchange: Exchange; asked: string[] }

/** The accepted request without those of several asked parameters that it can do without, and another way to ask. */
async function withWays(driver: Driver, operation: Operation, rule: string, control: Found): Promise<Control> {
  const found = await withoutIdle(driver, operation, rule, control)
  const needed = found.asked.filter((name) => found.inputs.query[name] !== undefined)
  // One that is asked for whatever else is there is required, though the document says otherwise.
  if (needed.length < 2) return { ...found, asked: found.asked.filter((name) => !needed.includes(name)) }
  for (const name of needed.length < found.asked.length ? needed : []) {
    const { [name]: _, ...query } = control.inputs.query
    const inputs = { ...control.inputs, query }
    const exchange = await driver.send(rule, operation, inputs, `${operation.id} by others than ${name}`)
    if (!isAccepted(exchange)) continue
    const tries = [...found.tries, exchange]
    const other = await withoutIdle(driver, operation, rule, { ...found, inputs, exchange, tries })
    return { ...found, tries: other.tries, other: { inputs: other.inputs, exchange: other.exchange } }
  }
  return found
}

async function withoutIdle(driver: Driver, operation: Operation, rule: string, control: Found): Promise<Found> {
  let found = control
  for (const name of control.asked) {
    const { [name]: left, ...query } = found.inputs.query
    if (left === undefined) continue
    const inputs = { ...found.inputs, query }
    const exchange = await driver.send(rule, operation, inputs, `${operation.id} without ${name}`)
    if (isAccepted(exchange)) found = { ...found, inputs, exchange, tries: [...found.tries, exchange] }
  }
  return found
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
