import { useState } from 'preact/hooks'
import type { CalendarFigure } from '../../../engine/figure.ts'
import { plural } from '../../verdicts.ts'
import { AsTable } from '../as-table.tsx'
import { usePrinting } from '../printing.ts'
import { type Day, daysOf, hoursOf, type PlacedSlot, stretchesOf } from './days.ts'
import { Odd } from './odd.tsx'

interface Hours {
  from: number
  to: number
}

/** A row for each day, its slots along the hours, and what is odd in words beside them. */
export function Calendar({ figure: { slots } }: { figure: CalendarFigure }) {
  const [all, setAll] = useState(false)
  const { days, unread } = daysOf(slots)
  const hours = hoursOf(days)
  const stretches = all ? days.map((day) => ({ day })) : stretchesOf(days)
  return (
    <>
      {days.length > 0 && (
        <table class="drawn calendar">
          <thead>
            <tr>
              <th scope="col">Day</th>
              <th scope="col" class="size">
                Slots
              </th>
              <th scope="col" class="strip-cell">
                <HourMarks hours={hours} />
              </th>
              <th scope="col">Odd ones</th>
            </tr>
          </thead>
          <tbody>
            {stretches.map((stretch) =>
              'day' in stretch ? (
                <DayRow key={stretch.day.date} day={stretch.day} hours={hours} />
              ) : (
                <FoldedRow key={stretch.folded[0]!.date} days={stretch.folded} show={() => setAll(true)} />
              ),
            )}
          </tbody>
        </table>
      )}
      {unread.length > 0 && (
        <ul class="unread">
          {unread.slice(0, FEW).map((slot, at) => (
            <li key={at}>
              {slot.start}–{slot.end} {slot.label} {slot.odd && <Odd kind={slot.odd} />}
            </li>
          ))}
        </ul>
      )}
      <AsTable
        columns={['Start', 'End', 'Slot', 'Odd']}
        rows={slots.map(({ start, end, label, odd }) => [start, end, label, odd && <Odd kind={odd} />])}
        noun="slot"
        file="report.json"
      />
    </>
  )
}

/** Height of a row of slots, and of the least strip, in pixels. */
const BAR = 5
const STRIP = 18

function DayRow({ day, hours }: { day: Day; hours: Hours }) {
  const odd = day.slots.filter((slot) => slot.odd !== undefined)
  return (
    <tr>
      <th scope="row">
        <time dateTime={day.date}>{dayName(day.date)}</time>
      </th>
      <td class="size">{day.slots.filter((slot) => slot.odd !== 'missing').length}</td>
      <td class="strip-cell">
        <Strip day={day} hours={hours} />
      </td>
      <td class="odd-cell">
        <OddSlots slots={odd} />
      </td>
    </tr>
  )
}

/** It repeats for the eye what the cells around it say. */
function Strip({ day, hours }: { day: Day; hours: Hours }) {
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

function HourMarks({ hours }: { hours: Hours }) {
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

/** Odd slots of a day that are named at first. */
const FEW = 6

function OddSlots({ slots }: { slots: PlacedSlot[] }) {
  const [all, setAll] = useState(false)
  const printing = usePrinting()
  const shown = slots.slice(0, all || printing ? undefined : FEW)
  if (slots.length === 0) return null
  return (
    <ul>
      {shown.map((slot, at) => (
        <li key={at}>
          {slot.odd && <Odd kind={slot.odd} />}{' '}
          <span class="time">
            {clock(slot.from)}–{clock(slot.to)}
          </span>{' '}
          {slot.label}
        </li>
      ))}
      {shown.length < slots.length && (
        <li>
          <button type="button" class="plain" onClick={() => setAll(true)}>
            Show {slots.length - shown.length} more
          </button>
        </li>
      )}
    </ul>
  )
}

function FoldedRow({ days, show }: { days: Day[]; show: () => void }) {
  const slots = days.reduce((sum, day) => sum + day.slots.length, 0)
  return (
    <tr class="folded">
      <th scope="row">{dayName(days[0]!.date)}</th>
      <td class="size">{slots}</td>
      <td colSpan={2}>
        to {dayName(days.at(-1)!.date)}, {plural(days.length, 'day')} with nothing odd{' '}
        <button type="button" class="plain" onClick={show}>
          Show all days
        </button>
      </td>
    </tr>
  )
}

/** `Mon 2 Mar`. */
function dayName(date: string): string {
  return new Date(date).toLocaleDateString('en-GB', {
    timeZone: 'UTC',
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  })
}

function clock(minutes: number): string {
  const two = (number: number) => String(number).padStart(2, '0')
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}
