import { broken, drawn, holds, unobserved } from '../../../engine/finding.ts'
import { came } from '../../../engine/status.ts'
import type { Finding } from '../../../engine/verdict.ts'
import { plural } from '../../../engine/words.ts'
import { type Ask, type Book, onAnswers } from '../answers.ts'
import { type Query, queryOf } from '../api.ts'
import { isIn } from '../discovery.ts'
import { monthText } from '../local-time.ts'
import { each } from '../rule.ts'
import { type Slot, slotsIn } from '../shapes.ts'
import { notBefore, ofTreatment } from '../slot-clauses.ts'
import {
  baseMonths,
  fromAlone,
  identity,
  isAtEdge,
  isFrom,
  isFromElsewhere,
  isLeftOut,
  lastStart,
  monthOfQuery,
  noSlots,
  readable,
  type Slots,
  slotsOf,
  slotsOrWhy,
} from '../slots/base.ts'
import { breaking, calendar, counted, difference, exactlyBy, onEveryList } from '../slots/compare.ts'
import { eachTreatment, fromStarts, fromWithFilters, months } from '../slots/questions.ts'
import { because, heldBy, leaning } from '../statuses.ts'

/** All that is asked from a date. */
const EVERYTHING: readonly Ask[] = [eachTreatment, fromStarts(0), fromStarts(1), fromWithFilters]

/** The last start that any answer from a date lists, and any by month: as far as both operations reach. */
function reachOf(book: Book): string {
  const [from, byMonth] = [fromAlone(book), baseMonths(book)].map((answers) => lastStart(answers.flatMap(readable)))
  return [from, byMonth].sort()[0] as string
}

/** The slots that months list without a filter, from a date on, for a treatment. */
const byMonthFrom = (book: Book, query: Query): Slot[] =>
  baseMonths(book)
    .flatMap(readable)
    .filter((slot) => isFrom(slot, query) && slot.treatmentID === query.treatmentID)

/** A month of a treatment is the same by month and from a date, as far as both reach. */
function agreesIn(
  book: Book,
  exchange: Parameters<typeof slotsOf>[0] & {},
  from: Required<Slots>,
  reach: string,
): Finding {
  const month = monthOfQuery(queryOf(exchange))
  const { startingFromDateTime = '', treatmentID } = queryOf(from.exchange)
  const byMonth = slotsOrWhy(exchange, 'OPUS-SLOT-01')
  // A slot at the very start is OPUS-SLOT-24's matter, and one told in UTC may be of the month before or after.
  const reached = (slots: readonly Slot[]) =>
    slots.filter(
      (slot) =>
        slot.treatmentID === treatmentID &&
        isIn(month, slot) &&
        !isAtEdge(month, slot) &&
        slot.start.local <= reach &&
        slot.start.local > startingFromDateTime,
    )
  const these = reached(from.slots)
  const { more, fewer, same } = difference(these, reached(byMonth.slots))
  const label = `treatment ${treatmentID} in ${monthText(month)}`
  const cited = [from.exchange, exchange]
  if (more.length + fewer.length === 0) return holds(`${label}: ${plural(same, 'slot')}`, cited)
  if (byMonth.slots.length === 0 && isLeftOut(book, exchange)) {
    because(leaning(`${byMonth.label} lists none`, 'OPUS-SLOT-01', [exchange]))
  }
  const actual = [
    ...(more.length > 0 ? [`getTimeslotsFrom lists ${counted(more)} that getTimeslotsByMonth does not`] : []),
    ...(fewer.length > 0 ? [`getTimeslotsByMonth lists ${counted(fewer)} that getTimeslotsFrom does not`] : []),
  ].join(', and ')
  return drawn(
    broken('the slots from the first of a month that lie in it are the month’s slots', `${label}: ${actual}`, cited),
    calendar(`${label} from a date, beside the month`, these, more, fewer),
  )
}

/** Slots from a date. */
export const rules = {
  /** "Gathers timeslots with only startingFromDateTime and TreatentID specified" */
  'OPUS-SLOT-13': onAnswers([months, eachTreatment, fromStarts(0)], (book) => {
    const reach = reachOf(book)
    return each(
      fromAlone(book),
      (exchange) => {
        const { slots, label } = slotsOf(exchange)
        const query = queryOf(exchange)
        const expected = '200 with slots, with startingFromDateTime and treatmentID alone'
        if (!slots) return broken(expected, `${label}: ${came(exchange)}`, [exchange])
        if (slots.length > 0) return heldBy([200], `${label}: ${plural(slots.length, 'slot')}`, [exchange])
        // A slot that starts at the very instant is OPUS-SLOT-24's matter.
        const shown = byMonthFrom(book, query).find(
          ({ start }) => start.local > (query.startingFromDateTime ?? '') && (reach === '' || start.local <= reach),
        )
        if (!shown) return undefined
        // Slots of other treatments, or from before that date, are listed instead.
        if ((slotsIn(exchange) ?? []).length > 0) {
          const leansOn = ['OPUS-SLOT-14', 'OPUS-SLOT-15']
          return unobserved(`${label}: ${came(exchange)}`, 'OPUS-SLOT-15 holds', leansOn)
        }
        const actual = `${label}: ${came(exchange)}, though by month there is ${counted([shown])}`
        return broken(expected, actual, [exchange])
      },
      noSlots(book),
      'answers from a date list slots',
    )
  }),

  'OPUS-SLOT-14': onEveryList(
    EVERYTHING,
    'no slot starts before startingFromDateTime',
    breaking(notBefore),
    isFromElsewhere,
  ),
  'OPUS-SLOT-15': onEveryList(EVERYTHING, 'every slot is of that treatment', breaking(ofTreatment)),

  /** "Gathers timeslots for a clinic", "… for a provider", "… for a clinic and a provider" */
  'OPUS-SLOT-16': exactlyBy(
    'getTimeslotsFrom',
    [['clinicID'], ['clinicianID'], ['clinicID', 'clinicianID']],
    months,
    eachTreatment,
    fromWithFilters,
  ),

  /** "Gathers timeslots" twice over: it is one calendar. */
  'OPUS-SLOT-21': onAnswers([months, eachTreatment], (book) => {
    const reach = reachOf(book)
    const compared = fromAlone(book).flatMap((exchange) => {
      const { startingFromDateTime = '' } = queryOf(exchange)
      const later = baseMonths(book).filter(
        (month) => `${monthText(monthOfQuery(queryOf(month)))}-01` >= startingFromDateTime.slice(0, 10),
      )
      return later.map((month) => ({ exchange, month }))
    })
    return each(
      compared,
      ({ exchange, month }) => {
        const from = slotsOrWhy(exchange, 'OPUS-SLOT-13')
        if (from.slots.length === 0 && slotsIn(exchange)?.length === 0) {
          const isNone = byMonthFrom(book, queryOf(exchange)).every((slot) => slot.start.local > reach)
          return isNone ? undefined : leaning(`${from.label} lists none`, 'OPUS-SLOT-13', [exchange])
        }
        return agreesIn(book, month, from, reach)
      },
      noSlots(book),
      'months of a treatment are the same by month and from a date',
    )
  }),

  /** "startingFrom" is read as that instant included. */
  'OPUS-SLOT-24': onAnswers([eachTreatment, fromStarts(0)], (book) => {
    const alone = fromAlone(book)
    const known = alone.flatMap(readable)
    return each(
      alone,
      (exchange) => {
        const { startingFromDateTime, treatmentID } = queryOf(exchange)
        const atStart = known.filter(
          (slot) => slot.start.local === startingFromDateTime && slot.treatmentID === treatmentID,
        )
        if (atStart.length === 0) return undefined
        const { slots, label } = slotsOrWhy(exchange, 'OPUS-SLOT-13')
        const { fewer } = difference(slots, atStart)
        if (fewer.length === 0) return holds(`${label}: the slot at that instant is listed`, [exchange])
        const names = new Set(fewer.map(identity))
        const knownBy = alone.filter((other) => readable(other).some((slot) => names.has(identity(slot))))
        const expected = 'a slot that starts exactly at startingFromDateTime is listed'
        return broken(expected, `${label}: it lacks ${counted(fewer)}`, [exchange, ...knownBy])
      },
      noSlots(book),
    )
  }),
}
