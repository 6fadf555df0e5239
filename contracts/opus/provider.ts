import { MatchersV3 } from '@pact-foundation/pact'
import { opusPatient } from '../../generators/opus-patient.ts'
import type { paths } from '../../openapi/types/opus.ts'
import { fromState } from '../from-state.ts'
import { type Interaction, state } from '../interaction.ts'
import { PLACEHOLDERS } from '../placeholders.ts'

export type OpusInteraction = Interaction<paths>

const { regex } = MatchersV3

/** Of what is drawn for this profile's contracts. */
const SEED = 6201

export const BOOKING = '/api/v1/booking'
export const PATIENT = '/api/v1/patient'
export const CLINIC = '/api/v1/clinic'
export const ONE_CLINIC = '/api/v1/clinic/{clinicID}'
export const CLINICIAN = '/api/v1/clinician'
export const TREATMENT = '/api/v1/treatment'
export const TIMESLOT = '/api/v1/timeslot'

/** "The key given to you by Opus Dental", which is put in when the pact is verified. */
export const key = { api_key: regex('^\\S+$', PLACEHOLDERS.apiKey) }

/** A missing or wrong key has no documented status: these are the refusals that a target may choose from. */
export const KEY_REFUSALS: [number, number, ...number[]] = [401, 400, 403, 404]

/** "No data" is 404; a 200 with an empty list is as good to a client, and no failure of the provider's. */
export const NO_DATA: [number, number] = [404, 200]

/** The two ways of not having the key. */
export const STRANGERS: [who: string, headers: NonNullable<OpusInteraction['request']['headers']>][] = [
  ['without an api_key', {}],
  ['with a wrong api_key', { api_key: 'a-wrong-api-key' }],
]

/** The patient of all interactions that need one; registered by the state. */
export const registered = opusPatient(SEED)

/** A number of nobody. */
export const unregistered = opusPatient(SEED + 1)

const numberOf = ({ PersonalNumber: { Year, Month, Day, ExtraDigits } }: typeof registered) => ({
  year: String(Year),
  month: String(Month),
  day: String(Day),
  extradigits: ExtraDigits,
})

/** The query that names a patient. */
export const queryOf = numberOf

const registeredParams = () => {
  const { PersonalNumber: _, ...texts } = registered
  return { ...texts, ...numberOf(registered) }
}

export const A_PATIENT = state('a patient', registeredParams())
export const A_BOOKING = state('a booking', registeredParams())
export const A_FREE_SLOT = state('a free time slot')
export const OUTAGE = state('the backend service cannot be reached')

/** What the states give; the examples are in nobody's range. */
export const given = {
  clinicID: fromState('clinicID', '17-a9ffb031-417f-4169-810a-cfd0d00adc7d'),
  clinicianID: fromState('clinicianID', 3),
  treatmentID: fromState('treatmentID', 2),
  start: fromState('start', '2030-02-04T08:00:00'),
  end: fromState('end', '2030-02-04T08:30:00'),
  newStart: fromState('newStart', '2030-02-04T09:00:00'),
  newEnd: fromState('newEnd', '2030-02-04T09:30:00'),
}

/** The same in a query, where everything is text. */
export const givenText = {
  clinicID: given.clinicID,
  clinicianID: fromState('clinicianID', '3'),
  treatmentID: fromState('treatmentID', '2'),
  bookingID: fromState('bookingID', '1'),
  start: given.start,
  year: fromState('year', '2030'),
  month: fromState('month', '2'),
}

/** The slot that the state gives, as a request has it. */
export const slot = {
  Start: given.start,
  End: given.end,
  ClinicID: given.clinicID,
  ClinicianID: given.clinicianID,
  TreatmentID: given.treatmentID,
}
