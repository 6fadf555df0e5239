import type { ListFilter } from '../behaviour.ts'
import type { Call, OperationId } from '../call.ts'
import type { World } from '../world.ts'
import { FILTERS, type FilterName, type Patch } from './effects.ts'

export interface List {
  operation: 'getClinics' | 'getClinicians' | 'getTreatments'
  /** The ID that is listed, as in the mock, and as it is answered. */
  listed: FilterName
  answered: string
  /** The filters: the rule that a list by each of them alone is a subset, and the rule about both. */
  filters: readonly (readonly [filter: FilterName, requirement: string])[]
  both: string
}

export const LISTS: readonly List[] = [
  {
    operation: 'getClinics',
    listed: 'clinicID',
    answered: 'ClinicID',
    filters: [
      ['clinicianID', 'OPUS-CLINIC-02'],
      ['treatmentID', 'OPUS-CLINIC-03'],
    ],
    both: 'OPUS-CLINIC-04',
  },
  {
    operation: 'getClinicians',
    listed: 'clinicianID',
    answered: 'ClinicianID',
    filters: [
      ['clinicID', 'OPUS-CLINICIAN-02'],
      ['treatmentID', 'OPUS-CLINICIAN-03'],
    ],
    both: 'OPUS-CLINICIAN-04',
  },
  {
    operation: 'getTreatments',
    listed: 'treatmentID',
    answered: 'TreatmentID',
    filters: [
      ['clinicID', 'OPUS-TREAT-02'],
      ['clinicianID', 'OPUS-TREAT-03'],
    ],
    both: 'OPUS-TREAT-04',
  },
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
  return ({ appliedFilter }) => ({
    appliedFilter: (filter, call, world) => {
      const applied = appliedFilter(filter, call, world)
      if (call.operation !== operation || !when(filter, world, call)) return applied
      return { ...applied, ...Object.fromEntries(names.map((name) => [name, undefined])) }
    },
  })
}

/** Lists other IDs than the ones that fit. */
export function lists(
  operation: OperationId,
  change: (ids: readonly unknown[], filter: ListFilter, world: World) => readonly unknown[],
): Patch {
  return ({ listedIDs }) => ({
    listedIDs: (ids, filter, call, world) => {
      const usual = listedIDs(ids, filter, call, world)
      return call.operation === operation ? change(usual, filter, world) : usual
    },
  })
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
