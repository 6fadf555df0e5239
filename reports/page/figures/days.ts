import type { CalendarFigure } from '../../../engine/figure.ts'
import { rowsOf } from './rows.ts'

type Slot = CalendarFigure['slots'][number]

/** A slot in its day. Times are minutes since midnight; what lasts beyond midnight ends with its day. */
export interface PlacedSlot extends Slot {
  from: number
  to: number
  /** Slots at the same time stand in rows of their own. */
  row: number
}

export interface Day {
  /** `2026-03-02`. */
  date: string
  slots: PlacedSlot[]
  rows: number
}

/** A day, or several in a row of which nothing is to be said. */
type Stretch = { day: Day } | { folded: Day[] }

const DAY = 24 * 60

/** Slots by day in order of time; those without a time that can be read are apart. */
export function daysOf(slots: readonly Slot[]): { days: Day[]; unread: Slot[] } {
  const byDate = new Map<string, Omit<PlacedSlot, 'row'>[]>()
  const unread: Slot[] = []
  for (const slot of slots) {
    const start = moment(slot.start)
    const end = moment(slot.end)
    if (!start || !end) {
      unread.push(slot)
      continue
    }
    const to = end.date > start.date ? DAY : end.minutes
    const placed = { ...slot, from: start.minutes, to: Math.max(to, start.minutes) }
    byDate.set(start.date, [...(byDate.get(start.date) ?? []), placed])
  }
  const days = [...byDate].sort(([a], [b]) => (a < b ? -1 : 1)).map(([date, placed]) => dayOf(date, placed))
  return { days, unread }
}

function dayOf(date: string, slots: Omit<PlacedSlot, 'row'>[]): Day {
  const sorted = slots.sort((a, b) => a.from - b.from || a.to - b.to)
  const rows = rowsOf(sorted)
  return { date, slots: sorted.map((slot, at) => ({ ...slot, row: rows[at]! })), rows: Math.max(...rows) + 1 }
}

function moment(local: string): { date: string; minutes: number } | undefined {
  const [, date, hours, minutes] = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}):(\d{2})/.exec(local) ?? []
  if (date === undefined || Number.isNaN(Date.parse(date))) return undefined
  const since = Number(hours) * 60 + Number(minutes)
  return since <= DAY ? { date, minutes: since } : undefined
}

/** The whole hours that all slots lie in, as minutes since midnight. */
export function hoursOf(days: readonly Day[]): { from: number; to: number } {
  const slots = days.flatMap((day) => day.slots)
  const from = Math.floor(slots.reduce((least, slot) => Math.min(least, slot.from), DAY) / 60) * 60
  const to = Math.ceil(slots.reduce((most, slot) => Math.max(most, slot.to), 0) / 60) * 60
  return { from, to: Math.max(to, from + 60) }
}

/** Days that are all shown. */
const FEW = 10

/** Of many days, those without anything odd are folded, where two or more follow each other. */
export function stretchesOf(days: readonly Day[]): Stretch[] {
  if (days.length <= FEW) return days.map((day) => ({ day }))
  const stretches: Stretch[] = []
  let quiet: Day[] = []
  const fold = () => {
    if (quiet.length > 1) stretches.push({ folded: quiet })
    else stretches.push(...quiet.map((day) => ({ day })))
    quiet = []
  }
  for (const day of days) {
    if (day.slots.every((slot) => slot.odd === undefined)) {
      quiet.push(day)
      continue
    }
    fold()
    stretches.push({ day })
  }
  fold()
  return stretches
}

/** `09:45`, of minutes since midnight. */
export function clock(minutes: number): string {
  const two = (number: number) => String(number).padStart(2, '0')
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}
