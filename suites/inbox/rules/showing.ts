import type { Exchange } from '../../../engine/exchange.ts'
import { broken, holds, unobserved } from '../../../engine/finding.ts'
import { toJson } from '../../../engine/json.ts'
import type { Finding } from '../../../engine/verdict.ts'
import { isPushed, MARGIN, SECOND, STATES, VENDORS } from '../api.ts'
import type { Happening } from '../happenings.ts'
import { all, each, idsOf, listsAny, looksIn, part, viewOf } from '../judging.ts'
import {
  casesIn,
  type InboxView,
  inboxesIn,
  inboxIn,
  inOrder,
  isBlank,
  isCase,
  isInboxList,
  vendorsAsked,
} from '../reading.ts'
import { everyRead, type Seen } from '../rule.ts'
import type { Refusal } from '../scenes/refusal.ts'
import type { Look, Scene } from '../stage.ts'

const NO_INBOX = unobserved('no inbox was read', 'a company with a connected inbox')

const cite = (views: readonly InboxView[]): Exchange[] => views.map(({ exchange }) => exchange)

const where = ({ exchange }: InboxView): string => `the answer to ${exchange.operation}, ${exchange.what}`

export function named(calls: readonly Exchange[]): Finding {
  const views = calls.flatMap(inboxesIn)
  if (views.length === 0) return NO_INBOX
  const nameless = views.filter(({ name }) => isBlank(name))
  if (nameless[0])
    return broken(
      'the name of every inbox',
      `the name ${toJson(nameless[0].name)} in ${where(nameless[0])}`,
      cite(nameless),
    )
  const vendors = vendorsAsked(calls)
  const wrong = views.filter(({ inboxId, vendor }) => {
    const asked = vendors.get(inboxId ?? '')
    return asked === undefined ? !(VENDORS as readonly unknown[]).includes(vendor) : vendor !== asked
  })
  if (wrong[0]) {
    const asked = vendors.get(wrong[0].inboxId ?? '')
    return broken(
      'the vendor of every inbox',
      `the vendor ${toJson(wrong[0].vendor)}${asked === undefined ? '' : ` for ${asked}`} in ${where(wrong[0])}`,
      cite(wrong),
    )
  }
  return holds(`vendor and name in all ${views.length} inboxes that were read`)
}

export function stated(calls: readonly Exchange[]): Finding {
  const views = calls.flatMap(inboxesIn)
  if (views.length === 0) return NO_INBOX
  const stateless = views.filter(({ state }) => !(STATES as readonly unknown[]).includes(state))
  return stateless[0]
    ? broken(
        'the connection state of every inbox',
        `the state ${toJson(stateless[0].state) ?? 'undefined'} in ${where(stateless[0])}`,
        cite(stateless),
      )
    : holds(`a state in all ${views.length} inboxes that were read`)
}

/** What the list shows of each inbox that was read by itself at the same time. */
function sideBySide(scenes: object): { own: InboxView; listed: InboxView }[] {
  return looksIn(scenes).flatMap(({ inboxes, list }) => {
    if (!list || !isInboxList(list)) return []
    return inboxes.flatMap(({ exchange }) => {
      const own = inboxIn(exchange)
      const listed = inboxesIn(list).find(({ inboxId }) => inboxId === own?.inboxId)
      return own && listed ? [{ own, listed }] : []
    })
  })
}

const differing = (
  seen: Seen,
  expected: string,
  differ: (own: InboxView, listed: InboxView) => string | undefined,
): Finding => {
  const pairs = sideBySide(scenesOf(seen))
  const [first] = pairs.flatMap(({ own, listed }) => {
    const words = differ(own, listed)
    return words === undefined ? [] : [{ words, own, listed }]
  })
  return first
    ? broken(expected, `${first.own.vendor}: ${first.words}, in ${where(first.listed)}`, [
        first.own.exchange,
        first.listed.exchange,
      ])
    : holds('the list shows the same')
}

const scenesOf = ({ calls: _calls, configured: _configured, ...scenes }: Seen): object => scenes

/** Never in the future, never going backwards, never gone: in the order in which the inboxes were read. */
export function onward(calls: readonly Exchange[]): Finding {
  const views = calls.flatMap(inboxesIn)
  if (views.length === 0) return NO_INBOX
  const latest = new Map<string, InboxView>()
  const connected = new Map<string, number>()
  for (const view of views) {
    const { lastSync, date, inboxId = '' } = view
    if (view.exchange.operation === 'connectInbox' && date !== undefined && !connected.has(inboxId))
      connected.set(inboxId, date)
    if (lastSync === undefined) continue
    const before = latest.get(inboxId)
    const cited = [before?.exchange, view.exchange]
    if (lastSync === null) {
      if (before)
        return broken(
          'the last successful sync of an inbox that has synced',
          `${view.vendor} shows none in ${where(view)}`,
          cited,
        )
      continue
    }
    if (date !== undefined && lastSync >= date + 2 * SECOND)
      return broken(
        'no sync in the future',
        `${view.vendor}: ${iso(lastSync)} in ${where(view)}, of ${iso(date)}`,
        cited,
      )
    const from = connected.get(inboxId)
    if (from !== undefined && lastSync < from - SECOND)
      return broken(
        'no sync from before the inbox was connected',
        `${view.vendor}: ${iso(lastSync)} in ${where(view)}, and it was connected at ${iso(from)}`,
        [view.exchange],
      )
    if (before && lastSync < (before.lastSync as number) - SECOND)
      return broken(
        'a last sync that never goes backwards',
        `${view.vendor}: ${iso(before.lastSync as number)}, and ${iso(lastSync)} later, in ${where(view)}`,
        cited,
      )
    if (!before || lastSync > (before.lastSync as number)) latest.set(inboxId, view)
  }
  if (latest.size === 0) return unobserved('no inbox shows a sync', 'an inbox that has synced')
  return holds(`the last sync of ${latest.size} inboxes never lies in the future, and never goes backwards`)
}

const iso = (instant: number): string => new Date(instant).toISOString()

/** An inbox whose cases a sync has brought shows when that was. */
function shownOnceSynced(look: Look, brought: (vendor: Look['inboxes'][number]['vendor']) => string[]): Finding {
  return all([
    holds('no sync has brought a case'),
    ...each(look, (view, vendor) => {
      if (!listsAny(look.cases, brought(vendor))) return []
      return view.lastSync === null
        ? broken(
            'the last successful sync of an inbox that has synced',
            `${vendor} shows none, and its cases have arrived`,
            [view.exchange, look.cases],
          )
        : holds(`${vendor} shows its last sync`, [view.exchange])
    }),
  ])
}

/** A case of a polled inbox has come by a sync: none that is shown is older than a case that is listed. */
function movedBySyncs(look: Look, happenings: readonly Happening[]): Finding {
  return all([
    holds('no sync has brought a case'),
    ...each(look, (view, vendor) => {
      const { lastSync, date } = view
      if (isPushed(vendor) || lastSync == null || date === undefined) return []
      const cases = happenings.flatMap((one) =>
        one.kind === 'case' && one.companyId === look.companyId && one.vendor === vendor && one.at <= look.at
          ? [one]
          : [],
      )
      const listed = look.cases && casesIn(look.cases)?.filter((one) => one.inboxId === view.inboxId)
      const latest = cases.findLast(({ caseId }) => listed?.some((one) => isCase(one.caseId, caseId)))
      return latest && date - lastSync > look.at - latest.at + MARGIN
        ? broken(
            'the last successful sync',
            `${vendor}: ${iso(lastSync)} in ${where(view)}, and a case that came to it later is listed`,
            [view.exchange, look.cases],
          )
        : holds(`${vendor} shows its last sync`, [view.exchange])
    }),
  ])
}

/** A sync that does not succeed is no successful one. */
function unmoved(before: Look | undefined, after: Look, while_: string): Finding {
  return all([
    holds(`nothing syncs while ${while_}`),
    ...each(after, (view, vendor) => {
      const then = viewOf(before, vendor)
      if (then?.lastSync == null || view.lastSync == null) return []
      return view.lastSync > then.lastSync + SECOND
        ? broken(
            'a last sync that has succeeded',
            `${vendor}: ${iso(then.lastSync)}, and ${iso(view.lastSync)} while ${while_}`,
            [then.exchange, view.exchange],
          )
        : holds(`${vendor} does not sync while ${while_}`, [view.exchange])
    }),
  ])
}

/** An inbox whose cases arrive all the same does sync: that it does is another rule's matter. */
function unmovedWhileRefused(refusal: Scene<Refusal>, look: Look): Finding {
  const refused = look.inboxes.filter(
    ({ vendor, exchange }) =>
      ['authorization-expired', 'credentials-invalid'].includes(String(inboxIn(exchange)?.state)) &&
      !listsAny(refusal.refused?.cases, idsOf(refusal.meantime ?? [], vendor)),
  )
  return refused.length === 0
    ? holds('no inbox is refused')
    : unmoved(refusal.began, { ...look, inboxes: refused }, 'the vendor refuses it')
}

/** What is shown of an inbox. */
export const rules = {
  /** "The vendor or inbox name". */
  'INBOX-SHOW-01': everyRead({
    judge: ({ calls }) => named(calls),
    looking: ({ calls }) => named(calls),
  }),

  /** "The current connection state". */
  'INBOX-SHOW-02': everyRead({
    leansOn: ['INBOX-CONN-05'],
    judge: (seen) =>
      all([
        stated(seen.calls),
        differing(seen, 'the current connection state of every inbox', (own, listed) =>
          own.state === listed.state ? undefined : `${own.state}, and ${listed.state} in the list`,
        ),
      ]),
    looking: ({ calls }) => stated(calls),
  }),

  /** "The date and time of the last successful sync". */
  'INBOX-SHOW-03': everyRead({
    judge: (seen) => {
      const { connecting, everyday, refusal, limits, outage } = seen
      return all([
        onward(inOrder(seen.calls)),
        part(connecting, 'connected', (look) =>
          shownOnceSynced(look, (vendor) => (isPushed(vendor) ? [] : idsOf(connecting.firstCases ?? [], vendor))),
        ),
        part(everyday, 'crossChecked', (look) => shownOnceSynced(look, () => everyday.lost ?? [])),
        part(connecting, 'connected', (look) => movedBySyncs(look, connecting.happenings)),
        part(everyday, 'polled', (look) => movedBySyncs(look, everyday.happenings)),
        part(refusal, 'restored', (look) => movedBySyncs(look, refusal.happenings)),
        part(limits, 'storage', ({ roomy }) => movedBySyncs(roomy, limits.happenings)),
        ...(outage.moments ?? []).map((moment) => unmoved(outage.began, moment, 'the portal is down')),
        ...(outage.momentsAgain ?? []).map((moment) => unmoved(outage.beganAgain, moment, 'the portal is down')),
        part(refusal, 'refused', (look) => unmovedWhileRefused(refusal, look)),
        part(refusal, 'later', (look) => unmovedWhileRefused(refusal, look)),
        ...(outage.ended ? [unmoved(outage.began, outage.ended, 'the portal is down')] : []),
      ])
    },
    looking: ({ calls }) => onward(calls),
  }),
}
