import { broken, holds } from '../../../engine/finding.ts'
import { came } from '../../../engine/status.ts'
import { plural } from '../../../engine/words.ts'
import { inWords, type Operation, queryOf } from '../api.ts'
import type { Book } from '../book.ts'
import type { RequirementId } from '../requirements.gen.ts'
import { type Ask, each, onAnswers } from '../rule.ts'
import {
  baseOf,
  identity,
  isRefusal,
  matches,
  monthOfQuery,
  noSlots,
  readable,
  slotsOrWhy,
  straysIn,
} from '../slots/base.ts'
import { counted } from '../slots/compare.ts'
import { delayedByMonth, delayedFrom, months } from '../slots/questions.ts'
import { because, judgeable, leaning } from '../statuses.ts'

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

/** The parameter delay. */
export const rules = {
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
