import type { Variant } from '../deviation.ts'
import { type Behaviour, conforming } from './behaviour.ts'
import { noContent, problem, type Reply } from './call.ts'
import { isPushed } from './health.ts'
import { HOUR, type Inbox, MINUTE, type Vendor } from './model.ts'

/** A hub that takes some decisions otherwise, and conforms all the same. */
const deciding = (id: string, summary: string, decisions: Partial<Behaviour>): Variant<Behaviour> => ({
  id,
  summary,
  patch: () => decisions,
})

const polledEvery = (id: string, minutes: number): Variant<Behaviour> =>
  deciding(id, `Inboxes are polled every ${minutes} minutes.`, { pollInterval: () => minutes * MINUTE })

const crossCheckedEvery = (id: string, hours: number): Variant<Behaviour> =>
  deciding(id, `Cross-checks are ${hours} hours apart.`, { crossCheckInterval: () => hours * HOUR })

const supporting = (id: string, vendors: Vendor[]): Variant<Behaviour> =>
  deciding(id, `The hub supports ${vendors.join(', ')}.`, { vendors })

/** Changes the answers of the API that are like this. */
const answering = (
  id: string,
  summary: string,
  change: (reply: Reply) => Reply,
  mayWarn?: string[],
): Variant<Behaviour> => ({
  id,
  summary,
  ...(mayWarn ? { mayWarn } : {}),
  patch: (base) => ({ answer: (reply, call) => change(base.answer(reply, call)) }),
})

const pace: Variant<Behaviour>[] = [
  polledEvery('polled-every-minute', 1),
  polledEvery('polled-every-3-minutes', 3),
  polledEvery('polled-every-10-minutes', 10),
  {
    id: 'polled-unevenly',
    summary: 'Polls are 2 and 9 minutes apart by turns.',
    patch() {
      const short = new WeakSet<Inbox>()
      return {
        pollInterval(inbox) {
          if (short.delete(inbox)) return 9 * MINUTE
          short.add(inbox)
          return 2 * MINUTE
        },
      }
    },
  },
  crossCheckedEvery('cross-checked-every-hour', 1),
  crossCheckedEvery('cross-checked-every-4-hours', 4),
  crossCheckedEvery('cross-checked-every-8-hours', 8),
  {
    id: 'failed-cross-check-repeated-soon',
    summary: 'A cross-check that fails is made again after five minutes.',
    patch: (base) => ({
      onOutage(inbox, at) {
        base.onOutage(inbox, at)
        if (isPushed(inbox)) inbox.nextSyncAt = at + 5 * MINUTE
      },
    }),
  },
  deciding(
    'first-sync-with-the-first-poll',
    'A polled inbox is synced for the first time one interval after it was connected.',
    {
      syncsAtOnce: (inbox, occasion) => occasion === 'restored' || isPushed(inbox),
    },
  ),
  deciding('push-is-no-sync', 'A push does not move the last successful sync.', { pushSyncs: false }),
  {
    id: 'pushes-taken-during-an-outage',
    summary: 'A push brings its case although the vendor portal does not answer.',
    patch: (base) => ({
      collectsPush: (pushed, answer) => answer === 'down' || base.collectsPush(pushed, answer),
    }),
  },
]

const restoring: Variant<Behaviour>[] = [
  deciding('restored-at-once-synced-later', 'A restored inbox is shown so at once, and synced with its next poll.', {
    syncsAtOnce: (_inbox, occasion) => occasion === 'connected',
  }),
  deciding('restored-with-the-next-sync', 'A restored inbox is shown so when its next poll has succeeded.', {
    restoresAtOnce: false,
    syncsAtOnce: (_inbox, occasion) => occasion === 'connected',
  }),
  deciding('refusals-are-told-at-once', 'A vendor tells the hub at once that it refuses an inbox.', {
    hearsOfRefusals: true,
  }),
  deciding('reauthorizing-shows-pending', 'An inbox that is being re-authorized is shown as pending.', {
    stateOf: (inbox) => (inbox.signIn ? 'authorization-pending' : conforming.stateOf(inbox)),
  }),
  deciding('older-urls-stay-good', 'A fresh authorization URL leaves the older ones good.', { voidsOlderUrls: false }),
  deciding(
    'url-shown-where-asked-for',
    'The authorization URL is in the answers of connectInbox and reauthorizeInbox only.',
    {
      showsSignIn: (_inbox, { operation }) => operation === 'connectInbox' || operation === 'reauthorizeInbox',
    },
  ),
]

const limits: Variant<Behaviour>[] = [
  deciding(
    'limits-noticed-with-the-next-sync',
    'That a limit is reached is noticed when an inbox is to be synced next.',
    {
      noticesAtOnce: { limit: false, room: true },
    },
  ),
  deciding(
    'room-noticed-with-the-next-sync',
    'That there is room again is noticed when an inbox is to be synced next.',
    {
      noticesAtOnce: { limit: true, room: false },
    },
  ),
  deciding('paused-shown-as-connected', 'An inbox that is out of credits or storage is shown as connected.', {
    stateOf: (inbox) => conforming.stateOf({ ...inbox, paused: null }),
  }),
  deciding('synced-while-paused', 'An inbox that is out of credits or storage is synced, without collecting.', {
    isPolled: (inbox, company) => conforming.isPolled({ ...inbox, paused: null }, company),
  }),
  deciding(
    'connected-and-synced-while-paused',
    'An inbox that is out of credits or storage is shown as connected, and synced.',
    {
      stateOf: (inbox) => conforming.stateOf({ ...inbox, paused: null }),
      isPolled: (inbox, company) => conforming.isPolled({ ...inbox, paused: null }, company),
    },
  ),
  deciding('storage-named-before-credits', 'Where both limits are reached the storage is named.', {
    limitOf: ({ account }, _inbox, { behaviour }) => {
      if (behaviour.storageFull(account, behaviour.caseBytes)) return 'storage-full'
      return behaviour.outOfCredits(account) ? 'out-of-credits' : undefined
    },
  }),
  deciding('cases-use-storage', 'A collected case takes 200 MB.', { caseBytes: 200e6 }),
]

const health: Variant<Behaviour>[] = [
  deciding('known-reasons-need-attention', 'An inbox that is interrupted for a reason known at once needs attention.', {
    interruptedHealth: 'attention',
  }),
  deciding(
    'outage-counted-from-the-first-failed-poll',
    'The 4 hours of an outage begin with the first poll that fails.',
    {
      outageOf(inbox, at) {
        if (inbox.failingSince === null || isPushed(inbox)) return conforming.outageOf(inbox, at)
        // Up to one interval after the last sync: after a restore the first failed poll can be much later.
        return at - Math.min(inbox.failingSince, (inbox.lastSync ?? inbox.restoredAt) + 10 * MINUTE)
      },
    },
  ),
  deciding('pending-is-an-issue', 'A pending inbox shows an issue.', { pendingHealth: 'issue' }),
  deciding('pending-is-healthy', 'A pending inbox shows as healthy.', { pendingHealth: 'healthy' }),
  {
    id: 'outage-is-sync-overdue',
    summary: 'An outage is warned of as sync-overdue.',
    patch: (base) => ({
      warningOf(inbox, at, hub) {
        const reason = base.warningOf(inbox, at, hub)
        return reason?.code === 'vendor-outage' ? { ...reason, code: 'sync-overdue' } : reason
      },
    }),
  },
  {
    id: 'outage-has-a-code-of-its-own',
    summary: 'An outage is warned of with a further code.',
    patch: (base) => ({
      showWarning(warning, inbox, call) {
        const shown = base.showWarning(warning, inbox, call)
        return shown?.code === 'vendor-outage' ? { ...shown, code: 'vendor-portal-unreachable' } : shown
      },
    }),
  },
]

const refusals: Variant<Behaviour>[] = [
  deciding('foreigners-answered-403', 'What another company has, and what there is not, answers 403.', {
    refuseForeigner: () => problem(403, 'Forbidden', 'This is not yours.'),
  }),
  deciding('invalid-bodies-answered-422', 'A body of the wrong form answers 422.', {
    refuseBody: (detail) => problem(422, 'Unprocessable content', detail),
  }),
  deciding('refused-logins-answered-400', 'A login that the vendor refuses answers 400.', {
    refuseLogin: () => problem(400, 'Credentials refused', 'The vendor does not accept them.'),
  }),
  deciding('refused-logins-answered-401', 'A login that the vendor refuses answers 401.', {
    refuseLogin: () => problem(401, 'Credentials refused', 'The vendor does not accept them.'),
  }),
  deciding('wrong-secrets-answered-403', 'A push with a wrong secret answers 403.', {
    refusePush: () => problem(403, 'Forbidden', 'The secret is wrong.'),
  }),
  supporting('three-vendors', ['itero', 'medit-link', 'shining-3d']),
  supporting('no-dexis', ['itero', '3shape', 'sirona', 'medit-link', 'shining-3d']),
]

const shapes: Variant<Behaviour>[] = [
  {
    id: 'case-ids-begin-with-the-vendor',
    summary: 'A caseId is the vendor, a slash, and the vendor’s own ID.',
    patch: (base) => ({
      showCase(answer, call) {
        const shown = base.showCase(answer, call)
        return { ...shown, caseId: `${shown.vendor}/${shown.caseId}` }
      },
    }),
  },
  {
    id: 'case-ids-are-names',
    summary: 'A caseId is a URN that ends in the vendor’s own ID.',
    patch: (base) => ({
      showCase(answer, call) {
        const shown = base.showCase(answer, call)
        return { ...shown, caseId: `urn:synthetic:${shown.vendor}:${shown.caseId}` }
      },
    }),
  },
  {
    id: 'extra-fields',
    summary: 'Inboxes, warnings, cases, accounts and lists have further fields.',
    patch: (base) => ({
      showInbox: (answer, inbox, call) => ({ ...base.showInbox(answer, inbox, call), colour: 'blue', tags: [] }),
      showWarning(warning, inbox, call) {
        const shown = base.showWarning(warning, inbox, call)
        return shown && { ...shown, severity: 2 }
      },
      showCase: (answer, call) => ({ ...base.showCase(answer, call), scans: null }),
      showAccount: (answer, company) => ({ ...base.showAccount(answer, company), plan: { name: 'synthetic' } }),
      answer(given, call) {
        const reply = base.answer(given, call)
        return reply.body === undefined
          ? reply
          : { ...reply, body: { ...(reply.body as object), requestId: 'synthetic-1' } }
      },
    }),
  },
  {
    id: 'names-of-ones-own',
    summary: 'The name of an inbox names its company too.',
    patch: (base) => ({ nameOf: (inbox) => `${base.nameOf(inbox)} of ${inbox.companyId}` }),
  },
  {
    id: 'inboxes-listed-newest-first',
    summary: 'The inbox that was connected last is listed first.',
    patch: (base) => ({ selectInboxes: (company, call) => base.selectInboxes(company, call).toReversed() }),
  },
  {
    id: 'times-with-offset',
    summary: 'Times end in +00:00.',
    patch: (base) => ({ writeTime: (instant) => base.writeTime(instant).replace('Z', '+00:00') }),
  },
  {
    id: 'times-in-whole-seconds',
    summary: 'Times have no fraction of a second.',
    patch: (base) => ({ writeTime: (instant) => base.writeTime(instant).replace(/\.\d+/, '') }),
  },
  {
    id: 'times-in-microseconds',
    summary: 'Times have six digits of a second.',
    patch: (base) => ({ writeTime: (instant) => base.writeTime(instant).replace('Z', '000Z') }),
  },
  answering('content-types-with-charset', 'Content types name their charset.', (reply) => {
    const type = reply.headers['content-type']
    return type ? { ...reply, headers: { ...reply.headers, 'content-type': `${type}; charset=utf-8` } } : reply
  }),
  answering('short-problems', 'Problem details have a title and nothing else.', (reply) =>
    reply.status >= 400 ? { ...reply, body: { title: (reply.body as { title: string }).title } } : reply,
  ),
  deciding('relative-location', 'The callback leads to the integrations page by a relative reference.', {
    integrationsPage: (companyId) => `/companies/${encodeURIComponent(companyId)}/integrations`,
  }),
  deciding('cases-outlive-a-reset', 'Collected cases stay listed when all inboxes of the company are disconnected.', {
    keepsCasesOverReset: true,
  }),
]

/** Where the reading of a silent document is not shared. */
const otherReadings: Variant<Behaviour>[] = [
  {
    ...deciding('no-token-answered-403', 'A call without a good token answers 403.', {
      refuseStranger: () => problem(403, 'Forbidden', 'A token is needed.'),
    }),
    mayWarn: ['INBOX-CONN-07'],
  },
  {
    ...deciding(
      'used-callback-leads-to-the-page',
      'A callback that is loaded again connects nothing, and leads to the page.',
      {
        refuseCallback: (call) =>
          call.hub.signIns.get(call.query('state') ?? '')?.status === 'used'
            ? { status: 303, headers: { location: `${call.origin}/integrations` } }
            : conforming.refuseCallback(call),
      },
    ),
    mayWarn: ['INBOX-AUTH-05'],
  },
  {
    ...deciding('wrong-secret-gives-nothing-away', 'A push with a wrong secret answers 202, and brings no case.', {
      refusePush: () => noContent(202),
    }),
    mayWarn: ['INBOX-PUSH-05'],
  },
  {
    ...deciding('cases-listed-oldest-first', 'Cases are listed oldest first.', { orderCases: (cases) => cases }),
    mayWarn: ['INBOX-HTTP-02'],
  },
  answering(
    'errors-as-plain-json',
    'Errors are JSON with an error code.',
    (reply) =>
      reply.status >= 400
        ? {
            ...reply,
            headers: { ...reply.headers, 'content-type': 'application/json' },
            body: { error: 'synthetic-error' },
          }
        : reply,
    ['INBOX-HTTP-01'],
  ),
  answering(
    'created-answers-200',
    'What is created answers 200.',
    (reply) => (reply.status === 201 ? { ...reply, status: 200 } : reply),
    ['INBOX-HTTP-01'],
  ),
]

/** The liberties that docs/reading/inbox.md grants, and readings of what it assumes that are not ours. */
export const variants: readonly Variant<Behaviour>[] = [
  ...pace,
  ...restoring,
  ...limits,
  ...health,
  ...refusals,
  ...shapes,
  ...otherReadings,
]
