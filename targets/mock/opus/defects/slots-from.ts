import { defectsOf } from '../../deviation.ts'
import type { Behaviour } from '../behaviour.ts'
import { DAY } from '../calendar.ts'
import type { Call } from '../call.ts'
import { accepts, alters, answers, objects, optional, where } from './effects.ts'
import { from, hasDelay, ignores, isFrom } from './slot-effects.ts'

/** startingFromDateTime and treatmentID, and no filter besides. */
const isPlain = from([])

const TREATMENT_ALONE = {
  ...where('getTimeslotsByMonth', 'missing'),
  when: ({ query }: Call) => query.year === undefined && query.month === undefined,
}
const NO_DATE = where('getTimeslotsFrom', 'not-a-date')

/** OPUS-SLOT-10, OPUS-SLOT-21 and OPUS-DOWN-01 ask from a date alone too, and lean on OPUS-SLOT-13. */
export const slotsFromDefects = defectsOf<Behaviour>({
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
    'from-day-only': [
      'From a date compares dates without their time.',
      ({ slotsFrom }) => ({
        slotsFrom: (world, start, horizon) => slotsFrom(world, start - (start % DAY), horizon),
      }),
    ],
    'from-hour-early': [
      'From a date lists slots up to an hour before it, as if it were in another zone.',
      ({ slotsFrom }) => ({ slotsFrom: (world, start, horizon) => slotsFrom(world, start - 60, horizon) }),
    ],
    'from-ignored': [
      'From a date lists all slots from now on.',
      ({ slotsFrom }) => ({
        slotsFrom: (world, _start, horizon) => slotsFrom(world, world.clock.now() / 60_000, horizon),
      }),
    ],
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
  'OPUS-SLOT-18': optional(
    'from-treatment-id',
    'From a date without treatmentID',
    'From a date without treatmentID lists all treatments.',
    where('getTimeslotsFrom', 'missing', 'treatmentID'),
  ),
  'OPUS-SLOT-19': {
    'treatment-alone-accepted': ['treatmentID alone lists its slots from now on.', accepts(TREATMENT_ALONE)],
    'treatment-alone-404': ['treatmentID alone answers 404.', answers(404, TREATMENT_ALONE)],
  },
  'OPUS-SLOT-20': {
    'from-no-date-accepted': ['A startingFromDateTime that is no date is taken for now.', accepts(NO_DATE)],
    'from-no-date-404': ['A startingFromDateTime that is no date answers 404.', answers(404, NO_DATE)],
  },
  // A slot at midnight of the first of a month is missing from what OPUS-SLOT-21 compares, which leans on this rule.
  'OPUS-SLOT-24': {
    'from-exclusive': [
      'A slot that starts exactly at startingFromDateTime is not listed.',
      alters('slotsFrom', (slots, _world, start) => slots.filter((slot) => slot.start > start)),
    ],
  },
})
