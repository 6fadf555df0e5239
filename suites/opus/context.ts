import type { Exchange } from '../../engine/exchange.ts'
import type { Unobserved } from '../../engine/finding.ts'
import type { Session } from '../../engine/session.ts'
import type { ProviderStates } from '../../engine/states.ts'
import type { OpusPatient } from '../../generators/opus-patient.ts'
import type { PersonalNumber } from '../../generators/personal-number.ts'
import type { Query, WriteOperation } from './api.ts'
import type { Booker } from './bookings/booker.ts'
import type { Bookings } from './bookings/making.ts'
import type { Moved, Sighting, Taken } from './bookings/moving.ts'
import type { Client } from './client.ts'
import type { Discovery } from './discovery.ts'
import type { People } from './patients/people.ts'
import type { Registry } from './patients/registry.ts'
import type { Slot } from './shapes.ts'

/**
 * The run in four stretches: first what only reads, so that nothing changes what is compared; then what writes, one
 * experiment at a time; then what reads what was written; and the outage last.
 */
export type Phase = 'reads' | 'writes' | 'made' | 'outage'

/** The bookings of a run, with what was tried on them. */
export interface BookingHistory extends Bookings {
  people: People
  /** Where the slot of the first booking is listed afterwards. */
  sighting?: Sighting
  taken?: Taken
  moved?: Moved
  /** The patients, after bookings were made and moved, all asked for at once; without those who were sent again. */
  afterBookings: { patient: OpusPatient; read: Exchange }[]
}

/** What the rules' probes are given. */
export interface Opus {
  readonly session: Session
  readonly client: Client
  readonly seed: number
  readonly exhaustive: boolean
  readonly states: ProviderStates | undefined
  readonly registry: Registry
  readonly booker: Booker
  during<T>(phase: Phase, task: () => Promise<T>): Promise<T>
  /** One experiment that writes at a time. It must not wait for another one. */
  turn<T>(task: () => Promise<T>): Promise<T>
  found(): Promise<Discovery>
  clinic(clinicID: string): Promise<Exchange>
  /** A clinic and a clinician at it, as createPatient takes them. */
  place(): Promise<Query | undefined>
  /** The same for each clinic that has a free slot; the first one is {@link place}'s. */
  places(): Promise<Query[]>
  /** Does something once, however many ask for it. */
  once<T>(key: string, make: () => Promise<T>): Promise<T>
  /** A number that nobody has. */
  nobody(): Promise<{ PersonalNumber: PersonalNumber; asked: Exchange }>
  people(): Promise<People | Unobserved>
  /** A free slot for requests that are to be refused: the same one until one of them is accepted. */
  spare(clinicID?: string): Promise<Slot | undefined>
  /** What requests that are to be refused ask for is used up: one of them was accepted. */
  isTaken(operation: WriteOperation): void
  bookings(): Promise<BookingHistory | Unobserved>
}
