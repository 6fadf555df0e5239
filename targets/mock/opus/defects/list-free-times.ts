import type { Call } from '../call.ts'
import { alters, defectsOf, each, kebab } from '../patches.ts'
import { bookableIDs, ignores, isBy, LISTS, lists, named } from './list-effects.ts'

export const listFreeTimesDefects = LISTS.slice(0, 2).flatMap(({ operation, listed, area, filters }) => {
  const on = kebab(operation)
  const [[first], [second]] = filters
  const isLeftOut = ({ query }: Call) => query.onlyWithFreeTimes === undefined
  const defaultsToFalse = (when: (query: Call['query']) => boolean) =>
    alters('onlyWithFreeTimesByDefault', (usual, call) => !(call.operation === operation && when(call.query)) && usual)
  return defectsOf({
    [`${area}-05`]: {
      [`${on}-free-times-default-false`]: [
        `${operation} takes onlyWithFreeTimes for false where it is left out.`,
        defaultsToFalse(() => true),
      ],
      ...each([first, second], (name) => ({
        [`${on}-free-times-default-false-by-${kebab(name)}`]: [
          `${operation} by ${name} takes onlyWithFreeTimes for false where it is left out.`,
          defaultsToFalse((query) => isBy(query, name)),
        ],
      })),
      [`${on}-default-ignores-filter`]: [
        `${operation} takes no account of ${first} where onlyWithFreeTimes is left out.`,
        ignores(operation, [first], (filter, _world, call) => isBy(filter, first) && isLeftOut(call)),
      ],
    },
    [`${area}-06`]: {
      ...each([first, second], (name) => ({
        // By true, given or left out, everyone with free times: by false then lacks some of them.
        [`${on}-true-ignores-${kebab(name)}`]: [
          `${operation} takes no account of ${name} where onlyWithFreeTimes is true.`,
          ignores(operation, [name], (filter) => isBy(filter, name) && filter.onlyWithFreeTimes),
        ],
        [`${on}-true-adds-one-by-${kebab(name)}`]: [
          `${operation} by ${name} lists one with onlyWithFreeTimes=true that it does not list with false.`,
          lists(operation, (ids, filter, world) => {
            if (!isBy(filter, name) || !filter.onlyWithFreeTimes) return ids
            const strangers = [...bookableIDs(world, listed, {})].filter(
              (id) => !world.practice.offers.some((offer) => offer[listed] === id && offer[name] === filter[name]),
            )
            return [...ids, ...strangers.slice(0, 1)]
          }),
        ],
      })),
      // One that both filters list by themselves, and that has no offer for the two together.
      [`${on}-true-adds-one-by-both`]: [
        `${operation} by ${first} and ${second} lists one with onlyWithFreeTimes=true that it does not list with false.`,
        lists(operation, (ids, filter, world) => {
          if (!isBy(filter, first, second) || !filter.onlyWithFreeTimes) return ids
          const bySecond = bookableIDs(world, listed, { [second]: filter[second] })
          const byFirst = bookableIDs(world, listed, { [first]: filter[first] })
          return [...ids, ...[...byFirst].filter((id) => bySecond.has(id))]
        }),
      ],
      // It is left out of every list with false, and so are the lists by it, so that all relations still agree.
      [`${on}-true-not-false`]: [
        `One that ${operation} lists with onlyWithFreeTimes=true is not listed with false.`,
        alters('listedIDs', (ids, _all, filter, call, world) => {
          const hidden = [...bookableIDs(world, listed, {})][0]
          if (filter[listed] === hidden) return []
          const isShown = named(filter).length === 0 && filter.onlyWithFreeTimes
          return call.operation === operation && !isShown ? ids.filter((id) => id !== hidden) : ids
        }),
      ],
    },
  })
})
