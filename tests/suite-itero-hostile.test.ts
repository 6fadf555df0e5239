import type { RequestListener } from 'node:http'
import { describe, expect, test } from 'vitest'
import { startMock } from '../profiles/mock.ts'
import { requirements } from '../suites/itero/requirements.gen.ts'
import { expectSound, having, iteroAt } from './support/itero.ts'
import { type Conformance, conformance, targetOf } from './support/run.ts'
import { httpServer, type Interception, proxyTo, rawAnswer, rawServer, type TestServer } from './support/servers.ts'

const ALL = requirements.map(({ id }) => id.replace('ITERO-', ''))
const MEGABYTE = 1024 * 1024

/** Answers every request the same, and takes part in moving the time, so that nothing is waited for. */
const answering = (status: number, body: string, headers: Record<string, string> = {}): RequestListener =>
  perMethod({ GET: { status, body, headers }, POST: { status, body, headers } })

interface Given {
  status: number
  body: string
  headers?: Record<string, string>
}

const perMethod =
  (answers: Record<'GET' | 'POST', Given>): RequestListener =>
  (request, response) => {
    const isState = request.url === '/states'
    const { status, body, headers = {} } = isState ? { status: 200, body: '{}' } : answers[request.method as 'GET']
    request.resume().once('end', () => {
      response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body)
    })
  }

/** The run on a server, which must end soon, and with every requirement judged. */
async function runOn(server: TestServer, timeoutMs = 10_000): Promise<Conformance> {
  const target = iteroAt(server.baseUrl, { providerStatesUrl: `${server.baseUrl}/states` })
  const run = await conformance(target, { timeoutMs })
  expectSound(run)
  return run
}

describe('a target that does not speak HTTP', () => {
  test.each<[string, () => Promise<TestServer>, RegExp]>([
    ['hangs', () => httpServer(() => {}), /no complete answer within 100 ms/],
    ['resets', () => rawServer((socket) => socket.once('data', () => socket.resetAndDestroy())), /ECONNRESET/],
    ['hangs up', () => rawServer((socket) => socket.end()), /other side closed|ECONNRESET/],
    ['answers garbage', () => rawAnswer('\0\u0001 garbage\r\n\r\n'), /HTTP/],
  ])('and %s is given up after a few tries, without a verdict on any rule', async (_, start, reason) => {
    await using server = await start()
    const run = await runOn(server, 100)
    expect(run.ended).toMatch(/^the target does not answer: /)
    expect(run.ended).toMatch(reason)
    expect(having(run, 'inconclusive')).toEqual(ALL)
    expect(run.exchanges.length).toBeLessThan(10)
  })

  test('and is not there at all is given up at once', async () => {
    const server = await httpServer(() => {})
    await server[Symbol.asyncDispose]()
    const run = await runOn(server)
    expect(run.ended).toMatch(/^the target does not answer: .*ECONNREFUSED/)
    expect(having(run, 'inconclusive')).toEqual(ALL)
    expect(run.exchanges).toHaveLength(1)
  })
})

describe('a target that accepts nothing', () => {
  const BY_STATUS: [string, RequestListener, { fail: string[]; warn?: string[]; pass: string[] }][] = [
    ['500', answering(500, '{"error":"broken"}'), { fail: ['CODE-02'], pass: ['CODE-01', 'CODE-05'] }],
    [
      '503 in HTML',
      answering(503, '<p>Down</p>', { 'content-type': 'text/html' }),
      {
        fail: ['CODE-01'],
        warn: ['CODE-05'],
        pass: ['CODE-02'],
      },
    ],
    ['401', answering(401, '{"error":"no"}'), { fail: ['AUTH-07'], pass: ['CODE-01', 'CODE-02', 'CODE-05'] }],
    [
      '400',
      answering(400, '{"error":"no"}'),
      {
        fail: ['OPT-01', 'MAPS-01'],
        pass: ['CODE-01', 'CODE-02', 'CODE-03', 'CODE-05'],
      },
    ],
    ['403', answering(403, '{"error":"no"}'), { fail: ['CODE-01', 'OPT-01', 'MAPS-01'], pass: ['CODE-02', 'CODE-05'] }],
    ['404', answering(404, '{"error":"no"}'), { fail: ['CODE-01', 'OPT-01', 'MAPS-01'], pass: ['CODE-02', 'CODE-05'] }],
    ['429', answering(429, '{"error":"slow"}'), { fail: ['MAPS-01'], pass: [] }],
    ['302', answering(302, '', { location: '/login' }), { fail: ['CODE-01', 'MAPS-01'], pass: ['CODE-02'] }],
  ]

  test.each(BY_STATUS)(
    'and answers %s to everything fails by that alone',
    async (_, listener, { fail, warn = [], pass }) => {
      await using server = await httpServer(listener)
      const run = await runOn(server)
      expect([having(run, 'fail'), having(run, 'warn'), having(run, 'pass')]).toEqual([fail, warn, pass])
      expect(run.exchanges.length).toBeLessThan(60)
    },
  )
})

describe('a target that accepts everything', () => {
  const POSITIVE = [
    'AUTH-07',
    'CODE-01',
    'CODE-02',
    'OPT-01',
    'OPT-02',
    'OPT-03',
    'OPT-04',
    'OPT-05',
    'GENDER-01',
    'DOB-01',
    'DOB-02',
  ]
  const ON_MAPS = ['MAP-02', 'LAB-01', 'LAB-02', 'LAB-07', 'LAB-08', 'RATE-01', 'RATE-03']

  test.each([
    ['nothing', ''],
    ['null', 'null'],
    ['an array', '[]'],
    ['a text', '"created"'],
    ['a number', '7'],
    ['half an object', '{"orderId":7'],
    ['HTML', '<!doctype html><title>Welcome</title>'],
  ])('with %s passes what it accepts, and nothing that it should refuse', async (_, body) => {
    await using server = await httpServer(answering(200, body))
    const run = await runOn(server)
    expect(run.ended).toBeUndefined()
    expect(
      having(run, 'pass')
        .filter((id) => id !== 'CODE-05')
        .sort(),
    ).toEqual([...POSITIVE, ...ON_MAPS].sort())
    const fails = having(run, 'fail')
    expect(fails).toEqual(
      expect.arrayContaining(['AUTH-01', 'REQ-01', 'GENDER-02', 'LAB-03', 'LAB-12', 'RESP-01', 'MAPS-01', 'RATE-02']),
    )
    // Without an RX in any answer nothing is known of orders by RX.
    expect(having(run, 'inconclusive')).toEqual(
      expect.arrayContaining(ALL.filter((id) => id.startsWith('RX-') || /^AUTH-0[456]$/.test(id))),
    )
  })
})

describe('a body', () => {
  const NOTHING_ACCEPTED: Given = { status: 400, body: '{"error":"no"}' }

  test('of 50 MB is neither read whole nor judged', async () => {
    const part = Buffer.alloc(MEGABYTE, ' ')
    await using server = await httpServer((request, response) => {
      request.resume()
      if (request.method === 'POST') return void response.writeHead(request.url === '/states' ? 200 : 400).end('{}')
      response.writeHead(200, { 'content-type': 'application/json' })
      let left = 50
      const write = () => {
        while (left-- > 0) if (!response.write(part)) return void response.once('drain', write)
        response.end('{"procedureMaps":[]}')
      }
      write()
    })
    const run = await runOn(server)
    expect(having(run, 'fail')).toEqual(['OPT-01'])
    expect(run.rows.get('ITERO-MAPS-01')).toMatchObject({ verdict: 'inconclusive' })
    expect(Math.max(...run.exchanges.map((one) => one.response?.bytes ?? 0))).toBeLessThan(9 * MEGABYTE)
  })

  test('that breaks off is not judged by what is missing', async () => {
    const half = '{"orderId":700001,"orderCode":"SYN-1"'
    await using server = await httpServer((request, response) => {
      request.resume()
      if (request.url === '/states') return void response.end('{}')
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': 500 })
      response.write(half, () => response.destroy())
    })
    const run = await runOn(server)
    for (const id of ['MAPS-01', 'RESP-01', 'RESP-02', 'RESP-03', 'RESP-04'])
      expect([id, run.rows.get(`ITERO-${id}`)?.verdict]).toEqual([id, 'inconclusive'])
    expect(having(run, 'fail')).toContain('REQ-01')
  })

  const entry = (id: unknown, rest: object = {}) => ({
    procedureMapId: id,
    description: 'a map',
    note: null,
    caseType: null,
    procedure: 'Invisalign',
    type: null,
    sendTo: 'N/A',
    ...rest,
  })
  const listing = (entries: unknown[]) =>
    perMethod({ GET: { status: 200, body: JSON.stringify({ procedureMaps: entries }) }, POST: NOTHING_ACCEPTED })

  test.each<[string, unknown[], string[]]>([
    ['null, numbers and texts', [null, 7, 'x', true, [], [[entry(1)]]], ['MAPS-02']],
    ['one null among maps', [entry(1000), null], ['MAPS-02']],
    ['empty objects', [{}, {}], ['MAPS-02', 'MAPS-03']],
    ['IDs of every type', [entry(null), entry('1001'), entry([1004]), entry({ id: 1030 })], ['MAPS-02', 'MAPS-08']],
    [
      'the names of an object’s own properties',
      [entry('__proto__', { procedure: '__proto__', type: 'constructor', sendTo: 'toString' })],
      ['MAPS-02', 'MAPS-05', 'MAPS-07'],
    ],
    ['texts of another type', [entry(1000, { sendTo: ['N/A'], procedure: {}, description: 1 })], ['MAPS-03']],
  ])('with a list of %s fails by its faults alone', async (_, entries, fails) => {
    await using server = await httpServer(listing(entries))
    const run = await runOn(server)
    expect(having(run, 'fail')).toEqual(['OPT-01', ...fails])
    expect(having(run, 'pass')).toContain('MAPS-01')
  })

  test('with ten thousand maps is judged soon', async () => {
    const entries = Array.from({ length: 10_000 }, (_, nth) => entry(nth, { procedure: `Procedure ${nth}` }))
    await using server = await httpServer(listing(entries))
    const began = performance.now()
    const run = await runOn(server)
    expect(having(run, 'fail')).toEqual(['OPT-01', 'MAPS-05'])
    expect(performance.now() - began).toBeLessThan(15_000)
  })
})

/** A run on the mock behind something that does not always pass requests on. */
async function behind(intercept: (nth: number, path: string) => Interception): Promise<Conformance> {
  const mock = await startMock('itero')
  let nth = 0
  await using proxy = await proxyTo(mock.baseUrl, ({ path }) => intercept(++nth, path))
  try {
    const run = await conformance(targetOf({ ...mock.target, baseUrl: proxy.baseUrl }))
    expectSound(run)
    return run
  } finally {
    await mock.close()
  }
}

describe('a target that goes away', () => {
  test.each([40, 300])('after %d answers, and its clock with it, breaks the run off all the same', async (most) => {
    const mock = await startMock('itero')
    let nth = 0
    await using proxy = await proxyTo(mock.baseUrl, ({ path }) => {
      if (!path.includes('provider-states')) nth++
      return nth > most ? 'reset before' : undefined
    })
    try {
      const providerStatesUrl = mock.providerStatesUrl.replace(mock.baseUrl, proxy.baseUrl)
      const run = await conformance(targetOf({ ...mock.target, baseUrl: proxy.baseUrl, providerStatesUrl }))
      expectSound(run)
      expect(run.ended).toMatch(/^the target does not answer: |^provider state .* could not be set up: /)
      expect([having(run, 'fail'), having(run, 'warn')]).toEqual([[], []])
    } finally {
      await mock.close()
    }
  })

  test('that moves its time no more breaks the run off', async () => {
    const mock = await startMock('itero')
    let moves = 0
    await using proxy = await proxyTo(mock.baseUrl, ({ path }) =>
      path.includes('provider-states') && ++moves > 1 ? { status: 503 } : undefined,
    )
    try {
      const providerStatesUrl = mock.providerStatesUrl.replace(mock.baseUrl, proxy.baseUrl)
      const run = await conformance(targetOf({ ...mock.target, providerStatesUrl }))
      expectSound(run)
      expect(run.ended).toBe('provider state "time moves forward" could not be set up: 503')
      expect([having(run, 'fail'), having(run, 'warn')]).toEqual([[], []])
      expect(run.exchanges.filter((one) => one.case === 'counted').length).toBeGreaterThanOrEqual(10)
    } finally {
      await mock.close()
    }
  })

  test.each([1, 5, 60, 150, 330])('after %d answers breaks the run off, with what was gathered', async (most) => {
    const run = await behind((nth) => (nth > most ? 'reset before' : undefined))
    expect(run.ended).toMatch(/^the target does not answer: /)
    expect(run.exchanges.filter((one) => one.response)).toHaveLength(most)
    expect([having(run, 'fail'), having(run, 'warn')]).toEqual([[], []])
    expect(having(run, 'inconclusive').length).toBeGreaterThan(0)
  })
})

describe('a target that fails now and then', () => {
  test.each<[string, Interception]>([
    ['before a request reaches it', 'reset before'],
    ['after a request has reached it', 'reset after'],
  ])('%s fails no rule', async (_, interception) => {
    const run = await behind((nth) => (nth % 7 === 0 ? interception : undefined))
    expect(run.ended).toBeUndefined()
    expect([having(run, 'fail'), having(run, 'warn')]).toEqual([[], []])
    expect(having(run, 'pass').length).toBeGreaterThan(60)
  })

  test('with a 500 fails that rule alone', async () => {
    const run = await behind((nth) => (nth % 7 === 0 ? { status: 500 } : undefined))
    expect([having(run, 'fail'), having(run, 'warn')]).toEqual([['CODE-02'], []])
  })
})
