import type { Exchange } from '../../engine/exchange.ts'
import { broken, drawn, holds } from '../../engine/finding.ts'
import type { Finding } from '../../engine/verdict.ts'
import { discrepancies, owedBy } from './accounting.ts'
import { isPushed, type Vendor } from './api.ts'
import { stepsOf } from './figures.ts'
import { all, part, troubles, unreadable } from './judging.ts'
import { undisturbedPolls } from './polls.ts'
import type { Premise, Seen } from './rule.ts'
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
  if (!first) return holds(`${due} cases that were due are there, each once`, [cases])
  const counts = (kind: string) => faults.filter((one) => one.kind === kind).length
  const words = [
    counts('lost') > 0 ? `${counts('lost')} of ${due} are missing` : '',
    counts('doubled') > 0 ? `${counts('doubled')} are there more than once` : '',
  ].filter(Boolean)
  return drawn(
    broken(
      'every case exactly once',
      `${words.join(', and ')}: ${first.caseId} of ${first.vendors.join(' and ')} is listed ${first.listed} times`,
      [cases],
    ),
    stepsOf(
      'What happened before',
      scene.happenings.filter((one) => one.at <= at),
    ),
  )
}

/** The account of two companies' undisturbed days, of these vendors. */
function undisturbed({ everyday }: Seen<'everyday'>, of: (vendor: Vendor) => boolean): Finding {
  const company = everyday.lanes?.[0]?.companyId
  const other = everyday.otherLanes?.[0]?.companyId
  return all([
    ...troubles(everyday.lanes, of),
    ...(['polled', 'crossChecked', 'crossCheckedAgain', 'aDayLater'] as const).map((key) =>
      part(everyday, key, ({ at, cases }) => account(everyday, company ?? '', at, cases, of)),
    ),
    ...(other !== undefined && everyday.otherPolled
      ? [account(everyday, other, everyday.otherPolled.at, everyday.otherPolled.cases, of)]
      : []),
    part(everyday, 'aDayLater', ({ at }) =>
      other === undefined ? holds('one company') : account(everyday, other, at, everyday.otherADayLater, of),
    ),
  ])
}

/** The parts of INBOX-CASE-02 that other rules on cases lean on: nothing is lost or doubled while nothing is in the way. */
const polledAccount: Premise<'everyday'> = {
  id: 'INBOX-CASE-02',
  scenes: ['everyday'],
  leansOn: ['INBOX-AUTH-02', 'INBOX-CASE-01', 'INBOX-CASE-03', undisturbedPolls],
  judge: (seen) => undisturbed(seen, (vendor) => !isPushed(vendor)),
}

const plainAccount: Premise<'everyday'> = {
  id: 'INBOX-CASE-02',
  scenes: ['everyday'],
  leansOn: ['INBOX-PUSH-01', 'INBOX-PUSH-03', 'INBOX-PUSH-04', 'INBOX-PUSH-05', polledAccount],
  judge: (seen) => undisturbed(seen, () => true),
}

export { plainAccount, polledAccount }
