import { advice } from '../advice-clauses.ts'
import { compared } from '../comparing.ts'
import { all, snapshotsIn, unfinished } from '../judging.ts'
import { alike } from '../premises.ts'
import { dateOf, inboxesIn, inOrder } from '../reading.ts'
import { everyRead, scenariosOf, shown } from '../rule.ts'
import { asShown } from '../shown-clauses.ts'

/** Warnings. */
export const rules = {
  /** "A warning when synchronization is interrupted (action is required)". */
  'INBOX-SHOW-04': everyRead({
    leansOn: ['INBOX-HEALTH-04', 'INBOX-HEALTH-05', 'INBOX-HEALTH-06', 'INBOX-CONN-05'],
    judge: (seen) => {
      const { everyday, refusal, limits, outage } = seen
      const others = (everyday.interruptions ?? []).flatMap((one) => [one.others, one.otherCompany])
      return all([
        ...unfinished(everyday, refusal, limits, outage),
        alike(scenariosOf(seen).flatMap(snapshotsIn), 'INBOX-SHOW-04'),
        shown('INBOX-SHOW-04', ['connecting', 'everyday', 'refusal', 'limits', 'outage'])(seen),
        // An interruption is of one inbox alone.
        ...others.flatMap((one) => (one ? compared(everyday.events, one, 'INBOX-SHOW-04') : [])),
      ])
    },
    byReads: ({ calls }) => asShown(calls.flatMap(inboxesIn)),
  }),

  /** "Warning shown – the user should verify authentication, credentials, or credits/storage status". */
  'INBOX-SHOW-05': everyRead({
    leansOn: ['INBOX-SHOW-04'],
    judge: ({ calls }) => {
      const sent = inOrder(calls)
      const [began] = sent.flatMap((call) => dateOf(call) ?? [])
      return advice(sent.flatMap(inboxesIn), began)
    },
    byReads: ({ calls }) => advice(calls.flatMap(inboxesIn)),
  }),
}
