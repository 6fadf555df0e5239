import type { CalendarFigure } from '../../../engine/figure.ts'
import { broken, drawn, holds } from '../../../engine/finding.ts'
import { came } from '../../../engine/status.ts'
import type { Finding } from '../../../engine/verdict.ts'
import { listAnd, plural } from '../../../engine/words.ts'
import { type Ask, type Book, onAnswers } from '../answers.ts'
import { inWords, type Query, queryOf } from '../api.ts'
import type { FilterName } from '../lists/kinds.ts'
import { listed } from '../lists/relations.ts'
import { monthText } from '../local-time.ts'
import { each } from '../rule.ts'
import { type Slot, slotName, slotsIn, slotWords } from '../shapes.ts'
import { isOdd, type SlotClause } from '../slot-clauses.ts'
import { leaning } from '../statuses.ts'
import {
  baseMonths,
  byIdentity,
  filtersOf,
  fromAlone,
  identity,
  inUtc,
  lastStart,
  matches,
  monthOfQuery,
  noSlots,
  readable,
  slotsOf,
  slotsOrWhy,
  straysIn,
} from './base.ts'

/** Slots that a figure shows before and after the odd ones. */
const AROUND = 6

/** The same slots as another operation lists them; undefined where it does not reach there. */
type Witness = (slot: Slot) => boolean | undefined

/**
 * A rule on an operation by filters: it lists exactly those slots of its answer without them that they name. Where the two
 * differ by a slot, the other operation is the witness: it tells which of the two is wrong, and only where it is the
 * filtered one is it this rule's matter.
 */
export const exactlyBy = (
  operation: 'getTimeslotsByMonth' | 'getTimeslotsFrom',
  sets: readonly (readonly FilterName[])[],
  ...asks: Ask[]
) =>
  onAnswers(asks, (book) => {
    const isByMonth = operation === 'getTimeslotsByMonth'
    const witness = isByMonth ? witnessFrom(book) : witnessMonths(book)
    // Slots from a date are always of a treatment.
    const namesOf = (query: Query) => filtersOf(query).filter((name) => isByMonth || name !== 'treatmentID')
    const asked = book.of(operation).filter((exchange) => {
      const names = namesOf(queryOf(exchange)).join()
      return sets.some((set) => set.join() === names)
    })
    return each(
      asked,
      (exchange) => {
        const query = queryOf(exchange)
        const names = namesOf(query)
        const filter = Object.fromEntries(names.map((name) => [name, query[name] as string]))
        const without = Object.fromEntries(Object.entries(query).filter(([name]) => !(name in filter)))
        const base = book.find(operation, without)
        const filtered = slotsOf(exchange)
        const all = slotsOrWhy(base, isByMonth ? 'OPUS-SLOT-01' : 'OPUS-SLOT-13')
        const expected = `exactly the slots with ${listAnd(names)} as asked for`
        const cited = [exchange, all.exchange]
        if (!filtered.slots) {
          return broken(`${expected}; 404 where there are none`, `${filtered.label}: ${came(exchange)}`, cited)
        }
        const { more, fewer, same } = difference(
          filtered.slots,
          all.slots.filter((slot) => matches(slot, filter)),
        )
        const strays = isByMonth ? straysIn(exchange, base) : []
        const unexpected = [...more.filter((slot) => !matches(slot, filter) || witness(slot) !== true), ...strays]
        const missing = fewer.filter((slot) => witness(slot) !== false)
        if (unexpected.length + missing.length > 0) {
          const actual = [
            ...(unexpected.length > 0 ? [`it lists ${counted(unexpected)} besides`] : []),
            ...(missing.length > 0 ? [`it lacks ${counted(missing)}`] : []),
          ].join(', and ')
          return drawn(
            broken(expected, `${filtered.label}: ${actual}`, cited),
            calendar(`${filtered.label}, beside ${all.label}`, filtered.slots, unexpected, missing),
          )
        }
        if (more.length + fewer.length > 0) {
          const reason = `${all.label} and the other timeslot operation differ by ${counted([...more, ...fewer])}`
          return leaning(reason, 'OPUS-SLOT-21', cited)
        }
        return holds(`${filtered.label}: ${plural(same, 'slot')}`, cited)
      },
      noSlots(book),
      `lists by ${sets.map((set) => listAnd(set)).join(', by ')} are exactly those slots`,
    )
  })

/** By what some slots differ from others. */
export function difference(these: readonly Slot[], those: readonly Slot[]) {
  const [one, other] = [byIdentity(these), byIdentity(those)]
  const more = [...one].filter(([name]) => !other.has(name)).map(([, slot]) => slot)
  const fewer = [...other].filter(([name]) => !one.has(name)).map(([, slot]) => slot)
  return { more, fewer, same: one.size - more.length }
}

/** Whether the slots from a date, for a slot's treatment, have it. */
function witnessFrom(book: Book): Witness {
  const known = new Map<string, { from: string; slots: Set<string> }>()
  let reach = ''
  for (const exchange of fromAlone(book)) {
    if (!slotsIn(exchange)) continue
    const { treatmentID = '', startingFromDateTime = '' } = queryOf(exchange)
    const slots = readable(exchange)
    const earlier = known.get(treatmentID)
    if (!earlier || earlier.from > startingFromDateTime) {
      known.set(treatmentID, { from: startingFromDateTime, slots: new Set(slots.map(identity)) })
    }
    const last = lastStart(slots)
    if (last > reach) reach = last
  }
  return (slot) => {
    const answer = known.get(slot.treatmentID)
    const isReached = answer && slot.start.local >= answer.from && slot.start.local <= reach
    return isReached ? answer.slots.has(identity(slot)) : undefined
  }
}

/** Whether the months list a slot. */
function witnessMonths(book: Book): Witness {
  const months = new Map(
    baseMonths(book).map((exchange) => [
      monthText(monthOfQuery(queryOf(exchange))),
      slotsIn(exchange) && new Set(readable(exchange).map(identity)),
    ]),
  )
  return (slot) => months.get(slot.start.local.slice(0, 7))?.has(identity(slot))
}

/**
 * A rule on every list of slots that is asked for.
 *
 * @param odd the slots of a list that it must not have
 * @param isInDoubt where all of them are so, it cannot be told
 */
export const onEveryList = (
  asks: readonly Ask[],
  expected: string,
  odd: (slots: readonly Slot[], query: Query) => Slot[],
  isInDoubt: (slot: Slot, query: Query) => boolean = () => false,
) =>
  onAnswers(asks, (book) =>
    each(
      book.answers,
      (exchange): Finding | undefined => {
        slotsOf(exchange)
        const slots = slotsIn(exchange)
        if (!slots) return undefined
        const query = queryOf(exchange)
        const label = inWords(exchange.operation, query)
        const faulty = odd(slots, query)
        if (faulty.length === 0) return holds(`${label}: ${plural(slots.length, 'slot')}`, [exchange])
        const actual = `${label} lists ${counted(faulty, slotWords)}`
        if (faulty.every((slot) => isInDoubt(slot, query))) return inUtc(actual, exchange)
        return drawn(broken(expected, actual, [exchange]), calendar(label, slots, faulty, []))
      },
      noSlots(book),
      `lists of slots: ${expected}`,
    ),
  )

/** The slots that break a clause. */
export const breaking =
  (clause: SlotClause) =>
  (slots: readonly Slot[], query: Query): Slot[] =>
    slots.filter((slot) => isOdd(clause, slot, query))

/** Some slots, the first ones written out. */
export const counted = (slots: readonly Slot[], words = slotName): string =>
  `${plural(slots.length, 'slot')} (${listed(slots.slice(0, 2).map(words))})`

/** The days around what is odd. */
export function calendar(
  title: string,
  slots: readonly Slot[],
  unexpected: readonly Slot[],
  missing: readonly Slot[],
): CalendarFigure {
  const odd = new Map<Slot, 'unexpected' | 'missing'>([
    ...unexpected.map((slot): [Slot, 'unexpected'] => [slot, 'unexpected']),
    ...missing.map((slot): [Slot, 'missing'] => [slot, 'missing']),
  ])
  const all = [...new Set([...slots, ...missing])].sort((one, other) => (one.start.local < other.start.local ? -1 : 1))
  const first = all.findIndex((slot) => odd.has(slot))
  return {
    kind: 'calendar',
    title,
    slots: all.slice(Math.max(0, first - AROUND), first + 4 * AROUND).map((slot) => {
      const mark = odd.get(slot)
      return {
        start: slot.start.local,
        end: slot.end.local,
        label: `clinic ${slot.clinicID}, clinician ${slot.clinicianID}, treatment ${slot.treatmentID}`,
        ...(mark ? { odd: mark } : {}),
      }
    }),
  }
}
