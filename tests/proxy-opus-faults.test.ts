import { describe, expect, test } from 'vitest'
import { watchedOpus } from './support/opus-client.ts'
import { faults, liberties } from './support/opus-faults.ts'

describe.concurrent('the reference client of Opus', () => {
  const seeded = Object.entries(faults).flatMap(([expected, list]) => list.map((one) => ({ expected, one })))

  test.each(seeded)('$expected alone: $one.0', async ({ expected, one: [, fault, intercept] }) => {
    const { broken, brokenByServer } = await watchedOpus(fault, intercept?.())
    expect([broken, intercept ? [] : brokenByServer]).toEqual([[expected], []])
  })

  test.each(liberties.map((one) => ({ one })))('$one.0: breaks no rule', async ({ one: [, fault, intercept] }) => {
    const { broken } = await watchedOpus(fault, intercept?.())
    expect(broken).toEqual([])
  })

  test('all jobs are done, and every rule on calls that came is kept', async () => {
    const { ended, outcome } = await watchedOpus()
    expect(ended.map(({ status }) => status)).toEqual(Array(6).fill('done'))
    for (const nth of ['01', '02', '03', '04', '05', '06', '07', '08', '14']) {
      expect([nth, outcome(`OPUS-CLIENT-${nth}`)]).toEqual([nth, 'holds'])
    }
  })
})
