import type { ListFilter } from '../behaviour.ts'
import type { Call, OperationId } from '../call.ts'
import type { World } from '../world.ts'
import { alters, FILTERS, type FilterName, type Patch } from './effects.ts'

export interface List {
  operation: 'getClinics' | 'getClinicians' | 'getTreatments'
  /** The ID that is listed, as in the mock, and as it is answered. */
  listed: FilterName
  answered: string
  /** The rules on it begin so; -01 is about the list without a filter. */
  area: string
  /** The filters: the rule that a list by each of them alone is a subset, and the rule about both. */
  filters: readonly (readonly [filter: FilterName, requirement: string])[]
  both: string
}

function list(operation: List['operation'], answered: string, area: string, filters: [FilterName, FilterName]): List {
  return {
    operation,
    listed: answered.replace('C', 'c').replace('T', 't') as FilterName,
    answered,
    area,
    filters: filters.map((name, nth) => [name, `${area}-0${nth + 2}`]),
    both: `${area}-04`,
  }
}

export const LISTS: readonly List[] = [
  list('getClinics', 'ClinicID', 'OPUS-CLINIC', ['clinicianID', 'treatmentID']),
  list('getClinicians', 'ClinicianID', 'OPUS-CLINICIAN', ['clinicID', 'treatmentID']),
  list('getTreatments', 'TreatmentID', 'OPUS-TREAT', ['clinicID', 'clinicianID']),
]

/** The IDs that the filter names. */
export function named(filter: Partial<Record<FilterName, unknown>>): FilterName[] {
  return FILTERS.filter((name) => filter[name] !== undefined)
}

/** Whether the filter names exactly these. */
export function isBy(filter: Partial<Record<FilterName, unknown>>, ...names: FilterName[]): boolean {
  const given = named(filter)
  return given.length === names.length && names.every((name) => given.includes(name))
}

/** Leaves some IDs of the filter out of account. */
export function ignores(
  operation: OperationId,
  names: readonly FilterName[],
  when: (filter: ListFilter, world: World, call: Call) => boolean,
): Patch {
  return alters('appliedFilter', (applied, filter, call, world) => {
    if (call.operation !== operation || !when(filter, world, call)) return applied
    return { ...applied, ...Object.fromEntries(names.map((name) => [name, undefined])) }
  })
}

/** Lists other IDs than the ones that fit. */
export function lists(
  operation: OperationId,
  change: (ids: readonly unknown[], filter: ListFilter, world: World) => readonly unknown[],
): Patch {
  return alters('listedIDs', (listed, _ids, filter, call, world) =>
    call.operation === operation ? change(listed, filter, world) : listed,
  )
}

/** All IDs of a kind, and those of them that have bookable offers which fit. */
export function idsOf({ practice }: World, name: FilterName): unknown[] {
  return { clinicID: practice.clinics, clinicianID: practice.clinicians, treatmentID: practice.treatments }[name].map(
    ({ id }) => id,
  )
}

export function bookableIDs(
  { practice }: World,
  name: FilterName,
  filter: Partial<Record<FilterName, unknown>>,
): Set<unknown> {
  const fitting = practice.offers.filter(
    (offer) => offer.bookable && named(filter).every((given) => offer[given] === filter[given]),
  )
  return new Set(fitting.map((offer) => offer[name]))
}
