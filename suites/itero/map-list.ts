import type { Exchange } from '../../engine/exchange.ts'
import { exactNumber, type JsonNumber } from '../../engine/json.ts'
import { parsed } from '../../engine/json-diff.ts'
import { isAccepted } from '../../engine/status.ts'
import type { SendTo } from '../../generators/order.ts'
import {
  documentedMap,
  documentedMaps,
  folded,
  isAsDocumented,
  isNoType,
  SEND_TO,
  sameName,
  typesOf,
} from '../../generators/procedure-maps.ts'
import { countsOf, type Entry, isEntry } from './map-clauses.ts'

/** What an answer of getAvailableProcedureMaps lists, of whatever type; undefined where it is not the documented object. */
export function listOf(exchange: Exchange | undefined): unknown[] | undefined {
  if (!exchange || !isAccepted(exchange)) return undefined
  const list = (parsed(exchange.response?.body) as { procedureMaps?: unknown } | null | undefined)?.procedureMaps
  return Array.isArray(list) ? list : undefined
}

/** The entries of an answer of getAvailableProcedureMaps that are objects. */
export const entriesOf = (exchange: Exchange | undefined): Entry[] | undefined => listOf(exchange)?.filter(isEntry)

/** The ID of an entry as a number, every digit of it; NaN where it is none. */
export const mapIdOf = ({ procedureMapId }: Entry): JsonNumber => exactNumber(String(procedureMapId))

export const isWhole = (id: JsonNumber): boolean => typeof id === 'bigint' || Number.isSafeInteger(id)

export interface UsableMap {
  procedureMapId: JsonNumber
  sendTo: SendTo
  /** What an order on it is a sample of: its procedure, and the end of the list that it stands at. */
  samples: readonly string[]
}

/**
 * The maps that orders are made with, the most trustworthy first: an ID that stands once, an option of the appendix,
 * nothing against the document in its entry. The document's own examples stand in where the list is of no use.
 */
export function usableMaps(entries: readonly Entry[]): UsableMap[] {
  const counts = countsOf(entries.map(mapIdOf))
  const usable = entries.flatMap((entry, nth) => {
    const { procedure, type } = entry
    const procedureMapId = mapIdOf(entry)
    const sendTo = SEND_TO.find((option) => option === entry.sendTo)
    const documented = documentedMap(entry.procedureMapId)
    const sound =
      sendTo !== undefined &&
      isWhole(procedureMapId) &&
      typeof entry.procedureMapId !== 'object' &&
      counts.get(procedureMapId) === 1 &&
      (!documented || isAsDocumented(documented, { procedure, type, sendTo }))
    if (!sound) return []
    const types = typeof procedure === 'string' ? typesOf(procedure) : undefined
    const known =
      types !== undefined && (isNoType(type) || types.some((name) => typeof type === 'string' && sameName(name, type)))
    const samples = [
      ...(known ? [`procedure ${folded(procedure as string)}`] : []),
      ...(known && nth === 0 ? ['the first entry'] : []),
      ...(known && nth === entries.length - 1 ? ['the last entry'] : []),
    ]
    return [{ procedureMapId, sendTo, samples, trust: (documented ? 2 : 0) + (known ? 1 : 0) }]
  })
  usable.sort((one, other) => other.trust - one.trust)
  if (usable.length > 0) return usable.map(({ trust: _, ...map }) => map)
  return documentedMaps.map(({ procedureMapId, sendTo }) => ({ procedureMapId, sendTo, samples: [] }))
}
