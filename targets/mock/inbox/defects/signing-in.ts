import type { Defect } from '../../deviation.ts'
import type { Behaviour } from '../behaviour.ts'
import { problem } from '../call.ts'
import { isPushed } from '../health.ts'
import { companyOf, MINUTE, type SignIn, type Vendor } from '../model.ts'
import { authorize, restore } from '../signing-in.ts'
import { VENDORS } from '../vendors.ts'

/** INBOX-AUTH-01. */
function beforeSignIn(): Defect<Behaviour>[] {
  const requirement = 'INBOX-AUTH-01'
  const connected = (id: string, summary: string, concerns: (vendor: Vendor) => boolean): Defect<Behaviour> => ({
    id,
    requirement,
    summary,
    patch: (base) => ({
      onConnected(inbox, call) {
        if (!inbox.authorized && concerns(inbox.vendor)) {
          call.company.portals[inbox.vendor].authorized = true
          authorize(call.hub, call.company, inbox, call.at)
        }
        base.onConnected(inbox, call)
      },
    }),
  })
  return [
    connected('connected-before-sign-in', 'An inbox is connected before the user has signed in.', () => true),
    connected(
      'sirona-connected-before-sign-in',
      'Sirona is connected before the user has signed in.',
      (vendor) => vendor === 'sirona',
    ),
    connected(
      'shining-connected-before-sign-in',
      'Shining 3D is connected before the user has signed in.',
      (vendor) => vendor === 'shining-3d',
    ),
    {
      id: 'no-url-on-connecting',
      requirement,
      summary: 'Connecting does not answer the authorization URL; reading the inbox does.',
      patch: (base) => ({
        showsSignIn: (inbox, call) => call.operation !== 'connectInbox' && base.showsSignIn(inbox, call),
      }),
    },
    {
      id: 'no-url-for-push-vendor',
      requirement,
      summary: 'Connecting Shining 3D does not answer an authorization URL.',
      patch: (base) => ({
        showsSignIn: (inbox, call) =>
          !(call.operation === 'connectInbox' && isPushed(inbox)) && base.showsSignIn(inbox, call),
      }),
    },
    {
      id: 'connected-by-the-next-poll',
      requirement,
      summary: 'A pending inbox is connected five minutes later, with no sign-in.',
      patch: (base) => ({
        onConnected(inbox, call) {
          inbox.nextSyncAt ??= call.at + 5 * MINUTE
          base.onConnected(inbox, call)
        },
        isPolled(inbox, company) {
          if (!inbox.authorized) {
            inbox.authorized = true
            company.portals[inbox.vendor].authorized = true
          }
          return base.isPolled(inbox, company)
        },
      }),
    },
    {
      // The inbox is shown as pending all along: it is its cases that tell.
      id: 'cases-arrive-while-pending',
      requirement,
      summary: 'The cases of a pending inbox are collected.',
      patch: (base) => ({
        onConnected(inbox, call) {
          inbox.nextSyncAt ??= call.at + 5 * MINUTE
          base.onConnected(inbox, call)
        },
        isPolled: (inbox, company) => !inbox.authorized || base.isPolled(inbox, company),
        askPortal: (portal, inbox) => (inbox.authorized ? base.askPortal(portal, inbox) : 'up'),
      }),
    },
  ]
}

/** INBOX-AUTH-02. */
function firstSignIn(): Defect<Behaviour>[] {
  const requirement = 'INBOX-AUTH-02'
  return [
    {
      id: 'sign-in-leaves-it-pending',
      requirement,
      summary: 'The callback of a first sign-in is taken, and the inbox stays pending.',
      patch: () => ({ onSignedIn() {} }),
    },
    {
      id: 'sign-in-starts-no-sync',
      requirement,
      summary: 'After the sign-in the inbox is connected, and never synced.',
      patch: () => ({
        onSignedIn(inbox, _company, at) {
          inbox.authorized = true
          inbox.restoredAt = at
        },
      }),
    },
    {
      // Of all polled vendors with browser authorization; that of a single vendor would be INBOX-CASE-01's.
      id: 'no-case-after-sign-in',
      requirement,
      summary: 'Inboxes with browser authorization are synced, and no case of theirs arrives.',
      patch: (base) => ({
        waiting: (portal, inbox, company, at, hub) =>
          VENDORS[inbox.vendor].connectionType === 'authorization' && !isPushed(inbox)
            ? []
            : base.waiting(portal, inbox, company, at, hub),
      }),
    },
    {
      id: 'good-callback-answers-400',
      requirement,
      summary: 'A callback that completes the authorization answers 400.',
      patch: (base) => ({
        answer: (reply, call) =>
          call.operation === 'completeAuthorization' && reply.status === 303
            ? problem(400, 'Authorization refused', 'The state is unknown.')
            : base.answer(reply, call),
      }),
    },
    {
      id: '3shape-callback-refused',
      requirement,
      summary: 'A callback for 3Shape is refused.',
      patch: (base) => ({
        acceptCallback(hub, code, state) {
          const signIn = base.acceptCallback(hub, code, state)
          return signIn?.inbox.vendor === '3shape' ? undefined : signIn
        },
      }),
    },
  ]
}

/** INBOX-AUTH-05. */
function callback(): Defect<Behaviour>[] {
  const requirement = 'INBOX-AUTH-05'
  const accepting = (id: string, summary: string, accept: Behaviour['acceptCallback']): Defect<Behaviour> => ({
    id,
    requirement,
    summary,
    patch: (base) => ({
      acceptCallback: (hub, code, state) => base.acceptCallback(hub, code, state) ?? accept(hub, code, state),
    }),
  })
  const open = (signIn: SignIn | undefined) => (signIn?.status === 'open' ? signIn : undefined)
  const answering = (id: string, status: number): Defect<Behaviour> => ({
    id,
    requirement,
    summary: `A callback that is not good answers ${status}.`,
    patch: () => ({ refuseCallback: () => problem(status, 'Authorization refused', 'The state is not good.') }),
  })
  return [
    accepting(
      'forged-state-accepted',
      'A state that was not issued is taken, where the code is good.',
      ({ codes, signIns }, code, state) =>
        state === undefined || signIns.has(state) ? undefined : open(signIns.get(codes.get(code ?? '')?.state ?? '')),
    ),
    accepting(
      'missing-state-accepted',
      'A callback without a state is taken, where the code is good.',
      ({ codes, signIns }, code, state) =>
        state === undefined ? open(signIns.get(codes.get(code ?? '')?.state ?? '')) : undefined,
    ),
    accepting('used-state-accepted', 'A state is good more than once.', ({ signIns }, _code, state) => {
      const signIn = signIns.get(state ?? '')
      return signIn?.status === 'used' ? signIn : undefined
    }),
    accepting(
      'beginning-of-state-compared',
      'Only the first half of the state is compared.',
      ({ signIns }, _code, state) =>
        state === undefined
          ? undefined
          : open([...signIns.values()].find((one) => state.startsWith(one.state.slice(0, 16)))),
    ),
    {
      id: 'used-state-refused-and-restores',
      requirement,
      summary: 'A used state answers 400, and the inbox is restored.',
      patch: (base) => ({
        refuseCallback(call) {
          const { hub, at } = call
          const signIn = hub.signIns.get(call.query('state') ?? '')
          if (signIn?.status === 'used') {
            const company = companyOf(hub, signIn.inbox)
            company.portals[signIn.inbox.vendor].authorized = true
            restore(hub, company, signIn.inbox, at)
          }
          return base.refuseCallback(call)
        },
      }),
    },
    {
      id: 'bad-callback-answers-303',
      requirement,
      summary: 'A callback that is not good connects nothing, and leads to the integrations page.',
      patch: () => ({
        refuseCallback: ({ origin }) => ({ status: 303, headers: { location: `${origin}/integrations` } }),
      }),
    },
    answering('bad-callback-answers-403', 403),
    answering('bad-callback-answers-404', 404),
  ]
}

/** The first sign-in at a vendor, and the callback. */
export const signingInDefects: Defect<Behaviour>[] = [...beforeSignIn(), ...firstSignIn(), ...callback()]
