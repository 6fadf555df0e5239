import type { Defect } from '../../deviation.ts'
import type { Behaviour } from '../behaviour.ts'
import { DAY, monthOf } from '../calendar.ts'
import { accepts, answers, defect, objects } from './effects.ts'
import { isByMonth, narrowsBy } from './slot-effects.ts'

export const slotsByMonthDefects: readonly Defect<Behaviour>[] = [
  // OPUS-SLOT-12 asks for a month without a filter too, and leans on this rule.
  defect(
    'OPUS-SLOT-01',
    'by-month-404',
    'By month without a filter answers 404.',
    objects({ reason: 'no-data' }, (call) => isByMonth(call) && narrowsBy(call, [])),
  ),
  defect(
    'OPUS-SLOT-01',
    'by-month-needs-clinic',
    'By month without clinicID answers 400.',
    objects({ reason: 'missing', parameter: 'clinicID' }, (call) => isByMonth(call) && narrowsBy(call, [])),
  ),
  ...(
    [
      ['year', 'OPUS-SLOT-02'],
      ['month', 'OPUS-SLOT-03'],
    ] as const
  ).flatMap(([parameter, requirement]) => [
    defect(
      requirement,
      `by-month-${parameter}-optional`,
      `By month without ${parameter} lists those of the current ${parameter}.`,
      accepts({ operation: 'getTimeslotsByMonth', reason: 'missing', parameter }),
    ),
    defect(
      requirement,
      `by-month-${parameter}-missing-404`,
      `By month without ${parameter} answers 404.`,
      answers(404, { operation: 'getTimeslotsByMonth', reason: 'missing', parameter }),
    ),
    defect(
      'OPUS-SLOT-11',
      `by-month-${parameter}-letters-accepted`,
      `By month takes a ${parameter} that is not a number for the current one.`,
      accepts({ operation: 'getTimeslotsByMonth', reason: 'not-a-number', parameter }),
    ),
    defect(
      'OPUS-SLOT-11',
      `by-month-${parameter}-letters-404`,
      `By month answers 404 for a ${parameter} that is not a number.`,
      answers(404, { operation: 'getTimeslotsByMonth', reason: 'not-a-number', parameter }),
    ),
  ]),
  defect(
    'OPUS-SLOT-11',
    'by-month-13-rolls-over',
    'Month 13 is the January of the next year.',
    accepts({
      operation: 'getTimeslotsByMonth',
      reason: 'month-out-of-range',
      when: ({ query }) => query.month !== '0',
    }),
  ),
  defect(
    'OPUS-SLOT-11',
    'by-month-0-rolls-over',
    'Month 0 is the December of the year before.',
    accepts({
      operation: 'getTimeslotsByMonth',
      reason: 'month-out-of-range',
      when: ({ query }) => query.month === '0',
    }),
  ),
  defect(
    'OPUS-SLOT-11',
    'by-month-13-404',
    'A month outside 1 to 12 answers 404.',
    answers(404, { operation: 'getTimeslotsByMonth', reason: 'month-out-of-range' }),
  ),
  defect(
    'OPUS-SLOT-12',
    'past-month-400',
    'A month with no slots answers 400.',
    // It names what has to be corrected, as refused parameters do; lists that a filter empties still answer 404.
    ({ objectsTo }) => ({
      objectsTo: (call, world) => {
        const { year, month } = monthOf(world.clock.now() / 60_000)
        const isPast = Number(call.query.year) * 12 + Number(call.query.month) < year * 12 + month
        return isByMonth(call) && isPast ? { reason: 'whim', parameter: 'month' } : objectsTo(call, world)
      },
    }),
  ),
  defect(
    'OPUS-SLOT-12',
    'past-month-200',
    'A month with no slots answers 200 with a message.',
    answers(200, { operation: 'getTimeslotsByMonth', reason: 'no-data', when: (call) => narrowsBy(call, []) }),
  ),
  defect(
    'OPUS-SLOT-12',
    'past-month-listed',
    'A month long past lists the slots that it would have had.',
    ({ isOpen }) => ({
      isOpen: (slot, now, horizon) => isOpen(slot, now, horizon) || slot.start < now - 62 * DAY,
    }),
  ),
]
