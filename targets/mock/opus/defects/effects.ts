import { isObject } from '../../body.ts'
import type { Defect } from '../../deviation.ts'
import type { Behaviour, Effect, Filter } from '../behaviour.ts'
import type { Call, Objection, OperationId, Reason } from '../call.ts'
import type { PersonalNumber } from '../personal-number.ts'

export type Patch = (behaviour: Behaviour) => Partial<Behaviour>

export function defect(requirement: string, id: string, summary: string, patch: Patch): Defect<Behaviour> {
  return { id, requirement, summary, patch }
}

/** Which objections are meant: all that fit everything that is given. */
export interface Where {
  operation?: OperationId | readonly OperationId[]
  reason?: Reason | readonly Reason[]
  parameter?: string | readonly string[]
  when?(call: Call): boolean
}

/** Accepts what has to be refused. */
export function accepts(where: Where): Patch {
  return withEffect('ignored', where)
}

/** Refuses, and does it all the same. */
export function doesRefused(where: Where): Patch {
  return withEffect('done, but refused', where)
}

function withEffect(effect: Effect, where: Where): Patch {
  return ({ effectOf }) => ({
    effectOf: (objection, call) => (isMeant(objection, call, where) ? effect : effectOf(objection, call)),
  })
}

/** Refuses with another status. */
export function answers(status: number, where: Where): Patch {
  return ({ refusalStatus }) => ({
    refusalStatus: (objection, call) => (isMeant(objection, call, where) ? status : refusalStatus(objection, call)),
  })
}

/** Refuses with another body. */
export function says(body: unknown, where: Where): Patch {
  return ({ refusalBody }) => ({
    refusalBody: (objection, call, world) =>
      isMeant(objection, call, where) ? body : refusalBody(objection, call, world),
  })
}

/** Sends no body with a 400. */
export function empties400(where: Where): Patch {
  return ({ refusalBody, refusalStatus }) => ({
    refusalBody: (objection, call, world) =>
      refusalStatus(objection, call) === 400 && isMeant(objection, call, where)
        ? undefined
        : refusalBody(objection, call, world),
  })
}

/** Objects to valid requests, with the status of the reason. */
export function objects(objection: Objection, when: (call: Call) => boolean): Patch {
  return ({ objectsTo }) => ({
    objectsTo: (call, world) => (when(call) ? objection : objectsTo(call, world)),
  })
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

/** Answers with another status what it has accepted. */
export function succeedsWith(status: number, operation: OperationId): Patch {
  return ({ successStatus }) => ({
    successStatus: (call) => (call.operation === operation ? status : successStatus(call)),
  })
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

/** Parts of an impossible personal number, and what is wrong with each. */
export const IMPOSSIBLE = [
  ['month-13', 'month-out-of-range', 'month 13'],
  ['day-32', 'day-out-of-range', 'day 32'],
  ['30-february', 'no-such-day', '30 February'],
] as const satisfies readonly (readonly [string, Reason, string])[]

/** `createBooking` as `create-booking`, for IDs. */
export function kebab(name: string): string {
  return name.replace(/[A-Z]+/g, (capitals) => `-${capitals.toLowerCase()}`).replace(/^-/, '')
}

/** An operation's objections for these reasons. */
export function where(operation: OperationId, reason: Reason | readonly Reason[]): Where {
  return { operation, reason }
}

/** Why a personal number is impossible. */
export const SSN_REASONS: readonly Reason[] = ['month-out-of-range', 'day-out-of-range', 'no-such-day', 'not-digits']
