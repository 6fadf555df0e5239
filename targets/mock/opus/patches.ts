import { isObject } from '../body.ts'
import { type Deviations, deviationsOf, type Told } from '../deviation.ts'
import type { Behaviour, Effect } from './behaviour.ts'
import type { Call, Objection, OperationId, Reason } from './call.ts'
import type { PersonalNumber } from './personal-number.ts'
import type { Filter } from './schedule.ts'
import type { World } from './world.ts'

export type Patch = (behaviour: Behaviour) => Partial<Behaviour>
export type Defects = Deviations<Behaviour>

export const { alters, decides, defectsOf, each, precedes, together, variantsOf } = deviationsOf<Behaviour>()

/** Which objections are meant: all that fit everything that is given. */
export interface Where {
  operation?: OperationId | readonly OperationId[]
  reason?: Reason | readonly Reason[]
  parameter?: string | readonly string[] | undefined
  when?: ((call: Call) => boolean) | undefined
}

/** An operation's objections for these reasons, to a parameter or to any. */
export function where(operation: OperationId, reason: Where['reason'] & {}, parameter?: Where['parameter']): Where {
  return { operation, reason, parameter }
}

/** Accepts what has to be refused. */
export const accepts = (meant: Where): Patch => withEffect('ignored', meant)

/** Refuses, and does it all the same. */
export const doesRefused = (meant: Where): Patch => withEffect('done, but refused', meant)

const withEffect = (other: Effect, meant: Where): Patch =>
  alters('effectOf', (effect, objection, call) => (isMeant(objection, call, meant) ? other : effect))

/** Refuses with another status. */
export const answers = (other: number, meant: Where): Patch =>
  alters('refusalStatus', (status, objection, call) => (isMeant(objection, call, meant) ? other : status))

/** Refuses with another body. */
export const says = (other: unknown, meant: Where): Patch =>
  alters('refusalBody', (body, objection, call) => (isMeant(objection, call, meant) ? other : body))

/** Objects to valid requests, with the status of the reason. */
export const objects = (objection: Objection, when: (call: Call, world: World) => boolean): Patch =>
  alters('objectsTo', (usual, call, world) => (when(call, world) ? objection : usual))

/** Whether a request is one of these operations. */
export const on =
  (...operations: OperationId[]) =>
  ({ operation }: Call): boolean =>
    operations.includes(operation)

/** `createBooking` as `create-booking`, for IDs. */
export function kebab(name: string): string {
  return name.replace(/[A-Z]+/g, (capitals) => `-${capitals.toLowerCase()}`).replace(/^-/, '')
}

/** What defects are made of on one operation, each with its sentence; IDs begin with its name. */
export function defectsOn(operation: OperationId, subject: string = operation) {
  type Meant = [reason: Where['reason'] & {}, parameter?: Where['parameter'], when?: Where['when']]
  const meant = (...[reason, parameter, when]: Meant): Where => ({ operation, reason, parameter, when })
  const prefix = kebab(operation)
  const whim = meant('whim')
  return {
    operation,
    prefix,
    meant,
    /** Accepts what has to be refused. */
    accepts: (what: string, ...given: Meant): Told<Behaviour> => [`${subject} ${what}.`, accepts(meant(...given))],
    /** Refuses, and does it all the same. */
    does: (what: string, ...given: Meant): Told<Behaviour> => [
      `${subject} refuses ${what}, and does what was asked for.`,
      doesRefused(meant(...given)),
    ],
    answers: (status: number, what: string, ...given: Meant): Told<Behaviour> => [
      `${subject} answers ${status} ${what}.`,
      answers(status, meant(...given)),
    ],
    /** What is required is taken for optional, or answers 404 where it is missing. */
    optional: (parameter: string, accepted: string, id = `${prefix}-${parameter.toLowerCase()}`): Defects => ({
      [`${id}-optional`]: [`${subject} without ${parameter} ${accepted}.`, accepts(meant('missing', parameter))],
      [`${id}-missing-404`]: [
        `${subject} without ${parameter} answers 404.`,
        answers(404, meant('missing', parameter)),
      ],
    }),
    /** Objects to every request, for no good reason: answers 404, or does it and answers 400. */
    answers404: (parameter: string): Told<Behaviour> => [
      `${subject} answers 404, whatever is sent.`,
      together(objects({ reason: 'whim', parameter }, on(operation)), answers(404, whim)),
    ],
    doesAndRefuses: (parameter: string): Told<Behaviour> => [
      `${subject} does what it is asked for and answers 400.`,
      together(objects({ reason: 'whim', parameter }, on(operation)), doesRefused(whim)),
    ],
    /** Objects to some valid requests, for a parameter's sake. */
    refuses: (what: string, parameter: string, when: (call: Call, world: World) => boolean): Told<Behaviour> => [
      `${subject} answers 400 for ${what}.`,
      objects({ reason: 'whim', parameter }, (call, world) => call.operation === operation && when(call, world)),
    ],
  }
}

/** The personal number that a valid query asks for. */
export function askedNumber({ query }: Call): PersonalNumber {
  const { year, month, day, extradigits = '' } = query
  return { Year: Number(year), Month: Number(month), Day: Number(day), ExtraDigits: extradigits }
}

const propertyOf = (value: unknown, name: string): Record<string, unknown> =>
  isObject(value) && isObject(value[name]) ? value[name] : {}

/** The patient whom a body is, or has; the personal number in it, and the time slot beside it. */
export function sentIn({ body }: Call) {
  const value = isObject(body?.value) ? body.value : {}
  const patient = isObject(value.Patient) ? value.Patient : value
  return { patient, number: propertyOf(patient, 'PersonalNumber'), slot: propertyOf(value, 'TimeSlot') }
}

/** Whether an objection is one of those. */
export function isMeant(objection: Objection, call: Call, { operation, reason, parameter, when }: Where): boolean {
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

/** Those that list free times. */
export const TIMESLOTS = ['getTimeslotsByMonth', 'getTimeslotsFrom'] as const

/** Why a personal number is impossible. */
export const SSN_REASONS: readonly Reason[] = ['month-out-of-range', 'day-out-of-range', 'no-such-day', 'not-digits']
