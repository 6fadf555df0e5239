import { monthOf, parseTime } from './calendar.ts'
import { keyOf, type PersonalNumber } from './personal-number.ts'
import type { Offer, Practice } from './practice.ts'
import { type Schedule, type Slot, slotOf } from './schedule.ts'
import type { Booking, Patient } from './world.ts'

interface TimeSlot {
  Start: string
  End: string
  ClinicID: string
  ClinicianID: number
  TreatmentID: number
}

/** What the mock is to hold, as answers spell it; without it a practice is made up. */
export interface OpusData {
  clinics: readonly { ClinicID: string; Name: string }[]
  clinicians: readonly { ClinicianID: number; Name: string }[]
  treatments: readonly { TreatmentID: number; Name: string }[]
  /** All free times, in the order in which they are listed. Who does what where follows from them. */
  slots: readonly TimeSlot[]
  patients?: readonly Patient[]
  bookings?: readonly { BookingID: number | string; PersonalNumber: PersonalNumber; TimeSlot: TimeSlot }[]
}

export function practiceOf({ clinics, clinicians, treatments, slots }: OpusData): Practice {
  const offers = slots.map(
    ({ ClinicID, ClinicianID, TreatmentID }): Offer => ({
      clinicID: ClinicID,
      clinicianID: ClinicianID,
      treatmentID: TreatmentID,
      bookable: true,
    }),
  )
  return {
    clinics: clinics.map(({ ClinicID, Name }) => ({ id: ClinicID, name: Name })),
    clinicians: clinicians.map(({ ClinicianID, Name }) => ({ id: ClinicianID, name: Name })),
    treatments: treatments.map(({ TreatmentID, Name }) => ({ id: TreatmentID, name: Name, minutes: 0 })),
    offers: [...new Map(offers.map((offer) => [JSON.stringify(offer), offer])).values()],
  }
}

export function scheduleOf({ slots }: OpusData): Schedule {
  const all = slots.map(readSlot)
  const isIn = (slot: Slot, year: number, month: number) => {
    const start = monthOf(slot.start)
    return start.year * 12 + start.month === year * 12 + month
  }
  return { month: (year, month) => all.filter((slot) => isIn(slot, year, month)) }
}

export const patientsOf = ({ patients = [] }: OpusData): [key: string, Patient][] =>
  patients.map((patient) => [keyOf(patient.PersonalNumber), patient])

export const bookingsOf = ({ bookings = [] }: OpusData): Booking[] =>
  bookings.map(({ BookingID, PersonalNumber, TimeSlot }) => ({
    id: BookingID,
    number: PersonalNumber,
    slot: readSlot(TimeSlot),
  }))

function readSlot({ Start, End, ClinicID, ClinicianID, TreatmentID }: TimeSlot): Slot {
  const [start, end] = [parseTime(Start), parseTime(End)]
  if (!start || !end) throw new RangeError(`a slot from ${Start} to ${End}`)
  return slotOf({ clinicID: ClinicID, clinicianID: ClinicianID }, start.wall, end.wall, TreatmentID)
}
