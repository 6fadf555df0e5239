import { type Alteration, leftOut, setTo, turned, withMore } from './alteration.ts'
import type { Fault } from './fault.ts'
import type { OpusOperation, OpusWorld } from './opus-world.ts'
import { unusedIdLike } from './unused-id.ts'

export interface OpusFault extends Fault {
  /** The part of the request that is changed, and that apply takes. A changed body of undefined is no body at all. */
  at: 'query' | 'body'
}

/**
 * Every invalid query and body that the register names for an operation, each breaking one clause of a valid request.
 * Properties are left out and never set to null, and no check digit is made wrong: a target may take either.
 */
export function opusFaults(operation: OpusOperation, world: OpusWorld): OpusFault[] {
  switch (operation) {
    case 'getPatient':
      return [
        ...leftOutOfQuery({
          year: 'OPUS-PAT-02',
          month: 'OPUS-PAT-03',
          day: 'OPUS-PAT-04',
          extradigits: 'OPUS-PAT-05',
        }),
        ...broken('OPUS-PAT-07', 'query', impossibleDates('', ['year', 'month', 'day'], String)),
        ...broken('OPUS-PAT-08', 'query', NOT_NUMBERS),
      ]
    case 'getBookings':
      return [
        ...leftOutOfQuery({
          year: 'OPUS-BOOK-05',
          month: 'OPUS-BOOK-06',
          day: 'OPUS-BOOK-07',
          extradigits: 'OPUS-BOOK-08',
        }),
        ...broken('OPUS-BOOK-10', 'query', [
          ...impossibleDates('', ['year', 'month', 'day'], String),
          ...NOT_QUITE_NUMBERS,
        ]),
      ]
    case 'createPatient':
      return createPatientFaults(world)
    case 'createBooking':
      return createBookingFaults(world)
    case 'updateBooking':
      return updateBookingFaults(world)
  }
}

function createPatientFaults({ seed, clinicIDs, clinicianIDs }: OpusWorld): OpusFault[] {
  return [
    ...leftOutOfQuery({ clinicID: 'OPUS-PAT-11', clinicianID: 'OPUS-PAT-12' }),
    { requirement: 'OPUS-PAT-13', at: 'body', what: 'no body', apply: () => undefined },
    { requirement: 'OPUS-PAT-13', at: 'body', what: 'body {}', apply: () => ({}) },
    ...broken('OPUS-PAT-14', 'body', incomplete('PersonalNumber')),
    ...broken('OPUS-PAT-15', 'body', impossible('PersonalNumber')),
    ...broken('OPUS-PAT-16', 'body', ['FirstName', 'LastName'].map(leftOut)),
    ...broken('OPUS-PAT-17', 'query', [
      setTo('clinicID', String(unusedIdLike(seed, 'clinic', clinicIDs)), 'of no clinic'),
      setTo('clinicianID', String(unusedIdLike(seed, 'clinician', clinicianIDs)), 'of no clinician'),
      withMore('clinicianID', 'x'),
    ]),
  ]
}

function createBookingFaults({ seed, clinicIDs, clinicianIDs, treatmentIDs }: OpusWorld): OpusFault[] {
  return [
    ...broken('OPUS-BOOK-11', 'body', [leftOut('Patient')]),
    ...broken('OPUS-BOOK-12', 'body', incomplete('Patient.PersonalNumber')),
    ...broken('OPUS-BOOK-13', 'body', [leftOut('TimeSlot')]),
    ...broken('OPUS-BOOK-14', 'body', impossible('Patient.PersonalNumber')),
    ...broken('OPUS-BOOK-15', 'body', [
      ...['Start', 'End', 'ClinicID', 'ClinicianID', 'TreatmentID'].map((part) => leftOut(`TimeSlot.${part}`)),
      ...['TimeSlot.Start', 'TimeSlot.End'].flatMap((field) => [
        withMore(field, 'x'),
        turned(field, 'on 30 February', (time) => String(time).replace(/-\d{2}-\d{2}/, '-02-30')),
      ]),
    ]),
    ...broken('OPUS-BOOK-16', 'body', [
      setTo('TimeSlot.ClinicID', unusedIdLike(seed, 'clinic', clinicIDs), 'of no clinic'),
      setTo('TimeSlot.ClinicianID', unusedIdLike(seed, 'clinician', clinicianIDs), 'of no clinician'),
      setTo('TimeSlot.TreatmentID', unusedIdLike(seed, 'treatment', treatmentIDs), 'of no treatment'),
      ...['ClinicianID', 'TreatmentID'].map((id) => withMore(`TimeSlot.${id}`, 'x')),
    ]),
  ]
}

function updateBookingFaults({ seed, bookings, clinicIDs, otherPersonalNumber }: OpusWorld): OpusFault[] {
  const bookingIDs = bookings.map((booking) => booking.BookingID)
  return [
    ...leftOutOfQuery({ bookingID: 'OPUS-BOOK-20', clinicID: 'OPUS-BOOK-21' }),
    ...broken('OPUS-BOOK-22', 'body', [leftOut('Patient.PersonalNumber')]),
    ...broken('OPUS-BOOK-23', 'query', [
      setTo('bookingID', String(unusedIdLike(seed, 'booking', bookingIDs)), 'of no booking'),
      withMore('bookingID', 'x'),
    ]),
    ...(otherPersonalNumber
      ? broken('OPUS-BOOK-24', 'body', [setTo('Patient.PersonalNumber', otherPersonalNumber, "another patient's")])
      : []),
    ...broken('OPUS-BOOK-28', 'query', [
      setTo('clinicID', String(unusedIdLike(seed, 'clinic', clinicIDs)), 'of no clinic'),
    ]),
  ]
}

function broken(requirement: string, at: 'query' | 'body', alterations: Alteration[]): OpusFault[] {
  return alterations.map((alteration) => ({ requirement, at, ...alteration }))
}

function leftOutOfQuery(requirements: Record<string, string>): OpusFault[] {
  return Object.entries(requirements).flatMap(([name, requirement]) => broken(requirement, 'query', [leftOut(name)]))
}

/** The right number with something after it, which careless parsers take for the number. */
const NOT_QUITE_NUMBERS = [
  withMore('year', 'abc'),
  withMore('month', ',5'),
  withMore('day', '.5'),
  withMore('extradigits', 'x'),
]
const NOT_NUMBERS = [setTo('year', 'abc'), setTo('extradigits', 'abcd'), ...NOT_QUITE_NUMBERS]

/** Without the whole of it, and without each of its parts. */
function incomplete(field: string): Alteration[] {
  return [field, ...['Year', 'Month', 'Day', 'ExtraDigits'].map((part) => `${field}.${part}`)].map(leftOut)
}

/** "Invalid SSN": a day that does not exist, or extra digits that are none. */
function impossible(field: string): Alteration[] {
  return [
    ...impossibleDates(`${field}.`, ['Year', 'Month', 'Day'], Number),
    withMore(`${field}.Year`, 'abc'),
    withMore(`${field}.ExtraDigits`, 'x'),
  ]
}

/** @param write how the target takes a number here: as one, or as text */
function impossibleDates(
  prefix: string,
  [year, month, day]: [string, string, string],
  write: (number: number) => unknown,
): Alteration[] {
  const set = (parts: Record<string, number>) => (original: object) =>
    Object.entries(parts).reduce((copy, [name, number]) => setTo(prefix + name, write(number)).apply(copy), original)
  return [
    { what: `${prefix}${month} 13`, apply: set({ [month]: 13 }) },
    { what: `${prefix}${month} 0`, apply: set({ [month]: 0 }) },
    { what: `${prefix}${day} 32`, apply: set({ [day]: 32 }) },
    { what: `${prefix}${day} 0`, apply: set({ [day]: 0 }) },
    { what: `${prefix}${month} and ${day} of 30 February`, apply: set({ [month]: 2, [day]: 30 }) },
    { what: `${prefix}${month} and ${day} of 31 April`, apply: set({ [month]: 4, [day]: 31 }) },
    { what: `${prefix}${year} and the rest of 29 February 2023`, apply: set({ [year]: 2023, [month]: 2, [day]: 29 }) },
  ]
}
