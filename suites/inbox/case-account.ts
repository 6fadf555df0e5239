import type { Exchange } from '../../engine/exchange.ts'
import { drawn, holdsUnless } from '../../engine/finding.ts'
import { groupedBy } from '../../engine/grouped-by.ts'
import type { Finding } from '../../engine/verdict.ts'
import { listAnd, plural, times } from '../../engine/words.ts'
import type { Vendor } from './api.ts'
import { stepsOf } from './figures.ts'
import type { Scenario } from './hub.ts'
import { unreadable } from './judging.ts'
import { type Owed, owedBy } from './model.ts'
import { casesIn, isCase } from './reading.ts'

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
  const own = groupedBy(
    owed.filter((one) => one.companyId === companyId),
    ({ caseId }) => caseId,
  )
  return [...own].flatMap(([caseId, same]): Discrepancy[] => {
    const count = listed.filter((one) => isCase(one.caseId, caseId)).length
    const vendors = same.map(({ vendor }) => vendor)
    if (count > same.length) return [{ kind: 'doubled', caseId, vendors, listed: count }]
    if (count < same.filter(({ due }) => due).length) return [{ kind: 'lost', caseId, vendors, listed: count }]
    return []
  })
}

/** Holds a case inbox against what a scenario owed to it at that time. */
export function account(
  { events }: Scenario,
  companyId: string,
  at: number,
  cases: Exchange | undefined,
  of: (vendor: Vendor) => boolean = () => true,
): Finding {
  const owed = owedBy(events, at)
  // An ID that vendors of both kinds have is told of neither.
  const faults = cases && discrepancies(cases, owed, companyId)?.filter(({ vendors }) => vendors.every(of))
  if (!faults) return unreadable('the cases', cases)
  const [first] = faults
  const due = owed.filter((one) => one.companyId === companyId && one.due && of(one.vendor)).length
  const counts = (kind: string) => faults.filter((one) => one.kind === kind).length
  const words = [
    counts('lost') > 0 ? `${counts('lost')} of ${plural(due, 'case')} missing` : '',
    counts('doubled') > 0 ? `${counts('doubled')} are there more than once` : '',
  ].filter(Boolean)
  const finding = holdsUnless(
    first &&
      `${listAnd(words)}: ${first.caseId} of ${listAnd(first.vendors)} is ${first.listed === 0 ? 'not listed' : `listed ${times(first.listed)}`}`,
    'every case exactly once',
    [cases],
  )
  if (!first) return finding
  const before = events.filter((one) => one.at <= at)
  return drawn(finding, stepsOf('What happened before', before))
}
