import type { Defect } from '../../deviation.ts'
import type { Behaviour } from '../behaviour.ts'
import { isPushed } from '../health.ts'
import { HOUR, type Inbox, MINUTE, type Vendor } from '../model.ts'

/** INBOX-HEALTH-06. */
function polling(): Defect<Behaviour>[] {
  const requirement = 'INBOX-HEALTH-06'
  const polledEvery = (id: string, minutes: number, vendor?: Vendor): Defect<Behaviour> => ({
    id,
    requirement,
    summary: `${vendor ?? 'A polled inbox'} is polled every ${minutes} minutes.`,
    patch: (base) => ({
      pollInterval: (inbox) =>
        vendor === undefined || inbox.vendor === vendor ? minutes * MINUTE : base.pollInterval(inbox),
    }),
  })
  return [
    polledEvery('polled-every-11-minutes', 11),
    polledEvery('polled-every-half-hour', 30),
    polledEvery('dexis-polled-hourly', 60, 'dexis'),
    {
      id: 'login-vendor-never-polled',
      requirement,
      summary: 'Medit Link is connected, and never synced.',
      patch: (base) => ({
        isPolled: (inbox, company) => inbox.vendor !== 'medit-link' && base.isPolled(inbox, company),
      }),
    },
    {
      id: 'polled-once',
      requirement,
      summary: 'A polled inbox is synced once it is connected, and never again.',
      patch: (base) => ({
        isPolled: (inbox, company) => (isPushed(inbox) || inbox.lastSync === null) && base.isPolled(inbox, company),
      }),
    },
    {
      id: 'polls-slow-down',
      requirement,
      summary: 'Each poll comes two minutes later than the one before did.',
      patch(base) {
        const polls = new WeakMap<Inbox, number>()
        return {
          pollInterval(inbox) {
            const before = polls.get(inbox) ?? 0
            polls.set(inbox, before + 1)
            return base.pollInterval(inbox) + before * 2 * MINUTE
          },
        }
      },
    },
    {
      id: 'poll-without-cases-is-no-sync',
      requirement,
      summary: 'A poll that finds no new case does not count as a sync.',
      patch: (base) => ({
        syncedAt: (inbox, at, found) =>
          found === 0 && inbox.lastSync !== null && !isPushed(inbox) ? inbox.lastSync : base.syncedAt(inbox, at, found),
      }),
    },
    {
      // The rule of the outage's end, INBOX-HEALTH-05, speaks of a sync that succeeds: here none does, though the vendor answers.
      id: 'polled-hourly-after-an-outage',
      requirement,
      summary: 'An inbox that has been out for 4 hours is polled every hour.',
      patch: (base) => ({
        pollInterval(inbox) {
          const outage = base.outageOf(inbox, inbox.nextSyncAt ?? 0)
          return outage !== undefined && outage >= 4 * HOUR ? HOUR : base.pollInterval(inbox)
        },
      }),
    },
  ]
}

/** How often inboxes are polled. */
export const pollingDefects: Defect<Behaviour>[] = [...polling()]
