import { broken, holds } from '../../../engine/finding.ts'
import type { Finding } from '../../../engine/verdict.ts'
import { advice } from '../advice-clauses.ts'
import { ageOf } from '../ages.ts'
import { ISSUE_AFTER, RECENT } from '../api.ts'
import { all, each, looksIn, part } from '../judging.ts'
import { polledIn, quiet, warningsAlike } from '../premises.ts'
import { dateOf, type InboxView, inboxesIn, inboxIn, inOrder } from '../reading.ts'
import { everyRead, scenesOf } from '../rule.ts'
import { asShown } from '../shown-clauses.ts'
import type { Look } from '../stage.ts'

/** Every rule that speaks of one reason for a warning. */
const REASONS = [
  'INBOX-AUTH-03',
  'INBOX-AUTH-04',
  'INBOX-LOGIN-03',
  'INBOX-LOGIN-04',
  'INBOX-LOGIN-06',
  'INBOX-HEALTH-01',
  'INBOX-HEALTH-03',
  'INBOX-HEALTH-04',
  'INBOX-HEALTH-05',
  'INBOX-HEALTH-06',
  'INBOX-PUSH-02',
  'INBOX-LIMIT-01',
  'INBOX-LIMIT-02',
  'INBOX-LIMIT-03',
  'INBOX-LIMIT-04',
  'INBOX-CONN-02',
  'INBOX-CONN-05',
  'INBOX-CONN-06',
  'INBOX-SHOW-03',
] as const

const isLongOut = (view: InboxView | undefined): boolean => ((view && ageOf(view)?.least) ?? 0) >= ISSUE_AFTER + RECENT

const onlyLongOut = (look: Look): Look => ({
  ...look,
  inboxes: look.inboxes.filter(({ exchange }) => isLongOut(inboxIn(exchange))),
})

function warning(look: Look, why: string): Finding {
  return all([
    holds(why),
    ...each(look, (view, vendor) =>
      view.warning
        ? holds(`${vendor} warns of ${view.warning.code}`, [view.exchange])
        : broken('a warning while synchronization is interrupted', `${vendor} shows none, and ${why}`, [view.exchange]),
    ),
  ])
}

/** Warnings. */
export const rules = {
  /** "A warning when synchronization is interrupted (action is required)". */
  'INBOX-SHOW-04': everyRead({
    leansOn: REASONS,
    judge: (seen) => {
      const { connecting, everyday, refusal, limits, outage } = seen
      return all([
        warningsAlike(looksIn(scenesOf(seen))),
        ...[
          connecting.connectedAtOnce,
          connecting.connected,
          everyday.empty && polledIn(everyday.empty),
          everyday.polled,
          everyday.crossChecked,
          everyday.aDayLater,
        ].map((look) => (look ? quiet(look, 'nothing interrupts it') : holds('not looked at'))),
        part(everyday, 'interruptions', (interruptions) =>
          all(
            interruptions.flatMap(({ what, others, otherCompany }) => [
              quiet(others, `only another one is interrupted (${what})`),
              ...(otherCompany ? [quiet(otherCompany, `only one of another company is interrupted (${what})`)] : []),
            ]),
          ),
        ),
        part(refusal, 'refused', (look) => warning(polledIn(look), 'the vendor refuses it')),
        ...(refusal.crossChecked ? [warning(refusal.crossChecked, 'the vendor refuses it')] : []),
        part(limits, 'credits', ({ limited }) => warning(polledIn(limited), 'the company is out of credits')),
        part(limits, 'storage', ({ limited }) => warning(polledIn(limited), 'the storage is full')),
        part(limits, 'both', ({ limited, refused }) =>
          all([
            warning(limited, 'the vendor refuses it, and the company is out of credits'),
            warning(refused, 'the vendor refuses it, and the company has credits again'),
          ]),
        ),
        part(limits, 'bothLimits', (look) => warning(polledIn(look), 'the company is out of credits and of storage')),
        part(limits, 'storageOnly', (look) =>
          warning(polledIn(look), 'the storage is full, though there are credits again'),
        ),
        part(limits, 'creditsOnly', (look) =>
          warning(polledIn(look), 'the company is out of credits, though it has room again'),
        ),
        part(outage, 'outOfCredits', (look) =>
          warning(onlyLongOut(look), 'its portal has been down for 4 hours, and the company is out of credits'),
        ),
        part(outage, 'moments', (moments) =>
          all(
            [...moments, ...(outage.momentsAgain ?? [])].map((moment) =>
              warning(onlyLongOut(moment), 'its portal has been down for 4 hours'),
            ),
          ),
        ),
      ])
    },
    looking: ({ calls }) => asShown(calls.flatMap(inboxesIn)),
  }),

  /** "Warning shown – the user should verify authentication, credentials, or credits/storage status". */
  'INBOX-SHOW-05': everyRead({
    leansOn: [...REASONS, 'INBOX-SHOW-04'],
    judge: ({ calls }) => {
      const [began] = inOrder(calls).flatMap((call) => dateOf(call) ?? [])
      return advice(inOrder(calls).flatMap(inboxesIn), began)
    },
    looking: ({ calls }) => advice(calls.flatMap(inboxesIn)),
  }),
}
