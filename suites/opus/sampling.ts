import { faker } from '@faker-js/faker/locale/en'
import { seeded } from '../../generators/seeded.ts'
import type { FilterName } from './lists/kinds.ts'
import type { Slot } from './shapes.ts'

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

/** IDs that some slot has together. */
export interface Combination {
  filter: Record<string, string>
  /** By how many of the names the slots are narrowed: without one of these there are more. */
  telling: number
}

/**
 * The combinations of these IDs that slots have, those first for which a filter that is not applied would show most.
 *
 * @param names the filters whose effect is to show
 * @param fixed an ID that is asked for in any case
 */
export function combinations(
  slots: readonly Slot[],
  names: readonly FilterName[],
  fixed: readonly FilterName[] = [],
): Combination[] {
  const all = [...fixed, ...names]
  const count = (by: readonly FilterName[]) => {
    const counts = new Map<string, number>()
    for (const slot of slots) {
      const key = by.map((name) => slot[name]).join(' ')
      counts.set(key, (counts.get(key) ?? 0) + 1)
    }
    return (slot: Slot) => counts.get(by.map((name) => slot[name]).join(' ')) ?? 0
  }
  const together = count(all)
  const without = names.map((left) => count(all.filter((name) => name !== left)))
  const found = new Map<string, Combination>()
  for (const slot of slots) {
    const filter = Object.fromEntries(all.map((name) => [name, slot[name]]))
    const key = Object.values(filter).join(' ')
    if (found.has(key)) continue
    found.set(key, { filter, telling: without.filter((others) => others(slot) > together(slot)).length })
  }
  return [...found.values()].sort((one, other) => other.telling - one.telling)
}

/**
 * One of the filters at a clinic where its clinician has no such slot, unless some of them show as they are whether the
 * clinic is regarded: a clinician of one clinic has the same slots with it and without.
 */
export function atAnotherClinic(
  slots: readonly Slot[],
  filters: readonly Record<string, string>[],
): Record<string, string>[] {
  const isLike = (slot: Slot, { clinicianID, treatmentID }: Record<string, string>) =>
    slot.clinicianID === clinicianID && slot.treatmentID === treatmentID
  const shows = (filter: Record<string, string>) =>
    slots.some((slot) => slot.clinicID !== filter.clinicID && isLike(slot, filter))
  const [first] = filters
  const other = first && slots.find((slot) => slot.clinicID !== first.clinicID)
  return other && !filters.some(shows) ? [{ ...first, clinicID: other.clinicID }] : []
}

/** How many slots each ID of a kind has. */
export function countBy(slots: readonly Slot[], name: FilterName): Map<string, number> {
  const counts = new Map<string, number>()
  for (const slot of slots) counts.set(slot[name], (counts.get(slot[name]) ?? 0) + 1)
  return counts
}
