import { describe, expect, test } from 'vitest'
import { movableClock, realClock } from '../engine/clock.ts'
import { RunEnded } from '../engine/run-ended.ts'
import { ProviderStateError, providerStates } from '../engine/states.ts'
import { startMock } from '../profiles/mock.ts'
import { liveClient } from '../targets/live.ts'
import { httpServer } from './support/servers.ts'

const signal = new AbortController().signal

/** The provider states at a URL, over HTTP. */
async function withStates<Result>(
  url: string,
  use: (states: ReturnType<typeof providerStates>) => Promise<Result>,
): Promise<Result> {
  const transport = liveClient({ timeoutMs: 10_000, userAgent: 'bitewing-test' })
  try {
    return await use(providerStates(transport, url, signal))
  } finally {
    await transport.close()
  }
}

const answering = (status: number, body: string) =>
  httpServer((_request, response) => response.writeHead(status).end(body))

describe('provider states', () => {
  test('are set up as Pact does, and what the target answers is given back', async () => {
    let asked = ''
    await using server = await httpServer(async (request, response) => {
      for await (const chunk of request) asked += chunk
      response.end(`{"method":"${request.method}","type":"${request.headers['content-type']}"}`)
    })
    const answer = await withStates(server.baseUrl, (states) => states.setup('an RX exists', { user: 'x' }))
    expect(JSON.parse(asked)).toEqual({ state: 'an RX exists', action: 'setup', params: { user: 'x' } })
    expect(answer).toEqual({ method: 'POST', type: 'application/json' })
  })

  test.each([
    [200, '', {}],
    [204, '', {}],
    [200, 'null', {}],
    [200, '7', {}],
  ])('answered %d with "%s" are set up', async (status, body, expected) => {
    await using server = await answering(status, body)
    expect(await withStates(server.baseUrl, (states) => states.setup('a state'))).toEqual(expected)
  })

  test.each([
    [404, 'no such page', '404 no such page'],
    [400, '{"error":"unknown state"}', '400 {"error":"unknown state"}'],
    [302, '', '302'],
    [500, 'x'.repeat(300), `500 ${'x'.repeat(200)}`],
    [200, '<html>', 'its answer is not JSON'],
  ])('answered %d with "%s" are not', async (status, body, detail) => {
    await using server = await answering(status, body)
    const error = new ProviderStateError('a state', detail)
    await expect(withStates(server.baseUrl, (states) => states.setup('a state'))).rejects.toEqual(error)
  })

  test('of a server that is not there are not', async () => {
    const server = await answering(200, '')
    await server[Symbol.asyncDispose]()
    await expect(withStates(server.baseUrl, (states) => states.setup('a state'))).rejects.toThrow(
      /^provider state "a state" could not be set up: .*ECONNREFUSED/,
    )
  })

  test('that a mock does not know are told with those that it knows', async () => {
    const mock = await startMock('itero')
    try {
      await expect(withStates(mock.providerStatesUrl, (states) => states.setup('nonsense'))).rejects.toThrow(
        /unknown state \\?"nonsense/,
      )
    } finally {
      await mock.close()
    }
  })
})

describe('a movable clock', () => {
  const clockOn = (setup: (seconds: number) => void | Promise<void> = () => {}) => {
    const moves: number[] = []
    let elapsed = 0
    const clock = movableClock(
      {
        async setup(_state, params) {
          moves.push(params?.seconds as number)
          await setup(params?.seconds as number)
          return {}
        },
        undo: async () => {},
      },
      1000,
      () => elapsed,
    )
    const pass = (ms: number) => {
      elapsed += ms
    }
    return { clock, moves, pass }
  }

  test('moves the target’s time instead of waiting, and stands still in between', async () => {
    const { clock, moves } = clockOn()
    await clock.until(61_000)
    expect([clock.now(), clock.moved(), moves]).toEqual([61_000, 60_000, [60]])
    await clock.until(500)
    expect([clock.now(), moves]).toEqual([61_000, [60]])
  })

  test('gives the target’s time as an interval: it may run by itself, or stand', async () => {
    const { clock, moves, pass } = clockOn()
    pass(300)
    expect([clock.now(), clock.latest()]).toEqual([1000, 1300])
    await clock.until(2000)
    expect([clock.now(), clock.latest(), moves]).toEqual([2000, 2300, [1]])
  })

  test('moves once for several who wait for the same instant, and in the order of asking', async () => {
    const { clock, moves } = clockOn()
    await Promise.all([clock.until(3000), clock.until(3000), clock.until(2000), clock.until(4000)])
    expect([clock.now(), moves]).toEqual([4000, [2, 1]])
  })

  test('does not move where the target did not, and lets the next one try again', async () => {
    let broken = true
    const { clock } = clockOn(() => {
      if (broken) throw new ProviderStateError('time moves forward', '500')
    })
    await expect(clock.until(2000)).rejects.toThrow('time moves forward')
    expect(clock.now()).toBe(1000)
    broken = false
    await clock.until(2000)
    expect(clock.now()).toBe(2000)
  })

  test('moves nothing for a run that has ended', async () => {
    const { clock, moves } = clockOn()
    await expect(clock.until(2000, AbortSignal.abort(new Error('ended')))).rejects.toThrow('ended')
    expect(moves).toEqual([])
  })
})

describe('the machine’s clock', () => {
  test('is near to the system’s, and does not wait for what has passed', async () => {
    const clock = realClock()
    expect(Math.abs(clock.now() - Date.now())).toBeLessThan(60_000)
    await clock.until(clock.now() - 1)
    expect(clock.moved()).toBe(0)
  })

  test('has reached an instant once it was awaited', async () => {
    const clock = realClock()
    const instant = clock.now() + 5
    await clock.until(instant)
    expect(clock.now()).toBeGreaterThanOrEqual(instant)
  })

  test('stops waiting where the run ends', async () => {
    const controller = new AbortController()
    const ended = new RunEnded('the time is up')
    const waiting = realClock().until(Date.now() + 1_000_000, controller.signal)
    controller.abort(ended)
    await expect(waiting).rejects.toBe(ended)
    await expect(realClock().until(Date.now() + 1_000_000, controller.signal)).rejects.toBe(ended)
  })
})
