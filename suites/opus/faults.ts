import { askingRequirement } from '../../engine/asking.ts'
import { exactNumber, isNumber } from '../../engine/json.ts'
import { brokenOpusClauses } from '../../generators/opus-clauses.ts'
import { type OpusFault, opusFaults } from '../../generators/opus-faults.ts'
import type { OpusPatient } from '../../generators/opus-patient.ts'
import type { Id, OpusOperation, OpusWorld } from '../../generators/opus-world.ts'
import type { Call } from './api.ts'
import type { Discovery } from './discovery.ts'
import type { Slot } from './shapes.ts'

/** A booking that can be moved: its ID, its patient, and one whose it is not. */
export interface Move {
  bookingID: string
  own: OpusPatient
  other: OpusPatient
}

/** What is known of the target's data, IDs as the target spells them. */
export function worldOf(found: Discovery, seed: number, move?: Move): OpusWorld {
  const spelledAs = (ids: readonly string[], property: keyof Slot['spelled']): Id[] =>
    found.slots.some((slot) => isNumber(slot.spelled[property])) ? ids.map(exactNumber) : [...ids]
  return {
    clinicIDs: spelledAs(found.clinics, 'ClinicID'),
    clinicianIDs: spelledAs(found.clinicians, 'ClinicianID'),
    treatmentIDs: spelledAs(found.treatments, 'TreatmentID'),
    bookings: move ? [{ BookingID: spelled(move.bookingID), PersonalNumber: move.own.PersonalNumber }] : [],
    ...(move ? { otherPersonalNumber: move.other.PersonalNumber } : {}),
    seed,
  }
}

/** A BookingID as a number where it is one, so that an unknown one is made in its likeness. */
const spelled = (id: string): Id => (/^(0|[1-9]\d*)$/.test(id) ? exactNumber(id) : id)

/** The faults that the catalogue has for the requirement that asks. */
export const faultsFor = (operation: OpusOperation, world: OpusWorld): OpusFault[] => {
  const asking = askingRequirement()
  return opusFaults(operation, world).filter(({ requirement }) => requirement === asking)
}

/**
 * A valid call with a fault in it, after the proof that it breaks the clause that the fault names and no other.
 *
 * @throws Error where it does not: an error of Bitewing's own
 */
export function withFault(valid: Call, fault: OpusFault, world: OpusWorld): Call {
  const operation = valid.operation as OpusOperation
  const call: Call =
    fault.at === 'query'
      ? { ...valid, query: fault.apply({ ...valid.query }) as Record<string, string> }
      : { ...valid, body: fault.apply(valid.body as object) }
  for (const [request, meant] of [
    [valid, ''],
    [call, fault.requirement],
  ] as const) {
    const broken = brokenOpusClauses(operation, { query: { ...request.query }, body: request.body }, world).join()
    if (broken !== meant) {
      throw new Error(
        `"${fault.what}" on ${operation} should break ${meant || 'nothing'}, but breaks ${broken || 'nothing'}`,
      )
    }
  }
  return call
}
