import type { CalendarFigure, Figure, SetsFigure, TimelineFigure, Tone } from '../engine/figure.ts'
import { listAnd, plural } from '../engine/words.ts'

/** Signs of what is odd; never the only one. */
export const oddGlyph = { missing: '−', unexpected: '+' } as const

/** Signs of a tone; never the only one. */
export const toneGlyph: Record<Tone, string> = { bad: '✗', attention: '!', good: '✓', neutral: '·' }

/** Elements or slots that are named before the rest is counted. */
const NAMED = 3

/** What a figure shows, in a sentence or two: its text alternative, and its caption for everybody. */
export function inWords(figure: Figure): string {
  switch (figure.kind) {
    case 'sets':
      return setsInWords(figure)
    case 'calendar':
      return calendarInWords(figure)
    case 'timeline':
      return timelineInWords(figure)
    case 'steps':
      return `${plural(figure.steps.length, 'step')}, the shortest way to it.`
  }
}

function setsInWords({ rows }: SetsFigure): string {
  const odd = rows.flatMap(({ label, members }) =>
    (['missing', 'unexpected'] as const).flatMap((kind) => {
      const names = members.filter((member) => member.odd === kind).map(({ name }) => name)
      return names.length > 0 ? [`${listed(names)} ${kind} in ${label}`] : []
    }),
  )
  return `${plural(rows.length, 'set')}: ${odd.length > 0 ? listed(odd, '; ') : 'nothing odd in them'}.`
}

function calendarInWords({ slots }: CalendarFigure): string {
  const days = [...new Set(slots.map(({ start }) => start.slice(0, 10)))].sort()
  if (days.length === 0) return 'No slot.'
  const range =
    days.length === 1 ? `on ${days[0]}` : `on ${plural(days.length, 'day')} from ${days[0]} to ${days.at(-1)}`
  const odd = (['missing', 'unexpected'] as const).flatMap((kind) => {
    const count = slots.filter((slot) => slot.odd === kind).length
    return count > 0 ? [`${count.toLocaleString('en-US')} ${kind}`] : []
  })
  return `${plural(slots.length, 'slot')} ${range}${odd.length > 0 ? `, ${listAnd(odd)}` : ', nothing odd among them'}.`
}

function timelineInWords({ from, to, lanes }: TimelineFigure): string {
  const start = Date.parse(from)
  const noted = lanes.flatMap(({ label, spans, points }) =>
    [...spans.map((span) => ({ at: span.from, label: span.label, tone: span.tone })), ...points]
      .filter(({ tone }) => tone === 'bad')
      .map((event) => `${label} at ${elapsed(Date.parse(event.at) - start)}: ${event.label}`),
  )
  return [
    `${elapsed(Date.parse(to) - start)} from ${from}.`,
    ...(noted.length > 0 ? [`Not as it should be: ${listed(noted, '; ')}.`] : []),
  ].join(' ')
}

function listed(names: readonly string[], separator = ', '): string {
  const rest = names.length - NAMED
  return [...names.slice(0, NAMED), ...(rest > 0 ? [`and ${rest.toLocaleString('en-US')} more`] : [])].join(separator)
}

const UNITS = [
  { name: 'd', ms: 86_400_000 },
  { name: 'h', ms: 3_600_000 },
  { name: 'min', ms: 60_000 },
  { name: 's', ms: 1000 },
]

/**
 * A length of time to the second, so that two sides of a boundary read differently: `4 h`, `3 h 59 min 59 s`, `−10 min`.
 * Below a second in milliseconds; `?` for what is no number.
 */
export function elapsed(ms: number): string {
  if (!Number.isFinite(ms)) return '?'
  if (ms < 0) return `−${elapsed(-ms)}`
  if (ms > 0 && ms < 1000) return `${Math.round(ms)} ms`
  let rest = Math.round(ms / 1000) * 1000
  const parts = UNITS.flatMap((unit) => {
    const count = Math.floor(rest / unit.ms)
    rest -= count * unit.ms
    return count > 0 ? [`${count} ${unit.name}`] : []
  })
  return parts.join(' ') || '0 s'
}
