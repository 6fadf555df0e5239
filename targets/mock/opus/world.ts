import type { Clock } from '../clock.ts'
import type { Random } from '../random.ts'
import type { PartialNumber, PersonalNumber } from './personal-number.ts'
import type { Practice } from './practice.ts'
import type { Schedule, Slot } from './schedule.ts'

export interface Patient {
  FirstName: string
  LastName: string
  PostalCode: string
  Email: string
  MobilePhoneNumber: string
  PersonalNumber: PersonalNumber
}

export interface Booking {
  id: number | string
  /** Whose it is. A part is missing only where the behaviour lets it. */
  number: PartialNumber
  slot: Slot
}

/** What the mock holds. */
export interface World {
  readonly practice: Practice
  readonly schedule: Schedule
  readonly clock: Clock
  readonly random: Random
  readonly apiKey: string
  /** Free times are given until the end of the month that is so many after the current one. */
  readonly monthsAhead: number
  /** By `keyOf` their personal number. */
  readonly patients: Map<string, Patient>
  /** In the order in which they were made. */
  bookings: Booking[]
  /** How many bookings there ever were. */
  bookingsMade: number
  isBackendReachable: boolean
}
