import type { Exchange } from '../../../engine/exchange.ts'
import { broken, holds, holdsUnless, unobserved } from '../../../engine/finding.ts'
import { came, isAccepted } from '../../../engine/status.ts'
import type { Finding } from '../../../engine/verdict.ts'
import { CROSS_CHECK, isPushed } from '../api.ts'
import type { HubEvent } from '../events.ts'
import { all, allArrived, noneArrived, part, refused, troubles, unreadable } from '../judging.ts'
import { polledAccount, undisturbedWarnings } from '../premises.ts'
import { countOf } from '../reading.ts'
import { rule, type Seen, shown } from '../rule.ts'

const NO_PUSH = unobserved('the hub supports no vendor that pushes', 'vendors with shining-3d')

const NO_SECRET = unobserved('pushSecret is not configured', "set pushSecret in the target's configuration")

type Everyday = Seen<'everyday'>

/** A rule on the pushed inbox of the everyday scenario, where there is one. */
const ofThePushed = (leansOn: Parameters<typeof rule>[0]['leansOn'], judge: (seen: Everyday) => readonly Finding[]) =>
  rule({
    scenarios: ['everyday'],
    leansOn: leansOn ?? [],
    judge: (seen) =>
      part(seen.everyday, 'connections', (connections) =>
        connections.some(({ vendor }) => isPushed(vendor))
          ? all([...troubles(connections, isPushed), ...judge(seen)])
          : NO_PUSH,
      ),
  })

/** The cases of a company's pushed inbox up to a time: pushed, or with their push lost. */
function casesOfPushed({ everyday }: Everyday, isOwn: boolean, pushed: boolean, until: number): string[] {
  const company = everyday.connections?.[0]?.companyId
  const isCase = (one: HubEvent) => one.kind === 'case' && one
  const cases = everyday.events.flatMap((one) => isCase(one) || [])
  // An ID that the company has a case of as well is INBOX-CASE-02's matter.
  const own = new Set(cases.filter(({ companyId }) => companyId === company).map(({ caseId }) => caseId))
  return cases
    .filter((one) => isPushed(one.vendor) && one.pushed === pushed && one.at <= until)
    .filter((one) => (isOwn ? one.companyId === company : one.companyId !== company && !own.has(one.caseId)))
    .map(({ caseId }) => caseId)
}

/** The vendor that pushes. */
export const rules = {
  /** "Shining 3D synchronization does not operate through a regular sync mechanism, but through a push mechanism." */
  'INBOX-PUSH-01': ofThePushed([polledAccount], (seen) => {
    const { pushed, otherPolled, sent = [] } = seen.everyday
    const expected = 'pushed cases, without waiting for a poll'
    const theirs = casesOfPushed(seen, false, true, otherPolled?.at ?? 0)
    return [
      part(seen.everyday, 'atOnce', (reads) => allArrived(reads.at(-1), pushed ?? [], expected, 'that were pushed')),
      ...(otherPolled ? [allArrived(otherPolled.cases, theirs, expected, 'of the other company')] : []),
      ...sent.map((exchange) =>
        holdsUnless(
          !isAccepted(exchange) && `${exchange.what}: ${came(exchange)}`,
          '202 for a push with the right secret',
          [exchange],
        ),
      ),
    ]
  }),

  /** "Please check the additional details about the Shining 3D sync mechanism below". */
  'INBOX-PUSH-02': ofThePushed(['INBOX-AUTH-02', undisturbedWarnings], (seen) => [
    shown('INBOX-PUSH-02', ['everyday'], {
      // A warning that stands at one company's inbox alone is INBOX-SHOW-04's matter.
      of: (view, _vendor, _age, { companyId }) =>
        companyId === seen.everyday.connections?.[0]?.companyId || !view.warning,
      nothing: ['INBOX-PUSH-03'],
    })(seen),
  ]),

  /** "There are regular cross checks (polling) to verify if there were no cases missed by the push mechanism". */
  'INBOX-PUSH-03': ofThePushed([polledAccount], (seen) => {
    const { everyday } = seen
    const found = (cases: Exchange | undefined, due: readonly string[]): Finding =>
      allArrived(cases, due, 'a case whose push was lost, by a cross-check within 8 hours', 'whose push was lost')
    const theirs = casesOfPushed(seen, false, false, everyday.otherPolled?.at ?? 0)
    return [
      ...(everyday.otherADayLater ? [found(everyday.otherADayLater, theirs)] : []),
      part(everyday, ['crossChecked', 'crossCheckedAgain'], ({ at, cases }) =>
        found(cases, casesOfPushed(seen, true, false, at - CROSS_CHECK)),
      ),
    ]
  }),

  /** "…to verify if there were no cases missed": what was not missed is there already. */
  'INBOX-PUSH-04': ofThePushed(['INBOX-CASE-03'], ({ everyday, configured }) => [
    ...(configured.pushSecret ? [] : [NO_SECRET]),
    ...[...(everyday.atOnce ?? []), everyday.crossChecked?.cases, everyday.crossCheckedAgain?.cases].flatMap(
      (cases) => {
        if (!cases) return []
        const counts = [...(everyday.pushed ?? []), ...(everyday.repeated ?? [])].map((id) => countOf(cases, id))
        if (counts.includes(undefined)) return unreadable('the cases', cases)
        const most = Math.max(0, ...counts.map((count) => count ?? 0))
        if (most > 1) return broken('a pushed case once', `one is there ${most} times`, [cases])
        return most === 0
          ? unobserved('no pushed case is there', 'INBOX-PUSH-01 holds', ['INBOX-PUSH-01'], [cases])
          : holds('pushed cases are there once', [cases])
      },
    ),
  ]),

  /** The document does not say how a push is known to be the vendor's. */
  'INBOX-PUSH-05': ofThePushed([], ({ everyday, configured }) => {
    if (!configured.pushSecret) return [NO_SECRET]
    const { sent, unauthorized = '', afterWrongSecrets } = everyday
    const control = sent?.[0]
    const expected = 'no case by a push with a wrong secret'
    return [
      part(everyday, 'wrongSecrets', (tried) =>
        control && isAccepted(control)
          ? all([
              refused(tried, control, 401, 403),
              noneArrived(afterWrongSecrets, [unauthorized], expected, 'that came by one'),
            ])
          : unobserved('no push was accepted', 'INBOX-PUSH-01 holds', ['INBOX-PUSH-01'], [control]),
      ),
    ]
  }),
}
