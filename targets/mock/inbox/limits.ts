import type { Account, Company, Hub, Inbox, Limit } from './model.ts'

export interface LimitDecisions {
  outOfCredits(account: Account): boolean
  /** @param caseBytes what one more case would take. */
  storageFull(account: Account, caseBytes: number): boolean
  /** The limit that keeps an inbox from collecting. */
  limitOf(company: Company, inbox: Inbox, hub: Hub): Limit | undefined
  /** Whether an inbox collects at a limit all the same. */
  collectsDespite(limit: Limit, inbox: Inbox, company: Company): boolean
  /** What inboxes notice as soon as the account changes; the rest they notice when their next sync is due. */
  noticesAtOnce: { limit: boolean; room: boolean }
  /** Whether a paused inbox goes on once there is room. */
  resumes(inbox: Inbox, limit: Limit): boolean
}

export const limitDecisions: LimitDecisions = {
  outOfCredits: ({ credits }) => credits <= 0,
  storageFull: ({ usedBytes, limitBytes }, caseBytes) => usedBytes >= limitBytes || usedBytes + caseBytes > limitBytes,
  limitOf({ account }, _inbox, { behaviour }) {
    if (behaviour.outOfCredits(account)) return 'out-of-credits'
    return behaviour.storageFull(account, behaviour.caseBytes) ? 'storage-full' : undefined
  },
  collectsDespite: () => false,
  noticesAtOnce: { limit: true, room: true },
  resumes: () => true,
}

/** Brings an inbox in line with its company's account; true where it may go on now and could not before. */
export function noticeLimits(hub: Hub, company: Company, inbox: Inbox, at: number): boolean {
  const limit = hub.behaviour.limitOf(company, inbox, hub)
  if (limit) {
    pause(inbox, limit, at)
    return false
  }
  if (!inbox.paused || !hub.behaviour.resumes(inbox, inbox.paused.code)) return false
  inbox.paused = null
  inbox.restoredAt = at
  return inbox.authorized && !inbox.refusal
}

/** Notes that a limit keeps the inbox from collecting; `since` stays while the limit is the same. */
export function pause(inbox: Inbox, limit: Limit, at: number): void {
  if (inbox.paused?.code === limit) return
  inbox.paused = { code: limit, since: at }
  inbox.catchingUpAfter = limit
}
