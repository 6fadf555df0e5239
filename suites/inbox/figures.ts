import type { StepsFigure, TimelineFigure, Tone } from '../../engine/figure.ts'
import { CROSS_CHECK } from './api.ts'
import { type HubEvent, inWords } from './events.ts'
import type { Snapshot } from './hub.ts'
import { snapshotsIn, viewOf } from './judging.ts'
import type { InboxView } from './reading.ts'

const TONES: Record<string, Tone> = { healthy: 'good', attention: 'attention', issue: 'bad' }

/** A stretch without a read that is so long, in milliseconds, begins another drawing. */
const PAUSE = CROSS_CHECK

/** What became of the inboxes of a scenario, as far as it is told of these answers. */
export function timelinesOf(scenario: object, exchanges: readonly string[]): TimelineFigure[] {
  const chapters: Snapshot[][] = []
  for (const snapshot of snapshotsIn(scenario)) {
    const last = chapters.at(-1)
    if (last && snapshot.at - (last.at(-1)?.at ?? 0) < PAUSE) last.push(snapshot)
    else chapters.push([snapshot])
  }
  const isCited = ({ inboxes, cases }: Snapshot) =>
    [cases, ...inboxes.map(({ exchange }) => exchange)].some((one) => one && exchanges.includes(one.id))
  return chapters.filter((shown) => shown.some(isCited)).map(timelineOf)
}

/** Each inbox over the hub's time: its health and state from snapshot to snapshot, its syncs, its warnings. */
function timelineOf(shown: readonly Snapshot[]): TimelineFigure {
  const vendors = [...new Set(shown.flatMap(({ inboxes }) => inboxes.map(({ vendor }) => vendor)))]
  const lanes = vendors.map((vendor) => {
    const views = shown.flatMap((snapshot) => viewOf(snapshot, vendor) ?? [])
    return { label: vendor, spans: spansOf(views), points: pointsOf(views) }
  })
  const instants = lanes.flatMap(({ spans, points }) => [
    ...spans.flatMap(({ from, to }) => [from, to]),
    ...points.map(({ at }) => at),
  ])
  instants.sort()
  const now = rfc3339(0)
  const [from, to] = [instants[0] ?? now, instants.at(-1) ?? now]
  return { kind: 'timeline', title: 'What became of the inboxes', from, to, lanes }
}

function spansOf(views: readonly InboxView[]): TimelineFigure['lanes'][number]['spans'] {
  const spans: TimelineFigure['lanes'][number]['spans'] = []
  views.forEach((view, nth) => {
    if (view.date === undefined) return
    const until = views[nth + 1]?.date ?? view.date
    const label = [view.health, view.state === 'connected' ? undefined : view.state].filter(Boolean).join(', ')
    const last = spans.at(-1)
    if (last?.label === label) last.to = rfc3339(until)
    else
      spans.push({ from: rfc3339(view.date), to: rfc3339(until), label, tone: TONES[String(view.health)] ?? 'neutral' })
  })
  return spans
}

function pointsOf(views: readonly InboxView[]): TimelineFigure['lanes'][number]['points'] {
  const points = new Map<string, TimelineFigure['lanes'][number]['points'][number]>()
  for (const { lastSync, warning } of views) {
    if (lastSync != null) points.set(`sync ${lastSync}`, { at: rfc3339(lastSync), label: 'sync', tone: 'good' })
    if (warning?.since != null)
      points.set(`warning ${warning.code} ${warning.since}`, {
        at: rfc3339(warning.since),
        label: `warning: ${warning.code}`,
        tone: 'bad',
      })
  }
  return [...points.values()].sort((one, other) => one.at.localeCompare(other.at))
}

const rfc3339 = (instant: number): string => new Date(instant).toISOString()

/** A story as steps. */
export function stepsOf(title: string, events: readonly HubEvent[]): StepsFigure {
  const companies = [...new Set(events.flatMap((one) => ('companyId' in one ? [one.companyId] : [])))]
  const nameOf = (companyId: string) => (companies.indexOf(companyId) === 0 ? 'the company' : 'the other company')
  return { kind: 'steps', title, steps: events.flatMap((one) => inWords(one, nameOf) ?? []) }
}
