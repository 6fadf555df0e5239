import type { Behaviour } from './behaviour.ts'
import { parseTime } from './calendar.ts'
import type { Objection, OperationId, Reason } from './call.ts'
import { EXAMPLE_CLINIC } from './example.ts'
import { fits, keyOf } from './personal-number.ts'
import { isSameSlot, slotsBetween } from './schedule.ts'
import { refusalText } from './texts.ts'
import type { World } from './world.ts'

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

/** As `docs/reading/opus.md` reads the document, its assumed rules included. */
export const conforming: Behaviour = {
  isKeyRight: (given, right) => given === right,
  objectsTo: () => undefined,
  effectOf: ({ reason }) => (IGNORED.has(reason) ? 'ignored' : 'refused'),

  jsonIn: () => undefined,
  numberIn: (text) => (/^\d+$/.test(text) ? Number(text) : undefined),
  digitsIn: (text) => (/^\d+$/.test(text) ? text : undefined),
  timeIn: parseTime,

  refusalStatus: ({ reason }) => STATUS[reason] ?? 400,
  refusalBody: (objection: Objection) => ({ Message: refusalText(objection) }),
  successStatus: () => 200,
  wire: (body) => body,

  findPatient: ({ patients }, wanted) =>
    patients.get(keyOf(wanted)) ?? [...patients.values()].find(({ PersonalNumber }) => fits(PersonalNumber, wanted)),
  storedPatient: (patient) => patient,
  storePatient,
  registerPatient: storePatient,
  patientAnswer: (patient) => patient,

  clinicID: (index, guid) => (index === 0 ? EXAMPLE_CLINIC : `${FIRST_CLINIC + index}-${guid}`),
  onlyWithFreeTimesByDefault: () => true,
  appliedFilter: (filter) => filter,
  listedIDs: (ids) => ids,
  findClinic: ({ practice }, id) => practice.clinics.find((clinic) => clinic.id === id),
  clinicAnswer: ({ id, name }) => ({ ClinicID: id, Name: name }),

  openingsIn: (gap) => [gap],
  slotEnd: (start, minutes) => start + minutes,
  utcOffset: () => 0,
  zoneDesignator: () => '',
  isOpen: (slot, now, horizon) => slot.start >= now && slot.start < horizon,
  slotsOfMonth: ({ schedule }, year, month) => schedule.month(year, month),
  slotsFrom: ({ schedule }, start, horizon) => [...slotsBetween(schedule, start, horizon)],
  fitsFilter: (slot, { clinicID, clinicianID, treatmentID }) =>
    (clinicID === undefined || clinicID === slot.clinicID) &&
    (clinicianID === undefined || clinicianID === slot.clinicianID) &&
    (treatmentID === undefined || treatmentID === slot.treatmentID),
  isBookedUp: (slot, { bookings }) => bookings.some((booking) => isSameSlot(booking.slot, slot)),
  isAfterDelay: (slot, delay, now) => slot.start >= now + delay * 60,
  slotList: (slots) => slots,
  slotAnswer: ({ clinicID, clinicianID, treatmentID }, { start, end }) => ({
    Start: start,
    End: end,
    ClinicID: clinicID,
    ClinicianID: clinicianID,
    TreatmentID: treatmentID,
  }),

  occupies: isSameSlot,
  bookingID: (before) => FIRST_BOOKING_ID + before,
  storeBooking(world, booking) {
    world.bookings.push(booking)
  },
  moveBooking(_world, booking, slot) {
    booking.slot = slot
  },
  bookingsOf: ({ bookings }, wanted) => bookings.filter(({ number }) => fits(number, wanted)),
  bookingAnswer: ({ id }, { slot, patient }) => ({
    BookingID: id,
    ...(patient && { Patient: patient }),
    TimeSlot: slot,
  }),

  needsBackend: ({ operation }) => BACKEND_OPERATIONS.has(operation),
  asksBackendFirst: () => false,
  backendReturns() {},
}

/** A patient who is known already is overwritten. */
function storePatient(world: World, patient: Parameters<Behaviour['storePatient']>[1]): void {
  world.patients.set(keyOf(patient.PersonalNumber), patient)
}
