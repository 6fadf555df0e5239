import { isPushed } from '../health.ts'
import { HOUR, type Inbox, MINUTE, type Vendor } from '../model.ts'
import { alters, defectsOf, isLogin, type Patch } from '../patches.ts'

const polledEvery = (minutes: number, vendor?: Vendor): Patch =>
  alters('pollInterval', (interval, inbox) =>
    vendor === undefined || inbox.vendor === vendor ? minutes * MINUTE : interval,
  )

/** How often inboxes are polled. */
export const pollingDefects = defectsOf({
  'INBOX-HEALTH-06': {
    'polled-every-11-minutes': ['A polled inbox is polled every 11 minutes.', polledEvery(11)],
    'polled-every-half-hour': ['A polled inbox is polled every 30 minutes.', polledEvery(30)],
    'dexis-polled-hourly': ['dexis is polled every 60 minutes.', polledEvery(60, 'dexis')],
    'login-vendor-never-polled': [
      'Medit Link is connected, and never synced.',
      alters('isPolled', (is, inbox) => !isLogin(inbox) && is),
    ],
    'polled-once': [
      'A polled inbox is synced once it is connected, and never again.',
      alters('isPolled', (is, inbox) => (isPushed(inbox) || inbox.lastSync === null) && is),
    ],
    'polls-slow-down': [
      'Each poll comes two minutes later than the one before did.',
      (base) => {
        const polls = new WeakMap<Inbox, number>()
        return {
          pollInterval(inbox) {
            const before = polls.get(inbox) ?? 0
            polls.set(inbox, before + 1)
            return base.pollInterval(inbox) + before * 2 * MINUTE
          },
        }
      },
    ],
    'poll-without-cases-is-no-sync': [
      'A poll that finds no new case does not count as a sync.',
      alters('syncedAt', (synced, inbox, _at, found) =>
        found === 0 && inbox.lastSync !== null && !isPushed(inbox) ? inbox.lastSync : synced,
      ),
    ],
    // The rule of the outage's end, INBOX-HEALTH-05, speaks of a sync that succeeds: here none does, though the vendor answers.
    'polled-hourly-after-an-outage': [
      'An inbox that has been out for 4 hours is polled every hour.',
      (base) => ({
        pollInterval(inbox) {
          const outage = base.outageOf(inbox, inbox.nextSyncAt ?? 0)
          return outage !== undefined && outage >= 4 * HOUR ? HOUR : base.pollInterval(inbox)
        },
      }),
    ],
  },
})
