import type { Exchange } from '../../../engine/exchange.ts'
import { groupedBy } from '../../../engine/grouped-by.ts'
import { Memo } from '../../../engine/memo.ts'
import type { Operation, Query } from '../api.ts'
import type { Client } from '../client.ts'
import { type Discovery, isIn } from '../discovery.ts'
import type { FilterName } from '../lists/kinds.ts'
import { later, type Month, monthText } from '../local-time.ts'
import { choosePairs, sample } from '../sampling.ts'
import type { Slot } from '../shapes.ts'
import { slotsOf } from './base.ts'
import { atAnotherClinic, type Combination, combinations, countBy } from './combinations.ts'

/** Bounds on what the rules on slots may cost. */
const MOST_ELEMENTS = 40
const TRIPLES = 3
/** Pairs of clinician and treatment: each of both is in a pair with a clinic already. */
const OF_LAST_KIND = 4
/** Treatments whose slots are asked for from a month on that lists none. */
const OF_EMPTY_MONTH = 2
const DAY_MS = 86_400_000
/** Slots whose start is asked for to the minute. */
const STARTS = 2
/** "Repeat the above with a value for delay": its unit is not stated, so the least there is. */
const DELAY = '1'

export const PAIRS = [
  ['clinicID', 'clinicianID'],
  ['clinicID', 'treatmentID'],
  ['clinicianID', 'treatmentID'],
] as const satisfies readonly (readonly [FilterName, FilterName])[]

/** What the rules on slots ask, each question once. */
export class SlotReads {
  /** What is asked for is chosen once: several rules look at the same answers. */
  readonly #chosen = new Memo<Record<string, string>[]>()

  constructor(
    private readonly client: Client,
    private readonly found: () => Promise<Discovery>,
    private readonly seed: number,
    private readonly exhaustive: boolean,
  ) {}

  ask(operation: Operation, queries: readonly Query[]): Promise<Exchange[]> {
    return Promise.all(
      queries.map((query) => {
        const filters = Object.entries(query).map(([name, value]) => `${name} ${value}`)
        return this.client.read(operation, query, { purpose: 'read', what: `slots with ${filters.join(', ')}` })
      }),
    )
  }

  /** The slots of the month with the most of them, for each element of one filter. */
  async byMonthWithEach(name: FilterName, extra: Query = {}): Promise<Exchange[]> {
    const month = (await this.found()).richest[0]
    if (!month) return []
    const ids = await this.#elements(name)
    const asked = 'delay' in extra ? await this.#withSlots(month, name, ids) : ids
    return this.ask(
      'getTimeslotsByMonth',
      asked.map((id) => ({ ...queryOf(month), [name]: id, ...extra })),
    )
  }

  /** The slots of another month by two filters: every element once, and as many pairs as there are of the more numerous. */
  async byMonthWithPairs(names: readonly [FilterName, FilterName], extra: Query = {}): Promise<Exchange[]> {
    const { richest } = await this.found()
    const month = richest[1] ?? richest[0]
    if (!month) return []
    const pairs = await this.#pairs(month, names)
    const asked = 'delay' in extra ? pairs.slice(0, 1) : pairs
    return this.ask(
      'getTimeslotsByMonth',
      asked.map((filter) => ({ ...queryOf(month), ...filter, ...extra })),
    )
  }

  async byMonthWithAll(): Promise<Exchange[]> {
    const { richest, slots } = await this.found()
    const month = richest[1] ?? richest[0]
    if (!month) return []
    const queries = await this.#chosen.get('all three', async () => {
      const listed = slotsOfMonth(slots, month)
      const triples = combinations(listed, ['clinicID', 'clinicianID', 'treatmentID'])
      const filters = triples.slice(0, this.exhaustive ? triples.length : TRIPLES).map(({ filter }) => filter)
      return [...filters, ...atAnotherClinic(listed, filters)].map((filter) => ({ ...queryOf(month), ...filter }))
    })
    return this.ask('getTimeslotsByMonth', queries)
  }

  /** With delay, and the same without: alone, and with one element or pair of each kind of filter. */
  async delayedByMonth(): Promise<Exchange[]> {
    const { richest } = await this.found()
    const month = richest[0]
    if (!month) return []
    const singles: FilterName[] = ['clinicID', 'clinicianID', 'treatmentID']
    const both = async (extra: Query) => [
      ...(await this.ask('getTimeslotsByMonth', [{ ...queryOf(month), ...extra }])),
      ...(await Promise.all(singles.map((name) => this.byMonthWithEach(name, extra)))).flat(),
      ...(await Promise.all(PAIRS.map((names) => this.byMonthWithPairs(names, extra)))).flat(),
    ]
    return [...(await both({ delay: DELAY })), ...(await both({}))]
  }

  async fromForEachTreatment(): Promise<Exchange[]> {
    const { from } = await this.found()
    const ids = await this.#elements('treatmentID')
    return this.ask(
      'getTimeslotsFrom',
      ids.map((treatmentID) => ({ startingFromDateTime: from, treatmentID })),
    )
  }

  /** Where a month lists none and a later one does: from its first day that is to come, for the treatments with the most. */
  async fromEmptyMonth(): Promise<Exchange[]> {
    const { now, months, slots } = await this.found()
    const soon = new Date(now + 2 * DAY_MS).toISOString().slice(0, 10)
    const toCome = months.filter(({ month }) => monthText(month) >= soon.slice(0, 7))
    const empty = toCome.find(
      (one, nth) => one.slots.length === 0 && toCome.slice(nth).some((later) => later.slots.length > 0),
    )
    if (!empty) return []
    const first = `${monthText(empty.month)}-01`
    const from = first > soon ? first : soon
    const treatments = [...countBy(slots, 'treatmentID')].sort(([, one], [, other]) => other - one)
    return this.ask(
      'getTimeslotsFrom',
      treatments
        .slice(0, OF_EMPTY_MONTH)
        .map(([treatmentID]) => ({ startingFromDateTime: `${from}T00:00:00`, treatmentID })),
    )
  }

  /** From a date, for every clinic and every clinician a treatment that they have slots for, and for some of them both. */
  async fromWithFilters(): Promise<Exchange[]> {
    const { from } = await this.found()
    const slots = await this.#listedFrom()
    const asked = (names: readonly FilterName[], most: number) => {
      const all = combinations(slots, names, ['treatmentID'])
      // Of each clinic and clinician the treatment that tells the most; of both together those that do.
      const firsts = new Map<string, Combination>()
      for (const one of all) {
        const key = names.map((name) => one.filter[name]).join(' ')
        if (!firsts.has(key)) firsts.set(key, one)
      }
      return [...firsts.values()]
        .slice(0, this.exhaustive ? firsts.size : most)
        .map(({ filter }) => ({ startingFromDateTime: from, ...filter }))
    }
    const queries = await this.#chosen.get('from', async () => {
      const byBoth = asked(['clinicID', 'clinicianID'], TRIPLES)
      return [
        ...asked(['clinicID'], MOST_ELEMENTS),
        ...asked(['clinicianID'], MOST_ELEMENTS),
        ...byBoth,
        ...atAnotherClinic(slots, byBoth),
      ]
    })
    return this.ask('getTimeslotsFrom', queries)
  }

  async delayedFrom(): Promise<Exchange[]> {
    const { from } = await this.found()
    const [best] = combinations(await this.#listedFrom(), ['clinicID', 'clinicianID'], ['treatmentID'])
    if (!best) return []
    const { clinicID = '', clinicianID = '', treatmentID = '' } = best.filter
    const start = { startingFromDateTime: from, treatmentID }
    const filters: Query[] = [{}, { clinicID }, { clinicianID }, { clinicID, clinicianID }]
    return this.ask(
      'getTimeslotsFrom',
      filters.flatMap((filter) => [
        { ...start, ...filter, delay: DELAY },
        { ...start, ...filter },
      ]),
    )
  }

  /**
   * From the start of a slot to the minute, or a minute later, where slots of the same treatment went before it that
   * day: of several treatments.
   */
  async fromStarts(minutes: 0 | 1): Promise<Exchange[]> {
    const listed = await this.#listedFrom()
    const queries = await this.#chosen.get(`starts and ${minutes}`, async () => {
      const slots = listed.toSorted((one, other) => (one.start.local < other.start.local ? -1 : 1))
      const starts = new Map<string, Record<string, string>>()
      const seen = new Set<string>()
      for (const { start, treatmentID } of slots) {
        const day = `${treatmentID} ${start.local.slice(0, 10)}`
        const isLater = seen.has(day)
        seen.add(day)
        if (!isLater || starts.has(treatmentID)) continue
        starts.set(treatmentID, { startingFromDateTime: later(start.local, minutes), treatmentID })
      }
      return [...starts.values()].slice(0, STARTS)
    })
    return this.ask('getTimeslotsFrom', queries)
  }

  /** The slots from a date, of all treatments. */
  async #listedFrom(): Promise<Slot[]> {
    const answers = await this.fromForEachTreatment()
    return answers.flatMap((exchange) => {
      const listed = slotsOf(exchange)
      return listed.kind === 'slots' ? listed.slots : []
    })
  }

  async #elements(name: FilterName): Promise<string[]> {
    const { clinics, clinicians, treatments } = await this.found()
    const all = { clinicID: clinics, clinicianID: clinicians, treatmentID: treatments }[name]
    return sample(all, this.exhaustive ? all.length : MOST_ELEMENTS, this.seed)
  }

  /** The element with the most slots in a month. */
  async #withSlots(month: Month, name: FilterName, ids: readonly string[]): Promise<string[]> {
    const slots = slotsOfMonth((await this.found()).slots, month)
    const counts = countBy(slots, name)
    return ids.toSorted((one, other) => (counts.get(other) ?? 0) - (counts.get(one) ?? 0)).slice(0, 1)
  }

  #pairs(month: Month, names: readonly [FilterName, FilterName]): Promise<Record<string, string>[]> {
    return this.#chosen.get(names.join(), () => this.#choosePairs(month, names))
  }

  async #choosePairs(
    month: Month,
    [first, second]: readonly [FilterName, FilterName],
  ): Promise<Record<string, string>[]> {
    const slots = slotsOfMonth((await this.found()).slots, month)
    const having = async (name: FilterName) =>
      (await this.#elements(name)).filter((id) => slots.some((slot) => slot[name] === id))
    const [ones, others] = [await having(first), await having(second)]
    const counts = [countBy(slots, first), countBy(slots, second)] as const
    const most = this.exhaustive
      ? ones.length * others.length
      : first === 'clinicianID'
        ? OF_LAST_KIND
        : Math.max(ones.length, others.length)
    const nameOf = (one: string, other: string) => JSON.stringify([one, other])
    const together = groupedBy(slots, (slot) => nameOf(slot[first], slot[second]))
    const days = slots.map(({ start }) => start.local.slice(0, 10)).sort()
    // A month is easily cut short by a day.
    const isAtEdge = ({ start }: Slot) =>
      start.local.startsWith(days[0] ?? '') || start.local.startsWith(days.at(-1) ?? '')
    const bothOf = (one: string, other: string) => together.get(nameOf(one, other)) ?? []
    const showsSecond = (one: string, other: string) => bothOf(one, other).length < (counts[0].get(one) ?? 0)
    const showsFirst = (one: string, other: string) => bothOf(one, other).length < (counts[1].get(other) ?? 0)
    const pairs = choosePairs(ones, others, most, this.seed, (one, other) => {
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
}

const queryOf = ({ year, month }: Month): Query => ({ year: String(year), month: String(month) })

const slotsOfMonth = (slots: readonly Slot[], month: Month): Slot[] => slots.filter((slot) => isIn(month, slot))
