import { faultsByOperation } from '../../../engine/by-operation.ts'
import type { Exchange } from '../../../engine/exchange.ts'
import { broken, holds, unobserved } from '../../../engine/finding.ts'
import { came, isAccepted, status } from '../../../engine/status.ts'
import type { Finding } from '../../../engine/verdict.ts'
import { findOperation } from '../../../openapi/document.ts'
import { document } from '../../../openapi/inbox.gen.ts'
import { SECOND } from '../api.ts'
import { all, DOCUMENTED_STATUSES, part, unreadable } from '../judging.ts'
import { type CaseView, casesIn, dateOf, isCase, vendorsAsked } from '../reading.ts'
import { everyRead, rule, type Seen } from '../rule.ts'
import { faultsIn } from '../shapes.ts'

const documented = new Map<string, number[]>()

/** The statuses that the profile gives an operation. */
function statusesOf(operation: string): number[] {
  const known =
    documented.get(operation) ?? Object.keys(findOperation(document, operation).operation.responses).map(Number)
  documented.set(operation, known)
  return known
}

/** What is wrong with an answer's status; another rule may have asked for just that one. */
function statusFault(exchange: Exchange): string | undefined {
  const code = status(exchange)
  if (code === undefined) return undefined
  if (!(DOCUMENTED_STATUSES as readonly number[]).includes(code)) return `the status ${code}`
  // What answers a request that is to be refused is the matter of the rule that sent it.
  if (exchange.purpose === 'variation' || code >= 400) return undefined
  const own = statusesOf(exchange.operation)
  return own.includes(code) ? undefined : `${code}, where ${own.filter((one) => one < 400).join(' or ')} is documented`
}

export function profile(calls: readonly Exchange[], more: readonly Finding[]): Finding {
  const answers = calls.filter(({ response }) => response)
  if (answers.length === 0) return unobserved('nothing was answered', 'a target that answers')
  const asked = vendorsAsked(calls)
  const faults = answers.flatMap((exchange) =>
    [statusFault(exchange), ...faultsIn(exchange, asked)].flatMap((what) =>
      what === undefined ? [] : [{ what, exchange }],
    ),
  )
  if (faults.length > 0) {
    return broken(
      'statuses, fields and formats of the inbox profile',
      faultsByOperation(faults, answers),
      faults.map(({ exchange }) => exchange),
    )
  }
  return all([holds(`${answers.length} answers have the statuses, fields and formats of the profile`), ...more])
}

const unknownInbox = (exchange: Exchange): Finding =>
  [403, 404].includes(status(exchange) ?? 0)
    ? holds(`an inbox that there is not: ${status(exchange)}`, [exchange])
    : broken('404 for an inbox that there is not', came(exchange), [exchange])

/** `receivedAt` is the hub's own time, not the vendor's: none of these cases was collected before an answer's Date. */
function receivedSince(cases: Exchange | undefined, caseIds: readonly string[], before: Exchange | undefined): Finding {
  const from = before && dateOf(before)
  const listed = cases && casesIn(cases)
  if (!listed || from === undefined) return holds('no case to tell it by')
  const early = listed.find(
    ({ caseId, receivedAt }) =>
      receivedAt !== undefined && receivedAt < from - SECOND && caseIds.some((one) => isCase(caseId, one)),
  )
  return early
    ? broken(
        'receivedAt, when the hub collected a case',
        `${early.caseId} of ${early.vendor}: ${iso(early.receivedAt)}, and it cannot have been collected before ${iso(from)}`,
        [before, cases],
      )
    : holds('no case is shown as collected before it can have been', [cases])
}

function newestFirst(cases: Exchange): Finding {
  const listed = casesIn(cases)
  if (!listed) return unreadable('the cases', cases)
  const received = listed.map(({ receivedAt }) => receivedAt)
  if (received.includes(undefined))
    return unobserved('a case shows no time', 'INBOX-HTTP-01 holds', ['INBOX-HTTP-01'], [cases])
  const later = received.findIndex((at, nth) => nth > 0 && (at as number) > (received[nth - 1] as number))
  if (later > 0)
    return broken(
      'the newest case first',
      `${iso(received[later - 1])} stands before ${iso(received[later])}, at place ${later + 1} of ${listed.length}: ${cases.what}`,
      [cases],
    )
  return new Set(received).size > 1
    ? holds(`${listed.length} cases, the newest first`, [cases])
    : unobserved('all listed cases were received at one time', 'cases of several times', [], [cases])
}

/** The cases of one list may all have come at one time: that says nothing as long as those of another have not. */
function ordered(lists: readonly Exchange[]): Finding[] {
  const findings = lists.map(newestFirst)
  const telling = findings.filter(({ outcome }) => outcome !== 'unobserved')
  return telling.length > 0 ? telling : findings
}

const iso = (instant: number | undefined): string => new Date(instant ?? 0).toISOString()

/** Lists of cases as they stand: their order, and that those of one vendor have no other's. */
export function caseLists(
  whole: readonly Exchange[],
  filtered: readonly { vendor: string; exchange: Exchange }[],
): Finding {
  return all([
    ...ordered([...whole, ...filtered.map(({ exchange }) => exchange)]),
    ...filtered.map(({ vendor, exchange }) => {
      const listed = casesIn(exchange)
      if (!listed) return unreadable(`the cases of ${vendor}`, exchange)
      const others = listed.filter((one) => one.vendor !== vendor)
      return others.length > 0
        ? broken(`the cases of ${vendor} alone`, `${others.length} of ${listed.length} are of other vendors`, [
            exchange,
          ])
        : holds(`${listed.length} cases of ${vendor}`, [exchange])
    }),
  ])
}

/** `?vendor=` lists the cases of that vendor that the whole list has, and no other. */
function exactly({ everyday }: Seen<'everyday'>, vendor: string, everything: CaseView[], exchange: Exchange): Finding {
  const listed = casesIn(exchange)
  if (!listed)
    return isAccepted(exchange)
      ? unreadable(`the cases of ${vendor}`, exchange)
      : broken(`the cases of ${vendor}`, came(exchange), [exchange])
  const company = everyday.lanes?.[0]?.companyId
  const vendors = new Map<string, Set<string>>()
  for (const one of everyday.happenings) {
    if (one.kind === 'case' && one.companyId === company)
      vendors.set(one.caseId, (vendors.get(one.caseId) ?? new Set()).add(one.vendor))
  }
  const has = (list: CaseView[], caseId: string) => list.some((one) => isCase(one.caseId, caseId))
  const ids = [...vendors].filter(([, of]) => of.size === 1)
  const missing = ids.filter(([caseId, of]) => of.has(vendor) && has(everything, caseId) && !has(listed, caseId))
  const odd = ids.filter(([caseId, of]) => !of.has(vendor) && has(listed, caseId))
  if (missing.length === 0 && odd.length === 0) return holds(`?vendor=${vendor} lists exactly its cases`, [exchange])
  return broken(
    `exactly the cases of ${vendor}`,
    `${missing.length} of its cases are missing, and ${odd.length} of other vendors are listed`,
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
      const down = outage.moments?.at(-1)?.inboxes[0]?.exchange
      const late = receivedSince(outage.settled?.cases, outage.cases?.map(({ caseId }) => caseId) ?? [], down)
      return profile(calls, [part(everyday, 'unknown', unknownInbox), pushed, late])
    },
    looking: ({ calls, unknown }) => profile(calls, unknown ? [unknownInbox(unknown)] : []),
  }),

  /** The document shows a case inbox with filters, and no order. */
  'INBOX-HTTP-02': rule({
    scenes: ['everyday'],
    leansOn: ['INBOX-CASE-01', 'INBOX-CASE-03', 'INBOX-HTTP-01'],
    judge: (seen) => {
      const { everyday } = seen
      return part(everyday, 'aDayLater', ({ cases }) => {
        const everything = cases && casesIn(cases)
        if (!everything) return unreadable('the cases', cases)
        const filtered = everyday.filtered ?? []
        return all([
          ...ordered([cases, ...filtered.map(({ exchange }) => exchange)]),
          ...filtered.map(({ vendor, exchange }) => exactly(seen, vendor, everything, exchange)),
        ])
      })
    },
    looking: ({ companies }) =>
      caseLists(
        companies.flatMap(({ cases }) => cases),
        companies.flatMap(({ filtered }) => filtered),
      ),
  }),
}
