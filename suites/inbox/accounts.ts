import type { Exchange } from '../../engine/exchange.ts'
import { drawn, holdsUnless } from '../../engine/finding.ts'
import type { Finding } from '../../engine/verdict.ts'
import { listAnd, plural, times } from '../../engine/words.ts'
import { discrepancies, owedBy } from './accounting.ts'
import type { Vendor } from './api.ts'
import { stepsOf } from './figures.ts'
import { unreadable } from './judging.ts'
import type { Scenario } from './stage.ts'

/** Holds a case inbox against what a scenario owed to it at that time. */
export function account(
  { happenings }: Scenario<object>,
  companyId: string,
  at: number,
  cases: Exchange | undefined,
  of: (vendor: Vendor) => boolean = () => true,
): Finding {
  const owed = owedBy(happenings, at)
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
  const before = happenings.filter((one) => one.at <= at)
  return drawn(finding, stepsOf('What happened before', before))
}
