import type { Behaviour } from './behaviour.ts'
import { monthOf } from './calendar.ts'
import type { Desk } from './desk.ts'
import { areKnown, queryOf, readNumber, readRequired, readTime } from './reading.ts'
import type { Filter, Slot } from './schedule.ts'

const PERIOD = 'year and month, or startingFromDateTime'

/** Also a query that names no time at all, which is refused. */
export function getTimeslotsByMonth(desk: Desk): unknown {
  const { behaviour, world, now, horizon } = desk
  const query = queryOf(desk)
  const namesPeriod = query('year') !== undefined || query('month') !== undefined
  if (!namesPeriod) desk.object({ reason: 'missing', parameter: PERIOD })
  const current = monthOf(now)
  const read = (name: 'year' | 'month') =>
    (namesPeriod ? readNumber(desk, readRequired(desk, query, name), name) : undefined) ?? current[name]
  const year = read('year')
  const month = read('month')
  if (month < 1 || month > 12) desk.object({ reason: 'month-out-of-range', parameter: 'month' })
  return answerSlots(desk, readFilter(desk), () =>
    namesPeriod ? behaviour.slotsOfMonth(world, year, month) : behaviour.slotsFrom(world, now, horizon),
  )
}

export function getTimeslotsFrom(desk: Desk): unknown {
  const { behaviour, world, now, horizon } = desk
  const query = queryOf(desk)
  const start = readTime(desk, readRequired(desk, query, 'startingFromDateTime'), 'startingFromDateTime') ?? now
  readRequired(desk, query, 'treatmentID')
  return answerSlots(desk, readFilter(desk), () => behaviour.slotsFrom(world, Math.max(start, now), horizon))
}

/** A slot as it is answered. */
export function answerSlot({ behaviour }: Desk, slot: Slot): unknown {
  return behaviour.slotAnswer(slot, timesOf(behaviour, slot))
}

/** Start and end as they are written in answers. */
export function timesOf(
  behaviour: Behaviour,
  { start, startText, end, endText }: Slot,
): { start: string; end: string } {
  return { start: startText + behaviour.zoneDesignator(start), end: endText + behaviour.zoneDesignator(end) }
}

function readFilter(desk: Desk): Filter {
  const query = queryOf(desk)
  return {
    clinicID: query('clinicID'),
    clinicianID: readNumber(desk, query('clinicianID'), 'clinicianID'),
    treatmentID: readNumber(desk, query('treatmentID'), 'treatmentID'),
  }
}

function answerSlots(desk: Desk, filter: Filter, candidates: () => readonly Slot[]): unknown {
  const { behaviour, world, call, now, horizon } = desk
  const delay = readNumber(desk, queryOf(desk)('delay'), 'delay')
  desk.admit()
  areKnown(desk, filter)
  const slots = candidates().filter(
    (slot) =>
      behaviour.fitsFilter(slot, filter, call) &&
      behaviour.isOpen(slot, now, horizon) &&
      !behaviour.isBookedUp(slot, world, call) &&
      (delay === undefined || behaviour.isAfterDelay(slot, delay, now)),
  )
  const listed = behaviour.slotList(slots, call)
  if (listed.length === 0) desk.object({ reason: 'no-data' })
  return listed.map((slot) => answerSlot(desk, slot))
}
