import type { Behaviour } from '../behaviour.ts'
import { isPushed } from '../health.ts'
import { HOUR, type Inbox, MINUTE, type Vendor } from '../model.ts'
import { alters, defectsOf, isOut, type Patch } from '../patches.ts'

const issueAfter = (time: number, vendor?: Vendor): Patch =>
  alters('issueAfter', (after, inbox) =>
    isPushed(inbox) || (vendor !== undefined && inbox.vendor !== vendor) ? after : time,
  )

/** Remembers when the last reported outage of a polled inbox ended. */
const afterwards =
  (
    patch: (base: Behaviour, endedWithin: (inbox: Inbox, at: number, time: number) => boolean) => Partial<Behaviour>,
  ): Patch =>
  (base) => {
    const ends = new WeakMap<Inbox, number>()
    return {
      syncedAt(inbox, at, found) {
        const outage = isPushed(inbox) ? undefined : base.outageOf(inbox, at)
        if (outage !== undefined && outage >= base.issueAfter(inbox)) ends.set(inbox, at)
        return base.syncedAt(inbox, at, found)
      },
      ...patch(base, (inbox, at, time) => at - (ends.get(inbox) ?? Number.NEGATIVE_INFINITY) < time),
    }
  }

const staysUnhealthy = (health: 'attention' | 'issue', time: (inbox: Inbox, base: Behaviour) => number): Patch =>
  afterwards((base, endedWithin) => ({
    healthOf: (inbox, at, hub) => (endedWithin(inbox, at, time(inbox, base)) ? health : base.healthOf(inbox, at, hub)),
  }))

const goesOnWarning = (time: number): Patch =>
  afterwards((base, endedWithin) => ({
    warningOf: (inbox, at, hub) =>
      base.warningOf(inbox, at, hub) ??
      (endedWithin(inbox, at, time) ? { code: 'vendor-outage', since: inbox.lastSync! } : null),
  }))

/** What an outage is reported as. */
export const outageDefects = defectsOf({
  'INBOX-HEALTH-03': {
    'issue-after-an-hour': ['An issue is reported after an hour of outage.', issueAfter(HOUR)],
    'issue-after-3-hours': ['An issue is reported after 3 hours of outage.', issueAfter(3 * HOUR)],
    'issue-minutes-before-4-hours': [
      'An issue is reported after 3 hours and 58 minutes of outage.',
      issueAfter(4 * HOUR - 2 * MINUTE),
    ],
    'sirona-issue-after-2-hours': [
      'An issue of sirona is reported after 2 hours of outage.',
      issueAfter(2 * HOUR, 'sirona'),
    ],
    // "Before that no warning for the mere age of a sync": the reading has it under the 4 hours.
    'warning-after-an-hour': [
      'An outage is warned of after an hour; the health says attention until 4 hours.',
      alters('warningOf', (reason, inbox, at, { behaviour }) => {
        if (reason || inbox.failingSince === null || isPushed(inbox)) return reason
        const outage = behaviour.outageOf(inbox, at) ?? 0
        return outage >= HOUR ? { code: 'vendor-outage', since: inbox.failingSince } : null
      }),
    ],
  },
  // Ten minutes after 4 hours are left to hubs that count from the first failed poll.
  'INBOX-HEALTH-04': {
    'issue-after-4-hours-and-a-quarter': [
      'An issue is reported after 4 hours and 15 minutes of outage.',
      issueAfter(4 * HOUR + 15 * MINUTE),
    ],
    'issue-after-5-hours': ['An issue is reported after 5 hours of outage.', issueAfter(5 * HOUR)],
    'issue-after-8-hours': ['An issue is reported after 8 hours of outage.', issueAfter(8 * HOUR)],
    'issue-never': ['An issue is reported never.', issueAfter(Number.POSITIVE_INFINITY)],
    'login-issue-never': [
      'An issue of medit-link is reported never.',
      issueAfter(Number.POSITIVE_INFINITY, 'medit-link'),
    ],
    'issue-without-warning': [
      'After 4 hours of outage an issue is reported, with no warning.',
      alters('warningOf', (reason, inbox) => (isOut(inbox) ? null : reason)),
    ],
    'warning-without-issue': [
      'After 4 hours of outage there is a warning, and the health goes on saying attention.',
      alters('healthOf', (health, inbox) => (health === 'issue' && isOut(inbox) ? 'attention' : health)),
    ],
    'issue-forgotten-after-6-hours': [
      'After 6 hours of outage the issue is forgotten: attention, and no warning.',
      (base) => {
        const forgotten = (inbox: Inbox, at: number) => isOut(inbox) && (base.outageOf(inbox, at) ?? 0) >= 6 * HOUR
        return {
          warningOf: (inbox, at, hub) => (forgotten(inbox, at) ? null : base.warningOf(inbox, at, hub)),
          healthOf: (inbox, at, hub) => (forgotten(inbox, at) ? 'attention' : base.healthOf(inbox, at, hub)),
        }
      },
    ],
  },
  'INBOX-HEALTH-05': {
    'issue-outlives-the-outage': [
      'For an hour after an outage the health says issue.',
      staysUnhealthy('issue', () => HOUR),
    ],
    'attention-outlives-the-outage': [
      'For half an hour after an outage the health says attention.',
      staysUnhealthy('attention', () => HOUR / 2),
    ],
    'attention-until-a-second-sync': [
      'After an outage the health says attention until a second sync has succeeded.',
      staysUnhealthy('attention', (inbox, base) => base.pollInterval(inbox)),
    ],
    'warning-outlives-the-outage': ['For an hour after an outage its warning stays.', goesOnWarning(HOUR)],
    'warning-outlives-the-outage-for-ever': [
      'The warning of an outage stays when it is over.',
      goesOnWarning(Number.POSITIVE_INFINITY),
    ],
  },
})
