import { broken, holds } from '../../../engine/finding.ts'
import { came } from '../../../engine/status.ts'
import { plural } from '../../../engine/words.ts'
import type { Book } from '../answers.ts'
import { type Ask, onAnswers } from '../answers.ts'
import { inWords, type Operation, queryOf } from '../api.ts'
import { compareTimes } from '../local-time.ts'
import type { RequirementId } from '../requirements.gen.ts'
import { each } from '../rule.ts'
import { type Slot, slotName } from '../shapes.ts'
import {
  baseOf,
  FILTERS,
  identity,
  isRefusal,
  matches,
  monthOfQuery,
  noSlots,
  readable,
  slotsOrWhy,
  straysIn,
} from '../slots/base.ts'
import { counted, onEveryList } from '../slots/compare.ts'
import { byMonthWithEach, delayedByMonth, delayedFrom, eachTreatment, months } from '../slots/questions.ts'
import { because, judgeable, leaning } from '../statuses.ts'

/** Months, lists by each filter, and lists from a date: the answers that the other rules ask for as well. */
const SOME_OF_EACH: readonly Ask[] = [months, ...FILTERS.map((name) => byMonthWithEach(name)), eachTreatment]

/** By the wall clock or in time itself: where the clocks are set within a slot the two differ. */
const endsAfterStart = ({ start, end }: Slot): boolean => end.local > start.local || compareTimes(end, start) > 0

/** Each answer to a question with delay, beside the one without. */
const delayed = (book: Book) =>
  book.exchanges
    .filter((exchange) => 'delay' in queryOf(exchange))
    .map((exchange) => {
      const { delay: _, ...without } = queryOf(exchange)
      const label = inWords(exchange.operation, queryOf(exchange))
      return { exchange, label, without, control: book.find(exchange.operation as Operation, without) }
    })

/** "Repeat the above with a value for delay" */
const delayAccepted = (ask: Ask, leansOn: RequirementId) =>
  onAnswers([months, ask], (book) =>
    each(
      delayed(book),
      ({ exchange, label, control }) => {
        judgeable(label, exchange)
        if (!isRefusal(exchange)) return holds(label, [exchange])
        if (control && isRefusal(control)) because(leaning(`${label} is refused without delay too`, leansOn, [control]))
        const expected = '200, or 404 where no slot is left, with a delay'
        return broken(expected, `${label}: ${came(exchange)}`, [control, exchange])
      },
      noSlots(book),
      'requests with delay were accepted',
    ),
  )

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

  'OPUS-SLOT-09': delayAccepted(delayedByMonth, 'OPUS-SLOT-01'),
  'OPUS-SLOT-17': delayAccepted(delayedFrom, 'OPUS-SLOT-13'),

  /** Neither unit nor meaning of delay is stated; whatever it is, it does not make time. */
  'OPUS-SLOT-10': onAnswers([months, delayedByMonth, delayedFrom], (book) =>
    each(
      delayed(book),
      ({ exchange, label, without, control }) => {
        const leansOn = exchange.operation === 'getTimeslotsFrom' ? 'OPUS-SLOT-17' : 'OPUS-SLOT-09'
        const { slots } = slotsOrWhy(exchange, leansOn)
        const all = slotsOrWhy(control, leansOn)
        // What the month has for these filters is no addition, even where the filtered list lacks it.
        const month = without.month ? baseOf(book, monthOfQuery(without)) : undefined
        const ofMonth = month ? readable(month).filter((slot) => matches(slot, without)) : []
        const known = new Set([...all.slots, ...ofMonth].map(identity))
        const added = [...slots.filter((slot) => !known.has(identity(slot))), ...straysIn(exchange, all.exchange)]
        const cited = [exchange, all.exchange]
        return added.length === 0
          ? holds(`${label}: ${plural(slots.length, 'slot')}`, cited)
          : broken('delay adds no slot', `${label} lists ${counted(added)} besides`, cited)
      },
      noSlots(book),
    ),
  ),
}
