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

// biome-ignore lint/suspicious/noExplicitAny: the example is plain JavaScript
const liberties: Readonly<Record<string, (client: any) => void>> = {
  'sends no write again, and looks for none': (client) => {
    client.write = (send: () => Promise<unknown>) => send()
  },
  'asks for slots month by month, and filters them itself': (client) => {
    const { slotsOf } = client
    client.slotsOf = async (offer: { clinicID?: string; treatmentIDs: unknown[] }, period: Record<string, string>) => {
      const { month, from = `${month}-01` } = period
      const starts = Array.from({ length: month ? 1 : 4 }, (_, nth) =>
        new Date(Date.UTC(Number(from.slice(0, 4)), Number(from.slice(5, 7)) - 1 + nth, 1)).toISOString().slice(0, 7),
      )
      const all = []
      for (const one of starts) all.push(...(await slotsOf.call(client, { treatmentIDs: [undefined] }, { month: one })))
      return all.filter(
        ({ start, clinicID, treatmentID }) =>
          offer.treatmentIDs.includes(treatmentID) &&
          (offer.clinicID === undefined || offer.clinicID === clinicID) &&
          (month !== undefined || start >= from),
      )
    }
  },
}

test.each(Object.entries(liberties))(
  'a client that %s keeps every rule',
  async (_, change) => {
    const { broken } = await drilledWith(
      'opus',
      ({ job, baseUrl, credentials, input }) => {
        const client = opusClient(baseUrl, credentials as { apiKey: string }, (ms) => wait(ms))
        change(client)
        return client.perform(job, input)
      },
      {
        only: (name) =>
          /^(slots-(month|from)|book-(at|any|next|camel)|taken-409|move-(second|taken|lost)|lost|short)/.test(name),
      },
    )
    expect(broken).toEqual([])
  },
  60_000,
)
