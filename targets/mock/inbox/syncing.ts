import { sync } from './collecting.ts'
import { noticeLimits } from './limits.ts'
import { type Company, HOUR, type Hub, type Inbox, MINUTE, type Portal, type Refusal, type Vendor } from './model.ts'
import { accepts, VENDORS } from './vendors.ts'

export const syncDecisions = {
  /** Milliseconds from one poll to the next, and from one cross-check of a pushed inbox to the next. */
  pollInterval: (_inbox: Inbox): number => 5 * MINUTE,
  crossCheckInterval: (_inbox: Inbox): number => 6 * HOUR,
  /** Whether an inbox that was just connected, or can go on again, syncs right then or when its next sync is due. */
  syncsAtOnce: (_inbox: Inbox, _occasion: 'connected' | 'restored'): boolean => true,
  /** Whether a vendor tells the hub that it refuses an inbox, or the hub learns so by its next sync. */
  hearsOfRefusals: false,
  /** Whether an inbox whose sync is due asks its vendor. */
  isPolled: (inbox: Inbox, _company: Company): boolean =>
    inbox.authorized && !inbox.paused && (!inbox.refusal || inbox.restoring),
  /** What the vendor answers a sync. */
  askPortal(portal: Portal, { login }: Inbox): 'up' | 'down' | Refusal {
    if (!portal.up) return 'down'
    if (login) return accepts(portal, login) ? 'up' : 'credentials-invalid'
    return portal.authorized ? 'up' : 'authorization-expired'
  },
  /** A sync failed because the vendor did not answer. */
  onOutage(inbox: Inbox, at: number): void {
    inbox.failingSince ??= at
  },
  /** A sync failed because the vendor refused it. */
  onRefusal(inbox: Inbox, refusal: Refusal, at: number): void {
    inbox.restoring = false
    inbox.failingSince = null
    if (inbox.refusal) return
    inbox.refusal = { code: refusal, since: at }
    inbox.catchingUpAfter = refusal
  },
  /** The time of the last successful sync after one that found so many new cases. */
  syncedAt: (_inbox: Inbox, at: number, _found: number): number | null => at,
}

/**
 * Runs every poll and cross-check that was due up to now, each at its own instant. Nothing else happens between two
 * requests, so that it is enough to catch up before one is answered.
 */
export function catchUp(hub: Hub): void {
  const now = hub.clock.now()
  for (const company of hub.companies) {
    for (let inbox = nextDue(company, now); inbox; inbox = nextDue(company, now)) {
      const at = inbox.nextSyncAt!
      inbox.nextSyncAt = at + intervalOf(hub, inbox)
      noticeLimits(hub, company, inbox, at)
      if (hub.behaviour.isPolled(inbox, company)) sync(hub, company, inbox, at)
    }
  }
}

function nextDue({ inboxes }: Company, now: number): Inbox | undefined {
  let next: Inbox | undefined
  for (const inbox of inboxes) {
    if (inbox.nextSyncAt === null || inbox.nextSyncAt > now) continue
    if (!next || inbox.nextSyncAt < next.nextSyncAt!) next = inbox
  }
  return next
}

function intervalOf({ behaviour }: Hub, inbox: Inbox): number {
  return VENDORS[inbox.vendor].syncMode === 'push' ? behaviour.crossCheckInterval(inbox) : behaviour.pollInterval(inbox)
}

/** An inbox has become good to sync: for the first time, or again. */
export function start(hub: Hub, company: Company, inbox: Inbox, at: number): void {
  const occasion = inbox.nextSyncAt === null ? 'connected' : 'restored'
  inbox.nextSyncAt ??= at + intervalOf(hub, inbox)
  noticeLimits(hub, company, inbox, at)
  if (hub.behaviour.syncsAtOnce(inbox, occasion) && hub.behaviour.isPolled(inbox, company))
    sync(hub, company, inbox, at)
}

/** A vendor refuses what the hub has of it from now on. */
export function refused(hub: Hub, company: Company, vendor: Vendor, at: number): void {
  if (!hub.behaviour.hearsOfRefusals) return
  for (const inbox of company.inboxes) {
    if (inbox.vendor === vendor && hub.behaviour.isPolled(inbox, company)) sync(hub, company, inbox, at)
  }
}
