import { findOperation, type Schema } from '../openapi/document.ts'
import { document } from '../openapi/itero.gen.ts'
import type { SendTo } from './order.ts'

const { schemas } = document.components as { schemas: Record<string, Schema & { enum: readonly (string | null)[] }> }

/** "Send To Options" of the appendix. */
export const SEND_TO = schemas.SendTo!.enum as readonly SendTo[]

/** Names compare without regard to case or runs of white space. */
export const folded = (name: string): string => name.trim().replace(/\s+/g, ' ').toLowerCase()
export const sameName = (one: string, other: string): boolean => folded(one) === folded(other)

const NO_TYPE = schemas.NoType!.enum

/** Whether a type stands for none; a hyphen is read as none too. */
export const isNoType = (type: unknown): boolean =>
  type === null || (typeof type === 'string' && [...NO_TYPE, '-'].some((none) => none !== null && sameName(none, type)))

interface OfProcedure {
  if: { properties: { procedure: { const?: string; enum?: readonly string[] } } }
  then: { properties: { type: { anyOf?: readonly { enum?: readonly string[] }[] } } }
}

/** "Procedures and Types" of the appendix, by each name that a procedure has. */
const PROCEDURES: readonly { names: readonly string[]; types: readonly string[] }[] = (
  schemas.ProcedureMap!.allOf as readonly OfProcedure[]
).map((one) => {
  const { const: name, enum: names } = one.if.properties.procedure
  return {
    names: names ?? [name as string],
    types: one.then.properties.type.anyOf?.flatMap((any) => any.enum ?? []) ?? [],
  }
})

export const PROCEDURE_NAMES = PROCEDURES.flatMap(({ names }) => names)

const procedureOf = (name: string) => PROCEDURES.find(({ names }) => names.some((one) => sameName(one, name)))

/** The types that the appendix gives a procedure; undefined for a procedure that it does not have. */
export const typesOf = (procedure: string): readonly string[] | undefined => procedureOf(procedure)?.types

/** Whether two names are one procedure's. */
const sameProcedure = (one: string, other: string): boolean => {
  const found = procedureOf(one)
  return found !== undefined && found === procedureOf(other)
}

export interface DocumentedMap {
  procedureMapId: number
  procedure: string
  type: string | null
  sendTo: SendTo
}

/** "Below are some common examples": the maps of which the document says what they are. */
export const documentedMaps = commonExamples()

function commonExamples(): readonly DocumentedMap[] {
  const { operation } = findOperation(document, 'getAvailableProcedureMaps')
  const { value } = operation.responses[200]!.content!['application/json']!.examples!.common!
  return (value as { procedureMaps: DocumentedMap[] }).procedureMaps
}

/** What the document says that a map of this ID is; undefined for other IDs. */
export const documentedMap = (id: unknown): DocumentedMap | undefined =>
  documentedMaps.find(({ procedureMapId }) => procedureMapId === Number(id))

/** The first example is printed with no type, and its procedure's name may be read as one with the type in it. */
const ALSO_TYPED: Readonly<Record<number, string>> = { 1: 'iRecord' }

/** Whether an entry's procedure, type and destination are what the document says of that map. */
export const isAsDocumented = (
  { procedureMapId, procedure, type, sendTo }: DocumentedMap,
  entry: { procedure: unknown; type: unknown; sendTo: unknown },
): boolean => {
  const also = ALSO_TYPED[procedureMapId]
  const isType = (one: string | null | undefined) =>
    isNoType(one)
      ? isNoType(entry.type)
      : typeof one === 'string' && typeof entry.type === 'string' && sameName(one, entry.type)
  return (
    typeof entry.procedure === 'string' &&
    sameProcedure(entry.procedure, procedure) &&
    (isType(type) || isType(also)) &&
    entry.sendTo === sendTo
  )
}
