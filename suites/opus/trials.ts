import { missing, type Observation } from '../../engine/experiment.ts'
import { isAccepted } from '../../engine/status.ts'
import type { Operation, Query } from './api.ts'
import type { Client, Sent } from './client.ts'

/** One change of an accepted read. */
export interface QueryChange {
  what: string
  change: (query: Record<string, string>) => Query
  alsoNamed?: readonly string[]
}

/** A read to be changed, and the rule that says it is accepted. */
export interface ReadControl {
  operation: Operation
  query: Query
  clinicID?: string
  leansOn: string
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
  const { operation, query, leansOn } = control
  const exchange = await client.read(operation, query, { purpose: 'control', what: `a valid ${operation}` })
  return varyCall(client, { call: { operation, query }, exchange }, leansOn, changes)
}

/** Changes of a call's query, each sent where the call was accepted. */
function varyCall(
  client: Client,
  control: Sent,
  leansOn: string,
  changes: readonly QueryChange[],
): Promise<Observation[]> {
  const { call, exchange } = control
  return Promise.all(
    changes.map(({ what, change, alsoNamed = [] }): Observation | Promise<Observation> => {
      const words = `${call.operation} with ${what}`
      if (!isAccepted(exchange)) return notAccepted(words, call.operation, leansOn)
      return client.vary(control, { what: words, call: { ...call, query: change({ ...call.query }) }, alsoNamed })
    }),
  )
}

export const notAccepted = (what: string, operation: Operation, leansOn: string): Observation =>
  missing(what, `no valid ${operation} was accepted in this run, so there is nothing to change`, `${leansOn} holds`, [
    leansOn,
  ])
