import type { Exchange } from '../../../engine/exchange.ts'
import { groupedBy } from '../../../engine/grouped-by.ts'
import type { Ask } from '../answers.ts'
import type { Operation, Query } from '../api.ts'
import type { Opus } from '../context.ts'
import { isIn } from '../discovery.ts'
import type { FilterName } from '../lists/kinds.ts'
import { elements, MOST_ELEMENTS } from '../lists/questions.ts'
import { later, type Month, monthText } from '../local-time.ts'
import { atAnotherClinic, choosePairs, combinations, countBy } from '../sampling.ts'
import type { Slot } from '../shapes.ts'
import { FILTERS, readable } from './base.ts'

/** Bounds on what the rules on slots may cost. */
const TRIPLES = 3
/** Pairs of clinician and treatment: each of both is in a pair with a clinic already. */
const OF_LAST_KIND = 4
/** Treatments whose slots are asked for from a month on that lists none. */
const OF_EMPTY_MONTH = 2
const DAY_MS = 86_400_000
/** Slots whose start is asked for to the minute. */
const STARTS = 2
/** So far back no calendar has a free time. */
const YEARS_AGO = 5
/** "Repeat the above with a value for delay": its unit is not stated, so the least there is. */
const DELAY = { delay: '1' }

export const PAIRS = [
  ['clinicID', 'clinicianID'],
  ['clinicID', 'treatmentID'],
  ['clinicianID', 'treatmentID'],
] as const satisfies readonly (readonly [FilterName, FilterName])[]

type Filter = Readonly<Record<string, string>>

/** The months that were looked at, without a filter. Where answers differ the latest ones are compared. */
export const months: Ask = async (opus) => {
  const found = await opus.found()
  return ask(
    opus,
    'getTimeslotsByMonth',
    found.months.map(({ month }) => queryOf(month)),
  )
}

/** A month so far back that it has no free time. */
export const longPast: Ask = async (opus) => {
  const year = String(new Date((await opus.found()).now).getUTCFullYear() - YEARS_AGO)
  return ask(opus, 'getTimeslotsByMonth', [{ year, month: '5' }])
}

/** The slots of the month with the most of them, for each element of one filter; with delay for one. */
export const byMonthWithEach =
  (name: FilterName, extra: Query = {}): Ask =>
  (opus) =>
    inMonth(opus, 0, async (month) => {
      const ids = await elements(opus, name)
      if (!extra.delay) return ids.map((id) => ({ [name]: id }))
      const counts = countBy(await slotsOfMonth(opus, month), name)
      const [most] = ids.toSorted((one, other) => (counts.get(other) ?? 0) - (counts.get(one) ?? 0))
      return most === undefined ? [] : [{ [name]: most, ...extra }]
    })

/** The slots of another month by two filters: every element once, and as many pairs as there are of the more numerous. */
export const byMonthWithPairs =
  (names: readonly [FilterName, FilterName], extra: Query = {}): Ask =>
  (opus) =>
    inMonth(opus, 1, async (month) => {
      const pairs = await opus.once(`pairs of ${names.join()}`, () => choosePairsOf(opus, month, names))
      return (extra.delay ? pairs.slice(0, 1) : pairs).map((filter) => ({ ...filter, ...extra }))
    })

export const byMonthWithAll: Ask = (opus) =>
  inMonth(opus, 1, (month) =>
    opus.once('triples', async () => {
      const slots = await slotsOfMonth(opus, month)
      const triples = combinations(slots, FILTERS).map(({ filter }) => filter)
      const filters = opus.exhaustive ? triples : triples.slice(0, TRIPLES)
      return [...filters, ...atAnotherClinic(slots, filters)]
    }),
  )

/** With delay, and the same without: alone, and with one element or pair of each kind of filter. */
export const delayedByMonth: Ask = async (opus) => {
  const answers: Exchange[] = []
  for (const extra of [DELAY, {}]) {
    const asks = [
      (one: Opus) => inMonth(one, 0, async () => [extra]),
      ...FILTERS.map((name) => byMonthWithEach(name, extra)),
      ...PAIRS.map((names) => byMonthWithPairs(names, extra)),
    ]
    answers.push(...(await Promise.all(asks.map((one) => one(opus)))).flat())
  }
  return answers
}

export const eachTreatment: Ask = async (opus) => {
  const ids = await elements(opus, 'treatmentID')
  return fromDate(
    opus,
    ids.map((treatmentID) => ({ treatmentID })),
  )
}

/** Where a month lists none and a later one does: from its first day that is to come, for the treatments with the most. */
export const fromEmptyMonth: Ask = async (opus) => {
  const { now, months, slots } = await opus.found()
  const soon = new Date(now + 2 * DAY_MS).toISOString().slice(0, 10)
  const toCome = months.filter(({ month }) => monthText(month) >= soon.slice(0, 7))
  const empty = toCome.find(
    (one, nth) => one.slots.length === 0 && toCome.slice(nth).some((later) => later.slots.length > 0),
  )
  if (!empty) return []
  const first = `${monthText(empty.month)}-01`
  const treatments = [...countBy(slots, 'treatmentID')].sort(([, one], [, other]) => other - one)
  return ask(
    opus,
    'getTimeslotsFrom',
    treatments.slice(0, OF_EMPTY_MONTH).map(([treatmentID]) => ({
      startingFromDateTime: `${first > soon ? first : soon}T00:00:00`,
      treatmentID,
    })),
  )
}

/** From a date, for every clinic and every clinician a treatment that they have slots for, and for some of them both. */
export const fromWithFilters: Ask = async (opus) => {
  const slots = await slotsFrom(opus)
  /** Of each clinic and clinician the treatment that tells the most; of both together those that do. */
  const most = (...names: FilterName[]): Filter[] => {
    const all = groupedBy(combinations(slots, names, ['treatmentID']), ({ filter }) =>
      names.map((name) => filter[name]).join(' '),
    )
    return [...all.values()].map(([first]) => first.filter).slice(0, opus.exhaustive ? undefined : MOST_ELEMENTS)
  }
  const filters = await opus.once('filters from a date', async () => {
    const both = most('clinicID', 'clinicianID').slice(0, opus.exhaustive ? undefined : TRIPLES)
    return [...most('clinicID'), ...most('clinicianID'), ...both, ...atAnotherClinic(slots, both)]
  })
  return fromDate(opus, filters)
}

export const delayedFrom: Ask = async (opus) => {
  const [best] = combinations(await slotsFrom(opus), ['clinicID', 'clinicianID'], ['treatmentID'])
  if (!best) return []
  const { clinicID = '', clinicianID = '', treatmentID = '' } = best.filter
  const filters: Filter[] = [{}, { clinicID }, { clinicianID }, { clinicID, clinicianID }]
  return fromDate(
    opus,
    filters.flatMap((filter) => [
      { treatmentID, ...filter, ...DELAY },
      { treatmentID, ...filter },
    ]),
  )
}

/**
 * From the start of a slot to the minute, or a minute later, where slots of the same treatment went before it that
 * day: of several treatments.
 */
export const fromStarts =
  (minutes: 0 | 1): Ask =>
  async (opus) => {
    const queries = await opus.once(`starts and ${minutes}`, async () => {
      const slots = (await slotsFrom(opus)).toSorted((one, other) => (one.start.local < other.start.local ? -1 : 1))
      const starts = new Map<string, Query>()
      const seen = new Set<string>()
      for (const { start, treatmentID } of slots) {
        const day = `${treatmentID} ${start.local.slice(0, 10)}`
        if (seen.has(day) && !starts.has(treatmentID)) {
          starts.set(treatmentID, { startingFromDateTime: later(start.local, minutes), treatmentID })
        }
        seen.add(day)
      }
      return [...starts.values()].slice(0, STARTS)
    })
    return ask(opus, 'getTimeslotsFrom', queries)
  }

const ask = ({ client }: Opus, operation: Operation, queries: readonly Query[]): Promise<Exchange[]> =>
  Promise.all(
    queries.map((query) => {
      const filters = Object.entries(query).map(([name, value]) => `${name} ${value}`)
      return client.read(operation, query, { purpose: 'read', what: `slots with ${filters.join(', ')}` })
    }),
  )

/** Asks for the slots of the richest month, or of the second one, by some filters. */
async function inMonth(opus: Opus, nth: 0 | 1, filters: (month: Month) => Promise<Query[]>): Promise<Exchange[]> {
  const { richest } = await opus.found()
  const month = richest[nth] ?? richest[0]
  if (!month) return []
  const queries = (await filters(month)).map((filter) => ({ ...queryOf(month), ...filter }))
  return ask(opus, 'getTimeslotsByMonth', queries)
}

/** Asks for the slots from the date that is asked for as a rule. */
async function fromDate(opus: Opus, filters: readonly Query[]): Promise<Exchange[]> {
  const { from } = await opus.found()
  return ask(
    opus,
    'getTimeslotsFrom',
    filters.map((filter) => ({ startingFromDateTime: from, ...filter })),
  )
}

const queryOf = ({ year, month }: Month): Query => ({ year: String(year), month: String(month) })

/** The slots from a date, of all treatments. */
const slotsFrom = async (opus: Opus): Promise<Slot[]> => (await eachTreatment(opus)).flatMap(readable)

const slotsOfMonth = async ({ found }: Opus, month: Month): Promise<Slot[]> =>
  (await found()).slots.filter((slot) => isIn(month, slot))

async function choosePairsOf(
  opus: Opus,
  month: Month,
  [first, second]: readonly [FilterName, FilterName],
): Promise<Filter[]> {
  const slots = await slotsOfMonth(opus, month)
  const having = async (name: FilterName) =>
    (await elements(opus, name)).filter((id) => slots.some((slot) => slot[name] === id))
  const [ones, others] = [await having(first), await having(second)]
  const counts = [countBy(slots, first), countBy(slots, second)] as const
  const few = first === 'clinicianID' ? OF_LAST_KIND : Math.max(ones.length, others.length)
  const most = opus.exhaustive ? ones.length * others.length : few
  const nameOf = (one: string, other: string) => `${one} ${other}`
  const together = groupedBy(slots, (slot) => nameOf(slot[first], slot[second]))
  const days = [...new Set(slots.map(({ start }) => start.local.slice(0, 10)))].sort()
  // A month is easily cut short by a day.
  const isAtEdge = ({ start }: Slot) => [days[0], days.at(-1)].includes(start.local.slice(0, 10))
  const bothOf = (one: string, other: string) => together.get(nameOf(one, other)) ?? []
  const showsSecond = (one: string, other: string) => bothOf(one, other).length < (counts[0].get(one) ?? 0)
  const showsFirst = (one: string, other: string) => bothOf(one, other).length < (counts[1].get(other) ?? 0)
  const pairs = choosePairs(ones, others, most, opus.seed, (one, other) => {
    const both = bothOf(one, other)
    const telling = (both.length > 0 ? 2 : 0) + Number(showsFirst(one, other)) + Number(showsSecond(one, other))
    return telling + (both.some(isAtEdge) ? 0.5 : 0)
  })
  // Of either filter one pair at least shows whether it is regarded, if only one that has no slot together.
  for (const shows of [showsFirst, showsSecond]) {
    if (pairs.some((pair) => shows(...pair))) continue
    const other = ones
      .flatMap((one) => others.map((two): [string, string] => [one, two]))
      .find((pair) => shows(...pair))
    if (other) pairs.push(other)
  }
  return pairs.map(([one, other]) => ({ [first]: one, [second]: other }))
}
