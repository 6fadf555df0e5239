import type { Defect } from '../../deviation.ts'
import type { Behaviour } from '../behaviour.ts'
import { isPushed } from '../health.ts'
import type { Inbox, Vendor } from '../model.ts'
import { VENDORS } from '../vendors.ts'
import { curing, refusing } from './refusing.ts'

/** INBOX-AUTH-03. */
function expiryOfOneVendor(): Defect<Behaviour>[] {
  const unnoticed = (id: string, vendor: Vendor): Defect<Behaviour> => ({
    id,
    requirement: 'INBOX-AUTH-03',
    summary: `That the authorization of ${VENDORS[vendor].name} has expired is not noticed, and cases still arrive.`,
    patch: (base) => ({
      askPortal(portal, inbox) {
        const answer = base.askPortal(portal, inbox)
        return inbox.vendor === vendor && answer === 'authorization-expired' ? 'up' : answer
      },
    }),
  })
  return [
    unnoticed('expiry-of-dexis-not-noticed', 'dexis'),
    unnoticed('expiry-of-push-vendor-not-noticed', 'shining-3d'),
    {
      id: 'expired-inbox-takes-pushes',
      requirement: 'INBOX-AUTH-03',
      summary: 'Pushes bring cases although the authorization has expired.',
      patch: (base) => ({
        collectsPush: (pushed, answer) => answer === 'authorization-expired' || base.collectsPush(pushed, answer),
      }),
    },
  ]
}

/** INBOX-AUTH-04, where it differs from an update of credentials. */
function signInAgain(): Defect<Behaviour>[] {
  const requirement = 'INBOX-AUTH-04'
  return [
    {
      id: 'sign-in-again-restores-nothing',
      requirement,
      summary: 'Signing in again leaves the inbox expired.',
      patch: () => ({ onSignedInAgain() {} }),
    },
    {
      id: 'sign-in-begun-restores',
      requirement,
      summary: 'An expired inbox is connected as soon as a sign-in is begun.',
      patch: (base) => ({
        onReauthorize(inbox, call) {
          const { company, hub, at } = call
          company.portals[inbox.vendor].authorized = true
          base.onSignedInAgain(inbox, company, at, hub)
        },
      }),
    },
    {
      id: 'sign-in-again-refused',
      requirement,
      summary: 'The callback of an inbox that was connected before is refused.',
      patch: (base) => ({
        acceptCallback(hub, code, state) {
          const signIn = base.acceptCallback(hub, code, state)
          return signIn?.inbox.authorized ? undefined : signIn
        },
      }),
    },
    {
      id: 'no-url-on-reauthorizing',
      requirement,
      summary: 'Starting a re-authorization answers no authorization URL.',
      patch: (base) => ({
        showsSignIn: (inbox, call) => call.operation !== 'reauthorizeInbox' && base.showsSignIn(inbox, call),
      }),
    },
    {
      id: 'sign-in-again-restores-all-but-sirona',
      requirement,
      summary: 'Signing in to Sirona again leaves the inbox expired.',
      patch: (base) => ({
        onSignedInAgain(inbox, company, at, hub) {
          if (inbox.vendor !== 'sirona') base.onSignedInAgain(inbox, company, at, hub)
        },
      }),
    },
    {
      id: 'pushes-of-expired-time-lost',
      requirement,
      summary: 'What Shining 3D pushed while the authorization had expired never arrives.',
      patch: (base) => ({
        ofTheMeantime: (cases, after, inbox) =>
          after === 'authorization-expired' && isPushed(inbox) ? [] : base.ofTheMeantime(cases, after, inbox),
      }),
    },
  ]
}

/** INBOX-AUTH-06. */
function identity(): Defect<Behaviour>[] {
  const requirement = 'INBOX-AUTH-06'
  const rename = (inbox: Inbox, id: string) => {
    inbox.inboxId = id
  }
  return [
    {
      id: 'sign-in-again-changes-the-id',
      requirement,
      summary: 'An inbox that was signed in to again has another ID.',
      patch: (base) => ({
        onSignedInAgain(inbox, company, at, hub) {
          rename(inbox, hub.random.guid())
          base.onSignedInAgain(inbox, company, at, hub)
        },
      }),
    },
    {
      id: 'reauthorizing-changes-the-id',
      requirement,
      summary: 'An inbox has another ID as soon as a re-authorization is started.',
      patch: (base) => ({
        onReauthorize(inbox, call) {
          rename(inbox, call.hub.random.guid())
          base.onReauthorize(inbox, call)
        },
      }),
    },
    {
      id: 'sign-in-again-drops-cases',
      requirement,
      summary: 'Signing in again removes the cases that the inbox had collected.',
      patch: (base) => ({
        onSignedInAgain(inbox, company, at, hub) {
          company.cases = company.cases.filter(({ inboxId }) => inboxId !== inbox.inboxId)
          base.onSignedInAgain(inbox, company, at, hub)
        },
      }),
    },
    {
      id: 'reauthorizing-drops-cases',
      requirement,
      summary: 'Starting a re-authorization removes the cases that the inbox had collected.',
      patch: (base) => ({
        onReauthorize(inbox, call) {
          call.company.cases = call.company.cases.filter(({ inboxId }) => inboxId !== inbox.inboxId)
          base.onReauthorize(inbox, call)
        },
      }),
    },
  ]
}

/** What becomes of an authorization that has expired, and of signing in again. */
export const signingInAgainDefects: Defect<Behaviour>[] = [
  ...refusing('INBOX-AUTH-03', 'authorization-expired', 'expiry', 'an expired authorization'),
  ...expiryOfOneVendor(),
  ...curing('INBOX-AUTH-04', 'authorization-expired', 'sign-in-again', 'signing in again'),
  ...signInAgain(),
  ...identity(),
]
