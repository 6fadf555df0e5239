import type { Defect } from '../../deviation.ts'
import type { Behaviour } from '../behaviour.ts'
import { companyOf, HOUR, MINUTE, type Vendor } from '../model.ts'

const recentFor = (
  requirement: string,
  id: string,
  summary: string,
  isRecent: (age: number) => boolean,
  vendor?: Vendor,
): Defect<Behaviour> => ({
  id,
  requirement,
  summary,
  patch: (base) => ({
    isRecent: (age, inbox) =>
      vendor === undefined || inbox.vendor === vendor ? isRecent(age) : base.isRecent(age, inbox),
  }),
})

/** INBOX-HEALTH-01. */
function recent(): Defect<Behaviour>[] {
  const requirement = 'INBOX-HEALTH-01'
  return [
    recentFor(requirement, 'recent-for-9-minutes', 'A sync is outdated after 9 minutes.', (age) => age <= 9 * MINUTE),
    recentFor(
      requirement,
      'recent-until-10-minutes',
      'A sync that is exactly 10 minutes old is outdated.',
      (age) => age < 10 * MINUTE,
    ),
    recentFor(
      requirement,
      'login-recent-for-8-minutes',
      'A sync of Medit Link is outdated after 8 minutes.',
      (age) => age <= 8 * MINUTE,
      'medit-link',
    ),
    {
      id: 'attention-from-the-first-failed-poll',
      requirement,
      summary: 'An inbox needs attention as soon as a poll has failed.',
      patch: (base) => ({
        healthOf(inbox, at, hub) {
          const health = base.healthOf(inbox, at, hub)
          return health === 'healthy' && inbox.failingSince !== null ? 'attention' : health
        },
      }),
    },
    {
      // Up to 10 minutes only: a warning that stays would be INBOX-HEALTH-03's.
      id: 'warning-of-the-first-failed-poll',
      requirement,
      summary: 'An inbox warns of a failed poll while its last sync is recent.',
      patch: (base) => ({
        warningOf: (inbox, at, hub) =>
          base.warningOf(inbox, at, hub) ??
          (inbox.failingSince !== null && base.healthOf(inbox, at, hub) === 'healthy'
            ? { code: 'vendor-outage', since: inbox.failingSince }
            : null),
      }),
    },
  ]
}

/** INBOX-HEALTH-02. */
function outdated(): Defect<Behaviour>[] {
  const requirement = 'INBOX-HEALTH-02'
  return [
    recentFor(
      requirement,
      'recent-for-11-minutes',
      'A sync is outdated after 11 minutes.',
      (age) => age <= 11 * MINUTE,
    ),
    recentFor(
      requirement,
      'recent-for-15-minutes',
      'A sync is outdated after 15 minutes.',
      (age) => age <= 15 * MINUTE,
    ),
    recentFor(requirement, 'recent-for-an-hour', 'A sync is outdated after an hour.', (age) => age <= HOUR),
    recentFor(requirement, 'always-recent', 'There is nothing between healthy and issue.', () => true),
    recentFor(
      requirement,
      'login-recent-for-half-an-hour',
      'A sync of Medit Link is outdated after half an hour.',
      (age) => age <= 30 * MINUTE,
      'medit-link',
    ),
  ]
}

/** INBOX-HEALTH-07. */
function agreement(): Defect<Behaviour>[] {
  const requirement = 'INBOX-HEALTH-07'
  return [
    {
      id: 'list-always-healthy',
      requirement,
      summary: 'In the list every inbox without a warning is healthy.',
      patch: (base) => ({
        showInbox(answer, inbox, call) {
          const shown = base.showInbox(answer, inbox, call)
          return call.operation === 'listInboxes' && !shown.warning ? { ...shown, health: 'healthy' } : shown
        },
      }),
    },
    {
      id: 'list-health-a-quarter-of-an-hour-late',
      requirement,
      summary: 'In the list the health is that of 15 minutes ago.',
      patch: (base) => ({
        showInbox(answer, inbox, call) {
          const shown = base.showInbox(answer, inbox, call)
          if (call.operation !== 'listInboxes' || shown.warning || shown.state !== 'connected') return shown
          return { ...shown, health: base.healthOf(inbox, call.at - 15 * MINUTE, call.hub) }
        },
      }),
    },
    {
      id: 'health-of-the-first-inbox',
      requirement,
      summary: 'Every inbox without a warning shows the health of the one that was connected first.',
      patch: (base) => ({
        healthOf(inbox, at, hub) {
          const own = base.healthOf(inbox, at, hub)
          const [first] = companyOf(hub, inbox).inboxes
          return first && inbox.authorized && !base.warningOf(inbox, at, hub) ? base.healthOf(first, at, hub) : own
        },
      }),
    },
    {
      id: 'updated-inbox-shows-attention',
      requirement,
      summary: 'The answer of updateCredentials says attention, though the inbox has just been synced.',
      patch: (base) => ({
        showInbox(answer, inbox, call) {
          const shown = base.showInbox(answer, inbox, call)
          return call.operation === 'updateCredentials' && shown.health === 'healthy'
            ? { ...shown, health: 'attention' }
            : shown
        },
      }),
    },
    {
      id: 'reauthorizing-shows-issue',
      requirement,
      summary: 'The answer of reauthorizeInbox says issue of an inbox that works.',
      patch: (base) => ({
        showInbox(answer, inbox, call) {
          const shown = base.showInbox(answer, inbox, call)
          return call.operation === 'reauthorizeInbox' && shown.health === 'healthy'
            ? { ...shown, health: 'issue' }
            : shown
        },
      }),
    },
  ]
}

/**
 * When an inbox is healthy. A wrong limit is seen by INBOX-HEALTH-07 too, at every read that lies beyond it; the rule of
 * that limit names the cause. What is INBOX-HEALTH-07's own is right where an inbox is read by itself, and wrong
 * elsewhere.
 */
export const healthDefects: Defect<Behaviour>[] = [...recent(), ...outdated(), ...agreement()]
