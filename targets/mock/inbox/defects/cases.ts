import type { Call } from '../call.ts'
import { forget } from '../collecting.ts'
import { isPushed } from '../health.ts'
import { type CollectedCase, type Company, HOUR, type Hub, type Inbox, type VendorCase } from '../model.ts'
import { alters, decides, defectsOf, isLogin, isOf, type Patch } from '../patches.ts'
import { keepsOfTheMeantime } from './refusing.ts'

/** One sync of an inbox. */
interface Sync {
  /** The cases that are not collected yet, and all that the vendor has; oldest first. */
  waiting: VendorCase[]
  all: VendorCase[]
  inbox: Inbox
  company: Company
  hub: Hub
}

/** What a sync collects. */
const finds = (find: (sync: Sync) => VendorCase[]): Patch =>
  alters('waiting', (waiting, { cases: all }, inbox, company, _at, hub) => find({ waiting, all, inbox, company, hub }))

/** Of the cases that one poll finds those after so many are lost. */
const losesAfter = (count: number): Patch =>
  finds(({ waiting, inbox, company, hub }) => {
    forget(hub, company, inbox, waiting.slice(count))
    return waiting.slice(0, count)
  })

const lists = (select: (cases: CollectedCase[], company: Company, call: Call) => CollectedCase[]): Patch =>
  alters('selectCases', select)

/** The case is where it belongs, and in another company's case inbox as well. */
const leaks = (which: (one: CollectedCase, filtered: boolean) => boolean): Patch =>
  lists((cases, company, call) => [
    ...cases,
    ...call.hub.companies
      .filter((other) => other !== company)
      .flatMap((other) => other.cases.filter((one) => which(one, call.query('vendor') !== undefined))),
  ])

const isInterrupted = ({ refusal, failingSince }: Inbox) => refusal !== null || failingSince !== null
const isOut = ({ failingSince }: Inbox) => failingSince !== null

/** Nothing is collected while another inbox is like this: of the company, or among those that are given. */
const holdsUp = (
  when: (other: Inbox) => boolean,
  others: (sync: Sync) => Inbox[] = ({ company, inbox }) => company.inboxes.filter((other) => other !== inbox),
): Patch => finds((sync) => (others(sync).some(when) ? [] : sync.waiting))

/** Which cases are in the case inbox. */
export const caseDefects = defectsOf({
  'INBOX-CASE-01': {
    'cases-of-the-first-inbox': [
      'The case inbox holds the cases of the inbox that was connected first.',
      lists((cases, { inboxes }) => cases.filter(({ inboxId }) => inboxId === inboxes[0]?.inboxId)),
    ],
    'cases-of-login-not-listed': [
      'The case inbox leaves the cases of Medit Link out.',
      lists((cases) => cases.filter((one) => !isLogin(one))),
    ],
    'pushed-cases-only-when-asked-for': [
      'The cases of Shining 3D are listed only where its vendor is asked for.',
      lists((cases, _company, call) =>
        cases.filter(({ vendor }) => vendor !== 'shining-3d' || call.query('vendor') === vendor),
      ),
    ],
    'cases-of-dexis-never-collected': [
      'No case of DEXIS is collected.',
      finds(({ waiting, inbox }) => (inbox.vendor === 'dexis' ? [] : waiting)),
    ],
    'every-case-is-of-itero': [
      'Every case shows the vendor iTero.',
      alters('showCase', (shown) => ({ ...shown, vendor: 'itero' })),
    ],
    'case-shows-the-first-inbox': [
      'Every case shows the inbox that was connected first.',
      alters('record', (one, _case, _inbox, _at, { inboxes }) => ({ ...one, inboxId: inboxes[0]!.inboxId })),
    ],
    'case-shows-an-unknown-inbox': [
      'Cases show an inbox that there is not.',
      alters('showCase', (shown) => ({ ...shown, inboxId: '00000000-0000-4000-8000-000000000000' })),
    ],
  },
  'INBOX-CASE-02': {
    'every-fifth-case-lost': [
      'Every fifth case of a vendor is lost.',
      finds(({ waiting, all }) => waiting.filter((vendorCase) => all.indexOf(vendorCase) % 5 !== 4)),
    ],
    'third-case-of-a-poll-lost': [
      'Of the cases that one poll finds the third and all after it are lost.',
      losesAfter(2),
    ],
    'one-page-of-a-poll': ['Of the cases that one poll finds those after the fiftieth are lost.', losesAfter(50)],
    'cases-of-an-outage-lost': ['The cases of an outage never arrive.', keepsOfTheMeantime('vendor-outage', () => [])],
    'outage-doubles-cases': [
      'After an outage all cases of the vendor are collected again.',
      finds(({ waiting, all, inbox }) => (isOut(inbox) ? all : waiting)),
    ],
    'reconnecting-doubles-cases': [
      'A vendor that is connected again has all its cases collected again.',
      finds(({ waiting, all, inbox }) => (inbox.lastSync === null ? all : waiting)),
    ],
    'sign-in-again-doubles-cases': [
      'After signing in again all cases of the vendor are collected again.',
      finds(({ waiting, all, inbox }) => (inbox.catchingUpAfter === 'authorization-expired' ? all : waiting)),
    ],
    'credits-back-double-cases': [
      'With credits again all cases of the vendor are collected again.',
      finds(({ waiting, all, inbox }) => (inbox.catchingUpAfter === 'out-of-credits' ? all : waiting)),
    ],
    'one-id-for-all-vendors': [
      'A case whose ID a case of another vendor has is taken for that one.',
      decides({ caseKey: (_vendor, { caseId }) => caseId }),
    ],
    'one-id-for-all-companies': [
      'A case whose ID a case of another company has is taken for that one.',
      (base) => ({
        isCollected: (vendorCase, inbox, company, hub) =>
          base.isCollected(vendorCase, inbox, company, hub) ||
          hub.companies.some((other) => base.isCollected(vendorCase, inbox, other, hub)),
      }),
    ],
    'id-in-capitals-is-the-same': [
      'Cases whose IDs differ in capital letters only are taken for one.',
      alters('caseKey', (key) => key.toLowerCase()),
    ],
    'case-inbox-holds-twenty': ['The case inbox lists the twenty newest cases.', lists((cases) => cases.slice(-20))],
    'case-gone-after-a-day': [
      'A case is no longer listed a day after it arrived.',
      lists((cases, _company, { at }) => cases.filter(({ receivedAt }) => at - receivedAt < 24 * HOUR)),
    ],
  },
  'INBOX-CASE-03': {
    'cases-of-all-companies': ['The case inbox holds the cases of all companies.', leaks(() => true)],
    'pushed-cases-of-all-companies': [
      'The case inbox holds the cases that Shining 3D has for all companies.',
      leaks(isOf('shining-3d')),
    ],
    'login-cases-of-all-companies': [
      'The case inbox holds the cases that Medit Link has for all companies.',
      leaks(isLogin),
    ],
    'filter-forgets-the-company': [
      'With a vendor the case inbox holds the cases of all companies.',
      leaks((_one, filtered) => filtered),
    ],
  },
  // The others go on being synced, so that their health is right: only their cases wait.
  'INBOX-CASE-04': {
    'expired-inbox-holds-up-the-others': [
      'While the authorization of one inbox has expired, no other one collects.',
      holdsUp(({ refusal }) => refusal?.code === 'authorization-expired'),
    ],
    'rejected-login-holds-up-the-others': [
      'While the login of Medit Link is not accepted, no other inbox collects.',
      holdsUp(({ refusal }) => refusal?.code === 'credentials-invalid'),
    ],
    'outage-holds-up-the-others': ['While the portal of one vendor is down, no other inbox collects.', holdsUp(isOut)],
    'interruption-holds-up-later-inboxes': [
      'While an inbox is interrupted, those that were connected after it do not collect.',
      holdsUp(isInterrupted, ({ company: { inboxes }, inbox }) => inboxes.slice(0, inboxes.indexOf(inbox))),
    ],
    'outage-holds-up-the-vendor-of-other-companies': [
      'While the portal of a vendor is down for one company, no other one collects from that vendor.',
      holdsUp(isOut, ({ hub, inbox }) =>
        hub.companies.flatMap(({ inboxes }) => inboxes).filter((one) => one !== inbox && one.vendor === inbox.vendor),
      ),
    ],
    'interruption-holds-up-other-companies': [
      'While an inbox is interrupted, no inbox of another company collects.',
      holdsUp(isInterrupted, ({ hub, company }) =>
        hub.companies.filter((other) => other !== company).flatMap(({ inboxes }) => inboxes),
      ),
    ],
    'interruption-holds-up-pushes': [
      'While a polled inbox is interrupted, pushes bring no cases.',
      alters(
        'collectsPush',
        (collects, { company }) =>
          !company.inboxes.some((other) => !isPushed(other) && isInterrupted(other)) && collects,
      ),
    ],
  },
})
