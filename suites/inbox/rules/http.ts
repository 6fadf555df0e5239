import type { Exchange } from '../../../engine/exchange.ts'
import { broken, holds, holdsUnless } from '../../../engine/finding.ts'
import { came, isAccepted, status } from '../../../engine/status.ts'
import type { Finding } from '../../../engine/verdict.ts'
import { SECOND } from '../api.ts'
import { all, inCases, part, unreadable } from '../judging.ts'
import { caseLists, ordered, profile } from '../profile-clauses.ts'
import { type CaseView, casesIn, dateOf, isCase } from '../reading.ts'
import { everyRead, rule, type Seen } from '../rule.ts'
import { iso } from '../shown-clauses.ts'

const unknownInbox = (exchange: Exchange): Finding =>
  holdsUnless(![403, 404].includes(status(exchange) ?? 0) && came(exchange), '404 for an inbox that there is not', [
    exchange,
  ])

/** `receivedAt` is the hub's own time, not the vendor's: none of these cases was collected before an answer's Date. */
function receivedSince(cases: Exchange | undefined, caseIds: readonly string[], before: Exchange | undefined): Finding {
  const from = before && dateOf(before)
  const listed = cases && casesIn(cases)
  if (!listed || from === undefined) return holds('no case to tell it by')
  const early = listed.find(
    ({ caseId, receivedAt }) =>
      receivedAt !== undefined && receivedAt < from - SECOND && caseIds.some((one) => isCase(caseId, one)),
  )
  return holdsUnless(
    early &&
      `${early.caseId} of ${early.vendor}: ${iso(early.receivedAt ?? 0)}, and it cannot have been collected before ${iso(from)}`,
    'receivedAt, when the hub collected a case',
    [before, cases],
  )
}

/** `?vendor=` lists the cases of that vendor that the whole list has, and no other. */
function exactly({ everyday }: Seen<'everyday'>, vendor: string, everything: CaseView[], exchange: Exchange): Finding {
  const listed = casesIn(exchange)
  if (!listed)
    return isAccepted(exchange)
      ? unreadable(`the cases of ${vendor}`, exchange)
      : broken(`the cases of ${vendor}`, came(exchange), [exchange])
  const company = everyday.connections?.[0]?.companyId
  const vendors = new Map<string, Set<string>>()
  for (const one of everyday.events) {
    if (one.kind === 'case' && one.companyId === company)
      vendors.set(one.caseId, (vendors.get(one.caseId) ?? new Set()).add(one.vendor))
  }
  const has = (list: CaseView[], caseId: string) => list.some((one) => isCase(one.caseId, caseId))
  const ids = [...vendors].filter(([, of]) => of.size === 1)
  const missing = ids.filter(([caseId, of]) => of.has(vendor) && has(everything, caseId) && !has(listed, caseId))
  const odd = ids.filter(([caseId, of]) => !of.has(vendor) && has(listed, caseId))
  return holdsUnless(
    missing.length + odd.length > 0 &&
      `${missing.length} of its cases are missing, and ${odd.length} of other vendors are listed`,
    `exactly the cases of ${vendor}`,
    [exchange],
  )
}

/** The profile's statuses, fields and formats. */
export const rules = {
  /** The document shows no interface: every shape is the profile's. */
  'INBOX-HTTP-01': everyRead({
    judge: ({ calls, everyday, outage }) => {
      const pushed = receivedSince(everyday.atOnce?.at(-1), everyday.pushed ?? [], everyday.creditsBefore)
      // What a vendor got while it was down was not collected before it was up again.
      const down = outage.moments?.at(-1)?.list
      const late = receivedSince(outage.settled?.cases, outage.cases?.map(({ caseId }) => caseId) ?? [], down)
      return profile(calls, [part(everyday, 'unknown', unknownInbox), pushed, late])
    },
    byReads: ({ calls, unknown }) => profile(calls, unknown ? [unknownInbox(unknown)] : []),
  }),

  /** The document shows a case inbox with filters, and no order. */
  'INBOX-HTTP-02': rule({
    scenarios: ['everyday'],
    leansOn: ['INBOX-CASE-01', 'INBOX-CASE-03', 'INBOX-HTTP-01'],
    judge: (seen) => {
      const { everyday } = seen
      return part(everyday, 'aDayLater', ({ cases }) =>
        inCases(cases, (everything, exchange) => {
          const filtered = everyday.filtered ?? []
          return all([
            ...ordered([exchange, ...filtered.map((one) => one.exchange)]),
            ...filtered.map((one) => exactly(seen, one.vendor, everything, one.exchange)),
          ])
        }),
      )
    },
    byReads: ({ companies }) =>
      caseLists(
        companies.flatMap(({ cases }) => cases),
        companies.flatMap(({ filtered }) => filtered),
      ),
  }),
}
