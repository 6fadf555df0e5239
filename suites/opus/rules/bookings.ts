import type { Exchange } from '../../../engine/exchange.ts'
import { broken, holds, unobserved, worst } from '../../../engine/finding.ts'
import { isUnjudgeable } from '../../../engine/rule.ts'
import { came, isAccepted, status } from '../../../engine/status.ts'
import type { Finding } from '../../../engine/verdict.ts'
import { plural } from '../../../engine/words.ts'
import { bookingOf, isMade, lastTry, type Made, sameSlot } from '../bookings/desk.ts'
import { isListed, NO_SLOT, singlesAreListed, unlessReplaced, unlistedOf } from '../bookings/listed.ts'
import type { BookingStory } from '../context.ts'
import { onBookings, rule } from '../rule.ts'
import { bookingsIn, type Slot, slotName } from '../shapes.ts'
import { accepted, isRefused, leaning, nothingListed, unjudgeable } from '../statuses.ts'

/** That a patient may have one coming booking is a rule of business, on which the document is silent. */
const notASecond = (exchange: Exchange): Finding =>
  isRefused(exchange)
    ? unobserved(
        `a second booking of one patient was refused: ${came(exchange)}`,
        'a target where a patient can have two coming bookings',
        [],
        [exchange],
      )
    : (unjudgeable('a second booking', exchange) ?? leaning('no second booking was made', 'OPUS-BOOK-01', [exchange]))

/** The bookings of a patient who has another one moved. */
function stayListed({ moved, first, more }: BookingStory): Finding[] {
  const start = moved?.earlier ?? moved
  const [before, after] = moved && start ? [bookingsIn(start.before), bookingsIn(moved.after)] : []
  if (!moved || !start || !before || !after || !isAccepted(moved.exchange)) return []
  const others = [first, ...more].filter(isMade).filter(({ slot }) => !sameSlot(slot, start.from))
  const lists = (bookings: typeof after, slot: Slot) => bookings.some((one) => sameSlot(one.slot, slot))
  const gone = others.filter(({ slot }) => lists(before, slot) && !lists(after, slot))
  if (gone.length === 0) return [holds('the other bookings are still listed after one was moved', [moved.after])]
  const actual = `${gone.map(({ slot }) => slotName(slot)).join('; ')} is no longer listed after another one was moved`
  return [broken('all bookings of the patient are listed', actual, [start.before, moved.exchange, moved.after])]
}

/** How often a list has a slot. */
const countOf = (list: Exchange, slot: Slot): number =>
  bookingsIn(list)?.filter((one) => sameSlot(one.slot, slot)).length ?? 0

/** Of two bookings of one slot that were under way at once, one at the most is made. */
function atOnce(race: Exchange[], expected: string): Finding[] {
  if (race.length === 0 || !race.every(isAccepted)) return []
  return [broken(expected, `two bookings of one slot, sent at once: ${race.map((one) => came(one)).join('; ')}`, race)]
}

function isMadeKnown({ first, people }: BookingStory, made: Made, read: Exchange): Finding {
  if (!isMade(first)) return leaning('no booking was made at all', 'OPUS-BOOK-01')
  const expected = 'createBooking for a patient who is not known yet creates the patient'
  const exchange = lastTry(made)
  if (!isAccepted(exchange)) {
    // The first one is written like that one.
    if (people.plainExtreme) return leaning('such a patient is refused by createPatient too', 'OPUS-PAT-09', [exchange])
    return unjudgeable('createBooking', exchange) ?? broken(expected, `createBooking: ${came(exchange)}`, [exchange])
  }
  if (isAccepted(read)) return holds('getPatient knows the patient of the booking', [exchange, read])
  // Who is not there is answered 404; whose number cannot be read is another matter.
  if (status(read) === 400) return leaning(`getPatient: ${came(read)}`, 'OPUS-PAT-01', [exchange, read])
  return unjudgeable('getPatient', read) ?? broken(expected, `getPatient: ${came(read)}`, [exchange, read])
}

/** Bookings that are made, and listed. */
export const rules = {
  /** "Creates a booking" */
  'OPUS-BOOK-01': onBookings(({ unknownBy, first, others }) => {
    const asked = [first, ...others.filter((one) => one.isRegistered).map(({ made }) => made)]
    const known = asked.filter((made) => made !== undefined)
    return worst(
      known.map((made) => {
        const finding = accepted(`createBooking of ${slotName(made.slot)}`, lastTry(made))
        return finding.outcome === 'broken' && unknownBy
          ? leaning('the patient could not be registered', unknownBy, [lastTry(made)])
          : finding
      }),
      NO_SLOT,
    )
  }),

  /** "Collects all booking data for a specific patient" */
  'OPUS-BOOK-02': onBookings(singlesAreListed),

  /** "Collects all booking data" */
  'OPUS-BOOK-03': onBookings((story) => {
    const { first, afterFirst, more, afterAll } = story
    if (!isMade(first)) return leaning('no booking was made', 'OPUS-BOOK-01', [first && lastTry(first)])
    const [second] = more
    if (!second) return NO_SLOT
    if (!isMade(second)) return notASecond(lastTry(second))
    if (singlesAreListed(story).outcome !== 'holds')
      return leaning('not even one is listed', 'OPUS-BOOK-02', [afterFirst])
    const made = [first, ...more.filter(isMade)]
    const listed = made.map((one) => isListed(one, afterAll))
    const lacking = unlistedOf(story)
    if (lacking.length === 0) return worst([...listed, ...stayListed(story)], NO_SLOT)
    const count = (afterAll && bookingsIn(afterAll)?.length) ?? 0
    const actual = `${count} listed, not ${lacking.map(({ slot }) => slotName(slot)).join('; ')}`
    return broken(`${plural(made.length, 'booking')} made, as many listed`, actual, [...lacking.map(lastTry), afterAll])
  }),

  /** "for a specific patient" */
  'OPUS-BOOK-04': onBookings((story) => {
    const { first, more, afterAll, afterFirst, others, lists, none } = story
    const own = [first, ...more].filter((made) => made !== undefined)
    const latest = afterAll ?? afterFirst
    const all: { what: string; own: Made[]; list: Exchange }[] = [
      ...(latest ? [{ what: 'the first patient', own, list: latest }] : []),
      ...lists.map((one) => ({ what: `a patient with one booking`, own: [one.own], list: one.list })),
      ...none.map(({ what, list }) => ({ what, own: [], list })),
      ...(story.taken ? [{ what: 'the first patient, later', own, list: story.taken.first.after }] : []),
    ]
    const madeByAll = [...own, ...others.flatMap(({ made }) => (isMade(made) ? [made] : []))]
    return worst(
      all.map(({ what, own: mine, list }): Finding => {
        const bookings = bookingsIn(list)
        if (!bookings)
          return leaning(`${what}: ${came(list)}`, isAccepted(list) ? 'OPUS-SHAPE-02' : 'OPUS-BOOK-02', [list])
        const isMine = ({ slot }: { slot: Slot }) =>
          mine.some((made) => [made.slot, ...made.refused].some((own) => sameSlot(slot, own)))
        const strange = bookings.filter((booking) => !isMine(booking))
        const foreign = strange.filter(({ slot }) => madeByAll.some((made) => sameSlot(slot, made.slot)))
        const isComplete = mine.every((made) => bookings.some(({ slot }) => sameSlot(slot, made.slot)))
        if (foreign.length > 0 || (strange.length > 0 && isComplete)) {
          const named = (foreign.length > 0 ? foreign : strange).slice(0, 2).map(({ slot }) => slotName(slot))
          return broken('no booking of another patient is answered', `${what}: ${named.join('; ')}`, [list])
        }
        return holds(`${what}: ${plural(bookings.length, 'booking')}`, [list])
      }),
      NO_SLOT,
    )
  }),

  /** "if you try to list invoices for a patient that has no invoices" */
  'OPUS-BOOK-09': rule({
    probe: async (opus) => {
      const story = await opus.bookings()
      if (!isUnjudgeable(story)) return story.none
      return opus.during('writes', async () => {
        const list = await opus.desk.list(await opus.nobody(), 'a number of no patient')
        return [{ what: 'a number of no patient', list }]
      })
    },
    judge: (none) =>
      worst(
        none.map(({ what, list }) => {
          const strange = isAccepted(list) ? (bookingsIn(list) ?? []) : []
          if (strange.length > 0)
            return leaning(`${what}: ${plural(strange.length, 'booking')}`, 'OPUS-BOOK-04', [list])
          return nothingListed(`getBookings for ${what}`, list, 404)
        }),
        unobserved('nothing was asked', 'a target that answers'),
      ),
  }),

  /** The document does not say that a slot that is taken cannot be taken again. */
  'OPUS-BOOK-17': onBookings((story) => {
    const { taken, first, afterFirst } = story
    if (!taken) return leaning('no booking was made', 'OPUS-BOOK-01')
    if (isListed(first, afterFirst).outcome !== 'holds')
      return leaning('no booking is listed', 'OPUS-BOOK-02', [afterFirst])
    const expected = 'a slot that is taken is refused with a 4xx, and its first booking stands'
    const tries = [taken.create, taken.again, ...(taken.move ? [taken.move] : [])]
    const finding = worst(
      [
        ...tries.map(({ what, exchange, before, after }): Finding => {
          if (isAccepted(exchange)) return broken(expected, `${what}: ${came(exchange)}`, [exchange])
          if (!isRefused(exchange))
            return unjudgeable(what, exchange) ?? broken(expected, `${what}: ${came(exchange)}`, [exchange])
          if (countOf(after, taken.slot) > countOf(before, taken.slot)) {
            return broken(expected, `${what} is refused with ${exchange.response?.status}, and the slot is booked`, [
              exchange,
              after,
            ])
          }
          return holds(`${what}: ${exchange.response?.status}`, [exchange])
        }),
        bookingOf(taken.first.after, taken.slot)
          ? holds('the first booking stands', [taken.first.after])
          : !bookingOf(taken.first.before, taken.slot)
            ? leaning('the first booking was not listed with the second one', 'OPUS-BOOK-03', [taken.first.before])
            : (unjudgeable('the first booking', taken.first.after) ??
              broken(expected, 'the first booking is no longer listed', [taken.first.after])),
        ...atOnce(taken.race, expected),
      ],
      NO_SLOT,
    )
    return unlessReplaced(story, finding)
  }),

  /** "createBooking" has a patient in its body: that it registers is not said. */
  'OPUS-BOOK-25': onBookings((story) => {
    const { unregistered } = story
    if (unregistered.length === 0) return leaning('nobody was left to book for', 'OPUS-PAT-09')
    return worst(
      unregistered.map(({ made, read }) => isMadeKnown(story, made, read)),
      NO_SLOT,
    )
  }),
}
