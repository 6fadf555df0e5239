import type { Exchange } from '../../../engine/exchange.ts'
import { broken, unobserved } from '../../../engine/finding.ts'
import { came } from '../../../engine/status.ts'
import { listAnd, plural } from '../../../engine/words.ts'
import { inWords, queryOf } from '../api.ts'
import type { Opus } from '../context.ts'
import { isIn } from '../discovery.ts'
import type { FilterName } from '../lists/kinds.ts'
import { together } from '../lists/relations.ts'
import { onAnswers } from '../rule.ts'
import { slotsIn } from '../shapes.ts'
import { inMonth } from '../slot-clauses.ts'
import {
  baseMonths,
  baseOf,
  filtersOf,
  fromAlone,
  isInElsewhere,
  isLeftOut,
  monthOfQuery,
  noSlots,
  slotsOf,
  straysIn,
} from '../slots/base.ts'
import { witnessFrom } from '../slots/by-month.ts'
import { breaking, onEveryList } from '../slots/every-list.ts'
import { counted, isExactly } from '../slots/exactly.ts'
import { PAIRS } from '../slots/reads.ts'
import { heldBy, leaning, nothingListed } from '../statuses.ts'

/** All that the by-month rules ask. */
const everyMonthAnswer = async ({ found, months, slotReads }: Opus): Promise<Exchange[]> => [
  ...(await months()),
  ...(
    await Promise.all(
      (['clinicID', 'clinicianID', 'treatmentID'] as const).map((name) => slotReads.byMonthWithEach(name)),
    )
  ).flat(),
  ...(await Promise.all(PAIRS.map((names) => slotReads.byMonthWithPairs(names)))).flat(),
  ...(await longPastMonth({ found, slotReads })),
]

/** So far back no calendar has a free time. */
const YEARS_AGO = 5

async function longPastMonth({ found, slotReads }: Pick<Opus, 'found' | 'slotReads'>): Promise<Exchange[]> {
  const year = String(new Date((await found()).now).getUTCFullYear() - YEARS_AGO)
  return slotReads.ask('getTimeslotsByMonth', [{ year, month: '5' }])
}

/** By month with these filters: exactly the month's slots that they name. */
const exactlyBy = (sets: readonly (readonly FilterName[])[], ask: (opus: Opus) => Promise<Exchange[]>) =>
  onAnswers(
    async (opus) => [...(await opus.months()), ...(await ask(opus)), ...(await opus.slotReads.fromForEachTreatment())],
    (book) => {
      const witness = witnessFrom(book)
      const answers = book.of('getTimeslotsByMonth').filter((exchange) => {
        const names = filtersOf(queryOf(exchange)).join()
        return sets.some((set) => set.join() === names)
      })
      return together(
        answers.map((exchange) => {
          const query = queryOf(exchange)
          const filters = Object.fromEntries(filtersOf(query).map((name) => [name, query[name] as string]))
          const base = baseOf(book, monthOfQuery(query))
          const all = { slots: slotsOf(base), is: 'OPUS-SLOT-01' }
          const expected = `exactly the month's slots with ${listAnd(filtersOf(query))} as asked for`
          return isExactly(slotsOf(exchange), all, filters, expected, witness, straysIn(exchange, base))
        }),
        `lists by ${sets.map((set) => listAnd(set)).join(', by ')} are exactly those slots of the month`,
        noSlots(book),
      )
    },
  )

/** Slots of a month. */
export const rules = {
  /** "Gathers timeslots with only year and month specified" */
  'OPUS-SLOT-01': onAnswers(
    async ({ months, slotReads }) => [
      ...(await months()),
      ...(await slotReads.fromForEachTreatment()),
      ...(await slotReads.fromEmptyMonth()),
    ],
    (book) => {
      const months = baseMonths(book)
      const expected = '200 with slots for a month that has some'
      const listed = months.map(slotsOf)
      const refused = listed.find((one) => one.kind === 'refused')
      if (refused?.kind === 'refused') {
        return broken(expected, `${refused.label}: ${came(refused.exchange)}`, [refused.exchange])
      }
      const full = listed.filter((one) => one.kind === 'slots' && one.slots.length > 0)
      const doubt = listed.find((one) => one.kind === 'doubt')
      if (doubt?.kind === 'doubt') return doubt.finding
      const from = fromAlone(book).flatMap((exchange) => {
        const answer = slotsOf(exchange)
        return answer.kind === 'slots' ? answer.slots.map((slot) => ({ slot, exchange })) : []
      })
      const lacking = months.find(
        (exchange) => isLeftOut(book, exchange) && from.some(({ slot }) => isIn(monthOfQuery(queryOf(exchange)), slot)),
      )
      if (!lacking && full.length > 0) {
        const count = full.reduce((sum, one) => sum + (one.kind === 'slots' ? one.slots.length : 0), 0)
        return heldBy([200], `${plural(count, 'slot')} in ${full.length} of ${plural(months.length, 'month')}`, months)
      }
      if (!lacking) return unobserved('no month looked at has a slot', 'a target with free slots', [], months)
      const shown = from.find(({ slot }) => isIn(monthOfQuery(queryOf(lacking)), slot))
      const actual = `${inWords('getTimeslotsByMonth', queryOf(lacking))}: ${came(lacking)}, though getTimeslotsFrom lists slots in it`
      return broken(expected, actual, [lacking, shown?.exchange])
    },
  ),

  'OPUS-SLOT-04': onEveryList(
    everyMonthAnswer,
    'every slot starts in that year and month',
    breaking(inMonth),
    (slot, query) => isInElsewhere(monthOfQuery(query), slot),
  ),

  // "Gathers timeslots for a clinic", "… for a provider", "… for a booking model"
  'OPUS-SLOT-05': exactlyBy([['clinicID']], ({ slotReads }) => slotReads.byMonthWithEach('clinicID')),
  'OPUS-SLOT-06': exactlyBy([['clinicianID']], ({ slotReads }) => slotReads.byMonthWithEach('clinicianID')),
  'OPUS-SLOT-07': exactlyBy([['treatmentID']], ({ slotReads }) => slotReads.byMonthWithEach('treatmentID')),

  /** "… for a clinic and a provider", "… for a clinic and a booking model", "… for a provider and a booking model" */
  'OPUS-SLOT-08': exactlyBy(PAIRS, async ({ slotReads }) =>
    (await Promise.all(PAIRS.map((names) => slotReads.byMonthWithPairs(names)))).flat(),
  ),

  /** The three optional parameters together are not among the document's cases. */
  'OPUS-SLOT-25': exactlyBy([['clinicID', 'clinicianID', 'treatmentID']], ({ slotReads }) =>
    slotReads.byMonthWithAll(),
  ),

  /** "404: No data" */
  'OPUS-SLOT-12': onAnswers(
    async (opus) => [...(await longPastMonth(opus)), ...(await opus.months())],
    (book) => {
      const [past, ...months] = baseMonths(book)
      if (!past) return unobserved('nothing was asked', 'a target that answers')
      const refused = months.map(slotsOf).find((one) => one.kind === 'refused')
      if (refused?.kind === 'refused') {
        return leaning(`${refused.label} is refused`, 'OPUS-SLOT-01', [refused.exchange])
      }
      const slots = slotsIn(past) ?? []
      if (slots.length > 0 && !slots.some((slot) => isIn(monthOfQuery(queryOf(past)), slot))) {
        const reason = `a month long past lists ${counted(slots)}`
        return leaning(reason, 'OPUS-SLOT-04', [past])
      }
      return nothingListed('a month long past', past, 404)
    },
  ),
}
