import type { Exchange } from '../../engine/exchange.ts'
import { exactNumber, type JsonNumber } from '../../engine/json.ts'
import { parsed } from '../../engine/json-diff.ts'
import { isAccepted } from '../../engine/status.ts'
import type { SendTo } from '../../generators/order.ts'

/** "Send To Options" of the appendix. */
export const SEND_TO: readonly SendTo[] = ['restoLab', 'orthoLab', 'chairside', 'midc_only', 'N/A']

/** "Procedures and Types" of the appendix; the first row can be split two ways. */
export const PROCEDURES: Readonly<Record<string, readonly string[]>> = {
  'Study Model - iRecord': ['iRecord', 'Ortho Model/iCast'],
  'Study Model': ['iRecord', 'Ortho Model/iCast'],
  Invisalign: [
    'Invisalign Aligners',
    'Invisalign First Aligners',
    'Invisalign First Palatal Expander',
    'Vivera Retainer',
    'Invisalign Retainer',
  ],
  'Implant Planning': [
    'Surgical guide Tooth supported',
    'Surgical guide Tissue Supported',
    'Surgical guide Bone supported',
  ],
  'Fixed Restorative': [],
  'Denture/Removable': [
    'Partial Denture/Framework',
    'Immediate Denture',
    'Full Denture Tissue Based',
    'Full Denture Implant Based',
  ],
  Appliance: [
    'Night guard',
    'Bite Splint',
    'Sports/Mouth guard',
    'Apnea/Sleep Appliance',
    'Clear aligners',
    'Ortho Appliance',
  ],
}

/** "Below are some common examples": Map ID to procedure, types (null for none) and where it is sent. */
export const EXAMPLES: Readonly<
  Record<number, { procedures: readonly string[]; types: readonly (string | null)[]; sendTo: SendTo }>
> = {
  1: { procedures: ['Study Model - iRecord', 'Study Model'], types: [null, 'iRecord'], sendTo: 'orthoLab' },
  4: { procedures: ['Invisalign'], types: ['Invisalign First Aligners'], sendTo: 'N/A' },
  30: { procedures: ['Fixed Restorative'], types: [null], sendTo: 'restoLab' },
  41: { procedures: ['Appliance'], types: [null], sendTo: 'orthoLab' },
  83: { procedures: ['Denture/Removable'], types: ['Partial Denture/Framework'], sendTo: 'midc_only' },
  85: { procedures: ['Implant Planning'], types: ['Surgical guide Tooth supported'], sendTo: 'midc_only' },
}

const NO_TYPE = new Set(['', 'na', 'n/a', '/', '-'])

/** Names compare without regard to case or runs of white space. */
export const folded = (name: string): string => name.trim().replace(/\s+/g, ' ').toLowerCase()
export const sameName = (one: string, other: string): boolean => folded(one) === folded(other)
/** "No type" is written `NA`, `N/A`, `/`, an empty string or null. */
export const isNoType = (type: unknown): boolean =>
  type === null || (typeof type === 'string' && NO_TYPE.has(folded(type)))

/** The types that the appendix gives a procedure; undefined for a procedure that it does not have. */
export const typesOf = (procedure: string): readonly string[] | undefined =>
  Object.entries(PROCEDURES).find(([name]) => sameName(name, procedure))?.[1]

export type Entry = Record<string, unknown>

/** What an answer of getAvailableProcedureMaps lists, of whatever type; undefined where it is not the documented object. */
export function listOf(exchange: Exchange | undefined): unknown[] | undefined {
  if (!exchange || !isAccepted(exchange)) return undefined
  const list = (parsed(exchange.response?.body) as { procedureMaps?: unknown } | null | undefined)?.procedureMaps
  return Array.isArray(list) ? list : undefined
}

export const isEntry = (value: unknown): value is Entry =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The entries of an answer of getAvailableProcedureMaps that are objects. */
export const entriesOf = (exchange: Exchange | undefined): Entry[] | undefined => listOf(exchange)?.filter(isEntry)

/** How often each value occurs. */
export function countsOf(values: readonly unknown[]): ReadonlyMap<unknown, number> {
  const counts = new Map<unknown, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return counts
}

/** Whether an entry has the trio that the document's examples give its ID; undefined for other IDs. */
export function fitsExample(entry: Entry): boolean | undefined {
  const example = EXAMPLES[Number(entry.procedureMapId)]
  if (!example) return undefined
  const { procedure, type, sendTo } = entry
  return (
    typeof procedure === 'string' &&
    example.procedures.some((name) => sameName(name, procedure)) &&
    example.types.some((name) => (name === null ? isNoType(type) : typeof type === 'string' && sameName(name, type))) &&
    sendTo === example.sendTo
  )
}

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
    const procedureMapId = mapIdOf(entry)
    const sendTo = SEND_TO.find((option) => option === entry.sendTo)
    const sound =
      sendTo !== undefined &&
      isWhole(procedureMapId) &&
      typeof entry.procedureMapId !== 'object' &&
      counts.get(procedureMapId) === 1 &&
      fitsExample(entry) !== false
    if (!sound) return []
    const types = typeof entry.procedure === 'string' ? typesOf(entry.procedure) : undefined
    const known =
      types !== undefined &&
      (isNoType(entry.type) || types.some((type) => typeof entry.type === 'string' && sameName(type, entry.type)))
    const samples = [
      ...(known ? [`procedure ${folded(entry.procedure as string)}`] : []),
      ...(known && nth === 0 ? ['the first entry'] : []),
      ...(known && nth === entries.length - 1 ? ['the last entry'] : []),
    ]
    return [{ procedureMapId, sendTo, samples, trust: (fitsExample(entry) ? 2 : 0) + (known ? 1 : 0) }]
  })
  usable.sort((one, other) => other.trust - one.trust)
  if (usable.length > 0) return usable.map(({ trust: _, ...map }) => map)
  return Object.entries(EXAMPLES).map(([id, { sendTo }]) => ({ procedureMapId: Number(id), sendTo, samples: [] }))
}
