import { compareTimes } from '../local-time.ts'
import type { Ask } from '../rule.ts'
import { type Slot, slotName } from '../shapes.ts'
import { FILTERS } from '../slots/base.ts'
import { onEveryList } from '../slots/compare.ts'
import { byMonthWithEach, eachTreatment, months } from '../slots/questions.ts'

/** Months, lists by each filter, and lists from a date: the answers that the other rules ask for as well. */
const SOME_OF_EACH: readonly Ask[] = [months, ...FILTERS.map((name) => byMonthWithEach(name)), eachTreatment]

/** By the wall clock or in time itself: where the clocks are set within a slot the two differ. */
const endsAfterStart = ({ start, end }: Slot): boolean => end.local > start.local || compareTimes(end, start) > 0

/** What holds of every list of slots. */
export const rules = {
  'OPUS-SLOT-22': onEveryList(SOME_OF_EACH, 'every slot ends after it starts', (slots) =>
    slots.filter((slot) => !endsAfterStart(slot)),
  ),

  /** One chair, one treatment: the same clinician cannot start it twice at a time. */
  'OPUS-SLOT-23': onEveryList(
    SOME_OF_EACH,
    'no slot is listed twice, and a clinician has no two slots for one treatment that overlap',
    (slots) => {
      const names = new Set<string>()
      const last = new Map<string, Slot>()
      const odd: Slot[] = []
      for (const slot of slots.toSorted((one, other) => compareTimes(one.start, other.start))) {
        const whose = `${slot.clinicianID} ${slot.treatmentID}`
        const before = last.get(whose)
        const name = slotName(slot)
        if (names.has(name) || (before && compareTimes(slot.start, before.end) < 0)) odd.push(slot)
        names.add(name)
        // A slot that ends before it starts is OPUS-SLOT-22's matter.
        if (endsAfterStart(slot)) last.set(whose, slot)
      }
      return odd
    },
  ),
}
