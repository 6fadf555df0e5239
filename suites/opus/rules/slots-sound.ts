import type { Exchange } from '../../../engine/exchange.ts'
import { broken, drawn, holds } from '../../../engine/finding.ts'
import type { Finding } from '../../../engine/verdict.ts'
import { plural } from '../../../engine/words.ts'
import { inWords, queryOf } from '../api.ts'
import type { Opus } from '../context.ts'
import { together } from '../lists/relations.ts'
import { compareTimes } from '../local-time.ts'
import { onAnswers } from '../rule.ts'
import { type Slot, slotName, slotsIn, slotWords } from '../shapes.ts'
import { noSlots, slotsOf } from '../slots/base.ts'
import { calendar } from '../slots/exactly.ts'

/** Months, lists by each filter, and lists from a date: the answers that the other rules ask for as well. */
const someOfEach = async ({ months, slotReads }: Opus): Promise<Exchange[]> => [
  ...(await months()),
  ...(
    await Promise.all(
      (['clinicID', 'clinicianID', 'treatmentID'] as const).map((name) => slotReads.byMonthWithEach(name)),
    )
  ).flat(),
  ...(await slotReads.fromForEachTreatment()),
]

const onEveryList = (expected: string, odd: (slots: readonly Slot[]) => Slot[]) =>
  onAnswers(someOfEach, (book) =>
    together(
      book.exchanges.flatMap((exchange): Finding[] => {
        const slots = slotsIn(exchange)
        const listed = slotsOf(exchange)
        if (!slots) return listed.kind === 'doubt' ? [listed.finding] : []
        const label = inWords(exchange.operation, queryOf(exchange))
        const faulty = odd(slots)
        if (faulty.length === 0) return [holds(`${label}: ${plural(slots.length, 'slot')}`, [exchange])]
        const figure = calendar(label, slots, faulty, [])
        const examples = faulty.slice(0, 2).map(slotWords).join(', ')
        const actual = `${label}: ${faulty.length} of ${plural(slots.length, 'slot')}, such as ${examples}`
        return [drawn(broken(expected, actual, [exchange]), figure)]
      }),
      `lists of slots: ${expected}`,
      noSlots(book),
    ),
  )

/** By the wall clock or in time itself: where the clocks are set within a slot the two differ. */
const endsAfterStart = ({ start, end }: Slot): boolean => end.local > start.local || compareTimes(end, start) > 0

/** What holds of every list of slots. */
export const rules = {
  'OPUS-SLOT-22': onEveryList('every slot ends after it starts', (slots) =>
    slots.filter((slot) => !endsAfterStart(slot)),
  ),

  /** One chair, one treatment: the same clinician cannot start it twice at a time. */
  'OPUS-SLOT-23': onEveryList(
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
