import type { JsonBody } from '../body.ts'

export const OPERATIONS = [
  'getBookings',
  'createBooking',
  'updateBooking',
  'getClinics',
  'getClinic',
  'getClinicians',
  'getPatient',
  'createPatient',
  'getTimeslotsByMonth',
  'getTimeslotsFrom',
  'getTreatments',
] as const

export type OperationId = (typeof OPERATIONS)[number]

/** A request, read as far as it can be without a verdict. */
export interface Call {
  operation: OperationId
  /** The value of the header; undefined where it is not sent. */
  apiKey: string | undefined
  /** The query's parameters; of several with one name the first. */
  query: Readonly<Record<string, string>>
  /** The path's clinicID. */
  clinicID?: string
  /** Of the operations that take one. */
  body?: JsonBody
  /** The backend service cannot be reached. */
  isOutage: boolean
}

/** Why a request is objected to. */
export type Reason =
  | 'key'
  | 'content-type'
  | 'not-json'
  /** A parameter, a property or the body is not there. */
  | 'missing'
  | 'not-a-number'
  | 'not-simple'
  | 'negative'
  /** Extra digits. */
  | 'not-digits'
  | 'month-out-of-range'
  | 'day-out-of-range'
  /** 30 February. */
  | 'no-such-day'
  | 'check-digit'
  | 'not-a-date'
  | 'not-a-boolean'
  /** An ID in the query or the body that names nothing. */
  | 'unknown'
  /** An entity that is asked for does not exist, or has nothing to list. */
  | 'no-data'
  | 'taken'
  | 'never-offered'
  | 'other-patient'
  /** The booking and its new slot are at other clinics than the one that the query names. */
  | 'other-clinic'
  /** A booking for a patient who is not known yet. */
  | 'unregistered'
  /** A patient who is known already. */
  | 'registered'
  /** For no reason that the document knows. */
  | 'whim'
  | 'crash'
  | 'backend'

export interface Objection {
  reason: Reason
  /** What has to be corrected, in the document's words: `year`, `PersonalNumber.Year`, `TimeSlot`, `SSN`. */
  parameter?: string
}

/** A request ends here; the objection says how. */
export class Refusal extends Error {
  override name = 'Refusal'
  readonly objection: Objection

  constructor(objection: Objection) {
    super(objection.reason)
    this.objection = objection
  }
}
