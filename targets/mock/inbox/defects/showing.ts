import type { Defect } from '../../deviation.ts'
import type { Behaviour } from '../behaviour.ts'
import type { Call } from '../call.ts'
import { isPushed } from '../health.ts'
import {
  companyOf,
  HOUR,
  type Hub,
  type Inbox,
  type InboxAnswer,
  MINUTE,
  type Reason,
  type WarningCode,
} from '../model.ts'

/** Changes fields of an inbox as it is answered. */
const showing = (
  requirement: string,
  id: string,
  summary: string,
  change: (answer: InboxAnswer, inbox: Inbox, call: Call) => object | undefined,
): Defect<Behaviour> => ({
  id,
  requirement,
  summary,
  patch: (base) => ({
    showInbox(answer, inbox, call) {
      const shown = base.showInbox(answer, inbox, call)
      return { ...shown, ...change(shown, inbox, call) }
    },
  }),
})

/** Nothing interrupts the inbox, as far as the hub knows. */
const works = (inbox: Inbox) => inbox.authorized && !inbox.refusal && !inbox.paused && inbox.failingSince === null

/** INBOX-SHOW-01. A name that is not blank is all that the shape does not see to. */
function name(): Defect<Behaviour>[] {
  const requirement = 'INBOX-SHOW-01'
  return [
    showing(requirement, 'name-blank', 'No inbox has a name.', () => ({ name: '' })),
    showing(requirement, 'name-blank-in-list', 'In the list the names are blank.', (_answer, _inbox, { operation }) =>
      operation === 'listInboxes' ? { name: '' } : {},
    ),
    showing(requirement, 'name-of-white-space', 'The name of Medit Link is a space.', ({ vendor }) =>
      vendor === 'medit-link' ? { name: ' ' } : {},
    ),
    showing(
      requirement,
      'name-blank-while-pending',
      'An inbox has no name before it is connected.',
      (_answer, inbox) => (inbox.authorized ? {} : { name: '' }),
    ),
    showing(requirement, 'dexis-shown-as-sirona', 'An inbox of DEXIS shows the vendor Sirona.', ({ vendor }) =>
      vendor === 'dexis' ? { vendor: 'sirona' } : {},
    ),
    showing(
      requirement,
      'pushed-vendor-shown-as-itero',
      'In the list Shining 3D is shown as iTero.',
      (_answer, inbox, { operation }) => (operation === 'listInboxes' && isPushed(inbox) ? { vendor: 'itero' } : {}),
    ),
  ]
}

/** INBOX-SHOW-02. In the list only: what the other rules read is the inbox itself. */
function state(): Defect<Behaviour>[] {
  const inList = (id: string, summary: string, shown: unknown): Defect<Behaviour> =>
    showing('INBOX-SHOW-02', id, summary, (_answer, _inbox, { operation }) =>
      operation === 'listInboxes' ? { state: shown } : {},
    )
  return [
    inList('state-missing-in-list', 'In the list the state is missing.', undefined),
    inList('state-blank-in-list', 'In the list the state is blank.', ''),
    inList('state-null-in-list', 'In the list the state is null.', null),
    inList('state-of-its-own-in-list', 'In the list the state is one that there is not.', 'active'),
    inList('state-always-connected-in-list', 'In the list every inbox is connected.', 'connected'),
  ]
}

/** INBOX-SHOW-03. Where it can be, the time is wrong without the age of a sync being so: health is another rule's matter. */
function lastSync(): Defect<Behaviour>[] {
  const requirement = 'INBOX-SHOW-03'
  const syncShown = (
    id: string,
    summary: string,
    instant: (inbox: Inbox & { lastSync: number }, call: Call) => number | null | undefined,
  ) =>
    showing(requirement, id, summary, (_answer, inbox, call) => {
      const shown = inbox.lastSync === null ? undefined : instant({ ...inbox, lastSync: inbox.lastSync }, call)
      if (shown === undefined) return {}
      return { lastSuccessfulSync: shown === null ? null : call.hub.behaviour.writeTime(shown) }
    })
  return [
    syncShown('next-sync-shown', 'The time of the next sync is shown in place of the last one.', (inbox) =>
      works(inbox) ? inbox.nextSyncAt : undefined,
    ),
    syncShown(
      'last-sync-a-minute-ahead',
      'For a minute the last sync is shown a minute later than it was.',
      ({ lastSync }, { at }) => (at - lastSync < MINUTE ? lastSync + MINUTE : undefined),
    ),
    syncShown('last-sync-falls-back', 'For two minutes after a sync an older one is shown.', (inbox, { at }) =>
      // No more than 8 minutes old: still recent.
      works(inbox) && at - inbox.lastSync < 2 * MINUTE ? inbox.lastSync - 6 * MINUTE : undefined,
    ),
    syncShown(
      'last-sync-by-a-slow-clock',
      'The last sync is shown three minutes earlier than it was.',
      ({ lastSync }) => lastSync - 3 * MINUTE,
    ),
    syncShown(
      'last-sync-gone-while-warning',
      'While there is a warning no last sync is shown.',
      (inbox, { at, hub }) => (hub.behaviour.warningOf(inbox, at, hub) ? null : undefined),
    ),
    syncShown(
      'last-sync-gone-after-a-failed-poll',
      'Once a poll has failed no last sync is shown.',
      ({ failingSince }) => (failingSince === null ? undefined : null),
    ),
    syncShown('last-sync-never-in-list', 'The list shows no last sync.', (_inbox, { operation }) =>
      operation === 'listInboxes' ? null : undefined,
    ),
    syncShown('last-sync-never-of-login', 'Medit Link never shows a last sync.', ({ vendor }) =>
      vendor === 'medit-link' ? null : undefined,
    ),
    syncShown('last-sync-never-of-push', 'Shining 3D never shows a last sync.', (inbox) =>
      isPushed(inbox) ? null : undefined,
    ),
    {
      // The hub takes a poll that failed for a sync: what follows for its health follows from that.
      id: 'failed-poll-is-a-sync',
      requirement,
      summary: 'A poll that fails moves the last successful sync on.',
      patch: (base) => ({
        onOutage(inbox, at) {
          if (isPushed(inbox)) base.onOutage(inbox, at)
          else inbox.lastSync = at
        },
      }),
    },
    {
      id: 'failed-cross-check-is-a-sync',
      requirement,
      summary: 'A cross-check that fails moves the last successful sync on.',
      patch: (base) => ({
        onOutage(inbox, at) {
          base.onOutage(inbox, at)
          if (isPushed(inbox)) inbox.lastSync = at
        },
      }),
    },
    {
      id: 'refused-poll-is-a-sync',
      requirement,
      summary: 'The poll that the vendor refuses moves the last successful sync on.',
      patch: (base) => ({
        onRefusal(inbox, refusal, at) {
          base.onRefusal(inbox, refusal, at)
          inbox.lastSync = at
        },
      }),
    },
  ]
}

/** Whether a polled inbox that works has had no case for an hour since its last one. */
function isIdle(hub: Hub, inbox: Inbox, at: number): boolean {
  const own = companyOf(hub, inbox).cases.filter(({ inboxId }) => inboxId === inbox.inboxId)
  const since = Math.max(inbox.restoredAt, ...own.map(({ receivedAt }) => receivedAt))
  return works(inbox) && !isPushed(inbox) && own.length > 0 && at - since > HOUR
}
const overdueSince = (inbox: Inbox) => ({ code: 'sync-overdue', since: inbox.restoredAt }) as const

/** An inbox that works warns for as long as no case has come to it, once it has been connected for so many milliseconds. */
const emptyWarns = (id: string, text: string, after: number): Defect<Behaviour> => ({
  id,
  requirement: 'INBOX-SHOW-04',
  summary: `An inbox warns as long as no case has come to it${text}.`,
  patch: (base) => ({
    warningOf(inbox, at, hub) {
      const isEmpty = !companyOf(hub, inbox).cases.some(({ inboxId }) => inboxId === inbox.inboxId)
      const warns = works(inbox) && isEmpty && at - inbox.restoredAt >= after
      return base.warningOf(inbox, at, hub) ?? (warns ? overdueSince(inbox) : null)
    },
  }),
})

/** INBOX-SHOW-04. What each reason has to warn of is the matter of its own rule; here a warning stands at the wrong inbox. */
function warning(): Defect<Behaviour>[] {
  const requirement = 'INBOX-SHOW-04'
  return [
    {
      id: 'warning-spreads',
      requirement,
      summary: 'An inbox that works shows the warning of another one that the vendor refuses.',
      patch: (base) => ({
        warningOf: (inbox, at, hub) =>
          base.warningOf(inbox, at, hub) ??
          (inbox.authorized ? (companyOf(hub, inbox).inboxes.find(({ refusal }) => refusal)?.refusal ?? null) : null),
      }),
    },
    emptyWarns('empty-inbox-warns', '', 0),
    emptyWarns('inbox-empty-for-an-hour-warns', ', an hour after it was connected', HOUR),
    {
      id: 'idle-inbox-warns',
      requirement,
      summary: 'An inbox that is polled warns where the last case came to it more than an hour ago.',
      patch: (base) => ({
        warningOf: (inbox, at, hub) =>
          base.warningOf(inbox, at, hub) ?? (isIdle(hub, inbox, at) ? overdueSince(inbox) : null),
      }),
    },
    {
      id: 'warning-of-other-companies',
      requirement,
      summary: 'An inbox that works shows the warning that the same vendor’s inbox of another company has.',
      patch: (base) => ({
        warningOf(inbox, at, hub) {
          const others = hub.companies.flatMap(({ inboxes }) => inboxes).filter(({ vendor }) => vendor === inbox.vendor)
          const own = base.warningOf(inbox, at, hub)
          return own ?? (inbox.authorized ? (others.find(({ refusal }) => refusal)?.refusal ?? null) : null)
        },
      }),
    },
    {
      // For five minutes only: a warning at 10 minutes would be INBOX-PUSH-02's.
      id: 'new-push-inbox-warns',
      requirement,
      summary: 'Shining 3D warns for five minutes after it was connected.',
      patch: (base) => ({
        warningOf: (inbox, at, hub) =>
          base.warningOf(inbox, at, hub) ??
          (isPushed(inbox) && works(inbox) && at - inbox.restoredAt < 5 * MINUTE
            ? { code: 'sync-overdue', since: inbox.restoredAt }
            : null),
      }),
    },
    {
      id: 'no-warning-in-list',
      requirement,
      summary: 'The list shows no warnings.',
      patch: (base) => ({
        showWarning: (warning, inbox, call) =>
          call.operation === 'listInboxes' ? null : base.showWarning(warning, inbox, call),
      }),
    },
    {
      id: 'warning-in-list-only',
      requirement,
      summary: 'Only the list shows warnings.',
      patch: (base) => ({
        showWarning: (warning, inbox, call) =>
          call.operation === 'listInboxes' ? base.showWarning(warning, inbox, call) : null,
      }),
    },
    {
      id: 'one-cure-clears-two-warnings',
      requirement,
      summary: 'Once there is room again, an inbox that the vendor refuses as well shows no warning.',
      patch(base) {
        const cleared = new WeakSet<Reason>()
        return {
          resumes(inbox, limit) {
            if (inbox.refusal) cleared.add(inbox.refusal)
            return base.resumes(inbox, limit)
          },
          warningOf(inbox, at, hub) {
            const reason = base.warningOf(inbox, at, hub)
            return reason && cleared.has(reason) ? null : reason
          },
        }
      },
    },
  ]
}

/** INBOX-SHOW-05. */
function advice(): Defect<Behaviour>[] {
  const requirement = 'INBOX-SHOW-05'
  const worded = (
    id: string,
    summary: string,
    words: { message?: string; action?: string },
    concerns: (code: WarningCode) => boolean = () => true,
  ): Defect<Behaviour> => ({
    id,
    requirement,
    summary,
    patch: (base) => ({
      textOf: (code, inbox) => ({ ...base.textOf(code, inbox), ...(concerns(code) ? words : {}) }),
    }),
  })
  const dated = (id: string, summary: string, since: (call: Call) => number): Defect<Behaviour> => ({
    id,
    requirement,
    summary,
    patch: (base) => ({
      showWarning(warning, inbox, call) {
        const shown = base.showWarning(warning, inbox, call)
        return shown && { ...shown, since: call.hub.behaviour.writeTime(since(call)) }
      },
    }),
  })
  return [
    worded('message-blank', 'Warnings have no message.', { message: '' }),
    worded('action-blank', 'Warnings do not say what to do.', { action: '' }),
    worded(
      'action-of-white-space',
      'What to do about the authorization is a line break.',
      { action: '\n' },
      (code) => code === 'authorization-expired',
    ),
    worded(
      'no-action-for-credentials',
      'It is not said what to do about refused credentials.',
      { action: '' },
      (code) => code === 'credentials-invalid',
    ),
    worded(
      'no-action-for-credits',
      'It is not said what to do when credits have run out.',
      { action: ' ' },
      (code) => code === 'out-of-credits',
    ),
    worded(
      'no-message-for-storage',
      'The warning of a full storage has no message.',
      { message: '' },
      (code) => code === 'storage-full',
    ),
    worded(
      'no-action-for-outage',
      'It is not said what to do about an outage.',
      { action: '' },
      (code) => code === 'vendor-outage',
    ),
    dated('warning-from-tomorrow', 'A warning dates from an hour ahead.', ({ at }) => at + HOUR),
    dated('warning-from-1970', 'A warning dates from 1970.', () => 0),
    dated('warning-from-now', 'A warning dates from the time at which it is read.', ({ at }) => at),
  ]
}

/** What is shown of an inbox. */
export const showingDefects: Defect<Behaviour>[] = [...name(), ...state(), ...lastSync(), ...warning(), ...advice()]
