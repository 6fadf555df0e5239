import type { Exchange } from '../../../engine/exchange.ts'
import { broken, holds, unobserved, worst } from '../../../engine/finding.ts'
import { came, isAccepted } from '../../../engine/status.ts'
import type { Finding } from '../../../engine/verdict.ts'
import { bookingOf, sameSlot } from '../bookings/desk.ts'
import { isListed, singlesAreListed, unlessReplaced, unlistedOf } from '../bookings/listed.ts'
import { isMoved, type Moved, type Sighting } from '../bookings/moving.ts'
import type { BookingStory } from '../context.ts'
import { onBookings } from '../rule.ts'
import { bookingsIn, slotName, slotsIn, slotWords } from '../shapes.ts'
import { accepted, heldBy, leaning, unjudgeable } from '../statuses.ts'

/** Whether a move was accepted, and shows in the patient's bookings. */
function isShown(story: BookingStory, { exchange, before, after, from, to }: Omit<Moved, 'left' | 'taken'>): Finding {
  const outcome = accepted('updateBooking to another free slot', exchange)
  if (outcome.outcome === 'unobserved') return outcome
  const singles = singlesAreListed(story).outcome
  const leansOn = singles === 'holds' ? 'OPUS-BOOK-03' : 'OPUS-BOOK-02'
  // What is not there cannot be moved.
  if (!bookingOf(before, from)) {
    return leaning('the booking was not listed before', leansOn, [before])
  }
  if (outcome.outcome !== 'holds') return outcome
  const bookings = bookingsIn(after)
  const expected = 'getBookings shows the new slot and no longer the old one'
  if (!bookings) {
    return unjudgeable('getBookings', after) ?? leaning(`getBookings: ${came(after)}`, 'OPUS-SHAPE-02', [after])
  }
  const has = (slot: typeof from) => bookings.some((one) => sameSlot(one.slot, slot))
  if (has(to) && !has(from)) return heldBy([200], `moved to ${slotName(to)}`, [exchange], [exchange, after])
  // Where bookings are left out of the list even so, or listed as something else, this one may be as well.
  if (!has(to) && !has(from) && (singles === 'broken' || unlistedOf(story).length > 0)) {
    return leaning('not all bookings were listed before', leansOn, [story.afterAll])
  }
  const wrong = [
    ...(has(to) ? [] : [`${slotWords(to)} is not listed`]),
    ...(has(from) ? [`${slotName(from)} is still listed`] : []),
  ]
  const listed = bookings.map(({ slot }) => slotWords(slot)).join('; ')
  return broken(expected, `${wrong.join(', ')}; listed: ${listed || 'nothing'}`, [exchange, after])
}

/** Why no booking could be moved. */
function notTried({ first, afterFirst }: BookingStory): Finding {
  const listed = isListed(first, afterFirst)
  if (listed.outcome === 'unobserved') return listed
  if (listed.outcome === 'broken') return leaning('no booking is listed', 'OPUS-BOOK-02', [afterFirst])
  return unobserved('there is no other free slot at that clinic', 'a target with more free slots')
}

/** Whether a move was seen to be done. */
const isDone = (moved: Moved | undefined): moved is Moved =>
  isMoved(moved) && bookingOf(moved.after, moved.to) !== undefined && bookingOf(moved.after, moved.from) === undefined

/** Whether both timeslot operations list a slot, or neither; only one that listed it while it was free tells. */
function seen({ slot, byMonth, from }: Sighting, isExpected: boolean, expected: string): Finding[] {
  const isIn = (exchange: Exchange) => slotsIn(exchange)?.some((one) => sameSlot(one, slot))
  return [byMonth, from].map(({ free, later }): Finding => {
    const isListed = isIn(later)
    if (!isIn(free) || isListed === undefined) {
      const unlisted = later.operation === 'getTimeslotsFrom' ? 'OPUS-SLOT-13' : 'OPUS-SLOT-01'
      const words = `${later.operation} does not list ${slotName(slot)} even while it is free`
      return isAccepted(free)
        ? leaning(words, 'OPUS-SLOT-21', [free])
        : (unjudgeable(later.what, later) ?? leaning(`${later.operation}: ${came(free)}`, unlisted, [free]))
    }
    const words = `${later.operation} ${isListed ? 'lists' : 'does not list'} ${slotName(slot)}`
    return isListed === isExpected ? holds(words, [later]) : broken(expected, words, [free, later])
  })
}

/** Bookings that are moved, and slots that are taken and left. */
export const rules = {
  /** "Updates a booking" */
  'OPUS-BOOK-19': onBookings((story) => {
    const { moved } = story
    if (!moved) return notTried(story)
    const { earlier } = moved
    return worst(
      [...(earlier ? [earlier] : []), moved].map((one) => isShown(story, one)),
      notTried(story),
    )
  }),

  /** The timeslot operations are there to find a time that can be booked. */
  'OPUS-BOOK-18': onBookings((story) => {
    const { first, afterFirst, sighting, moved } = story
    const listed = isListed(first, afterFirst)
    if (listed.outcome === 'unobserved') return listed
    if (listed.outcome === 'broken') return leaning('no booking is listed', 'OPUS-BOOK-02', [afterFirst])
    const expected = 'a slot that is booked is no longer listed'
    const ofFirst = sighting ? seen(sighting, false, expected) : []
    return worst(
      [
        ...ofFirst.map((finding) => unlessReplaced(story, finding)),
        ...(isDone(moved) ? seen(moved.taken, false, expected) : []),
      ],
      leaning('no booking was made', 'OPUS-BOOK-01'),
    )
  }),

  /** A booking has one slot; the one that it had is free. */
  'OPUS-BOOK-27': onBookings((story) => {
    const { moved } = story
    if (!isDone(moved)) return leaning('no booking was moved', 'OPUS-BOOK-19')
    const expected = 'the slot that a booking was moved from is offered again'
    return worst(seen(moved.left, true, expected), notTried(story))
  }),
}
