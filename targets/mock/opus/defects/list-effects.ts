import type { ListFilter } from '../behaviour.ts'
import type { Call, OperationId } from '../call.ts'
import { alters, FILTERS, type FilterName, type Patch } from '../patches.ts'
import type { World } from '../world.ts'

type Narrowing = readonly [filter: FilterName, requirement: string]

export interface List {
  operation: 'getClinics' | 'getClinicians' | 'getTreatments'
  /** The ID that is listed, as in the mock, and as it is answered. */
  listed: FilterName
  answered: string
  /** The rules on it begin so; -01 is about the list without a filter. */
  area: string
  /** The filters: the rule that a list by each of them alone is a subset, and the rule about both. */
  filters: readonly [Narrowing, Narrowing]
  both: string
}

const list = (operation: List['operation'], answered: string, area: string, first: FilterName, second: FilterName) => ({
  operation,
  listed: answered.replace('C', 'c').replace('T', 't') as FilterName,
  answered,
  area,
  filters: [
    [first, `${area}-02`],
    [second, `${area}-03`],
  ] as const,
  both: `${area}-04`,
})

export const LISTS: readonly List[] = [
  list('getClinics', 'ClinicID', 'OPUS-CLINIC', 'clinicianID', 'treatmentID'),
  list('getClinicians', 'ClinicianID', 'OPUS-CLINICIAN', 'clinicID', 'treatmentID'),
  list('getTreatments', 'TreatmentID', 'OPUS-TREAT', 'clinicID', 'clinicianID'),
]

/** What a list is narrowed by, as it is asked for or applied. */
type Narrowed = Partial<Record<FilterName, unknown>>

/** The IDs that the filter names. */
export function named(filter: Narrowed): FilterName[] {
  return FILTERS.filter((name) => filter[name] !== undefined)
}

/** Whether the filter names exactly these. */
export function isBy(filter: Narrowed, ...names: FilterName[]): boolean {
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

export function bookableIDs({ practice }: World, name: FilterName, filter: Narrowed): Set<unknown> {
  const fitting = practice.offers.filter(
    (offer) => offer.bookable && named(filter).every((given) => offer[given] === filter[given]),
  )
  return new Set(fitting.map((offer) => offer[name]))
}
