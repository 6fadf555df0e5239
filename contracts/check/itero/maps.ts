import { isFields } from '../../../generators/fields.ts'
import type { SendTo } from '../../../generators/order.ts'
import { documentedMaps, SEND_TO } from '../../../generators/procedure-maps.ts'
import type { Call } from '../call.ts'
import { namedBy } from '../settled.ts'

export interface KnownMap {
  procedureMapId: number
  /** undefined where the pact names the map and does not say where its cases go. */
  sendTo: SendTo | undefined
  procedure?: string
  type?: string | null
}

/**
 * The map of that ID: one of the document's, or one that the pact has made known, by a state (in its params or words) or
 * as an entry of the list that it expects. undefined for one that is not listed.
 */
export function mapOf(id: unknown, call: Call): KnownMap | undefined {
  if (typeof id !== 'number') return undefined
  const documented = documentedMaps.find((map) => map.procedureMapId === id)
  if (documented) return documented
  const { states } = call.interaction
  if (namedBy(states)(id)) return { procedureMapId: id, sendTo: sendToOfStates(call) }
  if (states.some(({ name }) => name === MAP_STATE)) return { procedureMapId: id, sendTo: sendToOfStates(call) }
  const listed = call.all.flatMap(listedBy).find((entry) => entry.procedureMapId === id)
  return listed && { procedureMapId: id, sendTo: SEND_TO.find((one) => one === listed.sendTo) }
}

const MAP_STATE = 'a procedure map is available'

/** Where the cases of the map go that the states speak of. */
export function sendToOfStates({ interaction: { states } }: Call): SendTo | undefined {
  const given = states.map(({ params }) => params.sendTo).find((one) => one !== undefined)
  const words = states.map(({ name }) => name.toLowerCase()).join('; ')
  return (
    SEND_TO.find((one) => one === given) ?? SEND_TO.find((one) => words.includes(one.toLowerCase())) ?? spoken(words)
  )
}

function spoken(words: string): SendTo | undefined {
  if (/\bresto\b/.test(words)) return 'restoLab'
  return /\bortho\b/.test(words) ? 'orthoLab' : undefined
}

function listedBy({ operationId, interaction }: Call): Record<string, unknown>[] {
  const { body } = interaction.response
  if (operationId !== 'getAvailableProcedureMaps' || body.kind !== 'json' || !isFields(body.value)) return []
  const { procedureMaps } = body.value
  return Array.isArray(procedureMaps) ? procedureMaps.filter(isFields) : []
}
