import { isDay } from './calendar.ts'
import { type Fields, isAbsent, isFields } from './fields.ts'
import type { Id, OpusOperation, OpusRequest, OpusWorld } from './opus-world.ts'
import type { PersonalNumber } from './personal-number.ts'

/**
 * The requirements that a request breaks; `[]` for a valid one. Written from the register alone and from no list of
 * faults, so that it can prove what a changed request breaks. A clause is not looked at where an earlier one leaves it
 * without a subject.
 *
 * @param request the query and the parsed body, as they were sent
 */
export function brokenOpusClauses(operation: OpusOperation, request: OpusRequest, world: OpusWorld): string[] {
  const { query } = request
  const body = isFields(request.body) ? request.body : {}
  switch (operation) {
    case 'getPatient':
      return unique(
        identifying(query, ['OPUS-PAT-02', 'OPUS-PAT-03', 'OPUS-PAT-04', 'OPUS-PAT-05'], 'OPUS-PAT-07', 'OPUS-PAT-08'),
      )
    case 'getBookings':
      return unique(
        identifying(
          query,
          ['OPUS-BOOK-05', 'OPUS-BOOK-06', 'OPUS-BOOK-07', 'OPUS-BOOK-08'],
          'OPUS-BOOK-10',
          'OPUS-BOOK-10',
        ),
      )
    case 'createPatient':
      return unique([
        ...known(query.clinicID, world.clinicIDs, 'OPUS-PAT-11', 'OPUS-PAT-17'),
        ...known(query.clinicianID, world.clinicianIDs, 'OPUS-PAT-12', 'OPUS-PAT-17'),
        ...(Object.keys(body).length === 0 ? ['OPUS-PAT-13'] : patient(body)),
      ])
    case 'createBooking':
      return unique([
        ...(isFields(body.Patient)
          ? personalNumber(body.Patient.PersonalNumber, 'OPUS-BOOK-12', 'OPUS-BOOK-14')
          : ['OPUS-BOOK-11']),
        ...(isFields(body.TimeSlot) ? timeSlot(body.TimeSlot, world) : ['OPUS-BOOK-13']),
      ])
    case 'updateBooking':
      return unique([
        ...known(
          query.bookingID,
          world.bookings.map((booking) => booking.BookingID),
          'OPUS-BOOK-20',
          'OPUS-BOOK-23',
        ),
        ...known(query.clinicID, world.clinicIDs, 'OPUS-BOOK-21', 'OPUS-BOOK-28'),
        ...ownNumber(query.bookingID, isFields(body.Patient) ? body.Patient.PersonalNumber : undefined, world),
      ])
  }
}

/** The four parameters that name a patient. */
function identifying(query: Record<string, string>, missing: string[], noDate: string, noNumber: string): string[] {
  const names = ['year', 'month', 'day', 'extradigits']
  const absent = names.flatMap((name, index) => (query[name] === undefined ? [missing[index]!] : []))
  if (absent.length > 0) return absent
  if (names.some((name) => !isDigits(query[name]))) return [noNumber]
  return isDay(Number(query.year), Number(query.month), Number(query.day)) ? [] : [noDate]
}

function patient(body: Fields): string[] {
  return [
    ...(isName(body.FirstName) && isName(body.LastName) ? [] : ['OPUS-PAT-16']),
    ...personalNumber(body.PersonalNumber, 'OPUS-PAT-14', 'OPUS-PAT-15'),
  ]
}

function personalNumber(value: unknown, incomplete: string, impossible: string): string[] {
  if (!isFields(value)) return [incomplete]
  const { Year, Month, Day, ExtraDigits } = value
  if ([Year, Month, Day, ExtraDigits].some(isAbsent)) return [incomplete]
  const areNumbers = [Year, Month, Day, ExtraDigits].every((part) => isDigits(String(part)))
  const exists = areNumbers && isDay(Number(Year), Number(Month), Number(Day))
  return exists ? [] : [impossible]
}

function timeSlot(slot: Fields, world: OpusWorld): string[] {
  return [
    ...(isTime(slot.Start) && isTime(slot.End) ? [] : ['OPUS-BOOK-15']),
    ...known(slot.ClinicID, world.clinicIDs, 'OPUS-BOOK-15', 'OPUS-BOOK-16'),
    ...known(slot.ClinicianID, world.clinicianIDs, 'OPUS-BOOK-15', 'OPUS-BOOK-16'),
    ...known(slot.TreatmentID, world.treatmentIDs, 'OPUS-BOOK-15', 'OPUS-BOOK-16'),
  ]
}

/** Whether the personal number is there, and is that of the booking's patient. */
function ownNumber(bookingID: string | undefined, value: unknown, world: OpusWorld): string[] {
  if (!isFields(value)) return ['OPUS-BOOK-22']
  const own = world.bookings.find((booking) => String(booking.BookingID) === bookingID)
  return !own || same(own.PersonalNumber, value) ? [] : ['OPUS-BOOK-24']
}

function same(one: PersonalNumber, other: Fields): boolean {
  const parts = ['Year', 'Month', 'Day', 'ExtraDigits'] as const
  return parts.every((part) => String(one[part]) === String(other[part]))
}

/** An ID in the query is text, whatever it is in a body. */
function known(value: unknown, ids: readonly Id[], missing: string, unknown: string): string[] {
  if (isAbsent(value)) return [missing]
  return ids.some((id) => String(id) === String(value)) ? [] : [unknown]
}

/** The clinic's local time, with or without a zone designator. */
function isTime(value: unknown): boolean {
  const parts = typeof value === 'string' ? TIME.exec(value) : null
  return parts !== null && isDay(Number(parts[1]), Number(parts[2]), Number(parts[3]))
}

const TIME = /^(\d{4})-(\d{2})-(\d{2})T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?$/i
const isDigits = (value: string | undefined) => value !== undefined && /^\d+$/.test(value)
const isName = (value: unknown) => typeof value === 'string' && value.trim() !== ''
const unique = (clauses: string[]) => [...new Set(clauses)]
