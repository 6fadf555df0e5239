import { DAY, monthOf } from '../calendar.ts'
import type { Call } from '../call.ts'
import { alters, defectsOf, defectsOn, each, objects } from '../patches.ts'
import { byMonth } from './slot-effects.ts'

const { accepts, answers, optional, refuses } = defectsOn('getTimeslotsByMonth', 'By month')
const isPlain = byMonth([])
const isZero = ({ query }: Call) => query.month === '0'

const withoutPart = (parameter: string) =>
  optional(parameter, `lists those of the current ${parameter}`, `by-month-${parameter}`)

export const slotsByMonthDefects = defectsOf({
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
      [`by-month-${parameter}-letters-accepted`]: accepts(
        `takes a ${parameter} that is not a number for the current one`,
        'not-a-number',
        parameter,
      ),
      [`by-month-${parameter}-letters-404`]: answers(
        404,
        `for a ${parameter} that is not a number`,
        'not-a-number',
        parameter,
      ),
    })),
    'by-month-13-rolls-over': accepts(
      'takes month 13 for the January of the next year',
      'month-out-of-range',
      undefined,
      (call) => !isZero(call),
    ),
    'by-month-0-rolls-over': accepts(
      'takes month 0 for the December of the year before',
      'month-out-of-range',
      undefined,
      isZero,
    ),
    'by-month-13-404': answers(404, 'for a month outside 1 to 12', 'month-out-of-range'),
  },
  'OPUS-SLOT-12': {
    // It names what has to be corrected, as refused parameters do; lists that a filter empties still answer 404.
    'past-month-400': refuses('a month with no slots', 'month', ({ query }, { clock }) => {
      const { year, month } = monthOf(clock.now() / 60_000)
      return Number(query.year) * 12 + Number(query.month) < year * 12 + month
    }),
    'past-month-200': answers(200, 'with a message for a month with no slots', 'no-data', undefined, isPlain),
    'past-month-listed': [
      'A month long past lists the slots that it would have had.',
      alters('isOpen', (isOpen, slot, now) => isOpen || slot.start < now - 62 * DAY),
    ],
  },
})
