import { afterEach, describe, expect, test, vi } from 'vitest'
import type { DriverAnswer, Played } from '../engine/drill.ts'
import type { Exchange } from '../engine/exchange.ts'
import type { Stall, Traffic } from '../engine/traffic.ts'
import type { Finding } from '../engine/verdict.ts'
import { drilledNamed } from '../profiles/drill.ts'
import { client as itero } from '../suites/itero/client/index.ts'
import { client as opus } from '../suites/opus/client/index.ts'
import { watchStalls } from '../targets/proxy/stalls.ts'

const HEADERS = {
  authorization: 'a',
  api_key: 'a',
  'x-push-secret': '[redacted:pushSecret]',
  'content-type': 'application/json',
}
const PUSH = { eventId: 'e', accountId: 'a', caseId: 'c', createdAt: '2026-03-01T10:00:00Z', patientName: 'Ada' }
const BODY = JSON.stringify(PUSH)

/** Calls of one client that were seen at these times, each answered at once. */
const calls = (operation: string, sent: readonly (readonly [at: number, status: number])[]): Exchange[] =>
  sent.map(([at, status], nth) => ({
    id: `mine-${nth}`,
    target: 'mine',
    rule: '',
    purpose: 'traffic',
    operation,
    what: operation,
    startedAt: new Date(at).toISOString(),
    at,
    durationMs: 5,
    connection: 1,
    request: { method: 'POST', url: 'http://127.0.0.1/x', headers: HEADERS, body: BODY },
    response: { status, headers: {}, body: '', bytes: 0 },
  }))

const traffic = (exchanges: Exchange[], stalls: Stall[], more: Partial<Traffic> = {}): Traffic => ({
  exchanges,
  stalls,
  kind: 'mock',
  settings: {},
  ...more,
})

describe('a machine that holds the proxy up', () => {
  test.each<[string, readonly number[], Stall[], Finding['outcome']]>([
    ['waits that look alike since the first was held up', [0, 2005, 4000], [{ at: 1990, ms: 800 }], 'holds'],
    ['a wait that looks too short since the answer was seen late', [0, 700], [{ at: 3, ms: 400 }], 'holds'],
    ['waits that are alike, and a stall in the midst of one', [0, 2005, 4000], [{ at: 1000, ms: 800 }], 'broken'],
    ['waits that are alike', [0, 2005, 4000], [], 'broken'],
  ])('OPUS-CLIENT-12: %s', (_, times, stalls, outcome) => {
    const exchanges = calls(
      'getTreatments',
      times.map((at) => [at, 503]),
    )
    expect(opus.rules['OPUS-CLIENT-12']!(traffic(exchanges, stalls)).outcome).toBe(outcome)
  })

  test.each<[string, Stall[], Finding['outcome']]>([
    ['the first of which was seen late', [{ at: 100, ms: 400 }], 'holds'],
    ['none of which was', [], 'broken'],
  ])('ITERO-CLIENT-08: a window of creations, %s', (_, stalls, outcome) => {
    const exchanges = calls(
      'createNewOrder',
      [110, 200, 1800].map((at) => [at, 200]),
    )
    const rateLimit = { cases: 2, windowSeconds: 2 }
    expect(itero.rules['ITERO-CLIENT-08']!(traffic(exchanges, stalls, { rateLimit })).outcome).toBe(outcome)
  })

  const SITUATION = 'push-lost-503-503-503'
  const judged = async (pushes: readonly (readonly [number, number])[], stalls: Stall[], answer: DriverAnswer) => {
    const { rules } = await drilledNamed('inbox')
    const played: Played = {
      situation: SITUATION,
      job: 'push-case',
      input: {},
      expected: { lost: 3 },
      answer,
      log: '',
      timeZone: 'Etc/UTC',
      traffic: traffic(calls('receivePush', pushes), stalls),
      reached: [],
    }
    return ((await rules['INBOX-CLIENT-24']!.judge({ [SITUATION]: played } as never)) as Finding).outcome
  }
  const done = { status: 'done', result: {} } as const
  const gaveUp = { status: 'unavailable', reason: 'no answer' } as const
  const late = [0, 7000, 14_000, 21_500].map((at, nth) => [at, nth === 3 ? 202 : 503] as const)

  test.each<[string, readonly (readonly [number, number])[], Stall[], DriverAnswer, Finding['outcome']]>([
    ['accepted late, but for what the machine took', late, [{ at: 21_450, ms: 2000 }], done, 'holds'],
    ['accepted late', late, [{ at: 15_000, ms: 2000 }], done, 'broken'],
    ['given up while the machine took its time', late.slice(0, 3), [{ at: 9000, ms: 4000 }], gaveUp, 'unobserved'],
    [
      'given up, and the machine took its time afterwards',
      late.slice(0, 3),
      [{ at: 30_000, ms: 4000 }],
      gaveUp,
      'broken',
    ],
    ['given up', late.slice(0, 3), [], gaveUp, 'broken'],
    ['given up at once, whatever the machine took', [[0, 503]], [{ at: 4, ms: 4000 }], gaveUp, 'broken'],
    [
      'refused, whatever the machine took',
      late.slice(0, 3),
      [{ at: 9000, ms: 4000 }],
      { ...gaveUp, status: 'refused' },
      'broken',
    ],
  ])('INBOX-CLIENT-24: %s', async (_, pushes, stalls, answer, outcome) => {
    expect(await judged(pushes, stalls, answer)).toBe(outcome)
  })
})

describe('the watch', () => {
  afterEach(() => void vi.useRealTimers())

  test('tells a timer that comes late, and none that is in time', () => {
    vi.useFakeTimers({ now: 0 })
    let heldUp = 0
    const stalls: Stall[] = []
    const unwatch = watchStalls(
      () => Date.now() + heldUp,
      (stall) => stalls.push(stall),
    )
    vi.advanceTimersByTime(500)
    heldUp = 60
    vi.advanceTimersByTime(500)
    heldUp = 460
    vi.advanceTimersByTime(500)
    unwatch()
    heldUp = 5000
    vi.advanceTimersByTime(500)
    expect(stalls).toEqual([{ at: 1510, ms: 400 }])
  })
})
