import type { Situation } from '../../../../engine/drill.ts'
import { bookSituation, booksEarliest } from './booking.ts'
import { bookingListSituation, reportsBookings, several } from './booking-lists.ts'
import { fromMarch, reportsSlots, slotSituation } from './lists.ts'
import { moveSituation, movesThatBooking } from './moving.ts'
import { PATIENTS, patientSituation, registersPatient } from './patients.ts'

/** How answers are written, as a variant of the mock. */
const SPELLINGS: Readonly<Record<string, [words: string, variant: string]>> = {
  'camel-case': ['Properties of answers begin with a small letter', 'camel-case'],
  'lower-case': ['Properties of answers are in small letters', 'lower-case'],
  wrapped: ['Lists stand in an object, under the name of what they list', 'wrapped-lists'],
  counted: ['Lists stand in an object that tells how long they are, too', 'wrapped-lists-counted'],
  further: ['Every object of an answer has further properties', 'extra-properties'],
}
const ZONES: Readonly<Record<string, [words: string, variant: string, zone: string]>> = {
  'zone-plus-one': ['Times carry +01:00', 'zone-plus-one', '+01:00'],
  'zone-utc': ['Times end in Z', 'zone-utc', 'Z'],
}

const as = (judge: Situation['judges'][string]): Situation['judges'] => ({ 'OPUS-CLIENT-30': judge })

/** OPUS-CLIENT-30: the plain situations once more, with answers that are written otherwise. */
export const spellingSituations: readonly Situation[] = [
  ...Object.entries(SPELLINGS).flatMap(([name, [words, variant]], nth) => [
    slotSituation({
      name: `slots-${name}`,
      summary: `${words}; slots are asked for.`,
      offered: (own) => ({
        free: fromMarch(own),
        question:
          nth % 2 === 0 ? { month: '2031-03', atClinic: true } : { from: `${own.day()}T00:00:00`, atClinic: true },
      }),
      variants: [variant],
      judges: as(reportsSlots),
    }),
    bookSituation({
      name: `book-${name}`,
      summary: `${words}; a slot is booked.`,
      variants: [variant],
      judges: as(booksEarliest),
    }),
    moveSituation({
      name: `move-${name}`,
      summary: `${words}; a booking is moved.`,
      variants: [variant],
      judges: as(movesThatBooking),
    }),
    bookingListSituation({
      name: `bookings-${name}`,
      summary: `${words}; bookings are asked for.`,
      booked: several,
      variants: [variant],
      judges: as(reportsBookings),
    }),
    patientSituation({
      name: `registered-${name}`,
      summary: `${words}; a patient is registered.`,
      patient: PATIENTS['leading-zeros']?.[1] as never,
      variants: [variant],
      judges: as(registersPatient),
    }),
  ]),
  ...Object.entries(ZONES).flatMap(([name, [words, variant, zone]], nth) => [
    slotSituation({
      name: `slots-${name}`,
      summary: `${words}; slots are asked for.`,
      offered: (own) => ({
        free: fromMarch(own),
        question: nth === 0 ? { month: '2031-03', atClinic: true } : { from: `${own.day()}T00:00:00` },
      }),
      variants: [variant],
      zone,
      judges: as(reportsSlots),
    }),
    bookSituation({
      name: `book-${name}`,
      summary: `${words}; a slot is booked.`,
      variants: [variant],
      judges: as(booksEarliest),
    }),
    moveSituation({
      name: `move-${name}`,
      summary: `${words}; a booking is moved.`,
      variants: [variant],
      judges: as(movesThatBooking),
    }),
    bookingListSituation({
      name: `bookings-${name}`,
      summary: `${words}; bookings are asked for.`,
      booked: several,
      variants: [variant],
      judges: as(reportsBookings),
    }),
  ]),
  bookSituation({
    name: 'book-text-id',
    summary: 'BookingIDs are text; a slot is booked.',
    variants: ['booking-ids-as-guids'],
    judges: as(booksEarliest),
  }),
  moveSituation({
    name: 'move-text-id',
    summary: 'BookingIDs are text; a booking is moved.',
    hasTextIDs: true,
    judges: as(movesThatBooking),
  }),
  bookingListSituation({
    name: 'bookings-text-ids',
    summary: 'BookingIDs are text; bookings are asked for.',
    booked: several,
    hasTextIDs: true,
    judges: as(reportsBookings),
  }),
]
