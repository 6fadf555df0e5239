import { isNumber, toJson } from '../../engine/json.ts'
import {
  documentedMap,
  folded,
  isAsDocumented,
  isNoType,
  PROCEDURE_NAMES,
  SEND_TO,
  sameName,
  typesOf,
} from '../../generators/procedure-maps.ts'

export type Entry = Record<string, unknown>

/** What a list of maps breaks, entry by entry: a pure function of it, for the suite and for pacts alike. */
export interface MapClause {
  /** In the document's words. */
  expected: string
  /** The property that is at fault. */
  at: string
  /** The entries that it is about, where these are not all; of the others a requirement speaks that it leans on. */
  about?: { subject(entry: Entry): boolean; leansOn: string }
  /** Given all entries that it is about, tells what is wrong with one of them: `has type 7`. */
  faultIn(entries: readonly Entry[]): (entry: Entry) => string | undefined
}

/** How often each value occurs. */
export function countsOf(values: readonly unknown[]): ReadonlyMap<unknown, number> {
  const counts = new Map<unknown, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return counts
}

const TEXTS = ['description', 'note', 'caseType', 'procedure', 'type', 'sendTo'] as const
const MAY_BE_NULL: readonly string[] = ['note', 'caseType', 'type']

const isText = (value: unknown): value is string => typeof value === 'string'
const isTypeOrNone = (value: unknown): value is string | null => value === null || isText(value)
const isOption = (sendTo: unknown) => SEND_TO.some((option) => option === sendTo)

/** Texts that a requirement on texts lets be judged. */
const where = (subject: (entry: Entry) => boolean, leansOn = 'ITERO-MAPS-03') => ({ subject, leansOn })

const trio = ({ procedure, type, sendTo }: Entry) =>
  toJson([folded(procedure as string), isNoType(type) ? null : folded(type as string), folded(sendTo as string)])

export const mapClauses = {
  /** "description": string, and so on; note, case type and type may have nothing to say. */
  'ITERO-MAPS-03': {
    expected:
      'description, note, caseType, procedure, type and sendTo are strings (note, caseType and type may be null)',
    at: 'description',
    faultIn: () => (entry) => {
      const faulty = TEXTS.filter(
        (field) => !isText(entry[field]) && !(entry[field] === null && MAY_BE_NULL.includes(field)),
      )
      if (faulty.length === 0) return undefined
      return faulty
        .map((field) => (field in entry ? `has ${field} ${toJson(entry[field])}` : `has no ${field}`))
        .join(', ')
    },
  },
  /** "ID of the trio" */
  'ITERO-MAPS-04': {
    expected: 'procedureMapId is unique in the list',
    at: 'procedureMapId',
    faultIn: (entries) => {
      const counts = countsOf(entries.map((entry) => entry.procedureMapId))
      return ({ procedureMapId }) => {
        const count = counts.get(procedureMapId) as number
        return count > 1 && procedureMapId !== undefined ? `stands ${count} times` : undefined
      }
    },
  },
  /** "One of 6 available procedures. Check the appendix" */
  'ITERO-MAPS-05': {
    expected: `procedure is one of ${PROCEDURE_NAMES.join(', ')}`,
    at: 'procedure',
    about: where(({ procedure }) => isText(procedure)),
    faultIn:
      () =>
      ({ procedure }) =>
        typesOf(procedure as string) ? undefined : `has procedure ${toJson(procedure)}`,
  },
  /** "Procedure type if applicable. Check the appendix" */
  'ITERO-MAPS-06': {
    expected: "type is one of that procedure's types in the appendix, or none",
    at: 'type',
    about: where(
      ({ procedure, type }) => isText(procedure) && typesOf(procedure) !== undefined && isTypeOrNone(type),
      'ITERO-MAPS-05',
    ),
    faultIn:
      () =>
      ({ procedure, type }) =>
        isNoType(type) || typesOf(procedure as string)?.some((name) => sameName(name, type as string))
          ? undefined
          : `has type ${toJson(type)} with procedure ${toJson(procedure)}`,
  },
  /** "Send To Options" */
  'ITERO-MAPS-07': {
    expected: `sendTo is one of ${SEND_TO.join(', ')}`,
    at: 'sendTo',
    about: where(({ sendTo }) => isText(sendTo)),
    faultIn:
      () =>
      ({ sendTo }) =>
        isOption(sendTo) ? undefined : `has sendTo ${toJson(sendTo)}`,
  },
  /** "The combination of these three parameters … has a unique number." */
  'ITERO-MAPS-08': {
    expected: 'the trio of procedure, type and sendTo is unique',
    at: 'procedure',
    about: where(({ procedure, type, sendTo }) => isText(procedure) && isText(sendTo) && isTypeOrNone(type)),
    faultIn: (entries) => {
      const ids = new Map<string, unknown[]>()
      for (const entry of entries) {
        const same = ids.get(trio(entry)) ?? []
        // An entry that stands twice with its ID is ITERO-MAPS-04's matter.
        if (!same.includes(entry.procedureMapId) && same.length < 2)
          ids.set(trio(entry), [...same, entry.procedureMapId])
      }
      return (entry) => {
        const twin = ids.get(trio(entry))?.filter((id) => id !== entry.procedureMapId) ?? []
        return twin.length > 0 ? `has the trio of map ${toJson(twin[0])}` : undefined
      }
    },
  },
  /** "Below are some common examples" */
  'ITERO-MAPS-09': {
    expected: 'the six common examples have the trio that the document gives them',
    at: 'procedure',
    about: where(
      ({ procedureMapId, procedure, type, sendTo }) =>
        documentedMap(procedureMapId) !== undefined &&
        isText(procedure) &&
        typesOf(procedure) !== undefined &&
        isTypeOrNone(type) &&
        isOption(sendTo),
    ),
    faultIn: () => (entry) => {
      const { procedure, type, sendTo } = entry
      const documented = documentedMap(entry.procedureMapId)
      if (!documented || isAsDocumented(documented, { procedure, type, sendTo })) return undefined
      const words = [documented.procedure, documented.type, documented.sendTo].map((part) => toJson(part)).join(', ')
      return `is ${[procedure, type, sendTo].map((part) => toJson(part)).join(', ')}, and the document has ${words}`
    },
  },
  /** "Description of the procedure" */
  'ITERO-MAPS-11': {
    expected: 'description is not blank',
    at: 'description',
    about: where(({ description }) => isText(description)),
    faultIn:
      () =>
      ({ description }) =>
        (description as string).trim() === '' ? 'has a blank description' : undefined,
  },
} satisfies Record<string, MapClause>

/** "procedureMapId": number. What is no object has none either; no other requirement speaks of it. */
export function idFaults(all: readonly unknown[]): string[] {
  return all.flatMap((entry, nth) => {
    const id = isEntry(entry) ? entry.procedureMapId : undefined
    if (isNumber(id)) return []
    return [`entry ${nth + 1} ${isEntry(entry) ? `has procedureMapId ${toJson(id) ?? 'left out'}` : 'is no object'}`]
  })
}

export const isEntry = (value: unknown): value is Entry =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
