import type { Call } from '../call.ts'
import { alters, defectsOf, each, type FilterName, kebab, objects, type Patch } from '../patches.ts'
import type { World } from '../world.ts'
import { idsOf, ignores, isBy, LISTS, type List, named } from './list-effects.ts'

/** Adds an entry to the answer that no other answer knows. */
function addsUnlisted({ operation, answered }: List, when: (query: Call['query']) => boolean): Patch {
  return alters('wire', (usual, _body, call) => {
    if (call.operation !== operation || !when(call.query) || !Array.isArray(usual)) return usual
    return [...usual, { [answered]: answered === 'ClinicID' ? '99-closed' : 9999, Name: 'Nedlagd' }]
  })
}

/** Two filters that each list something which the other does not. */
function oddPair(world: World, { listed, filters }: List): Partial<Record<FilterName, unknown>> {
  const [[first], [second]] = filters
  const { offers } = world.practice
  const idsBy = (name: FilterName, id: unknown) =>
    offers.filter((offer) => offer[name] === id).map((offer) => offer[listed])
  for (const id of idsOf(world, first))
    for (const other of idsOf(world, second)) {
      const byOther = idsBy(second, other)
      const isBoth = offers.some((offer) => offer[first] === id && offer[second] === other)
      if (isBoth && idsBy(first, id).some((one) => !byOther.includes(one))) return { [first]: id, [second]: other }
    }
  return {}
}

/** Lists that are asked for without a filter. */
export const unfilteredListDefects = LISTS.flatMap(({ operation, area }) =>
  defectsOf({
    [`${area}-01`]: {
      [`${kebab(operation)}-needs-parameter`]: [
        `${operation} without any parameter answers 400.`,
        objects(
          { reason: 'missing', parameter: 'clinicID, clinicianID or treatmentID' },
          (call) => call.operation === operation && Object.keys(call.query).length === 0,
        ),
      ],
      [`${kebab(operation)}-404`]: [
        `${operation} without a filter answers 404.`,
        objects({ reason: 'no-data' }, (call) => call.operation === operation && named(call.query).length === 0),
      ],
    },
  }),
)

/** Lists by a filter, which are to be subsets of those without. */
export const listSubsetDefects = LISTS.flatMap((list) => {
  const { operation, filters } = list
  const on = kebab(operation)
  const [[first], [second]] = filters
  return [
    ...filters.flatMap(([name, requirement]) =>
      defectsOf({
        [requirement]: {
          [`${on}-unlisted-by-${kebab(name)}`]: [
            `${operation} by ${name} lists one that ${operation} without a filter does not.`,
            addsUnlisted(list, (query) => isBy(query, name)),
          ],
        },
      }),
    ),
    ...defectsOf({
      [list.both]: {
        [`${on}-unlisted-by-both`]: [
          `${operation} by ${first} and ${second} lists one that ${operation} by either does not.`,
          addsUnlisted(list, (query) => isBy(query, first, second)),
        ],
        ...each([first, second], (name) => ({
          [`${on}-both-ignores-${kebab(name)}`]: [
            `${operation} by ${first} and ${second} takes no account of ${name}.`,
            ignores(operation, [name], (filter) => isBy(filter, first, second)),
          ],
        })),
        [`${on}-both-ignores-both`]: [
          `${operation} by ${first} and ${second} takes no account of either.`,
          ignores(operation, [first, second], (filter) => isBy(filter, first, second)),
        ],
        // The pair for which the answer is no subset, so that it shows. Of many pairs a part is asked for.
        [`${on}-both-odd-pair`]: [
          `${operation} by one ${first} and one ${second} takes no account of the latter.`,
          ignores(operation, [second], (filter, world) => {
            const odd = oddPair(world, list)
            return filter[first] === odd[first] && filter[second] === odd[second]
          }),
          { exhaustive: true },
        ],
      },
    }),
  ]
})
