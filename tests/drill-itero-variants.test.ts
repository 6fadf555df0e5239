import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { drilledWith } from './support/drill.ts'
import { iteroDriver, ScanError, type SeededClient } from './support/itero-example.ts'

// biome-ignore lint/suspicious/noExplicitAny: bodies, answers and maps are JSON
type Json = any

/** Another form of everything that may have one; it gives up where it might go on, and says failed wherever it may. */
function terse(client: SeededClient): void {
  const { bodyOf, bodyByRx, requestOf, call, orderIn, listMaps, createScans } = client
  client.bodyOf = (scan: Json, map: Json) => {
    const { patient, ...body } = bodyOf.call(client, scan, map)
    const { mi: _, dateOfBirth, ...rest } = patient
    return { ...body, patient: { ...rest, dateOfBirth: `${dateOfBirth}T00:00:00.000Z` } }
  }
  client.bodyByRx = (scan: Json, map: Json) => {
    const body = bodyByRx.call(client, scan, map)
    return { ...body, rxId: body.rxId.toUpperCase() }
  }
  client.requestOf = (method: string, body: Json) => {
    const { headers, ...rest } = requestOf.call(client, method, body)
    const own = { 'user-agent': 'partner/3', traceparent: '00-1' }
    return {
      ...rest,
      headers: { ...headers, ...(headers ? { 'content-type': 'application/json; charset=UTF-8' } : {}), ...own },
    }
  }
  client.call = (method: string, path: string, body: Json) => call.call(client, method, `${path}?trace=7`, body)
  // Reads are retried at will, and the list is read before every scan.
  client.listMaps = async () => {
    await fetch(`${client.baseUrl}/health`, { method: 'HEAD' }).catch(() => undefined)
    for (let nth = 0; nth < 2; nth++) {
      const maps = await listMaps.call(client).catch(() => undefined)
      if (maps) return maps
    }
    return listMaps.call(client)
  }
  client.orderIn = (answer: Json) => {
    try {
      return orderIn.call(client, answer)
    } catch (error) {
      const { status, message, concernsAll } = error as Json
      if (status === 'refused' && !concernsAll) throw error
      throw Object.assign(new ScanError('failed', message), { concernsAll })
    }
  }
  client.findMap = (maps: Json[], asked: Json) => {
    const map = maps.find(
      (one) => one.procedure === asked.procedure && client.isType(one.type, asked.type) && one.sendTo === asked.sendTo,
    )
    if (!map) throw new ScanError('failed', 'no such map')
    return map
  }
  client.createScans = async (scans: Json[]) => {
    await listMaps.call(client)
    return createScans.call(client, scans)
  }
}

/** Scans in parallel, a window's worth at a time and without a margin; single scans are not waited with. */
function parallel(client: SeededClient): void {
  const { orderIn } = client
  const { cases, windowSeconds } = client.credentials.rateLimit ?? {}
  let isMany = false
  client.create = async (path: string, body: Json) => {
    for (;;) {
      const answer = await client.call('POST', path, body)
      if (answer.status !== 429) return orderIn.call(client, answer)
      if (!isMany) throw new ScanError('unavailable', 'the limit is reached')
      await delay(client.retryAfterMs(answer))
    }
  }
  client.createScans = async (scans: Json[]) => {
    isMany = true
    const maps = await client.listMaps()
    const created: Json[] = []
    const refused: Json[] = []
    for (let first = 0; first < scans.length; first += cases) {
      const some = scans.slice(first, first + cases)
      const ends = await Promise.allSettled(
        // A scan without a map is refused by itself; those beside it are still waited for.
        some.map(async (scan) =>
          client.create('/api/v1/order/create-new-order', client.bodyOf(scan, client.findMap(maps, scan))),
        ),
      )
      for (const [nth, end] of ends.entries()) {
        const index = first + nth
        if (end.status === 'fulfilled') created.push({ index, orderId: end.value.orderId })
        else if (end.reason.status === 'refused') refused.push({ index, reason: end.reason.message })
        else throw end.reason
      }
      // From when the last of them was answered: each of them was a case by then.
      if (first + cases < scans.length) await delay(windowSeconds * 1000)
    }
    return { created, refused }
  }
}

/** Of each kind of situation some, every rule among them. */
const SOME =
  /^(map-(appliance|untyped-(appl|fixed))|limit|many-|refused-(json|empty)|unauthorized($|-by)|creation-(500$|html-200|lacks-rx)|lost-|slow-|lacks-(type|map)|maps-(odd|no-type-null)|list-(plain|odd|html)|names-non|born-1928|notes-lines|order-id-2|place-)/

describe('a conforming client of iTero', () => {
  test.concurrent.each([
    ['as the example has it', undefined],
    ['that takes every liberty of form', terse],
    ['that creates in parallel, and gives up at once', parallel],
  ])('%s breaks no rule', async (_, seed) => {
    const { broken, judged } = await drilledWith('itero', iteroDriver(seed), { only: (name) => SOME.test(name) })
    const told = broken.map((one) => [one, judged.get(one.split(' ')[1] as string)?.finding])
    expect(told).toEqual([])
    const unseen = [...judged].filter(([, { finding }]) => finding.outcome !== 'holds').map(([id]) => id)
    expect(unseen).toEqual([])
  })
})
