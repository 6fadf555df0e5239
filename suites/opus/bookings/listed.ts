import type { Exchange } from '../../../engine/exchange.ts'
import { broken, holds, unobserved, worst } from '../../../engine/finding.ts'
import { judgement } from '../../../engine/precluded.ts'
import { came, isAccepted, status } from '../../../engine/status.ts'
import type { Finding } from '../../../engine/verdict.ts'
import type { BookingHistory } from '../context.ts'
import { type Booking, bodyOf, bookingsIn, idOf, leftOutOf, property, slotName, slotWords } from '../shapes.ts'
import { judgeable, leaning } from '../statuses.ts'
import { isMade, lastTry, type Made, sameSlot } from './booker.ts'

export const NO_SLOT = unobserved('no free slot was left', 'a target with more free slots', ['OPUS-SLOT-01'])

/** Whether getBookings lists a booking as it was made. */
export const isListed = (made: Made | undefined, list: Exchange | undefined): Finding =>
  judgement(() => {
    if (!isMade(made) || !list) return leaning('no booking was made', 'OPUS-BOOK-01')
    const expected = "the booking is listed with the slot's Start, End, ClinicID, ClinicianID and TreatmentID"
    const cited = [lastTry(made), list]
    const bookings = bookingsIn(list)
    if (bookings?.some(({ slot }) => sameSlot(slot, made.slot)))
      return holds(`${slotName(made.slot)} is listed`, [list])
    if (bookings) {
      const actual = bookings.map(({ slot }) => slotWords(slot)).join('; ')
      return broken(expected, `${slotWords(made.slot)} was booked; listed: ${actual || 'nothing'}`, cited)
    }
    judgeable('getBookings', list)
    const lacking = leftOutOf(list, lastTry(made))
    if (isAccepted(list) && lacking.length === 0)
      return leaning('getBookings: the bookings cannot be read', 'OPUS-SHAPE-02', [list])
    const actual = lacking.length > 0 ? `a booking without ${lacking.join(', ')}` : came(list)
    return broken(expected, `getBookings: ${actual}`, cited)
  })

/** Whether every patient's only booking is listed as it was made, and no other one is listed as something else. */
export const singlesAreListed = ({ first, afterFirst, lists, more, afterAll }: BookingHistory): Finding =>
  worst(
    [
      isListed(first, afterFirst),
      ...lists.map(({ own, list }) => isListed(own, list)),
      ...more.filter((made) => isThere(made, afterAll)).map((made) => isListed(made, afterAll)),
    ],
    NO_SLOT,
  )

/** Whether a list has a booking, whatever it says of it. */
function isThere(made: Made, list: Exchange | undefined): boolean {
  const id = idOf(property(bodyOf(lastTry(made)), 'BookingID'))
  return list !== undefined && id !== undefined && bookingsIn(list)?.some((one) => one.id === id) === true
}

/** Of the plain patient's bookings, those that the list of all of them lacks. */
export const unlistedOf = ({ first, more, afterAll }: BookingHistory): Made[] =>
  afterAll ? [first, ...more].filter(isMade).filter((one) => isListed(one, afterAll).outcome === 'broken') : []

/** Where a booking went as the next one was made, its slot is free; that it went is OPUS-BOOK-03's matter. */
export function unlessReplaced({ first, afterAll }: BookingHistory, finding: Finding): Finding {
  const isReplaced = isMade(first) && afterAll && isListed(first, afterAll).outcome === 'broken'
  return finding.outcome === 'broken' && isReplaced
    ? leaning('the first booking went as the second was made', 'OPUS-BOOK-03', [afterAll])
    : finding
}

/** A patient's bookings before and after an experiment. */
export interface BeforeAndAfter {
  before: Exchange
  after: Exchange
}

const inWords = ({ id, slot }: Booking): string => `${id} ${slotWords(slot)}`

/** The bookings are the same; answers that are no lists are compared as they are. */
export const unchanged = (expected: string, { before, after }: BeforeAndAfter): Finding =>
  judgement(() => {
    judgeable('the bookings before', before)
    judgeable('the bookings afterwards', after)
    const [one, other] = [bookingsIn(before), bookingsIn(after)]
    const isSame =
      one && other
        ? one.map(inWords).sort().join('\n') === other.map(inWords).sort().join('\n')
        : status(before) === status(after) && before.response?.body === after.response?.body
    if (isSame) return holds('the bookings are unchanged', [after])
    return broken(expected, `the bookings were ${came(before)}, and then ${came(after)}`, [before, after])
  })
