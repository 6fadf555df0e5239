import type { Exchange } from '../../../engine/exchange.ts'
import { unobserved } from '../../../engine/finding.ts'
import { isAccepted } from '../../../engine/status.ts'
import type { Finding } from '../../../engine/verdict.ts'
import { inWords, type Operation, type Query } from '../api.ts'
import type { Book } from '../book.ts'
import type { RequirementId } from '../requirements.gen.ts'
import { idOf, property, readEntries } from '../shapes.ts'
import { leaning, unjudgeable } from '../statuses.ts'

export type FilterName = 'clinicID' | 'clinicianID' | 'treatmentID'

/** A value of onlyWithFreeTimes; '' leaves it out. */
export type Flag = '' | 'true' | 'false'

/** One of the three list operations, with the rules that speak of it. */
export interface ListKind {
  operation: Extract<Operation, 'getClinics' | 'getClinicians' | 'getTreatments'>
  noun: string
  /** The ID that it lists, as a parameter and as a property. */
  listed: FilterName
  property: string
  filters: readonly [FilterName, FilterName]
  /** getTreatments has no onlyWithFreeTimes. */
  hasFlag: boolean
  rules: {
    all: RequirementId
    byFirst: RequirementId
    bySecond: RequirementId
    byBoth: RequirementId
    superset: RequirementId | undefined
  }
}

function kind(
  operation: ListKind['operation'],
  noun: string,
  filters: ListKind['filters'],
  rules: [RequirementId, RequirementId, RequirementId, RequirementId, RequirementId?],
): ListKind {
  const [all, byFirst, bySecond, byBoth, superset] = rules
  const listed = `${noun}ID` as FilterName
  const property = listed.replace(/^./, (letter) => letter.toUpperCase())
  const hasFlag = superset !== undefined
  return { operation, noun, listed, property, filters, hasFlag, rules: { all, byFirst, bySecond, byBoth, superset } }
}

export const CLINICS = kind(
  'getClinics',
  'clinic',
  ['clinicianID', 'treatmentID'],
  ['OPUS-CLINIC-01', 'OPUS-CLINIC-02', 'OPUS-CLINIC-03', 'OPUS-CLINIC-04', 'OPUS-CLINIC-06'],
)

export const CLINICIANS = kind(
  'getClinicians',
  'clinician',
  ['clinicID', 'treatmentID'],
  ['OPUS-CLINICIAN-01', 'OPUS-CLINICIAN-02', 'OPUS-CLINICIAN-03', 'OPUS-CLINICIAN-04', 'OPUS-CLINICIAN-06'],
)

export const TREATMENTS = kind(
  'getTreatments',
  'treatment',
  ['clinicID', 'clinicianID'],
  ['OPUS-TREAT-01', 'OPUS-TREAT-02', 'OPUS-TREAT-03', 'OPUS-TREAT-04'],
)

export const LISTS: readonly ListKind[] = [CLINICS, CLINICIANS, TREATMENTS]

export const listOfIDs = (name: FilterName): ListKind => LISTS.find((kind) => kind.listed === name) as ListKind

/** The query for a list by these filters. */
export const queryFor = (kind: ListKind, filter: Query, flag: Flag): Query =>
  kind.hasFlag && flag !== '' ? { ...filter, onlyWithFreeTimes: flag } : filter

/** The rule that says that two kinds of things name each other. */
export function agreementOf(one: FilterName, other: FilterName): RequirementId {
  const pair = [one, other]
  if (!pair.includes('treatmentID')) return 'OPUS-CLINICIAN-07'
  return pair.includes('clinicID') ? 'OPUS-TREAT-05' : 'OPUS-TREAT-06'
}

/** The IDs of a list, an answer that refuses to list, or why neither is known. */
export type Listed =
  | { kind: 'ids'; ids: Set<string>; exchange: Exchange; label: string }
  | { kind: 'refused'; exchange: Exchange; label: string }
  | { kind: 'doubt'; finding: Finding }

/** What a list operation answered to a question. */
export function listedBy(book: Book, kind: ListKind, filter: Query, flag: Flag): Listed {
  const query = queryFor(kind, filter, flag)
  const label = inWords(kind.operation, query)
  const exchange = book.find(kind.operation, query)
  if (!exchange) {
    return {
      kind: 'doubt',
      finding: unobserved(`${label} was not asked`, 'the other list is answered', [kind.rules.all]),
    }
  }
  const ids = readEntries(exchange, (entry) => idOf(property(entry, kind.property)))
  if (ids) return { kind: 'ids', ids: new Set(ids), exchange, label }
  if (isAccepted(exchange)) {
    const reason = `${label}: its entries have no ${kind.property}`
    return { kind: 'doubt', finding: leaning(reason, 'OPUS-SHAPE-03', [exchange]) }
  }
  const doubt = unjudgeable(label, exchange)
  return doubt ? { kind: 'doubt', finding: doubt } : { kind: 'refused', exchange, label }
}

/** The IDs of a list, where they are known. */
export function idsBy(book: Book, kind: ListKind, filter: Query, flag: Flag): Set<string> | undefined {
  const listed = listedBy(book, kind, filter, flag)
  return listed.kind === 'ids' ? listed.ids : undefined
}

/** The filters that a question was asked with. */
export function filterOf(query: Query): Record<string, string> {
  return Object.fromEntries(Object.entries(query).filter(([name]) => name !== 'onlyWithFreeTimes'))
}
