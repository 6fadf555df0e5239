import type { Exchange } from '../../engine/exchange.ts'
import { isNumber } from '../../engine/json.ts'
import { parsed } from '../../engine/json-diff.ts'
import { isAccepted, status } from '../../engine/status.ts'
import type { TimeSlot } from '../../generators/time-slot.ts'
import { type LocalTime, readTime } from './local-time.ts'

/*
 * The one place where answers are read. No answer body is documented, so what is read here is the assumed shape with its
 * liberties: property names in any case, a list wrapped in an object, IDs as strings or numbers, zone designators.
 */

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A property, without regard to the case of its name; undefined where there is none, or the value is no object. */
export function property(value: unknown, name: string): unknown {
  if (!isObject(value)) return undefined
  if (name in value) return value[name]
  const folded = name.toLowerCase()
  return Object.entries(value).find(([key]) => key.toLowerCase() === folded)?.[1]
}

/** An ID as text: a string that is not empty, or a number. */
export function idOf(value: unknown): string | undefined {
  if (isNumber(value)) return String(value)
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** The list that a JSON value is, or that an object wraps as its only array. */
export function listOf(value: unknown): unknown[] | undefined {
  if (Array.isArray(value)) return value
  if (!isObject(value)) return undefined
  const arrays = Object.values(value).filter(Array.isArray)
  return arrays.length === 1 ? arrays[0] : undefined
}

/** Lists are read by many rules; what a body was read as is kept. */
const bodies = new WeakMap<Exchange, { value: unknown }>()

/** The JSON value of an answer; undefined where it is none. */
export function bodyOf(exchange: Exchange): unknown {
  const known = bodies.get(exchange) ?? { value: parsed(exchange.response?.body) }
  bodies.set(exchange, known)
  return known.value
}

/** The entries of a list operation's answer: none for a 404, undefined where it is no list. */
export function entriesOf(exchange: Exchange): unknown[] | undefined {
  if (status(exchange) === 404) return []
  return isAccepted(exchange) ? listOf(bodyOf(exchange)) : undefined
}

/** Each entry as `read` reads it; undefined where the answer is no list, or one entry cannot be read. */
export function readEntries<Value>(
  exchange: Exchange,
  read: (entry: unknown) => Value | undefined,
): Value[] | undefined {
  const values = entriesOf(exchange)?.map(read)
  return values?.every((value) => value !== undefined) ? values : undefined
}

/** A time slot as an answer states it. */
export interface Slot {
  start: LocalTime
  end: LocalTime
  clinicID: string
  clinicianID: string
  treatmentID: string
  /** As the target spells it, for the body of a booking. */
  spelled: TimeSlot
}

export const SLOT_PARTS = ['Start', 'End', 'ClinicID', 'ClinicianID', 'TreatmentID'] as const

export function readSlot(value: unknown): Slot | undefined {
  const [Start, End] = [property(value, 'Start'), property(value, 'End')]
  const [ClinicID, ClinicianID, TreatmentID] = ['ClinicID', 'ClinicianID', 'TreatmentID'].map((name) =>
    property(value, name),
  )
  const [start, end] = [readTime(Start), readTime(End)]
  const [clinicID, clinicianID, treatmentID] = [idOf(ClinicID), idOf(ClinicianID), idOf(TreatmentID)]
  if (!start || !end || !clinicID || !clinicianID || !treatmentID) return undefined
  const spelled = { Start, End, ClinicID, ClinicianID, TreatmentID } as TimeSlot
  return { start, end, clinicID, clinicianID, treatmentID, spelled }
}

/** What tells one slot from another; its end aside, which may be wrong. */
export const slotName = ({ start, clinicID, clinicianID, treatmentID }: Slot): string =>
  `${start.local} at clinic ${clinicID} with clinician ${clinicianID} for treatment ${treatmentID}`

/** As {@link slotName}, with its end. */
export const slotWords = (slot: Slot): string => `${slotName(slot)} until ${slot.end.local}`

const readSlots = new WeakMap<Exchange, { slots: Slot[] | undefined }>()

/** The slots of a timeslot operation's answer. */
export function slotsIn(exchange: Exchange): Slot[] | undefined {
  const known = readSlots.get(exchange) ?? { slots: readEntries(exchange, readSlot) }
  readSlots.set(exchange, known)
  return known.slots
}

export interface Booking {
  id: string
  slot: Slot
}

export function readBooking(value: unknown): Booking | undefined {
  const id = idOf(property(value, 'BookingID'))
  const slot = readSlot(property(value, 'TimeSlot'))
  return id !== undefined && slot ? { id, slot } : undefined
}

/** The bookings of a getBookings answer. */
export const bookingsIn = (exchange: Exchange): Booking[] | undefined => readEntries(exchange, readBooking)

/** Parts of a slot that the answer to its booking has, and that a list of bookings left out; none where they stand under another name. */
export function leftOutOf(list: Exchange, made: Exchange): string[] {
  if (!readBooking(bodyOf(made))) return []
  const slots = entriesOf(list)?.map((entry) => property(entry, 'TimeSlot')) ?? []
  const short = slots.filter((slot) => isObject(slot) && leavesOf(slot).length < SLOT_PARTS.length)
  return SLOT_PARTS.filter((part) => short.some((slot) => (property(slot, part) ?? null) === null))
}

/** The parts of a personal number as text, leading zeros as they stand. */
export interface NumberParts {
  Year: string
  Month: string
  Day: string
  ExtraDigits: string
}

export const NUMBER_PARTS = ['Year', 'Month', 'Day', 'ExtraDigits'] as const
export const PATIENT_TEXTS = ['FirstName', 'LastName', 'PostalCode', 'Email', 'MobilePhoneNumber'] as const

/** The personal number of a patient answer. */
export function readNumber(patient: unknown): NumberParts | undefined {
  const number = property(patient, 'PersonalNumber')
  const parts = NUMBER_PARTS.map((part) => [part, idOf(property(number, part))])
  return parts.every(([, text]) => text !== undefined) ? (Object.fromEntries(parts) as NumberParts) : undefined
}

/** Whether two numbers name one person: leading zeros are OPUS-PAT-20's matter. */
export const sameNumber = (one: Record<string, unknown> | NumberParts, other: NumberParts): boolean =>
  NUMBER_PARTS.every((part) => Number((one as Record<string, unknown>)[part]) === Number(other[part]))

/** Every text and number in a JSON value, at any depth, as text. */
export function leavesOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(leavesOf)
  if (isObject(value)) return Object.values(value).flatMap(leavesOf)
  return value === null || value === undefined ? [] : [String(value)]
}
