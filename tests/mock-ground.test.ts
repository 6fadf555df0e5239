import { connect } from 'node:net'
import type { HttpBindings } from '@hono/node-server'
import fc from 'fast-check'
import { Hono } from 'hono'
import { describe, expect, onTestFinished, test } from 'vitest'
import { deviationsOf, startMock } from '../profiles/mock.ts'
import { readJson } from '../targets/mock/body.ts'
import { createClock } from '../targets/mock/clock.ts'
import { createRandom } from '../targets/mock/random.ts'
import { type App, serve } from '../targets/mock/server.ts'
import { numberParam, StateError, type StateTable, textParam } from '../targets/mock/states.ts'

const START = Date.UTC(2031, 4, 6, 7, 8, 9)

async function served(app: App, states: StateTable = {}) {
  const clock = createClock('virtual', START)
  const server = await serve({ app, clock, states })
  onTestFinished(() => server.close())
  const setUp = (body: unknown) =>
    fetch(server.providerStatesUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  return { ...server, clock, setUp }
}

/** Answers with what was read of the body, by either way of reading it. */
function reading() {
  return new Hono<{ Bindings: HttpBindings }>()
    .post('/node', async (c) => c.json(await readJson(c.env.incoming)))
    .post('/hono', async (c) => c.json(await readJson(c.req.raw)))
}

const hello = new Hono().get('/', (c) => c.text('hello'))

describe('clock', () => {
  test('a virtual clock stands still between advances', async () => {
    const clock = createClock('virtual', START)
    expect(clock.now()).toBe(START)
    clock.advance(0.25)
    clock.advance(60)
    expect(clock.now()).toBe(START + 60_250)
  })

  test("a real clock is the machine's plus what it was moved", () => {
    const clock = createClock('real')
    clock.advance(3600)
    const ahead = clock.now() - Date.now()
    expect(ahead).toBeGreaterThan(3_599_000)
    expect(ahead).toBeLessThanOrEqual(3_600_000)
  })

  test.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('does not move by %s seconds', (seconds) => {
    expect(() => createClock().advance(seconds)).toThrow(RangeError)
  })
})

describe('random', () => {
  const draw = (seed: number) => {
    const random = createRandom(seed)
    return [random.guid(), random.integer(1, 6), random.text(8, 'ABC'), random.pick(['x', 'y', 'z']), random.guid()]
  }

  test('the same seed draws the same values, another one others', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        expect(draw(seed)).toEqual(draw(seed))
        expect(draw(seed)[0]).not.toBe(draw(seed + 1)[0])
      }),
    )
  })

  test('GUIDs are of version 4 and do not repeat', () => {
    const random = createRandom(7)
    const guids = Array.from({ length: 10_000 }, () => random.guid())
    expect(new Set(guids).size).toBe(guids.length)
    for (const guid of guids)
      expect(guid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  })

  test('integers reach both ends and nothing beyond', () => {
    const random = createRandom(7)
    const drawn = new Set(Array.from({ length: 1000 }, () => random.integer(-1, 2)))
    expect([...drawn].sort()).toEqual([-1, 0, 1, 2])
  })

  test('text is as long as asked, of the alphabet alone', () => {
    expect(createRandom(7).text(40, 'ab')).toMatch(/^[ab]{40}$/)
  })
})

describe('server', () => {
  test("the Date of every answer is the clock's", async () => {
    const { baseUrl, clock } = await served(hello)
    expect((await fetch(baseUrl)).headers.get('date')).toBe('Tue, 06 May 2031 07:08:09 GMT')
    clock.advance(61)
    expect((await fetch(`${baseUrl}/missing`)).headers.get('date')).toBe('Tue, 06 May 2031 07:09:10 GMT')
  })

  test("a Date of the app's own goes through", async () => {
    const { baseUrl } = await served(
      new Hono().get('/', (c) => c.text('', 200, { date: 'Thu, 01 Jan 1970 00:00:00 GMT' })),
    )
    expect((await fetch(baseUrl)).headers.get('date')).toBe('Thu, 01 Jan 1970 00:00:00 GMT')
  })

  test('closes at once, with a keep-alive connection open', async () => {
    const server = await serve({ app: hello, clock: createClock(), states: {} })
    const { port } = new URL(server.baseUrl)
    const socket = connect(Number(port), '127.0.0.1')
    const closed = new Promise((resolve) => socket.on('close', resolve))
    await new Promise<void>((resolve) => {
      socket.once('data', () => resolve())
      socket.write('GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n')
    })
    await server.close()
    await closed
    await expect(fetch(server.baseUrl)).rejects.toThrow()
  })

  test.each(['/node', '/hono'])('a client that breaks off within a body to %s is let go', async (path) => {
    const app = reading()
    let brokenOff: unknown
    const noticed = new Promise<void>((resolve) =>
      app.onError((error) => {
        brokenOff = error
        resolve()
        return new Response()
      }),
    )
    const { baseUrl } = await served(app)
    const socket = connect(Number(new URL(baseUrl).port), '127.0.0.1', () => {
      socket.write(`POST ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 10\r\n\r\n{"a"`, () => socket.destroy())
    })
    await noticed
    expect(brokenOff).toMatchObject({ status: 400, message: 'the client broke off' })
  })

  test('rejects for a port in use', async () => {
    const { baseUrl } = await served(hello)
    const port = Number(new URL(baseUrl).port)
    await expect(serve({ app: hello, clock: createClock(), states: {}, port })).rejects.toThrow('EADDRINUSE')
  })

  test("the app's middleware does not reach the provider states", async () => {
    const app = new Hono().use('*', (c) => Promise.resolve(c.text('no', 401)))
    const { baseUrl, setUp } = await served(app)
    expect((await fetch(baseUrl)).status).toBe(401)
    expect((await setUp({ state: 'time moves forward', params: { seconds: 1 } })).status).toBe(200)
  })
})

describe('provider states', () => {
  const states: StateTable = {
    'a clinic exists': (params) => ({
      companyId: numberParam(params, 'companyId', 1),
      name: textParam(params, 'name'),
    }),
    'a slow state': async () => ({ done: await Promise.resolve(true) }),
    'nothing to tell': () => undefined,
  }

  test('answers what the handler returns', async () => {
    const { setUp } = await served(hello, states)
    const response = await setUp({ state: 'a clinic exists', action: 'setup', params: { companyId: 7, name: 'Test' } })
    expect([response.status, await response.json()]).toEqual([200, { companyId: 7, name: 'Test' }])
    expect(await (await setUp({ state: 'a slow state' })).json()).toEqual({ done: true })
    expect(await (await setUp({ state: 'nothing to tell', params: null })).json()).toEqual({})
  })

  test('takes a number in quotes for a number', async () => {
    const { setUp } = await served(hello, states)
    const response = await setUp({ state: 'a clinic exists', params: { companyId: '7', name: 'Test' } })
    expect(await response.json()).toEqual({ companyId: 7, name: 'Test' })
  })

  test('time moves forward', async () => {
    const { setUp, clock } = await served(hello, states)
    expect((await setUp({ state: 'time moves forward', params: { seconds: 1.5 } })).status).toBe(200)
    expect(clock.now()).toBe(START + 1500)
  })

  test('a profile may have its own passing of time', async () => {
    const { setUp, clock } = await served(hello, { 'time moves forward': () => ({ polls: 3 }) })
    expect(await (await setUp({ state: 'time moves forward' })).json()).toEqual({ polls: 3 })
    expect(clock.now()).toBe(START)
  })

  test('a state that has a teardown is undone by it', async () => {
    let isDown = false
    const outage = {
      setup() {
        isDown = true
      },
      teardown() {
        isDown = false
      },
    }
    const { setUp } = await served(hello, { outage })
    expect([(await setUp({ state: 'outage' })).status, isDown]).toEqual([200, true])
    expect([(await setUp({ state: 'outage', action: 'teardown' })).status, isDown]).toEqual([200, false])
  })

  test('teardown and the empty state do nothing', async () => {
    const { setUp, clock } = await served(hello, states)
    for (const body of [{ state: 'time moves forward', action: 'teardown', params: { seconds: 9 } }, { state: '' }])
      expect([(await setUp(body)).status, clock.now()]).toEqual([200, START])
  })

  test.each([
    [
      'an unknown state',
      { state: 'a cat sits' },
      'unknown state "a cat sits"; known: time moves forward, a clinic exists',
    ],
    ['a name of every object', { state: 'toString' }, 'unknown state "toString"'],
    ['a param left out', { state: 'time moves forward' }, 'param "seconds" must be a number from 0 on, not left out'],
    ['a param too small', { state: 'time moves forward', params: { seconds: -1 } }, 'from 0 on, not -1'],
    ['a param of the wrong type', { state: 'a clinic exists', params: { companyId: 7, name: 7 } }, 'param "name"'],
    ['params of the wrong type', { state: 'nothing to tell', params: [1] }, '"params" must be an object'],
    ['an unknown action', { state: 'nothing to tell', action: 'do' }, '"action" must be "setup" or "teardown"'],
    ['no state', { params: {} }, '"state" must be a string'],
    ['no object', 'time', 'the body must be a JSON object'],
  ])('400 for %s', async (_, body, message) => {
    const { setUp } = await served(hello, states)
    const response = await setUp(body)
    expect(response.status).toBe(400)
    expect((await response.json()).error).toContain(message)
  })

  test("400 for another method, 500 for an error of the handler's own", async () => {
    const { providerStatesUrl, setUp } = await served(hello, {
      breaks() {
        throw new Error('broken')
      },
    })
    expect((await fetch(providerStatesUrl)).status).toBe(400)
    expect((await setUp({ state: 'breaks' })).status).toBe(500)
  })

  test('a number has to be one', () => {
    expect(() => numberParam({ companyId: ' ' }, 'companyId')).toThrow(StateError)
    expect(() => numberParam({ companyId: 'x' }, 'companyId')).toThrow('must be a number, not "x"')
  })
})

describe('reading a body', () => {
  describe.each(['/node', '/hono'])('%s', (path) => {
    test.each([
      ['application/json', '{"a":1}', { declared: true, empty: false, valid: true, value: { a: 1 } }],
      ['Application/JSON; charset=utf-8', '"é"', { declared: true, empty: false, valid: true, value: 'é' }],
      ['application/merge-patch+json', 'null', { declared: true, empty: false, valid: true, value: null }],
      ['text/plain', '[1]', { declared: false, empty: false, valid: true, value: [1] }],
      ['application/jsonp', '1', { declared: false, empty: false, valid: true, value: 1 }],
      ['application/json', '{"a":', { declared: true, empty: false, valid: false }],
      ['application/json', '', { declared: true, empty: true, valid: false }],
      ['application/json', ' \n', { declared: true, empty: true, valid: false }],
    ])('%s with %j', async (type, body, expected) => {
      const { baseUrl } = await served(reading())
      const response = await fetch(baseUrl + path, { method: 'POST', headers: { 'content-type': type }, body })
      expect(await response.json()).toEqual({ ...expected, text: body })
    })

    test('without a Content-Type nothing is declared', async () => {
      const { baseUrl } = await served(reading())
      const response = await fetch(baseUrl + path, { method: 'POST', body: new TextEncoder().encode('{}') })
      expect(await response.json()).toEqual({ declared: false, empty: false, valid: true, value: {}, text: '{}' })
    })

    test('a body in many pieces, cut within a character', async () => {
      const { baseUrl } = await served(reading())
      const text = JSON.stringify('ä'.repeat(50_000))
      const bytes = new TextEncoder().encode(text)
      const pieces = new ReadableStream({
        start(controller) {
          for (let at = 0; at < bytes.length; at += 9999) controller.enqueue(bytes.slice(at, at + 9999))
          controller.close()
        },
      })
      const headers = { 'content-type': 'application/json' }
      const response = await fetch(baseUrl + path, {
        method: 'POST',
        headers,
        body: pieces,
        duplex: 'half',
      } as RequestInit)
      expect((await response.json()).value).toBe('ä'.repeat(50_000))
    })
  })
})

describe('starting a mock', () => {
  test("by its profile's name, in every room the same", async () => {
    const mock = await startMock('itero')
    onTestFinished(() => mock.close())
    expect(mock).toMatchObject({ profile: 'itero', target: { profile: 'itero', baseUrl: mock.baseUrl } })
  })

  test.each(['toString', 'Itero', ''])('no mock for %j', async (profile) => {
    await expect(startMock(profile)).rejects.toThrow(RangeError)
    await expect(deviationsOf(profile)).rejects.toThrow(RangeError)
  })

  test('an unknown deviation is told with the known ones', async () => {
    await expect(startMock('itero', { defects: ['no-such'] })).rejects.toThrow(
      'unknown defect or variant "no-such"; known: ',
    )
  })
})
