import { useState } from 'preact/hooks'
import type { CalendarFigure } from '../../../engine/figure.ts'
import { plural } from '../../../engine/words.ts'
import { AsTable } from '../as-table.tsx'
import { DayStrip, HourMarks, type Hours } from './day-strip.tsx'
import { type Day, daysOf, hoursOf, stretchesOf } from './days.ts'
import { Odd } from './odd.tsx'
import { OddSlots } from './odd-slots.tsx'

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

/** Slots without a time that can be read that are named. */
const FEW = 6

function DayRow({ day, hours }: { day: Day; hours: Hours }) {
  const odd = day.slots.filter((slot) => slot.odd !== undefined)
  return (
    <tr>
      <th scope="row">
        <time dateTime={day.date}>{dayName(day.date)}</time>
      </th>
      <td class="size">{day.slots.filter((slot) => slot.odd !== 'missing').length}</td>
      <td class="strip-cell">
        <DayStrip day={day} hours={hours} />
      </td>
      <td class="odd-cell">
        <OddSlots slots={odd} />
      </td>
    </tr>
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
