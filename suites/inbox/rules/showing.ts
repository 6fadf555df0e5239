import { broken, holds } from '../../../engine/finding.ts'
import type { Finding } from '../../../engine/verdict.ts'
import { isPushed, MARGIN, SECOND } from '../api.ts'
import type { Happening } from '../happenings.ts'
import { all, each, idsOf, listsAny, looksIn, part, sideBySide, viewOf } from '../judging.ts'
import { casesIn, type InboxView, inboxIn, inOrder, isCase } from '../reading.ts'
import { everyRead, type Seen, scenesOf } from '../rule.ts'
import type { Refusal } from '../scenes/refusal.ts'
import { iso, named, onward, stated, where } from '../shown-clauses.ts'
import type { Look, Scene } from '../stage.ts'

const differing = (
  seen: Seen,
  expected: string,
  differ: (own: InboxView, listed: InboxView) => string | undefined,
): Finding => {
  const pairs = sideBySide(looksIn(scenesOf(seen)))
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
    leansOn: ['INBOX-CONN-09'],
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
