import fc from 'fast-check'
import { expect, test } from 'vitest'
import { limitTo } from '../engine/limit.ts'
import { promised } from '../engine/promised.ts'
import { settled } from './support/hand-clock.ts'

test('never more than the limit runs at once, in the order of asking, and failures make room too', () =>
  fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 4 }),
      fc.array(fc.record({ end: fc.nat(), fails: fc.boolean() }), { minLength: 1, maxLength: 20 }),
      async (most, tasks) => {
        const limit = limitTo(most)
        const started: number[] = []
        const open: { nth: number; end: ReturnType<typeof promised<void>> }[] = []
        const results = tasks.map((_, nth) =>
          limit(async () => {
            const end = promised<void>()
            started.push(nth)
            open.push({ nth, end })
            await end.promise
          }),
        )
        const outcomes = Promise.allSettled(results)
        for (const { end } of tasks) {
          await settled()
          expect(open.length).toBe(Math.min(most, tasks.length - (started.length - open.length)))
          const [one] = open.splice(end % open.length, 1)
          if (tasks[one!.nth]!.fails) one!.end.reject(new Error('failed'))
          else one!.end.resolve()
        }
        expect((await outcomes).map(({ status }) => status === 'rejected')).toEqual(tasks.map(({ fails }) => fails))
        expect(started).toEqual(tasks.map((_, nth) => nth))
      },
    ),
    { numRuns: 50 },
  ))
