import type { Call, CompanyCall, InboxCall, Reply } from './call.ts'
import { ok } from './call.ts'
import type {
  AccountAnswer,
  CaseAnswer,
  CollectedCase,
  Company,
  Inbox,
  InboxAnswer,
  Reason,
  Vendor,
  WarningAnswer,
} from './model.ts'
import { isVendor, VENDORS } from './vendors.ts'

export const answerDecisions = {
  nameOf: ({ vendor }: Inbox): string => VENDORS[vendor].name,
  /** The inboxes that a company's list holds. */
  selectInboxes: (company: Company, _call: Call): Inbox[] => company.inboxes,
  /** Whether an answer shows where the user is to sign in. */
  showsSignIn: (_inbox: Inbox, _call: Call): boolean => true,
  showWarning: (warning: WarningAnswer, _inbox: Inbox, _call: Call): WarningAnswer | null => warning,
  /** An inbox as it is answered: the last word on each of its fields. */
  showInbox: (answer: InboxAnswer, _inbox: Inbox, _call: Call): InboxAnswer => answer,
  /** The cases of a company's case inbox, in the order in which they were collected. */
  selectCases: (company: Company, _call: Call): CollectedCase[] => company.cases,
  filterCases: (cases: CollectedCase[], vendor: Vendor): CollectedCase[] =>
    cases.filter((one) => one.vendor === vendor),
  orderCases: (cases: CollectedCase[], _call: Call): CollectedCase[] => cases.toReversed(),
  showCase: (answer: CaseAnswer, _call: Call): CaseAnswer => answer,
  showAccount: (answer: AccountAnswer, _company: Company): AccountAnswer => answer,
  /** How an instant is written. */
  writeTime: (instant: number): string => new Date(instant).toISOString(),
  /** The last word on every answer of the API. */
  answer: (reply: Reply, _call: Call): Reply => reply,
}

/** An inbox as it stands at the time of the call. */
export function inboxAnswer(inbox: Inbox, call: Call): InboxAnswer {
  const { hub, at } = call
  const { behaviour } = hub
  const { connectionType, syncMode } = VENDORS[inbox.vendor]
  const reason = behaviour.warningOf(inbox, at, hub)
  const answer: InboxAnswer = {
    inboxId: inbox.inboxId,
    companyId: inbox.companyId,
    vendor: inbox.vendor,
    name: behaviour.nameOf(inbox),
    connectionType,
    syncMode,
    state: behaviour.stateOf(inbox),
    lastSuccessfulSync: inbox.lastSync === null ? null : behaviour.writeTime(inbox.lastSync),
    health: behaviour.healthOf(inbox, at, hub),
    warning: reason && behaviour.showWarning(warningAnswer(reason, inbox, call), inbox, call),
  }
  if (inbox.signIn && behaviour.showsSignIn(inbox, call)) answer.authorizationUrl = inbox.signIn.url
  return behaviour.showInbox(answer, inbox, call)
}

function warningAnswer({ code, since }: Reason, inbox: Inbox, { hub: { behaviour } }: Call): WarningAnswer {
  return { code, since: behaviour.writeTime(since), ...behaviour.textOf(code, inbox) }
}

/** The operation listInboxes. */
export function listInboxes(call: CompanyCall): Reply {
  const inboxes = call.hub.behaviour.selectInboxes(call.company, call)
  return ok({ inboxes: inboxes.map((inbox) => inboxAnswer(inbox, call)) })
}

/** The operation getInbox. */
export const getInbox = (call: InboxCall): Reply => ok(inboxAnswer(call.inbox, call))

/** The operation listCases. */
export function listCases(call: CompanyCall): Reply {
  const { behaviour } = call.hub
  const vendor = call.query('vendor')
  if (vendor !== undefined && !isVendor(vendor)) return behaviour.refuseBody('vendor is not a vendor.', call)
  const all = behaviour.selectCases(call.company, call)
  const chosen = vendor === undefined ? all : behaviour.filterCases(all, vendor)
  return ok({ cases: behaviour.orderCases(chosen, call).map((one) => caseAnswer(one, call)) })
}

function caseAnswer(one: CollectedCase, call: Call): CaseAnswer {
  const { behaviour } = call.hub
  const { caseId, vendor, inboxId, patientName } = one
  return behaviour.showCase(
    { caseId, vendor, inboxId, receivedAt: behaviour.writeTime(one.receivedAt), patientName },
    call,
  )
}

/** The operation getAccount. */
export function getAccount({ hub, company }: CompanyCall): Reply {
  const { credits, usedBytes, limitBytes } = company.account
  return ok(hub.behaviour.showAccount({ credits, storage: { usedBytes, limitBytes } }, company))
}
