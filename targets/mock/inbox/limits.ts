import type { Account, Company, Hub, Inbox, Limit } from './model.ts'

export const limitDecisions = {
  outOfCredits: ({ credits }: Account): boolean => credits <= 0,
  /** @param caseBytes what one more case would take. */
  storageFull: ({ usedBytes, limitBytes }: Account, caseBytes: number): boolean =>
    usedBytes >= limitBytes || usedBytes + caseBytes > limitBytes,
  /** The limit that keeps an inbox from collecting. */
  limitOf({ account }: Company, _inbox: Inbox, hub: Hub): Limit | undefined {
    const { behaviour } = hub
    if (behaviour.outOfCredits(account)) return 'out-of-credits'
    return behaviour.storageFull(account, behaviour.caseBytes) ? 'storage-full' : undefined
  },
  /** Whether an inbox collects at a limit all the same. */
  collectsDespite: (_limit: Limit, _inbox: Inbox, _company: Company): boolean => false,
  /** What inboxes notice as soon as the account changes; the rest they notice when their next sync is due. */
  noticesAtOnce: { limit: true, room: true },
  /** Whether a paused inbox goes on once there is room. */
  resumes: (_inbox: Inbox, _limit: Limit): boolean => true,
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
