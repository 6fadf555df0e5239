import type { Defect } from '../../deviation.ts'
import type { Behaviour } from '../behaviour.ts'
import { DAY } from '../calendar.ts'
import { type Slot, slotOf } from '../schedule.ts'
import { defect, FILTERS, type FilterName, kebab, objects } from './effects.ts'
import { hasDelay, ignores, isByMonth, isFrom, lists, narrowsBy } from './slot-effects.ts'

/** A slot of the same clinician and treatment, on the same day at six in the morning, when nobody works. */
function atSix(slot: Slot): Slot {
  const start = slot.start - (slot.start % DAY) + 6 * 60
  return slotOf(slot, start, start + slot.end - slot.start, slot.treatmentID)
}

export const slotsDelayedDefects: readonly Defect<Behaviour>[] = [
  ...(
    [
      ['alone', [], 'alone'],
      ...FILTERS.map((name) => [kebab(name), [name], `with ${name}`] as const),
    ] as const satisfies readonly (readonly [string, readonly FilterName[], string])[]
  ).map(([id, names, what]) =>
    defect(
      'OPUS-SLOT-09',
      `by-month-delay-refused-${id}`,
      `By month ${what}, delay answers 400.`,
      objects(
        { reason: 'whim', parameter: 'delay' },
        (call) => isByMonth(call) && hasDelay(call) && narrowsBy(call, names),
      ),
    ),
  ),
  defect(
    'OPUS-SLOT-10',
    'by-month-delay-adds',
    'By month, delay adds slots at six in the morning.',
    lists(
      (call) => isByMonth(call) && hasDelay(call),
      (slots) => [...slots.slice(0, 1).map(atSix), ...slots],
    ),
  ),
  defect(
    'OPUS-SLOT-10',
    'from-delay-adds',
    'From a date, delay adds slots at six in the morning.',
    lists(
      (call) => isFrom(call) && hasDelay(call),
      (slots) => [...slots, ...slots.slice(-1).map(atSix)],
    ),
  ),
  // Without delay the filters are kept, and what delay lists too many it has added.
  ...FILTERS.map((name) =>
    defect(
      'OPUS-SLOT-10',
      `by-month-delay-ignores-${kebab(name)}`,
      `By month with delay, ${name} is not taken account of.`,
      ignores([name], (call) => isByMonth(call) && hasDelay(call)),
    ),
  ),
  defect(
    'OPUS-SLOT-10',
    'from-delay-ignores-clinic-id',
    'From a date with delay, clinicID is not taken account of.',
    ignores(['clinicID'], (call) => isFrom(call) && hasDelay(call)),
  ),
  ...(
    [
      ['alone', [], 'alone'],
      ['clinic-id', ['clinicID'], 'with clinicID'],
      ['both', ['clinicID', 'clinicianID'], 'with clinicID and clinicianID'],
    ] as const satisfies readonly (readonly [string, readonly FilterName[], string])[]
  ).map(([id, names, what]) =>
    defect(
      'OPUS-SLOT-17',
      `from-delay-refused-${id}`,
      `From a date ${what}, delay answers 400.`,
      objects(
        { reason: 'whim', parameter: 'delay' },
        (call) => isFrom(call) && hasDelay(call) && narrowsBy(call, names),
      ),
    ),
  ),
]
