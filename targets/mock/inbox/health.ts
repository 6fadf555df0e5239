import {
  type ConnectionState,
  type Health,
  HOUR,
  type Hub,
  type Inbox,
  MINUTE,
  type Reason,
  type WarningCode,
} from './model.ts'
import { VENDORS } from './vendors.ts'

export const isPushed = (inbox: Inbox): boolean => VENDORS[inbox.vendor].syncMode === 'push'

/** Milliseconds since the last sync, or since it was connected where there was none. */
export const ageOf = (inbox: Inbox, at: number): number => at - (inbox.lastSync ?? inbox.restoredAt)

const TEXTS: Record<WarningCode, { message: string; action: string }> = {
  'authorization-expired': {
    message: 'The authorization at the vendor has expired. New cases are not collected.',
    action: 'Sign in at the vendor again.',
  },
  'credentials-invalid': {
    message: 'The vendor no longer accepts the stored user name and password. New cases are not collected.',
    action: 'Update the credentials.',
  },
  'out-of-credits': {
    message: 'The company has run out of credits. New cases are not collected.',
    action: 'Purchase additional credits.',
  },
  'storage-full': {
    message: 'The company storage is full. New cases are not collected.',
    action: 'Clean up the storage, or have it extended.',
  },
  'vendor-outage': {
    message: 'The vendor portal has not answered for some hours.',
    action: "Wait for the vendor's outage to end. If its portal works for you, reconnect the inbox.",
  },
  'sync-overdue': {
    message: 'The inbox has not been synced for some hours.',
    action: 'Check the inbox at the vendor. If it works there, reconnect it.',
  },
}

export const healthDecisions = {
  stateOf(inbox: Inbox): ConnectionState {
    if (!inbox.authorized) return 'authorization-pending'
    if (inbox.refusal) return inbox.refusal.code
    return inbox.paused ? 'paused' : 'connected'
  },
  healthOf(inbox: Inbox, at: number, hub: Hub): Health {
    const { behaviour } = hub
    if (!inbox.authorized) return behaviour.pendingHealth
    if (inbox.refusal || inbox.paused) return behaviour.interruptedHealth
    const outage = behaviour.outageOf(inbox, at)
    // After a restore there may be no failed sync yet: the health follows the age all the same.
    const missed = outage ?? (isPushed(inbox) ? 0 : ageOf(inbox, at))
    if (missed >= behaviour.issueAfter(inbox)) return 'issue'
    const sound = isPushed(inbox) ? outage === undefined : behaviour.isRecent(ageOf(inbox, at), inbox)
    return sound ? 'healthy' : 'attention'
  },
  /** Why an inbox shows a warning; null for none. */
  warningOf(inbox: Inbox, at: number, hub: Hub): Reason | null {
    const { behaviour } = hub
    if (!inbox.authorized) return null
    const known = inbox.refusal ?? inbox.paused
    if (known) return known
    const outage = behaviour.outageOf(inbox, at)
    if (outage === undefined || outage < behaviour.issueAfter(inbox)) return null
    // A restore ends what was known of an outage; only what failed since can be warned of.
    if (at - inbox.restoredAt < behaviour.issueAfter(inbox)) return null
    return { code: 'vendor-outage', since: inbox.failingSince! }
  },
  /** Whether a sync of that age, in milliseconds, is recent. */
  isRecent: (age: number, _inbox: Inbox): boolean => age <= 10 * MINUTE,
  /** Milliseconds of outage after which it is reported. */
  issueAfter: (_inbox: Inbox): number => 4 * HOUR,
  /** Milliseconds that an outage has lasted; undefined where there is none. */
  outageOf(inbox: Inbox, at: number): number | undefined {
    if (inbox.failingSince === null) return undefined
    // The cross-checks of a pushed inbox are hours apart: only a failed one tells of an outage.
    return isPushed(inbox) ? at - inbox.failingSince : ageOf(inbox, at)
  },
  /** Of an inbox that waits for its first sign-in. */
  pendingHealth: 'attention' as Health,
  /** Of an inbox that is interrupted for a reason that is known at once. */
  interruptedHealth: 'issue' as Health,
  /** What a warning says, and says to do. */
  textOf: (code: WarningCode, _inbox: Inbox): { message: string; action: string } => TEXTS[code],
}
