import type { Exchange } from '../../../engine/exchange.ts'
import { unobserved } from '../../../engine/finding.ts'
import { isAccepted, status } from '../../../engine/status.ts'
import {
  type Again,
  endOf,
  isUncertain,
  judgeAgain,
  judgeRequests,
  sentAgain,
  type TrafficRule,
} from '../../../engine/traffic.ts'
import { property, readSlot, type Slot, slotName, slotsIn } from '../shapes.ts'
import { bodyIn, callerOf, callsIn, unchanged } from './requests.ts'

const isBooking = ({ operation }: Exchange) => operation === 'createBooking' || operation === 'updateBooking'
const nameWithEnd = (slot: Slot) => `${slotName(slot)} until ${slot.end.local}`

/** "Only when the provider's timeslots are visible": a slot is one that was offered. */
export const offeredSlots: TrafficRule = (traffic) => {
  const calls = callsIn(traffic)
  const offers = calls.filter(
    ({ operation, response }) => operation.startsWith('getTimeslots') && response?.status === 200,
  )
  if (offers.some((one) => slotsIn(one) === undefined)) {
    return unobserved('an answer with slots could not be read', 'slots that are answered whole')
  }
  const asked = calls.flatMap((exchange) => {
    const slot = isBooking(exchange) ? readSlot(property(bodyIn(exchange), 'TimeSlot')) : undefined
    return slot ? [[exchange, slot] as const] : []
  })
  const slots = new Map(asked)
  return judgeRequests(
    [...slots.keys()],
    (exchange) => {
      const name = nameWithEnd(slots.get(exchange) as Slot)
      const isOffered = offers.some(
        (one) => endOf(one) <= exchange.at && slotsIn(one)?.some((slot) => nameWithEnd(slot) === name),
      )
      return isOffered ? undefined : `${name} was not offered`
    },
    {
      expected: 'a slot that this target offered before',
      kept: (count) => `${count} slots had been offered`,
      nothing: 'the client asked for no slot',
      remedy: 'a call of createBooking',
    },
  )
}

/** A rule on calls that follow others which were answered with one of these statuses. */
const after =
  (
    codes: readonly number[],
    groupOf: (exchange: Exchange) => string | undefined,
    faultOf: (again: Again) => string | undefined,
    expected: string,
  ): TrafficRule =>
  (traffic) => {
    const calls = callsIn(traffic)
    const hasFailed = (exchange: Exchange) => codes.includes(status(exchange) ?? 0)
    const named = codes.join(' or ')
    return judgeAgain(
      sentAgain(calls, groupOf, hasFailed),
      faultOf,
      {
        expected,
        kept: (count) => `kept after ${count} answers with ${named}`,
        nothing: `nothing was answered ${named}`,
        remedy: `a call that the target answers ${named}`,
      },
      calls.filter(hasFailed).length,
    )
  }

export const correctsWhatIsRefused = after(
  [400],
  unchanged,
  () => 'was sent again unchanged after a 400',
  'a call that was refused with 400 is not sent again unchanged',
)

export const leavesRefusedKeys = after(
  [401, 403],
  ({ request }) => request.headers.api_key || undefined,
  ({ failures }) => (failures.length > 1 ? `was sent with a key that was refused ${failures.length} times` : undefined),
  'after a refused key no call with the same key more than once',
)

export const leavesWhatCrashes = after(
  [500],
  unchanged,
  ({ failures }) => (failures.length > 1 ? `was sent again after ${failures.length} answers with 500` : undefined),
  'a 500 is not sent again unchanged more than once',
)

const LEAST_MS = 1000
const TOLERANCE_MS = 50
const MOST = 5

export const backsOff = after(
  [503],
  unchanged,
  ({ exchange, failures }) => {
    const last = failures.at(-1) as Exchange
    const before = failures.at(-2)
    const waited = exchange.at - endOf(last)
    if (waited < LEAST_MS - TOLERANCE_MS) return `was sent again ${waited} ms after a 503`
    if (before && waited <= last.at - endOf(before) + TOLERANCE_MS)
      return `was sent again no later than the time before, after ${waited} ms`
    return failures.length >= MOST ? `was sent ${failures.length + 1} times` : undefined
  },
  'after a 503 the same call waits 1 s, longer from one time to the next, and is sent five times at most',
)

export const looksBeforeBookingAgain: TrafficRule = (traffic) => {
  const calls = callsIn(traffic)
  const bookings = calls.filter(isBooking)
  return judgeAgain(
    sentAgain(bookings, unchanged, isUncertain),
    ({ exchange, failures }) => {
      const lost = failures.at(-1) as Exchange
      const hasLooked = calls.some(
        (one) =>
          one.operation === 'getBookings' &&
          callerOf(one) === callerOf(exchange) &&
          one.at >= endOf(lost) &&
          endOf(one) <= exchange.at &&
          (isAccepted(one) || status(one) === 404),
      )
      return hasLooked
        ? undefined
        : `was sent again after ${lost.response ? `a ${status(lost)}` : 'no answer came'}, and getBookings was not asked`
    },
    {
      expected: 'an uncertain booking is sent again only once getBookings was asked whether it is there',
      kept: (count) => `kept after ${count} uncertain bookings`,
      nothing: 'every booking was answered, and none with a 5xx',
      remedy: 'a booking whose answer is lost or a 5xx',
    },
    bookings.filter(isUncertain).length,
  )
}
