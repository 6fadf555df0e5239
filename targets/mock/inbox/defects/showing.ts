import type { Call } from '../call.ts'
import { isPushed } from '../health.ts'
import { HOUR, type Inbox, MINUTE, type WarningCode } from '../model.ts'
import { alters, defectsOf, isLogin, type Patch, precedes, shows, showsOn, works } from '../patches.ts'

const inList = (change: object): Patch => showsOn('listInboxes', () => change)

/** Shows another time of the last sync, where there was one and another is given. */
const showsSync = (instant: (inbox: Inbox & { lastSync: number }, call: Call) => number | null | undefined): Patch =>
  shows((_answer, inbox, call) => {
    const shown = inbox.lastSync === null ? undefined : instant({ ...inbox, lastSync: inbox.lastSync }, call)
    if (shown === undefined) return {}
    return { lastSuccessfulSync: shown === null ? null : call.hub.behaviour.writeTime(shown) }
  })

const words = (given: { message?: string; action?: string }, code?: WarningCode): Patch =>
  alters('textOf', (text, of) => (code === undefined || of === code ? { ...text, ...given } : text))

const dates = (since: (call: Call) => number): Patch =>
  alters(
    'showWarning',
    (shown, _warning, _inbox, call) => shown && { ...shown, since: call.hub.behaviour.writeTime(since(call)) },
  )

/** What is shown of an inbox. */
export const showingDefects = defectsOf({
  // A name that is not blank is all that the shape does not see to.
  'INBOX-SHOW-01': {
    'name-blank': ['No inbox has a name.', shows(() => ({ name: '' }))],
    'name-blank-in-list': ['In the list the names are blank.', inList({ name: '' })],
    'name-of-white-space': [
      'The name of Medit Link is a space.',
      shows((_answer, inbox) => (isLogin(inbox) ? { name: ' ' } : {})),
    ],
    'name-blank-while-pending': [
      'An inbox has no name before it is connected.',
      shows((_answer, { authorized }) => (authorized ? {} : { name: '' })),
    ],
    'dexis-shown-as-sirona': [
      'An inbox of DEXIS shows the vendor Sirona.',
      shows((_answer, { vendor }) => (vendor === 'dexis' ? { vendor: 'sirona' } : {})),
    ],
    'pushed-vendor-shown-as-itero': [
      'In the list Shining 3D is shown as iTero.',
      showsOn('listInboxes', (_answer, inbox) => (isPushed(inbox) ? { vendor: 'itero' } : {})),
    ],
  },
  // In the list only: what the other rules read is the inbox itself.
  'INBOX-SHOW-02': {
    'state-missing-in-list': ['In the list the state is missing.', inList({ state: undefined })],
    'state-blank-in-list': ['In the list the state is blank.', inList({ state: '' })],
    'state-null-in-list': ['In the list the state is null.', inList({ state: null })],
    'state-of-its-own-in-list': ['In the list the state is one that there is not.', inList({ state: 'active' })],
    'state-always-connected-in-list': ['In the list every inbox is connected.', inList({ state: 'connected' })],
  },
  // Where it can be, the time is wrong without the age of a sync being so: health is another rule's matter.
  'INBOX-SHOW-03': {
    'next-sync-shown': [
      'The time of the next sync is shown in place of the last one.',
      showsSync((inbox) => (works(inbox) ? inbox.nextSyncAt : undefined)),
    ],
    'last-sync-a-minute-ahead': [
      'For a minute the last sync is shown a minute later than it was.',
      showsSync(({ lastSync }, { at }) => (at - lastSync < MINUTE ? lastSync + MINUTE : undefined)),
    ],
    'last-sync-falls-back': [
      'For two minutes after a sync an older one is shown.',
      // No more than 8 minutes old: still recent.
      showsSync((inbox, { at }) =>
        works(inbox) && at - inbox.lastSync < 2 * MINUTE ? inbox.lastSync - 6 * MINUTE : undefined,
      ),
    ],
    'last-sync-by-a-slow-clock': [
      'The last sync is shown three minutes earlier than it was.',
      showsSync(({ lastSync }) => lastSync - 3 * MINUTE),
    ],
    'last-sync-gone-while-warning': [
      'While there is a warning no last sync is shown.',
      showsSync((inbox, { at, hub }) => (hub.behaviour.warningOf(inbox, at, hub) ? null : undefined)),
    ],
    'last-sync-gone-after-a-failed-poll': [
      'Once a poll has failed no last sync is shown.',
      showsSync(({ failingSince }) => (failingSince === null ? undefined : null)),
    ],
    'last-sync-never-in-list': [
      'The list shows no last sync.',
      showsSync((_inbox, { operation }) => (operation === 'listInboxes' ? null : undefined)),
    ],
    'last-sync-never-of-login': [
      'Medit Link never shows a last sync.',
      showsSync((inbox) => (isLogin(inbox) ? null : undefined)),
    ],
    'last-sync-never-of-push': [
      'Shining 3D never shows a last sync.',
      showsSync((inbox) => (isPushed(inbox) ? null : undefined)),
    ],
    // The hub takes a poll that failed for a sync: what follows for its health follows from that.
    'failed-poll-is-a-sync': [
      'A poll that fails moves the last successful sync on.',
      (base) => ({
        onOutage(inbox, at) {
          if (isPushed(inbox)) base.onOutage(inbox, at)
          else inbox.lastSync = at
        },
      }),
    ],
    'failed-cross-check-is-a-sync': [
      'A cross-check that fails moves the last successful sync on.',
      precedes('onOutage', (inbox, at) => {
        if (isPushed(inbox)) inbox.lastSync = at
      }),
    ],
    'refused-poll-is-a-sync': [
      'The poll that the vendor refuses moves the last successful sync on.',
      precedes('onRefusal', (inbox, _refusal, at) => {
        inbox.lastSync = at
      }),
    ],
  },
  'INBOX-SHOW-05': {
    'message-blank': ['Warnings have no message.', words({ message: '' })],
    'action-blank': ['Warnings do not say what to do.', words({ action: '' })],
    'action-of-white-space': [
      'What to do about the authorization is a line break.',
      words({ action: '\n' }, 'authorization-expired'),
    ],
    'no-action-for-credentials': [
      'It is not said what to do about refused credentials.',
      words({ action: '' }, 'credentials-invalid'),
    ],
    'no-action-for-credits': [
      'It is not said what to do when credits have run out.',
      words({ action: ' ' }, 'out-of-credits'),
    ],
    'no-message-for-storage': ['The warning of a full storage has no message.', words({ message: '' }, 'storage-full')],
    'no-action-for-outage': ['It is not said what to do about an outage.', words({ action: '' }, 'vendor-outage')],
    'warning-from-tomorrow': ['A warning dates from an hour ahead.', dates(({ at }) => at + HOUR)],
    'warning-from-1970': ['A warning dates from 1970.', dates(() => 0)],
    'warning-from-now': ['A warning dates from the time at which it is read.', dates(({ at }) => at)],
  },
})
