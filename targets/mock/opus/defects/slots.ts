import { DAY } from '../calendar.ts'
import { alters, defectsOf, each, kebab, on, TIMESLOTS } from '../patches.ts'
import { byMonth, lists } from './slot-effects.ts'

/** In both operations alike, so that OPUS-SLOT-21 holds. */
export const slotDefects = defectsOf({
  'OPUS-SLOT-22': {
    'slot-without-length': [
      'Slots of a quarter of an hour end when they start.',
      alters('slotEnd', (end, start, minutes) => (minutes === 15 ? start : end)),
    ],
    'slot-ends-on-the-same-day': [
      'A slot until midnight ends at the beginning of its own day.',
      alters('slotEnd', (end) => (end % DAY === 0 ? end - DAY : end)),
    ],
  },
  'OPUS-SLOT-23': {
    ...each(TIMESLOTS, (operation) => ({
      [`${kebab(operation)}-lists-twice`]: [
        `${operation} lists the last slot twice.`,
        lists(on(operation), (listed) => [...listed, ...listed.slice(-1)]),
      ],
    })),
    'by-clinic-lists-twice': [
      'By month with clinicID every slot is listed twice.',
      lists(byMonth(['clinicID']), (listed) => [...listed, ...listed]),
    ],
    'slots-overlap': [
      'At 18:00 a clinician is offered twice for one treatment, five minutes apart.',
      alters('openingsIn', (openings, { start }) =>
        start % DAY === 18 * 60
          ? openings.flatMap((opening) => [opening, { ...opening, start: opening.start + 5 }])
          : openings,
      ),
    ],
  },
})
