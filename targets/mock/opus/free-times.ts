import type { Behaviour } from './behaviour.ts'
import { midnight, monthOf, type WallMinutes } from './calendar.ts'
import { fits } from './personal-number.ts'
import { type Slot, slotsBetween } from './schedule.ts'
import type { World } from './world.ts'

/** A slot as a request describes it; what is left out fits any. */
export type WantedSlot = Partial<Omit<Slot, 'startText' | 'endText'>>

/** From this minute of the clinics' wall clock to the end of the last month that free times are given for. */
export function spanOfOffers(behaviour: Behaviour, world: World): { now: WallMinutes; horizon: WallMinutes } {
  const utc = world.clock.now() / 60_000
  const now = utc + behaviour.utcOffset(utc)
  const { year, month } = monthOf(now)
  return { now, horizon: midnight(year, month + world.monthsAhead + 1) }
}

/** The offered slots that are meant, booked or not, soonest first. */
export function offeredSlots(behaviour: Behaviour, world: World, wanted: WantedSlot): Slot[] {
  const { now, horizon } = spanOfOffers(behaviour, world)
  const { start = now } = wanted
  const end = wanted.start === undefined ? horizon : start + 1
  return [...slotsBetween(world.schedule, start, end)].filter(
    (slot) => behaviour.isOpen(slot, now, horizon) && fits(slot, wanted),
  )
}

/** Of these, the ones that can still be booked. */
export function freeSlots(behaviour: Behaviour, world: World, wanted: WantedSlot): Slot[] {
  return offeredSlots(behaviour, world, wanted).filter(
    (slot) => !world.bookings.some((booking) => behaviour.occupies(booking.slot, slot)),
  )
}
