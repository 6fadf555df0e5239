import { defectsOf } from '../../deviation.ts'
import type { Behaviour } from '../behaviour.ts'
import { fits } from '../personal-number.ts'
import type { Booking } from '../world.ts'
import { accepts, alters, answers, both, decides, doesRefused, optional, refusesAll, where } from './effects.ts'

const withoutPart = (parameter: string, what: string) =>
  optional(
    `update-booking-${parameter.toLowerCase()}`,
    `updateBooking without ${parameter}`,
    `updateBooking without ${parameter} is accepted: ${what}.`,
    where('updateBooking', 'missing', parameter),
  )

const UNKNOWN_BOOKING = { reason: 'unknown', parameter: 'bookingID' } as const
const OTHER_PATIENT = { reason: 'other-patient' } as const

export const bookingMoveDefects = defectsOf<Behaviour>({
  'OPUS-BOOK-19': {
    // What becomes of the two slots, OPUS-BOOK-18 and -27, leans on the move.
    'move-not-done': ['updateBooking answers 200 and moves nothing.', decides({ moveBooking() {} })],
    // The old slot is free again, as OPUS-BOOK-27 has it; only the list is wrong.
    'move-keeps-old': [
      'After updateBooking the old slot is listed beside the new one.',
      ({ moveBooking, bookingsOf }) => {
        const former: Booking[] = []
        return {
          moveBooking: (world, booking, slot, number) => {
            former.push({ ...booking })
            moveBooking(world, booking, slot, number)
          },
          bookingsOf: (world, wanted, call) => [
            ...bookingsOf(world, wanted, call),
            ...former.filter(({ number }) => fits(number, wanted)),
          ],
        }
      },
    ],
    // The new slot stays taken, as OPUS-BOOK-18 has it.
    'move-loses-booking': [
      "updateBooking answers the new slot, and the booking is no longer the patient's.",
      alters('moveBooking', (_moved, _world, booking) => {
        booking.number = {}
      }),
    ],
    'move-keeps-end': [
      'updateBooking moves the Start and leaves the End where it was.',
      ({ moveBooking }) => ({
        moveBooking: (world, booking, slot, number) => {
          const { end, endText } = booking.slot
          moveBooking(world, booking, { ...slot, end, endText }, number)
        },
      }),
    ],
    'move-refused': [
      'updateBooking answers 404 for every booking.',
      refusesAll('updateBooking', 'bookingID', 'with 404'),
    ],
    'move-done-but-refused': [
      'updateBooking moves the booking and answers 400.',
      refusesAll('updateBooking', 'bookingID', 'but does it'),
    ],
    'move-once': [
      'updateBooking moves a booking once, and then no more.',
      ({ moveBooking }) => {
        const moved = new Set<unknown>()
        return {
          moveBooking(world, booking, slot, number) {
            if (!moved.has(booking.id)) moveBooking(world, booking, slot, number)
            moved.add(booking.id)
          },
        }
      },
    ],
  },
  'OPUS-BOOK-20': withoutPart('bookingID', "the patient's first booking is moved"),
  'OPUS-BOOK-21': withoutPart('clinicID', 'the booking is moved'),
  'OPUS-BOOK-22': withoutPart('PersonalNumber', 'the booking is moved'),
  'OPUS-BOOK-23': {
    'update-unknown-creates': ['updateBooking of a booking that does not exist makes it.', accepts(UNKNOWN_BOOKING)],
    'update-unknown-200': [
      'updateBooking of a booking that does not exist answers 200 with a message.',
      answers(200, UNKNOWN_BOOKING),
    ],
    'update-unknown-creates-but-404': [
      'updateBooking of a booking that does not exist answers 404, and makes it.',
      doesRefused(UNKNOWN_BOOKING),
    ],
  },
  'OPUS-BOOK-28': {
    'update-clinic-unchecked': [
      'updateBooking takes any clinicID.',
      accepts(where('updateBooking', ['unknown', 'other-clinic'], 'clinicID')),
    ],
    'update-unknown-clinic-done': [
      'updateBooking refuses a clinicID that does not exist, and moves the booking.',
      both(doesRefused(where('updateBooking', 'unknown', 'clinicID')), accepts(where('updateBooking', 'other-clinic'))),
    ],
  },
  'OPUS-BOOK-24': {
    'update-by-other-patient': [
      "updateBooking with another patient's PersonalNumber moves the booking.",
      accepts(OTHER_PATIENT),
    ],
    'update-by-other-patient-done': [
      "updateBooking with another patient's PersonalNumber is refused, and moves the booking.",
      doesRefused(OTHER_PATIENT),
    ],
    'update-hands-over': [
      "updateBooking with another patient's PersonalNumber gives the booking to that patient.",
      both(
        accepts(OTHER_PATIENT),
        alters('moveBooking', (_moved, _world, booking, _slot, number) => {
          booking.number = number
        }),
      ),
    ],
  },
})
