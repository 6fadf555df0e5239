import type { Exchange } from '../../../engine/exchange.ts'
import { unobserved } from '../../../engine/finding.ts'
import { isUnjudgeable, type Unjudgeable } from '../../../engine/rule.ts'
import { isAccepted } from '../../../engine/status.ts'
import type { Finding } from '../../../engine/verdict.ts'
import type { Book } from '../answers.ts'
import { inWords, type Query, queryOf } from '../api.ts'
import type { FilterName } from '../lists/kinds.ts'
import { later, type Month, monthText } from '../local-time.ts'
import type { RequirementId } from '../requirements.gen.ts'
import { type Slot, slotsIn, slotWords } from '../shapes.ts'
import { because, leaning, unjudgeable } from '../statuses.ts'

const DAY_MS = 86_400_000
/** Minutes by which a clinic's wall clock is at most ahead of UTC. */
const EASTERNMOST = 14 * 60
/** … and behind it. */
const WESTERNMOST = -12 * 60
export const FILTERS: readonly FilterName[] = ['clinicID', 'clinicianID', 'treatmentID']

/** The filters that a query names. */
export const filtersOf = (query: Query): FilterName[] => FILTERS.filter((name) => query[name] !== undefined)

/** Whether a slot is one of those that a query's filters name. */
export const matches = (slot: Slot, query: Query): boolean =>
  filtersOf(query).every((name) => slot[name] === query[name])

export const monthOfQuery = ({ year, month }: Query): Month => ({ year: Number(year), month: Number(month) })

const identities = new WeakMap<Slot, string>()

/** A slot with its end: what makes it the same slot in two answers. */
export function identity(slot: Slot): string {
  const known = identities.get(slot) ?? slotWords(slot)
  identities.set(slot, known)
  return known
}

/** The last start of some slots; `''` for none. */
export function lastStart(slots: readonly Slot[]): string {
  let last = ''
  for (const { start } of slots) if (start.local > last) last = start.local
  return last
}

/** By identity, each once: what is listed twice is OPUS-SLOT-23's matter. */
export const byIdentity = (slots: readonly Slot[]): Map<string, Slot> =>
  new Map(slots.map((slot) => [identity(slot), slot]))

/** What a timeslot operation answered: the slots, or none where it refused to list. */
export interface Slots {
  slots?: Slot[]
  exchange: Exchange
  label: string
}

/**
 * What a timeslot operation answered. Slots that were not asked for are OPUS-SLOT-04's, OPUS-SLOT-14's and OPUS-SLOT-15's
 * matter, and left out.
 *
 * @throws Precluded where it does not tell
 */
export function slotsOf(exchange: Exchange | undefined): Slots {
  if (!exchange) because(unobserved('it was not asked', 'a target with free slots', ['OPUS-SLOT-01']))
  const { doubt, ...answered } = reading(exchange as Exchange)
  return doubt ? because(doubt) : answered
}

/**
 * The slots of an answer that is needed for another rule's sake.
 *
 * @param rule whose matter it is where it was refused
 * @throws Precluded where it was refused, or does not tell
 */
export function slotsOrWhy(exchange: Exchange | undefined, rule: RequirementId): Required<Slots> {
  const { slots, label, exchange: answer } = slotsOf(exchange)
  return { slots: slots ?? because(leaning(`${label} is refused`, rule, [answer])), label, exchange: answer }
}

/** The slots of an answer as far as there are any. */
export const readable = (exchange: Exchange): Slot[] => reading(exchange).slots ?? []

/** Whether an answer refuses to list. */
export const isRefusal = (exchange: Exchange): boolean => {
  const { slots, doubt } = reading(exchange)
  return !slots && !doubt
}

const readings = new WeakMap<Exchange, Slots & { doubt?: Unjudgeable }>()

function reading(exchange: Exchange): Slots & { doubt?: Unjudgeable } {
  const known = readings.get(exchange) ?? readingOf(exchange)
  readings.set(exchange, known)
  return known
}

function readingOf(exchange: Exchange): Slots & { doubt?: Unjudgeable } {
  const query = queryOf(exchange)
  const label = inWords(exchange.operation, query)
  const slots = slotsIn(exchange)?.filter(askedFor(exchange.operation, query))
  if (slots) return { slots, exchange, label }
  if (isAccepted(exchange)) {
    const doubt = leaning(`${label}: its slots cannot be read`, 'OPUS-SHAPE-04', [exchange])
    return { exchange, label, doubt }
  }
  const doubt = unjudgeable(label, exchange)
  return { exchange, label, ...(isUnjudgeable(doubt) ? { doubt } : {}) }
}

function askedFor(operation: string, query: Query): (slot: Slot) => boolean {
  if (operation !== 'getTimeslotsByMonth') {
    return (slot) => isFrom(slot, query) && slot.treatmentID === query.treatmentID
  }
  const month = `${monthText(monthOfQuery(query))}-`
  return ({ start }) => start.local.startsWith(month)
}

export const isFrom = (slot: Slot, { startingFromDateTime = '' }: Query): boolean =>
  slot.start.local >= startingFromDateTime

const isInUtc = ({ start }: Slot): boolean => start.instant === Date.parse(`${start.local}Z`)

/** Whether a slot that is told in UTC starts at or after the wall-clock time that was asked for, in a zone east of it. */
export const isFromElsewhere = (slot: Slot, { startingFromDateTime = '' }: Query): boolean =>
  isInUtc(slot) && later(slot.start.local, EASTERNMOST) >= startingFromDateTime

const monthsElsewhere = ({ start }: Slot): string[] =>
  [EASTERNMOST, WESTERNMOST].map((minutes) => later(start.local, minutes).slice(0, 7))

/** Whether a slot that is told in UTC lies in a month in some zone. */
export const isInElsewhere = (month: Month, slot: Slot): boolean =>
  isInUtc(slot) && monthsElsewhere(slot).includes(monthText(month))

/** Whether a slot that is told in UTC lies in another month in some zone. */
export const isAtEdge = (month: Month, slot: Slot): boolean =>
  isInUtc(slot) && monthsElsewhere(slot).some((other) => other !== monthText(month))

/** What cannot be told of slots in UTC, where the question was by the clinic's wall clock. */
export const inUtc = (what: string, exchange: Exchange): Finding =>
  unobserved(
    `${what}: the slots are told in UTC, and the clinic’s zone is not known`,
    'slots in the clinic’s local time, or with its offset',
    [],
    [exchange],
  )

/** The answer by month without any filter. */
export const baseOf = (book: Book, { year, month }: Month): Exchange | undefined =>
  book.find('getTimeslotsByMonth', { year: String(year), month: String(month) })

const isBase = (exchange: Exchange) => Object.keys(queryOf(exchange)).length === 2

/** Slots outside the question that an answer lists, and that another answer does not list either. */
export function straysIn(exchange: Exchange, other: Exchange | undefined): Slot[] {
  const [asked, all] = [reading(exchange).slots, slotsIn(exchange)]
  if (!asked || !all || all.length === asked.length) return []
  const known = new Set([...asked, ...((other && slotsIn(other)) ?? [])].map(identity))
  return all.filter((slot) => !known.has(identity(slot)))
}

/** All months that were asked for without a filter, in their order. */
export const baseMonths = (book: Book): Exchange[] =>
  book
    .of('getTimeslotsByMonth')
    .filter(isBase)
    .sort((one, other) => (monthText(monthOfQuery(queryOf(one))) < monthText(monthOfQuery(queryOf(other))) ? -1 : 1))

/** A month lists nothing, though by month slots are listed as far as a later one, or not at all. */
export function isLeftOut(book: Book, month: Exchange): boolean {
  const months = baseMonths(book)
  const has = (exchange: Exchange) => readable(exchange).length > 0
  return slotsIn(month)?.length === 0 && (months.slice(months.indexOf(month)).some(has) || !months.some(has))
}

/** The answers from a date for a treatment alone. */
export const fromAlone = (book: Book): Exchange[] => book.of('getTimeslotsFrom').filter(isBase)

/** All slots that are listed without a filter. */
export const slotsListed = (book: Book): Slot[] => [...baseMonths(book), ...fromAlone(book)].flatMap(readable)

/** Those that are certainly not past yet, whatever the clinics' zone. */
export const freeSlots = (book: Book): Slot[] =>
  [...baseMonths(book), ...fromAlone(book)].flatMap((exchange) => {
    const date = Date.parse(exchange.response?.headers.date ?? exchange.startedAt)
    const tomorrow = new Date(date + DAY_MS).toISOString().slice(0, 19)
    return readable(exchange).filter((slot) => slot.start.local > tomorrow)
  })

/** Why nothing can be compared: the slots cannot be read, or there are none. */
export function noSlots(book: Book): Finding {
  const doubt = [...baseMonths(book), ...fromAlone(book)].map(reading).find((one) => one.doubt)?.doubt
  if (doubt) return doubt
  return baseMonths(book).some((month) => readable(month).length > 0)
    ? leaning('no slot is listed from a date', 'OPUS-SLOT-13')
    : unobserved('no slot was found', 'a target with free slots', ['OPUS-SLOT-01'])
}

/** Whether the last of the months that were looked at has no slot any more. */
export function isHorizonSeen(book: Book): boolean {
  const last = baseMonths(book).at(-1)
  return last !== undefined && reading(last).slots?.length === 0
}
