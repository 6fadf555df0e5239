import { defectsOf } from '../../deviation.ts'
import type { Behaviour } from '../behaviour.ts'
import { DAY, monthOf } from '../calendar.ts'
import type { Reason } from '../call.ts'
import { accepts, alters, answers, each, objects, optional, where } from './effects.ts'
import { byMonth, isByMonth } from './slot-effects.ts'

const isPlain = byMonth([])
const onMonth = (reason: Reason, parameter?: string) => where('getTimeslotsByMonth', reason, parameter)
const isZero = ({ query }: { query: { month?: string } }) => query.month === '0'

const withoutPart = (parameter: string) =>
  optional(
    `by-month-${parameter}`,
    `By month without ${parameter}`,
    `By month without ${parameter} lists those of the current ${parameter}.`,
    onMonth('missing', parameter),
  )

export const slotsByMonthDefects = defectsOf<Behaviour>({
  // OPUS-SLOT-12 asks for a month without a filter too, and leans on this rule.
  'OPUS-SLOT-01': {
    'by-month-404': ['By month without a filter answers 404.', objects({ reason: 'no-data' }, isPlain)],
    'by-month-needs-clinic': [
      'By month without clinicID answers 400.',
      objects({ reason: 'missing', parameter: 'clinicID' }, isPlain),
    ],
  },
  'OPUS-SLOT-02': withoutPart('year'),
  'OPUS-SLOT-03': withoutPart('month'),
  'OPUS-SLOT-11': {
    ...each(['year', 'month'], (parameter) => ({
      [`by-month-${parameter}-letters-accepted`]: [
        `By month takes a ${parameter} that is not a number for the current one.`,
        accepts(onMonth('not-a-number', parameter)),
      ],
      [`by-month-${parameter}-letters-404`]: [
        `By month answers 404 for a ${parameter} that is not a number.`,
        answers(404, onMonth('not-a-number', parameter)),
      ],
    })),
    'by-month-13-rolls-over': [
      'Month 13 is the January of the next year.',
      accepts({ ...onMonth('month-out-of-range'), when: (call) => !isZero(call) }),
    ],
    'by-month-0-rolls-over': [
      'Month 0 is the December of the year before.',
      accepts({ ...onMonth('month-out-of-range'), when: isZero }),
    ],
    'by-month-13-404': ['A month outside 1 to 12 answers 404.', answers(404, onMonth('month-out-of-range'))],
  },
  'OPUS-SLOT-12': {
    'past-month-400': [
      'A month with no slots answers 400.',
      // It names what has to be corrected, as refused parameters do; lists that a filter empties still answer 404.
      objects({ reason: 'whim', parameter: 'month' }, (call, { clock }) => {
        const { year, month } = monthOf(clock.now() / 60_000)
        return isByMonth(call) && Number(call.query.year) * 12 + Number(call.query.month) < year * 12 + month
      }),
    ],
    'past-month-200': [
      'A month with no slots answers 200 with a message.',
      answers(200, { ...onMonth('no-data'), when: isPlain }),
    ],
    'past-month-listed': [
      'A month long past lists the slots that it would have had.',
      alters('isOpen', (isOpen, slot, now) => isOpen || slot.start < now - 62 * DAY),
    ],
  },
})
