import type { Defect } from '../../deviation.ts'
import type { Behaviour } from '../behaviour.ts'
import { DAY } from '../calendar.ts'
import type { Call } from '../call.ts'
import { accepts, answers, defect, objects } from './effects.ts'
import { hasDelay, ignores, isFrom, narrowsBy } from './slot-effects.ts'

/** startingFromDateTime and treatmentID, and no filter besides. */
function isPlain(call: Call): boolean {
  return isFrom(call) && narrowsBy(call, [])
}

function namesNoPeriod({ query }: Call): boolean {
  return query.year === undefined && query.month === undefined
}

/** OPUS-SLOT-10, OPUS-SLOT-21 and OPUS-DOWN-01 ask from a date alone too, and lean on OPUS-SLOT-13. */
export const slotsFromDefects: readonly Defect<Behaviour>[] = [
  defect(
    'OPUS-SLOT-13',
    'from-404',
    'From a date with startingFromDateTime and treatmentID alone answers 404.',
    objects({ reason: 'no-data' }, isPlain),
  ),
  defect(
    'OPUS-SLOT-13',
    'from-needs-clinic',
    'From a date without another filter than treatmentID answers 400.',
    objects({ reason: 'missing', parameter: 'clinicID' }, (call) => isPlain(call) && !hasDelay(call)),
  ),
  defect('OPUS-SLOT-14', 'from-day-only', 'From a date compares dates without their time.', ({ slotsFrom }) => ({
    slotsFrom: (world, start, horizon) => slotsFrom(world, start - (start % DAY), horizon),
  })),
  defect(
    'OPUS-SLOT-14',
    'from-hour-early',
    'From a date lists slots up to an hour before it, as if it were in another zone.',
    ({ slotsFrom }) => ({ slotsFrom: (world, start, horizon) => slotsFrom(world, start - 60, horizon) }),
  ),
  defect('OPUS-SLOT-14', 'from-ignored', 'From a date lists all slots from now on.', ({ slotsFrom }) => ({
    slotsFrom: (world, _start, horizon) => slotsFrom(world, world.clock.now() / 60_000, horizon),
  })),
  defect(
    'OPUS-SLOT-14',
    'from-running-slot',
    'From a date lists a slot that has begun and is not over.',
    ({ slotsFrom }) => ({
      slotsFrom: (world, start, horizon) => slotsFrom(world, start - DAY, horizon).filter((slot) => slot.end > start),
    }),
  ),
  // OPUS-SLOT-21 leans on this rule; OPUS-SLOT-16 is about the other filters, which are kept.
  defect(
    'OPUS-SLOT-15',
    'from-ignores-treatment-id',
    'From a date, treatmentID is not taken account of.',
    ignores(['treatmentID'], isFrom),
  ),
  defect(
    'OPUS-SLOT-15',
    'from-other-treatment-too',
    'From a date lists one other treatment too.',
    ({ fitsFilter }) => ({
      fitsFilter: (slot, filter, call) =>
        fitsFilter(slot, filter, call) ||
        (isFrom(call) && slot.treatmentID === 34 && fitsFilter(slot, { ...filter, treatmentID: 34 }, call)),
    }),
  ),
  defect(
    'OPUS-SLOT-18',
    'from-treatment-id-optional',
    'From a date without treatmentID lists all treatments.',
    accepts({ operation: 'getTimeslotsFrom', reason: 'missing', parameter: 'treatmentID' }),
  ),
  defect(
    'OPUS-SLOT-18',
    'from-treatment-id-missing-404',
    'From a date without treatmentID answers 404.',
    answers(404, { operation: 'getTimeslotsFrom', reason: 'missing', parameter: 'treatmentID' }),
  ),
  defect(
    'OPUS-SLOT-19',
    'treatment-alone-accepted',
    'treatmentID alone lists its slots from now on.',
    accepts({ operation: 'getTimeslotsByMonth', reason: 'missing', when: namesNoPeriod }),
  ),
  defect(
    'OPUS-SLOT-19',
    'treatment-alone-404',
    'treatmentID alone answers 404.',
    answers(404, { operation: 'getTimeslotsByMonth', reason: 'missing', when: namesNoPeriod }),
  ),
  defect(
    'OPUS-SLOT-20',
    'from-no-date-accepted',
    'A startingFromDateTime that is no date is taken for now.',
    accepts({ operation: 'getTimeslotsFrom', reason: 'not-a-date' }),
  ),
  defect(
    'OPUS-SLOT-20',
    'from-no-date-404',
    'A startingFromDateTime that is no date answers 404.',
    answers(404, { operation: 'getTimeslotsFrom', reason: 'not-a-date' }),
  ),
  // A slot at midnight of the first of a month is missing from what OPUS-SLOT-21 compares, which leans on this rule.
  defect(
    'OPUS-SLOT-24',
    'from-exclusive',
    'A slot that starts exactly at startingFromDateTime is not listed.',
    ({ slotsFrom }) => ({
      slotsFrom: (world, start, horizon) => slotsFrom(world, start, horizon).filter((slot) => slot.start > start),
    }),
  ),
]
