import { type Behaviour, conforming } from './behaviour.ts'
import { noContent, type Reply } from './call.ts'
import { isPushed } from './health.ts'
import { HOUR, type Inbox, MINUTE, type Vendor } from './model.ts'
import { alters, decides, type Patch, answers as refuses, shows, together, variantsOf } from './patches.ts'

const polledEvery = (minutes: number): Patch => decides({ pollInterval: () => minutes * MINUTE })
const crossCheckedEvery = (hours: number): Patch => decides({ crossCheckInterval: () => hours * HOUR })
const supports = (...vendors: Vendor[]): Patch => decides({ vendors })
const answers = (change: (reply: Reply) => Reply): Patch => alters('answer', change)

const pausedIsShown: Partial<Behaviour> = { stateOf: (inbox) => conforming.stateOf({ ...inbox, paused: null }) }
const pausedIsSynced: Partial<Behaviour> = {
  isPolled: (inbox, company) => conforming.isPolled({ ...inbox, paused: null }, company),
}

/** The liberties that docs/reading/inbox.md grants, and readings of what it assumes that are not ours. */
export const variants = variantsOf({
  'polled-every-minute': ['Inboxes are polled every 1 minutes.', polledEvery(1)],
  'polled-every-3-minutes': ['Inboxes are polled every 3 minutes.', polledEvery(3)],
  'polled-every-10-minutes': ['Inboxes are polled every 10 minutes.', polledEvery(10)],
  'polled-unevenly': [
    'Polls are 2 and 9 minutes apart by turns.',
    () => {
      const short = new WeakSet<Inbox>()
      return {
        pollInterval(inbox) {
          if (short.delete(inbox)) return 9 * MINUTE
          short.add(inbox)
          return 2 * MINUTE
        },
      }
    },
  ],
  'cross-checked-every-hour': ['Cross-checks are 1 hours apart.', crossCheckedEvery(1)],
  'cross-checked-every-4-hours': ['Cross-checks are 4 hours apart.', crossCheckedEvery(4)],
  'cross-checked-every-8-hours': ['Cross-checks are 8 hours apart.', crossCheckedEvery(8)],
  'failed-cross-check-repeated-soon': [
    'A cross-check that fails is made again after five minutes.',
    (base) => ({
      onOutage(inbox, at) {
        base.onOutage(inbox, at)
        if (isPushed(inbox)) inbox.nextSyncAt = at + 5 * MINUTE
      },
    }),
  ],
  'first-sync-with-the-first-poll': [
    'A polled inbox is synced for the first time one interval after it was connected.',
    decides({ syncsAtOnce: (inbox, occasion) => occasion === 'restored' || isPushed(inbox) }),
  ],
  'push-is-no-sync': ['A push does not move the last successful sync.', decides({ pushSyncs: false })],
  'pushes-taken-during-an-outage': [
    'A push brings its case although the vendor portal does not answer.',
    alters('collectsPush', (collects, _pushed, answer) => answer === 'down' || collects),
  ],

  'restored-at-once-synced-later': [
    'A restored inbox is shown so at once, and synced with its next poll.',
    decides({ syncsAtOnce: (_inbox, occasion) => occasion === 'connected' }),
  ],
  'restored-with-the-next-sync': [
    'A restored inbox is shown so when its next poll has succeeded.',
    decides({ restoresAtOnce: false, syncsAtOnce: (_inbox, occasion) => occasion === 'connected' }),
  ],
  'refusals-are-told-at-once': [
    'A vendor tells the hub at once that it refuses an inbox.',
    decides({ hearsOfRefusals: true }),
  ],
  'reauthorizing-shows-pending': [
    'An inbox that is being re-authorized is shown as pending.',
    decides({ stateOf: (inbox) => (inbox.signIn ? 'authorization-pending' : conforming.stateOf(inbox)) }),
  ],
  'older-urls-stay-good': ['A fresh authorization URL leaves the older ones good.', decides({ voidsOlderUrls: false })],
  'url-shown-where-asked-for': [
    'The authorization URL is in the answers of connectInbox and reauthorizeInbox only.',
    decides({
      showsSignIn: (_inbox, { operation }) => operation === 'connectInbox' || operation === 'reauthorizeInbox',
    }),
  ],

  'limits-noticed-with-the-next-sync': [
    'That a limit is reached is noticed when an inbox is to be synced next.',
    decides({ noticesAtOnce: { limit: false, room: true } }),
  ],
  'room-noticed-with-the-next-sync': [
    'That there is room again is noticed when an inbox is to be synced next.',
    decides({ noticesAtOnce: { limit: true, room: false } }),
  ],
  'paused-shown-as-connected': [
    'An inbox that is out of credits or storage is shown as connected.',
    decides(pausedIsShown),
  ],
  'synced-while-paused': [
    'An inbox that is out of credits or storage is synced, without collecting.',
    decides(pausedIsSynced),
  ],
  'connected-and-synced-while-paused': [
    'An inbox that is out of credits or storage is shown as connected, and synced.',
    decides({ ...pausedIsShown, ...pausedIsSynced }),
  ],
  'storage-named-before-credits': [
    'Where both limits are reached the storage is named.',
    decides({
      limitOf: ({ account }, _inbox, { behaviour }) => {
        if (behaviour.storageFull(account, behaviour.caseBytes)) return 'storage-full'
        return behaviour.outOfCredits(account) ? 'out-of-credits' : undefined
      },
    }),
  ],
  'cases-use-storage': ['A collected case takes 200 MB.', decides({ caseBytes: 200e6 })],

  'known-reasons-need-attention': [
    'An inbox that is interrupted for a reason known at once needs attention.',
    decides({ interruptedHealth: 'attention' }),
  ],
  'outage-counted-from-the-first-failed-poll': [
    'The 4 hours of an outage begin with the first poll that fails.',
    decides({
      outageOf(inbox, at) {
        if (inbox.failingSince === null || isPushed(inbox)) return conforming.outageOf(inbox, at)
        // Up to one interval after the last sync: after a restore the first failed poll can be much later.
        return at - Math.min(inbox.failingSince, (inbox.lastSync ?? inbox.restoredAt) + 10 * MINUTE)
      },
    }),
  ],
  'pending-is-an-issue': ['A pending inbox shows an issue.', decides({ pendingHealth: 'issue' })],
  'pending-is-healthy': ['A pending inbox shows as healthy.', decides({ pendingHealth: 'healthy' })],
  'outage-is-sync-overdue': [
    'An outage is warned of as sync-overdue.',
    alters('warningOf', (reason) => (reason?.code === 'vendor-outage' ? { ...reason, code: 'sync-overdue' } : reason)),
  ],
  'outage-has-a-code-of-its-own': [
    'An outage is warned of with a further code.',
    alters('showWarning', (shown) =>
      shown?.code === 'vendor-outage' ? { ...shown, code: 'vendor-portal-unreachable' } : shown,
    ),
  ],

  'foreigners-answered-403': [
    'What another company has, and what there is not, answers 403.',
    refuses('refuseForeigner', 403),
  ],
  'invalid-bodies-answered-422': ['A body of the wrong form answers 422.', refuses('refuseBody', 422)],
  'refused-logins-answered-400': ['A login that the vendor refuses answers 400.', refuses('refuseLogin', 400)],
  'refused-logins-answered-401': ['A login that the vendor refuses answers 401.', refuses('refuseLogin', 401)],
  'wrong-secrets-answered-403': ['A push with a wrong secret answers 403.', refuses('refusePush', 403)],
  'three-vendors': ['The hub supports itero, medit-link, shining-3d.', supports('itero', 'medit-link', 'shining-3d')],
  'no-dexis': [
    'The hub supports itero, 3shape, sirona, medit-link, shining-3d.',
    supports('itero', '3shape', 'sirona', 'medit-link', 'shining-3d'),
  ],

  'case-ids-begin-with-the-vendor': [
    'A caseId is the vendor, a slash, and the vendor’s own ID.',
    alters('showCase', (shown) => ({ ...shown, caseId: `${shown.vendor}/${shown.caseId}` })),
  ],
  'case-ids-are-names': [
    'A caseId is a URN that ends in the vendor’s own ID.',
    alters('showCase', (shown) => ({ ...shown, caseId: `urn:synthetic:${shown.vendor}:${shown.caseId}` })),
  ],
  'extra-fields': [
    'Inboxes, warnings, cases, accounts and lists have further fields.',
    together(
      shows(() => ({ colour: 'blue', tags: [] })),
      alters('showWarning', (shown) => shown && { ...shown, severity: 2 }),
      alters('showCase', (shown) => ({ ...shown, scans: null })),
      alters('showAccount', (shown) => ({ ...shown, plan: { name: 'synthetic' } })),
      answers((reply) =>
        reply.body === undefined ? reply : { ...reply, body: { ...(reply.body as object), requestId: 'synthetic-1' } },
      ),
    ),
  ],
  'names-of-ones-own': [
    'The name of an inbox names its company too.',
    alters('nameOf', (name, { companyId }) => `${name} of ${companyId}`),
  ],
  'inboxes-listed-newest-first': [
    'The inbox that was connected last is listed first.',
    alters('selectInboxes', (inboxes) => inboxes.toReversed()),
  ],
  'times-with-offset': ['Times end in +00:00.', alters('writeTime', (time) => time.replace('Z', '+00:00'))],
  'times-in-whole-seconds': [
    'Times have no fraction of a second.',
    alters('writeTime', (time) => time.replace(/\.\d+/, '')),
  ],
  'times-in-microseconds': [
    'Times have six digits of a second.',
    alters('writeTime', (time) => time.replace('Z', '000Z')),
  ],
  'content-types-with-charset': [
    'Content types name their charset.',
    answers((reply) => {
      const type = reply.headers['content-type']
      return type ? { ...reply, headers: { ...reply.headers, 'content-type': `${type}; charset=utf-8` } } : reply
    }),
  ],
  'short-problems': [
    'Problem details have a title and nothing else.',
    answers((reply) =>
      reply.status >= 400 ? { ...reply, body: { title: (reply.body as { title: string }).title } } : reply,
    ),
  ],
  'relative-location': [
    'The callback leads to the integrations page by a relative reference.',
    decides({ integrationsPage: (companyId) => `/companies/${encodeURIComponent(companyId)}/integrations` }),
  ],
  'cases-outlive-a-reset': [
    'Collected cases stay listed when all inboxes of the company are disconnected.',
    decides({ keepsCasesOverReset: true }),
  ],

  // Where the reading of a silent document is not shared.
  'no-token-answered-403': [
    'A call without a good token answers 403.',
    refuses('refuseStranger', 403),
    { mayWarn: ['INBOX-CONN-07'] },
  ],
  'used-callback-leads-to-the-page': [
    'A callback that is loaded again connects nothing, and leads to the page.',
    decides({
      refuseCallback: (call) =>
        call.hub.signIns.get(call.query('state') ?? '')?.status === 'used'
          ? { status: 303, headers: { location: `${call.origin}/integrations` } }
          : conforming.refuseCallback(call),
    }),
    { mayWarn: ['INBOX-AUTH-05'] },
  ],
  'wrong-secret-gives-nothing-away': [
    'A push with a wrong secret answers 202, and brings no case.',
    decides({ refusePush: () => noContent(202) }),
    { mayWarn: ['INBOX-PUSH-05'] },
  ],
  'cases-listed-oldest-first': [
    'Cases are listed oldest first.',
    decides({ orderCases: (cases) => cases }),
    { mayWarn: ['INBOX-HTTP-02'] },
  ],
  'errors-as-plain-json': [
    'Errors are JSON with an error code.',
    answers((reply) =>
      reply.status >= 400
        ? {
            ...reply,
            headers: { ...reply.headers, 'content-type': 'application/json' },
            body: { error: 'synthetic-error' },
          }
        : reply,
    ),
    { mayWarn: ['INBOX-HTTP-01'] },
  ],
  'created-answers-200': [
    'What is created answers 200.',
    answers((reply) => (reply.status === 201 ? { ...reply, status: 200 } : reply)),
    { mayWarn: ['INBOX-HTTP-01'] },
  ],
})
