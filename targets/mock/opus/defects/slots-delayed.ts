import { DAY } from '../calendar.ts'
import type { Call } from '../call.ts'
import { type Defects, defectsOf, each, FILTERS, type FilterName, kebab, objects } from '../patches.ts'
import { type Slot, slotOf } from '../schedule.ts'
import { byMonth, from, hasDelay, ignores, isByMonth, isFrom, lists } from './slot-effects.ts'

/** A slot of the same clinician and treatment, on the same day at six in the morning, when nobody works. */
function atSix(slot: Slot): Slot {
  const start = slot.start - (slot.start % DAY) + 6 * 60
  return slotOf(slot, start, start + slot.end - slot.start, slot.treatmentID)
}

const delayedByMonth = (call: Call) => isByMonth(call) && hasDelay(call)
const delayedFrom = (call: Call) => isFrom(call) && hasDelay(call)

/** A delay is refused where the list is narrowed in a certain way. */
const refused = (id: string, what: string, isMeant: (call: Call) => boolean): Defects => ({
  [id]: [
    `${what}, delay answers 400.`,
    objects({ reason: 'whim', parameter: 'delay' }, (call) => isMeant(call) && hasDelay(call)),
  ],
})

const BOTH: readonly FilterName[] = ['clinicID', 'clinicianID']

export const slotsDelayedDefects = defectsOf({
  'OPUS-SLOT-09': {
    ...refused('by-month-delay-refused-alone', 'By month alone', byMonth([])),
    ...each(FILTERS, (name) =>
      refused(`by-month-delay-refused-${kebab(name)}`, `By month with ${name}`, byMonth([name])),
    ),
  },
  'OPUS-SLOT-10': {
    'by-month-delay-adds': [
      'By month, delay adds slots at six in the morning.',
      lists(delayedByMonth, (slots) => [...slots.slice(0, 1).map(atSix), ...slots]),
    ],
    'from-delay-adds': [
      'From a date, delay adds slots at six in the morning.',
      lists(delayedFrom, (slots) => [...slots, ...slots.slice(-1).map(atSix)]),
    ],
    // Without delay the filters are kept, and what delay lists too many it has added.
    ...each(FILTERS, (name) => ({
      [`by-month-delay-ignores-${kebab(name)}`]: [
        `By month with delay, ${name} is not taken account of.`,
        ignores([name], delayedByMonth),
      ],
    })),
    'from-delay-ignores-clinic-id': [
      'From a date with delay, clinicID is not taken account of.',
      ignores(['clinicID'], delayedFrom),
    ],
  },
  'OPUS-SLOT-17': {
    ...refused('from-delay-refused-alone', 'From a date alone', from([])),
    ...refused('from-delay-refused-clinic-id', 'From a date with clinicID', from(['clinicID'])),
    ...refused('from-delay-refused-both', 'From a date with clinicID and clinicianID', from(BOTH)),
  },
})
