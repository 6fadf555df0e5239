import { noticeLimits, pause } from './limits.ts'
import type { CollectedCase, Company, Hub, Inbox, Interruption, Portal, Vendor, VendorCase } from './model.ts'

export const collectDecisions = {
  /** What a case is known by within its company. */
  caseKey: (vendor: Vendor, { caseId }: VendorCase): string => `${vendor}/${caseId}`,
  /** Whether a sync takes a case for collected already. */
  isCollected: (vendorCase: VendorCase, inbox: Inbox, company: Company, hub: Hub): boolean =>
    company.collected.has(hub.behaviour.caseKey(inbox.vendor, vendorCase)),
  /** The cases that a sync finds to collect, oldest first. */
  waiting: (portal: Portal, inbox: Inbox, company: Company, _at: number, hub: Hub): VendorCase[] =>
    portal.cases.filter((vendorCase) => !hub.behaviour.isCollected(vendorCase, inbox, company, hub)),
  /** Which of the cases that waited during an interruption are collected after it; the others never are. */
  ofTheMeantime: (cases: VendorCase[], _after: Interruption, _inbox: Inbox): VendorCase[] => cases,
  /** The credits that a case takes. */
  creditsFor: (_vendorCase: VendorCase, _inbox: Inbox, _company: Company): number => 1,
  /** The storage that a case takes, in bytes. */
  caseBytes: 0,
  /** Whether the collected cases outlive the provider state that disconnects all inboxes. */
  keepsCasesOverReset: false,
  /** The case as it goes into the case inbox. */
  record: (vendorCase: VendorCase, { vendor, inboxId }: Inbox, at: number, _company: Company): CollectedCase => ({
    ...vendorCase,
    vendor,
    inboxId,
    receivedAt: at,
  }),
}

/** Collects the cases in their order, for as long as the company has credits and room. */
export function collect(hub: Hub, company: Company, inbox: Inbox, cases: readonly VendorCase[], at: number): void {
  for (const vendorCase of cases) {
    const limit = hub.behaviour.limitOf(company, inbox, hub)
    if (limit && !hub.behaviour.collectsDespite(limit, inbox, company)) {
      pause(inbox, limit, at)
      return
    }
    take(hub, company, inbox, vendorCase, at)
  }
}

function take(hub: Hub, company: Company, inbox: Inbox, vendorCase: VendorCase, at: number): void {
  const { behaviour } = hub
  const key = behaviour.caseKey(inbox.vendor, vendorCase)
  company.cases.push(behaviour.record(vendorCase, inbox, at, company))
  // A case that a defect lists twice is paid for once: credits are another rule's matter.
  if (!company.collected.has(key)) company.account.credits -= behaviour.creditsFor(vendorCase, inbox, company)
  company.account.usedBytes += behaviour.caseBytes
  company.collected.add(key)
  accountChanged(hub, company, at)
}

/** Sees to it that cases are never collected. */
export function forget(hub: Hub, company: Company, inbox: Inbox, cases: readonly VendorCase[]): void {
  for (const vendorCase of cases) company.collected.add(hub.behaviour.caseKey(inbox.vendor, vendorCase))
}

/** To be called whenever a company's credits or storage have changed. */
export function accountChanged(hub: Hub, company: Company, at: number): void {
  const { noticesAtOnce, syncsAtOnce } = hub.behaviour
  for (const inbox of company.inboxes) {
    // Asked for each inbox again: what one collects can be the last that there was room for.
    const limited = hub.behaviour.limitOf(company, inbox, hub) !== undefined
    if (!(limited ? noticesAtOnce.limit : noticesAtOnce.room)) continue
    if (noticeLimits(hub, company, inbox, at) && syncsAtOnce(inbox, 'restored')) sync(hub, company, inbox, at)
  }
}

/** Asks the vendor for all cases that were not collected yet. */
export function sync(hub: Hub, company: Company, inbox: Inbox, at: number): void {
  const { behaviour } = hub
  const portal = company.portals[inbox.vendor]
  const answer = behaviour.askPortal(portal, inbox)
  if (answer === 'up') succeed(hub, company, inbox, at)
  else if (answer === 'down') behaviour.onOutage(inbox, at)
  else behaviour.onRefusal(inbox, answer, at)
}

function succeed(hub: Hub, company: Company, inbox: Inbox, at: number): void {
  const { behaviour } = hub
  const found = behaviour.waiting(company.portals[inbox.vendor], inbox, company, at, hub)
  inbox.lastSync = behaviour.syncedAt(inbox, at, found.length)
  const after = inbox.failingSince === null ? inbox.catchingUpAfter : 'vendor-outage'
  const kept = after === null ? found : behaviour.ofTheMeantime(found, after, inbox)
  const lost = found.filter((vendorCase) => !kept.includes(vendorCase))
  recover(inbox)
  forget(hub, company, inbox, lost)
  collect(hub, company, inbox, kept, at)
}

/** The vendor answers: nothing on its side interrupts the inbox. */
export function recover(inbox: Inbox): void {
  inbox.refusal = null
  inbox.restoring = false
  inbox.failingSince = null
  inbox.catchingUpAfter = null
}
