import { broken, holds, unobserved } from '../../engine/finding.ts'
import type { Finding } from '../../engine/verdict.ts'
import { plural } from '../../engine/words.ts'
import { SECOND } from './api.ts'
import { type InboxView, isBlank } from './reading.ts'

/** A company may have reached these before an inbox of it was connected. */
const LIMITS: unknown[] = ['out-of-credits', 'storage-full']

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
      shown.delete(inboxId)
      // The list may be behind what an inbox shows by itself: that is another rule's matter.
      if (lastSync != null && exchange.operation !== 'listInboxes')
        sound.set(inboxId, Math.max(lastSync, sound.get(inboxId) ?? lastSync))
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
    : holds(`${plural(warned.length, 'warning')} say what to do, and since when`)
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
