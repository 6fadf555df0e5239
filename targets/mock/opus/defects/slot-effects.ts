import type { Filter } from '../behaviour.ts'
import { DAY, type WallMinutes } from '../calendar.ts'
import type { Call } from '../call.ts'
import type { Slot } from '../schedule.ts'
import { FILTERS, type FilterName, type Patch } from './effects.ts'

export type TimeslotOperation = 'getTimeslotsByMonth' | 'getTimeslotsFrom'

export const isByMonth = ({ operation }: Call) => operation === 'getTimeslotsByMonth'
export const isFrom = ({ operation }: Call) => operation === 'getTimeslotsFrom'
export const hasDelay = ({ query }: Call) => query.delay !== undefined

/** Whether the query narrows the list by exactly these; of getTimeslotsFrom, which always has a treatmentID, by these besides. */
export function narrowsBy({ operation, query }: Call, names: readonly FilterName[]): boolean {
  const free = FILTERS.filter((name) => operation === 'getTimeslotsByMonth' || name !== 'treatmentID')
  return free.every((name) => (query[name] !== undefined) === names.includes(name))
}

/** Takes no account of some filters. */
export function ignores(names: readonly FilterName[], when: (call: Call, filter: Filter) => boolean): Patch {
  return ({ fitsFilter }) => ({
    fitsFilter: (slot, filter, call) => {
      if (!when(call, filter)) return fitsFilter(slot, filter, call)
      const rest = { ...filter, ...Object.fromEntries(names.map((name) => [name, undefined])) }
      return fitsFilter(slot, rest, call)
    },
  })
}

/** Lists slots that fit any of the filters, instead of all. */
export function fitsAny(when: (call: Call) => boolean): Patch {
  return ({ fitsFilter }) => ({
    fitsFilter: (slot, filter, call) =>
      when(call)
        ? FILTERS.some((name) => filter[name] !== undefined && filter[name] === slot[name])
        : fitsFilter(slot, filter, call),
  })
}

/** Changes the list that is answered. */
export function lists(when: (call: Call) => boolean, change: (slots: readonly Slot[]) => readonly Slot[]): Patch {
  return ({ slotList }) => ({
    slotList: (slots, call) => (when(call) ? change(slotList(slots, call)) : slotList(slots, call)),
  })
}

export const dayOfMonth = (time: WallMinutes) => new Date(time * 60_000).getUTCDate()
export const isLastDay = ({ start }: Slot) => dayOfMonth(start + DAY) === 1
