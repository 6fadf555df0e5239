import { accepts, defectsOf, type FilterName, kebab, together, where } from '../patches.ts'
import type { Offer } from '../practice.ts'
import type { World } from '../world.ts'
import { idsOf, ignores, isBy, LISTS, lists } from './list-effects.ts'

/** The rule by which two lists agree, whichever of them is wrong. */
function agreement(a: FilterName, b: FilterName): string {
  const pair = new Set([a, b])
  if (!pair.has('treatmentID')) return 'OPUS-CLINICIAN-07'
  return pair.has('clinicID') ? 'OPUS-TREAT-05' : 'OPUS-TREAT-06'
}

/** A pair of IDs that some offer has, and neither of which has no other partner. */
function somePair({ practice }: World, a: FilterName, b: FilterName): Offer {
  const partners = (name: FilterName, other: FilterName, id: unknown) =>
    new Set(practice.offers.filter((offer) => offer[name] === id).map((offer) => offer[other])).size
  return practice.offers.find((offer) => partners(a, b, offer[a]) > 1 && partners(b, a, offer[b]) > 1)!
}

export const listAgreementDefects = LISTS.flatMap(({ operation, listed, filters }) =>
  filters.flatMap(([name]) => {
    const other = filters.map(([one]) => one).find((one) => one !== name)!
    return defectsOf({
      [agreement(listed, name)]: {
        [`${kebab(operation)}-ignores-${kebab(name)}`]: [
          `${operation} by ${name} alone takes no account of it.`,
          // Free times aside, or the answer with false would be none of a superset.
          ignores(operation, [name], (filter) => isBy(filter, name) && !filter.onlyWithFreeTimes),
        ],
        [`${kebab(operation)}-ignores-one-${kebab(name)}`]: [
          `${operation} takes no account of one ${name}.`,
          ignores(
            operation,
            [name],
            (filter, world) =>
              isBy(filter, name) && !filter.onlyWithFreeTimes && filter[name] === somePair(world, listed, name)[name],
          ),
        ],
        [`${kebab(operation)}-lacks-one-by-${kebab(name)}`]: [
          `One pair is missing from ${operation} by ${name}.`,
          // With the other filter too, and with free times or not: the lists are subsets of each other as they should be.
          lists(operation, (ids, filter, world) => {
            const pair = somePair(world, listed, name)
            return filter[name] === pair[name] ? ids.filter((id) => id !== pair[listed]) : ids
          }),
        ],
        [`${kebab(operation)}-adds-one-by-${kebab(name)}`]: [
          `One pair too many is in ${operation} by ${name}.`,
          lists(operation, (ids, filter, world) => {
            if (!isBy(filter, name) || filter.onlyWithFreeTimes) return ids
            if (filter[name] !== somePair(world, listed, name)[name]) return ids
            return [...ids, idsOf(world, listed).find((id) => !ids.includes(id))]
          }),
        ],
      },
      'OPUS-FILTER-01': {
        [`${kebab(operation)}-unknown-${kebab(name)}-lists-all`]: [
          `${operation} lists all for a ${name} that does not exist.`,
          together(
            accepts(where(operation, 'unknown', name)),
            ignores(
              operation,
              [name, other],
              (filter, world) => filter[name] !== undefined && !idsOf(world, name).includes(filter[name]),
            ),
          ),
        ],
      },
    })
  }),
)
