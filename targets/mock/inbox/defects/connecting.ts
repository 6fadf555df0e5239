import { inboxAnswer } from '../answers.ts'
import type { Behaviour } from '../behaviour.ts'
import { type CompanyCall, ok } from '../call.ts'
import { createInbox } from '../connecting.ts'
import { isPushed } from '../health.ts'
import { HOUR, type Inbox, type Vendor } from '../model.ts'
import { alters, answers, type Defects, decides, defectsOf, isLogin, isOf, type Patch, precedes } from '../patches.ts'
import { voidSignIns } from '../signing-in.ts'
import { VENDORS } from '../vendors.ts'

const lists = (when: (inbox: Inbox, call: CompanyCall) => boolean): Patch =>
  alters('selectInboxes', (inboxes, _company, call) => inboxes.filter((inbox) => when(inbox, call as CompanyCall)))

/** The first inbox of a vendor counts only where it is like this. */
const counts = (when: (first: Inbox, call: CompanyCall) => boolean): Patch =>
  alters('existing', (first, _vendor, call) => (first && when(first, call) ? first : undefined))

/** The second inbox of a vendor is refused, and this happens to the first. */
const touches = (
  touch: (first: Inbox, second: Parameters<Behaviour['refuseSecond']>[1], call: CompanyCall) => void,
): Patch => precedes('refuseSecond', touch)

/** An inbox of one vendor keeps another one from being connected. */
const excludes = (when: (other: Inbox, vendor: Vendor, call: CompanyCall) => boolean): Patch =>
  alters('existing', (first, vendor, call) => first ?? call.company.inboxes.find((other) => when(other, vendor, call)))

/** A vendor can be connected by one company only. */
const takenForAll = (when: (one: { vendor: Vendor }) => boolean): Patch =>
  alters(
    'existing',
    (first, vendor, call) =>
      first ?? (when({ vendor }) ? call.hub.companies.flatMap(({ inboxes }) => inboxes).find(isOf(vendor)) : undefined),
  )

/** A second inbox of a vendor. */
const second: Defects = {
  'second-accepted': ['A second inbox of the same vendor is connected.', counts(() => false)],
  // Of two connects at the same moment both are accepted then, too: INBOX-CONN-10 leans on this rule.
  'second-accepted-while-pending': [
    'A pending inbox does not keep its vendor taken.',
    counts(({ authorized }) => authorized),
  ],
  'second-login-accepted': ['A second inbox of Medit Link is connected.', counts((first) => !isLogin(first))],
  'second-pushed-accepted': ['A second inbox of Shining 3D is connected.', counts((first) => !isPushed(first))],
  'second-accepted-of-another-employee': [
    'One inbox of a vendor is connected for each employee.',
    counts(({ connectedBy }, { employee }) => connectedBy === employee),
  ],
  'second-accepted-while-refused': [
    'An inbox that the vendor refuses does not keep it taken.',
    counts(({ refusal }) => !refusal),
  ],
  'second-accepted-while-paused': ['A paused inbox does not keep its vendor taken.', counts(({ paused }) => !paused)],
  'second-answers-200': [
    'A second connect answers 200 with the first inbox.',
    decides({ refuseSecond: (first, _connection, call) => ok(inboxAnswer(first, call)) }),
  ],
  'second-answers-400': ['A second connect answers 400.', answers('refuseSecond', 400)],
  'second-answers-422': ['A second connect answers 422.', answers('refuseSecond', 422)],
  'second-renames-first': [
    'A second connect is refused, and the first inbox gets another ID.',
    touches((first, _, { hub }) => {
      first.inboxId = hub.random.guid()
    }),
  ],
  'second-makes-first-pending': [
    'A second connect is refused, and the first inbox has to be authorized again.',
    touches((first) => {
      first.authorized = false
    }),
  ],
  'second-voids-first-sign-in': [
    'A second connect is refused, and the authorization URL of the first is void.',
    touches((first, _, { hub }) => voidSignIns(hub, first)),
  ],
  'second-overwrites-login': [
    'A second connect is refused, and its login replaces the stored one.',
    touches((first, { login }) => {
      first.login = login
    }),
  ],
  'second-disconnects-first': [
    'A second connect is refused, and the first inbox is gone.',
    touches((first, _, { hub, company }) => hub.behaviour.onDisconnect(first, company, hub)),
  ],
  'second-refused-and-connected': [
    'A second connect answers 409, and there are two inboxes then.',
    touches((_, connection, call) => call.company.inboxes.push(createInbox(connection, call))),
  ],
}

/** What a company may connect, and whether it is listed then. */
export const connectingDefects = defectsOf({
  'INBOX-CONN-01': {
    'connected-not-listed': ['The list holds pending inboxes only.', lists(({ authorized }) => !authorized)],
    'login-inbox-not-listed': ['The list leaves Medit Link out.', lists((inbox) => !isLogin(inbox))],
    'pushed-inbox-not-listed': ['The list leaves Shining 3D out.', lists((inbox) => !isPushed(inbox))],
    'dexis-not-listed': ['The list leaves DEXIS out.', lists(({ vendor }) => vendor !== 'dexis')],
    'listed-from-the-first-case-on': [
      'A connected inbox is listed once it has collected a case.',
      lists((inbox, call) => call.company.cases.some(({ inboxId }) => inboxId === inbox.inboxId)),
    ],
    'listed-for-an-hour': [
      'An inbox is no longer listed an hour after it was connected.',
      lists((inbox, { at }) => at - inbox.restoredAt < HOUR),
    ],
  },
  'INBOX-CONN-02': second,
  'INBOX-CONN-03': {
    'one-vendor-a-company': ['A company that has an inbox cannot connect another vendor.', excludes(() => true)],
    'one-polled-vendor-a-company': [
      'A company can connect one polled vendor and one pushed one.',
      excludes((other, vendor) => VENDORS[other.vendor].syncMode === VENDORS[vendor].syncMode),
    ],
    'login-excludes-authorization': [
      'A company cannot have Medit Link beside a vendor with browser authorization.',
      excludes((other, vendor) => VENDORS[other.vendor].connectionType !== VENDORS[vendor].connectionType),
    ],
    'two-vendors-a-company': [
      'A company can connect two vendors at most.',
      excludes((_other, _vendor, { company }) => company.inboxes.length >= 2),
    ],
    'connecting-disconnects-the-others': [
      'Connecting a vendor disconnects all others of the company.',
      decides({
        onConnected(inbox, { company }) {
          company.inboxes = [inbox]
        },
      }),
    ],
  },
  'INBOX-CONN-04': {
    'vendor-once-for-all-companies': [
      'A vendor that one company has connected is taken for all.',
      takenForAll(() => true),
    ],
    'login-vendor-once-for-all-companies': [
      'Medit Link is taken for all once one company has it.',
      takenForAll(isLogin),
    ],
    'pushed-vendor-once-for-all-companies': [
      'Shining 3D is taken for all once one company has it.',
      takenForAll(isOf('shining-3d')),
    ],
  },
})
