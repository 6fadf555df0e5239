import { broken, holds, holdsUnless, unobserved } from '../../../engine/finding.ts'
import { toJson } from '../../../engine/json.ts'
import type { Finding } from '../../../engine/verdict.ts'
import { plural } from '../../../engine/words.ts'
import type { Vendor } from '../api.ts'
import { account } from '../case-account.ts'
import { usable } from '../connections.ts'
import type { Scenario, Snapshot } from '../hub.ts'
import { all, each, idsOf, inCases, listing, NO_OTHER, part, troubles, unreadable } from '../judging.ts'
import { plainAccount } from '../premises.ts'
import { type CaseView, casesIn, isCase } from '../reading.ts'
import { rule, type Seen } from '../rule.ts'
import type { Interruption } from '../scenarios/interruptions.ts'
import { stoppedSyncing } from '../unchanged.ts'

const NO_FOREIGN_CASE = "no case of another company's"
const NOT_HELD_UP = 'an interruption that does not hold up the others'

/** The cases of a company's vendors in the everyday scenario, by ID; IDs that several vendors have are left out. */
function ownCases({ everyday }: Seen<'everyday'>, companyId: string | undefined, until: number): Map<string, Vendor> {
  const own = new Map<string, Vendor>()
  const shared = new Set<string>()
  for (const one of everyday.events) {
    if (one.kind !== 'case' || one.at > until) continue
    if (own.has(one.caseId)) shared.add(one.caseId)
    if (one.companyId === companyId) own.set(one.caseId, one.vendor)
    else shared.add(one.caseId)
  }
  for (const caseId of shared) own.delete(caseId)
  return own
}

/** Credits that are left can be spent. */
const allSpent = ({ few = 0, fewCases, fewSpent }: Seen<'limits'>['limits']): Finding =>
  fewSpent
    ? listing(fewSpent.cases, idsOf(fewCases), ({ length }, _missing, cited) =>
        holdsUnless(
          length < few &&
            `${plural(few, 'credit was', 'credits were')} left, and ${length} of ${plural(fewCases?.length ?? 0, 'case')} arrived`,
          'every case that credits were there for',
          cited,
        ),
      )
    : holds('no polled inbox spends the last credits')

/** The others are polled as ever. */
const notSlowed = ({ what, others }: Interruption): Finding[] => [
  holds('others are polled'),
  ...each(others, (view, vendor) => {
    const stopped = !view.warning && stoppedSyncing(view, vendor)
    return holdsUnless(stopped && `${vendor}: ${stopped} (${what})`, NOT_HELD_UP, [view.exchange])
  }),
]

function notHeldUp({ what, cases, others, otherCompany }: Interruption): Finding[] {
  const accounts = new Map(cases.map(({ companyId, vendor }) => [`${companyId} ${vendor}`, { companyId, vendor }]))
  return [...accounts.values()].map(({ companyId, vendor }) => {
    const isOwn = companyId === others?.companyId
    const ids = idsOf(
      cases.filter((one) => one.companyId === companyId),
      vendor,
    )
    return listing(isOwn ? others?.cases : otherCompany?.cases, ids, (there, _missing, cited) =>
      holdsUnless(
        there.length === 0 &&
          `none of ${plural(ids.length, 'new case')} of ${vendor}${isOwn ? '' : ' of the other company'} has arrived (${what})`,
        NOT_HELD_UP,
        cited,
      ),
    )
  })
}

/** What the case inbox has. */
export const rules = {
  /** "Collect all incoming scanner cases centrally in the Case Inbox." */
  'INBOX-CASE-01': rule({
    scenarios: ['everyday'],
    leansOn: ['INBOX-AUTH-02', 'INBOX-LOGIN-01', 'INBOX-CONN-04'],
    judge: (seen) => {
      const { everyday } = seen
      const expected = 'the cases of all connected inboxes in one case inbox, each with its vendor and inbox'
      return part(everyday, 'crossCheckedAgain', ({ at, cases }) =>
        inCases(cases, (listed) => {
          const own = ownCases(seen, everyday.connections?.[0]?.companyId, at)
          return all([
            ...troubles(everyday.connections),
            ...usable(everyday.connections ?? []).map(({ vendor, inboxId }) => {
              const ids = [...own].filter(([, of]) => of === vendor).map(([caseId]) => caseId)
              const there = listed.filter((one) => ids.some((caseId) => isCase(one.caseId, caseId)))
              const wrong = there.find((one) => one.vendor !== vendor || one.inboxId !== inboxId)
              const fault = wrong
                ? `a case of ${vendor}, inbox ${inboxId}, shows ${toJson(wrong.vendor)}, inbox ${toJson(wrong.inboxId)}`
                : there.length === 0 && `none of ${plural(ids.length, 'case')} of ${vendor} is listed`
              return holdsUnless(fault, expected, [cases])
            }),
          ])
        }),
      )
    },
  }),

  /** "…if there were no cases missed": wherever a vendor had one while it could be collected. */
  'INBOX-CASE-02': rule({
    scenarios: ['everyday', 'refusal', 'outage', 'limits', 'history'],
    leansOn: ['INBOX-AUTH-04', 'INBOX-LOGIN-04', 'INBOX-LOGIN-06', 'INBOX-LIMIT-04', 'INBOX-CONN-08'],
    judge: (seen) => {
      const { everyday, refusal, outage, limits, history } = seen
      const held = (scenario: Scenario<Record<string, unknown>>, key: string) =>
        part(scenario as Scenario<Record<string, Snapshot>>, key, ({ companyId, at, cases }) =>
          account(scenario, companyId, at, cases),
        )
      return all([
        plainAccount.judge(seen),
        held(refusal, 'settled'),
        held(outage, 'settled'),
        ...(outage.settledAgain ? [held(outage, 'settledAgain')] : []),
        held(limits, 'creditsChecked'),
        held(limits, 'storageChecked'),
        allSpent(limits),
        ...(limits.more ? [held(limits, 'more')] : []),
        ...(limits.restored ? [held(limits, 'restored')] : []),
        ...(seen.configured.otherCompany ? [held(everyday, 'afterReturn')] : []),
        held(history, 'shown'),
      ])
    },
  }),

  /** "Scanner inboxes are connected on the company level": so are their cases. */
  'INBOX-CASE-03': rule({
    scenarios: ['everyday'],
    judge: (seen) => {
      const { everyday, configured } = seen
      if (!configured.otherCompany) return NO_OTHER
      return part(everyday, 'aDayLater', ({ at, cases }) => {
        const [company, other] = [everyday.connections, everyday.otherConnections].map((all) => all?.[0]?.companyId)
        const reads = [cases, ...(everyday.filtered ?? []).map(({ exchange }) => exchange), everyday.otherADayLater]
        return all([
          ...troubles(everyday.otherConnections),
          ...reads.map((read) => {
            const foreign = ownCases(seen, read === everyday.otherADayLater ? company : other, at)
            return listing(read, [...foreign.keys()], ({ length }, _missing, cited) =>
              holdsUnless(
                length > 0 && `${plural(length, 'case')} of another company are listed: ${read?.what}`,
                NO_FOREIGN_CASE,
                cited,
              ),
            )
          }),
        ])
      })
    },
    byReads: ({ companies }) => {
      const [first, second] = companies
      if (!first || !second) return NO_OTHER
      const [mine, theirs] = [casesIn(first.cases), casesIn(second.cases)]
      if (!mine || !theirs) return unreadable('the cases', mine ? second.cases : first.cases)
      const key = ({ caseId, inboxId }: CaseView) => `${inboxId} ${caseId}`
      const known = new Set(mine.map(key))
      const both = theirs.filter((one) => known.has(key(one)))
      const cited = [first.cases, second.cases]
      if (both.length > 0)
        return broken(NO_FOREIGN_CASE, `${plural(both.length, 'case is', 'cases are')} in both case inboxes`, cited)
      return mine.length > 0 && theirs.length > 0
        ? holds('the two case inboxes share no case', cited)
        : unobserved('the companies have no cases', 'cases of two companies')
    },
  }),

  /** "Reduce manual checking across multiple vendor portals": one that is down is no reason to look at the others. */
  'INBOX-CASE-04': rule({
    scenarios: ['everyday'],
    leansOn: ['INBOX-CONN-06', 'INBOX-CONN-07', plainAccount],
    judge: ({ everyday }) =>
      all([
        ...troubles(everyday.connections),
        part(everyday, 'interruptions', (interruptions) =>
          interruptions.flatMap((one) => [...notHeldUp(one), ...notSlowed(one)]),
        ),
      ]),
  }),
}
