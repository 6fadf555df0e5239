import type { Exchange } from '../../../engine/exchange.ts'
import type { Observation } from '../../../engine/experiment.ts'
import type { Unobserved } from '../../../engine/finding.ts'
import type { Call, Operation } from '../api.ts'
import type { Opus } from '../context.ts'

/** One call before an outage, in it, and after it. */
export interface Through {
  operation: Operation
  before: Exchange
  during?: Exchange
  /** For a call that changes nothing, the same; for one that writes, another that is as valid. */
  after?: Exchange
}

/** What getPatient, getBookings or a timeslot operation tells of what a refused write did. */
export interface Done {
  before: Exchange
  after: Exchange
}

export interface Outage {
  /** Timeslots, and what needs the backend. */
  calls: Through[]
  /** Why a call could not be made. */
  missing: { operation: Operation; why: Unobserved }[]
  /** How getPatient answers to the number for which createPatient was sent. */
  patient?: Done
  /** The bookings of the patient for whom createBooking was sent, and the month of the slot. */
  booking?: Done
  month?: Done
  /** The bookings of the patient whose booking was to be moved. */
  move?: Done
  /** The bookings of a patient on whom nothing was tried. */
  untouched?: Done
  /** A wrong key: what came of it before the outage, and in it. */
  keys: { operation: Operation; before: Observation | undefined; during: Exchange }[]
}

/** A call to be made through an outage. */
export interface Plan {
  operation: Operation
  /** A valid call that was accepted, or answers that nobody is there. */
  before: Exchange
  during: Call
  after?: Call
}

export async function ask(opus: Opus, call: Call, when: string): Promise<Exchange> {
  const asked = { purpose: 'read' as const, what: `${call.operation} ${when}` }
  return (await opus.client.send(call, asked)).exchange
}
