import { missing, type Observation } from '../../engine/experiment.ts'
import { isAccepted } from '../../engine/status.ts'
import type { Operation, Query } from './api.ts'
import type { Client } from './client.ts'
import type { RequirementId } from './requirements.gen.ts'

/** The rule that says that a valid call of an operation is accepted. */
export const ACCEPTED_BY: Readonly<Record<Operation, RequirementId>> = {
  getClinics: 'OPUS-CLINIC-01',
  getClinic: 'OPUS-CLINIC-07',
  getClinicians: 'OPUS-CLINICIAN-01',
  getTreatments: 'OPUS-TREAT-01',
  getTimeslotsByMonth: 'OPUS-SLOT-01',
  getTimeslotsFrom: 'OPUS-SLOT-13',
  getPatient: 'OPUS-PAT-01',
  createPatient: 'OPUS-PAT-09',
  getBookings: 'OPUS-BOOK-02',
  createBooking: 'OPUS-BOOK-01',
  updateBooking: 'OPUS-BOOK-19',
}

/** One change of an accepted read. */
export interface QueryChange {
  what: string
  change: (query: Record<string, string>) => Query
  alsoNamed?: readonly string[]
}

/** A read to be changed, and the rule that says it is accepted, where it is not its operation's. */
export interface ReadControl {
  operation: Operation
  query?: Query
  leansOn?: RequirementId
}

/** Changes of a read, each sent where the read itself is accepted. */
export async function varyRead(
  client: Client,
  control: ReadControl | undefined,
  changes: readonly QueryChange[],
): Promise<Observation[]> {
  if (!control) {
    return changes.map(({ what }) =>
      missing(what, 'nothing was found to ask for', 'a target with free slots', ['OPUS-SLOT-01', 'OPUS-SHAPE-04']),
    )
  }
  const { operation, query = {}, leansOn } = control
  const call = { operation, query }
  const exchange = await client.read(operation, query, { purpose: 'control', what: `a valid ${operation}` })
  return Promise.all(
    changes.map(({ what, change, alsoNamed = [] }): Observation | Promise<Observation> => {
      const words = `${operation} with ${what}`
      if (!isAccepted(exchange)) return notAccepted(words, operation, leansOn)
      const changed = { ...call, query: change({ ...query }) }
      return client.vary({ call, exchange }, { what: words, call: changed, alsoNamed })
    }),
  )
}

export const notAccepted = (
  what: string,
  operation: Operation,
  leansOn: RequirementId = ACCEPTED_BY[operation],
): Observation => {
  const reason = `no valid ${operation} was accepted in this run, so there is nothing to change`
  return missing(what, reason, `${leansOn} holds`, [leansOn])
}
