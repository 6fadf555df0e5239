import type { Defect } from '../../deviation.ts'
import type { Behaviour } from '../behaviour.ts'
import type { Call } from '../call.ts'
import { keyOf, type PartialNumber } from '../personal-number.ts'
import { isSameSlot, type Slot } from '../schedule.ts'
import type { Booking } from '../world.ts'
import { accepts, both, defect, doesRefused, type Patch, sentBooking } from './effects.ts'

const sentStart = (call: Call) => sentBooking(call).slot.Start

/** Whether a request asks for that patient and that slot. */
const isOf = (call: Call, number: PartialNumber, slot: Slot): boolean =>
  sentStart(call) === slot.startText && keyOf(number) === keyOf(sentBooking(call).number)

/** Books what is taken, by what the request before it was and what is booked. */
function accepting(isMeant: (call: Call, previous: Call | undefined, made: readonly Booking[]) => boolean): Patch {
  return ({ effectOf, isKeyRight, storeBooking }) => {
    const made: Booking[] = []
    let calls: (Call | undefined)[] = []
    return {
      isKeyRight(given, right, call) {
        calls = [calls.at(-1), call]
        return isKeyRight(given, right, call)
      },
      storeBooking(world, booking) {
        made.push(booking)
        storeBooking(world, booking)
      },
      effectOf: (objection, call) =>
        objection.reason === 'taken' && call.operation === 'createBooking' && isMeant(call, calls[0], made)
          ? 'ignored'
          : effectOf(objection, call),
    }
  }
}

/** After a booking the two timeslot operations may differ by its slot: OPUS-SLOT-21 is about slots that nobody has booked. */
export const bookingSlotDefects: readonly Defect<Behaviour>[] = [
  defect(
    'OPUS-BOOK-17',
    'double-booking-by-create',
    'createBooking books a slot that is taken.',
    accepts({ operation: 'createBooking', reason: 'taken' }),
  ),
  defect(
    'OPUS-BOOK-17',
    'double-booking-by-move',
    'updateBooking moves a booking onto a slot that is taken.',
    accepts({ operation: 'updateBooking', reason: 'taken' }),
  ),
  defect(
    'OPUS-BOOK-17',
    'double-booking-displaces',
    'createBooking books a slot that is taken, and its first booking is gone.',
    both(accepts({ operation: 'createBooking', reason: 'taken' }), ({ storeBooking }) => ({
      storeBooking: (world, booking) => {
        world.bookings = world.bookings.filter(({ slot }) => !isSameSlot(slot, booking.slot))
        storeBooking(world, booking)
      },
    })),
  ),
  defect(
    'OPUS-BOOK-17',
    'double-booking-done',
    'createBooking refuses a slot that is taken, and books it.',
    doesRefused({ operation: 'createBooking', reason: 'taken' }),
  ),
  defect(
    'OPUS-BOOK-17',
    'double-booking-move-done',
    'updateBooking refuses a slot that is taken, and moves the booking onto it.',
    doesRefused({ operation: 'updateBooking', reason: 'taken' }),
  ),
  defect(
    'OPUS-BOOK-17',
    'double-booking-by-the-same',
    'createBooking books a slot again for the patient who has it.',
    accepting((call, _, made) => made.some(({ number, slot }) => isOf(call, number, slot))),
  ),
  defect(
    'OPUS-BOOK-17',
    'double-booking-at-once',
    'createBooking books a slot twice where two ask for it at once.',
    accepting((call, previous) => previous?.operation === call.operation && sentStart(previous) === sentStart(call)),
  ),
  ...(
    [
      ['everywhere', 'by the timeslot operations', () => true],
      ['by-month', 'by month', ({ operation }) => operation === 'getTimeslotsByMonth'],
      ['from', 'from a date', ({ operation }) => operation === 'getTimeslotsFrom'],
    ] as const satisfies readonly (readonly [string, string, (call: Call) => boolean])[]
  ).map(([id, what, when]) =>
    defect(
      'OPUS-BOOK-18',
      `booked-still-listed-${id}`,
      `A slot that is booked is still listed ${what}.`,
      ({ isBookedUp }) => ({
        isBookedUp: (slot, world, call) => !when(call) && isBookedUp(slot, world, call),
      }),
    ),
  ),
  // The slot cannot be booked again, so that OPUS-BOOK-17 holds.
  defect(
    'OPUS-BOOK-18',
    'moved-still-listed',
    'The slot that a booking was moved to is still listed.',
    ({ isBookedUp, moveBooking }) => {
      const movedTo = new Set<Slot>()
      return {
        moveBooking: (world, booking, slot, number) => {
          movedTo.add(slot)
          moveBooking(world, booking, slot, number)
        },
        isBookedUp: (slot, world, call) => !movedTo.has(slot) && isBookedUp(slot, world, call),
      }
    },
  ),
  ...(
    [
      ['everywhere', 'by neither timeslot operation', () => true],
      ['by-month', 'not by month', ({ operation }) => operation === 'getTimeslotsByMonth'],
      ['from', 'not from a date', ({ operation }) => operation === 'getTimeslotsFrom'],
    ] as const satisfies readonly (readonly [string, string, (call: Call) => boolean])[]
  ).map(([id, what, when]) =>
    defect(
      'OPUS-BOOK-27',
      `old-slot-withheld-${id}`,
      `The slot that a booking was moved from is offered again ${what}.`,
      ({ isBookedUp, moveBooking }) => {
        const left = new Set<Slot>()
        return {
          moveBooking: (world, booking, slot, number) => {
            left.add(booking.slot)
            moveBooking(world, booking, slot, number)
          },
          isBookedUp: (slot, world, call) => (when(call) && left.has(slot)) || isBookedUp(slot, world, call),
        }
      },
    ),
  ),
]
