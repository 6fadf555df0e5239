import { broken, holds, unobserved, worst } from '../../../engine/finding.ts'
import { came, isAccepted } from '../../../engine/status.ts'
import type { Finding } from '../../../engine/verdict.ts'
import { bookingOf, sameSlot } from '../bookings/booker.ts'
import { isListed, singlesAreListed, unlessReplaced, unlistedOf } from '../bookings/listed.ts'
import { isMoved, type Moved, type Sighting } from '../bookings/moving.ts'
import type { BookingHistory } from '../context.ts'
import { each, onBookings } from '../rule.ts'
import { bookingsIn, type Slot, slotName, slotsIn, slotWords } from '../shapes.ts'
import { accepted, because, heldBy, judgeable, leaning } from '../statuses.ts'

/** Whether a move was accepted, and shows in the patient's bookings. */
function isShown(
  history: BookingHistory,
  { exchange, before, after, from, to }: Omit<Moved, 'left' | 'taken'>,
): Finding {
  const outcome = accepted('updateBooking to another free slot', exchange)
  if (outcome.outcome === 'unobserved') return outcome
  const singles = singlesAreListed(history).outcome
  const leansOn = singles === 'holds' ? 'OPUS-BOOK-03' : 'OPUS-BOOK-02'
  // What is not there cannot be moved.
  if (!bookingOf(before, from)) because(leaning('the booking was not listed before', leansOn, [before]))
  if (outcome.outcome !== 'holds') return outcome
  const bookings = bookingsIn(after)
  if (!bookings) {
    judgeable('getBookings', after)
    return leaning(`getBookings: ${came(after)}`, 'OPUS-SHAPE-02', [after])
  }
  const has = (slot: Slot) => bookings.some((one) => sameSlot(one.slot, slot))
  if (has(to) && !has(from)) return heldBy([200], `moved to ${slotName(to)}`, [exchange], [exchange, after])
  // Where bookings are left out of the list even so, or listed as something else, this one may be as well.
  if (!has(to) && !has(from) && (singles === 'broken' || unlistedOf(history).length > 0)) {
    because(leaning('not all bookings were listed before', leansOn, [history.afterAll]))
  }
  const wrong = [
    ...(has(to) ? [] : [`${slotWords(to)} is not listed`]),
    ...(has(from) ? [`${slotName(from)} is still listed`] : []),
  ]
  const listed = bookings.map(({ slot }) => slotWords(slot)).join('; ')
  const expected = 'getBookings shows the new slot and no longer the old one'
  return broken(expected, `${wrong.join(', ')}; listed: ${listed || 'nothing'}`, [exchange, after])
}

/** Gives up where the first booking is not even listed. */
function needsListed({ first, afterFirst }: BookingHistory): void {
  const listed = isListed(first, afterFirst)
  if (listed.outcome === 'unobserved') because(listed)
  if (listed.outcome === 'broken') because(leaning('no booking is listed', 'OPUS-BOOK-02', [afterFirst]))
}

/** Whether a move was seen to be done. */
const isDone = (moved: Moved | undefined): moved is Moved =>
  isMoved(moved) && bookingOf(moved.after, moved.to) !== undefined && bookingOf(moved.after, moved.from) === undefined

/** Whether both timeslot operations list a slot, or neither; only one that listed it while it was free tells. */
const seen = ({ slot, byMonth, from }: Sighting, isExpected: boolean, expected: string): Finding =>
  each(
    [byMonth, from],
    ({ free, later }) => {
      const isIn = slotsIn(free)?.some((one) => sameSlot(one, slot))
      const isListed = slotsIn(later)?.some((one) => sameSlot(one, slot))
      if (!isIn || isListed === undefined) {
        const words = `${later.operation} does not list ${slotName(slot)} even while it is free`
        if (isAccepted(free)) because(leaning(words, 'OPUS-SLOT-21', [free]))
        judgeable(later.what, later)
        const unlisted = later.operation === 'getTimeslotsFrom' ? 'OPUS-SLOT-13' : 'OPUS-SLOT-01'
        return leaning(`${later.operation}: ${came(free)}`, unlisted, [free])
      }
      const words = `${later.operation} ${isListed ? 'lists' : 'does not list'} ${slotName(slot)}`
      return isListed === isExpected ? holds(words, [later]) : broken(expected, words, [free, later])
    },
    leaning('no booking was made', 'OPUS-BOOK-01'),
  )

/** Bookings that are moved, and slots that are taken and left. */
export const rules = {
  /** "Updates a booking" */
  'OPUS-BOOK-19': onBookings((history) => {
    const { moved } = history
    if (!moved) needsListed(history)
    return each(
      [moved?.earlier, moved].filter((one) => one !== undefined),
      (one) => isShown(history, one),
      unobserved('there is no other free slot at that clinic', 'a target with more free slots'),
    )
  }),

  /** The timeslot operations are there to find a time that can be booked. */
  'OPUS-BOOK-18': onBookings((history) => {
    const { sighting, moved } = history
    needsListed(history)
    const expected = 'a slot that is booked is no longer listed'
    return worst(
      [
        ...(sighting ? [unlessReplaced(history, seen(sighting, false, expected))] : []),
        ...(isDone(moved) ? [seen(moved.taken, false, expected)] : []),
      ],
      leaning('no booking was made', 'OPUS-BOOK-01'),
    )
  }),

  /** A booking has one slot; the one that it had is free. */
  'OPUS-BOOK-27': onBookings(({ moved }) =>
    isDone(moved)
      ? seen(moved.left, true, 'the slot that a booking was moved from is offered again')
      : leaning('no booking was moved', 'OPUS-BOOK-19'),
  ),
}
