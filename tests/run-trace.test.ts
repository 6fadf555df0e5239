import { describe, expect, test } from 'vitest'
import type { Exchange } from '../engine/exchange.ts'
import { Trace } from '../engine/trace.ts'
import { startMock } from '../profiles/mock.ts'
import { curl } from '../reports/curl.ts'
import { conformance, targetOf } from './support/run.ts'
import { proxyTo } from './support/servers.ts'

/** The exchanges of some rules of itero, and the headers that the server was sent. */
async function sent(options: { trace?: boolean } = {}): Promise<{ exchanges: Exchange[]; arrived: Headers[] }> {
  const mock = await startMock('itero', { clock: 'virtual' })
  const arrived: Headers[] = []
  try {
    await using server = await proxyTo(mock.baseUrl, ({ headers }) => {
      arrived.push(new Headers(headers as Record<string, string>))
      return undefined
    })
    const target = { ...targetOf(mock.target), baseUrl: server.baseUrl }
    const chosen = ['ITERO-AUTH-01', 'ITERO-AUTH-02', 'ITERO-LAB-03']
    const { exchanges } = await conformance(target, { chosen, ...options })
    return { exchanges, arrived }
  } finally {
    await mock.close()
  }
}

const PARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-01$/

describe('the headers by which a request is found in a log', () => {
  test('are on every request, one run and as many parents as requests', async () => {
    const { exchanges, arrived } = await sent()
    expect(exchanges.length).toBeGreaterThan(3)
    const parents = arrived.map((headers) => PARENT.exec(headers.get('traceparent') ?? '')!)
    expect(new Set(parents.map(([, run]) => run)).size).toBe(1)
    expect(new Set(parents.map(([, , request]) => request)).size).toBe(arrived.length)
    const run = parents[0]![1]
    for (const headers of arrived) {
      expect(headers.get('baggage')).toMatch(
        new RegExp(`^bitewing\\.run=${run},bitewing\\.requirement=ITERO-[A-Z]+-\\d+$`),
      )
    }
  })

  test('are shown as they were sent, in the evidence and in its curl command', async () => {
    const { exchanges, arrived } = await sent()
    const shown = exchanges.map(({ request }) => request.headers.traceparent)
    expect([...shown].sort()).toEqual(arrived.map((headers) => headers.get('traceparent')).sort())
    for (const { request, rule } of exchanges) {
      expect(curl(request)).toContain(`--header 'traceparent: ${request.headers.traceparent}'`)
      expect(request.headers.baggage).toContain(`bitewing.requirement=${rule}`)
    }
  })

  test('are no difference between a control and its variation', async () => {
    const { exchanges } = await sent()
    const variations = exchanges.filter(({ purpose, changes }) => purpose === 'variation' && changes)
    expect(variations.length).toBeGreaterThan(0)
    for (const { changes, controlId, request } of variations) {
      expect(JSON.stringify(changes)).not.toMatch(/traceparent|baggage/)
      const control = exchanges.find(({ id }) => id === controlId)!
      expect(Object.keys(control.request.headers)).toEqual(expect.arrayContaining(['traceparent', 'baggage']))
      expect(request.headers.baggage!.replace(/=[\w-]+$/, '')).toBe(
        control.request.headers.baggage!.replace(/=[\w-]+$/, ''),
      )
    }
  })

  test('are left out where nobody wants them', async () => {
    const { exchanges, arrived } = await sent({ trace: false })
    expect(exchanges.length).toBeGreaterThan(3)
    for (const headers of arrived) expect(headers.get('traceparent') ?? headers.get('baggage')).toBeNull()
  })

  test('take every ID: what baggage cannot have as it is, is percent-encoded', () => {
    const { baggage } = new Trace().headersFor('acme/createOrder/body.första, "x"/enum')
    expect(baggage).toMatch(/,bitewing\.requirement=acme\/createOrder\/body\.f%C3%B6rsta%2C%20%22x%22\/enum$/)
  })
})
