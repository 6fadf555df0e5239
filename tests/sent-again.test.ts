import { describe, expect, test } from 'vitest'
import type { Exchange } from '../engine/exchange.ts'
import { overTime } from '../engine/over-time.ts'
import { sentAgain } from '../engine/sent-again.ts'
import type { Traffic } from '../engine/traffic.ts'

/** A creation that a limit refuses: sent and answered at so many milliseconds, on a connection. */
const refused = (at: number, end: number, connection: number, connectedAt = at): Exchange => ({
  id: `itero-${at}`,
  target: 'itero',
  rule: '',
  purpose: 'traffic',
  operation: 'createNewOrder',
  what: '',
  startedAt: new Date(at).toISOString(),
  at,
  durationMs: end - at,
  request: { method: 'POST', url: 'http://127.0.0.1/', headers: {}, body: null },
  response: { status: 429, headers: {}, body: '', bytes: 0 },
  connection,
  connectedAt,
})

const lost = ({ response: _, ...exchange }: Exchange): Exchange => exchange

/** How many failures the client knew of at each request, whatever it sent. */
const known = (...exchanges: Exchange[]): number[] => {
  const traffic: Traffic = { exchanges, kind: 'live', settings: {} }
  const again = sentAgain(
    traffic,
    exchanges,
    () => 'one group',
    () => true,
  )
  return exchanges.map((one) => again.find(({ exchange }) => exchange === one)?.failures ?? 0)
}

describe('what a client knows when it sends', () => {
  test('an answer on the same connection, however soon', () => {
    expect(known(refused(0, 5, 1), refused(6, 9, 1), refused(10, 12, 1))).toEqual([0, 1, 2])
  })

  test('an answer before it, of a client that makes a connection for each request', () => {
    expect(known(refused(0, 5, 1), refused(7, 9, 2), refused(12, 14, 3))).toEqual([0, 1, 2])
  })

  test('nothing of what was answered since it made its connection', () => {
    expect(known(refused(0, 5, 1), refused(42, 50, 2, 4), refused(60, 68, 3, 6))).toEqual([0, 0, 1])
  })

  test('an answer before it, on a connection that had another request by then', () => {
    expect(known(refused(0, 2, 1), refused(3, 5, 2, 1), refused(10, 15, 1), refused(20, 24, 2, 1))).toEqual([
      0, 0, 2, 3,
    ])
  })

  test('nothing of what is answered a little before requests that overlap', () => {
    expect(known(refused(0, 5, 1), refused(42, 60, 2), refused(43, 58, 3), refused(44, 62, 4))).toEqual([0, 0, 0, 0])
  })

  test('what it sent in parallel, half a second later', () => {
    const burst = [refused(0, 5, 1), refused(1, 6, 2)]
    expect(known(...burst, refused(504, 560, 3), refused(505, 561, 4))).toEqual([0, 0, 0, 1])
  })

  test('that an answer is lost, a little before it is seen', () => {
    expect(known(lost(refused(0, 1000, 1)), refused(960, 970, 2))).toEqual([0, 1])
    expect(known(lost(refused(0, 1000, 1)), refused(940, 970, 2))).toEqual([0, 0])
  })
})

test('what was sent again is drawn over time: the requests with their answers, and the waits between them', () => {
  const exchanges = [refused(0, 5, 1), refused(1005, 1010, 1), refused(1210, 1215, 1)]
  const figure = overTime('again', exchanges, new Set(exchanges.slice(2)), [{ label: '1 s', from: 1010, to: 2010 }])
  const instant = (at: number) => new Date(at).toISOString()
  expect([figure.from, figure.to]).toEqual([instant(0), instant(2010)])
  expect(figure.lanes).toEqual([
    {
      label: 'createNewOrder',
      spans: [],
      points: [0, 1005, 1210].map((at) => ({ at: instant(at), label: '429', tone: at === 1210 ? 'bad' : 'attention' })),
    },
    {
      label: 'waited',
      spans: [
        { label: '1 s', from: instant(5), to: instant(1005), tone: 'neutral' },
        { label: '0.2 s', from: instant(1010), to: instant(1210), tone: 'neutral' },
      ],
      points: [],
    },
    {
      label: 'the rule',
      spans: [{ label: '1 s', from: instant(1010), to: instant(2010), tone: 'neutral' }],
      points: [],
    },
  ])
})
