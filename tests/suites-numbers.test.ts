import { request as send } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { startMock } from '../profiles/mock.ts'
import { curl } from '../reports/curl.ts'
import { type Conformance, conformance, targetOf } from './support/run.ts'
import { httpServer } from './support/servers.ts'

/** What is added to every ID on the wire: no double holds the odd ones of these. */
const OFFSET = 9_007_199_254_740_993_000n

/** A run on the mock behind what makes IDs of these names enormous in answers, and takes them back in requests. */
async function withEnormous(profile: string, names: readonly string[]): Promise<Conformance> {
  const field = new RegExp(`"(${names.join('|')})":(\\d+)(?=[,}\\]])`, 'g')
  const parameter = new RegExp(`([?&](?:${names.join('|')})=)(\\d+)(?=&|$)`, 'gi')
  /** One that is not of those that were made stays unknown. */
  const made = (digits: string) => {
    const id = BigInt(digits)
    return id > OFFSET ? id - OFFSET : id + 99_000_000n
  }
  const mock = await startMock(profile)
  await using gateway = await httpServer(async (incoming, outgoing) => {
    const body = (await buffer(incoming)).toString().replace(field, (_, name, id) => `"${name}":${made(id)}`)
    const path = (incoming.url ?? '').replace(parameter, (_, before, id) => before + made(id))
    const { 'content-length': _, 'transfer-encoding': __, ...headers } = incoming.headers
    const length = body === '' ? {} : { 'content-length': Buffer.byteLength(body) }
    const onward = send(mock.baseUrl + path, { method: incoming.method, headers: { ...headers, ...length } })
    onward.once('response', async (answer) => {
      const { 'content-length': _, 'transfer-encoding': __, ...kept } = answer.headers
      const text = (await buffer(answer)).toString()
      outgoing.writeHead(answer.statusCode ?? 502, kept)
      outgoing.end(text.replace(field, (_, name, id) => `"${name}":${OFFSET + BigInt(id)}`))
    })
    onward.end(body)
  })
  try {
    return await conformance(targetOf({ ...mock.target, baseUrl: gateway.baseUrl }))
  } finally {
    await mock.close()
  }
}

test('of an inbox hub, credits that no double holds are told apart', async () => {
  const { rows } = await withEnormous('inbox', ['credits', 'usedBytes', 'limitBytes'])
  expect([...rows.values()].filter(({ verdict }) => verdict !== 'pass')).toEqual([])
})

const enormousIn = (text: string): string[] => text.match(/\b9007199254\d{9}\b/g) ?? []

test.each([
  ['opus', ['BookingID', 'ClinicianID', 'TreatmentID'], []],
  // The six common examples have numbers that the document gives.
  ['itero', ['orderId', 'procedureMapId'], ['ITERO-MAPS-10']],
])('IDs of %s that no double holds are sent, judged and shown digit by digit', async (profile, names, warns) => {
  const { rows, exchanges } = await withEnormous(profile, names)
  const told = (...verdicts: string[]) =>
    [...rows.values()].filter(({ verdict }) => verdicts.includes(verdict)).map(({ id }) => id)
  expect([told('fail', 'inconclusive'), told('warn')]).toEqual([[], warns])
  const answered = new Set(exchanges.flatMap(({ response }) => enormousIn(response?.body ?? '')))
  const controls = exchanges.filter(({ purpose }) => purpose === 'control')
  const sent = controls.flatMap(({ request }) => enormousIn(`${request.url} ${request.body}`))
  expect(sent.length).toBeGreaterThan(5)
  expect(sent.filter((id) => !answered.has(id))).toEqual([])
  for (const { request } of controls) {
    const { url, body } = request
    expect(enormousIn(curl(request)).sort()).toEqual(enormousIn(`${url} ${body}`).sort())
  }
})
