import { holds, holdsUnless } from '../../../engine/finding.ts'
import type { Finding } from '../../../engine/verdict.ts'
import { isPushed, MARGIN, SECOND, type Vendor } from '../api.ts'
import type { Scenario, Snapshot } from '../hub.ts'
import { all, each, idsOf, listsAny, part, snapshotsIn, viewOf } from '../judging.ts'
import { alike } from '../premises.ts'
import { casesIn, inOrder, isCase } from '../reading.ts'
import { everyRead, type Seen, scenariosOf, shown } from '../rule.ts'
import { iso, named, onward, stated, where } from '../shown-clauses.ts'

/** An inbox whose cases a sync has brought shows when that was. */
const shownOnceSynced = (snapshot: Snapshot, brought: (vendor: Vendor) => string[]): Finding[] =>
  each(snapshot, (view, vendor) =>
    holdsUnless(
      view.lastSync === null &&
        listsAny(snapshot.cases, brought(vendor)) &&
        `${vendor} shows none, and its cases have arrived`,
      'the last successful sync of an inbox that has synced',
      [view.exchange, snapshot.cases],
    ),
  )

/** A case of a polled inbox has come by a sync: none that is shown is older than a case that is listed. */
const movedBySyncs = (snapshot: Snapshot, { events }: Scenario): Finding[] =>
  each(snapshot, (view, vendor) => {
    const { lastSync, date } = view
    if (isPushed(vendor) || lastSync == null || date === undefined) return []
    const listed = snapshot.cases && casesIn(snapshot.cases)?.filter((one) => one.inboxId === view.inboxId)
    const latest = events
      .filter((one) => one.kind === 'case')
      .filter((one) => one.companyId === snapshot.companyId && one.vendor === vendor && one.at <= snapshot.at)
      .findLast(({ caseId }) => listed?.some((one) => isCase(one.caseId, caseId)))
    return holdsUnless(
      latest &&
        date - lastSync > snapshot.at - latest.at + MARGIN &&
        `${vendor}: ${iso(lastSync)} in ${where(view)}, and a case that came to it later is listed`,
      'the last successful sync',
      [view.exchange, snapshot.cases],
    )
  })

/** A sync that does not succeed is no successful one. That an inbox whose cases arrive all the same does sync is another rule's matter. */
const unmovedWhileRefused = ({ refusal }: Seen, snapshot: Snapshot): Finding[] =>
  each(snapshot, (view, vendor) => {
    const then = viewOf(refusal.began, vendor)
    const isRefused = ['authorization-expired', 'credentials-invalid'].includes(String(view.state))
    if (!isRefused || listsAny(refusal.refused?.cases, idsOf(refusal.meantime, vendor))) return []
    return holdsUnless(
      then?.lastSync != null &&
        view.lastSync != null &&
        view.lastSync > then.lastSync + SECOND &&
        `${vendor}: ${iso(then.lastSync)}, and ${iso(view.lastSync)} while the vendor refuses it`,
      'a last sync that has succeeded',
      [then?.exchange, view.exchange],
    )
  })

/** What is shown of an inbox. */
export const rules = {
  /** "The vendor or inbox name". */
  'INBOX-SHOW-01': everyRead({
    leansOn: ['INBOX-CONN-09'],
    judge: ({ calls }) => named(calls),
    byReads: ({ calls }) => named(calls),
  }),

  /** "The current connection state". */
  'INBOX-SHOW-02': everyRead({
    leansOn: ['INBOX-CONN-05'],
    judge: (seen) => all([stated(seen.calls), alike(scenariosOf(seen).flatMap(snapshotsIn), 'INBOX-SHOW-02')]),
    byReads: ({ calls }) => stated(calls),
  }),

  /** "The date and time of the last successful sync". */
  'INBOX-SHOW-03': everyRead({
    judge: (seen) => {
      const { connecting, everyday, refusal, limits } = seen
      const moved = [
        { scenario: connecting, key: 'connected' },
        { scenario: everyday, key: 'polled' },
        { scenario: refusal, key: 'restored' },
        { scenario: limits, key: 'storage' },
      ] as const
      return all([
        onward(inOrder(seen.calls)),
        part(connecting, 'connected', (snapshot) =>
          shownOnceSynced(snapshot, (vendor) => (isPushed(vendor) ? [] : idsOf(connecting.firstCases, vendor))),
        ),
        part(everyday, 'crossChecked', (snapshot) => [
          holds('none'),
          ...shownOnceSynced(snapshot, () => everyday.lost ?? []),
        ]),
        ...moved.map(({ scenario, key }) =>
          part(scenario as Scenario<Record<string, Snapshot>>, key, (snapshot) => [
            holds('none'),
            ...movedBySyncs(snapshot, scenario),
          ]),
        ),
        part(refusal, ['refused', 'later'], (snapshot) => [holds('none'), ...unmovedWhileRefused(seen, snapshot)]),
        shown('INBOX-SHOW-03', ['outage'])(seen),
      ])
    },
    byReads: ({ calls }) => onward(calls),
  }),
}
