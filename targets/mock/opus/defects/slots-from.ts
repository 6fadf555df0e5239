import { DAY, type WallMinutes } from '../calendar.ts'
import type { Call } from '../call.ts'
import { accepts, alters, answers, defectsOf, defectsOn, objects, type Patch, where } from '../patches.ts'
import type { World } from '../world.ts'
import { from, hasDelay, ignores, isFrom } from './slot-effects.ts'

const { accepts: takes, answers: refusesBy, optional } = defectsOn('getTimeslotsFrom', 'From a date')

/** startingFromDateTime and treatmentID, and no filter besides. */
const isPlain = from([])

const TREATMENT_ALONE = {
  ...where('getTimeslotsByMonth', 'missing'),
  when: ({ query }: Call) => query.year === undefined && query.month === undefined,
}

/** From another time than the one that is asked for. */
const startsAt =
  (other: (start: WallMinutes, world: World) => WallMinutes): Patch =>
  ({ slotsFrom }) => ({
    slotsFrom: (world, start, horizon) => slotsFrom(world, other(start, world), horizon),
  })

/** OPUS-SLOT-10, OPUS-SLOT-21 and OPUS-DOWN-01 ask from a date alone too, and lean on OPUS-SLOT-13. */
export const slotsFromDefects = defectsOf({
  'OPUS-SLOT-13': {
    'from-404': [
      'From a date with startingFromDateTime and treatmentID alone answers 404.',
      objects({ reason: 'no-data' }, isPlain),
    ],
    'from-needs-clinic': [
      'From a date without another filter than treatmentID answers 400.',
      objects({ reason: 'missing', parameter: 'clinicID' }, (call) => isPlain(call) && !hasDelay(call)),
    ],
  },
  'OPUS-SLOT-14': {
    'from-day-only': ['From a date compares dates without their time.', startsAt((start) => start - (start % DAY))],
    'from-hour-early': [
      'From a date lists slots up to an hour before it, as if it were in another zone.',
      startsAt((start) => start - 60),
    ],
    'from-ignored': ['From a date lists all slots from now on.', startsAt((_start, { clock }) => clock.now() / 60_000)],
    'from-running-slot': [
      'From a date lists a slot that has begun and is not over.',
      ({ slotsFrom }) => ({
        slotsFrom: (world, start, horizon) => slotsFrom(world, start - DAY, horizon).filter((slot) => slot.end > start),
      }),
    ],
  },
  // OPUS-SLOT-21 leans on this rule; OPUS-SLOT-16 is about the other filters, which are kept.
  'OPUS-SLOT-15': {
    'from-ignores-treatment-id': [
      'From a date, treatmentID is not taken account of.',
      ignores(['treatmentID'], isFrom),
    ],
    'from-other-treatment-too': [
      'From a date lists one other treatment too.',
      ({ fitsFilter }) => ({
        fitsFilter: (slot, filter, call) =>
          fitsFilter(slot, filter, call) ||
          (isFrom(call) && slot.treatmentID === 34 && fitsFilter(slot, { ...filter, treatmentID: 34 }, call)),
      }),
    ],
  },
  'OPUS-SLOT-18': optional('treatmentID', 'lists all treatments', 'from-treatment-id'),
  'OPUS-SLOT-19': {
    'treatment-alone-accepted': ['treatmentID alone lists its slots from now on.', accepts(TREATMENT_ALONE)],
    'treatment-alone-404': ['treatmentID alone answers 404.', answers(404, TREATMENT_ALONE)],
  },
  'OPUS-SLOT-20': {
    'from-no-date-accepted': takes('takes a startingFromDateTime that is no date for now', 'not-a-date'),
    'from-no-date-404': refusesBy(404, 'for a startingFromDateTime that is no date', 'not-a-date'),
  },
  // A slot at midnight of the first of a month is missing from what OPUS-SLOT-21 compares, which leans on this rule.
  'OPUS-SLOT-24': {
    'from-exclusive': [
      'A slot that starts exactly at startingFromDateTime is not listed.',
      alters('slotsFrom', (slots, _world, start) => slots.filter((slot) => slot.start > start)),
    ],
  },
})
