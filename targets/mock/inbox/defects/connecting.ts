import type { Defect } from '../../deviation.ts'
import { inboxAnswer } from '../answers.ts'
import type { Behaviour } from '../behaviour.ts'
import { type CompanyCall, ok, problem } from '../call.ts'
import { createInbox } from '../connecting.ts'
import { isPushed } from '../health.ts'
import type { Inbox, Vendor } from '../model.ts'
import { voidSignIns } from '../signing-in.ts'
import { VENDORS } from '../vendors.ts'

/** INBOX-CONN-02. */
function second(): Defect<Behaviour>[] {
  const requirement = 'INBOX-CONN-02'
  /** The first inbox counts only where it is like this. */
  const counting = (id: string, summary: string, counts: (first: Inbox, call: CompanyCall) => boolean) => ({
    id,
    requirement,
    summary,
    patch: (base: Behaviour): Partial<Behaviour> => ({
      existing(vendor, call) {
        const first = base.existing(vendor, call)
        return first && counts(first, call) ? first : undefined
      },
    }),
  })
  /** The second one is refused, and this happens to the first. */
  const touching = (
    id: string,
    summary: string,
    touch: (first: Inbox, second: Parameters<Behaviour['refuseSecond']>[1], call: CompanyCall) => void,
  ) => ({
    id,
    requirement,
    summary,
    patch: (base: Behaviour): Partial<Behaviour> => ({
      refuseSecond(first, connection, call) {
        touch(first, connection, call)
        return base.refuseSecond(first, connection, call)
      },
    }),
  })
  return [
    counting('second-accepted', 'A second inbox of the same vendor is connected.', () => false),
    // Of two connects at the same moment both are accepted then, too: INBOX-CONN-10 leans on this rule.
    counting(
      'second-accepted-while-pending',
      'A pending inbox does not keep its vendor taken.',
      (first) => first.authorized,
    ),
    counting(
      'second-login-accepted',
      'A second inbox of Medit Link is connected.',
      ({ vendor }) => vendor !== 'medit-link',
    ),
    counting('second-pushed-accepted', 'A second inbox of Shining 3D is connected.', (first) => !isPushed(first)),
    counting(
      'second-accepted-of-another-employee',
      'One inbox of a vendor is connected for each employee.',
      ({ connectedBy }, { employee }) => connectedBy === employee,
    ),
    counting(
      'second-accepted-while-refused',
      'An inbox that the vendor refuses does not keep it taken.',
      (first) => !first.refusal,
    ),
    counting(
      'second-accepted-while-paused',
      'A paused inbox does not keep its vendor taken.',
      (first) => !first.paused,
    ),
    {
      id: 'second-answers-200',
      requirement,
      summary: 'A second connect answers 200 with the first inbox.',
      patch: () => ({ refuseSecond: (first, _connection, call) => ok(inboxAnswer(first, call)) }),
    },
    {
      id: 'second-answers-400',
      requirement,
      summary: 'A second connect answers 400.',
      patch: () => ({ refuseSecond: () => problem(400, 'Already connected', 'There is one already.') }),
    },
    {
      id: 'second-answers-422',
      requirement,
      summary: 'A second connect answers 422.',
      patch: () => ({ refuseSecond: () => problem(422, 'Already connected', 'There is one already.') }),
    },
    touching(
      'second-renames-first',
      'A second connect is refused, and the first inbox gets another ID.',
      (first, _, { hub }) => {
        first.inboxId = hub.random.guid()
      },
    ),
    touching(
      'second-makes-first-pending',
      'A second connect is refused, and the first inbox has to be authorized again.',
      (first) => {
        first.authorized = false
      },
    ),
    touching(
      'second-voids-first-sign-in',
      'A second connect is refused, and the authorization URL of the first is void.',
      (first, _, { hub }) => voidSignIns(hub, first),
    ),
    touching(
      'second-overwrites-login',
      'A second connect is refused, and its login replaces the stored one.',
      (first, { login }) => {
        first.login = login
      },
    ),
    touching(
      'second-disconnects-first',
      'A second connect is refused, and the first inbox is gone.',
      (first, _, { hub, company }) => hub.behaviour.onDisconnect(first, company, hub),
    ),
    touching(
      'second-refused-and-connected',
      'A second connect answers 409, and there are two inboxes then.',
      (_, connection, call) => {
        call.company.inboxes.push(createInbox(connection, call))
      },
    ),
  ]
}

/** INBOX-CONN-03. */
function several(): Defect<Behaviour>[] {
  const requirement = 'INBOX-CONN-03'
  const excluding = (
    id: string,
    summary: string,
    excludes: (other: Inbox, vendor: Vendor, call: CompanyCall) => boolean,
  ) => ({
    id,
    requirement,
    summary,
    patch: (base: Behaviour): Partial<Behaviour> => ({
      existing: (vendor, call) =>
        base.existing(vendor, call) ?? call.company.inboxes.find((other) => excludes(other, vendor, call)),
    }),
  })
  return [
    excluding('one-vendor-a-company', 'A company that has an inbox cannot connect another vendor.', () => true),
    excluding(
      'one-polled-vendor-a-company',
      'A company can connect one polled vendor and one pushed one.',
      (other, vendor) => VENDORS[other.vendor].syncMode === VENDORS[vendor].syncMode,
    ),
    excluding(
      'login-excludes-authorization',
      'A company cannot have Medit Link beside a vendor with browser authorization.',
      (other, vendor) => VENDORS[other.vendor].connectionType !== VENDORS[vendor].connectionType,
    ),
    excluding(
      'two-vendors-a-company',
      'A company can connect two vendors at most.',
      (_other, _vendor, { company }) => company.inboxes.length >= 2,
    ),
    {
      id: 'connecting-disconnects-the-others',
      requirement,
      summary: 'Connecting a vendor disconnects all others of the company.',
      patch: () => ({
        onConnected(inbox, { company }) {
          company.inboxes = [inbox]
        },
      }),
    },
  ]
}

/** INBOX-CONN-04. */
function otherCompany(): Defect<Behaviour>[] {
  const once = (id: string, summary: string, concerns: (vendor: Vendor) => boolean): Defect<Behaviour> => ({
    id,
    requirement: 'INBOX-CONN-04',
    summary,
    patch: (base) => ({
      existing: (vendor, call) =>
        base.existing(vendor, call) ??
        (concerns(vendor)
          ? call.hub.companies.flatMap(({ inboxes }) => inboxes).find((inbox) => inbox.vendor === vendor)
          : undefined),
    }),
  })
  return [
    once('vendor-once-for-all-companies', 'A vendor that one company has connected is taken for all.', () => true),
    once(
      'login-vendor-once-for-all-companies',
      'Medit Link is taken for all once one company has it.',
      (vendor) => vendor === 'medit-link',
    ),
    once(
      'pushed-vendor-once-for-all-companies',
      'Shining 3D is taken for all once one company has it.',
      (vendor) => vendor === 'shining-3d',
    ),
  ]
}

/** What a company may connect. */
export const connectingDefects: Defect<Behaviour>[] = [...second(), ...several(), ...otherCompany()]
