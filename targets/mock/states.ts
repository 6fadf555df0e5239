import type { IncomingMessage } from 'node:http'
import { isObject, readJson } from './body.ts'
import type { Clock } from './clock.ts'

export type StateParams = Readonly<Record<string, unknown>>

/**
 * Brings the mock into a provider state. What it returns is answered as JSON, which Pact's `fromProviderState` reads.
 *
 * @throws StateError where the params do not fit.
 */
type SetUp = (params: StateParams) => unknown

/** How states are set up, by their names; and undone, where one would outlast the interaction that it is for. */
export type StateTable = Readonly<Record<string, SetUp | { setup: SetUp; teardown: SetUp }>>

/** A state that cannot be set up as asked; the endpoint answers 400 with the message. */
export class StateError extends Error {
  override name = 'StateError'
}

/** The state that every mock has. */
export function timeStates(clock: Clock): StateTable {
  return {
    'time moves forward': (params) => clock.advance(numberParam(params, 'seconds', 0)),
  }
}

/**
 * A number among a state's params. A numeric string is taken too: Pact files written by hand carry them.
 *
 * @throws StateError where it is missing, not a finite number, or under `min`.
 */
export function numberParam(params: StateParams, name: string, min = Number.NEGATIVE_INFINITY): number {
  const given = params[name]
  const value = typeof given === 'string' && given.trim() !== '' ? Number(given) : given
  if (typeof value !== 'number' || !Number.isFinite(value) || value < min) {
    const range = min === Number.NEGATIVE_INFINITY ? 'a number' : `a number from ${min} on`
    throw new StateError(`param "${name}" must be ${range}, not ${JSON.stringify(given) ?? 'left out'}`)
  }
  return value
}

/**
 * A string among a state's params.
 *
 * @throws StateError where it is missing, not a string, or empty.
 */
export function textParam(params: StateParams, name: string): string {
  const value = params[name]
  if (typeof value !== 'string' || value === '')
    throw new StateError(
      `param "${name}" must be a string that is not empty, not ${JSON.stringify(value) ?? 'left out'}`,
    )
  return value
}

/**
 * Answers a request of Pact's provider-state convention: POST `{ "state", "action": "setup" | "teardown", "params" }`.
 * 200 with what the state's handler returns (`{}` for nothing), 400 with `{ "error" }` where it cannot be set up.
 * `teardown` undoes what would stand in the way of the next interaction, an outage, and nothing else, because each state
 * is set up from wherever the mock is. The empty state, which Pact's verifier sends for an interaction that names none,
 * changes nothing.
 */
export async function answerState(request: Request | IncomingMessage, states: StateTable): Promise<Response> {
  try {
    if (request.method !== 'POST') throw new StateError(`provider states are set up by POST, not ${request.method}`)
    const { state, action, params } = parseStateChange((await readJson(request)).value)
    if (state === '') return json({})
    const handler = Object.hasOwn(states, state) ? states[state] : undefined
    if (!handler) throw new StateError(`unknown state "${state}"; known: ${Object.keys(states).join(', ')}`)
    const { setup, teardown } = typeof handler === 'function' ? { setup: handler, teardown: undefined } : handler
    const value = await (action === 'setup' ? setup : teardown)?.(params)
    return json(action === 'setup' ? (value ?? {}) : {})
  } catch (error) {
    if (error instanceof StateError) return json({ error: error.message }, 400)
    throw error
  }
}

/** As `Response.json`, whose answer hono's adapter cannot send without reading it as a stream. */
const json = (value: unknown, status = 200): Response =>
  new Response(JSON.stringify(value), { status, headers: { 'content-type': 'application/json' } })

function parseStateChange(body: unknown): { state: string; action: string; params: StateParams } {
  if (!isObject(body)) throw new StateError('the body must be a JSON object { state, action, params }')
  const { state, action = 'setup', params } = body
  if (typeof state !== 'string') throw new StateError('"state" must be a string')
  if (action !== 'setup' && action !== 'teardown')
    throw new StateError(`"action" must be "setup" or "teardown", not ${JSON.stringify(action)}`)
  if (params !== undefined && params !== null && !isObject(params)) throw new StateError('"params" must be an object')
  return { state, action, params: params ?? {} }
}
