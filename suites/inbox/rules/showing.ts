import { holds, holdsUnless } from '../../../engine/finding.ts'
import type { Finding } from '../../../engine/verdict.ts'
import { isPushed, MARGIN, SECOND } from '../api.ts'
import { all, each, idsOf, listsAny, looksIn, part, sideBySide, viewOf } from '../judging.ts'
import { casesIn, inboxIn, inOrder, isCase } from '../reading.ts'
import { everyRead, scenariosOf } from '../rule.ts'
import type { Refusal } from '../scenarios/refusal.ts'
import { iso, named, onward, stated, where } from '../shown-clauses.ts'
import type { Look, Scenario } from '../stage.ts'

/** An inbox whose cases a sync has brought shows when that was. */
const shownOnceSynced = (look: Look, brought: (vendor: Look['inboxes'][number]['vendor']) => string[]): Finding =>
  all([
    holds('no sync has brought a case'),
    ...each(look, (view, vendor) =>
      holdsUnless(
        view.lastSync === null &&
          listsAny(look.cases, brought(vendor)) &&
          `${vendor} shows none, and its cases have arrived`,
        'the last successful sync of an inbox that has synced',
        [view.exchange, look.cases],
      ),
    ),
  ])

/** A case of a polled inbox has come by a sync: none that is shown is older than a case that is listed. */
const movedBySyncs = (look: Look, { happenings }: Scenario<unknown>): Finding =>
  all([
    holds('no sync has brought a case'),
    ...each(look, (view, vendor) => {
      const { lastSync, date } = view
      if (isPushed(vendor) || lastSync == null || date === undefined) return []
      const listed = look.cases && casesIn(look.cases)?.filter((one) => one.inboxId === view.inboxId)
      const latest = happenings
        .filter((one) => one.kind === 'case')
        .filter((one) => one.companyId === look.companyId && one.vendor === vendor && one.at <= look.at)
        .findLast(({ caseId }) => listed?.some((one) => isCase(one.caseId, caseId)))
      return holdsUnless(
        latest &&
          date - lastSync > look.at - latest.at + MARGIN &&
          `${vendor}: ${iso(lastSync)} in ${where(view)}, and a case that came to it later is listed`,
        'the last successful sync',
        [view.exchange, look.cases],
      )
    }),
  ])

/** A sync that does not succeed is no successful one. */
const unmoved = (before: Look | undefined, after: Look | undefined, while_: string): Finding =>
  all([
    holds(`nothing syncs while ${while_}`),
    ...each(after, (view, vendor) => {
      const then = viewOf(before, vendor)
      if (then?.lastSync == null || view.lastSync == null) return []
      return holdsUnless(
        view.lastSync > then.lastSync + SECOND &&
          `${vendor}: ${iso(then.lastSync)}, and ${iso(view.lastSync)} while ${while_}`,
        'a last sync that has succeeded',
        [then.exchange, view.exchange],
      )
    }),
  ])

/** An inbox whose cases arrive all the same does sync: that it does is another rule's matter. */
function unmovedWhileRefused(refusal: Scenario<Refusal>, look: Look): Finding {
  const refused = look.inboxes.filter(
    ({ vendor, exchange }) =>
      ['authorization-expired', 'credentials-invalid'].includes(String(inboxIn(exchange)?.state)) &&
      !listsAny(refusal.refused?.cases, idsOf(refusal.meantime, vendor)),
  )
  return unmoved(refusal.began, { ...look, inboxes: refused }, 'the vendor refuses it')
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
        ...sideBySide(looksIn(scenariosOf(seen))).map(({ own, listed }) =>
          holdsUnless(
            own.state !== listed.state &&
              `${own.vendor}: ${own.state}, and ${listed.state} in the list, in ${where(listed)}`,
            'the current connection state of every inbox',
            [own.exchange, listed.exchange],
          ),
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
          shownOnceSynced(look, (vendor) => (isPushed(vendor) ? [] : idsOf(connecting.firstCases, vendor))),
        ),
        part(everyday, 'crossChecked', (look) => shownOnceSynced(look, () => everyday.lost ?? [])),
        part(connecting, 'connected', (look) => movedBySyncs(look, connecting)),
        part(everyday, 'polled', (look) => movedBySyncs(look, everyday)),
        part(refusal, 'restored', (look) => movedBySyncs(look, refusal)),
        part(limits, 'storage', ({ roomy }) => movedBySyncs(roomy, limits)),
        ...(outage.moments ?? []).map((moment) => unmoved(outage.began, moment, 'the portal is down')),
        ...(outage.momentsAgain ?? []).map((moment) => unmoved(outage.beganAgain, moment, 'the portal is down')),
        part(refusal, 'refused', (look) => unmovedWhileRefused(refusal, look)),
        part(refusal, 'later', (look) => unmovedWhileRefused(refusal, look)),
        unmoved(outage.began, outage.ended, 'the portal is down'),
      ])
    },
    looking: ({ calls }) => onward(calls),
  }),
}
