import { broken, drawn, holds, unobserved } from '../../engine/finding.ts'
import type { Finding } from '../../engine/verdict.ts'
import { owedBy } from './accounting.ts'
import { account } from './accounts.ts'
import { type Age, ageOf, isOutdated, isRecent } from './ages.ts'
import { isPolledBySignIn, isPushed, type Vendor } from './api.ts'
import { byAge, byAgeListed } from './by-age.ts'
import { timelineOf } from './figures.ts'
import { duration } from './happenings.ts'
import { all, each, part, sideBySide, troubles, unreadable, viewOf } from './judging.ts'
import { countOf, creditsTaken, type InboxView, inboxesIn, inboxIn } from './reading.ts'
import { isOf } from './refusals.ts'
import type { RequirementId } from './requirements.gen.ts'
import { premise, type Seen } from './rule.ts'
import type { SceneName } from './scenes/index.ts'
import type { Look } from './stage.ts'

function neverOutdated(age: Age, view: InboxView, vendor: Vendor): Finding | undefined {
  // A warning of the outage stays until the hub has asked the vendor again, which it does by the next poll.
  const isOver = view.warning && (isOf(view.warning, 'vendor-outage') || isOf(view.warning, 'sync-overdue'))
  if (view.state !== 'connected' || (view.warning && !isOver)) return undefined
  return isOutdated(age)
    ? broken('a sync every 10 minutes, while the vendor answers', `${vendor} last synced ${duration(age.least)} ago`, [
        view.exchange,
      ])
    : holds(`${vendor} has synced within 10 minutes`, [view.exchange])
}

export const neverOutdatedIn = (looks: readonly (Look | undefined)[]): Finding[] =>
  byAge(
    looks.filter((look) => look !== undefined),
    neverOutdated,
  )

/**
 * An inbox that is never polled has no age. That none by sign-in has synced is INBOX-AUTH-02's matter, and that one shows
 * no sync though its cases arrive INBOX-SHOW-03's.
 */
function neverPolled({ everyday }: Seen<'everyday'>): Finding[] {
  const { polled, otherPolled, otherLanes = [] } = everyday
  const syncs = polled?.inboxes.some(
    ({ vendor }) => isPolledBySignIn(vendor) && viewOf(polled, vendor)?.lastSync != null,
  )
  if (!polled || !syncs) return []
  const judge = (view: InboxView, vendor: Vendor): Finding | [] =>
    view.state === 'connected' && view.lastSync === null && !view.warning && !isPushed(vendor)
      ? broken('a sync every 10 minutes, while the vendor answers', `${vendor} has never synced`, [view.exchange])
      : []
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
  scenes: ['everyday', 'outage'],
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

/**
 * The part of INBOX-SHOW-04 that the rules on single reasons lean on: an inbox that nothing has interrupted yet warns of
 * nothing. A pushed inbox is left out once its sync may be old: what that makes of it is INBOX-PUSH-02's matter.
 */
export const undisturbedWarnings = premise('INBOX-SHOW-04', {
  scenes: ['connecting', 'everyday'],
  leansOn: ['INBOX-CONN-02'],
  judge: ({ connecting, everyday }) =>
    all(
      [
        connecting.connectedAtOnce,
        ...[connecting.connected, everyday.polled].map((look) => look && polledIn(look)),
        ...[everyday.empty, everyday.aDayLater].map((look) => look && recentIn(polledIn(look))),
      ].map((look) => (look ? quiet(look, 'nothing interrupts it') : holds('not looked at'))),
    ),
})

/** The list and the inbox by itself warn of the same. */
export function warningsAlike(looks: readonly Look[]): Finding {
  const one = sideBySide(looks).find(({ own, listed }) => (own.warning === null) !== (listed.warning === null))
  if (!one) return holds('the list warns of the same')
  const { own, listed } = one
  return broken(
    'a warning where synchronization is interrupted, and nowhere else',
    own.warning
      ? `${own.vendor} warns of ${own.warning.code} by itself, and not in the list`
      : `${own.vendor} warns of ${listed.warning?.code} in the list, and not by itself`,
    [own.exchange, listed.exchange],
  )
}

const alikeIn = <Name extends SceneName>(
  scene: Name,
  looks: (seen: Seen<Name>) => (Look | undefined)[],
  leansOn: RequirementId[] = [],
) =>
  premise('INBOX-SHOW-04', {
    scenes: [scene],
    leansOn,
    judge: (seen) => warningsAlike(looks(seen).filter((look) => look !== undefined)),
  })

/** The part of INBOX-SHOW-04 that the rules on what warns lean on: where only the list warns, the reason is known. */
export const warnsAlike = {
  refusal: alikeIn('refusal', ({ refusal }) => [refusal.refused]),
  limits: alikeIn('limits', ({ limits }) => [limits.credits?.limited, limits.storage?.limited]),
  // Health of another moment differs from read to read.
  outage: alikeIn('outage', ({ outage }) => outage.moments ?? [], ['INBOX-HEALTH-02']),
}

/** A pushed inbox may learn of an interruption by its next cross-check. */
export const polledIn = (look: Look): Look => ({
  ...look,
  inboxes: look.inboxes.filter(({ vendor }) => !isPushed(vendor)),
})

/** What has not synced lately may warn of its age. */
const recentIn = (look: Look): Look => ({
  ...look,
  inboxes: look.inboxes.filter(({ exchange }) => {
    const view = inboxIn(exchange)
    const age = view && ageOf(view)
    return age && isRecent(age)
  }),
})

/** No inbox that works warns. */
export function quiet(look: Look, why: string): Finding {
  return all([
    holds(why),
    ...each(look, (view, vendor) =>
      view.warning && view.state === 'connected'
        ? broken('no warning of an inbox that works', `${vendor} warns of ${view.warning.code}, and ${why}`, [
            view.exchange,
          ])
        : holds(`${vendor} shows no warning`, [view.exchange]),
    ),
  ])
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
  scenes: ['everyday'],
  leansOn: ['INBOX-AUTH-02', 'INBOX-CASE-01', 'INBOX-CASE-03', undisturbedPolls],
  judge: (seen) => undisturbed(seen, (vendor) => !isPushed(vendor)),
})

export const plainAccount = premise('INBOX-CASE-02', {
  scenes: ['everyday'],
  leansOn: ['INBOX-PUSH-01', 'INBOX-PUSH-03', 'INBOX-PUSH-04', 'INBOX-PUSH-05', polledAccount],
  judge: (seen) => undisturbed(seen, () => true),
})

/** The part of INBOX-LIMIT-05 that other rules lean on: what cases cost while nothing is in the way. */
export const plainCredits = premise('INBOX-LIMIT-05', {
  scenes: ['connecting', 'everyday'],
  leansOn: ['INBOX-PUSH-05', 'INBOX-AUTH-01', plainAccount],
  judge: ({ connecting, everyday }) => {
    const forConnecting = creditsTaken(connecting.creditsBefore, connecting.creditsConnected)
    // What is collected right after the sign-in is paid for by then.
    const early =
      connecting.earlyCases?.filter(
        ({ caseId }) => connecting.connected?.cases && countOf(connecting.connected.cases, caseId),
      ).length ?? 0
    return all([
      forConnecting === undefined
        ? unreadable('the account', connecting.creditsConnected)
        : forConnecting > early || forConnecting < 0
          ? broken(
              'one credit for each collected case',
              `${forConnecting} credits for connecting, and ${early} cases`,
              [connecting.creditsBefore, connecting.creditsConnected],
            )
          : holds('connecting takes no credit', [connecting.creditsBefore, connecting.creditsConnected]),
      part(everyday, 'creditsAfter', (after) => {
        const taken = creditsTaken(everyday.creditsBefore, after)
        const cases = everyday.crossCheckedAgain?.cases
        if (taken === undefined) return unreadable('the account', after)
        const companyId = everyday.lanes?.[0]?.companyId
        const owed = owedBy(everyday.happenings, everyday.crossCheckedAgain?.at ?? 0).filter(
          (one) => one.companyId === companyId,
        )
        if (!cases || owed.length === 0)
          return unobserved('no case was collected', 'cases that arrive', ['INBOX-CASE-02'])
        const ids = [...new Set(owed.map(({ caseId }) => caseId))]
        const collected = ids.reduce((sum, caseId) => sum + (countOf(cases, caseId) ?? 0), 0)
        return taken === collected
          ? holds(`${collected} credits for ${collected} cases`, [everyday.creditsBefore, after])
          : broken('one credit for each collected case', `${taken} credits for ${collected} cases`, [
              everyday.creditsBefore,
              after,
              cases,
            ])
      }),
    ])
  },
})
