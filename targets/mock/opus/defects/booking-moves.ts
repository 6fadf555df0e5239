import type { Defect } from '../../deviation.ts'
import type { Behaviour } from '../behaviour.ts'
import { fits } from '../personal-number.ts'
import type { Booking } from '../world.ts'
import { accepts, answers, both, defect, doesRefused, objects } from './effects.ts'

export const bookingMoveDefects: readonly Defect<Behaviour>[] = [
  // What becomes of the two slots, OPUS-BOOK-18 and -27, leans on the move.
  defect('OPUS-BOOK-19', 'move-not-done', 'updateBooking answers 200 and moves nothing.', () => ({ moveBooking() {} })),
  // The old slot is free again, as OPUS-BOOK-27 has it; only the list is wrong.
  defect(
    'OPUS-BOOK-19',
    'move-keeps-old',
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
  ),
  // The new slot stays taken, as OPUS-BOOK-18 has it.
  defect(
    'OPUS-BOOK-19',
    'move-loses-booking',
    "updateBooking answers the new slot, and the booking is no longer the patient's.",
    ({ moveBooking }) => ({
      moveBooking: (world, booking, slot, number) => {
        moveBooking(world, booking, slot, number)
        booking.number = {}
      },
    }),
  ),
  defect(
    'OPUS-BOOK-19',
    'move-keeps-end',
    'updateBooking moves the Start and leaves the End where it was.',
    ({ moveBooking }) => ({
      moveBooking: (world, booking, slot, number) => {
        const { end, endText } = booking.slot
        moveBooking(world, booking, { ...slot, end, endText }, number)
      },
    }),
  ),
  defect(
    'OPUS-BOOK-19',
    'move-refused',
    'updateBooking answers 404 for every booking.',
    both(
      objects({ reason: 'whim', parameter: 'bookingID' }, ({ operation }) => operation === 'updateBooking'),
      answers(404, { operation: 'updateBooking', reason: 'whim' }),
    ),
  ),
  defect(
    'OPUS-BOOK-19',
    'move-done-but-refused',
    'updateBooking moves the booking and answers 400.',
    both(
      objects({ reason: 'whim', parameter: 'bookingID' }, ({ operation }) => operation === 'updateBooking'),
      doesRefused({ operation: 'updateBooking', reason: 'whim' }),
    ),
  ),
  ...(
    [
      ['bookingID', 'OPUS-BOOK-20', "the patient's first booking is moved"],
      ['clinicID', 'OPUS-BOOK-21', 'the booking is moved'],
      ['PersonalNumber', 'OPUS-BOOK-22', 'the booking is moved'],
    ] as const
  ).flatMap(([parameter, requirement, what]) => [
    defect(
      requirement,
      `update-booking-${parameter.toLowerCase()}-optional`,
      `updateBooking without ${parameter} is accepted: ${what}.`,
      accepts({ operation: 'updateBooking', reason: 'missing', parameter }),
    ),
    defect(
      requirement,
      `update-booking-${parameter.toLowerCase()}-missing-404`,
      `updateBooking without ${parameter} answers 404.`,
      answers(404, { operation: 'updateBooking', reason: 'missing', parameter }),
    ),
  ]),
  defect(
    'OPUS-BOOK-23',
    'update-unknown-creates',
    'updateBooking of a booking that does not exist makes it.',
    accepts({ reason: 'unknown', parameter: 'bookingID' }),
  ),
  defect(
    'OPUS-BOOK-23',
    'update-unknown-200',
    'updateBooking of a booking that does not exist answers 200 with a message.',
    answers(200, { reason: 'unknown', parameter: 'bookingID' }),
  ),
  defect(
    'OPUS-BOOK-23',
    'update-unknown-creates-but-404',
    'updateBooking of a booking that does not exist answers 404, and makes it.',
    doesRefused({ reason: 'unknown', parameter: 'bookingID' }),
  ),
  defect(
    'OPUS-BOOK-28',
    'update-clinic-unchecked',
    'updateBooking takes any clinicID.',
    accepts({ operation: 'updateBooking', reason: ['unknown', 'other-clinic'], parameter: 'clinicID' }),
  ),
  defect(
    'OPUS-BOOK-28',
    'update-unknown-clinic-done',
    'updateBooking refuses a clinicID that does not exist, and moves the booking.',
    both(
      doesRefused({ operation: 'updateBooking', reason: 'unknown', parameter: 'clinicID' }),
      accepts({ operation: 'updateBooking', reason: 'other-clinic' }),
    ),
  ),
  defect('OPUS-BOOK-19', 'move-once', 'updateBooking moves a booking once, and then no more.', ({ moveBooking }) => {
    const moved = new Set<unknown>()
    return {
      moveBooking(world, booking, slot, number) {
        if (!moved.has(booking.id)) moveBooking(world, booking, slot, number)
        moved.add(booking.id)
      },
    }
  }),
  defect(
    'OPUS-BOOK-24',
    'update-by-other-patient',
    "updateBooking with another patient's PersonalNumber moves the booking.",
    accepts({ reason: 'other-patient' }),
  ),
  defect(
    'OPUS-BOOK-24',
    'update-by-other-patient-done',
    "updateBooking with another patient's PersonalNumber is refused, and moves the booking.",
    doesRefused({ reason: 'other-patient' }),
  ),
  defect(
    'OPUS-BOOK-24',
    'update-hands-over',
    "updateBooking with another patient's PersonalNumber gives the booking to that patient.",
    both(accepts({ reason: 'other-patient' }), ({ moveBooking }) => ({
      moveBooking: (world, booking, slot, number) => {
        moveBooking(world, booking, slot, number)
        booking.number = number
      },
    })),
  ),
]
