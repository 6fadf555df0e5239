import { companyOf, HOUR, type Inbox, MINUTE, type Operation } from '../model.ts'
import { alters, defectsOf, isLogin, type Patch, showsOn } from '../patches.ts'

const isRecent = (recent: (age: number) => boolean, of: (inbox: Inbox) => boolean = () => true): Patch =>
  alters('isRecent', (is, age, inbox) => (of(inbox) ? recent(age) : is))

const healthyShownAs = (operation: Operation, health: 'attention' | 'issue'): Patch =>
  showsOn(operation, (answer) => (answer.health === 'healthy' ? { health } : {}))

/**
 * When an inbox is healthy. A wrong limit is seen by INBOX-HEALTH-07 too, at every read that lies beyond it; the rule of
 * that limit names the cause. What is INBOX-HEALTH-07's own is right where an inbox is read by itself, and wrong
 * elsewhere.
 */
export const healthDefects = defectsOf({
  'INBOX-HEALTH-01': {
    'recent-for-9-minutes': ['A sync is outdated after 9 minutes.', isRecent((age) => age <= 9 * MINUTE)],
    'recent-until-10-minutes': [
      'A sync that is exactly 10 minutes old is outdated.',
      isRecent((age) => age < 10 * MINUTE),
    ],
    'login-recent-for-8-minutes': [
      'A sync of Medit Link is outdated after 8 minutes.',
      isRecent((age) => age <= 8 * MINUTE, isLogin),
    ],
    'attention-from-the-first-failed-poll': [
      'An inbox needs attention as soon as a poll has failed.',
      alters('healthOf', (health, { failingSince }) =>
        health === 'healthy' && failingSince !== null ? 'attention' : health,
      ),
    ],
    // Up to 10 minutes only: a warning that stays would be INBOX-HEALTH-03's.
    'warning-of-the-first-failed-poll': [
      'An inbox warns of a failed poll while its last sync is recent.',
      (base) => ({
        warningOf: (inbox, at, hub) =>
          base.warningOf(inbox, at, hub) ??
          (inbox.failingSince !== null && base.healthOf(inbox, at, hub) === 'healthy'
            ? { code: 'vendor-outage', since: inbox.failingSince }
            : null),
      }),
    ],
  },
  'INBOX-HEALTH-02': {
    'recent-for-11-minutes': ['A sync is outdated after 11 minutes.', isRecent((age) => age <= 11 * MINUTE)],
    'recent-for-15-minutes': ['A sync is outdated after 15 minutes.', isRecent((age) => age <= 15 * MINUTE)],
    'recent-for-an-hour': ['A sync is outdated after an hour.', isRecent((age) => age <= HOUR)],
    'always-recent': ['There is nothing between healthy and issue.', isRecent(() => true)],
    'login-recent-for-half-an-hour': [
      'A sync of Medit Link is outdated after half an hour.',
      isRecent((age) => age <= 30 * MINUTE, isLogin),
    ],
  },
  'INBOX-HEALTH-07': {
    'list-always-healthy': [
      'In the list every inbox without a warning is healthy.',
      showsOn('listInboxes', ({ warning }) => (warning ? {} : { health: 'healthy' })),
    ],
    'list-health-a-quarter-of-an-hour-late': [
      'In the list the health is that of 15 minutes ago.',
      (base) => ({
        showInbox(answer, inbox, call) {
          const shown = base.showInbox(answer, inbox, call)
          if (call.operation !== 'listInboxes' || shown.warning || shown.state !== 'connected') return shown
          return { ...shown, health: base.healthOf(inbox, call.at - 15 * MINUTE, call.hub) }
        },
      }),
    ],
    'health-of-the-first-inbox': [
      'Every inbox without a warning shows the health of the one that was connected first.',
      (base) => ({
        healthOf(inbox, at, hub) {
          const own = base.healthOf(inbox, at, hub)
          const [first] = companyOf(hub, inbox).inboxes
          return first && inbox.authorized && !base.warningOf(inbox, at, hub) ? base.healthOf(first, at, hub) : own
        },
      }),
    ],
    'updated-inbox-shows-attention': [
      'The answer of updateCredentials says attention, though the inbox has just been synced.',
      healthyShownAs('updateCredentials', 'attention'),
    ],
    'reauthorizing-shows-issue': [
      'The answer of reauthorizeInbox says issue of an inbox that works.',
      healthyShownAs('reauthorizeInbox', 'issue'),
    ],
  },
})
