import { parseTime, type WallMinutes, type WrittenTime } from './calendar.ts'
import type { Call, Objection, OperationId, Reason } from './call.ts'
import { EXAMPLE_CLINIC } from './example.ts'
import { fits, keyOf, type PartialNumber } from './personal-number.ts'
import type { Clinic } from './practice.ts'
import { type Filter, type Gap, isOffered, isSameSlot, type Opening, type Slot, slotsBetween } from './schedule.ts'
import { refusalText } from './texts.ts'
import type { Booking, Patient, World } from './world.ts'

/** An objection's effect: the request is refused; it goes on; or what it asks for is done, and refused all the same. */
export type Effect = 'refused' | 'ignored' | 'done, but refused'

/** A filter of a list of clinics, clinicians or treatments. */
export interface ListFilter extends Filter {
  /** Only who has a free time that fits the rest of the filter. */
  onlyWithFreeTimes: boolean
}

/** What the document leaves open, and this mock lets pass. */
const IGNORED = new Set<Reason>(['check-digit', 'unregistered', 'registered'])

/** 400 for every other reason. */
const STATUS: Partial<Record<Reason, number>> = {
  key: 401,
  unknown: 404,
  'no-data': 404,
  'other-patient': 404,
  crash: 500,
  backend: 503,
}

const BACKEND_OPERATIONS = new Set<OperationId>([
  'getBookings',
  'createBooking',
  'updateBooking',
  'getPatient',
  'createPatient',
])

/** The numbers of the clinics go on from the example's. */
const FIRST_CLINIC = 17
const FIRST_BOOKING_ID = 90_001

/** A patient who is known already is overwritten. */
const storePatient = (world: World, patient: Patient): void => {
  world.patients.set(keyOf(patient.PersonalNumber), patient)
}

/**
 * Every decision of the mock, as `docs/reading/opus.md` reads the document, its assumed rules included; defects and
 * variants replace one of them. A deviation that needs to remember something keeps it in its patch, which is made anew
 * for each mock.
 */
export const conforming = {
  // Requests
  isKeyRight: (given: string | undefined, right: string, _call: Call): boolean => given === right,
  /** An objection to a request that is valid in itself; whether its IDs and its slot exist is looked at later. */
  objectsTo: (_call: Call, _world: World): Objection | undefined => undefined,
  effectOf: ({ reason }: Objection, _call: Call): Effect => (IGNORED.has(reason) ? 'ignored' : 'refused'),
  /** What a body is taken for that is no JSON; undefined for nothing. */
  jsonIn: (_text: string, _call: Call): unknown => undefined,
  /** A whole number that is not negative, and the digits after a date of birth; undefined where a text is none. */
  numberIn: (text: string, _parameter: string, _call: Call): number | undefined =>
    /^\d+$/.test(text) ? Number(text) : undefined,
  digitsIn: (text: string, _call: Call): string | undefined => (/^\d+$/.test(text) ? text : undefined),
  timeIn: (text: string, _call: Call): WrittenTime | undefined => parseTime(text),

  // Answers
  refusalStatus: ({ reason }: Objection, _call: Call): number => STATUS[reason] ?? 400,
  /** The body of a refusal; undefined for none. */
  refusalBody: (objection: Objection, _call: Call, _world: World): unknown => ({ Message: refusalText(objection) }),
  successStatus: (_call: Call): number => 200,
  /** The body of an answer with data, last of all. */
  wire: (body: unknown, _call: Call): unknown => body,

  // Patients
  findPatient: ({ patients }: World, wanted: PartialNumber): Patient | undefined =>
    patients.get(keyOf(wanted)) ?? [...patients.values()].find(({ PersonalNumber }) => fits(PersonalNumber, wanted)),
  /** What is stored of a patient who is created. */
  storedPatient: (patient: Patient): Patient => patient,
  storePatient,
  /** Registers the patient of a booking who is not known yet. */
  registerPatient: storePatient,
  patientAnswer: (patient: Patient, _call: Call): unknown => patient,

  // Clinics, clinicians and treatments
  /** The ID of the clinic at the index, given a fresh GUID. */
  clinicID: (index: number, guid: string): string => (index === 0 ? EXAMPLE_CLINIC : `${FIRST_CLINIC + index}-${guid}`),
  onlyWithFreeTimesByDefault: (_call: Call): boolean => true,
  /** The filter as it is applied. */
  appliedFilter: (filter: ListFilter, _call: Call, _world: World): ListFilter => filter,
  /** The IDs that are listed, from those of the offers that fit the filter. */
  listedIDs: (ids: readonly unknown[], _filter: ListFilter, _call: Call, _world: World): readonly unknown[] => ids,
  findClinic: ({ practice }: World, id: string): Clinic | undefined =>
    practice.clinics.find((clinic) => clinic.id === id),
  clinicAnswer: ({ id, name }: Clinic): unknown => ({ ClinicID: id, Name: name }),

  // Free times
  /** What a free stretch of a clinician's day is offered as. */
  openingsIn: (gap: Gap): readonly Opening[] => [gap],
  slotEnd: (start: WallMinutes, minutes: number): WallMinutes => start + minutes,
  /** Minutes that the clinics' wall clock is ahead of UTC. */
  utcOffset: (_time: WallMinutes): number => 0,
  /** What follows a date-time in an answer. */
  zoneDesignator: (_time: WallMinutes): string => '',
  /** Whether a slot's start lies in the span in which slots are offered at all. */
  isOpen: (slot: Slot, now: WallMinutes, horizon: WallMinutes): boolean => slot.start >= now && slot.start < horizon,
  slotsOfMonth: ({ schedule }: World, year: number, month: number): readonly Slot[] => schedule.month(year, month),
  /** All slots that start at `start` or later, and before `horizon`. */
  slotsFrom: ({ schedule }: World, start: WallMinutes, horizon: WallMinutes): readonly Slot[] => [
    ...slotsBetween(schedule, start, horizon),
  ],
  fitsFilter: (slot: Slot, filter: Filter, _call: Call): boolean => isOffered(slot, filter),
  /** Whether a slot is left out of the lists because of the bookings. */
  isBookedUp: (slot: Slot, { bookings }: World, _call: Call): boolean =>
    bookings.some((booking) => isSameSlot(booking.slot, slot)),
  /** `delay` is read as the least hours between now and a slot's start. */
  isAfterDelay: (slot: Slot, delay: number, now: WallMinutes): boolean => slot.start >= now + delay * 60,
  /** The list that is answered, from the slots that passed everything above. */
  slotList: (slots: readonly Slot[], _call: Call): readonly Slot[] => slots,
  slotAnswer: (
    { clinicID, clinicianID, treatmentID }: Slot,
    { start, end }: { start: string; end: string },
  ): unknown => ({
    Start: start,
    End: end,
    ClinicID: clinicID,
    ClinicianID: clinicianID,
    TreatmentID: treatmentID,
  }),

  // Bookings
  /** Whether one booking makes a slot unbookable. */
  occupies: (booked: Slot, slot: Slot): boolean => isSameSlot(booked, slot),
  /** The ID of a booking, given how many there were before. */
  bookingID: (before: number, _world: World): number | string => FIRST_BOOKING_ID + before,
  storeBooking(world: World, booking: Booking): void {
    world.bookings.push(booking)
  },
  moveBooking(_world: World, booking: Booking, slot: Slot, _number: PartialNumber): void {
    booking.slot = slot
  },
  bookingsOf: ({ bookings }: World, wanted: PartialNumber, _call: Call): readonly Booking[] =>
    bookings.filter(({ number }) => fits(number, wanted)),
  bookingAnswer: (
    { id }: Booking,
    { slot, patient }: { slot: unknown; patient: Patient | undefined },
    _call: Call,
  ): unknown => ({ BookingID: id, ...(patient && { Patient: patient }), TimeSlot: slot }),

  // Outage
  needsBackend: ({ operation }: Call): boolean => BACKEND_OPERATIONS.has(operation),
  /** Whether an outage is found out before the request is looked at, its key aside. */
  asksBackendFirst: (_call: Call): boolean => false,
  /** What the return of the backend does. */
  backendReturns(_world: World): void {},
}

export type Behaviour = typeof conforming
