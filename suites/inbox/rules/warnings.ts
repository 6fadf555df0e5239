import { holds, holdsUnless } from '../../../engine/finding.ts'
import type { Finding } from '../../../engine/verdict.ts'
import { advice } from '../advice-clauses.ts'
import { ageOf } from '../ages.ts'
import { ISSUE_AFTER, RECENT } from '../api.ts'
import { all, each, eachLook, looksIn, unfinished } from '../judging.ts'
import { only, polledIn, quiet, warningsAlike } from '../premises.ts'
import { dateOf, inboxesIn, inOrder } from '../reading.ts'
import { everyRead, type Seen, scenariosOf } from '../rule.ts'
import { asShown } from '../shown-clauses.ts'
import type { Look } from '../stage.ts'

const longOutIn = (look: Look | undefined) =>
  only(look, (_vendor, view) => ((view && ageOf(view)?.least) ?? 0) >= ISSUE_AFTER + RECENT)

/** Inboxes whose synchronization is interrupted, and by what. */
const interruptedIn = ({ refusal, limits, outage }: Seen): [why: string, look: Look | undefined][] => [
  ['the vendor refuses it', polledIn(refusal.refused)],
  ['the vendor refuses it', refusal.crossChecked],
  ['the company is out of credits', polledIn(limits.credits?.limited)],
  ['the storage is full', polledIn(limits.storage?.limited)],
  ['the vendor refuses it, and the company is out of credits', limits.both?.limited],
  ['the vendor refuses it, and the company has credits again', limits.both?.refused],
  ['the company is out of credits and of storage', polledIn(limits.bothLimits)],
  ['the storage is full, though there are credits again', polledIn(limits.storageOnly)],
  ['the company is out of credits, though it has room again', polledIn(limits.creditsOnly)],
  ['its portal has been down for 4 hours, and the company is out of credits', longOutIn(outage.outOfCredits)],
  ...[...(outage.moments ?? []), ...(outage.momentsAgain ?? [])].map((moment): [string, Look | undefined] => [
    'its portal has been down for 4 hours',
    longOutIn(moment),
  ]),
]

const warning = (look: Look | undefined, why: string): Finding[] =>
  each(look, (view, vendor) =>
    holdsUnless(!view.warning && `${vendor} shows none, and ${why}`, 'a warning while synchronization is interrupted', [
      view.exchange,
    ]),
  )

/** Warnings. */
export const rules = {
  /** "A warning when synchronization is interrupted (action is required)". */
  'INBOX-SHOW-04': everyRead({
    leansOn: ['INBOX-HEALTH-04', 'INBOX-HEALTH-05', 'INBOX-HEALTH-06', 'INBOX-CONN-05'],
    judge: (seen) => {
      const { connecting, everyday, refusal, limits, outage } = seen
      const { empty, polled, crossChecked, aDayLater, interruptions = [] } = everyday
      return all([
        ...unfinished(everyday, refusal, limits, outage),
        warningsAlike(looksIn(scenariosOf(seen))),
        ...eachLook(
          [connecting.connectedAtOnce, connecting.connected, polledIn(empty), polled, crossChecked, aDayLater],
          (look) => quiet(look),
        ),
        ...interruptions.flatMap(({ what, others, otherCompany }) => [
          quiet(others, `only another one is interrupted (${what})`),
          ...(otherCompany ? [quiet(otherCompany, `only one of another company is interrupted (${what})`)] : []),
        ]),
        holds('interrupted inboxes warn'),
        ...interruptedIn(seen).flatMap(([why, look]) => warning(look, why)),
      ])
    },
    looking: ({ calls }) => asShown(calls.flatMap(inboxesIn)),
  }),

  /** "Warning shown – the user should verify authentication, credentials, or credits/storage status". */
  'INBOX-SHOW-05': everyRead({
    leansOn: ['INBOX-SHOW-04'],
    judge: ({ calls }) => {
      const sent = inOrder(calls)
      const [began] = sent.flatMap((call) => dateOf(call) ?? [])
      return advice(sent.flatMap(inboxesIn), began)
    },
    looking: ({ calls }) => advice(calls.flatMap(inboxesIn)),
  }),
}
