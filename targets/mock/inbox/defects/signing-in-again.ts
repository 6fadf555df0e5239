import { isPushed } from '../health.ts'
import type { Company, Inbox, Vendor } from '../model.ts'
import { alters, type Defect, decides, defectsOf, precedes } from '../patches.ts'
import { VENDORS } from '../vendors.ts'
import { curing, keepsOfTheMeantime, refusing } from './refusing.ts'

const unnoticed = (vendor: Vendor): Defect => [
  `That the authorization of ${VENDORS[vendor].name} has expired is not noticed, and cases still arrive.`,
  alters('askPortal', (answer, _portal, inbox) =>
    inbox.vendor === vendor && answer === 'authorization-expired' ? 'up' : answer,
  ),
]

const rename = (inbox: Inbox, id: string) => {
  inbox.inboxId = id
}
const dropCases = (company: Company, inbox: Inbox) => {
  company.cases = company.cases.filter(({ inboxId }) => inboxId !== inbox.inboxId)
}

/** What becomes of an authorization that has expired, and of signing in again. */
export const signingInAgainDefects = defectsOf({
  'INBOX-AUTH-03': {
    ...refusing('authorization-expired', 'expiry', 'an expired authorization'),
    'expiry-of-dexis-not-noticed': unnoticed('dexis'),
    'expiry-of-push-vendor-not-noticed': unnoticed('shining-3d'),
    'expired-inbox-takes-pushes': [
      'Pushes bring cases although the authorization has expired.',
      alters('collectsPush', (collects, _pushed, answer) => answer === 'authorization-expired' || collects),
    ],
  },
  'INBOX-AUTH-04': {
    ...curing('authorization-expired', 'sign-in-again', 'signing in again'),
    'sign-in-again-restores-nothing': ['Signing in again leaves the inbox expired.', decides({ onSignedInAgain() {} })],
    'sign-in-begun-restores': [
      'An expired inbox is connected as soon as a sign-in is begun.',
      (base) => ({
        onReauthorize(inbox, call) {
          const { company, hub, at } = call
          company.portals[inbox.vendor].authorized = true
          base.onSignedInAgain(inbox, company, at, hub)
        },
      }),
    ],
    'sign-in-again-refused': [
      'The callback of an inbox that was connected before is refused.',
      alters('acceptCallback', (signIn) => (signIn?.inbox.authorized ? undefined : signIn)),
    ],
    'no-url-on-reauthorizing': [
      'Starting a re-authorization answers no authorization URL.',
      alters('showsSignIn', (shows, _inbox, { operation }) => operation !== 'reauthorizeInbox' && shows),
    ],
    'sign-in-again-restores-all-but-sirona': [
      'Signing in to Sirona again leaves the inbox expired.',
      (base) => ({
        onSignedInAgain(inbox, company, at, hub) {
          if (inbox.vendor !== 'sirona') base.onSignedInAgain(inbox, company, at, hub)
        },
      }),
    ],
    'pushes-of-expired-time-lost': [
      'What Shining 3D pushed while the authorization had expired never arrives.',
      keepsOfTheMeantime('authorization-expired', (cases, inbox) => (isPushed(inbox) ? [] : cases)),
    ],
  },
  'INBOX-AUTH-06': {
    'sign-in-again-changes-the-id': [
      'An inbox that was signed in to again has another ID.',
      precedes('onSignedInAgain', (inbox, _company, _at, { random }) => rename(inbox, random.guid())),
    ],
    'reauthorizing-changes-the-id': [
      'An inbox has another ID as soon as a re-authorization is started.',
      precedes('onReauthorize', (inbox, { hub }) => rename(inbox, hub.random.guid())),
    ],
    'sign-in-again-drops-cases': [
      'Signing in again removes the cases that the inbox had collected.',
      precedes('onSignedInAgain', (inbox, company) => dropCases(company, inbox)),
    ],
    'reauthorizing-drops-cases': [
      'Starting a re-authorization removes the cases that the inbox had collected.',
      precedes('onReauthorize', (inbox, { company }) => dropCases(company, inbox)),
    ],
  },
})
