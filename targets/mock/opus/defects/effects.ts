import { isObject } from '../../body.ts'
import { type Deviations, operatorsOn } from '../../deviation.ts'
import type { Behaviour, Effect, Filter } from '../behaviour.ts'
import type { Call, Objection, OperationId, Reason } from '../call.ts'
import type { PersonalNumber } from '../personal-number.ts'
import type { World } from '../world.ts'

export type Patch = (behaviour: Behaviour) => Partial<Behaviour>

export const { alters, decides, precedes } = operatorsOn<Behaviour>()

/** Defects of one kind, one or more for each of some things. */
export function each<Thing>(
  things: readonly Thing[],
  defectsOf: (thing: Thing) => Deviations<Behaviour>,
): Deviations<Behaviour> {
  return Object.assign({}, ...things.map(defectsOf))
}

/** Which objections are meant: all that fit everything that is given. */
export interface Where {
  operation?: OperationId | readonly OperationId[]
  reason?: Reason | readonly Reason[]
  parameter?: string | readonly string[] | undefined
  when?(call: Call): boolean
}

/** An operation's objections for these reasons, to a parameter or to any. */
export function where(operation: OperationId, reason: Where['reason'] & {}, parameter?: Where['parameter']): Where {
  return { operation, reason, parameter }
}

/** Accepts what has to be refused. */
export function accepts(meant: Where): Patch {
  return withEffect('ignored', meant)
}

/** Refuses, and does it all the same. */
export function doesRefused(meant: Where): Patch {
  return withEffect('done, but refused', meant)
}

function withEffect(other: Effect, meant: Where): Patch {
  return alters('effectOf', (effect, objection, call) => (isMeant(objection, call, meant) ? other : effect))
}

/** Refuses with another status. */
export function answers(other: number, meant: Where): Patch {
  return alters('refusalStatus', (status, objection, call) => (isMeant(objection, call, meant) ? other : status))
}

/** What is required is taken for optional, or answers 404 where it is missing. */
export function optional(id: string, without: string, accepted: string, meant: Where): Deviations<Behaviour> {
  return {
    [`${id}-optional`]: [accepted, accepts(meant)],
    [`${id}-missing-404`]: [`${without} answers 404.`, answers(404, meant)],
  }
}

/** Refuses with another body. */
export function says(other: unknown, meant: Where): Patch {
  return alters('refusalBody', (body, objection, call) => (isMeant(objection, call, meant) ? other : body))
}

/** Sends no body with a 400. */
export function empties400(meant: Where): Patch {
  return ({ refusalBody, refusalStatus }) => ({
    refusalBody: (objection, call, world) =>
      refusalStatus(objection, call) === 400 && isMeant(objection, call, meant)
        ? undefined
        : refusalBody(objection, call, world),
  })
}

/** Objects to valid requests, with the status of the reason. */
export function objects(objection: Objection, when: (call: Call, world: World) => boolean): Patch {
  return ({ objectsTo }) => ({
    objectsTo: (call, world) => (when(call, world) ? objection : objectsTo(call, world)),
  })
}

/** Objects to every request of an operation, for no good reason: answers 404, or does it and answers 400. */
export function refusesAll(operation: OperationId, parameter: string, how: 'with 404' | 'but does it'): Patch {
  const whim = where(operation, 'whim')
  const objecting = objects({ reason: 'whim', parameter }, on(operation))
  return both(objecting, how === 'with 404' ? answers(404, whim) : doesRefused(whim))
}

/** Whether a request is one of these operations. */
export function on(...operations: OperationId[]): (call: Call) => boolean {
  return ({ operation }) => operations.includes(operation)
}

/** The personal number that a valid query asks for. */
export function askedNumber({ query }: Call): PersonalNumber {
  const { year, month, day, extradigits = '' } = query
  return { Year: Number(year), Month: Number(month), Day: Number(day), ExtraDigits: extradigits }
}

/** The patient and the time slot that are sent for a booking. */
export function sentBooking({ body }: Call): { number: Record<string, unknown>; slot: Record<string, unknown> } {
  const part = (value: unknown, name: string) => (isObject(value) && isObject(value[name]) ? value[name] : {})
  return { number: part(part(body?.value, 'Patient'), 'PersonalNumber'), slot: part(body?.value, 'TimeSlot') }
}

/** Several changes that make one defect. */
export function both(first: Patch, second: Patch): Patch {
  return (behaviour) => {
    const changed = first(behaviour)
    return { ...changed, ...second({ ...behaviour, ...changed }) }
  }
}

function isMeant(objection: Objection, call: Call, { operation, reason, parameter, when }: Where): boolean {
  return (
    isOneOf(operation, call.operation) &&
    isOneOf(reason, objection.reason) &&
    isOneOf(parameter, objection.parameter) &&
    (when === undefined || when(call))
  )
}

function isOneOf<Value>(wanted: Value | readonly Value[] | undefined, value: Value | undefined): boolean {
  return wanted === undefined || wanted === value || (Array.isArray(wanted) && wanted.includes(value))
}

/** What a list can be narrowed by. */
export type FilterName = keyof Filter

export const FILTERS = ['clinicID', 'clinicianID', 'treatmentID'] as const satisfies readonly FilterName[]

/** Operations that take a body. */
export const WRITES = ['createPatient', 'createBooking', 'updateBooking'] as const

/** Impossible personal numbers: why, and what is wrong with each. */
export const IMPOSSIBLE = [
  ['month-13', 'month-out-of-range', 'month 13'],
  ['day-32', 'day-out-of-range', 'day 32'],
  ['30-february', 'no-such-day', '30 February'],
] as const satisfies readonly (readonly [string, Reason, string])[]

/** Those that only a body may have: a query's are OPUS-PAT-08's and OPUS-BOOK-10's. */
export const IMPOSSIBLE_IN_BODY = [...IMPOSSIBLE, ['letters', 'not-digits', 'ExtraDigits that are no digits']] as const

/** `createBooking` as `create-booking`, for IDs. */
export function kebab(name: string): string {
  return name.replace(/[A-Z]+/g, (capitals) => `-${capitals.toLowerCase()}`).replace(/^-/, '')
}

/** Why a personal number is impossible. */
export const SSN_REASONS: readonly Reason[] = ['month-out-of-range', 'day-out-of-range', 'no-such-day', 'not-digits']
