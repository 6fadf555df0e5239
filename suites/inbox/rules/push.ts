import type { Exchange } from '../../../engine/exchange.ts'
import { broken, holds, holdsUnless, unobserved } from '../../../engine/finding.ts'
import { came, isAccepted } from '../../../engine/status.ts'
import type { Finding } from '../../../engine/verdict.ts'
import { CROSS_CHECK, isPushed } from '../api.ts'
import { HEALTHS, notAHealth } from '../by-age.ts'
import { all, allArrived, each, noneArrived, part, refused, troubles, unreadable, withState } from '../judging.ts'
import { type Lane, usable } from '../lanes.ts'
import { polledAccount, undisturbedWarnings } from '../premises.ts'
import { countOf, type InboxView, inboxesIn } from '../reading.ts'
import { rule, type Seen } from '../rule.ts'

const NO_PUSH = unobserved('the hub supports no vendor that pushes', 'vendors with shining-3d')

const NO_SECRET = unobserved('pushSecret is not configured', "set pushSecret in the target's configuration")

/** Judges the pushed inbox of the everyday scenario, where there is one. */
const ofThePushed = ({ everyday }: Seen<'everyday'>, judge: () => Finding): Finding =>
  part(everyday, 'lanes', (lanes) =>
    lanes.some(({ vendor }) => isPushed(vendor)) ? all([...troubles(lanes, isPushed), judge()]) : NO_PUSH,
  )

/** The cases of the other company's pushed inbox, as far as it is connected: pushed, or with their push lost. */
function othersCases({ everyday }: Seen<'everyday'>, pushed: boolean): string[] {
  const lane = usable(everyday.otherLanes ?? []).find(({ vendor }) => isPushed(vendor))
  const until = everyday.otherPolled?.at ?? 0
  const cases = everyday.happenings.filter((one) => one.kind === 'case')
  // An ID that the company has a case of as well is INBOX-CASE-02's matter.
  const own = new Set(cases.filter(({ companyId }) => companyId !== lane?.companyId).map(({ caseId }) => caseId))
  return cases
    .filter((one) => one.companyId === lane?.companyId && isPushed(one.vendor) && one.pushed === pushed)
    .filter(({ caseId, at }) => !own.has(caseId) && at <= until)
    .map(({ caseId }) => caseId)
}

/** The pushed inbox as a list shows it. */
const listedOf = (list: Exchange | undefined, lanes: readonly Lane[] = []): InboxView[] =>
  (list ? inboxesIn(list) : []).filter(({ inboxId }) =>
    lanes.some((lane) => isPushed(lane.vendor) && lane.inboxId === inboxId),
  )

function notSuspect(view: InboxView): Finding | Finding[] {
  const { vendor, warning, health, exchange } = view
  const expected = 'a pushed inbox that the age of its sync does not make suspect'
  if (warning) return broken(expected, `${vendor} warns of ${warning.code}`, [exchange])
  // The health of an inbox that has not synced yet is free.
  if (view.lastSync == null) return []
  return withState(view, (state) => {
    if (state !== 'connected')
      return unobserved(`${vendor} is ${state}`, 'a pushed inbox that is connected', ['INBOX-AUTH-02'])
    if (!HEALTHS.includes(health)) return notAHealth(view)
    return holdsUnless(health !== 'healthy' && `${vendor} is ${health}`, expected, [exchange])
  })
}

/** The vendor that pushes. */
export const rules = {
  /** "Shining 3D synchronization does not operate through a regular sync mechanism, but through a push mechanism." */
  'INBOX-PUSH-01': rule({
    scenarios: ['everyday'],
    leansOn: [polledAccount],
    judge: (seen) =>
      ofThePushed(seen, () => {
        const { pushed, otherPolled, sent = [] } = seen.everyday
        const expected = 'pushed cases, without waiting for a poll'
        return all([
          part(seen.everyday, 'atOnce', (reads) =>
            allArrived(reads.at(-1), pushed ?? [], expected, 'that were pushed'),
          ),
          ...(otherPolled
            ? [allArrived(otherPolled.cases, othersCases(seen, true), expected, 'of the other company')]
            : []),
          ...sent.map((exchange) =>
            holdsUnless(
              !isAccepted(exchange) && `${exchange.what}: ${came(exchange)}`,
              '202 for a push with the right secret',
              [exchange],
            ),
          ),
        ])
      }),
  }),

  /** "Please check the additional details about the Shining 3D sync mechanism below". */
  'INBOX-PUSH-02': rule({
    scenarios: ['everyday'],
    leansOn: ['INBOX-AUTH-02', undisturbedWarnings],
    judge: (seen) =>
      ofThePushed(seen, () => {
        const { lanes, polled, quiet = [], crossChecked, crossCheckedAgain, aDayLater, ...others } = seen.everyday
        const looks = [polled, ...quiet, crossChecked, crossCheckedAgain, aDayLater]
        const findings = looks.flatMap((look) => [
          ...each(look, notSuspect, isPushed),
          ...listedOf(look?.list, lanes).flatMap(notSuspect),
        ])
        // A warning that stands at one company's inbox alone is INBOX-SHOW-04's matter.
        const theirs = listedOf(others.otherPolled?.list, others.otherLanes).filter(({ warning }) => !warning)
        findings.push(...theirs.flatMap(notSuspect))
        return findings.length > 0
          ? all(findings)
          : unobserved('the pushed inbox has not synced', 'a pushed inbox that has synced', ['INBOX-PUSH-03'])
      }),
  }),

  /** "There are regular cross checks (polling) to verify if there were no cases missed by the push mechanism". */
  'INBOX-PUSH-03': rule({
    scenarios: ['everyday'],
    leansOn: [polledAccount],
    judge: (seen) =>
      ofThePushed(seen, () => {
        const { everyday } = seen
        const companyId = everyday.lanes?.[0]?.companyId
        const lost = everyday.happenings.filter(
          (one) => one.kind === 'case' && one.companyId === companyId && isPushed(one.vendor) && !one.pushed,
        )
        const found = (cases: Exchange | undefined, due: readonly string[]): Finding =>
          allArrived(cases, due, 'a case whose push was lost, by a cross-check within 8 hours', 'whose push was lost')
        return all([
          ...(everyday.otherADayLater ? [found(everyday.otherADayLater, othersCases(seen, false))] : []),
          ...(['crossChecked', 'crossCheckedAgain'] as const).map((key) =>
            part(everyday, key, ({ at, cases }) => {
              const due = lost.flatMap((one) => (one.kind === 'case' && one.at <= at - CROSS_CHECK ? [one.caseId] : []))
              return found(cases, due)
            }),
          ),
        ])
      }),
  }),

  /** "…to verify if there were no cases missed": what was not missed is there already. */
  'INBOX-PUSH-04': rule({
    scenarios: ['everyday'],
    leansOn: ['INBOX-CASE-03'],
    judge: (seen) =>
      ofThePushed(seen, () => {
        const { everyday, configured } = seen
        return all([
          ...(configured.pushSecret ? [] : [NO_SECRET]),
          ...[...(everyday.atOnce ?? []), everyday.crossChecked?.cases, everyday.crossCheckedAgain?.cases].flatMap(
            (cases) => {
              if (!cases) return []
              const counts = [...(everyday.pushed ?? []), ...(everyday.repeated ?? [])].map((caseId) =>
                countOf(cases, caseId),
              )
              if (counts.includes(undefined)) return unreadable('the cases', cases)
              const most = Math.max(0, ...counts.map((count) => count ?? 0))
              if (most > 1) return broken('a pushed case once', `one is there ${most} times`, [cases])
              return most === 0
                ? unobserved('no pushed case is there', 'INBOX-PUSH-01 holds', ['INBOX-PUSH-01'], [cases])
                : holds('pushed cases are there once', [cases])
            },
          ),
        ])
      }),
  }),

  /** The document does not say how a push is known to be the vendor's. */
  'INBOX-PUSH-05': rule({
    scenarios: ['everyday'],
    judge: (seen) =>
      ofThePushed(seen, () => {
        const { everyday, configured } = seen
        if (!configured.pushSecret) return NO_SECRET
        const control = everyday.sent?.[0]
        return part(everyday, 'wrongSecrets', (tried) =>
          control && isAccepted(control)
            ? all([
                refused(tried, control, 401, 403),
                noneArrived(
                  everyday.afterWrongSecrets,
                  [everyday.unauthorized ?? ''],
                  'no case by a push with a wrong secret',
                  'that came by one',
                ),
              ])
            : unobserved('no push was accepted', 'INBOX-PUSH-01 holds', ['INBOX-PUSH-01'], [control]),
        )
      }),
  }),
}
