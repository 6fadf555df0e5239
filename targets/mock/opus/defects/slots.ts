import type { Defect } from '../../deviation.ts'
import type { Behaviour } from '../behaviour.ts'
import { DAY } from '../calendar.ts'
import { defect, kebab } from './effects.ts'
import { isByMonth, lists, narrowsBy, type TimeslotOperation } from './slot-effects.ts'

/** In both operations alike, so that OPUS-SLOT-21 holds. */
export const slotDefects: readonly Defect<Behaviour>[] = [
  defect(
    'OPUS-SLOT-22',
    'slot-without-length',
    'Slots of a quarter of an hour end when they start.',
    ({ slotEnd }) => ({ slotEnd: (start, minutes) => (minutes === 15 ? start : slotEnd(start, minutes)) }),
  ),
  defect(
    'OPUS-SLOT-22',
    'slot-ends-on-the-same-day',
    'A slot until midnight ends at the beginning of its own day.',
    ({ slotEnd }) => ({
      slotEnd: (start, minutes) => {
        const end = slotEnd(start, minutes)
        return end % DAY === 0 ? end - DAY : end
      },
    }),
  ),
  ...(['getTimeslotsByMonth', 'getTimeslotsFrom'] as const satisfies readonly TimeslotOperation[]).map((operation) =>
    defect(
      'OPUS-SLOT-23',
      `${kebab(operation)}-lists-twice`,
      `${operation} lists the last slot twice.`,
      lists(
        (call) => call.operation === operation,
        (listed) => [...listed, ...listed.slice(-1)],
      ),
    ),
  ),
  defect(
    'OPUS-SLOT-23',
    'by-clinic-lists-twice',
    'By month with clinicID every slot is listed twice.',
    lists(
      (call) => isByMonth(call) && narrowsBy(call, ['clinicID']),
      (listed) => [...listed, ...listed],
    ),
  ),
  defect(
    'OPUS-SLOT-23',
    'slots-overlap',
    'At 18:00 a clinician is offered twice for one treatment, five minutes apart.',
    ({ openingsIn }) => ({
      openingsIn: (gap) =>
        gap.start % DAY === 18 * 60
          ? openingsIn(gap).flatMap((opening) => [opening, { ...opening, start: opening.start + 5 }])
          : openingsIn(gap),
    }),
  ),
]
