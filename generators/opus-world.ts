import type { PersonalNumber } from './personal-number.ts'

/** The operations whose requests have a fault to be made. */
export type OpusOperation = 'getPatient' | 'createPatient' | 'getBookings' | 'createBooking' | 'updateBooking'

/** What is known of the target's data: what was discovered, and what the run made. IDs as the target spells them. */
export interface OpusWorld {
  clinicIDs: readonly Id[]
  clinicianIDs: readonly Id[]
  treatmentIDs: readonly Id[]
  /** Bookings that were made, each with its patient's number. */
  bookings: readonly { BookingID: Id; PersonalNumber: PersonalNumber }[]
  /** Of a patient who is none of theirs, where there is one. */
  otherPersonalNumber?: PersonalNumber
  seed: number
}

export type Id = string | number | bigint

/** The two parts of a request that faults change. */
export interface OpusRequest {
  /** Names as documented; a parameter that is not sent is not there. */
  query: Record<string, string>
  /** undefined for none. */
  body?: unknown
}
