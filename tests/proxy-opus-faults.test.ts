import { describe, expect, test } from 'vitest'
import { watchedOpus } from './support/opus-client.ts'
import { liberties } from './support/opus-faults.ts'
import { provesTraffic } from './support/opus-watched.ts'

provesTraffic(/-(07|08|09|1\d)$/)

describe.concurrent('the reference client of Opus', () => {
  test.each(liberties.map((one) => [one[0], one] as const))('%s: breaks no rule', async (_, [, fault, intercept]) => {
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
