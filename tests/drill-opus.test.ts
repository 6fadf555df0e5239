import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { drilledWith } from './support/drill.ts'
import { opusClient } from './support/opus-client.ts'

test('the reference client of Opus keeps every rule in every situation', async () => {
  const { broken, judged } = await drilledWith('opus', ({ job, baseUrl, credentials, input }) =>
    opusClient(baseUrl, credentials as { apiKey: string }, (ms) => wait(ms)).perform(job, input),
  )
  expect(broken).toEqual([])
  expect([...judged.values()].filter(({ finding }) => finding.outcome !== 'holds').map(({ id }) => id)).toEqual([])
}, 120_000)
