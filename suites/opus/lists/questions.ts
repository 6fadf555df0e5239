import type { Exchange } from '../../../engine/exchange.ts'
import { Memo } from '../../../engine/memo.ts'
import { listAnd } from '../../../engine/words.ts'
import type { Query } from '../api.ts'
import { Book } from '../book.ts'
import type { Client } from '../client.ts'
import type { Discovery } from '../discovery.ts'
import { choosePairs, sample } from '../sampling.ts'
import { type FilterName, type Flag, idsBy, type ListKind, listOfIDs, queryFor } from './kinds.ts'

/** Bounds on what the relations between lists may cost; without them the requests of a large practice would know none. */
const MOST_ELEMENTS = 40
/** Of these, the ones for which it is asked with both values of onlyWithFreeTimes; and elements and pairs without it. */
const PAIRS_WITH_FLAG = 3
const WITHOUT_FLAG = 2

/** A list that is asked for. */
interface Question {
  kind: ListKind
  filter: Query
  flag: Flag
}

/** What the rules on lists ask, each question once. */
export class ListQuestions {
  /** Pairs are chosen once: several rules look at the same answers. */
  readonly #chosen = new Memo<Record<string, string>[]>()

  constructor(
    private readonly client: Client,
    private readonly found: () => Promise<Discovery>,
    private readonly seed: number,
    private readonly exhaustive: boolean,
  ) {}

  /** The elements of a kind that lists are filtered by. */
  async elements(name: FilterName): Promise<string[]> {
    const { clinics, clinicians, treatments } = await this.found()
    const all = { clinicID: clinics, clinicianID: clinicians, treatmentID: treatments }[name]
    return sample(all, this.exhaustive ? all.length : MOST_ELEMENTS, this.seed)
  }

  all(kind: ListKind, ...flags: Flag[]): Promise<Exchange[]> {
    return this.#ask(flags.map((flag) => ({ kind, filter: {}, flag })))
  }

  /** The list without a filter twice more: what is right once may go wrong the second or third time. */
  async again(kind: ListKind): Promise<void> {
    const query = queryFor(kind, {}, 'false')
    for (const time of ['second', 'third']) {
      const asked = { purpose: 'read', what: `all ${kind.noun}s, for the ${time} time` } as const
      await this.client.send({ operation: kind.operation, query }, asked)
    }
  }

  /** The list by each element of one filter. */
  async byEach(kind: ListKind, name: FilterName, ...flags: Flag[]): Promise<Exchange[]> {
    const ids = await this.elements(name)
    return this.#ask(flags.flatMap((flag) => ids.map((id) => ({ kind, filter: { [name]: id }, flag }))))
  }

  /** The list by pairs of both filters: such for which a filter that is not applied would show come first. */
  async byPairs(kind: ListKind, flag: Flag): Promise<Exchange[]> {
    const isSampled = kind.hasFlag && flag !== 'false' && !this.exhaustive
    const pairs = await (isSampled ? this.#pairsWithFlag(kind) : this.#pairs(kind))
    return this.#ask(pairs.map((filter) => ({ kind, filter, flag })))
  }

  /**
   * Pairs for which the list by either has what the one by both lacks (it would show if they were joined carelessly), one
   * for which the list by either has no free times for what the one by both names, so that true and false differ, and
   * one that has free times.
   */
  #pairsWithFlag(kind: ListKind): Promise<Record<string, string>[]> {
    return this.#chosen.get(`${kind.noun} with flag`, () => this.#choosePairsWithFlag(kind))
  }

  async #choosePairsWithFlag(kind: ListKind): Promise<Record<string, string>[]> {
    const [first, second] = kind.filters
    const book = new Book([
      ...(await this.byEach(kind, first, 'true')),
      ...(await this.byEach(kind, second, 'true')),
      ...(await this.byPairs(kind, 'false')),
    ])
    const ids = (filter: Query, flag: Flag) => idsBy(book, kind, filter, flag) ?? new Set()
    const lacking = (pair: Record<string, string>) => {
      const bySecond = ids({ [second]: pair[second] as string }, 'true')
      const both = ids(pair, 'false')
      return [...ids({ [first]: pair[first] as string }, 'true')].filter((id) => bySecond.has(id) && !both.has(id))
        .length
    }
    const withoutFreeTimes = (pair: Record<string, string>) =>
      [...ids(pair, 'false')].filter((id) =>
        kind.filters.some((name) => !ids({ [name]: pair[name] as string }, 'true').has(id)),
      ).length
    const pairs = await this.#pairs(kind)
    const most = (count: (pair: Record<string, string>) => number) =>
      pairs
        .map((pair) => ({ pair, count: count(pair) }))
        .toSorted((one, other) => other.count - one.count)
        .map(({ pair }) => pair)
    const { slots } = await this.found()
    const withFreeTimes = (pair: Record<string, string>) =>
      slots.filter((slot) => kind.filters.every((name) => slot[name] === pair[name])).length
    const [careless, ...others] = most(lacking)
    const chosen = new Set([careless, most(withoutFreeTimes)[0], most(withFreeTimes)[0], ...others])
    return [...chosen].filter((pair) => pair !== undefined).slice(0, PAIRS_WITH_FLAG)
  }

  /** Questions for which a default of false would show, without onlyWithFreeTimes. */
  async withoutFlag(kind: ListKind): Promise<Exchange[]> {
    const [first, second] = kind.filters
    const book = new Book([
      ...(await this.byEach(kind, first, 'true', 'false')),
      ...(await this.byEach(kind, second, 'true', 'false')),
      ...(await this.byPairs(kind, 'true')),
      ...(await this.byPairs(kind, 'false')),
    ])
    const shows = (filter: Query) =>
      idsBy(book, kind, filter, 'true')?.size !== idsBy(book, kind, filter, 'false')?.size ? 1 : 0
    const best = (filters: Query[]) =>
      filters
        .toSorted((one, other) => shows(other) - shows(one))
        .slice(0, this.exhaustive ? filters.length : WITHOUT_FLAG)
    const singles = await Promise.all(
      kind.filters.map(async (name) => best((await this.elements(name)).map((id) => ({ [name]: id })))),
    )
    const pairs = best(await this.#pairsWithFlag(kind)).slice(0, this.exhaustive ? undefined : 1)
    const filters = [{}, ...singles.flat(), ...pairs]
    return this.#ask(
      filters.flatMap((filter) => [
        { kind, filter, flag: '' as const },
        { kind, filter, flag: 'true' as const },
        { kind, filter, flag: 'false' as const },
      ]),
    )
  }

  #pairs(kind: ListKind): Promise<Record<string, string>[]> {
    return this.#chosen.get(kind.noun, () => this.#choosePairs(kind))
  }

  async #choosePairs(kind: ListKind): Promise<Record<string, string>[]> {
    const [first, second] = kind.filters
    const book = new Book([...(await this.byEach(kind, first, 'false')), ...(await this.byEach(kind, second, 'false'))])
    const [ones, others] = [await this.elements(first), await this.elements(second)]
    const most = this.exhaustive ? ones.length * others.length : Math.max(ones.length, others.length)
    const idsOf = (name: FilterName, ids: readonly string[]) =>
      new Map(ids.map((id) => [id, idsBy(book, kind, { [name]: id }, 'false') ?? new Set<string>()]))
    const [byOnes, byOthers] = [idsOf(first, ones), idsOf(second, others)]
    return choosePairs(ones, others, most, this.seed, (one, other) => {
      const [byOne, byOther] = [byOnes.get(one) ?? new Set(), byOthers.get(other) ?? new Set()]
      const both = [...byOne].filter((id) => byOther.has(id)).length
      return (both > 0 ? 2 : 0) + (both < byOne.size ? 1 : 0) + (both < byOther.size ? 1 : 0)
    }).map(([one, other]) => ({ [first]: one, [second]: other }))
  }

  #ask(questions: readonly Question[]): Promise<Exchange[]> {
    return Promise.all(
      questions.map(({ kind, filter, flag }) => {
        const query = queryFor(kind, filter, flag)
        const names = Object.entries(filter).map(([name, id]) => `${listOfIDs(name as FilterName).noun} ${id}`)
        const what = [
          `${kind.noun}s${names.length > 0 ? ` of ${listAnd(names)}` : ''}`,
          ...(kind.hasFlag ? [flag === '' ? 'onlyWithFreeTimes left out' : `onlyWithFreeTimes ${flag}`] : []),
        ].join(', ')
        return this.client.read(kind.operation, query, { purpose: 'read', what })
      }),
    )
  }
}
