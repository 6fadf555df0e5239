import type { Exchange } from '../../engine/exchange.ts'
import { drawn, holds, holdsUnless, unobserved } from '../../engine/finding.ts'
import type { Finding } from '../../engine/verdict.ts'
import { owedBy } from './accounting.ts'
import { account } from './accounts.ts'
import { ageOf, isOutdated, isRecent } from './ages.ts'
import { isPolledBySignIn, isPushed, type Vendor } from './api.ts'
import { type ByAge, byAge, byAgeListed } from './by-age.ts'
import { timelineOf } from './figures.ts'
import { duration } from './happenings.ts'
import { all, each, eachLook, part, sideBySide, troubles, unreadable, viewOf } from './judging.ts'
import { casesIn, countOf, creditsTaken, type InboxView, inboxesIn, inboxIn } from './reading.ts'
import { isOf } from './refusals.ts'
import type { RequirementId } from './requirements.gen.ts'
import { premise, type Seen } from './rule.ts'
import type { ScenarioName } from './scenarios/index.ts'
import type { Look } from './stage.ts'

const SYNCS = 'a sync every 10 minutes, while the vendor answers'

const neverOutdated: ByAge = (age, view, vendor) => {
  // A warning of the outage stays until the hub has asked the vendor again, which it does by the next poll.
  const isOver = view.warning && (isOf(view.warning, 'vendor-outage') || isOf(view.warning, 'sync-overdue'))
  if (view.state !== 'connected' || (view.warning && !isOver)) return undefined
  return holdsUnless(isOutdated(age) && `${vendor} last synced ${duration(age.least)} ago`, SYNCS, [view.exchange])
}

export const neverOutdatedIn = (looks: readonly (Look | undefined)[]): Finding[] => byAge(looks, neverOutdated)

/**
 * An inbox that is never polled has no age. That none by sign-in has synced is INBOX-AUTH-02's matter, and that one shows
 * no sync though its cases arrive INBOX-SHOW-03's.
 */
function neverPolled({ everyday }: Seen<'everyday'>): Finding[] {
  const { polled, otherPolled, otherLanes = [] } = everyday
  const syncs = polled?.inboxes.some(
    ({ vendor }) => isPolledBySignIn(vendor) && viewOf(polled, vendor)?.lastSync != null,
  )
  if (!syncs) return []
  const judge = (view: InboxView, vendor: Vendor): Finding =>
    holdsUnless(
      view.state === 'connected' &&
        view.lastSync === null &&
        !view.warning &&
        !isPushed(vendor) &&
        `${vendor} has never synced`,
      SYNCS,
      [view.exchange],
    )
  const listed = otherPolled?.list ? inboxesIn(otherPolled.list) : []
  return [
    ...each(polled, judge),
    ...listed.flatMap((view) => {
      const vendor = otherLanes.find(({ inboxId }) => inboxId === view.inboxId)?.vendor
      return vendor ? judge(view, vendor) : []
    }),
  ]
}

/** The part of INBOX-HEALTH-06 that other rules lean on: polls come while nothing but an outage is in the way. */
export const undisturbedPolls = premise('INBOX-HEALTH-06', {
  scenarios: ['everyday', 'outage'],
  leansOn: ['INBOX-SHOW-03'],
  judge: (seen) => {
    const { everyday, outage } = seen
    const { polled, polls = [], minutes = [], aDayLater, otherPolled } = everyday
    const finding = all([
      ...troubles(everyday.lanes, (vendor) => !isPushed(vendor)),
      ...neverOutdatedIn([everyday.empty, polled, ...polls, aDayLater, outage.over, outage.overAgain]),
      ...neverPolled(seen),
      ...byAgeListed(minutes, everyday.lanes, neverOutdated),
      ...byAgeListed([otherPolled?.list], everyday.otherLanes, neverOutdated),
      ...byAgeListed(outage.polls ?? [], outage.lanes, neverOutdated),
    ])
    return finding.outcome === 'broken' ? drawn(finding, timelineOf('Undisturbed days', everyday)) : finding
  },
})

/** A look at some of the inboxes that were looked at. */
export const only = (look: Look | undefined, of: (vendor: Vendor, view: InboxView | undefined) => boolean) =>
  look && { ...look, inboxes: look.inboxes.filter(({ vendor, exchange }) => of(vendor, inboxIn(exchange))) }

/** A pushed inbox may learn of an interruption by its next cross-check. */
export const polledIn = (look: Look | undefined) => only(look, (vendor) => !isPushed(vendor))

/** What has not synced lately may warn of its age. */
const recentIn = (look: Look | undefined) =>
  only(look, (vendor, view) => {
    const age = view && ageOf(view)
    return age !== undefined && isRecent(age) && !isPushed(vendor)
  })

/** No inbox that works warns. */
export const quiet = (look: Look, why = 'nothing interrupts it'): Finding =>
  all([
    holds(why),
    ...each(look, ({ warning, state, exchange }, vendor) =>
      holdsUnless(
        warning && state === 'connected' && `${vendor} warns of ${warning.code}, and ${why}`,
        'no warning of an inbox that works',
        [exchange],
      ),
    ),
  ])

/**
 * The part of INBOX-SHOW-04 that the rules on single reasons lean on: an inbox that nothing has interrupted yet warns of
 * nothing. A pushed inbox is left out once its sync may be old: what that makes of it is INBOX-PUSH-02's matter.
 */
export const undisturbedWarnings = premise('INBOX-SHOW-04', {
  scenarios: ['connecting', 'everyday'],
  leansOn: ['INBOX-CONN-02'],
  judge: ({ connecting: { connectedAtOnce, connected }, everyday: { polled, empty, aDayLater } }) =>
    all(
      eachLook([connectedAtOnce, polledIn(connected), polledIn(polled), recentIn(empty), recentIn(aDayLater)], (look) =>
        quiet(look),
      ),
    ),
})

/** The list and the inbox by itself warn of the same. */
export function warningsAlike(looks: readonly (Look | undefined)[]): Finding {
  const one = sideBySide(looks).find(({ own, listed }) => (own.warning === null) !== (listed.warning === null))
  return holdsUnless(
    one &&
      (one.own.warning
        ? `${one.own.vendor} warns of ${one.own.warning.code} by itself, and not in the list`
        : `${one.own.vendor} warns of ${one.listed.warning?.code} in the list, and not by itself`),
    'a warning where synchronization is interrupted, and nowhere else',
    [one?.own.exchange, one?.listed.exchange],
  )
}

const alikeIn = <Name extends ScenarioName>(
  scenario: Name,
  looks: (seen: Seen<Name>) => (Look | undefined)[],
  leansOn: RequirementId[] = [],
) => premise('INBOX-SHOW-04', { scenarios: [scenario], leansOn, judge: (seen) => warningsAlike(looks(seen)) })

/** The part of INBOX-SHOW-04 that the rules on what warns lean on: where only the list warns, the reason is known. */
export const warnsAlike = {
  refusal: alikeIn('refusal', ({ refusal }) => [refusal.refused]),
  limits: alikeIn('limits', ({ limits }) => [limits.credits?.limited, limits.storage?.limited]),
  // Health of another moment differs from read to read.
  outage: alikeIn('outage', ({ outage }) => outage.moments ?? [], ['INBOX-HEALTH-02']),
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
export const polledAccount = premise('INBOX-CASE-02', {
  scenarios: ['everyday'],
  leansOn: ['INBOX-CASE-01', 'INBOX-CASE-03'],
  judge: (seen) => undisturbed(seen, (vendor) => !isPushed(vendor)),
})

export const plainAccount = premise('INBOX-CASE-02', {
  scenarios: ['everyday'],
  leansOn: ['INBOX-PUSH-01', 'INBOX-PUSH-03', 'INBOX-PUSH-04', 'INBOX-PUSH-05'],
  judge: (seen) => undisturbed(seen, () => true),
})

/** So many of these cases, each as often as it is there; undefined where the answer is no list. */
export const countAll = (cases: Exchange | undefined, caseIds: Iterable<string>): number | undefined =>
  cases && casesIn(cases)
    ? [...new Set(caseIds)].reduce((sum, caseId) => sum + (countOf(cases, caseId) ?? 0), 0)
    : undefined

/** A credit was taken for each of so many cases. */
export function creditEach(
  before: Exchange | undefined,
  after: Exchange | undefined,
  collected: number,
  cases: Exchange | undefined,
): Finding {
  const taken = creditsTaken(before, after)
  if (taken === undefined) return unreadable('the account', after)
  const fault = taken !== collected && `${taken} credits for ${collected} cases`
  return holdsUnless(fault, 'one credit for each collected case', [before, after, ...(fault ? [cases] : [])])
}

/** The part of INBOX-LIMIT-05 that other rules lean on: what cases cost while nothing is in the way. */
export const plainCredits = premise('INBOX-LIMIT-05', {
  scenarios: ['connecting', 'everyday'],
  leansOn: [plainAccount],
  judge: ({ connecting, everyday }) => {
    const { creditsBefore, creditsConnected, earlyCases = [], connected } = connecting
    const taken = creditsTaken(creditsBefore, creditsConnected)
    // What is collected right after the sign-in is paid for by then.
    const early = earlyCases.filter(({ caseId }) => connected?.cases && countOf(connected.cases, caseId)).length
    return all([
      taken === undefined
        ? unreadable('the account', creditsConnected)
        : holdsUnless(
            (taken > early || taken < 0) && `${taken} credits for connecting, and ${early} cases`,
            'one credit for each collected case',
            [creditsBefore, creditsConnected],
          ),
      part(everyday, 'creditsAfter', (after) => {
        const { at = 0, cases } = everyday.crossCheckedAgain ?? {}
        if (creditsTaken(everyday.creditsBefore, after) === undefined) return unreadable('the account', after)
        const companyId = everyday.lanes?.[0]?.companyId
        const owed = owedBy(everyday.happenings, at).filter((one) => one.companyId === companyId)
        if (!cases || owed.length === 0)
          return unobserved('no case was collected', 'cases that arrive', ['INBOX-CASE-02'])
        const collected = countAll(
          cases,
          owed.map(({ caseId }) => caseId),
        )
        return creditEach(everyday.creditsBefore, after, collected ?? 0, cases)
      }),
    ])
  },
})
