import { isPushed } from '../health.ts'
import { type CollectedCase, companyOf, HOUR, type Hub, type Inbox, MINUTE, type Reason } from '../model.ts'
import { alters, defectsOf, isOf, type Patch, works } from '../patches.ts'

/** An inbox that has no warning of its own shows this one. */
const warns = (warning: (inbox: Inbox, at: number, hub: Hub) => Reason | null | undefined): Patch =>
  alters('warningOf', (own, inbox, at, hub) => own ?? warning(inbox, at, hub) ?? null)

/** An inbox that works warns of a sync that is overdue. */
const overdue = (when: (inbox: Inbox, at: number, cases: CollectedCase[]) => boolean): Patch =>
  warns((inbox, at, hub) => {
    const cases = companyOf(hub, inbox).cases.filter(({ inboxId }) => inboxId === inbox.inboxId)
    return works(inbox) && when(inbox, at, cases) ? { code: 'sync-overdue', since: inbox.restoredAt } : null
  })

/** The reason for which the vendor refuses one of these. */
const refusalOf = (inboxes: Inbox[]) => inboxes.find(({ refusal }) => refusal)?.refusal

/** What each reason has to warn of is the matter of its own rule; here a warning stands at the wrong inbox. */
export const warningDefects = defectsOf({
  'INBOX-SHOW-04': {
    'warning-spreads': [
      'An inbox that works shows the warning of another one that the vendor refuses.',
      warns((inbox, _at, hub) => (inbox.authorized ? refusalOf(companyOf(hub, inbox).inboxes) : null)),
    ],
    'empty-inbox-warns': [
      'An inbox warns as long as no case has come to it.',
      overdue((_inbox, _at, cases) => cases.length === 0),
    ],
    'inbox-empty-for-an-hour-warns': [
      'An inbox warns as long as no case has come to it, an hour after it was connected.',
      overdue(({ restoredAt }, at, cases) => cases.length === 0 && at - restoredAt >= HOUR),
    ],
    'idle-inbox-warns': [
      'An inbox that is polled warns where the last case came to it more than an hour ago.',
      overdue((inbox, at, cases) => {
        const since = Math.max(inbox.restoredAt, ...cases.map(({ receivedAt }) => receivedAt))
        return !isPushed(inbox) && cases.length > 0 && at - since > HOUR
      }),
    ],
    'warning-of-other-companies': [
      'An inbox that works shows the warning that the same vendor’s inbox of another company has.',
      warns(({ authorized, vendor }, _at, { companies }) =>
        authorized ? refusalOf(companies.flatMap(({ inboxes }) => inboxes).filter(isOf(vendor))) : null,
      ),
    ],
    // For five minutes only: a warning at 10 minutes would be INBOX-PUSH-02's.
    'new-push-inbox-warns': [
      'Shining 3D warns for five minutes after it was connected.',
      overdue((inbox, at) => isPushed(inbox) && at - inbox.restoredAt < 5 * MINUTE),
    ],
    'no-warning-in-list': [
      'The list shows no warnings.',
      alters('showWarning', (shown, _warning, _inbox, { operation }) => (operation === 'listInboxes' ? null : shown)),
    ],
    'warning-in-list-only': [
      'Only the list shows warnings.',
      alters('showWarning', (shown, _warning, _inbox, { operation }) => (operation === 'listInboxes' ? shown : null)),
    ],
    'one-cure-clears-two-warnings': [
      'Once there is room again, an inbox that the vendor refuses as well shows no warning.',
      (base) => {
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
    ],
  },
})
