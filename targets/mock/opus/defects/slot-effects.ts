import { DAY, type WallMinutes } from '../calendar.ts'
import type { Call } from '../call.ts'
import { alters, FILTERS, type FilterName, on, type Patch } from '../patches.ts'
import type { Filter, Slot } from '../schedule.ts'

export const isByMonth = on('getTimeslotsByMonth')
export const isFrom = on('getTimeslotsFrom')
export const hasDelay = ({ query }: Call) => query.delay !== undefined

/** Whether the query narrows the list by exactly these; of getTimeslotsFrom, which always has a treatmentID, by these besides. */
function narrowsBy({ operation, query }: Call, names: readonly FilterName[]): boolean {
  const free = FILTERS.filter((name) => operation === 'getTimeslotsByMonth' || name !== 'treatmentID')
  return free.every((name) => (query[name] !== undefined) === names.includes(name))
}

/** Whether slots are asked for by month, or from a date, by exactly these filters. */
export const byMonth = (names: readonly FilterName[]) => (call: Call) => isByMonth(call) && narrowsBy(call, names)
export const from = (names: readonly FilterName[]) => (call: Call) => isFrom(call) && narrowsBy(call, names)

/** Takes no account of some filters. */
export function ignores(names: readonly FilterName[], when: (call: Call, filter: Filter) => boolean): Patch {
  const none = Object.fromEntries(names.map((name) => [name, undefined]))
  return ({ fitsFilter }) => ({
    fitsFilter: (slot, filter, call) => fitsFilter(slot, when(call, filter) ? { ...filter, ...none } : filter, call),
  })
}

/** Lists slots that fit any of the filters, instead of all. */
export function fitsAny(when: (call: Call) => boolean): Patch {
  return alters('fitsFilter', (fits, slot, filter, call) =>
    when(call) ? FILTERS.some((name) => filter[name] !== undefined && filter[name] === slot[name]) : fits,
  )
}

/** Changes the list that is answered. */
export function lists(when: (call: Call) => boolean, change: (slots: readonly Slot[]) => readonly Slot[]): Patch {
  return alters('slotList', (listed, _slots, call) => (when(call) ? change(listed) : listed))
}

/** The first slot of several is missing, or the last. */
export const withoutFirst = (slots: readonly Slot[]) => (slots.length > 1 ? slots.slice(1) : slots)
export const withoutLast = (slots: readonly Slot[]) => (slots.length > 1 ? slots.slice(0, -1) : slots)

export const dayOfMonth = (time: WallMinutes) => new Date(time * 60_000).getUTCDate()
export const isLastDay = ({ start }: Slot) => dayOfMonth(start + DAY) === 1
