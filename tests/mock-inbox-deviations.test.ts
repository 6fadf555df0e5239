import { describe, expect, test } from 'vitest'
import { deviationsOf } from '../profiles/mock.ts'
import type { InboxMockOptions } from '../targets/mock/inbox/index.ts'
import {
  type Answer,
  COLLEAGUE,
  COMPANY,
  EMPLOYEE,
  FOREIGNER,
  HOUR,
  hubInProcess,
  type InboxClient,
  LOGIN,
  MINUTE,
  OTHER_COMPANY,
  SECRET,
  VENDORS,
} from './mock-inbox-client.ts'
import { levelsIn } from './support/reading.ts'

const { defects, variants } = await deviationsOf('inbox')

const register = levelsIn('inbox')

describe('the register', () => {
  test('was read', () => {
    expect(register.size).toBeGreaterThanOrEqual(50)
    expect(new Set(register.values())).toEqual(new Set(['must', 'should', 'assumed']))
  })

  test('has every requirement that a defect breaks', () => {
    expect(defects.filter(({ requirement }) => !register.has(requirement))).toEqual([])
  })

  test.each([...register.keys()])('%s has a defect', (id) => {
    expect(defects.filter(({ requirement }) => requirement === id)).not.toEqual([])
  })

  test('has every requirement that may warn under a variant, and it is assumed', () => {
    const levels = variants.flatMap(({ mayWarn = [] }) => mayWarn.map((id) => [id, register.get(id)]))
    expect(levels.filter(([, level]) => level !== 'assumed')).toEqual([])
  })
})

test('every deviation has an ID of its own, in kebab case, and is told in a sentence', () => {
  const all = [...defects, ...variants]
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
  for (const { id, summary } of all) {
    expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
    expect(summary).toMatch(/^\S.*\.$/)
  }
})

/** What a client sees of an answer, with IDs and states told by the order in which they came. */
function teller() {
  const named = new Map<string, string>()
  const name = (text: string) => {
    if (!named.has(text)) named.set(text, `#${named.size}`)
    return named.get(text)!
  }
  return ({ status, headers, text }: Answer): string =>
    [status, ...['content-type', 'location', 'x-vendor-login'].map((one) => headers.get(one)), text]
      .join(' | ')
      .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?<=state=)\w{32}/g, name)
}

type Chapter = (hub: InboxClient) => AsyncGenerator<Answer>

/** What the suites do in the large. Each chapter begins with a fresh hub, and tells all that it sees. */
const CHAPTERS: Chapter[] = [
  async function* access(hub) {
    const iteroId = await hub.connected('itero')
    const meditId = await hub.connected('medit-link')
    await hub.connected('shining-3d', { companyId: OTHER_COMPANY, token: FOREIGNER })
    await hub.newCase('itero', 'for-all-employees')
    await hub.pass(5 * MINUTE)
    for (const token of [EMPLOYEE, COLLEAGUE, FOREIGNER, null, 'synthetic-unknown', `${EMPLOYEE}x`]) {
      const asked = hub.as(token, COMPANY)
      yield await asked.list()
      yield await asked.get(iteroId)
      yield await asked.cases()
      yield await asked.cases('itero')
      yield await asked.account()
      const reauthorized = await asked.reauthorize(iteroId)
      yield reauthorized
      if (reauthorized.json?.authorizationUrl) yield await hub.complete(reauthorized)
      yield await asked.update(meditId, LOGIN)
      yield await asked.update(meditId, { ...LOGIN, password: `${LOGIN.password}-wrong` })
      const connected = await asked.connect({ vendor: 'sirona' })
      yield connected
      if (connected.status === 201) yield await hub.disconnect(connected.json.inboxId)
      yield await hub.list()
      const own = hub.as(FOREIGNER, OTHER_COMPANY)
      yield await own.get(iteroId)
      yield await own.reauthorize(iteroId)
      yield await own.disconnect(iteroId)
      yield await own.list()
      await hub.pass(5 * MINUTE)
      yield await hub.get(iteroId)
      yield await hub.get(meditId)
    }
    for (const token of [FOREIGNER, null, 'synthetic-unknown']) {
      yield await hub.as(token, COMPANY).disconnect(meditId)
      yield await hub.list()
    }
    await hub.expire('itero')
    await hub.pass(10 * MINUTE)
    yield await hub.as(COLLEAGUE, COMPANY).get(iteroId)
  },

  async function* connecting(hub) {
    for (const vendor of VENDORS) {
      const connected = await hub.connect(vendor === 'medit-link' ? { vendor, ...LOGIN } : { vendor })
      yield connected
      yield await hub.connect(vendor === 'medit-link' ? { vendor, username: 'other', password: 'other' } : { vendor })
      await hub.pass(5 * MINUTE)
      yield await hub.get(connected.json.inboxId)
      if (connected.json.authorizationUrl) {
        await hub.newCase(vendor, 'while-pending', { push: false })
        await hub.pass(10 * MINUTE)
        yield await hub.get(connected.json.inboxId)
        yield await hub.cases()
        yield await hub.complete(connected)
      }
      yield await hub.get(connected.json.inboxId)
      yield await hub.as(COLLEAGUE, COMPANY).connect(vendor === 'medit-link' ? { vendor, ...LOGIN } : { vendor })
      yield await hub.list()
    }
    yield await hub.as(FOREIGNER, OTHER_COMPANY).connect({ vendor: 'medit-link', ...LOGIN })
    yield await hub.as(FOREIGNER, OTHER_COMPANY).connect({ vendor: 'shining-3d' })
    yield await hub.as(FOREIGNER, OTHER_COMPANY).connect({ vendor: 'itero' })
    await hub.pass(2 * HOUR)
    yield await hub.list()
    const { inboxes } = (await hub.list()).json
    for (const { inboxId, vendor } of inboxes) {
      yield await hub.disconnect(inboxId)
      yield await hub.get(inboxId)
      yield await hub.connect(vendor === 'medit-link' ? { vendor, ...LOGIN } : { vendor })
      yield await hub.list()
    }
    const again = (await hub.list()).json.inboxes.find(({ vendor }: { vendor: string }) => vendor === 'itero')
    yield await hub.disconnect(again.inboxId)
    await hub.pass(11 * MINUTE)
    yield await hub.list()
  },

  async function* taken(hub) {
    const iteroId = await hub.connected('itero')
    await hub.expire('itero')
    await hub.pass(10 * MINUTE)
    yield await hub.connect({ vendor: 'itero' })
    yield await hub.list()
    await hub.setUp('a company with no inboxes', { companyId: COMPANY })
    await hub.connected('itero')
    await hub.credits(0)
    yield await hub.connect({ vendor: 'itero' })
    yield await hub.list()
    yield await hub.disconnect(iteroId)
  },

  async function* refused(hub) {
    for (const body of [
      {},
      { vendor: null },
      { vendor: 'no-such-vendor' },
      { vendor: 'ITERO' },
      { vendor: ['itero'] },
      { vendor: 7 },
      { vendor: 'medit-link' },
      { vendor: 'medit-link', username: LOGIN.username },
      { vendor: 'medit-link', password: 'secret-only' },
      { vendor: 'medit-link', ...LOGIN, password: 'wrong' },
      { vendor: 'medit-link', ...LOGIN, username: 'wrong' },
      { vendor: 'medit-link', ...LOGIN, password: `${LOGIN.password}x` },
      { vendor: 'medit-link', ...LOGIN, password: LOGIN.password.toUpperCase() },
    ]) {
      yield await hub.connect(body)
      yield await hub.list()
      await hub.setUp('a company with no inboxes', { companyId: COMPANY })
    }
    yield await hub.connect(undefined, '{')
    yield await hub.list()
    yield await hub.get('00000000-0000-4000-8000-000000000001')
  },

  async function* racing(hub) {
    for (const body of [{ vendor: 'itero' }, { vendor: 'medit-link', ...LOGIN }, { vendor: 'shining-3d' }]) {
      for (const token of [EMPLOYEE, COLLEAGUE]) {
        for (let round = 0; round < 8; round++) {
          const both = await Promise.all([hub.connect(body), hub.as(token, COMPANY).connect(body)])
          const statuses = both.map(({ status }) => status).sort()
          yield { ...both[0]!, status: statuses[0]!, headers: new Headers(), text: statuses.join() }
          const { inboxes } = (await hub.list()).json
          yield { ...both[0]!, headers: new Headers(), text: `${inboxes.length} inboxes` }
          await hub.setUp('a company with no inboxes', { companyId: COMPANY })
        }
      }
    }
  },

  async function* callbacks(hub) {
    const connected = await hub.connect({ vendor: 'itero' })
    const good = await hub.signIn(connected.json.authorizationUrl)
    const forged = new URL(good)
    forged.searchParams.set('state', 'forged')
    const altered = new URL(good)
    altered.searchParams.set('state', `${altered.searchParams.get('state')!.slice(0, -1)}!`)
    const missing = new URL(good)
    missing.searchParams.delete('state')
    for (const url of [forged, altered, missing]) {
      yield await hub.callback(url.href)
      yield await hub.get(connected.json.inboxId)
    }
    yield await hub.callback(good)
    const older = await hub.signIn((await hub.reauthorize(connected.json.inboxId)).json.authorizationUrl)
    yield await hub.reauthorize(connected.json.inboxId)
    yield await hub.callback(older)
    await hub.expire('itero')
    await hub.pass(10 * MINUTE)
    yield await hub.callback(good)
    yield await hub.get(connected.json.inboxId)
  },

  async function* refusals(hub) {
    for (const vendor of ['itero', 'dexis', 'sirona', 'shining-3d', 'medit-link'] as const) {
      const interval = vendor === 'shining-3d' ? 6 * HOUR : 5 * MINUTE
      const inboxId = await hub.connected(vendor)
      await hub.newCase(vendor, 'before')
      await hub.pass(interval)
      const refuse = () =>
        vendor === 'medit-link'
          ? hub.setUp('the vendor rejects the stored credentials', { companyId: COMPANY, vendor })
          : hub.expire(vendor)
      await refuse()
      await hub.newCase(vendor, 'meantime-1')
      await hub.pass(interval)
      await hub.newCase(vendor, 'meantime-2')
      await hub.pass(interval)
      yield await hub.get(inboxId)
      yield await hub.list()
      yield await hub.cases()
      yield await hub.account()
      await hub.pass(4 * HOUR)
      yield await hub.get(inboxId)
      if (vendor === 'medit-link') {
        const login = { username: 'second-user', password: 'second-password' }
        yield await hub.update(inboxId, { username: 'second-user' })
        yield await hub.update(inboxId, login)
        yield await hub.get(inboxId)
        await hub.setUp('the vendor accepts', { companyId: COMPANY, vendor, ...login })
        yield await hub.update(inboxId, { ...login, password: 'second-password-wrong' })
        yield await hub.update(inboxId, login)
      } else {
        const reauthorized = await hub.reauthorize(inboxId)
        yield reauthorized
        yield await hub.complete({ ...reauthorized, json: { ...(await hub.get(inboxId)).json, ...reauthorized.json } })
      }
      yield await hub.list()
      await hub.pass(interval)
      yield await hub.list()
      yield await hub.cases()
      if (vendor === 'medit-link') {
        yield await hub.update(inboxId, { username: 'second-user', password: 'wrong' })
        yield await hub.get(inboxId)
        await hub.pass(interval)
        yield await hub.get(inboxId)
      }
    }
  },

  async function* outage(hub) {
    for (const vendor of ['itero', 'sirona', 'medit-link', 'dexis'] as const) {
      const inboxId = await hub.connected(vendor)
      for (const id of ['seen-1', 'seen-2', 'seen-3', 'seen-4']) await hub.newCase(vendor, id)
      yield await hub.get(inboxId)
      await hub.pass(5 * MINUTE)
      yield await hub.cases()
      for (let step = 0; step < 6; step++) {
        yield await hub.get(inboxId)
        yield await hub.list()
        await hub.pass(3 * MINUTE)
      }
      await hub.pass(2 * MINUTE)
      await hub.portal(vendor, 'down')
      for (const minutes of [0, 5, 1, 3, 1, 0.5, 2, 30, 20, 60, 60, 56, 1, 0.5, 0.5, 5, 6, 60, 180, 240]) {
        await hub.pass(minutes * MINUTE)
        yield await hub.get(inboxId)
      }
      yield await hub.list()
      yield await hub.reauthorize(inboxId)
      await hub.newCase(vendor, 'in-outage')
      await hub.portal(vendor, 'up')
      for (const minutes of [5, 5, 10, 45, 60]) {
        await hub.pass(minutes * MINUTE)
        yield await hub.get(inboxId)
      }
      yield await hub.cases()
      await hub.setUp('a company with no inboxes', { companyId: COMPANY })
    }
  },

  async function* pushes(hub) {
    const inboxId = await hub.connected('shining-3d')
    yield await hub.list()
    await hub.newCase('shining-3d', 'pushed-1')
    yield await hub.cases()
    yield await hub.push({ caseId: 'pushed-1', eventId: 'another' })
    yield await hub.push({ caseId: 'pushed-2', patientName: 'A' })
    yield await hub.push({ caseId: 'pushed-2', eventId: 'another', patientName: 'A' })
    yield await hub.push({ caseId: 'pushed-3', eventId: 'a-third', patientName: 'A' })
    yield await hub.cases()
    for (const secret of [null, 'wrong', `${SECRET}x`, SECRET.toUpperCase()]) {
      yield await hub.push({ caseId: `secret-${secret}` }, secret)
      yield await hub.cases('shining-3d')
    }
    yield await hub.push({ caseId: 7 })
    for (const hours of [0.1, 0.2, 1, 1, 2, 1, 1]) {
      await hub.pass(hours * HOUR)
      yield await hub.get(inboxId)
    }
    await hub.newCase('shining-3d', 'lost-1', { push: false })
    await hub.newCase('shining-3d', 'lost-2', { push: false })
    await hub.pass(10 * MINUTE)
    await hub.newCase('shining-3d', 'pushed-later')
    yield await hub.push({ caseId: 'pushed-1', eventId: 'much-later' })
    yield await hub.cases()
    yield await hub.account()
    await hub.pass(8 * HOUR)
    yield await hub.cases()
    yield await hub.account()
    yield await hub.push({ caseId: 'lost-1', eventId: 'after-all' })
    yield await hub.cases()
    await hub.newCase('shining-3d', 'lost-3', { push: false })
    await hub.pass(8 * HOUR)
    yield await hub.cases()
    await hub.portal('shining-3d', 'down')
    await hub.pass(8 * HOUR)
    yield await hub.get(inboxId)
    yield await hub.push({ caseId: 'pushed-in-outage' })
    yield await hub.cases()
    await hub.portal('shining-3d', 'up')
    await hub.pass(10 * MINUTE)
    yield await hub.get(inboxId)
    await hub.portal('shining-3d', 'down')
    await hub.connected('itero')
    await hub.portal('shining-3d', 'up')
    await hub.pass(8 * HOUR)
    await hub.newCase('shining-3d', 'beside-another')
    yield await hub.cases()
    await hub.expire('itero')
    await hub.pass(10 * MINUTE)
    await hub.newCase('shining-3d', 'beside-an-expired-one')
    yield await hub.cases()
  },

  async function* limits(hub) {
    for (const vendor of ['itero', 'medit-link', 'shining-3d'] as const) await hub.connected(vendor)
    for (const limit of ['credits', 'storage'] as const) {
      for (const vendor of ['itero', 'medit-link', 'shining-3d'] as const) {
        await hub.newCase(vendor, `before-${limit}`)
        await hub.pass(5 * MINUTE)
      }
      await (limit === 'credits' ? hub.credits(0) : hub.storage(100e9))
      yield await hub.list()
      for (const number of [1, 2])
        for (const vendor of ['itero', 'medit-link', 'shining-3d'] as const)
          await hub.newCase(vendor, `waiting-${number}-${limit}`)
      await hub.pass(10 * MINUTE)
      yield await hub.list()
      yield await hub.cases()
      yield await hub.account()
      await hub.pass(4 * HOUR)
      yield await hub.list()
      await hub.expire('itero')
      await hub.credits(100)
      await hub.storage(0)
      await hub.pass(10 * MINUTE)
      yield await hub.list()
      await hub.pass(8 * HOUR)
      yield await hub.list()
      yield await hub.cases()
      yield await hub.account()
      const { inboxId } = (await hub.list()).json.inboxes.find((one: { vendor: string }) => one.vendor === 'itero')
      await hub.complete(await hub.reauthorize(inboxId))
    }
    const iteroId = (await hub.list()).json.inboxes[0].inboxId
    await hub.credits(0)
    await hub.storage(100e9)
    yield await hub.get(iteroId)
    await hub.storage(0)
    await hub.newCase('itero', 'last')
    await hub.pass(5 * MINUTE)
    await hub.credits(50)
    await hub.pass(5 * MINUTE)
    await hub.expire('itero')
    await hub.pass(5 * MINUTE)
    await hub.credits(0)
    await hub.credits(50)
    yield await hub.get(iteroId)
    yield await hub.cases()
    await hub.complete(await hub.reauthorize(iteroId))
    for (const lifted of ['credits', 'storage'] as const) {
      await hub.credits(0)
      await hub.storage(100e9)
      await hub.newCase('medit-link', `after-${lifted}`)
      await hub.pass(10 * MINUTE)
      yield await hub.list()
      await (lifted === 'credits' ? hub.credits(50) : hub.storage(0))
      await hub.pass(10 * MINUTE)
      yield await hub.list()
      yield await hub.cases()
    }
    await hub.credits(1)
    for (const id of ['paid-for', 'left-over']) await hub.newCase('itero', id)
    await hub.pass(10 * MINUTE)
    await hub.credits(50)
    await hub.pass(10 * MINUTE)
    yield await hub.cases()
  },

  async function* collecting(hub) {
    await hub.newCase('itero', 'collected-before')
    await hub.disconnect(await hub.connected('itero'))
    for (const vendor of VENDORS) await hub.connected(vendor)
    for (const vendor of ['itero', 'shining-3d', 'medit-link'] as const)
      await hub.connected(vendor, { companyId: OTHER_COMPANY, token: FOREIGNER })
    for (const vendor of VENDORS) for (const id of ['one', 'two', 'TWO', 'three', 'four']) await hub.newCase(vendor, id)
    for (const vendor of ['itero', 'shining-3d', 'medit-link'] as const)
      for (const id of ['one', 'theirs']) await hub.newCase(vendor, id, { companyId: OTHER_COMPANY })
    await hub.pass(10 * MINUTE)
    for (const vendor of [undefined, ...VENDORS]) {
      yield await hub.cases(vendor)
      yield await hub.as(FOREIGNER, OTHER_COMPANY).cases(vendor)
    }
    yield await hub.cases('no-such-vendor')
    yield await hub.list()
    yield await hub.account()
    await hub.portal('3shape', 'down')
    await hub.setUp('the vendor rejects the stored credentials', { companyId: COMPANY, vendor: 'medit-link' })
    await hub.pass(10 * MINUTE)
    await hub.newCase('itero', 'beside-interruptions')
    await hub.newCase('sirona', 'beside-interruptions')
    await hub.newCase('itero', 'beside-interruptions', { companyId: OTHER_COMPANY })
    await hub.pass(10 * MINUTE)
    yield await hub.cases()
    yield await hub.as(FOREIGNER, OTHER_COMPANY).cases()
    yield await hub.as(FOREIGNER, OTHER_COMPANY).list()
    yield await hub.list()
    await hub.pass(24 * HOUR)
    yield await hub.cases()
    for (let nth = 0; nth < 60; nth++) await hub.newCase('sirona', `many-${nth}`)
    await hub.pass(10 * MINUTE)
    yield await hub.cases('sirona')
  },

  async function* neighbours(hub) {
    const other = hub.as(FOREIGNER, OTHER_COMPANY)
    const own = await hub.connected('itero')
    await hub.connected('itero', { companyId: OTHER_COMPANY, token: FOREIGNER })
    await hub.portal('itero', 'down')
    await hub.newCase('itero', 'for-the-other', { companyId: OTHER_COMPANY })
    await hub.pass(10 * MINUTE)
    yield await other.list()
    yield await other.cases()
    yield await hub.disconnect(own)
    yield await other.list()
  },
]

/** The chapter in which the defects of an area are most likely to show, by the beginning of the requirement. */
const NEAREST: Record<string, string> = {
  'INBOX-CONN-05': 'access',
  'INBOX-CONN-06': 'access',
  'INBOX-CONN-07': 'access',
  'INBOX-CONN-09': 'refused',
  'INBOX-CONN-10': 'racing',
  'INBOX-CONN': 'connecting',
  'INBOX-AUTH-05': 'callbacks',
  'INBOX-AUTH': 'refusals',
  'INBOX-LOGIN-02': 'refused',
  'INBOX-LOGIN': 'refusals',
  'INBOX-HEALTH': 'outage',
  'INBOX-PUSH': 'pushes',
  'INBOX-LIMIT': 'limits',
  'INBOX-CASE': 'collecting',
  'INBOX-HTTP-02': 'collecting',
}

function chaptersFor(requirement: string): Chapter[] {
  const nearest = Object.entries(NEAREST).find(([beginning]) => requirement.startsWith(beginning))?.[1]
  return CHAPTERS.toSorted((one, other) => Number(other.name === nearest) - Number(one.name === nearest))
}

async function* told(
  chapter: Chapter,
  options: Pick<InboxMockOptions, 'defects' | 'variants'>,
): AsyncGenerator<string> {
  const tell = teller()
  for await (const answer of chapter(hubInProcess(options))) yield tell(answer)
}

const conforming = new Map<Chapter, string[]>()
test('the conforming hub answers nothing but documented statuses', async () => {
  for (const chapter of CHAPTERS) {
    const answers: string[] = []
    for await (const answer of told(chapter, {})) answers.push(answer)
    conforming.set(chapter, answers)
  }
  const statuses = new Set([...conforming.values()].flat().map((answer) => Number(answer.split(' ', 1)[0])))
  expect([...statuses].sort()).toEqual([200, 201, 202, 204, 303, 400, 401, 404, 409, 422])
})

async function shows(options: Pick<InboxMockOptions, 'defects' | 'variants'>, chapters: Chapter[]): Promise<boolean> {
  for (const chapter of chapters) {
    let step = 0
    for await (const answer of told(chapter, options)) {
      if (answer !== conforming.get(chapter)?.[step++]) return true
    }
  }
  return false
}

test.each(defects.map(({ id, requirement }) => [id, requirement]))('%s shows in an answer', async (id, requirement) => {
  expect(await shows({ defects: [id] }, chaptersFor(requirement))).toBe(true)
})

test.each(variants.map(({ id }) => id))('%s shows in an answer', async (id) => {
  expect(await shows({ variants: [id] }, CHAPTERS)).toBe(true)
})
