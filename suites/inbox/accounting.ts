import type { Exchange } from '../../engine/exchange.ts'
import { longestWait, MARGIN, type Vendor } from './api.ts'
import type { Happening, VendorHappening } from './happenings.ts'
import { casesIn, isCase } from './reading.ts'

/** A case that a vendor had, and what the case inbox owes of it. */
export interface Owed {
  companyId: string
  vendor: Vendor
  caseId: string
  /** It could be collected for as long as collecting may take, so that it has to be there. */
  due: boolean
}

/** What is known of one inbox while its story is followed. */
interface Lane {
  companyId: string
  vendor: Vendor
  connected: boolean
  /** The vendor accepts the hub's sign-in or credentials. */
  accepted: boolean
  up: boolean
  /** Since when nothing is in the way of collecting; null where something is. */
  freeSince: number | null
  cases: (Owed & { at: number; early: boolean })[]
}

/** What becomes of an inbox by what happens at its vendor, or to its connection. */
const CHANGES: Record<VendorHappening, (lane: Lane) => Partial<Lane>> = {
  connected: () => ({ connected: true, accepted: true }),
  disconnected: ({ cases }) => ({
    connected: false,
    // Whether the cases of a connection that has ended stay listed, and what waited for it, is not said.
    cases: cases.map((one) => ({ ...one, due: false, early: true })),
  }),
  expired: () => ({ accepted: false }),
  rejected: () => ({ accepted: false }),
  cured: () => ({ accepted: true }),
  down: () => ({ up: false }),
  up: () => ({ up: true }),
}

/**
 * The model of what every vendor had, when, and whether it could be collected. A case is due once nothing was in its way
 * for the longest time that a poll (a cross-check, for a pushed vendor) may take, which covers a restore that waits for
 * the next poll as well. Cases from before a connection may be collected, and are never due.
 *
 * @param until milliseconds on the run's clock up to which the story is followed
 */
export function owedBy(happenings: readonly Happening[], until: number): Owed[] {
  const lanes = new Map<string, Lane>()
  /** What companies have run out of. */
  const limits = new Map<string, Set<'credits' | 'storage'>>()
  const limit = (companyId: string, of: 'credits' | 'storage', isLeft: boolean) => {
    const reached = limits.get(companyId) ?? new Set()
    limits.set(companyId, reached)
    if (isLeft) reached.delete(of)
    else reached.add(of)
  }
  const laneOf = (companyId: string, vendor: Vendor): Lane => {
    const key = `${companyId} ${vendor}`
    const fresh = { companyId, vendor, connected: false, accepted: true, up: true, freeSince: null, cases: [] }
    const lane = lanes.get(key) ?? fresh
    lanes.set(key, lane)
    return lane
  }
  const settle = (at: number) => {
    for (const { vendor, freeSince, cases } of lanes.values()) {
      if (freeSince === null) continue
      for (const one of cases) {
        if (!one.early && Math.max(one.at, freeSince) + longestWait(vendor) + MARGIN <= at) one.due = true
      }
    }
  }
  const refresh = (at: number) => {
    for (const lane of lanes.values()) {
      const isFree = lane.connected && lane.accepted && lane.up && !limits.get(lane.companyId)?.size
      lane.freeSince = isFree ? (lane.freeSince ?? at) : null
    }
  }
  const apply = (happening: Happening) => {
    switch (happening.kind) {
      case 'passed':
        return
      case 'reset':
        for (const [key, lane] of lanes) if (lane.companyId === happening.companyId) lanes.delete(key)
        limits.delete(happening.companyId)
        return
      case 'credits':
        return limit(happening.companyId, 'credits', happening.some)
      case 'storage':
        return limit(happening.companyId, 'storage', happening.room)
    }
    const { companyId, vendor, at } = happening
    const lane = laneOf(companyId, vendor)
    if (happening.kind !== 'case') {
      Object.assign(lane, CHANGES[happening.kind](lane))
      return
    }
    const { caseId } = happening
    if (!lane.cases.some((one) => one.caseId === caseId))
      lane.cases.push({ companyId, vendor, caseId, at, due: false, early: !lane.connected })
  }
  for (const happening of happenings) {
    if (happening.at > until) break
    settle(happening.at)
    apply(happening)
    refresh(happening.at)
  }
  settle(until)
  return [...lanes.values()].flatMap(({ cases }) =>
    cases.map(({ companyId, vendor, caseId, due }) => ({ companyId, vendor, caseId, due })),
  )
}

/** Where a case inbox does not say what it owes. */
export interface Discrepancy {
  kind: 'lost' | 'doubled'
  caseId: string
  vendors: Vendor[]
  listed: number
}

/**
 * Holds a company's case inbox against what it owes: every case that is due is there, and none more often than vendors
 * have one of that ID.
 *
 * @returns undefined where the answer is no list of cases
 */
export function discrepancies(cases: Exchange, owed: readonly Owed[], companyId: string): Discrepancy[] | undefined {
  const listed = casesIn(cases)
  if (!listed) return undefined
  const own = owed.filter((one) => one.companyId === companyId)
  return [...new Set(own.map(({ caseId }) => caseId))].flatMap((caseId): Discrepancy[] => {
    const same = own.filter((one) => one.caseId === caseId)
    const count = listed.filter((one) => isCase(one.caseId, caseId)).length
    const vendors = same.map(({ vendor }) => vendor)
    if (count > same.length) return [{ kind: 'doubled', caseId, vendors, listed: count }]
    if (count < same.filter(({ due }) => due).length) return [{ kind: 'lost', caseId, vendors, listed: count }]
    return []
  })
}
