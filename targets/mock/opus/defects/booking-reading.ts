import { alters, askedNumber, defectsOf, defectsOn, each, type Patch } from '../patches.ts'
import { fits, keyOf, type PartialNumber } from '../personal-number.ts'
import type { Booking, World } from '../world.ts'
import { answersImpossible404, answersLetters404, eachPart } from './personal-numbers.ts'

const read = defectsOn('getBookings')
const { answers, optional, refuses } = read

/** Lists more or other bookings than the patient's own, of which there is at least one: OPUS-BOOK-09 is about none. */
function lists(change: (own: readonly Booking[], world: World, wanted: PartialNumber) => readonly Booking[]): Patch {
  return alters('bookingsOf', (own, world, wanted) => (own.length === 0 ? own : change(own, world, wanted)))
}

/** Lists other properties of a booking's slot; createBooking and updateBooking answer the right ones. */
function listsSlot(change: (slot: Record<string, unknown>) => Record<string, unknown>): Patch {
  return ({ bookingAnswer }) => ({
    bookingAnswer: (booking, parts, call) => {
      const slot = call.operation === read.operation ? change(parts.slot as Record<string, unknown>) : parts.slot
      return bookingAnswer(booking, { ...parts, slot }, call)
    },
  })
}

/** A date-time as it is answered, moved by minutes. */
function moved(text: unknown, minutes: number): string {
  return new Date(Date.parse(`${text}Z`) + minutes * 60_000).toISOString().slice(0, 19)
}

/** Answers 400 where there is no booking: for a patient, or for a number of nobody. */
const refusesNone = (what: string, isKnown: boolean) =>
  refuses(what, 'SSN', (call, { patients, bookings }) => {
    const number = askedNumber(call)
    return patients.has(keyOf(number)) === isKnown && !bookings.some((booking) => fits(booking.number, number))
  })

const withoutPart = (name: string) => optional(name, 'answers the bookings of who fits the rest')

/** What is read back after createBooking and updateBooking: rules about those lean on OPUS-BOOK-02 to -04. */
export const bookingReadingDefects = defectsOf({
  'OPUS-BOOK-02': {
    'bookings-not-listed': ['getBookings answers 404 for every patient.', () => ({ bookingsOf: () => [] })],
    'bookings-start-in-utc': [
      'getBookings answers Start and End an hour early.',
      listsSlot((slot) => ({ ...slot, Start: moved(slot.Start, -60), End: moved(slot.End, -60) })),
    ],
    'bookings-end-half-hour': [
      'getBookings answers an End that is five minutes late.',
      listsSlot((slot) => ({ ...slot, End: moved(slot.End, 5) })),
    ],
    'bookings-end-after-half-an-hour': [
      'getBookings answers an End half an hour after Start for whatever takes an hour or more.',
      listsSlot((slot) => {
        const takesLong = String(slot.End) >= moved(slot.Start, 60)
        return { ...slot, End: takesLong ? moved(slot.Start, 30) : slot.End }
      }),
    ],
    ...each(['ClinicianID', 'TreatmentID', 'End'], (part) => ({
      [`bookings-without-${part.toLowerCase()}`]: [
        `getBookings leaves ${part} out.`,
        listsSlot(({ [part]: _, ...slot }) => slot),
      ],
    })),
    'bookings-start-without-time': [
      'getBookings answers a Start at midnight of its day.',
      listsSlot((slot) => ({ ...slot, Start: `${String(slot.Start).slice(0, 10)}T00:00:00` })),
    ],
    'bookings-other-clinic': [
      'getBookings answers a ClinicID that is not the booked one.',
      listsSlot((slot) => ({ ...slot, ClinicID: `${slot.ClinicID}-0` })),
    ],
    'bookings-other-clinician': [
      'getBookings answers the TreatmentID as ClinicianID.',
      listsSlot((slot) => ({ ...slot, ClinicianID: slot.TreatmentID })),
    ],
    'bookings-default-treatment': [
      'getBookings answers TreatmentID 1 for every booking.',
      listsSlot((slot) => ({ ...slot, TreatmentID: 1 })),
    ],
  },
  'OPUS-BOOK-03': {
    'bookings-first-only': ["getBookings answers the patient's first booking only.", lists((own) => own.slice(0, 1))],
    'bookings-last-only': ["getBookings answers the patient's last booking only.", lists((own) => own.slice(-1))],
    ...each(
      [
        ['month', ({ slot }: Booking) => slot.startText.slice(0, 7)],
        ['treatment', ({ slot }: Booking) => slot.treatmentID],
        ['clinic', ({ slot }: Booking) => slot.clinicID],
      ] as const,
      ([what, of]) => ({
        [`bookings-of-one-${what}`]: [
          `getBookings answers bookings of the first one's ${what} only.`,
          lists((own) => own.filter((booking) => of(booking) === of(own[0]!))),
        ],
      }),
    ),
  },
  'OPUS-BOOK-04': {
    ...eachPart((name, part) => ({
      [`bookings-ignore-${name}`]: [
        `getBookings answers the bookings of patients who differ in ${name} too.`,
        lists((_own, { bookings }, wanted) =>
          bookings.filter(({ number }) => fits(number, { ...wanted, [part]: undefined })),
        ),
      ],
    })),
    'bookings-of-everybody': [
      'getBookings answers all bookings that there are.',
      lists((_own, { bookings }) => bookings),
    ],
    'bookings-of-the-clinic': [
      "getBookings answers all bookings at the clinics of the patient's bookings.",
      lists((own, { bookings }) =>
        bookings.filter(({ slot }) => own.some((booking) => booking.slot.clinicID === slot.clinicID)),
      ),
    ],
  },
  'OPUS-BOOK-05': withoutPart('year'),
  'OPUS-BOOK-06': withoutPart('month'),
  'OPUS-BOOK-07': withoutPart('day'),
  'OPUS-BOOK-08': withoutPart('extradigits'),
  'OPUS-BOOK-10': { ...answersLetters404(read), ...answersImpossible404(read) },
  'OPUS-BOOK-09': {
    'get-bookings-no-booking-400': refusesNone('a patient with no booking', true),
    'get-bookings-unknown-400': refusesNone('a number of no patient', false),
    'get-bookings-none-200': answers(200, 'with a message where there is no booking', 'no-data'),
  },
})
