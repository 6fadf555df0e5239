import type { Behaviour } from './behaviour.ts'
import type { Desk } from './desk.ts'
import { freeSlots, offeredSlots, type WantedSlot } from './free-times.ts'
import { patientOf } from './patients.ts'
import { fits, keyOf, type PartialNumber } from './personal-number.ts'
import {
  areKnown,
  propertiesOf,
  propertyOf,
  queryOf,
  readBody,
  readNumber,
  readNumberInBody,
  readNumberInQuery,
  readObject,
  readRequired,
  readTime,
} from './reading.ts'
import { type Slot, slotOf } from './schedule.ts'
import { answerSlot } from './timeslots.ts'
import type { Booking, World } from './world.ts'

export function getBookings(desk: Desk): unknown {
  const wanted = readNumberInQuery(desk)
  desk.admit()
  const bookings = desk.behaviour.bookingsOf(desk.world, wanted, desk.call)
  if (bookings.length === 0) desk.object({ reason: 'no-data' })
  return bookings.map((booking) => answerBooking(desk, booking))
}

export function createBooking(desk: Desk): unknown {
  const body = readBody(desk, 'Patient')
  const sender = readObject(desk, body, 'Patient')
  const number = sender ? readNumberInBody(desk, sender) : {}
  const wanted = readSlot(desk, body)
  desk.admit()
  const slot = chooseSlot(desk, wanted)
  objectToTaken(desk, slot)
  if (!desk.world.patients.has(keyOf(number))) {
    desk.object({ reason: 'unregistered', parameter: 'PersonalNumber' })
    if (sender) desk.behaviour.registerPatient(desk.world, patientOf(sender, number))
  }
  return answerBooking(desk, storeBooking(desk.behaviour, desk.world, number, slot))
}

export function updateBooking(desk: Desk): unknown {
  const { behaviour, world } = desk
  const query = queryOf(desk)
  const bookingID = readRequired(desk, query, 'bookingID')
  const clinicID = readRequired(desk, query, 'clinicID')
  const body = readBody(desk, 'PersonalNumber')
  const sender = readObject(desk, body, 'Patient', 'PersonalNumber')
  const number = sender ? readNumberInBody(desk, sender) : {}
  // The document requires no TimeSlot here: without one the booking stays where it is.
  const isMove = propertyOf(body, 'TimeSlot') !== undefined
  const wanted = isMove ? readSlot(desk, body) : undefined
  desk.admit()
  const booking = world.bookings.find(({ id, number: owner }) =>
    bookingID === undefined ? fits(owner, number) : String(id) === bookingID,
  )
  if (!booking) desk.object({ reason: 'unknown', parameter: 'bookingID' })
  else if (!fits(booking.number, number)) desk.object({ reason: 'other-patient', parameter: 'PersonalNumber' })
  areKnown(desk, { clinicID })
  const slot = wanted ? chooseSlot(desk, wanted) : booking?.slot
  if (clinicID !== undefined && clinicID !== slot?.clinicID && clinicID !== booking?.slot.clinicID)
    desk.object({ reason: 'other-clinic', parameter: 'clinicID' })
  if (!slot) return null
  objectToTaken(desk, slot, booking)
  if (!booking) return answerBooking(desk, storeBooking(desk.behaviour, desk.world, number, slot))
  behaviour.moveBooking(world, booking, slot, number)
  return answerBooking(desk, booking)
}

/** Makes a booking, under the next ID. */
export function storeBooking(behaviour: Behaviour, world: World, number: PartialNumber, slot: Slot): Booking {
  const booking = { id: behaviour.bookingID(world.bookingsMade++, world), number, slot }
  behaviour.storeBooking(world, booking)
  return booking
}

function answerBooking(desk: Desk, booking: Booking): unknown {
  const patient = desk.world.patients.get(keyOf(booking.number))
  return desk.behaviour.bookingAnswer(booking, { slot: answerSlot(desk, booking.slot), patient }, desk.call)
}

function objectToTaken(desk: Desk, slot: Slot, own?: Booking): void {
  const { world, behaviour } = desk
  if (world.bookings.some((booking) => booking !== own && behaviour.occupies(booking.slot, slot)))
    desk.object({ reason: 'taken', parameter: 'TimeSlot' })
}

/** The body's TimeSlot; empty where it is let pass without one. */
function readSlot(desk: Desk, body: Record<string, unknown>): WantedSlot {
  const object = readObject(desk, body, 'TimeSlot')
  if (!object) return {}
  const source = propertiesOf(object)
  const read = (name: string) => readRequired(desk, source, name, `TimeSlot.${name}`)
  return {
    start: readTime(desk, read('Start'), 'TimeSlot.Start'),
    end: readTime(desk, read('End'), 'TimeSlot.End'),
    clinicID: read('ClinicID'),
    clinicianID: readNumber(desk, read('ClinicianID'), 'TimeSlot.ClinicianID'),
    treatmentID: readNumber(desk, read('TreatmentID'), 'TimeSlot.TreatmentID'),
  }
}

const SLOT_PARTS = ['start', 'end', 'clinicID', 'clinicianID', 'treatmentID'] as const

const ID_NAMES = {
  clinicID: 'TimeSlot.ClinicID',
  clinicianID: 'TimeSlot.ClinicianID',
  treatmentID: 'TimeSlot.TreatmentID',
}

/**
 * The offered slot that is meant. Where objections are let pass, it may be any free one that fits what was said (the
 * last, so that the ones which a client has in view stay free), or one that was never offered.
 */
function chooseSlot(desk: Desk, wanted: WantedSlot): Slot {
  const { behaviour, world, now } = desk
  const known = areKnown(desk, wanted, ID_NAMES)
  const { start = now, end = start + 30, clinicID = '', clinicianID = 0, treatmentID = 0 } = wanted
  const isWhole = SLOT_PARTS.every((part) => wanted[part] !== undefined)
  const offered = (isWhole ? offeredSlots : freeSlots)(behaviour, world, wanted).at(-1)
  if (offered) return offered
  if (known && isWhole) {
    const isWrong = (part: 'end' | 'treatmentID') =>
      offeredSlots(behaviour, world, { ...wanted, [part]: undefined }).length > 0
    const parameter = isWrong('end') ? 'TimeSlot.End' : isWrong('treatmentID') ? 'TimeSlot.TreatmentID' : 'TimeSlot'
    desk.object({ reason: 'never-offered', parameter })
  }
  return slotOf({ clinicID, clinicianID }, start, end, treatmentID)
}
