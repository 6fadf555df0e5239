import type { Exchange } from '../../engine/exchange.ts'
import { broken, drawn, holds } from '../../engine/finding.ts'
import type { Finding } from '../../engine/verdict.ts'
import { listAnd, plural, times } from '../../engine/words.ts'
import { discrepancies, owedBy } from './accounting.ts'
import type { Vendor } from './api.ts'
import { stepsOf } from './figures.ts'
import { unreadable } from './judging.ts'
import type { Scene } from './stage.ts'

/** Holds a case inbox against what a scene owed to it at that time. */
export function account(
  scene: Scene<object>,
  companyId: string,
  at: number,
  cases: Exchange | undefined,
  of: (vendor: Vendor) => boolean = () => true,
): Finding {
  if (!cases) return unreadable('the cases', cases)
  const owed = owedBy(scene.happenings, at)
  // An ID that vendors of both kinds have is told of neither.
  const faults = discrepancies(cases, owed, companyId)?.filter(({ vendors }) => vendors.every(of))
  if (!faults) return unreadable('the cases', cases)
  const [first] = faults
  const due = owed.filter((one) => one.companyId === companyId && one.due && of(one.vendor)).length
  if (!first) return holds(`${plural(due, 'case that was', 'cases that were')} due, each there once`, [cases])
  const counts = (kind: string) => faults.filter((one) => one.kind === kind).length
  const words = [
    counts('lost') > 0 ? `${counts('lost')} of ${plural(due, 'case')} missing` : '',
    counts('doubled') > 0 ? `${counts('doubled')} are there more than once` : '',
  ].filter(Boolean)
  return drawn(
    broken(
      'every case exactly once',
      `${listAnd(words)}: ${first.caseId} of ${listAnd(first.vendors)} is ${first.listed === 0 ? 'not listed' : `listed ${times(first.listed)}`}`,
      [cases],
    ),
    stepsOf(
      'What happened before',
      scene.happenings.filter((one) => one.at <= at),
    ),
  )
}
