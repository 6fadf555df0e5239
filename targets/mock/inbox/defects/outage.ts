import type { Defect } from '../../deviation.ts'
import type { Behaviour } from '../behaviour.ts'
import { isPushed } from '../health.ts'
import { HOUR, type Inbox, MINUTE, type Vendor } from '../model.ts'

const issueAfter = (
  requirement: string,
  id: string,
  after: number,
  text: string,
  vendor?: Vendor,
): Defect<Behaviour> => ({
  id,
  requirement,
  summary: `An issue${vendor ? ` of ${vendor}` : ''} is reported ${text}.`,
  patch: (base) => ({
    issueAfter: (inbox) =>
      isPushed(inbox) || (vendor !== undefined && inbox.vendor !== vendor) ? base.issueAfter(inbox) : after,
  }),
})

/** INBOX-HEALTH-03. */
function early(): Defect<Behaviour>[] {
  const requirement = 'INBOX-HEALTH-03'
  return [
    issueAfter(requirement, 'issue-after-an-hour', HOUR, 'after an hour of outage'),
    issueAfter(requirement, 'issue-after-3-hours', 3 * HOUR, 'after 3 hours of outage'),
    issueAfter(
      requirement,
      'issue-minutes-before-4-hours',
      4 * HOUR - 2 * MINUTE,
      'after 3 hours and 58 minutes of outage',
    ),
    issueAfter(requirement, 'sirona-issue-after-2-hours', 2 * HOUR, 'after 2 hours of outage', 'sirona'),
    {
      // "Before that no warning for the mere age of a sync": the reading has it under the 4 hours.
      id: 'warning-after-an-hour',
      requirement,
      summary: 'An outage is warned of after an hour; the health says attention until 4 hours.',
      patch: (base) => ({
        warningOf(inbox, at, hub) {
          const reason = base.warningOf(inbox, at, hub)
          if (reason || inbox.failingSince === null || isPushed(inbox)) return reason
          const outage = hub.behaviour.outageOf(inbox, at)
          return (outage ?? 0) >= HOUR ? { code: 'vendor-outage', since: inbox.failingSince } : null
        },
      }),
    },
  ]
}

/** INBOX-HEALTH-04. Ten minutes after 4 hours are left to hubs that count from the first failed poll. */
function late(): Defect<Behaviour>[] {
  const requirement = 'INBOX-HEALTH-04'
  const isOutage = (inbox: Inbox) => inbox.failingSince !== null && !inbox.refusal && !inbox.paused && !isPushed(inbox)
  return [
    issueAfter(
      requirement,
      'issue-after-4-hours-and-a-quarter',
      4 * HOUR + 15 * MINUTE,
      'after 4 hours and 15 minutes of outage',
    ),
    issueAfter(requirement, 'issue-after-5-hours', 5 * HOUR, 'after 5 hours of outage'),
    issueAfter(requirement, 'issue-after-8-hours', 8 * HOUR, 'after 8 hours of outage'),
    issueAfter(requirement, 'issue-never', Number.POSITIVE_INFINITY, 'never'),
    issueAfter(requirement, 'login-issue-never', Number.POSITIVE_INFINITY, 'never', 'medit-link'),
    {
      id: 'issue-without-warning',
      requirement,
      summary: 'After 4 hours of outage an issue is reported, with no warning.',
      patch: (base) => ({ warningOf: (inbox, at, hub) => (isOutage(inbox) ? null : base.warningOf(inbox, at, hub)) }),
    },
    {
      id: 'warning-without-issue',
      requirement,
      summary: 'After 4 hours of outage there is a warning, and the health goes on saying attention.',
      patch: (base) => ({
        healthOf(inbox, at, hub) {
          const health = base.healthOf(inbox, at, hub)
          return health === 'issue' && isOutage(inbox) ? 'attention' : health
        },
      }),
    },
    {
      id: 'issue-forgotten-after-6-hours',
      requirement,
      summary: 'After 6 hours of outage the issue is forgotten: attention, and no warning.',
      patch(base) {
        const forgotten = (inbox: Inbox, at: number) => isOutage(inbox) && (base.outageOf(inbox, at) ?? 0) >= 6 * HOUR
        return {
          warningOf: (inbox, at, hub) => (forgotten(inbox, at) ? null : base.warningOf(inbox, at, hub)),
          healthOf: (inbox, at, hub) => (forgotten(inbox, at) ? 'attention' : base.healthOf(inbox, at, hub)),
        }
      },
    },
  ]
}

/** INBOX-HEALTH-05. */
function over(): Defect<Behaviour>[] {
  const requirement = 'INBOX-HEALTH-05'
  /** Remembers when the last reported outage of a polled inbox ended. */
  const afterwards =
    (
      patch: (base: Behaviour, endedWithin: (inbox: Inbox, at: number, time: number) => boolean) => Partial<Behaviour>,
    ) =>
    (base: Behaviour): Partial<Behaviour> => {
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
  return [
    {
      id: 'issue-outlives-the-outage',
      requirement,
      summary: 'For an hour after an outage the health says issue.',
      patch: afterwards((base, endedWithin) => ({
        healthOf: (inbox, at, hub) => (endedWithin(inbox, at, HOUR) ? 'issue' : base.healthOf(inbox, at, hub)),
      })),
    },
    {
      id: 'attention-outlives-the-outage',
      requirement,
      summary: 'For half an hour after an outage the health says attention.',
      patch: afterwards((base, endedWithin) => ({
        healthOf: (inbox, at, hub) => (endedWithin(inbox, at, HOUR / 2) ? 'attention' : base.healthOf(inbox, at, hub)),
      })),
    },
    {
      id: 'attention-until-a-second-sync',
      requirement,
      summary: 'After an outage the health says attention until a second sync has succeeded.',
      patch: afterwards((base, endedWithin) => ({
        healthOf: (inbox, at, hub) =>
          endedWithin(inbox, at, base.pollInterval(inbox)) ? 'attention' : base.healthOf(inbox, at, hub),
      })),
    },
    {
      id: 'warning-outlives-the-outage',
      requirement,
      summary: 'For an hour after an outage its warning stays.',
      patch: afterwards((base, endedWithin) => ({
        warningOf: (inbox, at, hub) =>
          base.warningOf(inbox, at, hub) ??
          (endedWithin(inbox, at, HOUR) ? { code: 'vendor-outage', since: inbox.lastSync! } : null),
      })),
    },
    {
      id: 'warning-outlives-the-outage-for-ever',
      requirement,
      summary: 'The warning of an outage stays when it is over.',
      patch: afterwards((base, endedWithin) => ({
        warningOf: (inbox, at, hub) =>
          base.warningOf(inbox, at, hub) ??
          (endedWithin(inbox, at, Number.POSITIVE_INFINITY) ? { code: 'vendor-outage', since: inbox.lastSync! } : null),
      })),
    },
  ]
}

/** What an outage is reported as. */
export const outageDefects: Defect<Behaviour>[] = [...early(), ...late(), ...over()]
