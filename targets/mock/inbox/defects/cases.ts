import type { Defect } from '../../deviation.ts'
import type { Behaviour } from '../behaviour.ts'
import { forget } from '../collecting.ts'
import { isPushed } from '../health.ts'
import { type Company, HOUR, type Inbox, type VendorCase } from '../model.ts'

/** One sync of an inbox. */
interface Sync {
  /** The cases that are not collected yet, and all that the vendor has; oldest first. */
  waiting: VendorCase[]
  all: VendorCase[]
  inbox: Inbox
  company: Company
}

/** What a sync collects. */
const finding = (
  requirement: string,
  id: string,
  summary: string,
  finds: (sync: Sync) => VendorCase[],
): Defect<Behaviour> => ({
  id,
  requirement,
  summary,
  patch: (base) => ({
    waiting(portal, inbox, company, at, hub) {
      const waiting = base.waiting(portal, inbox, company, at, hub)
      return finds({ waiting, all: portal.cases, inbox, company })
    },
  }),
})

/** INBOX-CASE-01. */
function ofAllInboxes(): Defect<Behaviour>[] {
  const requirement = 'INBOX-CASE-01'
  return [
    {
      id: 'cases-of-the-first-inbox',
      requirement,
      summary: 'The case inbox holds the cases of the inbox that was connected first.',
      patch: (base) => ({
        selectCases: (company, call) =>
          base.selectCases(company, call).filter(({ inboxId }) => inboxId === company.inboxes[0]?.inboxId),
      }),
    },
    {
      id: 'cases-of-login-not-listed',
      requirement,
      summary: 'The case inbox leaves the cases of Medit Link out.',
      patch: (base) => ({
        selectCases: (company, call) => base.selectCases(company, call).filter(({ vendor }) => vendor !== 'medit-link'),
      }),
    },
    {
      id: 'pushed-cases-only-when-asked-for',
      requirement,
      summary: 'The cases of Shining 3D are listed only where its vendor is asked for.',
      patch: (base) => ({
        selectCases: (company, call) =>
          base
            .selectCases(company, call)
            .filter(({ vendor }) => vendor !== 'shining-3d' || call.query('vendor') === vendor),
      }),
    },
    finding(requirement, 'cases-of-dexis-never-collected', 'No case of DEXIS is collected.', ({ waiting, inbox }) =>
      inbox.vendor === 'dexis' ? [] : waiting,
    ),
    {
      id: 'every-case-is-of-itero',
      requirement,
      summary: 'Every case shows the vendor iTero.',
      patch: (base) => ({ showCase: (answer, call) => ({ ...base.showCase(answer, call), vendor: 'itero' }) }),
    },
    {
      id: 'case-shows-the-first-inbox',
      requirement,
      summary: 'Every case shows the inbox that was connected first.',
      patch: (base) => ({
        record: (vendorCase, inbox, at, company) => ({
          ...base.record(vendorCase, inbox, at, company),
          inboxId: company.inboxes[0]!.inboxId,
        }),
      }),
    },
    {
      id: 'case-shows-an-unknown-inbox',
      requirement,
      summary: 'Cases show an inbox that there is not.',
      patch: (base) => ({
        showCase: (answer, call) => ({
          ...base.showCase(answer, call),
          inboxId: '00000000-0000-4000-8000-000000000000',
        }),
      }),
    },
  ]
}

/** INBOX-CASE-02. */
function exactlyOnce(): Defect<Behaviour>[] {
  const requirement = 'INBOX-CASE-02'
  return [
    finding(requirement, 'every-fifth-case-lost', 'Every fifth case of a vendor is lost.', ({ waiting, all }) =>
      waiting.filter((vendorCase) => all.indexOf(vendorCase) % 5 !== 4),
    ),
    {
      id: 'third-case-of-a-poll-lost',
      requirement,
      summary: 'Of the cases that one poll finds the third and all after it are lost.',
      patch: (base) => ({
        waiting(portal, inbox, company, at, hub) {
          const cases = base.waiting(portal, inbox, company, at, hub)
          forget(hub, company, inbox, cases.slice(2))
          return cases.slice(0, 2)
        },
      }),
    },
    {
      id: 'one-page-of-a-poll',
      requirement,
      summary: 'Of the cases that one poll finds those after the fiftieth are lost.',
      patch: (base) => ({
        waiting(portal, inbox, company, at, hub) {
          const cases = base.waiting(portal, inbox, company, at, hub)
          forget(hub, company, inbox, cases.slice(50))
          return cases.slice(0, 50)
        },
      }),
    },
    {
      id: 'cases-of-an-outage-lost',
      requirement,
      summary: 'The cases of an outage never arrive.',
      patch: (base) => ({
        ofTheMeantime: (cases, after, inbox) =>
          after === 'vendor-outage' ? [] : base.ofTheMeantime(cases, after, inbox),
      }),
    },
    finding(
      requirement,
      'outage-doubles-cases',
      'After an outage all cases of the vendor are collected again.',
      ({ waiting, all, inbox }) => (inbox.failingSince === null ? waiting : all),
    ),
    finding(
      requirement,
      'reconnecting-doubles-cases',
      'A vendor that is connected again has all its cases collected again.',
      ({ waiting, all, inbox }) => (inbox.lastSync === null ? all : waiting),
    ),
    finding(
      requirement,
      'sign-in-again-doubles-cases',
      'After signing in again all cases of the vendor are collected again.',
      ({ waiting, all, inbox }) => (inbox.catchingUpAfter === 'authorization-expired' ? all : waiting),
    ),
    finding(
      requirement,
      'credits-back-double-cases',
      'With credits again all cases of the vendor are collected again.',
      ({ waiting, all, inbox }) => (inbox.catchingUpAfter === 'out-of-credits' ? all : waiting),
    ),
    {
      id: 'one-id-for-all-vendors',
      requirement,
      summary: 'A case whose ID a case of another vendor has is taken for that one.',
      patch: () => ({ caseKey: (_vendor, { caseId }) => caseId }),
    },
    {
      id: 'one-id-for-all-companies',
      requirement,
      summary: 'A case whose ID a case of another company has is taken for that one.',
      patch: (base) => ({
        isCollected: (vendorCase, inbox, company, hub) =>
          base.isCollected(vendorCase, inbox, company, hub) ||
          hub.companies.some((other) => base.isCollected(vendorCase, inbox, other, hub)),
      }),
    },
    {
      id: 'id-in-capitals-is-the-same',
      requirement,
      summary: 'Cases whose IDs differ in capital letters only are taken for one.',
      patch: (base) => ({ caseKey: (vendor, vendorCase) => base.caseKey(vendor, vendorCase).toLowerCase() }),
    },
    {
      id: 'case-inbox-holds-twenty',
      requirement,
      summary: 'The case inbox lists the twenty newest cases.',
      patch: (base) => ({ selectCases: (company, call) => base.selectCases(company, call).slice(-20) }),
    },
    {
      id: 'case-gone-after-a-day',
      requirement,
      summary: 'A case is no longer listed a day after it arrived.',
      patch: (base) => ({
        selectCases: (company, call) =>
          base.selectCases(company, call).filter(({ receivedAt }) => call.at - receivedAt < 24 * HOUR),
      }),
    },
  ]
}

/** INBOX-CASE-03. The case is where it belongs, and in another company's case inbox as well. */
function ofOtherCompanies(): Defect<Behaviour>[] {
  const leaking = (
    id: string,
    summary: string,
    leaks: (vendor: string, filtered: boolean) => boolean,
  ): Defect<Behaviour> => ({
    id,
    requirement: 'INBOX-CASE-03',
    summary,
    patch: (base) => ({
      selectCases: (company, call) => [
        ...base.selectCases(company, call),
        ...call.hub.companies
          .filter((other) => other !== company)
          .flatMap(({ cases }) => cases.filter(({ vendor }) => leaks(vendor, call.query('vendor') !== undefined))),
      ],
    }),
  })
  return [
    leaking('cases-of-all-companies', 'The case inbox holds the cases of all companies.', () => true),
    leaking(
      'pushed-cases-of-all-companies',
      'The case inbox holds the cases that Shining 3D has for all companies.',
      (vendor) => vendor === 'shining-3d',
    ),
    leaking(
      'login-cases-of-all-companies',
      'The case inbox holds the cases that Medit Link has for all companies.',
      (vendor) => vendor === 'medit-link',
    ),
    leaking(
      'filter-forgets-the-company',
      'With a vendor the case inbox holds the cases of all companies.',
      (_vendor, filtered) => filtered,
    ),
  ]
}

/** INBOX-CASE-04. The others go on being synced, so that their health is right: only their cases wait. */
function heldUp(): Defect<Behaviour>[] {
  const requirement = 'INBOX-CASE-04'
  const holding = (id: string, summary: string, holds: (other: Inbox) => boolean): Defect<Behaviour> =>
    finding(requirement, id, summary, ({ waiting, inbox, company }) =>
      company.inboxes.some((other) => other !== inbox && holds(other)) ? [] : waiting,
    )
  return [
    holding(
      'expired-inbox-holds-up-the-others',
      'While the authorization of one inbox has expired, no other one collects.',
      ({ refusal }) => refusal?.code === 'authorization-expired',
    ),
    holding(
      'rejected-login-holds-up-the-others',
      'While the login of Medit Link is not accepted, no other inbox collects.',
      ({ refusal }) => refusal?.code === 'credentials-invalid',
    ),
    holding(
      'outage-holds-up-the-others',
      'While the portal of one vendor is down, no other inbox collects.',
      ({ failingSince }) => failingSince !== null,
    ),
    finding(
      requirement,
      'interruption-holds-up-later-inboxes',
      'While an inbox is interrupted, those that were connected after it do not collect.',
      ({ waiting, inbox, company: { inboxes } }) => {
        const before = inboxes.slice(0, inboxes.indexOf(inbox))
        return before.some(({ refusal, failingSince }) => refusal || failingSince !== null) ? [] : waiting
      },
    ),
    {
      id: 'outage-holds-up-the-vendor-of-other-companies',
      requirement,
      summary: 'While the portal of a vendor is down for one company, no other one collects from that vendor.',
      patch: (base) => ({
        waiting(portal, inbox, company, at, hub) {
          const same = hub.companies.flatMap(({ inboxes }) => inboxes).filter(({ vendor }) => vendor === inbox.vendor)
          const held = same.some((other) => other !== inbox && other.failingSince !== null)
          return held ? [] : base.waiting(portal, inbox, company, at, hub)
        },
      }),
    },
    {
      id: 'interruption-holds-up-other-companies',
      requirement,
      summary: 'While an inbox is interrupted, no inbox of another company collects.',
      patch: (base) => ({
        waiting(portal, inbox, company, at, hub) {
          const others = hub.companies.filter((other) => other !== company).flatMap(({ inboxes }) => inboxes)
          const held = others.some(({ refusal, failingSince }) => refusal || failingSince !== null)
          return held ? [] : base.waiting(portal, inbox, company, at, hub)
        },
      }),
    },
    {
      id: 'interruption-holds-up-pushes',
      requirement,
      summary: 'While a polled inbox is interrupted, pushes bring no cases.',
      patch: (base) => ({
        collectsPush: (pushed, answer) =>
          !pushed.company.inboxes.some((other) => !isPushed(other) && (other.refusal || other.failingSince !== null)) &&
          base.collectsPush(pushed, answer),
      }),
    },
  ]
}

/** Which cases are in the case inbox. */
export const caseDefects: Defect<Behaviour>[] = [
  ...ofAllInboxes(),
  ...exactlyOnce(),
  ...ofOtherCompanies(),
  ...heldUp(),
]
