import type { Exchange } from '../../../engine/exchange.ts'
import { unobserved } from '../../../engine/finding.ts'
import { type Again, judgeAgain, sentAgain, sentAgainByAny } from '../../../engine/sent-again.ts'
import { isAccepted, status } from '../../../engine/status.ts'
import {
  endOf,
  faultlessBy,
  isUncertain,
  judgeRequests,
  remembered,
  seenLateMs,
  type Traffic,
  type TrafficRule,
} from '../../../engine/traffic.ts'
import { listOr, plural, times } from '../../../engine/words.ts'
import {
  bookingsIn,
  entriesOf,
  NUMBER_PARTS,
  type NumberParts,
  property,
  readSlot,
  SLOT_PARTS,
  type Slot,
  sameNumber,
} from '../shapes.ts'
import { ofEachCall } from './calls.ts'
import { bodyIn, callerOf, callsIn, numberIn, parameter, unchanged } from './requests.ts'

const isBooking = ({ operation }: Exchange) => operation === 'createBooking' || operation === 'updateBooking'

const slotSentIn = (exchange: Exchange) => property(bodyIn(exchange), 'TimeSlot')
const hasAllParts = (slot: unknown) =>
  SLOT_PARTS.every((name) => property(slot, name) !== undefined && property(slot, name) !== null)

/** Names that a slot goes by: the clinic's wall clock, and where a time has its zone, time itself. */
function namesOf(slot: Slot): { byWall: string; byTime?: string } {
  const { start, end, clinicID, clinicianID, treatmentID } = slot
  const rest = `at clinic ${clinicID} with clinician ${clinicianID} for treatment ${treatmentID}`
  const byWall = `${start.local} to ${end.local} ${rest}`
  const hasZone = start.instant !== undefined && end.instant !== undefined
  return hasZone ? { byWall, byTime: `${start.instant} to ${end.instant} ${rest}` } : { byWall }
}

/** When each slot was first offered, by all its names, and when an answer first could not be read whole. */
const offersIn = remembered((traffic) => {
  const first = new Map<string, number>()
  let unreadAt = Number.POSITIVE_INFINITY
  for (const exchange of callsIn(traffic)) {
    if (!exchange.operation.startsWith('getTimeslots') || !isAccepted(exchange)) continue
    const slots = entriesOf(exchange)?.map(readSlot)
    for (const slot of slots ?? []) {
      for (const name of slot ? Object.values(namesOf(slot)) : []) if (!first.has(name)) first.set(name, exchange.at)
    }
    if (!slots?.every((slot) => slot !== undefined)) unreadAt = Math.min(unreadAt, exchange.at)
  }
  return { first, unreadAt }
})

/** "Only when the provider's timeslots are visible": a slot is one that was offered. */
export const offeredSlots: TrafficRule = (traffic) => {
  const { first, unreadAt } = offersIn(traffic)
  const bookings = callsIn(traffic).filter((exchange) => isBooking(exchange) && hasAllParts(slotSentIn(exchange)))
  const isOffered = ({ at }: Exchange, slot: Slot | undefined) => {
    const { byWall, byTime } = slot ? namesOf(slot) : {}
    // A zone that no offer had makes it another time.
    return (first.get(byTime ?? byWall ?? '') ?? Number.POSITIVE_INFINITY) <= at
  }
  const asked = bookings.flatMap((exchange) => {
    const slot = readSlot(slotSentIn(exchange))
    const isClear = isOffered(exchange, slot) || unreadAt > exchange.at
    return isClear ? [[exchange, slot] as const] : []
  })
  if (asked.length === 0 && bookings.length > 0)
    return unobserved('an answer with slots could not be read', 'slots that are answered whole')
  const slots = new Map(asked)
  return judgeRequests(
    [...slots.keys()],
    (exchange) => {
      const slot = slots.get(exchange)
      if (isOffered(exchange, slot)) return undefined
      return slot ? `${namesOf(slot).byWall} was not offered` : 'a TimeSlot that is none'
    },
    {
      expected: 'a slot that this target offered before',
      kept: (count) => `${plural(count, 'slot')} had been offered`,
      nothing: 'the client asked for no slot',
      remedy: 'a call of createBooking',
    },
  )
}

const faultless = faultlessBy([...ofEachCall, offeredSlots])

/** A rule on calls that follow others of a group which were answered with one of these statuses. */
const after =
  (
    codes: readonly number[],
    groups: readonly ((exchange: Exchange) => string | undefined)[],
    faultOf: (again: Again, traffic: Traffic) => string | undefined,
    expected: string,
  ): TrafficRule =>
  (traffic) => {
    const calls = faultless(callsIn(traffic), traffic)
    const hasFailed = (exchange: Exchange) => codes.includes(status(exchange) ?? 0)
    const named = listOr(codes)
    return judgeAgain(
      sentAgainByAny(traffic, calls, groups, hasFailed),
      (again) => faultOf(again, traffic),
      {
        expected,
        kept: (count) => `kept after ${plural(count, 'answer')} with ${named}`,
        nothing: `nothing was answered ${named}`,
        remedy: `a call that the target answers ${named}`,
      },
      calls.filter(hasFailed).length,
    )
  }

export const correctsWhatIsRefused = after(
  [400],
  [unchanged],
  () => 'was sent again unchanged after a 400',
  'a call that was refused with 400 is not sent again unchanged',
)

const keyOf = (exchange: Exchange) => exchange.request.headers.api_key && callerOf(exchange)

export const leavesRefusedKeys = after(
  [401, 403],
  // A key that only some calls are refused for is known by the same call.
  [keyOf, (exchange) => keyOf(exchange) && unchanged(exchange)],
  ({ failures, since }) => (since > 0 ? `was sent with a key that was refused ${times(failures)} before` : undefined),
  'after a refused key no call with the same key more than once',
)

export const leavesWhatCrashes = after(
  [500],
  [unchanged],
  ({ since }) => (since > 0 ? `was sent ${since + 1} times again after a 500` : undefined),
  'a 500 is not sent again unchanged more than once',
)

const LEAST_MS = 1000
/** Timers end a little early; waits that are meant to be alike differ by a little. */
const EARLY_MS = 20
const ALIKE_MS = 50
const MOST = 5

export const backsOff = after(
  [503],
  [unchanged],
  ({ exchange, failures, last, before }, traffic) => {
    const waited = exchange.at - endOf(last)
    const meant = waited + seenLateMs(traffic, endOf(last))
    if (meant < LEAST_MS - EARLY_MS) return `was sent again ${waited} ms after a 503`
    const first = before && last.at - endOf(before) - seenLateMs(traffic, last.at)
    if (first !== undefined && meant <= first + ALIKE_MS)
      return `was sent again no later than the time before, after ${waited} ms`
    return failures >= MOST ? `was sent ${failures + 1} times` : undefined
  },
  'after a 503 the same call waits 1 s, longer from one time to the next, and is sent five times at most',
)

/** The same for requests for one booking, or for one move: whose, which, and to what slot. */
function bookingKey(exchange: Exchange): string {
  const number = NUMBER_PARTS.map((part) => Number(numberIn(exchange)?.[part]))
  const slot = readSlot(slotSentIn(exchange))
  const which = [callerOf(exchange), exchange.operation, parameter(exchange, 'bookingID'), ...number]
  return slot ? [...which, namesOf(slot).byWall].join(' ') : unchanged(exchange)
}

const isBrokenOff = ({ response }: Exchange) => response?.truncated === true
const isInDoubt = (exchange: Exchange) => isUncertain(exchange) || isBrokenOff(exchange)

export const looksBeforeBookingAgain: TrafficRule = (traffic) => {
  const calls = callsIn(traffic)
  const bookings = calls.filter(isBooking)
  const places = new Map(calls.map((one, nth) => [one, nth]))
  const isLook = (one: Exchange, { exchange, last }: Again) => {
    const [asked, own] = [numberIn(one), numberIn(exchange)]
    return (
      one.operation === 'getBookings' &&
      asked !== undefined &&
      // Whoever asks for that very patient right then is this client, with another key of its own.
      (own === undefined ? callerOf(one) === callerOf(exchange) : sameNumber(asked, own as unknown as NumberParts)) &&
      one.at >= endOf(last) &&
      endOf(one) <= exchange.at &&
      ((isAccepted(one) && !isBrokenOff(one)) || status(one) === 404)
    )
  }
  return judgeAgain(
    sentAgain(traffic, bookings, bookingKey, isInDoubt),
    (again) => {
      const lost = again.last
      const between = calls.slice((places.get(lost) ?? 0) + 1, places.get(again.exchange))
      const looks = between.filter((one) => isLook(one, again))
      const why = lost.response && !isBrokenOff(lost) ? `a ${status(lost)}` : 'no answer came'
      if (looks.length === 0) return `was sent again after ${why}, and getBookings was not asked for that patient`
      const slot = readSlot(slotSentIn(again.exchange))
      const isThere = looks.some((one) =>
        bookingsIn(one)?.some((booking) => slot && namesOf(booking.slot).byWall === namesOf(slot).byWall),
      )
      return isThere ? `was sent again after ${why}, though getBookings had shown it` : undefined
    },
    {
      expected: 'an uncertain booking is sent again only once getBookings was asked whether it is there',
      kept: (count) => `kept after ${plural(count, 'uncertain booking')}`,
      nothing: 'every booking was answered, and none with a 5xx',
      remedy: 'a booking whose answer is lost or a 5xx',
    },
    bookings.filter(isInDoubt).length,
  )
}
