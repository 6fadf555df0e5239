import type { Exchange } from '../../../engine/exchange.ts'
import { isAccepted, status } from '../../../engine/status.ts'
import { endOf, judgeRequests, perExchange, type Traffic, type TrafficRule } from '../../../engine/traffic.ts'
import { listOr, plural } from '../../../engine/words.ts'
import { SHAPES } from '../answer-clauses.ts'
import type { Operation } from '../api.ts'
import {
  bodyOf,
  bookingsIn,
  type NumberParts,
  property,
  readSlot,
  type Slot,
  sameNumber,
  slotsIn,
  slotWords,
} from '../shapes.ts'
import { isOdd, SLOT_CLAUSES } from '../slot-clauses.ts'
import { FILTERS } from '../slots/base.ts'
import { clausesOf } from './experiments.ts'
import { bodyIn, callsIn, numberIn, parameter } from './requests.ts'

const answersOf = (traffic: Traffic, operations: RegExp): Exchange[] =>
  callsIn(traffic).filter((one) => operations.test(one.operation) && isAccepted(one) && !one.response?.truncated)

/** Every slot of every answer keeps this. */
const everySlot =
  (
    operations: RegExp,
    expected: string,
    isWrong: (slot: Slot, exchange: Exchange) => boolean,
    about = (_: Exchange) => true,
  ): TrafficRule =>
  (traffic) =>
    judgeRequests(
      // What a wrong call is answered is the matter of its clause.
      answersOf(traffic, operations).filter((one) => about(one) && slotsIn(one) && clausesOf(one).length === 0),
      (exchange) => {
        const wrong = slotsIn(exchange)?.find((slot) => isWrong(slot, exchange))
        return wrong && slotWords(wrong)
      },
      {
        expected,
        kept: (count) => `the slots of ${plural(count, 'answer')} keep it`,
        nothing: 'no such list of slots was asked for and answered',
        remedy: 'a call of getTimeslotsByMonth or getTimeslotsFrom',
      },
    )

const asked = perExchange((exchange) =>
  Object.fromEntries(
    ['year', 'month', 'startingFromDateTime', ...FILTERS].flatMap((name) => {
      const value = parameter(exchange, name)
      return value === undefined ? [] : [[name, value]]
    }),
  ),
)

/** Slots are as they were asked for, by the clauses of these requirements; where just these filters were named. */
const asAskedFor = (
  operation: keyof typeof SLOT_CLAUSES,
  expected: string,
  ids: readonly string[],
  filters?: readonly (readonly string[])[],
): TrafficRule => {
  const clauses = SLOT_CLAUSES[operation].filter(([id]) => ids.includes(id)).map(([, clause]) => clause)
  return everySlot(
    new RegExp(`^${operation}$`),
    expected,
    (slot, exchange) => clauses.some((clause) => isOdd(clause, slot, asked(exchange))),
    (exchange) => {
      const named = FILTERS.filter((name) => name in asked(exchange)).join()
      return !filters || filters.some((names) => names.join() === named)
    },
  )
}

const PAIRS = [
  ['clinicID', 'clinicianID'],
  ['clinicID', 'treatmentID'],
  ['clinicianID', 'treatmentID'],
]

/** The accepted writes of an operation that were answered before a read of the same patient. */
const writesBefore = (traffic: Traffic, operation: string, read: Exchange): Exchange[] =>
  answersOf(traffic, new RegExp(`^${operation}$`)).filter((one) => {
    const [written, asked] = [numberIn(one), numberIn(read)]
    // Another number of digits, with its zeros lost, may be another person's.
    const isSame = written?.ExtraDigits === asked?.ExtraDigits
    return isSame && endOf(one) <= read.at && written && asked && sameNumber(written, asked as unknown as NumberParts)
  })

const readsBack =
  (
    read: string,
    write: string,
    expected: string,
    faultOf: (read: Exchange, written: Exchange) => string | undefined,
  ): TrafficRule =>
  (traffic) => {
    const reads = callsIn(traffic).filter((one) => {
      const isAnswered = (isAccepted(one) && !one.response?.truncated) || status(one) === 404
      return one.operation === read && isAnswered && writesBefore(traffic, write, one).length > 0
    })
    return judgeRequests(
      reads,
      (one) => {
        const written = writesBefore(traffic, write, one).at(-1)
        return written && faultOf(one, written)
      },
      {
        expected,
        kept: (count) => `${plural(count, 'read shows', 'reads show')} what was written`,
        nothing: `nobody asked ${read} after an accepted ${write}`,
        remedy: `a call of ${read} after ${write}`,
      },
    )
  }

const TEXTS = ['FirstName', 'LastName', 'PostalCode', 'Email', 'MobilePhoneNumber']

const shapes = (id: 'OPUS-SHAPE-01' | 'OPUS-SHAPE-02' | 'OPUS-SHAPE-03' | 'OPUS-SHAPE-04'): TrafficRule => {
  const faults = SHAPES[id] ?? {}
  return (traffic) =>
    judgeRequests(
      answersOf(traffic, new RegExp(`^(${Object.keys(faults).join('|')})$`)).filter((one) => one.response?.body !== ''),
      (exchange) => faults[exchange.operation as Operation]?.(bodyOf(exchange)).join(', ') || undefined,
      {
        expected: 'answers of the assumed shape',
        kept: (count) => `${plural(count, 'answer')}`,
        nothing: 'there was no such answer',
        remedy: `a call of ${listOr(Object.keys(faults))}`,
      },
    )
}

/** What answers show of the server, by themselves and beside what was asked and written. */
export const relations: Readonly<Record<string, TrafficRule>> = {
  'OPUS-SLOT-04': asAskedFor('getTimeslotsByMonth', 'slots that start in that month', ['OPUS-SLOT-04']),
  'OPUS-SLOT-05': asAskedFor('getTimeslotsByMonth', 'slots of that clinic', ['OPUS-SLOT-05'], [['clinicID']]),
  'OPUS-SLOT-06': asAskedFor('getTimeslotsByMonth', 'slots of that clinician', ['OPUS-SLOT-06'], [['clinicianID']]),
  'OPUS-SLOT-07': asAskedFor('getTimeslotsByMonth', 'slots of that treatment', ['OPUS-SLOT-07'], [['treatmentID']]),
  'OPUS-SLOT-08': asAskedFor(
    'getTimeslotsByMonth',
    'slots of both',
    ['OPUS-SLOT-05', 'OPUS-SLOT-06', 'OPUS-SLOT-07'],
    PAIRS,
  ),
  'OPUS-SLOT-14': asAskedFor('getTimeslotsFrom', 'no slot before that time', ['OPUS-SLOT-14']),
  'OPUS-SLOT-15': asAskedFor('getTimeslotsFrom', 'slots of that treatment', ['OPUS-SLOT-15']),
  'OPUS-SLOT-16': asAskedFor(
    'getTimeslotsFrom',
    'slots of that clinic and clinician',
    ['OPUS-SLOT-16'],
    [['clinicID', 'treatmentID'], ['clinicianID', 'treatmentID'], FILTERS],
  ),
  'OPUS-SLOT-22': everySlot(
    /^getTimeslots/,
    'slots that end after they start',
    ({ start, end }) => end.local <= start.local,
  ),
  'OPUS-PAT-10': readsBack('getPatient', 'createPatient', 'the patient as it was sent', (read, written) => {
    if (status(read) === 404) return '404 for a patient who was created'
    const [sent, told] = [bodyIn(written), bodyOf(read)]
    const odd = TEXTS.filter(
      (name) => property(sent, name) !== undefined && property(told, name) !== property(sent, name),
    )
    return odd.length === 0 ? undefined : `${odd.join(', ')} otherwise than sent`
  }),
  'OPUS-BOOK-02': readsBack('getBookings', 'createBooking', 'the booking that was made', (read, written) => {
    const slot = readSlot(property(bodyIn(written), 'TimeSlot'))
    const bookings = status(read) === 404 ? [] : bookingsIn(read)
    // A booking that was moved is elsewhere, and has its ID still.
    const id = property(bodyOf(written), 'BookingID')
    const isThere = bookings?.some((one) => one.id === String(id) || (slot && slotWords(one.slot) === slotWords(slot)))
    return bookings && !isThere ? 'the booking that was made is not listed' : undefined
  }),
  'OPUS-SHAPE-01': shapes('OPUS-SHAPE-01'),
  'OPUS-SHAPE-02': shapes('OPUS-SHAPE-02'),
  'OPUS-SHAPE-03': shapes('OPUS-SHAPE-03'),
  'OPUS-SHAPE-04': shapes('OPUS-SHAPE-04'),
}
