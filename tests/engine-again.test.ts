import { describe, expect, test } from 'vitest'
import { realClock } from '../engine/clock.ts'
import { judgeStatuses } from '../engine/every-answer.ts'
import type { Exchange } from '../engine/exchange.ts'
import { noJournal } from '../engine/journal.ts'
import { Lockout } from '../engine/lockout.ts'
import { Pace } from '../engine/pace.ts'
import { type Ask, Session } from '../engine/session.ts'
import type { Target } from '../engine/target.ts'
import { liveClient } from '../targets/live.ts'
import { httpServer } from './support/servers.ts'

const ASK: Ask = { rule: 'X-1', purpose: 'control', operation: 'list', what: 'a list', method: 'GET', path: '/' }
const NOW = 'Mon, 30 Nov 2026 10:00:00 GMT'

type Answer = [status: number, headers?: Record<string, string>]

/** A session with a server that gives the answer of each request by its number, from 0 on. */
async function served(answer: (nth: number) => Answer, use: (session: Session, count: () => number) => Promise<void>) {
  let sent = 0
  await using server = await httpServer((_request, response) => {
    const [status, headers = {}] = answer(sent++)
    response.writeHead(status, headers).end('{}')
  })
  const transport = liveClient({ timeoutMs: 5000, userAgent: 'test' })
  const target: Target = {
    name: 'one',
    profile: 'one',
    baseUrl: server.baseUrl,
    kind: 'live',
    allowWrites: true,
    paths: {},
    waivers: [],
    settings: {},
    secrets: {},
  }
  const controller = new AbortController()
  const clock = { ...realClock(), until: async () => {} }
  const sign = { method: 'GET', path: '/' }
  try {
    await use(new Session(target, { transport, clock, journal: noJournal, controller, sign }), () => sent)
  } finally {
    await transport.close()
  }
}

const judged = (session: Session) =>
  judgeStatuses([...session.exchanges, ...session.passedOver], {
    breaks: ({ response }) => response?.status !== 200,
    expected: '200',
    kept: () => 'all are 200',
    nothing: 'nothing',
  })

const REFUSALS: [string, Answer][] = [
  ['429', [429]],
  ['429 with Retry-After in seconds', [429, { 'retry-after': '0' }]],
  ['429 with Retry-After as a date', [429, { 'retry-after': NOW, date: NOW }]],
  ['502', [502]],
  ['504', [504]],
]

describe('what stands between', () => {
  test.each(REFUSALS)('a %s that stops when it is asked again is passed over, and warns once', (_, refusal) =>
    served(
      (nth) => (nth === 0 ? refusal : [200]),
      async (session) => {
        const exchange = await session.send(ASK)
        expect([exchange.response?.status, exchange.repeatOf]).toEqual([200, 'one-0001'])
        expect(session.setAside.map(({ id, repeated }) => [id, repeated])).toEqual([['one-0001', true]])
        expect(judged(session)).toMatchObject({ outcome: 'broken', mild: true, exchanges: ['one-0001'] })
      },
    ),
  )

  test('what comes again every time is the API’s own, and is not asked again for ever', () =>
    served(
      () => [502],
      async (session, count) => {
        await Promise.all([session.send(ASK), session.send(ASK)])
        const before = count()
        expect((await session.send(ASK)).response?.status).toBe(502)
        expect(count()).toBe(before + 1)
        const finding = judged(session)
        expect(finding).toMatchObject({ outcome: 'broken' })
        expect(finding).not.toHaveProperty('mild')
      },
    ))

  test('a write is not made twice after a 502, and warns where others are answered', () =>
    served(
      (nth) => (nth === 0 ? [502] : [200]),
      async (session, count) => {
        const write: Ask = { ...ASK, method: 'POST', body: '{}' }
        expect((await session.send(write)).response?.status).toBe(502)
        expect(count()).toBe(1)
        await session.send(write)
        expect(judged(session)).toMatchObject({ outcome: 'broken', mild: true })
      },
    ))

  test('a 429 that may be a documented limit’s own is judged as it comes', () =>
    served(
      () => [429, { 'retry-after': '60' }],
      async (session, count) => {
        expect((await session.send({ ...ASK, patienceMs: 3000 })).response?.status).toBe(429)
        expect((await session.send({ ...ASK, patienceMs: 0 })).response?.status).toBe(429)
        expect(count()).toBe(2)
      },
    ))
})

describe('right credentials that are suddenly refused', () => {
  const guarded = (session: Session) => new Lockout(session, (): Promise<Exchange> => session.send(ASK))

  test('are waited for, and the request is sent again', () =>
    served(
      (nth) => [nth >= 1 && nth < 5 ? 401 : 200],
      async (session) => {
        const guard = guarded(session)
        await guard.learn()
        const exchange = await session.send({ ...ASK, guard })
        expect([exchange.response?.status, exchange.lockedOut]).toEqual([200, undefined])
      },
    ))

  test('are told where they stay refused', () =>
    served(
      (nth) => [nth === 0 ? 200 : 423],
      async (session) => {
        const guard = guarded(session)
        await guard.learn()
        expect((await session.send({ ...ASK, guard })).lockedOut).toBe(true)
      },
    ))

  test('a refusal of one request alone is judged as it comes', () =>
    served(
      (nth) => [nth === 1 || nth === 3 ? 401 : 200],
      async (session) => {
        const guard = guarded(session)
        await guard.learn()
        const exchange = await session.send({ ...ASK, guard })
        expect([exchange.response?.status, exchange.lockedOut]).toEqual([401, undefined])
      },
    ))
})

test('requests leave no faster than they may', async () => {
  const pace = new Pace({ requests: 50, seconds: 1 })
  const { signal } = new AbortController()
  const began = performance.now()
  await Promise.all(Array.from({ length: 6 }, () => pace.turn(signal)))
  expect(performance.now() - began).toBeGreaterThanOrEqual(99)
})
