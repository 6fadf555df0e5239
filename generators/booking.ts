import type { OpusPatient } from './opus-patient.ts'
import type { TimeSlot } from './time-slot.ts'

/** Body of `createBooking` and of `updateBooking`. */
export interface BookingRequest<Patient = OpusPatient> {
  Patient: Patient
  TimeSlot: TimeSlot
}

/**
 * @param slot a free one, as the target lists it; what a target adds to the five documented properties is not sent back
 */
export function booking<Patient>(patient: Patient, slot: TimeSlot): BookingRequest<Patient> {
  const { Start, End, ClinicID, ClinicianID, TreatmentID } = slot
  return { Patient: patient, TimeSlot: { Start, End, ClinicID, ClinicianID, TreatmentID } }
}
