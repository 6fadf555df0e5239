import type { StepsFigure, TimelineFigure, Tone } from '../../engine/figure.ts'
import type { Happening } from './happenings.ts'
import { inWords } from './happenings.ts'
import { looksIn } from './judging.ts'
import { type InboxView, inboxIn } from './reading.ts'
import type { Look } from './stage.ts'

const TONES: Record<string, Tone> = { healthy: 'good', attention: 'attention', issue: 'bad' }

/** What became of each inbox of a scenario over the hub's time: its health and state from look to look, its syncs, its warnings. */
export function timelineOf(title: string, scenario: object & { happenings: readonly Happening[] }): TimelineFigure {
  const looks = looksIn(scenario).sort((one, other) => one.at - other.at)
  const vendors = [...new Set(looks.flatMap(({ inboxes }) => inboxes.map(({ vendor }) => vendor)))]
  const lanes = vendors.map((vendor) => {
    const views = looks.flatMap((look) => viewIn(look, vendor) ?? [])
    return { label: vendor, spans: spansOf(views), points: pointsOf(views) }
  })
  const instants = lanes.flatMap(({ spans, points }) => [
    ...spans.flatMap(({ from, to }) => [from, to]),
    ...points.map(({ at }) => at),
  ])
  instants.sort()
  const now = rfc3339(0)
  return { kind: 'timeline', title, from: instants[0] ?? now, to: instants.at(-1) ?? now, lanes }
}

const viewIn = ({ inboxes }: Look, vendor: string): InboxView | undefined =>
  inboxIn(inboxes.find((one) => one.vendor === vendor)?.exchange)

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
export function stepsOf(title: string, happenings: readonly Happening[]): StepsFigure {
  const companies = [...new Set(happenings.flatMap((one) => ('companyId' in one ? [one.companyId] : [])))]
  const nameOf = (companyId: string) => (companies.indexOf(companyId) === 0 ? 'the company' : 'the other company')
  return { kind: 'steps', title, steps: happenings.flatMap((one) => inWords(one, nameOf) ?? []) }
}
