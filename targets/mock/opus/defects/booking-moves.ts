import { accepts, alters, decides, defectsOf, defectsOn, doesRefused, type Patch, together } from '../patches.ts'
import { fits, type PartialNumber } from '../personal-number.ts'
import type { Booking } from '../world.ts'

const { accepts: takes, answers, answers404, does, doesAndRefuses, meant, optional } = defectsOn('updateBooking')

/** Once it was moved, a booking is somebody else's. */
const movesTo = (owner: (number: PartialNumber) => PartialNumber): Patch =>
  alters('moveBooking', (_moved, _world, booking, _slot, number) => {
    booking.number = owner(number)
  })

export const bookingMoveDefects = defectsOf({
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
      movesTo(() => ({})),
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
    'move-refused': answers404('bookingID'),
    'move-done-but-refused': doesAndRefuses('bookingID'),
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
  'OPUS-BOOK-20': optional('bookingID', "moves the patient's first booking"),
  'OPUS-BOOK-21': optional('clinicID', 'moves the booking'),
  'OPUS-BOOK-22': optional('PersonalNumber', 'moves the booking'),
  'OPUS-BOOK-23': {
    'update-unknown-creates': takes('makes a booking that does not exist', 'unknown', 'bookingID'),
    'update-unknown-200': answers(200, 'for a booking that does not exist, with a message', 'unknown', 'bookingID'),
    'update-unknown-creates-but-404': does('a booking that does not exist', 'unknown', 'bookingID'),
  },
  'OPUS-BOOK-28': {
    'update-clinic-unchecked': takes('takes any clinicID', ['unknown', 'other-clinic'], 'clinicID'),
    'update-unknown-clinic-done': [
      'updateBooking refuses a clinicID that does not exist, and moves the booking.',
      together(doesRefused(meant('unknown', 'clinicID')), accepts(meant('other-clinic'))),
    ],
  },
  'OPUS-BOOK-24': {
    'update-by-other-patient': takes("with another patient's PersonalNumber moves the booking", 'other-patient'),
    'update-by-other-patient-done': does("another patient's PersonalNumber", 'other-patient'),
    'update-hands-over': [
      "updateBooking with another patient's PersonalNumber gives the booking to that patient.",
      together(
        accepts(meant('other-patient')),
        movesTo((number) => number),
      ),
    ],
  },
})
