import { broken, holds, unobserved } from '../../../engine/finding.ts'
import { toJson } from '../../../engine/json.ts'
import type { Finding } from '../../../engine/verdict.ts'
import { plural } from '../../../engine/words.ts'
import { account } from '../accounts.ts'
import type { Vendor } from '../api.ts'
import { stoppedSyncing } from '../by-age.ts'
import { all, each, listing, part, troubles, unreadable } from '../judging.ts'
import { usable } from '../lanes.ts'
import { plainAccount, plainCredits, undisturbedPolls } from '../premises.ts'
import { type CaseView, casesIn, isCase } from '../reading.ts'
import { rule, type Seen } from '../rule.ts'
import type { Interruption } from '../scenes/apart.ts'
import type { Limits } from '../scenes/limits.ts'

/** The cases of a company's vendors in the everyday scene, by ID; IDs that several vendors have are left out. */
function ownCases({ everyday }: Seen<'everyday'>, companyId: string | undefined, until: number): Map<string, Vendor> {
  const own = new Map<string, Vendor>()
  const shared = new Set<string>()
  for (const one of everyday.happenings) {
    if (one.kind !== 'case' || one.at > until) continue
    if (own.has(one.caseId)) shared.add(one.caseId)
    if (one.companyId === companyId) own.set(one.caseId, one.vendor)
    else shared.add(one.caseId)
  }
  for (const caseId of shared) own.delete(caseId)
  return own
}

/** Credits that are left can be spent. */
function fewSpent({ credits, cases, spent }: Limits['few']): Finding {
  return listing(
    spent.cases,
    cases.map(({ caseId }) => caseId),
    (there, _missing, cited) =>
      there.length < credits
        ? broken(
            'every case that credits were there for',
            `${plural(credits, 'credit was', 'credits were')} left, and ${there.length} of ${plural(cases.length, 'case')} arrived`,
            cited,
          )
        : holds(`${plural(credits, 'credit')} that were left are spent`, cited),
  )
}

/** The others are polled as ever. */
const notSlowed = ({ what, others }: Interruption): Finding[] => [
  holds('others are polled'),
  ...each(others, (view, vendor) => {
    const stopped = view.warning ? undefined : stoppedSyncing(view, vendor)
    return stopped
      ? broken('an interruption that does not hold up the others', `${vendor}: ${stopped} (${what})`, [view.exchange])
      : holds(`${vendor} is polled (${what})`, [view.exchange])
  }),
]

function notHeldUp({ what, cases, others, otherCompany }: Interruption): Finding[] {
  const lanes = new Map(cases.map(({ companyId, vendor }) => [`${companyId} ${vendor}`, { companyId, vendor }]))
  return [...lanes.values()].map(({ companyId, vendor }) => {
    const read = companyId === others.companyId ? others.cases : otherCompany?.cases
    const listed = read && casesIn(read)
    if (!listed) return unreadable('the cases', read)
    const ids = cases.filter((one) => one.companyId === companyId && one.vendor === vendor).map(({ caseId }) => caseId)
    const whose = companyId === others.companyId ? vendor : `${vendor} of the other company`
    return ids.some((caseId) => listed.some((one) => isCase(one.caseId, caseId)))
      ? holds(`cases of ${whose} arrive (${what})`, [read])
      : broken(
          'an interruption that does not hold up the others',
          `none of ${plural(ids.length, 'new case')} of ${whose} has arrived (${what})`,
          [read],
        )
  })
}

/** What the case inbox has. */
export const rules = {
  /** "Collect all incoming scanner cases centrally in the Case Inbox." */
  'INBOX-CASE-01': rule({
    scenes: ['everyday'],
    leansOn: ['INBOX-AUTH-02', 'INBOX-LOGIN-01', 'INBOX-CONN-04', undisturbedPolls],
    judge: (seen) => {
      const { everyday } = seen
      return part(everyday, 'crossCheckedAgain', ({ at, cases }) => {
        const listed = cases && casesIn(cases)
        if (!listed) return unreadable('the cases', cases)
        const own = ownCases(seen, everyday.lanes?.[0]?.companyId, at)
        const expected = 'the cases of all connected inboxes in one case inbox, each with its vendor and inbox'
        return all([
          ...troubles(everyday.lanes),
          ...usable(everyday.lanes ?? []).map(({ vendor, inboxId }) => {
            const ids = [...own].filter(([, of]) => of === vendor).map(([caseId]) => caseId)
            const there = listed.filter((one) => ids.some((caseId) => isCase(one.caseId, caseId)))
            const [first] = there
            if (!first) return broken(expected, `none of ${plural(ids.length, 'case')} of ${vendor} is listed`, [cases])
            const wrong = there.find((one) => one.vendor !== vendor || one.inboxId !== inboxId)
            return wrong
              ? broken(
                  expected,
                  `a case of ${vendor}, inbox ${inboxId}, shows ${toJson(wrong.vendor)}, inbox ${toJson(wrong.inboxId)}`,
                  [cases],
                )
              : holds(`${plural(there.length, 'case')} of ${vendor}`, [cases])
          }),
        ])
      })
    },
  }),

  /** "…if there were no cases missed": wherever a vendor had one while it could be collected. */
  'INBOX-CASE-02': rule({
    scenes: ['everyday', 'refusal', 'outage', 'limits', 'history'],
    leansOn: [
      ...plainAccount.leansOn,
      'INBOX-AUTH-03',
      'INBOX-AUTH-04',
      'INBOX-AUTH-06',
      'INBOX-LOGIN-01',
      'INBOX-LOGIN-03',
      'INBOX-LOGIN-04',
      'INBOX-LOGIN-06',
      'INBOX-LIMIT-01',
      'INBOX-LIMIT-02',
      'INBOX-LIMIT-03',
      'INBOX-LIMIT-04',
      plainCredits,
      'INBOX-CASE-04',
      'INBOX-CONN-02',
      'INBOX-CONN-06',
      'INBOX-CONN-07',
      'INBOX-CONN-08',
    ],
    judge: (seen) => {
      const { everyday, refusal, outage, limits, history } = seen
      const company = everyday.lanes?.[0]?.companyId ?? ''
      const other = everyday.otherLanes?.[0]?.companyId
      return all([
        plainAccount.judge(seen),
        part(refusal, 'settled', ({ at, cases }) => account(refusal, company, at, cases)),
        part(outage, 'settled', ({ at, cases }) => account(outage, company, at, cases)),
        part(limits, 'credits', ({ settled }) => account(limits, company, settled.at, settled.cases)),
        part(limits, 'storage', ({ settled }) => account(limits, company, settled.at, settled.cases)),
        ...(limits.few
          ? [fewSpent(limits.few), account(limits, company, limits.few.more.at, limits.few.more.cases)]
          : []),
        ...(limits.restored ? [account(limits, company, limits.restored.at, limits.restored.cases)] : []),
        ...(outage.settledAgain ? [account(outage, company, outage.settledAgain.at, outage.settledAgain.cases)] : []),
        ...(other === undefined
          ? []
          : [part(everyday, 'afterReturn', ({ at, cases }) => account(everyday, other, at, cases))]),
        part(history, 'shown', ({ at, cases }) => account(history, company, at, cases)),
      ])
    },
  }),

  /** "Scanner inboxes are connected on the company level": so are their cases. */
  'INBOX-CASE-03': rule({
    scenes: ['everyday'],
    judge: (seen) => {
      const { everyday, configured } = seen
      if (!configured.otherCompany)
        return unobserved('companies[1] is not configured', "set companies[1] in the target's configuration")
      return part(everyday, 'aDayLater', ({ at, cases }) => {
        const [company, other] = [everyday.lanes, everyday.otherLanes].map((lanes) => lanes?.[0]?.companyId)
        const foreign = (of: string | undefined, listed: CaseView[]) =>
          [...ownCases(seen, of, at).keys()].filter((caseId) => listed.some((one) => isCase(one.caseId, caseId)))
        const reads = [cases, ...(everyday.filtered ?? []).map(({ exchange }) => exchange), everyday.otherADayLater]
        return all([
          ...troubles(everyday.otherLanes),
          ...reads.map((read) => {
            const listed = read && casesIn(read)
            if (!listed) return unreadable('the cases', read)
            const seen_ = foreign(read === everyday.otherADayLater ? company : other, listed)
            return seen_.length > 0
              ? broken(
                  "no case of another company's",
                  `${plural(seen_.length, 'case')} of another company are listed: ${read.what}`,
                  [read],
                )
              : holds("no case of another company's", [read])
          }),
        ])
      })
    },
    looking: ({ companies }) => {
      const [first, second] = companies
      if (!first || !second)
        return unobserved('companies[1] is not configured', "set companies[1] in the target's configuration")
      const [mine, theirs] = [casesIn(first.cases), casesIn(second.cases)]
      if (!mine || !theirs) return unreadable('the cases', mine ? second.cases : first.cases)
      const key = ({ caseId, inboxId }: CaseView) => `${inboxId} ${caseId}`
      const known = new Set(mine.map(key))
      const both = theirs.filter((one) => known.has(key(one)))
      if (both.length > 0)
        return broken(
          "no case of another company's",
          `${plural(both.length, 'case is', 'cases are')} in both case inboxes`,
          [first.cases, second.cases],
        )
      return mine.length > 0 && theirs.length > 0
        ? holds('the two case inboxes share no case', [first.cases, second.cases])
        : unobserved('the companies have no cases', 'cases of two companies')
    },
  }),

  /** "Reduce manual checking across multiple vendor portals": one that is down is no reason to look at the others. */
  'INBOX-CASE-04': rule({
    scenes: ['everyday'],
    leansOn: [
      'INBOX-CASE-01',
      'INBOX-CASE-03',
      'INBOX-CONN-06',
      'INBOX-CONN-07',
      'INBOX-PUSH-01',
      undisturbedPolls,
      plainAccount,
    ],
    judge: ({ everyday }) =>
      all([
        ...troubles(everyday.lanes),
        part(everyday, 'interruptions', (interruptions) => all(interruptions.flatMap(notHeldUp))),
        part(everyday, 'interruptions', (interruptions) => all(interruptions.flatMap(notSlowed))),
      ]),
  }),
}
