import { broken, holds, unobserved } from '../../../engine/finding.ts'
import type { Finding } from '../../../engine/verdict.ts'
import { ageOf } from '../ages.ts'
import { ISSUE_AFTER, RECENT, SECOND } from '../api.ts'
import { all, each, looksIn, part } from '../judging.ts'
import { polledIn, quiet } from '../premises.ts'
import { dateOf, type InboxView, inboxesIn, inboxIn, inOrder, isBlank, isInboxList } from '../reading.ts'
import { everyRead, type Seen } from '../rule.ts'
import type { Look } from '../stage.ts'

const REFUSED = ['authorization-expired', 'credentials-invalid', 'paused']

/** A company may have reached these before an inbox of it was connected. */
const LIMITS: unknown[] = ['out-of-credits', 'storage-full']

/** Every rule that speaks of one reason for a warning. */
const REASONS = [
  'INBOX-AUTH-03',
  'INBOX-AUTH-04',
  'INBOX-LOGIN-03',
  'INBOX-LOGIN-04',
  'INBOX-LOGIN-06',
  'INBOX-HEALTH-01',
  'INBOX-HEALTH-03',
  'INBOX-HEALTH-04',
  'INBOX-HEALTH-05',
  'INBOX-HEALTH-06',
  'INBOX-PUSH-02',
  'INBOX-LIMIT-01',
  'INBOX-LIMIT-02',
  'INBOX-LIMIT-03',
  'INBOX-LIMIT-04',
  'INBOX-CONN-02',
  'INBOX-CONN-05',
  'INBOX-CONN-06',
  'INBOX-SHOW-03',
] as const

const isLongOut = (view: InboxView | undefined): boolean => ((view && ageOf(view)?.least) ?? 0) >= ISSUE_AFTER + RECENT

const onlyLongOut = (look: Look): Look => ({
  ...look,
  inboxes: look.inboxes.filter(({ exchange }) => isLongOut(inboxIn(exchange))),
})

function sameInTheList(seen: Seen): Finding {
  const { calls: _calls, configured: _configured, ...scenes } = seen
  for (const { inboxes, list } of looksIn(scenes)) {
    if (!list || !isInboxList(list)) continue
    for (const { vendor, exchange } of inboxes) {
      const own = inboxIn(exchange)
      const listed = inboxesIn(list).find(({ inboxId }) => inboxId === own?.inboxId)
      if (own && listed && (own.warning === null) !== (listed.warning === null))
        return broken(
          'a warning where synchronization is interrupted, and nowhere else',
          `${vendor} warns of ${(own.warning ?? listed.warning)?.code} ${own.warning ? 'by itself, and not in the list' : 'in the list, and not by itself'}`,
          [exchange, list],
        )
    }
  }
  return holds('the list warns of the same')
}

function warning(look: Look, why: string): Finding {
  return all([
    holds(why),
    ...each(look, (view, vendor) =>
      view.warning
        ? holds(`${vendor} warns of ${view.warning.code}`, [view.exchange])
        : broken('a warning while synchronization is interrupted', `${vendor} shows none, and ${why}`, [view.exchange]),
    ),
  ])
}

/** What a hub shows as it stands: an inbox that is refused warns, one that is healthy does not. */
export function asShown(views: readonly InboxView[]): Finding {
  const silent = views.find(({ state, warning }) => REFUSED.includes(String(state)) && !warning)
  if (silent)
    return broken(
      'a warning while synchronization is interrupted',
      `${silent.vendor} is ${silent.state}, and shows none`,
      [silent.exchange],
    )
  const loud = views.find(({ state, health, warning }) => state === 'connected' && health === 'healthy' && warning)
  if (loud)
    return broken(
      'no warning of an inbox that works',
      `${loud.vendor} is healthy, and warns of ${loud.warning?.code}`,
      [loud.exchange],
    )
  return views.some(({ warning }) => warning)
    ? holds('interrupted inboxes warn, and others do not')
    : unobserved('no inbox was interrupted', 'the provider state "the vendor authorization has expired"')
}

/** @param began the hub's time at which its limits were set back; without it nothing is known of what was before */
export function advice(views: readonly InboxView[], began = Number.NEGATIVE_INFINITY): Finding {
  const warned = views.filter(({ warning }) => warning)
  if (warned.length === 0)
    return unobserved(
      'no warning was shown',
      'an inbox that is interrupted: the provider state "the vendor authorization has expired"',
    )
  const connected = new Map<string, number>()
  const shown = new Map<string, InboxView>()
  const sound = new Map<string, number>()
  const faults: { view: InboxView; words: string }[] = []
  for (const view of views) {
    const { inboxId = '', warning, date, exchange, lastSync } = view
    if (exchange.operation === 'connectInbox' && date !== undefined && !connected.has(inboxId))
      connected.set(inboxId, date)
    if (!warning) {
      // The list may be behind what an inbox shows by itself: that is another rule's matter.
      if (exchange.operation === 'listInboxes') continue
      shown.delete(inboxId)
      if (lastSync != null) sound.set(inboxId, Math.max(lastSync, sound.get(inboxId) ?? lastSync))
      continue
    }
    const from = LIMITS.includes(warning.code) ? began : (connected.get(inboxId) ?? Number.NEGATIVE_INFINITY)
    const words = whatIsWrong(view, { from, before: shown.get(inboxId), sound: sound.get(inboxId) })
    if (words !== undefined) faults.push({ view, words })
    const before = shown.get(inboxId)
    if (before?.warning?.code !== warning.code) shown.set(inboxId, view)
  }
  const [first] = faults
  return first
    ? broken(
        'what to do, and since when',
        `${first.view.vendor}, ${first.view.warning?.code}: ${first.words}`,
        faults.map(({ view }) => view.exchange),
      )
    : holds(`${warned.length} warnings say what to do, and since when`)
}

/** What is known of an inbox before it shows a warning. */
interface Past {
  /** The earliest that its reason can have come up. */
  from: number
  /** The read at which the warning was there first, where it has been there since. */
  before: InboxView | undefined
  /** The latest sync after which it showed none: nothing was in its way then. */
  sound: number | undefined
}

function whatIsWrong(view: InboxView, { from, before, sound }: Past): string | undefined {
  const { warning, date } = view
  if (!warning) return undefined
  if (isBlank(warning.message)) return 'the message is blank'
  if (isBlank(warning.action)) return 'the action is blank'
  const { since } = warning
  if (since === null) return 'it does not say since when'
  // What is no time at all is the shape's matter.
  if (since === undefined) return undefined
  const at = new Date(since).toISOString()
  if (date !== undefined && since >= date + 2 * SECOND) return `it has been there since ${at}, after the answer's Date`
  if (since < from - SECOND)
    return `it has been there since ${at}, before the inbox was connected, or the limit reached`
  if (sound !== undefined && since < sound - SECOND)
    return `it has been there since ${at}, and a sync at ${new Date(sound).toISOString()} was followed by none`
  if (before?.date !== undefined && before.warning?.code === warning.code && since > before.date + 2 * SECOND)
    return `it has been there since ${at}, and was shown before that`
  return undefined
}

/** Warnings. */
export const rules = {
  /** "A warning when synchronization is interrupted (action is required)". */
  'INBOX-SHOW-04': everyRead({
    leansOn: REASONS,
    judge: (seen) => {
      const { connecting, everyday, refusal, limits, outage } = seen
      return all([
        sameInTheList(seen),
        ...[
          connecting.connectedAtOnce,
          connecting.connected,
          everyday.polled,
          everyday.crossChecked,
          everyday.aDayLater,
        ].map((look) => (look ? quiet(look, 'nothing interrupts it') : holds('not looked at'))),
        part(everyday, 'interruptions', (interruptions) =>
          all(
            interruptions.flatMap(({ what, others, otherCompany }) => [
              quiet(others, `only another one is interrupted (${what})`),
              ...(otherCompany ? [quiet(otherCompany, `only one of another company is interrupted (${what})`)] : []),
            ]),
          ),
        ),
        part(refusal, 'refused', (look) => warning(polledIn(look), 'the vendor refuses it')),
        ...(refusal.crossChecked ? [warning(refusal.crossChecked, 'the vendor refuses it')] : []),
        part(limits, 'credits', ({ limited }) => warning(polledIn(limited), 'the company is out of credits')),
        part(limits, 'storage', ({ limited }) => warning(polledIn(limited), 'the storage is full')),
        part(limits, 'both', ({ limited, refused }) =>
          all([
            warning(limited, 'the vendor refuses it, and the company is out of credits'),
            warning(refused, 'the vendor refuses it, and the company has credits again'),
          ]),
        ),
        part(limits, 'bothLimits', (look) => warning(polledIn(look), 'the company is out of credits and of storage')),
        part(limits, 'storageOnly', (look) =>
          warning(polledIn(look), 'the storage is full, though there are credits again'),
        ),
        part(limits, 'creditsOnly', (look) =>
          warning(polledIn(look), 'the company is out of credits, though it has room again'),
        ),
        part(outage, 'outOfCredits', (look) =>
          warning(onlyLongOut(look), 'its portal has been down for 4 hours, and the company is out of credits'),
        ),
        part(outage, 'moments', (moments) =>
          all(
            [...moments, ...(outage.momentsAgain ?? [])].map((moment) =>
              warning(onlyLongOut(moment), 'its portal has been down for 4 hours'),
            ),
          ),
        ),
      ])
    },
    looking: ({ calls }) => asShown(calls.flatMap(inboxesIn)),
  }),

  /** "Warning shown – the user should verify authentication, credentials, or credits/storage status". */
  'INBOX-SHOW-05': everyRead({
    leansOn: [...REASONS, 'INBOX-SHOW-04'],
    judge: ({ calls }) => {
      const [began] = inOrder(calls).flatMap((call) => dateOf(call) ?? [])
      return advice(inOrder(calls).flatMap(inboxesIn), began)
    },
    looking: ({ calls }) => advice(calls.flatMap(inboxesIn)),
  }),
}
