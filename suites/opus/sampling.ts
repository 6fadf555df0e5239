import { faker } from '@faker-js/faker/locale/en'
import { seeded } from '../../generators/seeded.ts'

/** At most so many of the items, in their order; which ones is drawn by the seed. */
export function sample<Item>(items: readonly Item[], most: number, seed: number): Item[] {
  if (items.length <= most) return [...items]
  const drawn = new Set(seeded(faker, seed, 'sample').helpers.arrayElements([...items.keys()], most))
  return items.filter((_, index) => drawn.has(index))
}

/**
 * At most so many pairs: every element in one pair at least, then the most telling pairs, and of those that tell as much
 * the ones at the edges of either list before those that the seed draws.
 *
 * @param telling how much a pair would tell; the higher the better
 */
export function choosePairs(
  ones: readonly string[],
  others: readonly string[],
  most: number,
  seed: number,
  telling: (one: string, other: string) => number,
): [string, string][] {
  const all = seeded(faker, seed, 'pairs')
    .helpers.shuffle(ones.flatMap((one) => others.map((other): [string, string] => [one, other])))
    .map((pair) => ({ pair, score: telling(...pair) + edge(ones, pair[0]) + edge(others, pair[1]) }))
    .sort((one, other) => other.score - one.score)
  const chosen = new Set<(typeof all)[number]>()
  const [seenOnes, seenOthers] = [new Set<string>(), new Set<string>()]
  const take = (candidate: (typeof all)[number]) => {
    chosen.add(candidate)
    seenOnes.add(candidate.pair[0])
    seenOthers.add(candidate.pair[1])
  }
  // First pairs of which both elements are new, then those that bring one in.
  for (const wanted of [2, 1, 0]) {
    for (const candidate of all) {
      if (chosen.size >= most) break
      const fresh = Number(!seenOnes.has(candidate.pair[0])) + Number(!seenOthers.has(candidate.pair[1]))
      if (!chosen.has(candidate) && fresh >= wanted) take(candidate)
    }
  }
  return [...chosen].map(({ pair }) => pair)
}

/** Whether an element is the first or the last one; less than what a pair tells. */
const edge = (all: readonly string[], element: string): number =>
  element === all[0] || element === all.at(-1) ? 0.25 : 0
