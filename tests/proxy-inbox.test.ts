import { expect, test } from 'vitest'
import type { Exchange } from '../engine/exchange.ts'
import { client } from '../suites/inbox/client/index.ts'
import { type ClientClass, hasty, type InboxCredentials, LOGIN, Reference } from './support/inbox-client.ts'
import { faults, variants } from './support/inbox-client-faults.ts'
import { type Play, watched } from './support/traffic.ts'

const EVENT = { eventId: 'event-1', caseId: 'case-1', createdAt: '2026-03-01T10:00:00Z', patientName: 'Åsa Öberg' }

/** A day's work of a client: each job once or more. */
const working =
  (Class: ClientClass): Play =>
  async (baseUrl: string, credentials: InboxCredentials) => {
    const one = hasty(Class, baseUrl, credentials)
    await one.perform('list-inboxes', {})
    await one.perform('connect', { vendor: '3shape' })
    await one.perform('connect', { vendor: 'medit-link', ...LOGIN })
    await one.perform('connect', { vendor: 'shining-3d' })
    await one.perform('list-inboxes', {})
    await one.perform('push-case', EVENT)
    await one.perform('push-case', {
      ...EVENT,
      eventId: 'event-2',
      caseId: 'case-2',
      createdAt: '2026-03-01T11:00:00Z',
    })
    await one.perform('list-cases', {})
    await one.perform('list-cases', { vendor: '3shape' })
  }

test.each(variants)('%s breaks no rule', async (_, Class) => {
  const { broken, brokenByServer, outcome } = await watched('inbox', working(Class))
  expect([...broken, ...brokenByServer]).toEqual([])
  for (const nth of ['01', '02', '03', '04', '05', '06']) {
    expect([nth, outcome(`INBOX-CLIENT-${nth}`)]).toEqual([nth, 'holds'])
  }
  for (const nth of ['07', '20', '24']) expect([nth, outcome(`INBOX-CLIENT-${nth}`)]).toEqual([nth, 'unobserved'])
  for (const id of ['INBOX-HTTP-01', 'INBOX-SHOW-01', 'INBOX-AUTH-01', 'INBOX-LOGIN-05'])
    expect(outcome(id)).toBe('holds')
})

test.each(faults.map((one) => [one.requirement, one.what, one.client] as const))(
  '%s alone: %s',
  async (expected, _, Class) => {
    const { broken, brokenByServer } = await watched('inbox', working(Class))
    expect(broken).toEqual([expected])
    expect(brokenByServer).toEqual([])
  },
)

const pushing =
  (Class: ClientClass): Play =>
  async (baseUrl: string, credentials: InboxCredentials) => {
    await hasty(Class, baseUrl, credentials).perform('push-case', EVENT)
  }

/** Names each try anew. */
class Renaming extends Reference {
  #tries = 0
  override push(event: Record<string, unknown>) {
    return super.push({ ...event, eventId: `${event.eventId}-${++this.#tries}` })
  }
}

test.each([
  ['reset before', 'reset before'],
  ['reset after', 'reset after'],
  ['a 500', { status: 500, body: '{}' }],
  ['a 503', { status: 503, body: '{}' }],
] as const)('INBOX-CLIENT-06: after %s a push is sent again under its eventId', async (_, lost) => {
  for (const Class of [Reference, Renaming]) {
    let pushes = 0
    const intercept = ({ path }: { path: string }) => (path.includes('/push/') && ++pushes < 3 ? lost : undefined)
    const { broken } = await watched('inbox', pushing(Class), { intercept })
    expect(broken).toEqual(Class === Reference ? [] : ['fail INBOX-CLIENT-06'])
    expect(pushes).toBe(3)
  }
})

test.each([401, 403])(
  'INBOX-CLIENT-07: a token that was refused with %i, used twice and three times',
  async (status) => {
    for (const times of [2, 3]) {
      const play: Play = async (baseUrl, credentials) => {
        const one = hasty(Reference, baseUrl, credentials)
        for (const job of ['list-inboxes', 'list-cases', 'list-inboxes'].slice(0, times)) await one.perform(job, {})
      }
      const { broken, outcome } = await watched('inbox', play, {
        intercept: () => ({ status, body: '{"status":403}' }),
      })
      expect(broken).toEqual(times === 2 ? [] : ['warn INBOX-CLIENT-07'])
      expect(outcome('INBOX-CLIENT-07')).toBe(times === 2 ? 'holds' : 'broken')
    }
  },
)

test('INBOX-CLIENT-07: a token that one call is refused for is known by that call; the login of a vendor is none', async () => {
  for (const expected of [[], ['warn INBOX-CLIENT-07']]) {
    const play: Play = async (baseUrl, credentials) => {
      const one = hasty(Reference, baseUrl, credentials)
      for (let nth = 0; nth < (expected.length > 0 ? 3 : 2); nth++) {
        await one.perform('list-cases', {})
        await one.perform('list-inboxes', {})
      }
      for (const password of ['a-1', 'b-2', 'c-3'])
        await one.perform('connect', { vendor: 'medit-link', ...LOGIN, password })
    }
    const intercept = ({ path, method }: { path: string; method: string }) =>
      path.includes('/cases') || method === 'POST' ? { status: 401, body: '{}' } : undefined
    expect((await watched('inbox', play, { intercept })).broken).toEqual(expected)
  }
})

/** Reads of a list, so many milliseconds apart. */
function reads(
  gaps: readonly number[],
  path = (_nth: number) => 'inboxes',
  token = (_nth: number) => 'token-1',
): Exchange[] {
  let at = 0
  return [0, ...gaps].map((gap, nth): Exchange => {
    at += gap
    const url = `http://hub.test/api/v1/companies/a/${path(nth)}`
    return {
      id: `hub-${String(nth).padStart(4, '0')}`,
      target: 'hub',
      rule: '',
      purpose: 'traffic',
      operation: path(nth).startsWith('cases') ? 'listCases' : 'listInboxes',
      what: `GET ${url}`,
      startedAt: new Date(at).toISOString(),
      at,
      durationMs: 5,
      connection: 1,
      request: { method: 'GET', url, headers: { authorization: `Bearer [redacted:${token(nth)}]` }, body: null },
      response: { status: 200, headers: {}, body: '{"inboxes":[],"cases":[]}', bytes: 25 },
    }
  })
}

const times = (count: number, gap: number) => Array.from({ length: count }, () => gap)
const outcomeOf = (exchanges: Exchange[]) =>
  client.rules['INBOX-CLIENT-04']!({ exchanges, kind: 'live', settings: {} }).outcome

test.each<[string, Exchange[]]>([
  ['every 1.5 s for 12 s', reads(times(8, 1500))],
  ['every 1.9 s for 20 s', reads(times(11, 1900))],
  ['ten times a second', reads(times(105, 100))],
  ['after a quiet minute', reads([60_000, ...times(8, 1500)])],
  ['by turns after 0.5 s and 2.5 s', reads([500, 2500, 500, 2500, 500, 2500, 500, 2500])],
  ['the cases of one vendor', reads(times(8, 1500), () => 'cases?vendor=3shape')],
  ['with a parameter that is new each time', reads(times(8, 1500), (nth) => `cases?_=${nth}`)],
  ['both lists at once', reads(times(16, 750), (nth) => (nth % 2 ? 'inboxes' : 'cases'))],
])('INBOX-CLIENT-04 is broken by lists that are read %s', (_, exchanges) => {
  expect(outcomeOf(exchanges)).toBe('broken')
})

test.each<[string, Exchange[]]>([
  ['every 2 s, as timers go', reads(times(20, 0).map((_, nth) => (nth % 2 ? 1985 : 2020)))],
  ['every 1.5 s for 9 s', reads(times(6, 1500))],
  ['in a burst, and again later', reads([50, 50, 50, 50, 50, 11_000, 50, 50, 50, 50, 12_000])],
  ['the lists by turns', reads(times(20, 1000), (nth) => (nth % 2 ? 'inboxes' : 'cases'))],
  [
    'by two clients',
    reads(
      times(20, 1000),
      () => 'inboxes',
      (nth) => `token-${nth % 2}`,
    ),
  ],
  [
    'for each vendor in turn',
    reads(times(30, 500), (nth) => `cases?vendor=${['itero', '3shape', 'dexis', 'sirona'][nth % 4]}`),
  ],
])('INBOX-CLIENT-04 is kept by lists that are read %s', (_, exchanges) => {
  expect(outcomeOf(exchanges)).toBe('holds')
})

test('a connection that is asked for again by an employee who was not shown it is not the fault of one who was', async () => {
  const { broken } = await watched('inbox', async (baseUrl, credentials) => {
    await hasty(Reference, baseUrl, credentials).perform('connect', { vendor: 'itero' })
    const colleague = { ...credentials, token: 'synthetic-token-a2' }
    expect(await hasty(Reference, baseUrl, colleague).perform('connect', { vendor: 'itero' })).toMatchObject({
      status: 'refused',
    })
  })
  expect(broken).toEqual([])
})

test('a refusal that the hub owes and does not give is the fault of both', async () => {
  const { broken, brokenByServer } = await watched(
    'inbox',
    working(faults.find(({ what }) => what === 'no token for the cases')!.client),
    {
      intercept: ({ path }) => (path.includes('/cases') ? { status: 200, body: '{"cases":[]}' } : undefined),
    },
  )
  expect(broken).toEqual(['fail INBOX-CLIENT-01'])
  expect(brokenByServer).toContain('warn INBOX-CONN-07')
})
