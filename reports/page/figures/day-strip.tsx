import { clock, type Day, type PlacedSlot } from './days.ts'

/** The whole hours that a calendar shows, as minutes since midnight. */
export interface Hours {
  from: number
  to: number
}

/** Height of a row of slots, and of the least strip, in pixels. */
const BAR = 5
const STRIP = 18

/** It repeats for the eye what the cells around it say. */
export function DayStrip({ day, hours }: { day: Day; hours: Hours }) {
  const range = hours.to - hours.from
  const percent = (minutes: number) => `${((minutes / range) * 100).toFixed(3)}%`
  const regular = day.slots.filter((slot) => slot.odd === undefined)
  const rows = Math.max(day.rows, 1)
  return (
    <svg class="strip-of-day" aria-hidden="true" width="100%" height={Math.max(STRIP, rows * BAR)}>
      {wholeHours(hours).map((at) => (
        <line key={at} class="hour" x1={percent(at - hours.from)} x2={percent(at - hours.from)} y1="0" y2="100%" />
      ))}
      <svg aria-hidden="true" width="100%" height="100%" viewBox={`0 0 ${range} ${rows}`} preserveAspectRatio="none">
        <path class="slots" d={regular.map((slot) => barPath(slot, hours)).join('')} />
      </svg>
      {day.slots.map(
        (slot, at) =>
          slot.odd && (
            <rect
              key={at}
              class={slot.odd}
              x={percent(slot.from - hours.from)}
              width={percent(Math.max(slot.to - slot.from, 5))}
              y="1"
              height={Math.max(STRIP, rows * BAR) - 2}
              rx="2"
            />
          ),
      )}
    </svg>
  )
}

/** A bar with a little room around it, in minutes and rows: a day of a thousand slots is still one element. */
function barPath({ from, to, row }: PlacedSlot, hours: Hours): string {
  const length = Math.max(to - from, 2)
  const gap = Math.min(1.5, length / 8)
  return `M${from - hours.from + gap} ${row + 0.1}h${length - 2 * gap}v.8h${2 * gap - length}z`
}

/** The hours above the strips. */
export function HourMarks({ hours }: { hours: Hours }) {
  const range = hours.to - hours.from
  const step = Math.ceil(range / 60 / 6) * 60
  const marks = wholeHours(hours).filter((at) => (at - hours.from) % step === 0 && at < hours.to)
  return (
    <span class="hours">
      <span class="legend-only">
        From {clock(hours.from)} to {clock(hours.to)}
      </span>
      {marks.map((at) => (
        <span key={at} aria-hidden="true" style={{ left: `${((at - hours.from) / range) * 100}%` }}>
          {clock(at)}
        </span>
      ))}
    </span>
  )
}

function wholeHours({ from, to }: Hours): number[] {
  return Array.from({ length: (to - from) / 60 + 1 }, (_, at) => from + at * 60)
}
