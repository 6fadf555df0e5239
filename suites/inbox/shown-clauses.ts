import type { Exchange } from '../../engine/exchange.ts'
import { broken, holds, holdsUnless, unobserved } from '../../engine/finding.ts'
import { toJson } from '../../engine/json.ts'
import type { Finding } from '../../engine/verdict.ts'
import { listOr, plural } from '../../engine/words.ts'
import { type Age, ageOf, isOutdated, isRecent } from './ages.ts'
import { HEALTHS, ISSUE_AFTER, isPushed, SECOND, STATES, VENDORS, type Vendor } from './api.ts'
import { duration } from './events.ts'
import { type InboxView, inboxesIn, isBlank, vendorsAsked } from './reading.ts'

const NO_INBOX = unobserved('no inbox was read', 'a company with a connected inbox')

const cite = (views: readonly InboxView[]): Exchange[] => views.map(({ exchange }) => exchange)

export const where = ({ exchange }: InboxView): string => `the answer to ${exchange.operation}, ${exchange.what}`

export function named(calls: readonly Exchange[]): Finding {
  const views = calls.flatMap(inboxesIn)
  if (views.length === 0) return NO_INBOX
  const nameless = views.filter(({ name }) => isBlank(name))
  if (nameless[0])
    return broken(
      'the name of every inbox',
      `the name ${toJson(nameless[0].name)} in ${where(nameless[0])}`,
      cite(nameless),
    )
  const vendors = vendorsAsked(calls)
  const wrong = views.filter(({ inboxId, vendor }) => {
    const asked = vendors.get(inboxId ?? '')
    return asked === undefined ? !(VENDORS as readonly unknown[]).includes(vendor) : vendor !== asked
  })
  if (wrong[0]) {
    const asked = vendors.get(wrong[0].inboxId ?? '')
    return broken(
      'the vendor of every inbox',
      `the vendor ${toJson(wrong[0].vendor)}${asked === undefined ? '' : ` for ${asked}`} in ${where(wrong[0])}`,
      cite(wrong),
    )
  }
  return holds(`vendor and name in all ${plural(views.length, 'inbox')} that were read`)
}

export function stated(calls: readonly Exchange[]): Finding {
  const views = calls.flatMap(inboxesIn)
  if (views.length === 0) return NO_INBOX
  const stateless = views.filter(({ state }) => !(STATES as readonly unknown[]).includes(state))
  const [first] = stateless
  return holdsUnless(
    first && `the state ${toJson(first.state) ?? 'undefined'} in ${where(first)}`,
    'the connection state of every inbox',
    cite(stateless),
  )
}

/** Never in the future, never going backwards, never gone: in the order in which the inboxes were read. */
export function onward(calls: readonly Exchange[]): Finding {
  const views = calls.flatMap(inboxesIn)
  if (views.length === 0) return NO_INBOX
  const latest = new Map<string, InboxView>()
  const connected = new Map<string, number>()
  for (const view of views) {
    const { lastSync, date, inboxId = '' } = view
    if (view.exchange.operation === 'connectInbox' && date !== undefined && !connected.has(inboxId))
      connected.set(inboxId, date)
    if (lastSync === undefined) continue
    const before = latest.get(inboxId)
    const cited = [before?.exchange, view.exchange]
    if (lastSync === null) {
      if (before)
        return broken(
          'the last successful sync of an inbox that has synced',
          `${view.vendor} shows none in ${where(view)}`,
          cited,
        )
      continue
    }
    if (date !== undefined && lastSync >= date + 2 * SECOND)
      return broken(
        'no sync in the future',
        `${view.vendor}: ${iso(lastSync)} in ${where(view)}, of ${iso(date)}`,
        cited,
      )
    const from = connected.get(inboxId)
    if (from !== undefined && lastSync < from - SECOND)
      return broken(
        'no sync from before the inbox was connected',
        `${view.vendor}: ${iso(lastSync)} in ${where(view)}, and it was connected at ${iso(from)}`,
        [view.exchange],
      )
    if (before && lastSync < (before.lastSync as number) - SECOND)
      return broken(
        'a last sync that never goes backwards',
        `${view.vendor}: ${iso(before.lastSync as number)}, and ${iso(lastSync)} later, in ${where(view)}`,
        cited,
      )
    if (!before || lastSync > (before.lastSync as number)) latest.set(inboxId, view)
  }
  if (latest.size === 0) return unobserved('no inbox shows a sync', 'an inbox that has synced')
  return holds(`the last sync of ${plural(latest.size, 'inbox')} never lies in the future, and never goes backwards`)
}

export const iso = (instant: number): string => new Date(instant).toISOString()

const isPolled = (vendor: unknown): boolean => VENDORS.includes(vendor as Vendor) && !isPushed(vendor as Vendor)

/** What the health may be at an age; undefined between two of them. */
function healthsAt(age: Age): string[] | undefined {
  if (isRecent(age)) return ['healthy']
  if (!isOutdated(age)) return undefined
  return age.most < ISSUE_AFTER ? ['attention'] : ['attention', 'issue']
}

export function agreement(calls: readonly Exchange[]): Finding {
  const asked = vendorsAsked(calls)
  const views = calls.flatMap(inboxesIn).filter(({ inboxId = '', vendor }) => isPolled(asked.get(inboxId) ?? vendor))
  const undated = views.filter(({ date }) => date === undefined)
  const judged = views.flatMap((view) => {
    const age = ageOf(view)
    if (!age || view.state !== 'connected' || view.warning || !(HEALTHS as readonly unknown[]).includes(view.health))
      return []
    const expected = healthsAt(age)
    return expected ? [{ view, age, expected }] : []
  })
  const wrong = judged.filter(({ view, expected }) => !expected.includes(String(view.health)))
  const [first] = wrong
  if (first) {
    const { view, age, expected } = first
    return broken(
      `${listOr(expected)} ${duration(Math.max(0, age.least))} after the last sync`,
      `${view.vendor} is ${view.health} in the answer to ${view.exchange.operation}, ${view.exchange.what}; so in ${wrong.length} of ${plural(judged.length, 'read')}`,
      wrong.map((one) => one.view.exchange),
    )
  }
  if (judged.length > 0) return holds(`health agrees with the age of the last sync in ${plural(judged.length, 'read')}`)
  return undated.length > 0
    ? unobserved('no answer has a Date', 'INBOX-HTTP-01 holds', ['INBOX-HTTP-01'])
    : unobserved('no connected, polled inbox was read', 'a company with one that has synced')
}

const REFUSED = ['authorization-expired', 'credentials-invalid', 'paused']

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
