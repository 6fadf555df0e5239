import type { Exchange } from '../../../engine/exchange.ts'
import { listAnd } from '../../../engine/words.ts'
import { type Ask, Book } from '../answers.ts'
import type { Query } from '../api.ts'
import type { Opus } from '../context.ts'
import { choosePairs, sample } from '../sampling.ts'
import { type FilterName, type Flag, idsBy, type ListKind, listOfIDs, queryFor } from './kinds.ts'

/** Bounds on what the relations between answers may cost; without them the requests of a large practice would know none. */
export const MOST_ELEMENTS = 40
/** Of these, the ones for which it is asked with both values of onlyWithFreeTimes; and elements and pairs without it. */
const PAIRS_WITH_FLAG = 3
const WITHOUT_FLAG = 2

type Filter = Readonly<Record<string, string>>

/** The elements of a kind that answers are filtered by. */
export async function elements({ found, seed, exhaustive }: Opus, name: FilterName): Promise<string[]> {
  const { clinics, clinicians, treatments } = await found()
  const all = { clinicID: clinics, clinicianID: clinicians, treatmentID: treatments }[name]
  return sample(all, exhaustive ? all.length : MOST_ELEMENTS, seed)
}

export const listsAll =
  (kind: ListKind, ...flags: Flag[]): Ask =>
  (opus) =>
    ask(opus, kind, [{}], flags)

/** The list by each element of one filter. */
export const byEach =
  (kind: ListKind, name: FilterName, ...flags: Flag[]): Ask =>
  async (opus) => {
    const ids = await elements(opus, name)
    return ask(
      opus,
      kind,
      ids.map((id) => ({ [name]: id })),
      flags,
    )
  }

/** The list by pairs of both filters: such for which a filter that is not applied would show come first. */
export const byPairs =
  (kind: ListKind, flag: Flag): Ask =>
  async (opus) => {
    const isSampled = kind.hasFlag && flag !== 'false' && !opus.exhaustive
    return ask(opus, kind, await (isSampled ? pairsWithFlag : pairsOf)(opus, kind), [flag])
  }

/** Questions for which a default of false would show, without onlyWithFreeTimes. */
export const withoutFlag =
  (kind: ListKind): Ask =>
  async (opus) => {
    const book = await answersTo(opus, [
      ...kind.filters.map((name) => byEach(kind, name, 'true', 'false')),
      byPairs(kind, 'true'),
      byPairs(kind, 'false'),
    ])
    const shows = (filter: Query) =>
      idsBy(book, kind, filter, 'true')?.size !== idsBy(book, kind, filter, 'false')?.size ? 1 : 0
    const best = (filters: readonly Filter[], most: number) =>
      descending(filters, shows).slice(0, opus.exhaustive ? undefined : most)
    const singles: Filter[] = []
    for (const name of kind.filters) {
      const ids = await elements(opus, name)
      singles.push(
        ...best(
          ids.map((id) => ({ [name]: id })),
          WITHOUT_FLAG,
        ),
      )
    }
    const pairs = best(await pairsWithFlag(opus, kind), 1)
    return ask(opus, kind, [{}, ...singles, ...pairs], ['', 'true', 'false'])
  }

/** Of the list without a filter the statuses are looked at: what is right once may go wrong the second or third time. */
export const repeated =
  (kind: ListKind): Ask =>
  async ({ client }) => {
    const query = queryFor(kind, {}, 'false')
    for (const time of ['second', 'third']) {
      const asked = { purpose: 'read', what: `all ${kind.noun}s, for the ${time} time` } as const
      await client.send({ operation: kind.operation, query }, asked)
    }
    return []
  }

/**
 * Pairs for which the list by either has what the one by both lacks (it would show if they were joined carelessly), one
 * for which the list by either has no free times for what the one by both names, so that true and false differ, and
 * one that has free times.
 */
const pairsWithFlag = (opus: Opus, kind: ListKind): Promise<Filter[]> =>
  opus.once(`pairs for ${kind.noun}s with flag`, async () => {
    const [first, second] = kind.filters
    const book = await answersTo(opus, [
      byEach(kind, first, 'true'),
      byEach(kind, second, 'true'),
      byPairs(kind, 'false'),
    ])
    const pairs = await pairsOf(opus, kind)
    const { slots } = await opus.found()
    const ids = (filter: Query, flag: Flag) => idsBy(book, kind, filter, flag) ?? new Set()
    const byOne = (pair: Filter, name: FilterName) => ids({ [name]: pair[name] as string }, 'true')
    const [careless, ...others] = descending(pairs, (pair) => {
      const [bySecond, both] = [byOne(pair, second), ids(pair, 'false')]
      return [...byOne(pair, first)].filter((id) => bySecond.has(id) && !both.has(id)).length
    })
    const [withoutFreeTimes] = descending(
      pairs,
      (pair) => [...ids(pair, 'false')].filter((id) => kind.filters.some((name) => !byOne(pair, name).has(id))).length,
    )
    const [withFreeTimes] = descending(
      pairs,
      (pair) => slots.filter((slot) => kind.filters.every((name) => slot[name] === pair[name])).length,
    )
    const chosen = new Set([careless, withoutFreeTimes, withFreeTimes, ...others])
    return [...chosen].filter((pair) => pair !== undefined).slice(0, PAIRS_WITH_FLAG)
  })

/** Pairs are chosen once: several rules look at the same answers. */
const pairsOf = (opus: Opus, kind: ListKind): Promise<Filter[]> =>
  opus.once(`pairs for ${kind.noun}s`, async () => {
    const [first, second] = kind.filters
    const book = await answersTo(opus, [byEach(kind, first, 'false'), byEach(kind, second, 'false')])
    const [ones, others] = [await elements(opus, first), await elements(opus, second)]
    const most = opus.exhaustive ? ones.length * others.length : Math.max(ones.length, others.length)
    const idsOf = (name: FilterName, ids: readonly string[]) =>
      new Map(ids.map((id) => [id, idsBy(book, kind, { [name]: id }, 'false') ?? new Set<string>()]))
    const [byOnes, byOthers] = [idsOf(first, ones), idsOf(second, others)]
    return choosePairs(ones, others, most, opus.seed, (one, other) => {
      const [byOne, byOther] = [byOnes.get(one) ?? new Set(), byOthers.get(other) ?? new Set()]
      const both = [...byOne].filter((id) => byOther.has(id)).length
      return (both > 0 ? 2 : 0) + (both < byOne.size ? 1 : 0) + (both < byOther.size ? 1 : 0)
    }).map(([one, other]) => ({ [first]: one, [second]: other }))
  })

const answersTo = async (opus: Opus, asks: readonly Ask[]): Promise<Book> =>
  new Book((await Promise.all(asks.map((ask) => ask(opus)))).flat())

/** Those of which there is most first. */
const descending = <Item>(items: readonly Item[], count: (item: Item) => number): Item[] =>
  items
    .map((item) => ({ item, count: count(item) }))
    .sort((one, other) => other.count - one.count)
    .map(({ item }) => item)

/** Asks for a list by each of some filters, with each of some values of onlyWithFreeTimes. */
const ask = (
  { client }: Opus,
  kind: ListKind,
  filters: readonly Filter[],
  flags: readonly Flag[],
): Promise<Exchange[]> =>
  Promise.all(
    filters.flatMap((filter) =>
      flags.map((flag) => {
        const names = Object.entries(filter).map(([name, id]) => `${listOfIDs(name as FilterName).noun} ${id}`)
        const what = [
          `${kind.noun}s${names.length > 0 ? ` of ${listAnd(names)}` : ''}`,
          ...(kind.hasFlag ? [flag === '' ? 'onlyWithFreeTimes left out' : `onlyWithFreeTimes ${flag}`] : []),
        ].join(', ')
        return client.read(kind.operation, queryFor(kind, filter, flag), { purpose: 'read', what })
      }),
    ),
  )
