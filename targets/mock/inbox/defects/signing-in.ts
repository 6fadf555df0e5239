import type { Behaviour } from '../behaviour.ts'
import { problem } from '../call.ts'
import { isPushed } from '../health.ts'
import { companyOf, MINUTE, type SignIn, type Vendor } from '../model.ts'
import { alters, answers, decides, defectsOf, isOf, type Patch, precedes } from '../patches.ts'
import { authorize, restore } from '../signing-in.ts'
import { VENDORS } from '../vendors.ts'

const connectsAtOnce = (when: (one: { vendor: Vendor }) => boolean): Patch =>
  precedes('onConnected', (inbox, call) => {
    if (inbox.authorized || !when(inbox)) return
    call.company.portals[inbox.vendor].authorized = true
    authorize(call.hub, call.company, inbox, call.at)
  })

/** A pending inbox is polled five minutes later. */
const pollsPending: Patch = precedes('onConnected', (inbox, call) => {
  inbox.nextSyncAt ??= call.at + 5 * MINUTE
})

/** A callback that is to be refused is taken. */
const accepts = (accept: Behaviour['acceptCallback']): Patch =>
  alters('acceptCallback', (signIn, hub, code, state) => signIn ?? accept(hub, code, state))

const open = (signIn: SignIn | undefined) => (signIn?.status === 'open' ? signIn : undefined)

/** The first sign-in at a vendor, and the callback. */
export const signingInDefects = defectsOf({
  'INBOX-AUTH-01': {
    'connected-before-sign-in': ['An inbox is connected before the user has signed in.', connectsAtOnce(() => true)],
    'sirona-connected-before-sign-in': [
      'Sirona is connected before the user has signed in.',
      connectsAtOnce(isOf('sirona')),
    ],
    'shining-connected-before-sign-in': [
      'Shining 3D is connected before the user has signed in.',
      connectsAtOnce(isOf('shining-3d')),
    ],
    'no-url-on-connecting': [
      'Connecting does not answer the authorization URL; reading the inbox does.',
      alters('showsSignIn', (shows, _inbox, { operation }) => operation !== 'connectInbox' && shows),
    ],
    'no-url-for-push-vendor': [
      'Connecting Shining 3D does not answer an authorization URL.',
      alters(
        'showsSignIn',
        (shows, inbox, { operation }) => !(operation === 'connectInbox' && isPushed(inbox)) && shows,
      ),
    ],
    'connected-by-the-next-poll': [
      'A pending inbox is connected five minutes later, with no sign-in.',
      (base) => ({
        ...pollsPending(base),
        isPolled(inbox, company) {
          if (!inbox.authorized) {
            inbox.authorized = true
            company.portals[inbox.vendor].authorized = true
          }
          return base.isPolled(inbox, company)
        },
      }),
    ],
    // The inbox is shown as pending all along: it is its cases that tell.
    'cases-arrive-while-pending': [
      'The cases of a pending inbox are collected.',
      (base) => ({
        ...pollsPending(base),
        isPolled: (inbox, company) => !inbox.authorized || base.isPolled(inbox, company),
        askPortal: (portal, inbox) => (inbox.authorized ? base.askPortal(portal, inbox) : 'up'),
      }),
    ],
  },
  'INBOX-AUTH-02': {
    'sign-in-leaves-it-pending': [
      'The callback of a first sign-in is taken, and the inbox stays pending.',
      decides({ onSignedIn() {} }),
    ],
    'sign-in-starts-no-sync': [
      'After the sign-in the inbox is connected, and never synced.',
      decides({
        onSignedIn(inbox, _company, at) {
          inbox.authorized = true
          inbox.restoredAt = at
        },
      }),
    ],
    // Of all polled vendors with browser authorization; that of a single vendor would be INBOX-CASE-01's.
    'no-case-after-sign-in': [
      'Inboxes with browser authorization are synced, and no case of theirs arrives.',
      alters('waiting', (cases, _portal, inbox) =>
        VENDORS[inbox.vendor].connectionType === 'authorization' && !isPushed(inbox) ? [] : cases,
      ),
    ],
    'good-callback-answers-400': [
      'A callback that completes the authorization answers 400.',
      alters('answer', (reply, given, { operation }) =>
        operation === 'completeAuthorization' && given.status === 303
          ? problem(400, 'Authorization refused', 'The state is unknown.')
          : reply,
      ),
    ],
    '3shape-callback-refused': [
      'A callback for 3Shape is refused.',
      alters('acceptCallback', (signIn) => (signIn?.inbox.vendor === '3shape' ? undefined : signIn)),
    ],
  },
  'INBOX-AUTH-05': {
    'forged-state-accepted': [
      'A state that was not issued is taken, where the code is good.',
      accepts(({ codes, signIns }, code, state) =>
        state === undefined || signIns.has(state) ? undefined : open(signIns.get(codes.get(code ?? '')?.state ?? '')),
      ),
    ],
    'missing-state-accepted': [
      'A callback without a state is taken, where the code is good.',
      accepts(({ codes, signIns }, code, state) =>
        state === undefined ? open(signIns.get(codes.get(code ?? '')?.state ?? '')) : undefined,
      ),
    ],
    'used-state-accepted': [
      'A state is good more than once.',
      accepts(({ signIns }, _code, state) => {
        const signIn = signIns.get(state ?? '')
        return signIn?.status === 'used' ? signIn : undefined
      }),
    ],
    'beginning-of-state-compared': [
      'Only the first half of the state is compared.',
      accepts(({ signIns }, _code, state) =>
        state === undefined
          ? undefined
          : open([...signIns.values()].find((one) => state.startsWith(one.state.slice(0, 16)))),
      ),
    ],
    'used-state-refused-and-restores': [
      'A used state answers 400, and the inbox is restored.',
      precedes('refuseCallback', (call) => {
        const { hub, at } = call
        const signIn = hub.signIns.get(call.query('state') ?? '')
        if (signIn?.status !== 'used') return
        const company = companyOf(hub, signIn.inbox)
        company.portals[signIn.inbox.vendor].authorized = true
        restore(hub, company, signIn.inbox, at)
      }),
    ],
    'bad-callback-answers-303': [
      'A callback that is not good connects nothing, and leads to the integrations page.',
      decides({ refuseCallback: ({ origin }) => ({ status: 303, headers: { location: `${origin}/integrations` } }) }),
    ],
    'bad-callback-answers-403': ['A callback that is not good answers 403.', answers('refuseCallback', 403)],
    'bad-callback-answers-404': ['A callback that is not good answers 404.', answers('refuseCallback', 404)],
  },
})
