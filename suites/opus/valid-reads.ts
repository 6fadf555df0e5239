import type { Exchange } from '../../engine/exchange.ts'
import { isUnjudgeable } from '../../engine/rule.ts'
import type { Call, Operation } from './api.ts'
import type { Opus } from './context.ts'
import { byNumber } from './patients/registry.ts'

/** Read operations that need no patient. */
export const LISTINGS = [
  'getClinics',
  'getClinic',
  'getClinicians',
  'getTreatments',
  'getTimeslotsByMonth',
  'getTimeslotsFrom',
] as const satisfies readonly Operation[]

export type ReadOperation = (typeof LISTINGS)[number] | 'getPatient' | 'getBookings'

/** A valid call of a read operation that has something to answer; undefined where nothing was found to ask for. */
export async function validRead(opus: Opus, operation: ReadOperation): Promise<Call | undefined> {
  const { richest, from, slots, treatments, clinics } = await opus.found()
  switch (operation) {
    case 'getClinics':
    case 'getClinicians':
      return { operation, query: { onlyWithFreeTimes: 'false' } }
    case 'getTreatments':
      return { operation, query: {} }
    case 'getClinic':
      return clinics[0] === undefined ? undefined : { operation, clinicID: clinics[0] }
    case 'getTimeslotsByMonth':
      return richest[0] && { operation, query: { year: String(richest[0].year), month: String(richest[0].month) } }
    case 'getTimeslotsFrom': {
      const treatmentID = slots.find((slot) => slot.start.local >= from)?.treatmentID ?? treatments[0]
      return treatmentID === undefined ? undefined : { operation, query: { startingFromDateTime: from, treatmentID } }
    }
    case 'getPatient':
    case 'getBookings': {
      const people = await opus.people()
      if (isUnjudgeable(people)) return undefined
      return { operation, query: byNumber(people.base.patient.PersonalNumber) }
    }
  }
}

/** The answer to a valid read, shared by all that ask for the same. */
export async function answerTo(opus: Opus, call: Call): Promise<Exchange> {
  if (call.clinicID !== undefined) return opus.clinic(call.clinicID)
  return opus.client.read(call.operation, call.query ?? {}, {
    purpose: 'control',
    what: `a valid ${call.operation}`,
  })
}
