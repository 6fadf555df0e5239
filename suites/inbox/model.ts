import { longestWait, MARGIN, type Vendor } from './api.ts'
import type { HubEvent, VendorEvent } from './events.ts'

/** What keeps an inbox from collecting. */
export type Cause = 'refused' | 'down' | 'out-of-credits' | 'storage-full'

/** A case that a vendor had, and what the case inbox owes of it. */
export interface Owed {
  companyId: string
  vendor: Vendor
  caseId: string
  /** It could be collected for as long as collecting may take, so that it has to be there. */
  due: boolean
}

interface ModelCase extends Owed {
  at: number
  /** It is from before the connection, or from one that has ended. */
  early: boolean
  /** What it waited for the end of, where it did. */
  waitedFor?: Cause
}

interface Past {
  since: number
  until: number
}

/** What is known of one inbox at a point of its story; times in milliseconds on the run's clock. */
export interface Inbox {
  /** The time that it is told of. */
  at: number
  companyId: string
  vendor: Vendor
  /** Null where it is not connected. */
  connectedAt: number | null
  /** What is in its way, since when. */
  causes: Map<Cause, number>
  /** What was in its way, and when. */
  ended: Map<Cause, Past>
  /** Since when nothing is in the way of collecting; null where something is. */
  freeSince: number | null
  /** Since when something is; null where nothing is. */
  heldSince: number | null
  cases: ModelCase[]
}

type Interrupted = Pick<Inbox, 'causes' | 'ended'>

const CHANGES: Record<VendorEvent, (inbox: Inbox, at: number) => void> = {
  connected(inbox, at) {
    inbox.connectedAt = at
    inbox.causes.delete('refused')
  },
  disconnected(inbox) {
    inbox.connectedAt = null
    // Whether the cases of a connection that has ended stay listed, and what waited for it, is not said.
    for (const one of inbox.cases) Object.assign(one, { due: false, early: true })
  },
  expired: (inbox, at) => turn(inbox, 'refused', true, at),
  rejected: (inbox, at) => turn(inbox, 'refused', true, at),
  renewed: (inbox, at) => turn(inbox, 'refused', false, at),
  down: (inbox, at) => turn(inbox, 'down', true, at),
  up: (inbox, at) => turn(inbox, 'down', false, at),
}

function turn({ causes, ended }: Interrupted, cause: Cause, isOn: boolean, at: number): void {
  const since = causes.get(cause)
  if (isOn) causes.set(cause, since ?? at)
  else if (since !== undefined) ended.set(cause, { since, until: at })
  if (!isOn) causes.delete(cause)
}

/**
 * The model of what every vendor had, when, and what was in the way of collecting it. A case is due once nothing was in its
 * way for the longest time that a poll (a cross-check, for a pushed vendor) may take, which covers a restore that waits for
 * the next poll as well. Cases from before a connection may be collected, and are never due.
 *
 * @param until milliseconds on the run's clock up to which the story is followed
 */
export function inboxesAt(events: readonly HubEvent[], until: number): Inbox[] {
  const inboxes = new Map<string, Inbox>()
  /** What companies have run out of. */
  const limits = new Map<string, Interrupted>()
  const limitsOf = (companyId: string) => limits.get(companyId) ?? { causes: new Map(), ended: new Map() }
  const inboxOf = (companyId: string, vendor: Vendor): Inbox => {
    const key = `${companyId} ${vendor}`
    const { causes, ended } = limitsOf(companyId)
    const none = { at: until, companyId, vendor, connectedAt: null, freeSince: null, heldSince: null, cases: [] }
    const inbox = inboxes.get(key) ?? { ...none, causes: new Map(causes), ended: new Map(ended) }
    inboxes.set(key, inbox)
    return inbox
  }
  const limit = (companyId: string, cause: Cause, isReached: boolean, at: number) => {
    const company = limitsOf(companyId)
    limits.set(companyId, company)
    const own = [...inboxes.values()].filter((one) => one.companyId === companyId)
    for (const one of [company, ...own]) turn(one, cause, isReached, at)
  }
  /** What could be collected for long enough, while nothing was in its way, is due. */
  const settle = ({ vendor, freeSince, cases }: Inbox, at: number) => {
    if (freeSince === null) return
    for (const one of cases)
      if (!one.early && Math.max(one.at, freeSince) + longestWait(vendor) + MARGIN <= at) one.due = true
  }
  const apply = (event: HubEvent) => {
    switch (event.kind) {
      case 'passed':
        return
      case 'reset':
        for (const [key, { companyId }] of inboxes) if (companyId === event.companyId) inboxes.delete(key)
        limits.delete(event.companyId)
        return
      case 'credits':
        return limit(event.companyId, 'out-of-credits', !event.some, event.at)
      case 'storage':
        return limit(event.companyId, 'storage-full', !event.room, event.at)
    }
    const { companyId, vendor, at } = event
    const inbox = inboxOf(companyId, vendor)
    if (event.kind !== 'case') return CHANGES[event.kind](inbox, at)
    const { caseId } = event
    if (!inbox.cases.some((one) => one.caseId === caseId))
      inbox.cases.push({ companyId, vendor, caseId, at, due: false, early: inbox.connectedAt === null })
  }
  for (const event of events) {
    if (event.at > until) break
    // Neither is in the way of anything.
    const isHarmless = event.kind === 'passed' || event.kind === 'case'
    const affected = () =>
      isHarmless ? [] : [...inboxes.values()].filter(({ companyId }) => companyId === event.companyId)
    for (const one of affected()) settle(one, event.at)
    apply(event)
    for (const one of affected()) follow(one, event.at)
  }
  for (const one of inboxes.values()) settle(one, until)
  return [...inboxes.values()]
}

/** Whether something is in the way of an inbox now, and what cases that waited had waited for. */
function follow(inbox: Inbox, at: number): void {
  const { connectedAt, causes, ended, heldSince, cases } = inbox
  const isFree = connectedAt !== null && causes.size === 0
  const isHeld = connectedAt !== null && causes.size > 0
  if (isFree && heldSince !== null) {
    const cause = latest(ended)?.[0]
    if (cause) for (const one of cases) if (one.at >= heldSince) one.waitedFor = cause
  }
  inbox.freeSince = isFree ? (inbox.freeSince ?? at) : null
  inbox.heldSince = isHeld ? (heldSince ?? at) : null
}

/** What ended last. */
export const latest = (ended: Inbox['ended']): [Cause, Past] | undefined =>
  [...ended].sort(([, one], [, other]) => one.until - other.until).at(-1)

/** What case inboxes owe of the cases that vendors had. */
export const owedBy = (events: readonly HubEvent[], until: number): Owed[] =>
  inboxesAt(events, until).flatMap(({ cases }) =>
    cases.map(({ companyId, vendor, caseId, due }) => ({ companyId, vendor, caseId, due })),
  )
