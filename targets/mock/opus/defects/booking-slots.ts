import type { Call } from '../call.ts'
import {
  accepts,
  alters,
  defectsOf,
  defectsOn,
  each,
  on,
  type Patch,
  precedes,
  sentIn,
  together,
  where,
} from '../patches.ts'
import { keyOf, type PartialNumber } from '../personal-number.ts'
import { isSameSlot, type Slot } from '../schedule.ts'
import type { Booking } from '../world.ts'

const create = defectsOn('createBooking')
const update = defectsOn('updateBooking')

const sentStart = (call: Call) => sentIn(call).slot.Start

/** Whether a request asks for that patient and that slot. */
const isOf = (call: Call, number: PartialNumber, slot: Slot): boolean =>
  sentStart(call) === slot.startText && keyOf(number) === keyOf(sentIn(call).number)

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

/** Decides whether a slot is booked up by those that bookings were moved from, or to. */
const afterMoves =
  (which: 'from' | 'to', decide: (usual: boolean, isIt: boolean, call: Call) => boolean): Patch =>
  ({ isBookedUp, moveBooking }) => {
    const slots = new Set<Slot>()
    return {
      moveBooking: (world, booking, slot, number) => {
        slots.add(which === 'from' ? booking.slot : slot)
        moveBooking(world, booking, slot, number)
      },
      isBookedUp: (slot, world, call) => decide(isBookedUp(slot, world, call), slots.has(slot), call),
    }
  }

/** Where slots are listed, and where they are not. */
const WHERE = [
  ['everywhere', 'by the timeslot operations', 'by neither timeslot operation', () => true],
  ['by-month', 'by month', 'not by month', on('getTimeslotsByMonth')],
  ['from', 'from a date', 'not from a date', on('getTimeslotsFrom')],
] as const

/** After a booking the two timeslot operations may differ by its slot: OPUS-SLOT-21 is about slots that nobody has booked. */
export const bookingSlotDefects = defectsOf({
  'OPUS-BOOK-17': {
    'double-booking-by-create': create.accepts('books a slot that is taken', 'taken'),
    'double-booking-by-move': update.accepts('moves a booking onto a slot that is taken', 'taken'),
    'double-booking-displaces': [
      'createBooking books a slot that is taken, and its first booking is gone.',
      together(
        accepts(where('createBooking', 'taken')),
        precedes('storeBooking', (world, booking) => {
          world.bookings = world.bookings.filter(({ slot }) => !isSameSlot(slot, booking.slot))
        }),
      ),
    ],
    'double-booking-done': create.does('a slot that is taken', 'taken'),
    'double-booking-move-done': update.does('a slot that is taken', 'taken'),
    'double-booking-by-the-same': [
      'createBooking books a slot again for the patient who has it.',
      accepting((call, _, made) => made.some(({ number, slot }) => isOf(call, number, slot))),
    ],
    'double-booking-at-once': [
      'createBooking books a slot twice where two ask for it at once.',
      accepting((call, previous) => previous?.operation === call.operation && sentStart(previous) === sentStart(call)),
    ],
  },
  'OPUS-BOOK-18': {
    ...each(WHERE, ([id, what, _, when]) => ({
      [`booked-still-listed-${id}`]: [
        `A slot that is booked is still listed ${what}.`,
        alters('isBookedUp', (isBookedUp, _slot, _world, call) => !when(call) && isBookedUp),
      ],
    })),
    // The slot cannot be booked again, so that OPUS-BOOK-17 holds.
    'moved-still-listed': [
      'The slot that a booking was moved to is still listed.',
      afterMoves('to', (usual, isIt) => !isIt && usual),
    ],
  },
  'OPUS-BOOK-27': each(WHERE, ([id, _, what, when]) => ({
    [`old-slot-withheld-${id}`]: [
      `The slot that a booking was moved from is offered again ${what}.`,
      afterMoves('from', (usual, isIt, call) => (isIt && when(call)) || usual),
    ],
  })),
})
