import type { Call } from './api.ts'
import { property } from './shapes.ts'

/** What a write makes at the target, in words, as far as its request says: a request that is to be refused may lack anything. */
export function writeInWords({ operation, query = {}, body }: Call): string {
  if (operation === 'createPatient') return `patient ${patientInWords(body)}`
  const patient = patientInWords(property(body, 'Patient'))
  const slot = property(body, 'TimeSlot')
  const [start, clinic, clinician, treatment] = ['Start', 'ClinicID', 'ClinicianID', 'TreatmentID'].map((name) =>
    text(property(slot, name)),
  )
  const when = `${start} at clinic ${clinic} with clinician ${clinician} for treatment ${treatment}`
  return operation === 'updateBooking'
    ? `booking ${text(query.bookingID)} of ${patient} moved to ${when}`
    : `booking of ${patient}: ${when}`
}

function patientInWords(patient: unknown): string {
  const number = property(patient, 'PersonalNumber')
  const parts = ['Year', 'Month', 'Day', 'ExtraDigits'].map((part) => text(property(number, part)))
  return `${text(property(patient, 'FirstName'))} ${text(property(patient, 'LastName'))}, ${parts.join('-')}`
}

const text = (value: unknown): string => (value === undefined ? '(none)' : String(value))
