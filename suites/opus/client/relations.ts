import type { Exchange } from '../../../engine/exchange.ts'
import { isAccepted, status } from '../../../engine/status.ts'
import { endOf, judgeRequests, type Traffic, type TrafficRule } from '../../../engine/traffic.ts'
import { listOr, plural } from '../../../engine/words.ts'
import { SHAPES } from '../answer-clauses.ts'
import type { Operation } from '../api.ts'
import { type LocalTime, readTime } from '../local-time.ts'
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
import { clausesOf } from './experiments.ts'
import { bodyIn, callsIn, numberIn, parameter } from './requests.ts'

const answersOf = (traffic: Traffic, operations: RegExp): Exchange[] =>
  callsIn(traffic).filter((one) => operations.test(one.operation) && isAccepted(one) && !one.response?.truncated)

/** Every slot of every answer keeps this. */
const everySlot =
  (
    operations: RegExp,
    expected: string,
    isOdd: (slot: Slot, exchange: Exchange) => boolean,
    about = (_: Exchange) => true,
  ): TrafficRule =>
  (traffic) =>
    judgeRequests(
      // What a wrong call is answered is the matter of its clause.
      answersOf(traffic, operations).filter((one) => about(one) && slotsIn(one) && clausesOf(one).length === 0),
      (exchange) => {
        const odd = slotsIn(exchange)?.find((slot) => isOdd(slot, exchange))
        return odd && slotWords(odd)
      },
      {
        expected,
        kept: (count) => `the slots of ${plural(count, 'answer')} keep it`,
        nothing: 'no such list of slots was asked for and answered',
        remedy: 'a call of getTimeslotsByMonth or getTimeslotsFrom',
      },
    )

const BY_MONTH = /^getTimeslotsByMonth$/
const FROM = /^getTimeslotsFrom$/
const isAsked = (exchange: Exchange, ...names: string[]) =>
  ['clinicID', 'clinicianID', 'treatmentID'].every(
    (name) => (parameter(exchange, name) !== undefined) === names.includes(name),
  )
const isOther = (exchange: Exchange, name: 'clinicID' | 'clinicianID' | 'treatmentID', slot: Slot) => {
  const wanted = parameter(exchange, name)
  return wanted !== undefined && wanted !== slot[name]
}
const isOutside = (slot: Slot, exchange: Exchange) =>
  (['clinicID', 'clinicianID', 'treatmentID'] as const).some((name) => isOther(exchange, name, slot))
const isBefore = (slot: Slot, from: LocalTime | undefined) =>
  from !== undefined && from.instant === undefined && slot.start.local < from.local

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
  'OPUS-SLOT-04': everySlot(
    BY_MONTH,
    'slots that start in that month',
    ({ start }, exchange) =>
      Number(start.local.slice(0, 4)) !== Number(parameter(exchange, 'year')) ||
      Number(start.local.slice(5, 7)) !== Number(parameter(exchange, 'month')),
  ),
  'OPUS-SLOT-05': everySlot(BY_MONTH, 'slots of that clinic', isOutside, (one) => isAsked(one, 'clinicID')),
  'OPUS-SLOT-06': everySlot(BY_MONTH, 'slots of that clinician', isOutside, (one) => isAsked(one, 'clinicianID')),
  'OPUS-SLOT-07': everySlot(BY_MONTH, 'slots of that treatment', isOutside, (one) => isAsked(one, 'treatmentID')),
  'OPUS-SLOT-08': everySlot(BY_MONTH, 'slots of both', isOutside, (one) =>
    [
      ['clinicID', 'clinicianID'],
      ['clinicID', 'treatmentID'],
      ['clinicianID', 'treatmentID'],
    ].some((names) => isAsked(one, ...names)),
  ),
  'OPUS-SLOT-14': everySlot(FROM, 'no slot before that time', ({ start, ...slot }, exchange) =>
    isBefore({ start, ...slot }, readTime(parameter(exchange, 'startingFromDateTime'))),
  ),
  'OPUS-SLOT-15': everySlot(FROM, 'slots of that treatment', (slot, exchange) =>
    isOther(exchange, 'treatmentID', slot),
  ),
  'OPUS-SLOT-16': everySlot(
    FROM,
    'slots of that clinic and clinician',
    (slot, exchange) => isOther(exchange, 'clinicID', slot) || isOther(exchange, 'clinicianID', slot),
    (one) => !isAsked(one, 'treatmentID'),
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
