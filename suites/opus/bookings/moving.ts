import type { Exchange } from '../../../engine/exchange.ts'
import type { Trial } from '../../../engine/experiment.ts'
import { isAccepted } from '../../../engine/status.ts'
import type { OpusPatient } from '../../../generators/opus-patient.ts'
import type { Call, Query } from '../api.ts'
import type { Client } from '../client.ts'
import type { Discovery } from '../discovery.ts'
import { later } from '../local-time.ts'
import type { People } from '../patients/people.ts'
import type { Slot } from '../shapes.ts'
import { type BookingDesk, bookCall, bookingIDOf, isMade, lastTry, moveCall } from './desk.ts'
import type { Bookings } from './making.ts'
import type { BeforeAndAfter } from './unchanged.ts'

/** How a timeslot operation answers around a slot: while it was free, and later. */
export interface Seen {
  free: Exchange
  later: Exchange
}

/** How both timeslot operations answer around a slot. */
export interface Sighting {
  slot: Slot
  byMonth: Seen
  from: Seen
}

/** A second booking of a slot that is taken. */
export interface Taken {
  slot: Slot
  /** By createBooking, for a patient without bookings. */
  create: Trial & BeforeAndAfter
  /** By moving another patient's booking onto it. */
  move?: Trial & BeforeAndAfter
  /** The bookings of the one who has the slot. */
  first: BeforeAndAfter
}

/** A booking that was moved to another free slot of its clinic. */
export interface Moved {
  from: Slot
  to: Slot
  call: Call
  exchange: Exchange
  /** The patient's bookings before and after. */
  before: Exchange
  after: Exchange
  /** Where the slot that was left, and the one that was taken, are listed afterwards. */
  left: Sighting
  taken: Sighting
}

/** Reads both timeslot operations around a slot, as they answer now, beside what they answered before anything was booked. */
export async function sight(client: Client, found: Discovery, rule: string, slot: Slot): Promise<Sighting> {
  const { start, treatmentID } = slot
  const [year = '', month = ''] = start.local.split('-')
  const asked = { rule, purpose: 'read' as const, what: `the slots around ${start.local}` }
  const byMonth: Query = { year, month: String(Number(month)) }
  const from = (startingFromDateTime: string): Query => ({ startingFromDateTime, treatmentID })
  const now = async (operation: 'getTimeslotsByMonth' | 'getTimeslotsFrom', query: Query) =>
    (await client.send({ operation, query }, asked)).exchange
  return {
    slot,
    byMonth: {
      free: await client.read('getTimeslotsByMonth', byMonth, asked),
      later: await now('getTimeslotsByMonth', byMonth),
    },
    from: {
      free: await client.read('getTimeslotsFrom', from(found.from), asked),
      // Whether a slot at that very instant is listed is OPUS-SLOT-24's matter.
      later: await now('getTimeslotsFrom', from(later(start.local, -1))),
    },
  }
}

/** Tries to book a slot that is taken. */
export async function bookTaken(
  client: Client,
  desk: BookingDesk,
  people: People,
  bookings: Bookings,
): Promise<Taken | undefined> {
  const { first, afterSecond, afterFirst } = bookings
  if (!isMade(first)) return undefined
  const id = 'OPUS-BOOK-17'
  const { slot } = first
  const control = { call: bookCall(first.patient, slot), exchange: lastTry(first) }
  const single = people.single.patient
  const before = await desk.known(id, single, 'before the second booking')
  const trial = await client.vary(id, control, {
    what: 'createBooking of a slot that is taken',
    call: bookCall(single, slot),
    base: bookCall(single, slot),
  })
  desk.mayDiffer(single, trial.exchange)
  const create = { ...trial, before, after: await desk.list(id, single, 'after the second booking') }
  const [other] = bookings.lists
  const bookingID = other && bookingIDOf(other.list, other.own.slot, lastTry(other.own))
  let move: Taken['move']
  if (other && bookingID !== undefined && other.own.slot.clinicID === slot.clinicID) {
    const call = moveCall(other.patient, bookingID, slot)
    const what = 'updateBooking onto a slot that is taken'
    const { exchange } = await client.send(call, {
      rule: id,
      purpose: 'variation',
      what,
    })
    desk.mayDiffer(other.patient, exchange)
    const after = await desk.list(id, other.patient, 'after the move')
    move = { kind: 'trial', what, control: null, exchange, before: other.list, after }
  }
  const after = await desk.list(id, first.patient, 'the first booking')
  return { slot, create, ...(move ? { move } : {}), first: { before: (afterSecond ?? afterFirst) as Exchange, after } }
}

/** Moves a booking to another free slot of its clinic. */
export async function moveBooking(
  client: Client,
  desk: BookingDesk,
  found: Discovery,
  patient: OpusPatient,
  booked: { slot: Slot; exchange: Exchange },
): Promise<Moved | undefined> {
  const id = 'OPUS-BOOK-19'
  const before = await desk.known(id, patient, 'before the move')
  const bookingID = bookingIDOf(before, booked.slot, booked.exchange)
  const to = await desk.pool.takeAt(booked.slot.clinicID)
  if (bookingID === undefined || !to) return undefined
  const call = moveCall(patient, bookingID, to)
  const { exchange } = await client.send(call, { rule: id, purpose: 'control', what: 'a move to a free slot' })
  desk.mayDiffer(patient, exchange)
  const after = await desk.list(id, patient, 'after the move')
  const left = await sight(client, found, 'OPUS-BOOK-27', booked.slot)
  return {
    from: booked.slot,
    to,
    call,
    exchange,
    before,
    after,
    left,
    taken: await sight(client, found, 'OPUS-BOOK-18', to),
  }
}

export const isMoved = (moved: Moved | undefined): moved is Moved => moved !== undefined && isAccepted(moved.exchange)
