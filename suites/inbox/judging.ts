import type { Exchange } from '../../engine/exchange.ts'
import { broken, type Cited, holdsUnless, unobserved, worst } from '../../engine/finding.ts'
import { toJson } from '../../engine/json.ts'
import { came, isAccepted } from '../../engine/status.ts'
import { statusJudges } from '../../engine/status-judges.ts'
import type { Finding } from '../../engine/verdict.ts'
import { plural } from '../../engine/words.ts'
import { STATES, type Vendor } from './api.ts'
import type { Connection } from './connections.ts'
import type { Attempt, Scenario, Snapshot } from './hub.ts'
import { memoized } from './memoized.ts'
import { type CaseView, casesIn, countOf, type InboxView, inboxesIn, inboxIn, isInboxList } from './reading.ts'
import type { RequirementId } from './requirements.gen.ts'

export const DOCUMENTED_STATUSES = [200, 201, 202, 204, 303, 400, 401, 403, 404, 409, 422] as const

const { refusedWith, unjudgeable } = statusJudges({
  documented: DOCUMENTED_STATUSES,
  statusRule: 'INBOX-HTTP-01',
  crashRule: 'INBOX-HTTP-01',
})

export { unjudgeable }

const NOTHING = unobserved('nothing could be tried', 'a target on which it can be tried')

/** The worst of what several checks found; `unobserved` where there was none. */
export const all = (findings: readonly Finding[]): Finding => worst(findings, NOTHING)

/** Every request was refused with one of these statuses. */
export const refused = (tried: readonly Attempt[], control: Exchange | undefined, ...statuses: number[]): Finding =>
  refusedWith(...statuses)(
    tried.map(({ what, exchange }) => ({ kind: 'trial', what, control: control ?? null, exchange })),
  )

/** Judges a part of a scenario, or several of one kind; where the scenario did not come that far, says why. */
export function part<Parts, Key extends keyof Parts & string>(
  scenario: Scenario<Parts>,
  keys: Key | readonly Key[],
  judge: (value: Parts[Key]) => Finding | readonly Finding[],
): Finding {
  const why = unfinished(scenario)[0] ?? NOT_TRIED
  return all(
    [keys].flat().flatMap((key) => {
      const value = (scenario as Partial<Parts>)[key as Key]
      return value === undefined ? why : judge(value as Parts[Key])
    }),
  )
}

const NOT_TRIED = unobserved('it was not tried', 'a hub and a configuration that let it be tried')

/** Why scenarios did not come to their end, where they did not. */
export const unfinished = (...scenarios: Scenario<unknown>[]): Finding[] =>
  scenarios.flatMap(({ stopped }) => stopped ?? [])

/** What is wrong with connections that a scenario could not use. */
export const troubles = (
  connections: readonly Connection[] | undefined,
  of: (vendor: Vendor) => boolean = () => true,
): Finding[] => (connections ?? []).flatMap(({ vendor, trouble }) => (of(vendor) && trouble) || [])

export const exchangeOf = (snapshot: Snapshot | undefined, vendor: Vendor): Exchange | undefined =>
  snapshot?.inboxes.find((one) => one.vendor === vendor)?.exchange

export const viewOf = (snapshot: Snapshot | undefined, vendor: Vendor): InboxView | undefined => {
  const shown = snapshot?.inboxes.find((one) => one.vendor === vendor)
  return inboxIn(shown?.exchange, shown?.inboxId)
}

/** Judges each inbox of a snapshot; one that could not be read is `unobserved`. */
export const each = (
  snapshot: Snapshot | undefined,
  judge: (view: InboxView, vendor: Vendor) => Finding | readonly Finding[],
): Finding[] =>
  (snapshot?.inboxes ?? []).flatMap(({ vendor, inboxId, exchange }) => {
    const view = inboxIn(exchange, inboxId)
    return view ? judge(view, vendor) : unreadable(`${vendor}: its inbox could not be read`, exchange)
  })

/** Judges the inbox of one vendor; one that could not be read is `unobserved`. */
export function inView(snapshot: Snapshot | undefined, vendor: Vendor, judge: (view: InboxView) => Finding): Finding {
  const view = viewOf(snapshot, vendor)
  return view ? judge(view) : unreadable(vendor, exchangeOf(snapshot, vendor))
}

/** Judges a list of inboxes; one that cannot be read is `unobserved`. */
export const inList = (
  list: Exchange | undefined,
  judge: (inboxes: InboxView[], list: Exchange) => Finding,
): Finding => (list && isInboxList(list) ? judge(inboxesIn(list), list) : unreadable('the list of inboxes', list))

/** Judges a case inbox; one that cannot be read is `unobserved`. */
export function inCases(
  cases: Exchange | undefined,
  judge: (listed: CaseView[], cases: Exchange) => Finding,
  what = 'the cases',
): Finding {
  const listed = cases && casesIn(cases)
  return listed ? judge(listed, cases) : unreadable(what, cases)
}

/** Nothing is connected by what was tried. */
export const nothingConnected = (list: Exchange | undefined, expected: string): Finding =>
  inList(list, ({ length }) =>
    holdsUnless(length > 0 && `${plural(length, 'inbox is', 'inboxes are')} listed after that`, expected, [list]),
  )

export const unreadable = (what: string, exchange: Exchange | undefined): Finding =>
  unobserved(
    `${what}: ${exchange ? came(exchange) : 'it was not asked for'}`,
    'an answer that can be read',
    ['INBOX-HTTP-01', 'INBOX-CONN-01'] satisfies RequirementId[],
    [exchange],
  )

/** Judges the state that an inbox shows; one that is none is another rule's matter. */
export const withState = (view: InboxView, judge: (state: string) => Finding): Finding =>
  (STATES as readonly unknown[]).includes(view.state)
    ? judge(view.state as string)
    : unobserved(
        `it shows the state ${toJson(view.state) ?? 'undefined'}`,
        'INBOX-SHOW-02 holds',
        ['INBOX-SHOW-02'],
        [view.exchange],
      )

/** Judges which of these cases an answer lists. */
export const listing = (
  cases: Exchange | undefined,
  caseIds: readonly string[],
  judge: (there: string[], missing: string[], cited: Cited) => Finding,
): Finding =>
  inCases(cases, (_listed, exchange) => {
    const there = caseIds.filter((caseId) => countOf(exchange, caseId))
    return judge(
      there,
      caseIds.filter((caseId) => !there.includes(caseId)),
      [exchange],
    )
  })

/** None of these cases is listed. */
export const noneArrived = (
  cases: Exchange | undefined,
  caseIds: readonly string[],
  expected: string,
  what: string,
): Finding =>
  listing(cases, caseIds, ({ length }, _missing, cited) =>
    holdsUnless(length > 0 && `${length} of ${plural(caseIds.length, 'case')} ${what} are there`, expected, cited),
  )

/** All of these cases are listed. */
export const allArrived = (
  cases: Exchange | undefined,
  caseIds: readonly string[],
  expected: string,
  what: string,
): Finding =>
  listing(cases, caseIds, (there, missing, cited) =>
    holdsUnless(
      missing.length > 0 && `${there.length} of ${plural(caseIds.length, 'case')} ${what} are there`,
      expected,
      cited,
    ),
  )

/** Whether an answer lists any of these cases. */
export const listsAny = (cases: Exchange | undefined, caseIds: readonly string[]): boolean =>
  cases !== undefined && caseIds.some((caseId) => (countOf(cases, caseId) ?? 0) > 0)

export const idsOf = (cases: readonly { vendor: Vendor; caseId: string }[] = [], vendor?: Vendor): string[] =>
  cases.filter((one) => vendor === undefined || one.vendor === vendor).map(({ caseId }) => caseId)

/** What the list shows of each inbox that was read by itself at the same time. */
export const sideBySide = (snapshots: readonly Snapshot[]): { own: InboxView; listed: InboxView }[] =>
  snapshots.flatMap(({ list, inboxes }) =>
    inboxes.flatMap(({ exchange }) => {
      const own = exchange === list ? undefined : inboxIn(exchange)
      const listed = inboxIn(list, own?.inboxId)
      return own && listed ? [{ own, listed }] : []
    }),
  )

const isSnapshot = (value: object): value is Snapshot => 'inboxes' in value && 'at' in value

/** Every snapshot of a scenario, in order. */
export const snapshotsIn = memoized((scenario: object): Snapshot[] => {
  const found = new Set<Snapshot>()
  const walk = (value: unknown) => {
    if (typeof value !== 'object' || value === null || 'request' in value) return
    if (isSnapshot(value)) found.add(value)
    else for (const one of Object.values(value)) walk(one)
  }
  walk(scenario)
  return [...found].sort((one, other) => one.at - other.at)
})

export const NO_OTHER = unobserved('companies[1] is not configured', "set companies[1] in the target's configuration")

/** A vendor's connect that was refused: of its own rule, or only beside others; undefined where it was accepted. */
export function refusedAlone(
  alone: readonly { vendor: Vendor; exchange: Exchange }[] | undefined,
  vendor: Vendor,
  connect: Exchange,
  expected: string,
): Finding | undefined {
  const doubt = unjudgeable(`connecting ${vendor}`, connect)
  if (doubt || isAccepted(connect)) return doubt
  const single = alone?.find((one) => one.vendor === vendor)?.exchange
  return single && isAccepted(single)
    ? unobserved(`${vendor} is refused beside others`, 'INBOX-CONN-03 holds', ['INBOX-CONN-03'], [connect])
    : broken(expected, `connecting ${vendor}: ${came(connect)}`, [connect])
}
