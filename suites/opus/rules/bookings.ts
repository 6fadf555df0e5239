import type { Exchange } from '../../../engine/exchange.ts'
import { broken, holds, unobserved, worst } from '../../../engine/finding.ts'
import { came, isAccepted, status } from '../../../engine/status.ts'
import type { Finding } from '../../../engine/verdict.ts'
import { plural } from '../../../engine/words.ts'
import { bookingOf, isMade, lastTry, type Made, sameSlot } from '../bookings/booker.ts'
import { isListed, NO_SLOT, singlesAreListed, unlessReplaced, unlistedOf } from '../bookings/listed.ts'
import type { BookingHistory } from '../context.ts'
import { each, onBookings, rule } from '../rule.ts'
import { type Booking, bookingsIn, type Slot, slotName } from '../shapes.ts'
import { accepted, because, isRefused, judgeable, leaning, nothingListed } from '../statuses.ts'

const NOT_MADE = leaning('no booking was made', 'OPUS-BOOK-01')

/** That a patient may have one coming booking is a rule of business, on which the document is silent. */
function notASecond(exchange: Exchange): Finding {
  judgeable('a second booking', exchange)
  if (!isRefused(exchange)) return leaning('no second booking was made', 'OPUS-BOOK-01', [exchange])
  const reason = `a second booking of one patient was refused: ${came(exchange)}`
  return unobserved(reason, 'a target where a patient can have two coming bookings', [], [exchange])
}

const has = (bookings: readonly Booking[] | undefined, slot: Slot): boolean =>
  bookings?.some((one) => sameSlot(one.slot, slot)) === true

/** The bookings of a patient who has another one moved. */
function stayListed({ moved, first, more }: BookingHistory): Finding[] {
  const start = moved?.earlier ?? moved
  const [before, after] = moved && start ? [bookingsIn(start.before), bookingsIn(moved.after)] : []
  if (!moved || !start || !before || !after || !isAccepted(moved.exchange)) return []
  const others = [first, ...more].filter(isMade).filter(({ slot }) => !sameSlot(slot, start.from))
  const gone = others.filter(({ slot }) => has(before, slot) && !has(after, slot))
  if (gone.length === 0) return [holds('the other bookings are still listed after one was moved', [moved.after])]
  const actual = `${gone.map(({ slot }) => slotName(slot)).join('; ')} is no longer listed after another one was moved`
  return [broken('all bookings of the patient are listed', actual, [start.before, moved.exchange, moved.after])]
}

/** How often a list has a slot. */
const countOf = (list: Exchange, slot: Slot): number =>
  bookingsIn(list)?.filter((one) => sameSlot(one.slot, slot)).length ?? 0

function isMadeKnown({ first, people }: BookingHistory, made: Made, read: Exchange): Finding {
  if (!isMade(first)) return leaning('no booking was made at all', 'OPUS-BOOK-01')
  const expected = 'createBooking for a patient who is not known yet creates the patient'
  const exchange = lastTry(made)
  const cited = [exchange, read]
  if (!isAccepted(exchange)) {
    // The first one is written like that one.
    if (people.extreme.plain)
      return leaning('such a patient is refused by createPatient too', 'OPUS-PAT-09', [exchange])
    judgeable('createBooking', exchange)
    return broken(expected, `createBooking: ${came(exchange)}`, [exchange])
  }
  if (isAccepted(read)) return holds('getPatient knows the patient of the booking', cited)
  // Who is not there is answered 404; whose number cannot be read is another matter.
  if (status(read) === 400) return leaning(`getPatient: ${came(read)}`, 'OPUS-PAT-01', cited)
  judgeable('getPatient', read)
  return broken(expected, `getPatient: ${came(read)}`, cited)
}

/** getBookings for one who has none. */
const noneListed = (none: BookingHistory['none']): Finding =>
  each(
    none,
    ({ what, list }) => {
      const strange = isAccepted(list) ? (bookingsIn(list) ?? []) : []
      return strange.length > 0
        ? leaning(`${what}: ${plural(strange.length, 'booking')}`, 'OPUS-BOOK-04', [list])
        : nothingListed(`getBookings for ${what}`, list, 404)
    },
    unobserved('nothing was asked', 'a target that answers'),
  )

/** Bookings that are made, and listed. */
export const rules = {
  /** "Creates a booking" */
  'OPUS-BOOK-01': onBookings(({ unknownBy, first, others }) => {
    const asked = [first, ...others.filter((one) => one.isRegistered).map(({ made }) => made)]
    return each(
      asked.filter((made) => made !== undefined),
      (made) => {
        const finding = accepted(`createBooking of ${slotName(made.slot)}`, lastTry(made))
        return finding.outcome === 'broken' && unknownBy
          ? leaning('the patient could not be registered', unknownBy, [lastTry(made)])
          : finding
      },
      NO_SLOT,
    )
  }),

  /** "Collects all booking data for a specific patient" */
  'OPUS-BOOK-02': onBookings(singlesAreListed),

  /** "Collects all booking data" */
  'OPUS-BOOK-03': onBookings((history) => {
    const { first, afterFirst, more, afterAll } = history
    const [second] = more
    if (!isMade(first)) return NOT_MADE
    if (!second) return NO_SLOT
    if (!isMade(second)) return notASecond(lastTry(second))
    if (singlesAreListed(history).outcome !== 'holds')
      return leaning('not even one is listed', 'OPUS-BOOK-02', [afterFirst])
    const made = [first, ...more.filter(isMade)]
    const lacking = unlistedOf(history)
    if (lacking.length === 0)
      return worst([...made.map((one) => isListed(one, afterAll)), ...stayListed(history)], NO_SLOT)
    const count = (afterAll && bookingsIn(afterAll)?.length) ?? 0
    const actual = `${count} listed, not ${lacking.map(({ slot }) => slotName(slot)).join('; ')}`
    return broken(`${plural(made.length, 'booking')} made, as many listed`, actual, [...lacking.map(lastTry), afterAll])
  }),

  /** "for a specific patient" */
  'OPUS-BOOK-04': onBookings(({ first, more, afterAll, afterFirst, others, lists, none, taken }) => {
    const own = [first, ...more].filter((made) => made !== undefined)
    const latest = afterAll ?? afterFirst
    const all: { what: string; own: Made[]; list: Exchange }[] = [
      ...(latest ? [{ what: 'the first patient', own, list: latest }] : []),
      ...lists.map((one) => ({ what: `a patient with one booking`, own: [one.own], list: one.list })),
      ...none.map((one) => ({ ...one, own: [] })),
      ...(taken ? [{ what: 'the first patient, later', own, list: taken.first.after }] : []),
    ]
    const madeByAll = [...own, ...others.flatMap(({ made }) => (isMade(made) ? [made] : []))]
    return each(
      all,
      ({ what, own: mine, list }) => {
        const bookings = bookingsIn(list)
        if (!bookings)
          return leaning(`${what}: ${came(list)}`, isAccepted(list) ? 'OPUS-SHAPE-02' : 'OPUS-BOOK-02', [list])
        const slots = mine.flatMap((made) => [made.slot, ...made.refused])
        const strange = bookings.filter((booking) => !slots.some((slot) => sameSlot(booking.slot, slot)))
        const foreign = strange.filter(({ slot }) => madeByAll.some((made) => sameSlot(slot, made.slot)))
        const isComplete = mine.every(({ slot }) => has(bookings, slot))
        if (foreign.length > 0 || (strange.length > 0 && isComplete)) {
          const named = (foreign.length > 0 ? foreign : strange).slice(0, 2).map(({ slot }) => slotName(slot))
          return broken('no booking of another patient is answered', `${what}: ${named.join('; ')}`, [list])
        }
        return holds(`${what}: ${plural(bookings.length, 'booking')}`, [list])
      },
      NO_SLOT,
    )
  }),

  /** "if you try to list invoices for a patient that has no invoices" */
  'OPUS-BOOK-09': rule({
    needs: ['bookings'],
    judge: ({ bookings }) => noneListed(bookings.none),
    otherwise: {
      needs: ['nobody'],
      judge: ({ nobody }) => noneListed([{ what: 'a number of no patient', list: nobody.list }]),
    },
  }),

  /** The document does not say that a slot that is taken cannot be taken again. */
  'OPUS-BOOK-17': onBookings((history) => {
    const { taken, first, afterFirst } = history
    if (!taken) return NOT_MADE
    if (isListed(first, afterFirst).outcome !== 'holds')
      return leaning('no booking is listed', 'OPUS-BOOK-02', [afterFirst])
    const { slot, race } = taken
    const expected = 'a slot that is taken is refused with a 4xx, and its first booking stands'
    const tries = each(
      [taken.create, taken.again, ...(taken.move ? [taken.move] : [])],
      ({ what, exchange, before, after }) => {
        if (!isRefused(exchange)) {
          judgeable(what, exchange)
          return broken(expected, `${what}: ${came(exchange)}`, [exchange])
        }
        if (countOf(after, slot) <= countOf(before, slot)) return holds(`${what}: ${status(exchange)}`, [exchange])
        const actual = `${what} is refused with ${status(exchange)}, and the slot is booked`
        return broken(expected, actual, [exchange, after])
      },
      NO_SLOT,
    )
    const stands = each(
      [taken.first],
      ({ before, after }) => {
        if (bookingOf(after, slot)) return holds('the first booking stands', [after])
        if (!bookingOf(before, slot)) {
          because(leaning('the first booking was not listed with the second one', 'OPUS-BOOK-03', [before]))
        }
        judgeable('the first booking', after)
        return broken(expected, 'the first booking is no longer listed', [after])
      },
      NO_SLOT,
    )
    // Of two bookings of one slot that were under way at once, one at the most is made.
    const words = `two bookings of one slot, sent at once: ${race.map((one) => came(one)).join('; ')}`
    const atOnce = race.length > 0 && race.every(isAccepted) ? [broken(expected, words, race)] : []
    return unlessReplaced(history, worst([tries, stands, ...atOnce], NO_SLOT))
  }),

  /** "createBooking" has a patient in its body: that it registers is not said. */
  'OPUS-BOOK-25': onBookings((history) =>
    each(
      history.unregistered,
      ({ made, read }) => isMadeKnown(history, made, read),
      leaning('nobody was left to book for', 'OPUS-PAT-09'),
    ),
  ),
}
