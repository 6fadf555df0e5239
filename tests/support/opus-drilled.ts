import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { drilledWith } from './drill.ts'
import { opusClient } from './opus-client.ts'
import { type DrillFault, drillFaults } from './opus-drill-faults.ts'

/** Drills the reference client with a fault. */
const drilled = ({ made, shows }: DrillFault) =>
  drilledWith(
    'opus',
    async ({ job, baseUrl, credentials, input }) => {
      const { takes, calls, reads, tells } = made()
      const client = opusClient(
        baseUrl,
        credentials as { apiKey: string },
        (ms) => wait(ms),
        async (call, way) => {
          const answer = (await calls?.(call, way)) ?? (await way.send())
          if (!reads || answer.status !== 200) return answer
          return Response.json(reads(await answer.json(), call))
        },
      )
      const answer = await client.perform(job, takes?.(input) ?? input)
      return tells?.(answer, job) ?? answer
    },
    { only: (name) => shows.test(name) },
  )

/** Each fault of these rules breaks its own one alone. */
export function provesFaults(ofRules: RegExp): void {
  describe.concurrent('the reference client of Opus with a fault', () => {
    const seeded = Object.entries(drillFaults).flatMap(([expected, list]) =>
      ofRules.test(expected) ? list.map((fault) => [`${expected} alone: ${fault.what}`, expected, fault] as const) : [],
    )

    test.each(seeded)('%s', async (_, expected, fault) => {
      const { broken } = await drilled(fault)
      expect(broken).toEqual([expected])
    })
  })
}
