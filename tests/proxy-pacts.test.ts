import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { watched } from './support/traffic.ts'

interface Interaction {
  description: string
  request?: {
    method: string
    path: string
    query?: Record<string, string[]>
    headers?: Record<string, string[]>
    body?: { content: Record<string, unknown> }
  }
  response?: { status: number }
}

/** What a pact's client asks for and is given; what it asks wrongly, to be refused, is the provider's to be tried by. */
const interactionsOf = (profile: string): Interaction[] =>
  (JSON.parse(readFileSync(`contracts/pacts/bitewing-${profile}.json`, 'utf8')).interactions as Interaction[]).filter(
    ({ request, response }) => request && response && response.status < 300,
  )

const read = async (url: string, headers = {}) => (await fetch(url, { headers })).json()

/** What a pact has a provider state give, this client has read: a map of the same kind of lab, a slot that is free. */
async function withWhatWasRead(
  body: Record<string, unknown>,
  baseUrl: string,
  { apiKey = '' }: { apiKey?: string },
): Promise<Record<string, unknown>> {
  if ('procedureMapId' in body) {
    const { procedureMaps } = await read(`${baseUrl}/api/v1/presets/available-procedure-maps`)
    const own = procedureMaps.find(({ sendTo }: { sendTo: string }) => sendTo.endsWith('Lab') === (body.labId !== null))
    return { ...body, procedureMapId: own.procedureMapId }
  }
  if (!('TimeSlot' in body)) return body
  const [{ TreatmentID }] = await read(`${baseUrl}/api/v1/treatment`, { api_key: apiKey })
  const from = new Date().toISOString().slice(0, 19)
  const path = `/api/v1/timeslot?startingFromDateTime=${from}&treatmentID=${TreatmentID}`
  const [TimeSlot] = await read(baseUrl + path, { api_key: apiKey })
  return { ...body, TimeSlot }
}

// Each interaction is a session of its own: a pact says nothing of what was before.
test.each(
  ['itero', 'opus', 'inbox'].flatMap((profile) =>
    interactionsOf(profile).map(({ description, request }) => ({ profile, description, request })),
  ),
)('the client of the pact with $profile keeps every rule: $description', async ({ profile, request }) => {
  const { method, path, query = {}, headers = {}, body } = request as NonNullable<Interaction['request']>
  const { broken, judged } = await watched(profile, async (baseUrl, credentials) => {
    const url = new URL(baseUrl + path)
    for (const [name, values] of Object.entries(query)) for (const value of values) url.searchParams.append(name, value)
    const content = body && (await withWhatWasRead(body.content, baseUrl, credentials))
    await fetch(url, {
      method,
      headers: Object.entries(headers).map(([name, values]) => [name, values.join(', ')] as [string, string]),
      ...(content ? { body: JSON.stringify(content) } : {}),
    })
  })
  expect(broken).toEqual([])
  expect([...judged].some(([id, { finding }]) => id.includes('-CLIENT-') && finding.outcome === 'holds')).toBe(true)
})
