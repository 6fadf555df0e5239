import { broken, holds, worst } from '../../../engine/finding.ts'
import { came } from '../../../engine/status.ts'
import type { Finding } from '../../../engine/verdict.ts'
import { plural } from '../../../engine/words.ts'
import { inWords, queryOf } from '../api.ts'
import type { Book } from '../book.ts'
import { together } from '../lists/relations.ts'
import type { RequirementId } from '../requirements.gen.ts'
import { onAnswers } from '../rule.ts'
import { baseOf, byIdentity, identity, matches, monthOfQuery, noSlots, slotsOf, straysIn } from '../slots/base.ts'
import { counted } from '../slots/exactly.ts'
import { leaning, unjudgeable } from '../statuses.ts'

const delayed = (book: Book) => book.exchanges.filter((exchange) => 'delay' in queryOf(exchange))

/** "Repeat the above with a value for delay" */
const delayAccepted = (by: 'delayedByMonth' | 'delayedFrom', leansOn: RequirementId) =>
  onAnswers(
    async ({ months, slotReads }) => [...(await months()), ...(await slotReads[by]())],
    (book) =>
      together(
        delayed(book).map((exchange): Finding => {
          const { delay: _, ...without } = queryOf(exchange)
          const label = inWords(exchange.operation, queryOf(exchange))
          const control = book.find(exchange.operation as 'getTimeslotsFrom', without)
          const listed = slotsOf(exchange)
          if (listed.kind === 'slots') return holds(label, [exchange])
          const doubt = unjudgeable(label, exchange)
          if (doubt) return doubt
          if (listed.kind === 'doubt') return holds(label, [exchange])
          if (slotsOf(control).kind === 'refused') {
            return leaning(`${label} is refused without delay too`, leansOn, [control])
          }
          return broken('200, or 404 where no slot is left, with a delay', `${label}: ${came(exchange)}`, [
            control,
            exchange,
          ])
        }),
        'requests with delay were accepted',
        noSlots(book),
      ),
  )

/** The parameter delay. */
export const rules = {
  'OPUS-SLOT-09': delayAccepted('delayedByMonth', 'OPUS-SLOT-01'),
  'OPUS-SLOT-17': delayAccepted('delayedFrom', 'OPUS-SLOT-13'),

  /** Neither unit nor meaning of delay is stated; whatever it is, it does not make time. */
  'OPUS-SLOT-10': onAnswers(
    async ({ months, slotReads }) => [
      ...(await months()),
      ...(await slotReads.delayedByMonth()),
      ...(await slotReads.delayedFrom()),
    ],
    (book) =>
      worst(
        delayed(book).map((exchange): Finding => {
          const { delay: _, ...without } = queryOf(exchange)
          const label = inWords(exchange.operation, queryOf(exchange))
          const listed = slotsOf(exchange)
          const control = slotsOf(book.find(exchange.operation as 'getTimeslotsFrom', without))
          if (listed.kind === 'doubt') return listed.finding
          if (control.kind === 'doubt') return control.finding
          const leansOn = exchange.operation === 'getTimeslotsFrom' ? 'OPUS-SLOT-17' : 'OPUS-SLOT-09'
          if (listed.kind === 'refused' || control.kind === 'refused') {
            return leaning(`${label} is refused`, leansOn, [exchange])
          }
          const known = new Set(byIdentity(control.slots).keys())
          // What the month has for these filters is no addition, even where the filtered list lacks it.
          const month = without.month ? slotsOf(baseOf(book, monthOfQuery(without))) : undefined
          if (month?.kind === 'slots') {
            for (const slot of month.slots) if (matches(slot, without)) known.add(identity(slot))
          }
          const added = [
            ...listed.slots.filter((slot) => !known.has(identity(slot))),
            ...straysIn(exchange, control.exchange),
          ]
          if (added.length === 0)
            return holds(`${label}: ${plural(listed.slots.length, 'slot')}`, [exchange, control.exchange])
          return broken('delay adds no slot', `${label} lists ${counted(added)} besides`, [exchange, control.exchange])
        }),
        noSlots(book),
      ),
  ),
}
