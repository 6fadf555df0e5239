import type { WallMinutes, WrittenTime } from './calendar.ts'
import type { Call, Objection } from './call.ts'
import type { PartialNumber } from './personal-number.ts'
import type { Clinic } from './practice.ts'
import type { Gap, Opening, Slot } from './schedule.ts'
import type { Booking, Patient, World } from './world.ts'

/** An objection's effect: the request is refused; it goes on; or what it asks for is done, and refused all the same. */
export type Effect = 'refused' | 'ignored' | 'done, but refused'

/** What a list of slots, clinics, clinicians or treatments is narrowed by. */
export interface Filter {
  clinicID?: string
  clinicianID?: number
  treatmentID?: number
}

/** A filter of a list of clinics, clinicians or treatments. */
export interface ListFilter extends Filter {
  /** Only who has a free time that fits the rest of the filter. */
  onlyWithFreeTimes: boolean
}

/**
 * Every decision of the mock. `conforming` decides as the reading says; defects and variants replace one of them.
 * A deviation that needs to remember something keeps it in its patch, which is made anew for each mock.
 */
export interface Behaviour {
  // Requests
  isKeyRight(given: string | undefined, right: string, call: Call): boolean
  /** An objection to a request that is valid in itself; whether its IDs and its slot exist is looked at later. */
  objectsTo(call: Call, world: World): Objection | undefined
  effectOf(objection: Objection, call: Call): Effect

  /** What a body is taken for that is no JSON; undefined for nothing. */
  jsonIn(text: string, call: Call): unknown
  /** A whole number that is not negative, and the digits after a date of birth; undefined where a text is none. */
  numberIn(text: string, parameter: string, call: Call): number | undefined
  digitsIn(text: string, call: Call): string | undefined
  timeIn(text: string, call: Call): WrittenTime | undefined

  // Answers
  refusalStatus(objection: Objection, call: Call): number
  /** The body of a refusal; undefined for none. */
  refusalBody(objection: Objection, call: Call, world: World): unknown
  successStatus(call: Call): number
  /** The body of an answer with data, last of all. */
  wire(body: unknown, call: Call): unknown

  // Patients
  findPatient(world: World, wanted: PartialNumber): Patient | undefined
  /** What is stored of a patient who is created. */
  storedPatient(patient: Patient): Patient
  storePatient(world: World, patient: Patient): void
  /** Registers the patient of a booking who is not known yet. */
  registerPatient(world: World, patient: Patient): void
  patientAnswer(patient: Patient, call: Call): unknown

  // Clinics, clinicians and treatments
  /** The ID of the clinic at the index, given a fresh GUID. */
  clinicID(index: number, guid: string): string
  onlyWithFreeTimesByDefault(call: Call): boolean
  /** The filter as it is applied. */
  appliedFilter(filter: ListFilter, call: Call, world: World): ListFilter
  /** The IDs that are listed, from those of the offers that fit the filter. */
  listedIDs(ids: readonly unknown[], filter: ListFilter, call: Call, world: World): readonly unknown[]
  findClinic(world: World, id: string): Clinic | undefined
  clinicAnswer(clinic: Clinic): unknown

  // Free times
  /** What a free stretch of a clinician's day is offered as. */
  openingsIn(gap: Gap): readonly Opening[]
  slotEnd(start: WallMinutes, minutes: number): WallMinutes
  /** Minutes that the clinics' wall clock is ahead of UTC. */
  utcOffset(time: WallMinutes): number
  /** What follows a date-time in an answer. */
  zoneDesignator(time: WallMinutes): string
  /** Whether a slot's start lies in the span in which slots are offered at all. */
  isOpen(slot: Slot, now: WallMinutes, horizon: WallMinutes): boolean
  slotsOfMonth(world: World, year: number, month: number): readonly Slot[]
  /** All slots that start at `start` or later, and before `horizon`. */
  slotsFrom(world: World, start: WallMinutes, horizon: WallMinutes): readonly Slot[]
  fitsFilter(slot: Slot, filter: Filter, call: Call): boolean
  /** Whether a slot is left out of the lists because of the bookings. */
  isBookedUp(slot: Slot, world: World, call: Call): boolean
  /** `delay` is read as the least hours between now and a slot's start. */
  isAfterDelay(slot: Slot, delay: number, now: WallMinutes): boolean
  /** The list that is answered, from the slots that passed everything above. */
  slotList(slots: readonly Slot[], call: Call): readonly Slot[]
  slotAnswer(slot: Slot, texts: { start: string; end: string }): unknown

  // Bookings
  /** Whether one booking makes a slot unbookable. */
  occupies(booked: Slot, slot: Slot): boolean
  /** The ID of a booking, given how many there were before. */
  bookingID(before: number, world: World): number | string
  storeBooking(world: World, booking: Booking): void
  moveBooking(world: World, booking: Booking, slot: Slot, number: PartialNumber): void
  bookingsOf(world: World, wanted: PartialNumber, call: Call): readonly Booking[]
  bookingAnswer(booking: Booking, parts: { slot: unknown; patient: Patient | undefined }, call: Call): unknown

  // Outage
  needsBackend(call: Call): boolean
  /** Whether an outage is found out before the request is looked at, its key aside. */
  asksBackendFirst(call: Call): boolean
  /** What the return of the backend does. */
  backendReturns(world: World): void
}
