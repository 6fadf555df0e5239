import { describe, expect, test } from 'vitest'
import { realClock } from '../engine/clock.ts'
import type { Exchange } from '../engine/exchange.ts'
import { noJournal } from '../engine/journal.ts'
import { RunEnded } from '../engine/run-ended.ts'
import { type Ask, Session } from '../engine/session.ts'
import type { WireAnswer, WireRequest } from '../engine/transport.ts'
import { targetOf } from './support/run.ts'

const ok = (rest: Partial<Extract<WireAnswer, { status: number }>> = {}): WireAnswer => ({
  status: 200,
  headers: {},
  body: '',
  bytes: 0,
  ...rest,
})
const failure = (kind: 'timeout' | 'unreachable', message = 'nobody there'): WireAnswer => ({
  error: { kind, message },
})

/** A session on a target that answers in this order, the last one again and again. */
function sessionOn(answers: WireAnswer[], secrets: Record<string, string> = {}) {
  const sent: WireRequest[] = []
  const journaled: Exchange[] = []
  const controller = new AbortController()
  const journal = { ...noJournal, exchange: (one: Exchange) => void journaled.push(one) }
  const transport = {
    send: async (request: WireRequest) => {
      sent.push(request)
      return (answers.length > 1 ? answers.shift() : answers[0]) as WireAnswer
    },
    close: async () => {},
  }
  const target = { ...targetOf({ profile: 'itero', baseUrl: 'http://target.test' }), secrets }
  const session = new Session(target, {
    transport,
    clock: realClock(),
    journal,
    controller,
    sign: { method: 'GET', path: '/sign' },
    users: { 'account.password': 'doctor' },
  })
  return { session, sent, journaled, controller }
}

const ask = (rest: Partial<Ask> = {}): Ask => ({
  rule: 'R-1',
  purpose: 'control',
  operation: 'create',
  what: 'an order',
  method: 'POST',
  path: '/orders',
  ...rest,
})

test('an exchange says what was sent and what came, and is journaled before anyone sees it', async () => {
  const { session, journaled } = sessionOn([ok({ status: 201, headers: { a: 'b' }, body: '{}', bytes: 2 })])
  const exchange = await session.send(
    ask({ headers: { 'content-type': 'application/json' }, body: '[]', countsAs: () => 'counted' }),
  )
  expect(exchange).toMatchObject({
    id: 'itero-0001',
    request: {
      method: 'POST',
      url: 'http://target.test/orders',
      headers: { 'content-type': 'application/json' },
      body: '[]',
    },
    response: { status: 201, headers: { a: 'b' }, body: '{}', bytes: 2 },
    case: 'counted',
  })
  expect([journaled, session.exchanges]).toEqual([[exchange], [exchange]])
})

describe('secrets', () => {
  const password = 'sesam-öffne-dich'
  const credentials = `Basic ${Buffer.from(`doctor:${password}`).toString('base64')}`

  test('are sent, and shown nowhere, whatever the target does with them', async () => {
    const echoed = { headers: { 'x-echo': credentials }, body: `{"echo":${JSON.stringify(password)}}` }
    const { session, sent } = sessionOn([ok(echoed), failure('timeout', `no answer to ${credentials}`)], {
      'account.password': password,
    })
    const asked = ask({
      path: `/orders?p=${encodeURIComponent(password)}`,
      headers: { authorization: { value: credentials, shown: 'Basic [hidden]' }, 'x-note': password },
      body: JSON.stringify({ password }),
      changes: [{ at: 'body/password', from: { deep: [password] }, to: password }],
    })
    await session.send(asked)
    await session.send(asked)
    expect(sent[0]).toMatchObject({ headers: { authorization: credentials, 'x-note': password } })
    const shown = JSON.stringify(session.exchanges)
    expect(shown).not.toContain('sesam')
    expect(shown).not.toContain(credentials.slice(6))
    expect(session.exchanges[0]).toMatchObject({
      request: { headers: { authorization: 'Basic [hidden]' } },
      changes: [
        {
          at: 'body/password',
          from: { deep: ['[redacted:account.password]'] },
          to: '[redacted:account.password]',
        },
      ],
    })
  })

  test.each([password.slice(0, -1), `${password}x`, password.toUpperCase(), 'another'])(
    'nearly told, as %j, are shown nowhere either',
    async (near) => {
      const token = Buffer.from(`doctor:${near}`).toString('base64')
      const { session } = sessionOn(
        [ok({ headers: { 'x-echo': `Basic ${token}` }, body: JSON.stringify({ token }) })],
        {
          'account.password': password,
        },
      )
      await session.send(ask({ headers: { authorization: { value: `Basic ${token}`, shown: 'Basic [hidden]' } } }))
      const { headers, body } = session.exchanges[0]?.response ?? {}
      for (const text of [headers?.['x-echo'], body]) {
        expect(text).toContain('[redacted:')
        expect(Buffer.from(String(text).replace(/.*Basic |\[redacted.*/g, ''), 'base64').toString()).not.toContain(
          'sesam',
        )
      }
    },
  )

  test('that look like a number of the order are no matter', async () => {
    const { session } = sessionOn([ok()], { 'account.password': '41001' })
    const { changes } = await session.send(ask({ changes: [{ at: 'body/companyId', from: 41001, to: 41002 }] }))
    expect(changes).toEqual([{ at: 'body/companyId', from: '[redacted:account.password]', to: 41002 }])
  })
})

describe('a target that does not answer', () => {
  test('and cannot be reached from the first is lost at once', async () => {
    const { session, controller, sent } = sessionOn([failure('unreachable')])
    expect((await session.send(ask())).error?.kind).toBe('unreachable')
    expect(controller.signal.reason).toEqual(new RunEnded('the target does not answer: nobody there', true))
    await expect(session.send(ask())).rejects.toBe(controller.signal.reason)
    expect(sent.map((one) => one.url)).toEqual(['http://target.test/orders', 'http://target.test/sign'])
  })

  test('four times in a row is asked for a sign of life, and goes on if it gives one', async () => {
    const silence = [1, 2, 3, 4].map(() => failure('timeout'))
    const { session, controller, sent } = sessionOn([ok(), ...silence, ok()])
    for (let nth = 0; nth < 6; nth++) await session.send(ask())
    expect(sent.filter((one) => one.url.endsWith('/sign'))).toHaveLength(1)
    expect(controller.signal.aborted).toBe(false)
    expect(session.exchanges).toHaveLength(6)
  })

  test('now and then is not asked', async () => {
    const { session, sent } = sessionOn([1, 2, 3].flatMap(() => [failure('timeout'), failure('timeout'), ok()]))
    for (let nth = 0; nth < 9; nth++) await session.send(ask())
    expect(sent).toHaveLength(9)
  })

  test('any more is lost, and its message has no secret', async () => {
    const { session, controller } = sessionOn([ok(), failure('timeout', 'no answer for open-sesame')], {
      'account.password': 'open-sesame',
    })
    for (let nth = 0; nth < 5; nth++) await session.send(ask())
    expect(controller.signal.reason.message).toBe(
      'the target does not answer: no answer for [redacted:account.password]',
    )
  })
})
