import { broken, drawn, holds, unobserved, worst } from '../../../engine/finding.ts'
import { came } from '../../../engine/status.ts'
import type { Finding } from '../../../engine/verdict.ts'
import { listAnd, plural } from '../../../engine/words.ts'
import { inWords, queryOf } from '../api.ts'
import type { Book } from '../book.ts'
import type { Opus } from '../context.ts'
import { isIn } from '../discovery.ts'
import { together } from '../lists/relations.ts'
import { monthText } from '../local-time.ts'
import { onAnswers } from '../rule.ts'
import { type Slot, slotsIn } from '../shapes.ts'
import { notBefore, ofTreatment } from '../slot-clauses.ts'
import {
  baseMonths,
  baseOf,
  byIdentity,
  filtersOf,
  fromAlone,
  identity,
  isAtEdge,
  isFrom,
  isFromElsewhere,
  isLeftOut,
  monthOfQuery,
  noSlots,
  type Slots,
  slotsOf,
} from '../slots/base.ts'
import { breaking, onEveryList } from '../slots/every-list.ts'
import { calendar, counted, isExactly, type Witness } from '../slots/exactly.ts'
import { heldBy, leaning } from '../statuses.ts'

/** The last start that any answer from a date lists, and any by month: as far as both operations reach. */
function reachOf(book: Book): string {
  const last = (answers: Slots[]) =>
    answers
      .flatMap((one) => (one.kind === 'slots' ? one.slots.map(({ start }) => start.local) : []))

      .sort()
      .at(-1) ?? ''
  const [from, byMonth] = [last(fromAlone(book).map(slotsOf)), last(baseMonths(book).map(slotsOf))]
  return [from, byMonth].sort()[0] as string
}

/** The slots that months list without a filter, from a date on, for a treatment. */
function byMonthFrom(book: Book, query: { startingFromDateTime?: string; treatmentID?: string }): Slot[] {
  return baseMonths(book).flatMap((exchange) => {
    const month = slotsOf(exchange)
    return month.kind === 'slots'
      ? month.slots.filter((slot) => isFrom(slot, query) && slot.treatmentID === query.treatmentID)
      : []
  })
}

const fromAndMonths = async ({ months, slotReads }: Opus) => [
  ...(await months()),
  ...(await slotReads.fromForEachTreatment()),
]

/** All that is asked from a date. */
const everyAnswerFrom = async ({ slotReads }: Opus) => [
  ...(await slotReads.fromForEachTreatment()),
  ...(await slotReads.fromStarts(0)),
  ...(await slotReads.fromStarts(1)),
  ...(await slotReads.fromWithFilters()),
]

/** Whether the months list a slot. */
function witnessMonths(book: Book): Witness {
  const months = new Map(
    baseMonths(book).map((exchange) => {
      const listed = slotsOf(exchange)
      const slots = listed.kind === 'slots' ? new Set(byIdentity(listed.slots).keys()) : undefined
      return [monthText(monthOfQuery(queryOf(exchange))), slots]
    }),
  )
  return (slot) => months.get(slot.start.local.slice(0, 7))?.has(identity(slot))
}

function agreesIn(
  book: Book,
  exchange: ReturnType<typeof baseMonths>[number],
  from: Extract<Slots, { kind: 'slots' }>,
  treatmentID: string,
  reach: string,
): Finding {
  const month = monthOfQuery(queryOf(exchange))
  const byMonth = slotsOf(baseOf(book, month))
  if (byMonth.kind === 'doubt') return byMonth.finding
  if (byMonth.kind === 'refused') {
    return leaning(`${byMonth.label} is refused`, 'OPUS-SLOT-01', [exchange])
  }
  // A slot at the very start is OPUS-SLOT-24's matter, and one told in UTC may be of the month before or after.
  const { startingFromDateTime = '' } = queryOf(from.exchange)
  const reached = (slots: readonly Slot[]) =>
    byIdentity(
      slots.filter(
        (slot) =>
          slot.treatmentID === treatmentID &&
          isIn(month, slot) &&
          !isAtEdge(month, slot) &&
          slot.start.local <= reach &&
          slot.start.local > startingFromDateTime,
      ),
    )
  const [one, other] = [reached(from.slots), reached(byMonth.slots)]
  const more = [...one].filter(([name]) => !other.has(name)).map(([, slot]) => slot)
  const fewer = [...other].filter(([name]) => !one.has(name)).map(([, slot]) => slot)
  const label = `treatment ${treatmentID} in ${monthText(month)}`
  const cited = [from.exchange, exchange]
  if (more.length + fewer.length === 0) return holds(`${label}: ${plural(one.size, 'slot')}`, cited)
  if (byMonth.slots.length === 0 && isLeftOut(book, exchange)) {
    return leaning(`${byMonth.label} lists none`, 'OPUS-SLOT-01', [exchange])
  }
  const actual = [
    ...(more.length > 0 ? [`getTimeslotsFrom lists ${counted(more)} that getTimeslotsByMonth does not`] : []),
    ...(fewer.length > 0 ? [`getTimeslotsByMonth lists ${counted(fewer)} that getTimeslotsFrom does not`] : []),
  ].join(', and ')
  return drawn(
    broken('the slots from the first of a month that lie in it are the month’s slots', `${label}: ${actual}`, cited),
    calendar(`${label} from a date, beside the month`, [...one.values()], more, fewer),
  )
}

/** Slots from a date. */
export const rules = {
  /** "Gathers timeslots with only startingFromDateTime and TreatentID specified" */
  'OPUS-SLOT-13': onAnswers(
    async (opus) => [...(await fromAndMonths(opus)), ...(await opus.slotReads.fromStarts(0))],
    (book) => {
      const reach = reachOf(book)
      return together(
        fromAlone(book).flatMap((exchange): Finding[] => {
          const listed = slotsOf(exchange)
          if (listed.kind === 'doubt') return [listed.finding]
          const expected = '200 with slots, with startingFromDateTime and treatmentID alone'
          if (listed.kind === 'refused') return [broken(expected, `${listed.label}: ${came(exchange)}`, [exchange])]
          if (listed.slots.length > 0)
            return [heldBy([200], `${listed.label}: ${plural(listed.slots.length, 'slot')}`, [exchange])]
          // A slot that starts at the very instant is OPUS-SLOT-24's matter.
          const shown = byMonthFrom(book, queryOf(exchange)).find(
            ({ start }) =>
              start.local > (queryOf(exchange).startingFromDateTime ?? '') && (reach === '' || start.local <= reach),
          )
          if (!shown) return []
          // Slots of other treatments, or from before that date, are listed instead.
          if ((slotsIn(exchange) ?? []).length > 0) {
            return [
              unobserved(`${listed.label}: ${came(exchange)}`, 'OPUS-SLOT-15 holds', ['OPUS-SLOT-14', 'OPUS-SLOT-15']),
            ]
          }
          return [
            broken(expected, `${listed.label}: ${came(exchange)}, though by month there is ${counted([shown])}`, [
              exchange,
            ]),
          ]
        }),
        'answers from a date list slots',
        noSlots(book),
      )
    },
  ),

  'OPUS-SLOT-14': onEveryList(
    everyAnswerFrom,
    'no slot starts before startingFromDateTime',
    breaking(notBefore),
    isFromElsewhere,
  ),
  'OPUS-SLOT-15': onEveryList(everyAnswerFrom, 'every slot is of that treatment', breaking(ofTreatment)),

  /** "Gathers timeslots for a clinic", "… for a provider", "… for a clinic and a provider" */
  'OPUS-SLOT-16': onAnswers(
    async (opus) => [...(await fromAndMonths(opus)), ...(await opus.slotReads.fromWithFilters())],
    (book) => {
      const witness = witnessMonths(book)
      const filtered = book.of('getTimeslotsFrom').filter((exchange) => filtersOf(queryOf(exchange)).length > 1)
      return together(
        filtered.map((exchange) => {
          const { startingFromDateTime = '', treatmentID = '', ...filters } = queryOf(exchange)
          const all = slotsOf(book.find('getTimeslotsFrom', { startingFromDateTime, treatmentID }))
          const expected = `exactly the slots with ${listAnd(filtersOf(filters))} as asked for`
          return isExactly(slotsOf(exchange), { slots: all, is: 'OPUS-SLOT-13' }, filters, expected, witness)
        }),
        'lists from a date by clinic and clinician are exactly those slots',
        noSlots(book),
      )
    },
  ),

  /** "Gathers timeslots" twice over: it is one calendar. */
  'OPUS-SLOT-21': onAnswers(fromAndMonths, (book) => {
    const reach = reachOf(book)
    return together(
      fromAlone(book).flatMap((exchange) => {
        const from = slotsOf(exchange)
        const { startingFromDateTime = '', treatmentID = '' } = queryOf(exchange)
        if (from.kind === 'doubt') return [from.finding]
        if (from.kind === 'refused' || (from.slots.length === 0 && (slotsIn(exchange)?.length ?? 0) === 0)) {
          const isNone = byMonthFrom(book, { startingFromDateTime, treatmentID }).every(
            (slot) => slot.start.local > reach,
          )
          const reason = `${inWords(exchange.operation, queryOf(exchange))} lists none`
          return isNone && from.kind === 'slots' ? [] : [leaning(reason, 'OPUS-SLOT-13', [exchange])]
        }
        return baseMonths(book)
          .filter((month) => `${monthText(monthOfQuery(queryOf(month)))}-01` >= startingFromDateTime.slice(0, 10))
          .map((month) => agreesIn(book, month, from, treatmentID, reach))
      }),
      'months of a treatment are the same by month and from a date',
      noSlots(book),
    )
  }),

  /** "startingFrom" is read as that instant included. */
  'OPUS-SLOT-24': onAnswers(
    async ({ slotReads }) => [...(await slotReads.fromForEachTreatment()), ...(await slotReads.fromStarts(0))],
    (book) => {
      const alone = fromAlone(book)
      const known = alone.flatMap((exchange) => {
        const listed = slotsOf(exchange)
        return listed.kind === 'slots' ? listed.slots : []
      })
      return worst(
        alone.flatMap((exchange): Finding[] => {
          const { startingFromDateTime, treatmentID } = queryOf(exchange)
          const atStart = byIdentity(
            known.filter((slot) => slot.start.local === startingFromDateTime && slot.treatmentID === treatmentID),
          )
          if (atStart.size === 0) return []
          const listed = slotsOf(exchange)
          if (listed.kind === 'doubt') return [listed.finding]
          if (listed.kind === 'refused') {
            return [leaning(`${listed.label} is refused`, 'OPUS-SLOT-13', [exchange])]
          }
          const got = byIdentity(listed.slots)
          const lacking = [...atStart].filter(([name]) => !got.has(name)).map(([, slot]) => slot)
          const knownBy = alone.filter((other) => slotsIn(other)?.some((slot) => lacking.some((one) => one === slot)))
          if (lacking.length === 0) return [holds(`${listed.label}: the slot at that instant is listed`, [exchange])]
          const expected = 'a slot that starts exactly at startingFromDateTime is listed'
          return [broken(expected, `${listed.label}: it lacks ${counted(lacking)}`, [exchange, ...knownBy])]
        }),
        noSlots(book),
      )
    },
  ),
}
