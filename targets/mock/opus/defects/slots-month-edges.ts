import { DAY, midnight, type WallMinutes } from '../calendar.ts'
import { alters, defectsOf, type Patch } from '../patches.ts'
import type { Slot } from '../schedule.ts'
import { dayOfMonth, isLastDay } from './slot-effects.ts'

const isFirstDay = ({ start }: Slot) => dayOfMonth(start) === 1

const hourOf = ({ start }: Slot) => Math.floor((start % DAY) / 60)
const isLate = ({ start }: Slot) => start % DAY === 23 * 60 + 30

/** Leaves slots out of a list of candidates, whatever the filters. */
const withoutByMonth = (isLeftOut: (slot: Slot) => boolean) =>
  alters('slotsOfMonth', (slots) => slots.filter((slot) => !isLeftOut(slot)))

const withoutFrom = (isLeftOut: (slot: Slot) => boolean) =>
  alters('slotsFrom', (slots) => slots.filter((slot) => !isLeftOut(slot)))

/** Lists some of the month before too, or of the next one; `begin` and `end` are those of the month that is asked for. */
const listsToo =
  (ahead: -1 | 1, isListed: (slot: Slot, end: WallMinutes, begin: WallMinutes) => boolean): Patch =>
  ({ slotsOfMonth }) => ({
    slotsOfMonth: (world, year, month) => {
      const [begin, end] = [midnight(year, month), midnight(year, month + 1)]
      const others = slotsOfMonth(world, year, month + ahead).filter((slot) => isListed(slot, end, begin))
      const own = slotsOfMonth(world, year, month)
      return ahead > 0 ? [...own, ...others] : [...others, ...own]
    },
  })

/**
 * A month is wrong the same way whatever the filters, so that the filter rules hold. OPUS-SLOT-21 compares what lies in
 * the month, and is not broken by what lies outside.
 */
export const slotsMonthEdgeDefects = defectsOf({
  'OPUS-SLOT-04': {
    'by-month-and-first-of-next': [
      'By month lists the first day of the next month too.',
      listsToo(1, (slot) => isFirstDay(slot)),
    ],
    'by-month-and-next-midnight': [
      'By month lists a slot that starts as the month is over, at midnight.',
      listsToo(1, ({ start }, end) => start === end),
    ],
    'by-month-by-end': [
      'By month lists the slots that end in it too, from 23:30 on the day before.',
      listsToo(-1, (slot, _end, begin) => slot.end >= begin),
    ],
    'by-month-and-next-year': [
      'By month lists the same month of the next year too.',
      ({ slotsOfMonth, isOpen }) => ({
        isOpen: (slot, now, horizon) =>
          isOpen(slot, now, horizon) || isOpen(slot, now + 365 * DAY, horizon + 366 * DAY),
        slotsOfMonth: (world, year, month) => {
          // Where the month itself has no slot, there is nothing: that is OPUS-SLOT-12's.
          const own = slotsOfMonth(world, year, month)
          const isNear = midnight(year, month + 1) > world.clock.now() / 60_000
          return isNear ? [...own, ...slotsOfMonth(world, year + 1, month)] : own
        },
      }),
    ],
    'by-month-and-rest-of-time': [
      'By month lists all slots from the month on.',
      ({ slotsOfMonth }) => ({
        slotsOfMonth: (world, year, month) =>
          [0, 1, 2, 3, 4].flatMap((ahead) => [...slotsOfMonth(world, year, month + ahead)]),
      }),
    ],
  },
  'OPUS-SLOT-21': {
    'by-month-lacks-last-day': ['By month, the last day is missing.', withoutByMonth(isLastDay)],
    'by-month-lacks-first-day': ['By month, the first day is missing.', withoutByMonth(isFirstDay)],
    'by-month-lacks-late': ['By month, slots at 23:30 are missing.', withoutByMonth(isLate)],
    'by-month-lacks-31st': ['By month, the 31st is missing.', withoutByMonth(({ start }) => dayOfMonth(start) === 31)],
    'from-lacks-last-days': ['From a date, the last day of each month is missing.', withoutFrom(isLastDay)],
    'from-lacks-evenings': ['From a date, slots from 17:00 on are missing.', withoutFrom((slot) => hourOf(slot) >= 17)],
    'from-lacks-first-clinic': [
      'From a date, the first clinic is missing.',
      withoutFrom(({ clinicID }) => clinicID.startsWith('17-')),
    ],
  },
})
