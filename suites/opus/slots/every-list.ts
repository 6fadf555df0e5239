import type { Exchange } from '../../../engine/exchange.ts'
import { broken, drawn, holds } from '../../../engine/finding.ts'
import type { Finding } from '../../../engine/verdict.ts'
import { plural } from '../../../engine/words.ts'
import { inWords, type Query, queryOf } from '../api.ts'
import type { Opus } from '../context.ts'
import { together } from '../lists/relations.ts'
import { onAnswers } from '../rule.ts'
import { type Slot, slotsIn, slotWords } from '../shapes.ts'
import type { SlotClause } from '../slot-clauses.ts'
import { inUtc, noSlots, slotsOf } from './base.ts'
import { calendar, counted } from './exactly.ts'

/**
 * A rule on every list of slots that is asked for.
 *
 * @param odd the slots of a list that it must not have
 * @param isInDoubt where all of them are so, it cannot be told
 */
export const onEveryList = (
  ask: (opus: Opus) => Promise<Exchange[]>,
  expected: string,
  odd: (slots: readonly Slot[], query: Query) => Slot[],
  isInDoubt: (slot: Slot, query: Query) => boolean = () => false,
) =>
  onAnswers(ask, (book) =>
    together(
      book.answers.flatMap((exchange): Finding[] => {
        const slots = slotsIn(exchange)
        const listed = slotsOf(exchange)
        if (!slots) return listed.kind === 'doubt' ? [listed.finding] : []
        const query = queryOf(exchange)
        const label = inWords(exchange.operation, query)
        const faulty = odd(slots, query)
        if (faulty.length === 0) return [holds(`${label}: ${plural(slots.length, 'slot')}`, [exchange])]
        const actual = `${label} lists ${counted(faulty, slotWords)}`
        if (faulty.every((slot) => isInDoubt(slot, query))) return [inUtc(actual, exchange)]
        return [drawn(broken(expected, actual, [exchange]), calendar(label, slots, faulty, []))]
      }),
      `lists of slots: ${expected}`,
      noSlots(book),
    ),
  )

/** The slots that break a clause. */
export const breaking =
  ({ part, breaks }: SlotClause) =>
  (slots: readonly Slot[], query: Query): Slot[] =>
    slots.filter((slot) => breaks(part === 'Start' ? slot.start.local : String(slot.spelled[part]), query))
