import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isolate, type Levels, levelKey, levelKeys } from '../engine/isolate.ts'

const FACTORS = ['gender', 'date', 'notes', 'zip', 'map', 'names']
const LEVELS = ['a', 'b', 'c']

/** Which level of its factor each position has, as the first so many factors. */
const levelsOf = (indices: readonly number[]): Levels =>
  Object.fromEntries(indices.map((level, nth) => [FACTORS[nth]!, LEVELS[level]!]))

/** A target that refuses every request in which all the culprits stand together. */
const targetRefusing = (culprits: readonly string[]) => {
  const tried: Levels[] = []
  const accepts = (levels: Levels) => !culprits.every((key) => levelKeys(levels).includes(key))
  return {
    tried,
    accepts,
    attempt: async (levels: Levels) => {
      tried.push(levels)
      return { accepted: accepts(levels), outcome: tried.length }
    },
  }
}

const request = (factors: number) =>
  fc.array(fc.integer({ min: 0, max: LEVELS.length - 1 }), { minLength: factors, maxLength: factors })

/** A refused request, and accepted ones that show at least two levels of each factor. */
const scene = (culpritCount: 1 | 2) =>
  fc
    .integer({ min: 2, max: FACTORS.length })
    .chain((factors) =>
      fc.record({
        refused: request(factors),
        culprits: fc.uniqueArray(fc.integer({ min: 0, max: factors - 1 }), {
          minLength: culpritCount,
          maxLength: culpritCount,
        }),
        others: fc.array(request(factors), { minLength: 3, maxLength: 8 }),
      }),
    )
    .map(({ refused, culprits, others }) => {
      const levels = levelsOf(refused)
      const keys = culprits.map((factor) => levelKey(FACTORS[factor]!, LEVELS[refused[factor]!]!))
      const target = targetRefusing(keys)
      return { refused: levels, culprits: keys, target, accepted: others.map(levelsOf).filter(target.accepts) }
    })
    .filter(({ refused, accepted }) => {
      const good = new Set(accepted.flatMap(levelKeys))
      return Object.keys(refused).every((factor) => [...good].filter((key) => key.startsWith(`${factor}:`)).length > 1)
    })

describe.each([
  ['any single culprit', 1],
  ['any pair of culprits', 2],
] as const)('%s', (_, count) => {
  test('is named, and nothing else, by few accepted tries', () =>
    fc.assert(
      fc.asyncProperty(scene(count), async ({ refused, culprits, target, accepted }) => {
        const good = new Set(accepted.flatMap(levelKeys))
        const { blamed, together, tries } = await isolate(refused, accepted[0]!, good, target.attempt)
        expect([...blamed].sort()).toEqual([...culprits].sort())
        expect(together).toBe(count === 2)
        const factors = Object.keys(refused).length
        expect(tries.filter((one) => one.accepted).length).toBeLessThanOrEqual(factors + 2)
        expect(tries.length).toBe(target.tried.length)
        expect(tries.length).toBeLessThanOrEqual(2 * factors + 3)
      }),
      { numRuns: 300 },
    ))
})

test('every one of several culprits that are each enough is named', async () => {
  const refuses = (levels: Levels) => levels.gender === 'b' || levels.notes === 'b'
  const { blamed, together } = await isolate(
    { gender: 'b', date: 'b', notes: 'b' },
    { gender: 'a', date: 'a', notes: 'a' },
    new Set(['gender:a', 'date:a', 'notes:a']),
    async (levels) => ({ accepted: !refuses(levels), outcome: null }),
  )
  expect([blamed, together]).toEqual([['gender:b', 'notes:b'], false])
})

test('a refusal that does not come again is nobody’s fault, and costs one try', async () => {
  const target = targetRefusing(['gender:x'])
  const found = await isolate({ gender: 'b' }, { gender: 'a' }, new Set(['gender:a']), target.attempt)
  expect(found).toEqual({
    blamed: [],
    together: false,
    tries: [{ levels: { gender: 'b' }, accepted: true, outcome: 1 }],
  })
})

test('a try that said nothing is neither evidence nor a verdict', async () => {
  const found = await isolate({ gender: 'b' }, { gender: 'a' }, new Set(['gender:a']), async () => ({
    accepted: undefined,
    outcome: null,
  }))
  expect(found).toEqual({ blamed: [], together: true, tries: [] })
})
