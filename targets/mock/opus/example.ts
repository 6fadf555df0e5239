import { midnight } from './calendar.ts'
import type { Practice } from './practice.ts'
import { slotOf } from './schedule.ts'
import type { Booking, Patient } from './world.ts'

/** The clinic of the document's example of a booking. */
export const EXAMPLE_CLINIC = '17-a9ffb031-417f-4169-810a-cfd0d00adc7d'

/** The patient of that example, who is known from the start. */
export const EXAMPLE_PATIENT: Patient = {
  FirstName: 'krister',
  LastName: 'nässlind',
  PostalCode: '22222',
  Email: 'star@dental.com',
  MobilePhoneNumber: '+46705506228',
  PersonalNumber: { Year: 1975, Month: 2, Day: 28, ExtraDigits: '3175' },
}

/** The example itself, long past: it is there to be read, and its time slot is not to be had any more. */
export function exampleBooking({ clinics, clinicians, treatments }: Practice): Booking {
  const post = { clinicID: clinics[0]!.id, clinicianID: clinicians[0]!.id }
  const start = midnight(2017, 2, 3) + 8 * 60
  return {
    id: 90_000,
    number: EXAMPLE_PATIENT.PersonalNumber,
    slot: slotOf(post, start, start + 30, treatments[0]!.id),
  }
}
