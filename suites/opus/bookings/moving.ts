import type { Exchange } from '../../../engine/exchange.ts'
import type { Trial } from '../../../engine/experiment.ts'
import { isAccepted } from '../../../engine/status.ts'
import type { OpusPatient } from '../../../generators/opus-patient.ts'
import type { Call, Query } from '../api.ts'
import type { Client } from '../client.ts'
import type { Discovery } from '../discovery.ts'
import { later } from '../local-time.ts'
import { isRegistered, type People } from '../patients/people.ts'
import type { Slot } from '../shapes.ts'
import { type Booker, bookCall, bookingIDOf, bookingOf, isMade, lastTry, moveCall } from './booker.ts'
import type { BeforeAndAfter } from './listed.ts'
import type { Bookings } from './making.ts'

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
  /** By createBooking, for the one who has the slot. */
  again: Trial & BeforeAndAfter
  /** By moving another patient's booking onto it. */
  move?: Trial & BeforeAndAfter
  /** The bookings of the one who has the slot. */
  first: BeforeAndAfter
  /** Two bookings of a slot that was free, under way at once; for patients who have none. */
  race: Exchange[]
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
  /** The same of the move before it: a booking is moved twice. */
  earlier?: Omit<Moved, 'earlier' | 'left' | 'taken'>
  /** Where the slot that was left, and the one that was taken, are listed afterwards. */
  left: Sighting
  taken: Sighting
}

/** Reads both timeslot operations around a slot, as they answer now, beside what they answered before anything was booked. */
export async function sight(client: Client, found: Discovery, slot: Slot): Promise<Sighting> {
  const { start, treatmentID } = slot
  const [year = '', month = ''] = start.local.split('-')
  const asked = { purpose: 'read' as const, what: `the slots around ${start.local}` }
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
  booker: Booker,
  people: People,
  bookings: Bookings,
): Promise<Taken | undefined> {
  const { first, afterAll, afterFirst } = bookings
  if (!isMade(first)) return undefined
  const { slot } = first
  const control = { call: bookCall(booker.written(first.patient), slot), exchange: lastTry(first) }
  const single = booker.written(people.single.patient)
  const before = await booker.known(single, 'before the second booking')
  const trial = await client.vary(control, {
    what: 'createBooking of a slot that is taken',
    call: bookCall(single, slot),
    base: bookCall(single, slot),
  })
  booker.mayDiffer(single, trial.exchange)
  const create = { ...trial, before, after: await booker.list(single, 'after the second booking') }
  const [other] = bookings.lists
  const bookingID = other && bookingIDOf(other.list, other.own.slot, lastTry(other.own))
  let move: Taken['move']
  if (other && bookingID !== undefined && other.own.slot.clinicID === slot.clinicID) {
    const call = moveCall(booker.written(other.patient), bookingID, slot)
    const what = 'updateBooking onto a slot that is taken'
    const { exchange } = await client.send(call, {
      purpose: 'variation',
      what,
    })
    booker.mayDiffer(other.patient, exchange)
    const after = await booker.list(other.patient, 'after the move')
    move = { kind: 'trial', what, control: null, exchange, before: other.list, after }
  }
  const what = 'createBooking of a slot that the same patient has'
  const repeated = await client.vary(control, { what, call: control.call })
  booker.mayDiffer(first.patient, repeated.exchange)
  const own = {
    before: (afterAll ?? afterFirst) as Exchange,
    after: await booker.list(first.patient, 'the first booking'),
  }
  const race = await bookAtOnce(client, booker, people)
  const tries = [create.exchange, repeated.exchange, ...(move ? [move.exchange] : []), ...race]
  client.ofTakenSlots.push(...tries.map(({ id }) => id))
  return { slot, create, again: { ...repeated, ...own }, ...(move ? { move } : {}), first: own, race }
}

/** Books one free slot for two patients without bookings, at once. */
async function bookAtOnce(client: Client, booker: Booker, people: People): Promise<Exchange[]> {
  const rivals = [people.leapling, people.extreme].filter((one) => isRegistered(one) && booker.canHave(one.patient))
  const slot = rivals.length === 2 ? await booker.pool.take() : undefined
  if (!slot) return []
  return Promise.all(
    rivals.map(async ({ patient }) => {
      const what = 'one of two bookings of a free slot at once'
      const { exchange } = await client.send(bookCall(booker.written(patient), slot), {
        purpose: 'variation',
        what,
      })
      booker.mayDiffer(patient, exchange)
      return exchange
    }),
  )
}

/** Moves a booking to another free slot of its clinic, twice if the first time it can be seen to be moved. */
export async function moveBooking(
  client: Client,
  booker: Booker,
  found: Discovery,
  patient: OpusPatient,
  booked: { slot: Slot; exchange: Exchange },
): Promise<Moved | undefined> {
  const earlier = await moveOnce(client, booker, patient, booked)
  if (!earlier) return undefined
  const isSeen = isAccepted(earlier.exchange) && bookingOf(earlier.after, earlier.to) !== undefined
  const again = isSeen
    ? await moveOnce(client, booker, patient, { slot: earlier.to, exchange: booked.exchange })
    : undefined
  const moved = again ?? earlier
  return {
    ...moved,
    ...(again ? { earlier } : {}),
    left: await sight(client, found, moved.from),
    taken: await sight(client, found, moved.to),
  }
}

async function moveOnce(
  client: Client,
  booker: Booker,
  patient: OpusPatient,
  booked: { slot: Slot; exchange: Exchange },
): Promise<Moved['earlier']> {
  const before = await booker.known(patient, 'before the move')
  const bookingID = bookingIDOf(before, booked.slot, booked.exchange)
  const to = await booker.pool.takeAt(booked.slot.clinicID)
  if (bookingID === undefined || !to) return undefined
  const call = moveCall(booker.written(patient), bookingID, to)
  const { exchange } = await client.send(call, { purpose: 'control', what: 'a move to a free slot' })
  booker.mayDiffer(patient, exchange)
  const after = await booker.list(patient, 'after the move')
  return { from: booked.slot, to, call, exchange, before, after }
}

export const isMoved = (moved: Moved | undefined): moved is Moved => moved !== undefined && isAccepted(moved.exchange)
