import { broken, unobserved } from '../../../engine/finding.ts'
import { came } from '../../../engine/status.ts'
import { plural } from '../../../engine/words.ts'
import { onAnswers } from '../answers.ts'
import { inWords, queryOf } from '../api.ts'
import { isIn } from '../discovery.ts'
import { slotsIn } from '../shapes.ts'
import { inMonth } from '../slot-clauses.ts'
import {
  baseMonths,
  FILTERS,
  fromAlone,
  isInElsewhere,
  isLeftOut,
  isRefusal,
  monthOfQuery,
  readable,
  slotsOf,
} from '../slots/base.ts'
import { breaking, counted, exactlyBy, onEveryList } from '../slots/compare.ts'
import {
  byMonthWithAll,
  byMonthWithEach,
  byMonthWithPairs,
  eachTreatment,
  fromEmptyMonth,
  longPast,
  months,
  PAIRS,
} from '../slots/questions.ts'
import { because, heldBy, leaning, nothingListed } from '../statuses.ts'

const withEach = FILTERS.map((name) => byMonthWithEach(name))
const withPairs = PAIRS.map((names) => byMonthWithPairs(names))

const exactlyByOne = (name: (typeof FILTERS)[number]) =>
  exactlyBy('getTimeslotsByMonth', [[name]], months, byMonthWithEach(name), eachTreatment)

/** Slots of a month. */
export const rules = {
  /** "Gathers timeslots with only year and month specified" */
  'OPUS-SLOT-01': onAnswers([months, eachTreatment, fromEmptyMonth], (book) => {
    const asked = baseMonths(book)
    const expected = '200 with slots for a month that has some'
    const refused = asked.find(isRefusal)
    if (refused) return broken(expected, `${slotsOf(refused).label}: ${came(refused)}`, [refused])
    const full = asked.map((exchange) => slotsOf(exchange).slots ?? []).filter((slots) => slots.length > 0)
    for (const lacking of asked.filter((exchange) => isLeftOut(book, exchange))) {
      const query = queryOf(lacking)
      const shown = fromAlone(book).find((from) => readable(from).some((slot) => isIn(monthOfQuery(query), slot)))
      if (!shown) continue
      const actual = `${inWords('getTimeslotsByMonth', query)}: ${came(lacking)}, though getTimeslotsFrom lists slots in it`
      return broken(expected, actual, [lacking, shown])
    }
    if (full.length === 0) return unobserved('no month looked at has a slot', 'a target with free slots', [], asked)
    return heldBy(
      [200],
      `${plural(full.flat().length, 'slot')} in ${full.length} of ${plural(asked.length, 'month')}`,
      asked,
    )
  }),

  'OPUS-SLOT-04': onEveryList(
    [months, ...withEach, ...withPairs, longPast],
    'every slot starts in that year and month',
    breaking(inMonth),
    (slot, query) => isInElsewhere(monthOfQuery(query), slot),
  ),

  // "Gathers timeslots for a clinic", "… for a provider", "… for a booking model"
  'OPUS-SLOT-05': exactlyByOne('clinicID'),
  'OPUS-SLOT-06': exactlyByOne('clinicianID'),
  'OPUS-SLOT-07': exactlyByOne('treatmentID'),

  /** "… for a clinic and a provider", "… for a clinic and a booking model", "… for a provider and a booking model" */
  'OPUS-SLOT-08': exactlyBy('getTimeslotsByMonth', PAIRS, months, ...withPairs, eachTreatment),

  /** The three optional parameters together are not among the document's cases. */
  'OPUS-SLOT-25': exactlyBy('getTimeslotsByMonth', [FILTERS], months, byMonthWithAll, eachTreatment),

  /** "404: No data" */
  'OPUS-SLOT-12': onAnswers([longPast, months], (book) => {
    const [past, ...later] = baseMonths(book)
    if (!past) return unobserved('nothing was asked', 'a target that answers')
    const refused = later.find(isRefusal)
    if (refused) because(leaning(`${slotsOf(refused).label} is refused`, 'OPUS-SLOT-01', [refused]))
    const slots = slotsIn(past) ?? []
    if (slots.length > 0 && !slots.some((slot) => isIn(monthOfQuery(queryOf(past)), slot))) {
      return leaning(`a month long past lists ${counted(slots)}`, 'OPUS-SLOT-04', [past])
    }
    return nothingListed('a month long past', past, 404)
  }),
}
