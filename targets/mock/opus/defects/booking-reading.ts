import type { Defect } from '../../deviation.ts'
import type { Behaviour } from '../behaviour.ts'
import { fits, keyOf, type PartialNumber } from '../personal-number.ts'
import type { Booking, World } from '../world.ts'
import { accepts, answers, askedNumber, defect, IMPOSSIBLE, type Patch } from './effects.ts'

/** The query's parts of a personal number: the rule about the missing one, and the part's name in the number. */
const PARTS = [
  ['year', 'OPUS-BOOK-05', 'Year'],
  ['month', 'OPUS-BOOK-06', 'Month'],
  ['day', 'OPUS-BOOK-07', 'Day'],
  ['extradigits', 'OPUS-BOOK-08', 'ExtraDigits'],
] as const

/** Lists more or other bookings than the patient's own, of which there is at least one: OPUS-BOOK-09 is about none. */
function lists(change: (own: readonly Booking[], world: World, wanted: PartialNumber) => readonly Booking[]): Patch {
  return ({ bookingsOf }) => ({
    bookingsOf: (world, wanted, call) => {
      const own = bookingsOf(world, wanted, call)
      return own.length === 0 ? own : change(own, world, wanted)
    },
  })
}

/** Lists other properties of a booking's slot; createBooking and updateBooking answer the right ones. */
function listsSlot(change: (slot: Record<string, unknown>) => Record<string, unknown>): Patch {
  return ({ bookingAnswer }) => ({
    bookingAnswer: (booking, parts, call) => {
      const slot = call.operation === 'getBookings' ? change(parts.slot as Record<string, unknown>) : parts.slot
      return bookingAnswer(booking, { ...parts, slot }, call)
    },
  })
}

/** A date-time as it is answered, moved by minutes. */
function moved(text: unknown, minutes: number): string {
  return new Date(Date.parse(`${text}Z`) + minutes * 60_000).toISOString().slice(0, 19)
}

/** What is read back after createBooking and updateBooking: rules about those lean on OPUS-BOOK-02 to -04. */
export const bookingReadingDefects: readonly Defect<Behaviour>[] = [
  defect('OPUS-BOOK-02', 'bookings-not-listed', 'getBookings answers 404 for every patient.', () => ({
    bookingsOf: () => [],
  })),
  defect(
    'OPUS-BOOK-02',
    'bookings-start-in-utc',
    'getBookings answers Start and End an hour early.',
    listsSlot((slot) => ({ ...slot, Start: moved(slot.Start, -60), End: moved(slot.End, -60) })),
  ),
  defect(
    'OPUS-BOOK-02',
    'bookings-end-half-hour',
    'getBookings answers an End that is five minutes late.',
    listsSlot((slot) => ({ ...slot, End: moved(slot.End, 5) })),
  ),
  defect(
    'OPUS-BOOK-02',
    'bookings-end-after-half-an-hour',
    'getBookings answers an End half an hour after Start for whatever takes an hour or more.',
    listsSlot((slot) => {
      const takesLong = String(slot.End) >= moved(slot.Start, 60)
      return { ...slot, End: takesLong ? moved(slot.Start, 30) : slot.End }
    }),
  ),
  ...['ClinicianID', 'TreatmentID', 'End'].map((part) =>
    defect(
      'OPUS-BOOK-02',
      `bookings-without-${part.toLowerCase()}`,
      `getBookings leaves ${part} out.`,
      listsSlot(({ [part]: _, ...slot }) => slot),
    ),
  ),
  defect(
    'OPUS-BOOK-02',
    'bookings-start-without-time',
    'getBookings answers a Start at midnight of its day.',
    listsSlot((slot) => ({ ...slot, Start: `${String(slot.Start).slice(0, 10)}T00:00:00` })),
  ),
  defect(
    'OPUS-BOOK-02',
    'bookings-other-clinic',
    'getBookings answers a ClinicID that is not the booked one.',
    listsSlot((slot) => ({ ...slot, ClinicID: `${slot.ClinicID}-0` })),
  ),
  defect(
    'OPUS-BOOK-02',
    'bookings-other-clinician',
    'getBookings answers the TreatmentID as ClinicianID.',
    listsSlot((slot) => ({ ...slot, ClinicianID: slot.TreatmentID })),
  ),
  defect(
    'OPUS-BOOK-02',
    'bookings-default-treatment',
    'getBookings answers TreatmentID 1 for every booking.',
    listsSlot((slot) => ({ ...slot, TreatmentID: 1 })),
  ),
  defect(
    'OPUS-BOOK-03',
    'bookings-first-only',
    "getBookings answers the patient's first booking only.",
    lists((own) => own.slice(0, 1)),
  ),
  defect(
    'OPUS-BOOK-03',
    'bookings-last-only',
    "getBookings answers the patient's last booking only.",
    lists((own) => own.slice(-1)),
  ),
  ...(
    [
      ['month', ({ slot }) => slot.startText.slice(0, 7)],
      ['treatment', ({ slot }) => slot.treatmentID],
      ['clinic', ({ slot }) => slot.clinicID],
    ] as const satisfies readonly (readonly [string, (booking: Booking) => unknown])[]
  ).map(([what, of]) =>
    defect(
      'OPUS-BOOK-03',
      `bookings-of-one-${what}`,
      `getBookings answers bookings of the first one's ${what} only.`,
      lists((own) => own.filter((booking) => of(booking) === of(own[0]!))),
    ),
  ),
  ...PARTS.flatMap(([name, requirement, part]) => [
    defect(
      'OPUS-BOOK-04',
      `bookings-ignore-${name}`,
      `getBookings answers the bookings of patients who differ in ${name} too.`,
      lists((_own, { bookings }, wanted) =>
        bookings.filter(({ number }) => fits(number, { ...wanted, [part]: undefined })),
      ),
    ),
    defect(
      requirement,
      `get-bookings-${name}-optional`,
      `getBookings without ${name} answers the bookings of who fits the rest.`,
      accepts({ operation: 'getBookings', reason: 'missing', parameter: name }),
    ),
    defect(
      requirement,
      `get-bookings-${name}-missing-404`,
      `getBookings without ${name} answers 404.`,
      answers(404, { operation: 'getBookings', reason: 'missing', parameter: name }),
    ),
    defect(
      'OPUS-BOOK-10',
      `get-bookings-${name}-letters-404`,
      `getBookings answers 404 where ${name} is not a number.`,
      answers(404, { operation: 'getBookings', reason: ['not-a-number', 'not-digits'], parameter: name }),
    ),
  ]),
  ...IMPOSSIBLE.map(([id, reason, what]) =>
    defect(
      'OPUS-BOOK-10',
      `get-bookings-${id}-404`,
      `getBookings answers 404 for ${what}.`,
      accepts({ operation: 'getBookings', reason }),
    ),
  ),
  defect(
    'OPUS-BOOK-04',
    'bookings-of-everybody',
    'getBookings answers all bookings that there are.',
    lists((_own, { bookings }) => bookings),
  ),
  defect(
    'OPUS-BOOK-04',
    'bookings-of-the-clinic',
    "getBookings answers all bookings at the clinics of the patient's bookings.",
    lists((own, { bookings }) =>
      bookings.filter(({ slot }) => own.some((booking) => booking.slot.clinicID === slot.clinicID)),
    ),
  ),
  ...(
    [
      ['no-booking', 'a patient with no booking', true],
      ['unknown', 'a number of no patient', false],
    ] as const
  ).map(([id, what, isKnown]) =>
    defect('OPUS-BOOK-09', `get-bookings-${id}-400`, `getBookings answers 400 for ${what}.`, ({ objectsTo }) => ({
      objectsTo: (call, world) => {
        const number = askedNumber(call)
        const isMeant =
          call.operation === 'getBookings' &&
          world.patients.has(keyOf(number)) === isKnown &&
          !world.bookings.some((booking) => fits(booking.number, number))
        return isMeant ? { reason: 'whim', parameter: 'SSN' } : objectsTo(call, world)
      },
    })),
  ),
  defect(
    'OPUS-BOOK-09',
    'get-bookings-none-200',
    'getBookings answers 200 with a message where there is no booking.',
    answers(200, { operation: 'getBookings', reason: 'no-data' }),
  ),
]
