import { faker } from '@faker-js/faker/locale/sv'
import type { StageHands, StageMock } from '../../../../engine/drill.ts'
import { opusPatient } from '../../../../generators/opus-patient.ts'
import type { PersonalNumberSeries } from '../../../../generators/personal-number.ts'
import { seeded } from '../../../../generators/seeded.ts'
import type { TimeSlot } from '../../../../generators/time-slot.ts'
import { type Booking, listOf, property, readBooking } from '../../shapes.ts'

/** When the mock's clock stands in every situation; all free times are later. */
const NOW = new Date('2031-02-03T06:00:00Z')
const MONTHS_AHEAD = 14

/** A practice with three clinics, two clinicians at each, and three treatments; IDs and names drawn from the seed. */
export interface World {
  apiKey: string
  clinics: readonly { ClinicID: string; Name: string }[]
  clinicians: readonly { ClinicianID: number; Name: string }[]
  /** The first is the one that is asked for; the second one's name begins as the first one's does. */
  treatments: readonly { TreatmentID: number; Name: string }[]
  /** `YYYY-MM-` and a day in the middle of March 2031, so many days later. */
  day(later?: number): string
  /** The IDs of bookings that are there from the start. */
  bookingIDs: readonly number[]
}

const PLACES = ['Ängsbro', 'Vikstrand', 'Åbyholm', 'Norrvalla', 'Östervalla', 'Hagaby']
const TREATMENTS = ['Undersökning', 'Akutbesök', 'Lagning', 'Tandsten', 'Rotfyllning', 'Blekning']

export function world(seed: number): World {
  const drawn = seeded(faker, seed, 'opus drill')
  const ids = drawn.helpers.uniqueArray(() => drawn.number.int({ min: 11, max: 998 }), 12)
  const [first = '', other = ''] = drawn.helpers.shuffle(TREATMENTS)
  const day = drawn.number.int({ min: 5, max: 18 })
  const number = drawn.number.int({ min: 100_000, max: 899_999 })
  return {
    apiKey: drawn.string.alphanumeric(24),
    clinics: drawn.helpers
      .shuffle(PLACES)
      .slice(0, 3)
      .map((place, nth) => ({ ClinicID: `${ids[nth]}-${drawn.string.uuid()}`, Name: `Kliniken ${place}` })),
    clinicians: [0, 1, 2, 3, 4, 5].map((nth) => ({
      ClinicianID: ids[3 + nth] as number,
      Name: `Tandläkare ${nth + 1}`,
    })),
    treatments: [first, `${first} barn`, other].map((Name, nth) => ({ TreatmentID: ids[9 + nth] as number, Name })),
    day: (later = 0) => new Date(Date.UTC(2031, 2, day + later)).toISOString().slice(0, 10),
    bookingIDs: [0, 1, 2, 3, 4, 5].map((nth) => number + 17 * nth),
  }
}

/** The ID of a booking that is there from the start. */
export const bookingID = ({ bookingIDs }: World, nth: number, isText: boolean): number | string =>
  isText ? `B-${bookingIDs[nth]}` : (bookingIDs[nth] as number)

/** A free time, by places in the world's lists; half an hour unless told otherwise. */
export interface Free {
  start: string
  clinic?: number
  treatment?: number
  /** Which of the clinic's two. */
  clinician?: number
  minutes?: number
}

export function slotOf(own: World, { start, clinic = 0, treatment = 0, clinician = 0, minutes = 30 }: Free): TimeSlot {
  const whole = start.length === 16 ? `${start}:00` : start
  return {
    Start: whole,
    End: new Date(Date.parse(`${whole}Z`) + minutes * 60_000).toISOString().slice(0, 19),
    ClinicID: (own.clinics[clinic] as World['clinics'][number]).ClinicID,
    ClinicianID: (own.clinicians[clinic * 2 + clinician] as World['clinicians'][number]).ClinicianID,
    TreatmentID: (own.treatments[treatment] as World['treatments'][number]).TreatmentID,
  }
}

export const nameOfTreatment = ({ treatments }: World): string => treatments[0]?.Name ?? ''
export const nameOfClinic = ({ clinics }: World): string => clinics[0]?.Name ?? ''

/** A patient as a job has it. */
export interface JobPatient {
  firstName: string
  lastName: string
  postalCode: string
  email: string
  mobilePhoneNumber: string
  personalNumber: { year: number; month: number; day: number; extraDigits: string }
}

/** A made-up patient as a job has it: the postal code and the phone number begin with a zero. */
export function jobPatient(
  seed: number,
  { spelling = 'plain', series }: { spelling?: 'plain' | 'non-ascii'; series?: PersonalNumberSeries } = {},
): JobPatient {
  const made = opusPatient(seed, { spelling, ...(series ? { series } : {}) })
  const { Year, Month, Day, ExtraDigits } = made.PersonalNumber
  return {
    firstName: made.FirstName,
    lastName: made.LastName,
    postalCode: `0${made.PostalCode.slice(1)}`,
    email: made.Email,
    mobilePhoneNumber: made.MobilePhoneNumber.replace('+46', '0'),
    personalNumber: { year: Year, month: Month, day: Day, extraDigits: ExtraDigits },
  }
}

const spelledNumber = ({ year, month, day, extraDigits }: JobPatient['personalNumber']) => ({
  Year: year,
  Month: month,
  Day: day,
  ExtraDigits: extraDigits,
})

export const spelledPatient = (patient: JobPatient) => ({
  FirstName: patient.firstName,
  LastName: patient.lastName,
  PostalCode: patient.postalCode,
  Email: patient.email,
  MobilePhoneNumber: patient.mobilePhoneNumber,
  PersonalNumber: spelledNumber(patient.personalNumber),
})

/** What a situation's mock holds. */
export interface Holdings {
  /** In the order in which they are listed. */
  slots: readonly TimeSlot[]
  patients?: readonly JobPatient[]
  bookings?: readonly { BookingID: number | string; patient: JobPatient; slot: TimeSlot }[]
  variants?: readonly string[]
}

export async function startWorld(
  { start }: StageHands,
  { apiKey, clinics, clinicians, treatments }: World,
  { slots, patients = [], bookings = [], variants = [] }: Holdings,
): Promise<StageMock> {
  return start({
    apiKey,
    clock: 'virtual',
    startsAt: NOW,
    monthsAhead: MONTHS_AHEAD,
    variants,
    data: {
      clinics,
      clinicians,
      treatments,
      slots,
      patients: patients.map(spelledPatient),
      bookings: bookings.map(({ BookingID, patient, slot }) => ({
        BookingID,
        PersonalNumber: spelledNumber(patient.personalNumber),
        TimeSlot: slot,
      })),
    },
  })
}

const queryOf = ({ year, month, day, extraDigits }: JobPatient['personalNumber']) =>
  `year=${year}&month=${month}&day=${day}&extradigits=${extraDigits}`

/** The bookings of a patient that the mock holds. */
export async function bookingsHeld(mock: StageMock, own: World, { personalNumber }: JobPatient): Promise<Booking[]> {
  await mock.state('the backend service can be reached')
  const path = `/api/v1/booking?${queryOf(personalNumber)}`
  const { status, body } = await mock.call({ method: 'GET', path, headers: { api_key: own.apiKey } })
  const bookings = status === 404 ? [] : listOf(body)?.map(readBooking)
  if (!bookings?.every((booking) => booking !== undefined)) throw new Error(`the mock's bookings: ${status}`)
  return bookings
}

/** A patient as the mock holds it; undefined where it knows none. */
export async function patientHeld(
  mock: StageMock,
  own: World,
  { personalNumber }: JobPatient,
): Promise<Record<string, unknown> | undefined> {
  await mock.state('the backend service can be reached')
  const path = `/api/v1/patient?${queryOf(personalNumber)}`
  const { status, body } = await mock.call({ method: 'GET', path, headers: { api_key: own.apiKey } })
  return status === 404 ? undefined : textsOf(body)
}

const TEXTS = ['firstName', 'lastName', 'postalCode', 'email', 'mobilePhoneNumber'] as const

/** The texts of a patient, by their names in jobs. */
export const textsOf = (value: unknown): Record<string, unknown> =>
  Object.fromEntries(TEXTS.map((name) => [name, property(value, name)]))
