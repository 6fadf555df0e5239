import type { Exchange } from '../../../engine/exchange.ts'
import { isAccepted } from '../../../engine/status.ts'
import type { Book } from '../answers.ts'
import { inWords, type Operation, type Query } from '../api.ts'
import type { RequirementId } from '../requirements.gen.ts'
import { idOf, property, readEntries } from '../shapes.ts'
import { because, judgeable, leaning } from '../statuses.ts'

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
    /** That a list with onlyWithFreeTimes=false has all of the one with true. */
    superset: RequirementId
  }
}

const kind = (
  noun: 'clinic' | 'clinician' | 'treatment',
  filters: ListKind['filters'],
  [all, byFirst, bySecond, byBoth, superset]: [
    RequirementId,
    RequirementId,
    RequirementId,
    RequirementId,
    RequirementId?,
  ],
): ListKind => {
  const capital = noun.replace(/^./, (letter) => letter.toUpperCase())
  return {
    operation: `get${capital}s` as ListKind['operation'],
    noun,
    listed: `${noun}ID`,
    property: `${capital}ID`,
    filters,
    hasFlag: superset !== undefined,
    rules: { all, byFirst, bySecond, byBoth, superset: superset ?? all },
  }
}

export const CLINICS = kind(
  'clinic',
  ['clinicianID', 'treatmentID'],
  ['OPUS-CLINIC-01', 'OPUS-CLINIC-02', 'OPUS-CLINIC-03', 'OPUS-CLINIC-04', 'OPUS-CLINIC-06'],
)

export const CLINICIANS = kind(
  'clinician',
  ['clinicID', 'treatmentID'],
  ['OPUS-CLINICIAN-01', 'OPUS-CLINICIAN-02', 'OPUS-CLINICIAN-03', 'OPUS-CLINICIAN-04', 'OPUS-CLINICIAN-06'],
)

export const TREATMENTS = kind(
  'treatment',
  ['clinicID', 'clinicianID'],
  ['OPUS-TREAT-01', 'OPUS-TREAT-02', 'OPUS-TREAT-03', 'OPUS-TREAT-04'],
)

export const LISTS: readonly ListKind[] = [CLINICS, CLINICIANS, TREATMENTS]

export const listOfIDs = (name: FilterName): ListKind => LISTS.find((kind) => kind.listed === name) as ListKind

/** The values of onlyWithFreeTimes with which lists are compared: the same for both. */
export const flagsOf = ({ hasFlag }: ListKind): Flag[] => (hasFlag ? ['false', 'true'] : ['false'])

/** The query for a list by these filters. */
export const queryFor = (kind: ListKind, filter: Query, flag: Flag): Query =>
  kind.hasFlag && flag !== '' ? { ...filter, onlyWithFreeTimes: flag } : filter

/** The filters that a question was asked with. */
export const filterOf = ({ onlyWithFreeTimes: _, ...filter }: Query): Query => filter

/** The rule that says that a list by these filters is answered. */
function listRule({ rules, filters }: ListKind, filter: Query): RequirementId {
  const [isByFirst, isBySecond] = filters.map((name) => filter[name] !== undefined)
  if (isByFirst) return isBySecond ? rules.byBoth : rules.byFirst
  return isBySecond ? rules.bySecond : rules.all
}

/** The rule that says that two kinds of things name each other. */
export function agreementOf(one: FilterName, other: FilterName): RequirementId {
  const pair = [one, other]
  if (!pair.includes('treatmentID')) return 'OPUS-CLINICIAN-07'
  return pair.includes('clinicID') ? 'OPUS-TREAT-05' : 'OPUS-TREAT-06'
}

/** What a list operation answered: the IDs, or none where it refused to list. */
export interface Listed {
  ids?: Set<string>
  /** The list is by no filter. */
  isAll: boolean
  /** The rule that says that it is answered. */
  rule: RequirementId
  exchange: Exchange
  label: string
}

/** A list that was answered. */
export type Listing = Required<Listed>

/**
 * What a list operation answered to a question.
 *
 * @throws Precluded where it does not tell
 */
export function listedBy(book: Book, kind: ListKind, filter: Query, flag: Flag): Listed {
  const query = queryFor(kind, filter, flag)
  const label = inWords(kind.operation, query)
  const exchange = book.find(kind.operation, query) ?? because(leaning(`${label} was not asked`, kind.rules.all))
  const ids = readEntries(exchange, (entry) => idOf(property(entry, kind.property)))
  if (!ids && isAccepted(exchange)) {
    because(leaning(`${label}: its entries have no ${kind.property}`, 'OPUS-SHAPE-03', [exchange]))
  }
  if (!ids) judgeable(label, exchange)
  const isAll = Object.keys(filter).length === 0
  return { ...(ids ? { ids: new Set(ids) } : {}), isAll, rule: listRule(kind, filter), exchange, label }
}

/**
 * A list that was answered.
 *
 * @param rule whose matter it is where it was refused
 * @throws Precluded where it was refused, or does not tell
 */
export function answered(listed: Listed, rule: string = listed.rule): Listing {
  const { ids, label, exchange } = listed
  return { ...listed, ids: ids ?? because(leaning(`${label} is refused`, rule, [exchange])) }
}

/** The IDs of a list, where they are known. */
export function idsBy(book: Book, kind: ListKind, filter: Query, flag: Flag): Set<string> | undefined {
  const exchange = book.find(kind.operation, queryFor(kind, filter, flag))
  const ids = exchange && readEntries(exchange, (entry) => idOf(property(entry, kind.property)))
  return ids && new Set(ids)
}
