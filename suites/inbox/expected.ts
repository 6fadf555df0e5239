import type { Age } from './ages.ts'
import { isOutdated, isRecent } from './ages.ts'
import { HOUR, ISSUE_AFTER, isLogin, isPushed, longestWait, MARGIN, RECENT, type Vendor } from './api.ts'
import { memoized } from './memoized.ts'
import { type Cause, type Inbox, latest } from './model.ts'
import type { InboxView, WarningView } from './reading.ts'
import type { RequirementId } from './requirements.gen.ts'

/** What one rule expects of an inbox at an instant. */
export interface Expectation {
  id: RequirementId
  /** In the document's words. */
  expected: string
  /** Of what it speaks: where the inbox shows something else than the profile knows, nothing can be told. */
  of: 'state' | 'health' | 'warning'
  /**
   * Whether it says anything of an inbox that shows so much, and whose last sync is so old; it does unless it is said.
   *
   * @param othersSync whether another inbox of the company, by sign-in, has synced
   */
  when?(view: InboxView, age: Age | undefined, othersSync: boolean): boolean
  isMet(view: InboxView, age: Age | undefined): boolean
}

/** What one rule expects of a case inbox: that a case is there, or is not. */
export interface CaseExpectation {
  id: RequirementId
  vendor: Vendor
  caseId: string
  isThere: boolean
}

const LIMITS: readonly Cause[] = ['out-of-credits', 'storage-full']

const KNOWN_CODES = [
  'authorization-expired',
  'credentials-invalid',
  'out-of-credits',
  'storage-full',
  'vendor-outage',
  'sync-overdue',
]

/** Whether a warning may be of this reason: a hub may have further codes, but not another reason's. */
const isOf = (warning: WarningView | null, ...codes: string[]): boolean =>
  warning !== null && (codes.includes(String(warning.code)) || !KNOWN_CODES.includes(String(warning.code)))

const isOfOutage = (warning: WarningView | null) => isOf(warning, 'vendor-outage', 'sync-overdue')
const isWell = ({ health, warning }: InboxView): boolean => health === 'healthy' && !warning
const works = ({ state, warning }: InboxView): boolean => state === 'connected' && !warning
const isConnected = ({ state }: InboxView): boolean => state === 'connected'

/** What a refusal of the vendor is shown as, and warned of. */
const refusalOf = (vendor: Vendor) => (isLogin(vendor) ? 'credentials-invalid' : 'authorization-expired')

/** The rules on what is in the way of an inbox, and on its end; an outage has rules of its own, by its age. */
const rulesOn = (cause: Cause, vendor: Vendor): { start?: RequirementId; end?: RequirementId } => {
  switch (cause) {
    case 'refused':
      return isLogin(vendor)
        ? { start: 'INBOX-LOGIN-03', end: 'INBOX-LOGIN-04' }
        : { start: 'INBOX-AUTH-03', end: 'INBOX-AUTH-04' }
    case 'out-of-credits':
      return { start: 'INBOX-LIMIT-01', end: 'INBOX-LIMIT-02' }
    case 'storage-full':
      return { start: 'INBOX-LIMIT-03', end: 'INBOX-LIMIT-04' }
    case 'down':
      return {}
  }
}

/**
 * The oracle: what a hub may show of an inbox by what has happened to it, with the rules that say so. What is left free, no
 * rule speaks of: what is not known to the hub yet (by the next poll, or cross-check, it is), which health an interruption
 * has, whether an outage counts from the last sync or from the first failed poll.
 */
export const expected = memoized((inbox: Inbox): Expectation[] => {
  if (inbox.connectedAt === null) return []
  return inbox.causes.size > 0 ? ofInterrupted(inbox) : ofWorking(inbox)
})

function ofInterrupted({ at, vendor, causes, ended }: Inbox): Expectation[] {
  const isKnown = (since: number) => at - since > longestWait(vendor)
  const [[cause, since] = ['down', at] as const] = causes
  const all: Expectation[] = []
  // Of an interruption that another one accompanied, the reason that is named may be the other one's for a while.
  const isPlain = causes.size === 1 && (latest(ended)?.[1].until ?? 0) <= since
  const { start: id } = rulesOn(cause, vendor)
  if (id && isPlain && isKnown(since)) {
    const code = cause === 'refused' ? refusalOf(vendor) : cause
    if (cause === 'refused') {
      all.push({ id, of: 'state', expected: `the state ${code}`, isMet: ({ state }) => state === code })
      // Whatever its age, and all the more once that is no longer recent.
      if (isPushed(vendor) || isKnown(since + RECENT))
        all.push({ id, of: 'health', expected: 'attention or issue', isMet: ({ health }) => health !== 'healthy' })
    }
    all.push({ id, of: 'warning', expected: `a warning of ${code}`, isMet: ({ warning }) => isOf(warning, code) })
  }
  if (causes.has('down'))
    all.push({
      id: 'INBOX-SHOW-03',
      of: 'warning',
      expected: 'a last sync that has succeeded',
      when: (_view, age) => age !== undefined,
      isMet: (_view, age) => age !== undefined && age.most >= at - (causes.get('down') ?? at) - MARGIN,
    })
  const isOut = (_view: InboxView, age: Age | undefined) => age !== undefined && age.least >= ISSUE_AFTER + RECENT
  const isKnownAtOnce = [...causes].some(([one, from]) => one !== 'down' && isKnown(from))
  if (isKnownAtOnce || (causes.has('down') && !isPushed(vendor)))
    all.push({
      id: 'INBOX-SHOW-04',
      of: 'warning',
      expected: 'a warning while synchronization is interrupted',
      ...(isKnownAtOnce ? {} : { when: isOut }),
      isMet: ({ warning }) => warning !== null,
    })
  if (causes.has('down') && causes.size === 1 && !isPushed(vendor)) all.push(...ofOutage(isOut))
  return all
}

function ofOutage(isOut: NonNullable<Expectation['when']>): Expectation[] {
  const isOutForLess = (_view: InboxView, age: Age | undefined) =>
    age !== undefined && isOutdated(age) && age.most < ISSUE_AFTER
  return [
    {
      id: 'INBOX-HEALTH-01',
      of: 'health',
      expected: 'healthy, without a warning, up to and including 10 minutes after the last sync',
      when: (view, age) => isConnected(view) && age !== undefined && isRecent(age),
      isMet: isWell,
    },
    {
      id: 'INBOX-HEALTH-02',
      of: 'health',
      expected: 'attention, over 10 minutes after the last sync',
      // One that is an issue already is INBOX-HEALTH-03's.
      when: (view, age) => isOutForLess(view, age) && view.health !== 'issue',
      isMet: ({ health }) => health === 'attention',
    },
    {
      id: 'INBOX-HEALTH-03',
      of: 'health',
      expected: 'no issue and no warning before 4 hours of outage',
      when: isOutForLess,
      isMet: ({ health, warning }) => health !== 'issue' && !warning,
    },
    {
      id: 'INBOX-HEALTH-04',
      of: 'health',
      expected: 'issue, with a warning, from 4 hours of outage on',
      when: isOut,
      isMet: ({ health, warning }) => health === 'issue' && isOfOutage(warning),
    },
  ]
}

function ofWorking({ at, vendor, ended, freeSince }: Inbox): Expectation[] {
  const isKnown = (since: number) => at - since > longestWait(vendor)
  const [cause, { since, until }] = latest(ended) ?? [undefined, { since: at, until: at }]
  // None succeeds while it is interrupted.
  const hasSyncedSince = (age: Age | undefined) => age !== undefined && age.most < at - since
  const all: Expectation[] = []
  const isPolled = !isPushed(vendor)
  if (cause === undefined) {
    all.push({
      id: 'INBOX-SHOW-04',
      of: 'warning',
      expected: 'no warning of an inbox that works',
      when: isConnected,
      isMet: ({ warning }) => !warning,
    })
    if (!isPolled)
      all.push({
        id: 'INBOX-PUSH-02',
        of: 'health',
        expected: 'a pushed inbox that the age of its sync does not make suspect',
        // The health of an inbox that has not synced yet is free.
        when: (view) => isConnected(view) && (view.lastSync != null || view.warning !== null),
        isMet: isWell,
      })
  } else if (cause !== 'down')
    all.push({
      id: rulesOn(cause, vendor).end!,
      of: 'state',
      expected: 'a connected inbox without a warning, once what was in its way is over',
      // It need not sync twice.
      when: (_view, age) => isKnown(until) || (cause === 'refused' && isPolled && hasSyncedSince(age)),
      isMet: works,
    })
  else if (isPolled && at - until < HOUR)
    all.push({
      id: 'INBOX-HEALTH-05',
      of: 'health',
      expected: 'healthy, without a warning, once the outage is over and a sync has succeeded',
      when: (_view, age) => hasSyncedSince(age) && age !== undefined && isRecent(age),
      isMet: isWell,
    })
  if (isPolled && cause !== 'down' && (cause === undefined || isKnown(until)))
    all.push({
      id: 'INBOX-HEALTH-01',
      of: 'health',
      expected: 'healthy, up to and including 10 minutes after the last sync',
      // That a warning is there is another rule's.
      when: (view, age) => works(view) && age !== undefined && isRecent(age),
      isMet: ({ health }) => health === 'healthy',
    })
  if (isPolled && freeSince !== null && isKnown(freeSince))
    all.push({
      id: 'INBOX-HEALTH-06',
      of: 'warning',
      expected: 'a sync every 10 minutes, while the vendor answers',
      // A warning of an outage stays until the hub has asked the vendor again, which it does by the next poll.
      // One that has never synced has no age: that none has is INBOX-AUTH-02's matter.
      when: (view, age, othersSync) =>
        isConnected(view) &&
        (!view.warning || isOfOutage(view.warning)) &&
        (age !== undefined || (view.lastSync === null && othersSync)),
      isMet: (_view, age) => age !== undefined && !isOutdated(age),
    })
  return all
}

/** What a case inbox has to show of these cases, and what it must not, where a rule on interruptions speaks of it. */
export function expectedCases({ vendor, causes, heldSince, cases }: Inbox): CaseExpectation[] {
  const all: CaseExpectation[] = []
  for (const { caseId, at, due, waitedFor } of cases) {
    const restored = due && waitedFor && rulesOn(waitedFor, vendor).end
    if (restored) all.push({ id: restored, vendor, caseId, isThere: true })
    if (heldSince === null || at < heldSince || causes.size > 1) continue
    for (const [cause, since] of causes) {
      const { start: id } = rulesOn(cause, vendor)
      // What is pushed is taken until the hub has asked the vendor, which it does a few times a day.
      const isFromThen = LIMITS.includes(cause) || !isPushed(vendor) || at - since > longestWait(vendor)
      if (id && isFromThen) all.push({ id, vendor, caseId, isThere: false })
    }
  }
  return all
}
