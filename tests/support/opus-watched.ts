import { describe, expect, test } from 'vitest'
import { watchedOpus } from './opus-client.ts'
import { faults } from './opus-faults.ts'

/** Each fault of these rules breaks its own one alone. */
export function provesTraffic(ofRules: RegExp): void {
  describe.concurrent('the reference client of Opus', () => {
    const seeded = Object.entries(faults).flatMap(([expected, list]) =>
      ofRules.test(expected) ? list.map((one) => [`${expected} alone: ${one[0]}`, expected, one] as const) : [],
    )

    test.each(seeded)('%s', async (_, expected, [, fault, intercept]) => {
      const { broken, brokenByServer } = await watchedOpus(fault, intercept?.())
      expect([broken, intercept ? [] : brokenByServer]).toEqual([[expected], []])
    })
  })
}
