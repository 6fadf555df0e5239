import { describe, expect, test } from 'vitest'
import { answerSchema, findOperation, operations } from '../openapi/document.ts'
import { document } from '../openapi/inbox.gen.ts'
import { validatorFor } from '../openapi/validators.ts'
import {
  type Answer,
  COLLEAGUE,
  COMPANY,
  FOREIGNER,
  HOUR,
  LOGIN,
  MINUTE,
  OTHER_COMPANY,
  openHub,
  SECRET,
  VENDORS,
} from './mock-inbox-client.ts'

const EXPIRED = { state: 'authorization-expired', warning: { code: 'authorization-expired' } }
const INVALID = { state: 'credentials-invalid', warning: { code: 'credentials-invalid' } }
const SOUND = { state: 'connected', health: 'healthy', warning: null }

/** The hub's time, in milliseconds since 1970, as an answer's Date tells it. */
const timeOf = ({ headers }: Answer): number => Date.parse(headers.get('date') ?? '')

/** Milliseconds since the last sync that an inbox shows. */
const ageIn = (answer: Answer): number => timeOf(answer) - Date.parse(answer.json.lastSuccessfulSync)

describe('connecting', () => {
  test('a vendor with browser authorization is pending until the user has signed in', async () => {
    const hub = await openHub()
    await hub.newCase('itero', 'waiting')
    const connected = await hub.connect({ vendor: 'itero' })
    expect(connected.status).toBe(201)
    expect(connected.json).toMatchObject({
      companyId: COMPANY,
      vendor: 'itero',
      connectionType: 'authorization',
      syncMode: 'polling',
      state: 'authorization-pending',
      lastSuccessfulSync: null,
      warning: null,
    })
    await hub.pass(HOUR)
    expect((await hub.get(connected.json.inboxId)).json.state).toBe('authorization-pending')
    expect(await hub.caseIds()).toEqual([])

    const back = await hub.complete(connected)
    expect(back.status).toBe(303)
    expect(back.headers.get('location')).toBe(`${hub.mock.baseUrl}/companies/${COMPANY}/integrations`)
    const inbox = await hub.get(connected.json.inboxId)
    expect(inbox.json).toMatchObject(SOUND)
    expect(inbox.json).not.toHaveProperty('authorizationUrl')
    expect(ageIn(inbox)).toBe(0)
    expect(await hub.caseIds()).toEqual(['waiting'])
  })

  test('a second inbox of a vendor is refused, and the first goes on', async () => {
    const hub = await openHub()
    const first = await hub.connect({ vendor: 'itero' })
    expect((await hub.as(COLLEAGUE, COMPANY).connect({ vendor: 'itero' })).status).toBe(409)
    expect((await hub.complete(first)).status).toBe(303)
    expect((await hub.connect({ vendor: 'itero' })).status).toBe(409)
    expect((await hub.list()).json.inboxes).toMatchObject([{ inboxId: first.json.inboxId, ...SOUND }])
  })

  test('two at the same moment leave one', async () => {
    const hub = await openHub()
    for (let round = 0; round < 20; round++) {
      await hub.setUp('a company with no inboxes', { companyId: COMPANY })
      const both = await Promise.all([hub.connect({ vendor: 'sirona' }), hub.connect({ vendor: 'sirona' })])
      expect(both.map(({ status }) => status).sort()).toEqual([201, 409])
      expect((await hub.list()).json.inboxes).toHaveLength(1)
    }
  })

  test('all vendors can be connected side by side, and the same ones by another company', async () => {
    const hub = await openHub()
    for (const vendor of VENDORS) await hub.connected(vendor)
    for (const vendor of VENDORS) await hub.connected(vendor, { companyId: OTHER_COMPANY, token: FOREIGNER })
    const inboxes = (await hub.list()).json.inboxes
    expect(inboxes.map(({ vendor }: { vendor: string }) => vendor)).toEqual(VENDORS)
    for (const inbox of inboxes) expect(inbox).toMatchObject(SOUND)
    const names = inboxes.map(({ name }: { name: string }) => name)
    expect(names).toEqual(['iTero', '3Shape', 'DEXIS', 'Sirona', 'Medit Link', 'Shining 3D'])
  })

  test('a disconnected inbox is gone, its vendor free, its cases stay and are not collected again', async () => {
    const hub = await openHub()
    const inboxId = await hub.connected('itero')
    await hub.newCase('itero', 'one')
    await hub.pass(5 * MINUTE)
    expect((await hub.disconnect(inboxId)).status).toBe(204)
    expect((await hub.get(inboxId)).status).toBe(404)
    expect((await hub.list()).json.inboxes).toEqual([])
    await hub.newCase('itero', 'two')
    await hub.pass(HOUR)
    expect(await hub.caseIds()).toEqual(['one'])
    expect(await hub.connected('itero')).not.toBe(inboxId)
    expect(await hub.caseIds()).toEqual(['two', 'one'])
  })

  test.each([
    [{}],
    [{ vendor: 'no-such-vendor' }],
    [{ vendor: 'ITERO' }],
    [{ vendor: ['itero'] }],
    [{ vendor: null }],
    [{ vendor: 'toString' }],
    [[{ vendor: 'itero' }]],
    [null],
    [{ vendor: 'medit-link' }],
    [{ vendor: 'medit-link', username: LOGIN.username }],
    [{ vendor: 'medit-link', username: 7, password: LOGIN.password }],
    [{ vendor: 'medit-link', ...LOGIN, password: '' }],
  ])('%j connects nothing', async (body) => {
    const hub = await openHub()
    expect((await hub.connect(body)).status).toBe(400)
    expect((await hub.connect(undefined, '{')).status).toBe(400)
    expect((await hub.list()).json.inboxes).toEqual([])
  })
})

describe('access', () => {
  test('another employee of the company sees the same inbox, and can refresh it', async () => {
    const hub = await openHub()
    const colleague = hub.as(COLLEAGUE, COMPANY)
    const inboxId = await hub.connected('itero')
    expect((await colleague.list()).json).toEqual((await hub.list()).json)
    await hub.expire('itero')
    await hub.pass(5 * MINUTE)
    expect((await hub.complete(await colleague.reauthorize(inboxId))).status).toBe(303)
    expect((await hub.get(inboxId)).json).toMatchObject(SOUND)
  })

  test('an employee of another company reaches nothing, by either company', async () => {
    const hub = await openHub()
    const inboxId = await hub.connected('medit-link')
    for (const companyId of [COMPANY, OTHER_COMPANY]) {
      const foreign = hub.as(FOREIGNER, companyId)
      for (const answer of [
        await foreign.get(inboxId),
        await foreign.reauthorize(inboxId),
        await foreign.update(inboxId, { username: 'other', password: 'other' }),
        await foreign.disconnect(inboxId),
      ])
        expect(answer.status).toBe(404)
    }
    const foreign = hub.as(FOREIGNER, COMPANY)
    for (const answer of [
      await foreign.list(),
      await foreign.connect({ vendor: 'itero' }),
      await foreign.cases(),
      await foreign.account(),
    ])
      expect(answer.status).toBe(404)
    await hub.pass(5 * MINUTE)
    expect((await hub.list()).json.inboxes).toMatchObject([{ inboxId, ...SOUND }])
    expect((await hub.as(FOREIGNER, OTHER_COMPANY).list()).json.inboxes).toEqual([])
  })

  test.each([null, 'synthetic-unknown', 'synthetic-token-a1x', ''])('the token %j is none', async (token) => {
    const hub = await openHub()
    const answer = await hub.as(token, COMPANY).list()
    expect(answer.status).toBe(401)
    expect(answer.headers.get('www-authenticate')).toBe('Bearer')
  })

  test('a token is not taken for another scheme', async () => {
    const hub = await openHub()
    const headers = { authorization: 'Basic synthetic-token-a1' }
    const answer = await hub.send('GET', `/api/v1/companies/${COMPANY}/cases`, undefined, { token: null, headers })
    expect(answer.status).toBe(401)
  })
})

describe('the sign-in at the vendor', () => {
  test('is refused with a forged, altered, missing or used state, or another code', async () => {
    const hub = await openHub()
    const connected = await hub.connect({ vendor: '3shape' })
    const good = await hub.signIn(connected.json.authorizationUrl)
    const other = await hub.signIn((await hub.connect({ vendor: 'dexis' })).json.authorizationUrl)
    const bad = [
      (url: URL) => url.searchParams.set('state', 'forged'),
      (url: URL) => url.searchParams.set('state', `${url.searchParams.get('state')}x`),
      (url: URL) => url.searchParams.delete('state'),
      (url: URL) => url.searchParams.delete('code'),
      (url: URL) => url.searchParams.set('code', 'forged'),
      (url: URL) => url.searchParams.set('code', new URL(other).searchParams.get('code')!),
    ]
    for (const change of bad) {
      const url = new URL(good)
      change(url)
      expect((await hub.callback(url.href)).status).toBe(400)
      expect((await hub.get(connected.json.inboxId)).json.state).toBe('authorization-pending')
    }
    expect((await hub.callback(good)).status).toBe(303)
    await hub.expire('3shape')
    await hub.pass(5 * MINUTE)
    expect((await hub.callback(good)).status).toBe(400)
    expect((await hub.get(connected.json.inboxId)).json).toMatchObject(EXPIRED)
  })

  test('leads nowhere once its inbox is disconnected, or a fresh URL was asked for', async () => {
    const hub = await openHub()
    const connected = await hub.connect({ vendor: 'itero' })
    const older = await hub.signIn(connected.json.authorizationUrl)
    const fresh = await hub.reauthorize(connected.json.inboxId)
    expect((await hub.callback(older)).status).toBe(400)
    const late = await hub.signIn(fresh.json.authorizationUrl)
    await hub.disconnect(connected.json.inboxId)
    expect((await hub.callback(late)).status).toBe(400)
    expect((await hub.list()).json.inboxes).toEqual([])
  })

  test('restores an inbox that has expired: the same one, with the cases of the meantime', async () => {
    const hub = await openHub()
    const inboxId = await hub.connected('itero')
    await hub.newCase('itero', 'before')
    await hub.pass(5 * MINUTE)
    await hub.expire('itero')
    await hub.newCase('itero', 'meantime')
    expect((await hub.get(inboxId)).json).toMatchObject(SOUND)
    await hub.pass(5 * MINUTE)
    const expired = await hub.get(inboxId)
    expect(expired.json).toMatchObject(EXPIRED)
    expect(Date.parse(expired.json.warning.since)).toBe(timeOf(expired))
    await hub.pass(DAY)
    const later = await hub.get(inboxId)
    expect(later.json.warning).toEqual(expired.json.warning)
    expect(later.json.lastSuccessfulSync).toBe(expired.json.lastSuccessfulSync)
    expect(await hub.caseIds()).toEqual(['before'])

    const reauthorized = await hub.reauthorize(inboxId)
    expect(reauthorized.json).toMatchObject({ inboxId, ...EXPIRED })
    await hub.complete(reauthorized)
    expect((await hub.get(inboxId)).json).toMatchObject({ inboxId, ...SOUND })
    expect(await hub.caseIds()).toEqual(['meantime', 'before'])
  })

  test('is not for a login-based vendor', async () => {
    const hub = await openHub()
    expect((await hub.reauthorize(await hub.connected('medit-link'))).status).toBe(409)
    expect((await hub.update(await hub.connected('itero'), LOGIN)).status).toBe(409)
  })
})

const DAY = 24 * HOUR

describe('the login of Medit Link', () => {
  test('connects at once, and is in no answer', async () => {
    const hub = await openHub()
    const connected = await hub.connect({ vendor: 'medit-link', ...LOGIN })
    expect(connected.status).toBe(201)
    expect(connected.json).toMatchObject({ connectionType: 'login', syncMode: 'polling', ...SOUND })
    expect(connected.json).not.toHaveProperty('authorizationUrl')
    expect(connected.text).not.toContain(LOGIN.password)
  })

  test('is refused where the vendor refuses it, and nothing is connected', async () => {
    const hub = await openHub()
    for (const wrong of [{ password: 'wrong' }, { username: 'wrong' }, { password: `${LOGIN.password}x` }])
      expect((await hub.connect({ vendor: 'medit-link', ...LOGIN, ...wrong })).status).toBe(422)
    expect((await hub.list()).json.inboxes).toEqual([])
  })

  test('that is not accepted any more interrupts, until it is updated', async () => {
    const hub = await openHub()
    const inboxId = await hub.connected('medit-link')
    await hub.setUp('the vendor rejects the stored credentials', { companyId: COMPANY, vendor: 'medit-link' })
    await hub.newCase('medit-link', 'meantime')
    await hub.pass(5 * MINUTE)
    expect((await hub.get(inboxId)).json).toMatchObject(INVALID)
    expect((await hub.update(inboxId, LOGIN)).status).toBe(422)
    expect((await hub.get(inboxId)).json).toMatchObject(INVALID)
    expect(await hub.caseIds()).toEqual([])

    const login = { username: 'another-user', password: 'another-password' }
    await hub.setUp('the vendor accepts', { companyId: COMPANY, vendor: 'medit-link', ...login })
    const updated = await hub.update(inboxId, login)
    expect(updated.status).toBe(200)
    expect(updated.json).toMatchObject({ inboxId, ...SOUND })
    expect(await hub.caseIds()).toEqual(['meantime'])
  })

  test('stays what it was where an update is refused', async () => {
    const hub = await openHub()
    const inboxId = await hub.connected('medit-link')
    expect((await hub.update(inboxId, { ...LOGIN, password: 'wrong' })).status).toBe(422)
    expect((await hub.update(inboxId, { username: 'only' })).status).toBe(400)
    await hub.pass(5 * MINUTE)
    expect((await hub.get(inboxId)).json).toMatchObject(SOUND)
  })
})

describe('the health of a polled inbox', () => {
  test('is that of the age of its last sync, at every boundary', async () => {
    const hub = await openHub()
    const inboxId = await hub.connected('itero')
    await hub.portal('itero', 'down')
    const steps: [number, string, string | undefined][] = [
      [10 * MINUTE, 'healthy', undefined],
      [10 * MINUTE + 0.001, 'attention', undefined],
      [4 * HOUR - 0.001, 'attention', undefined],
      [4 * HOUR, 'issue', 'vendor-outage'],
      [3 * DAY, 'issue', 'vendor-outage'],
    ]
    let passed = 0
    for (const [age, health, code] of steps) {
      await hub.pass(age - passed)
      passed = age
      const { json } = await hub.get(inboxId)
      expect([age, json.health, json.warning?.code]).toEqual([age, health, code])
    }
    await hub.portal('itero', 'up')
    await hub.pass(5 * MINUTE)
    expect((await hub.get(inboxId)).json).toMatchObject(SOUND)
  })

  test('is good for as long as the vendor answers: polls run at their own instants', async () => {
    const hub = await openHub()
    const inboxId = await hub.connected('itero')
    const start = timeOf(await hub.get(inboxId))
    for (const seconds of [299, 1, 60, 239, 3000, 7]) {
      await hub.pass(seconds)
      const answer = await hub.get(inboxId)
      expect(answer.json).toMatchObject(SOUND)
      const sinceStart = (Date.parse(answer.json.lastSuccessfulSync) - start) / 1000
      expect(sinceStart % 300).toBe(0)
      expect(ageIn(answer)).toBeLessThan(5 * MINUTE * 1000)
    }
  })

  test('counts an outage anew after a restore: health follows the age, and there is no warning', async () => {
    const hub = await openHub()
    const inboxId = await hub.connected('itero')
    await hub.expire('itero')
    await hub.pass(5 * HOUR)
    await hub.portal('itero', 'down')
    await hub.complete(await hub.reauthorize(inboxId))
    expect((await hub.get(inboxId)).json).toMatchObject({ state: 'connected', health: 'issue', warning: null })
    await hub.pass(4 * HOUR)
    expect((await hub.get(inboxId)).json.warning.code).toBe('vendor-outage')
  })

  test('of one inbox is not that of another', async () => {
    const hub = await openHub()
    const down = await hub.connected('itero')
    const up = await hub.connected('dexis')
    await hub.portal('itero', 'down')
    await hub.newCase('dexis', 'one')
    await hub.pass(5 * HOUR)
    expect((await hub.get(down)).json.health).toBe('issue')
    expect((await hub.get(up)).json).toMatchObject(SOUND)
    expect(await hub.caseIds()).toEqual(['one'])
  })
})

describe('Shining 3D', () => {
  test('brings pushed cases at once, once, and lost ones by the next cross-check', async () => {
    const hub = await openHub()
    const inboxId = await hub.connected('shining-3d')
    expect((await hub.get(inboxId)).json).toMatchObject({ syncMode: 'push', ...SOUND })
    await hub.newCase('shining-3d', 'pushed')
    await hub.newCase('shining-3d', 'lost', { push: false })
    expect(await hub.caseIds()).toEqual(['pushed'])
    expect((await hub.push({ caseId: 'pushed' })).status).toBe(202)
    expect((await hub.push({ caseId: 'direct' })).status).toBe(202)
    expect((await hub.push({ caseId: 'direct', eventId: 'event-2' })).status).toBe(202)
    expect(await hub.caseIds()).toEqual(['direct', 'pushed'])
    await hub.pass(6 * HOUR - 1)
    expect(await hub.caseIds()).toEqual(['direct', 'pushed'])
    expect((await hub.get(inboxId)).json).toMatchObject(SOUND)
    await hub.pass(1)
    expect(await hub.caseIds()).toEqual(['lost', 'direct', 'pushed'])
    await hub.push({ caseId: 'lost' })
    await hub.pass(DAY)
    expect(await hub.caseIds()).toEqual(['lost', 'direct', 'pushed'])
  })

  test.each([null, 'wrong', `${SECRET}x`, SECRET.toUpperCase(), ''])(
    'takes no push with the secret %j',
    async (secret) => {
      const hub = await openHub()
      await hub.connected('shining-3d')
      expect((await hub.push({ caseId: 'one' }, secret)).status).toBe(401)
      await hub.pass(DAY)
      expect(await hub.caseIds()).toEqual([])
    },
  )

  test.each([
    { caseId: 7 },
    { accountId: '' },
    { createdAt: 'today' },
    { createdAt: '2026-01-05 08:00:00Z' },
    { patientName: null },
  ])('takes no push with %j', async (body) => {
    const hub = await openHub()
    await hub.connected('shining-3d')
    expect((await hub.push({ caseId: 'one', ...body })).status).toBe(400)
    expect(await hub.caseIds()).toEqual([])
  })

  test('accepts a push for nobody, and keeps one for an inbox that is not connected yet', async () => {
    const hub = await openHub()
    expect((await hub.push({ caseId: 'one', accountId: 'nobody' })).status).toBe(202)
    expect((await hub.push({ caseId: 'two' })).status).toBe(202)
    expect(await hub.caseIds()).toEqual([])
    await hub.connected('shining-3d')
    expect(await hub.caseIds()).toEqual(['two'])
  })

  test('has its pushes wait at the vendor while it is refused, or the portal is down', async () => {
    const hub = await openHub()
    const inboxId = await hub.connected('shining-3d')
    await hub.portal('shining-3d', 'down')
    await hub.push({ caseId: 'one' })
    expect(await hub.caseIds()).toEqual([])
    await hub.portal('shining-3d', 'up')
    await hub.pass(6 * HOUR)
    expect(await hub.caseIds()).toEqual(['one'])
    await hub.expire('shining-3d')
    await hub.newCase('shining-3d', 'two')
    expect((await hub.get(inboxId)).json).toMatchObject(EXPIRED)
    expect(await hub.caseIds()).toEqual(['one'])
    await hub.complete(await hub.reauthorize(inboxId))
    expect(await hub.caseIds()).toEqual(['two', 'one'])
  })

  test('needs attention once a cross-check has failed, and is an issue 4 hours later', async () => {
    const hub = await openHub()
    const inboxId = await hub.connected('shining-3d')
    await hub.portal('shining-3d', 'down')
    const seen: string[] = []
    for (const hours of [6 - 0.001, 0.001, 4 - 0.001, 0.001]) {
      await hub.pass(hours * HOUR)
      const { health, warning } = (await hub.get(inboxId)).json
      seen.push(`${health} ${warning?.code}`)
    }
    expect(seen).toEqual(['healthy undefined', 'attention undefined', 'attention undefined', 'issue vendor-outage'])
    await hub.portal('shining-3d', 'up')
    await hub.newCase('shining-3d', 'one')
    expect((await hub.get(inboxId)).json).toMatchObject(SOUND)
  })
})

describe.each([
  ['out-of-credits', { credits: 0 }, { credits: 5 }],
  ['storage-full', { usedBytes: 5e9, limitBytes: 5e9 }, { usedBytes: 4e9, limitBytes: 5e9 }],
])('%s', (code, full, free) => {
  const state = code === 'out-of-credits' ? 'credits are' : 'storage is'

  test('interrupts every inbox at once, loses nothing, and ends at once', async () => {
    const hub = await openHub()
    for (const vendor of ['itero', 'medit-link', 'shining-3d'] as const) await hub.connected(vendor)
    await hub.setUp(state, { companyId: COMPANY, ...full })
    const interrupted = (await hub.list()).json.inboxes
    expect(interrupted).toHaveLength(3)
    for (const inbox of interrupted) expect(inbox).toMatchObject({ state: 'paused', warning: { code } })
    for (const vendor of ['itero', 'medit-link', 'shining-3d'] as const) await hub.newCase(vendor, `waiting-${vendor}`)
    await hub.pass(DAY)
    expect(await hub.caseIds()).toEqual([])
    await hub.setUp(state, { companyId: COMPANY, ...free })
    for (const inbox of (await hub.list()).json.inboxes) expect(inbox).toMatchObject(SOUND)
    expect(await hub.caseIds()).toEqual(['waiting-shining-3d', 'waiting-medit-link', 'waiting-itero'])
  })
})

describe('credits', () => {
  test('are taken once a case, to the last one', async () => {
    const hub = await openHub()
    await hub.connected('itero')
    const inboxId = await hub.connected('shining-3d')
    await hub.credits(3)
    for (const caseId of ['one', 'two']) await hub.newCase('itero', caseId)
    await hub.newCase('shining-3d', 'three')
    await hub.push({ caseId: 'three', eventId: 'event-2' })
    await hub.pass(5 * MINUTE)
    expect((await hub.account()).json.credits).toBe(0)
    expect(await hub.caseIds()).toEqual(['two', 'one', 'three'])
    expect((await hub.get(inboxId)).json).toMatchObject({ state: 'paused', warning: { code: 'out-of-credits' } })
    for (const caseId of ['four', 'five']) await hub.newCase('itero', caseId)
    await hub.credits(1)
    expect(await hub.caseIds()).toEqual(['four', 'two', 'one', 'three'])
    expect((await hub.account()).json.credits).toBe(0)
    expect((await hub.get(inboxId)).json).toMatchObject({ state: 'paused' })
  })

  test('come back before the storage does: the other limit is named', async () => {
    const hub = await openHub()
    const inboxId = await hub.connected('itero')
    await hub.credits(0)
    await hub.storage(100e9)
    expect((await hub.get(inboxId)).json.warning.code).toBe('out-of-credits')
    await hub.credits(1)
    expect((await hub.get(inboxId)).json.warning.code).toBe('storage-full')
    await hub.storage(0)
    expect((await hub.get(inboxId)).json).toMatchObject(SOUND)
  })
})

describe('the case inbox', () => {
  test('lists all cases newest first, each with its vendor and inbox, and those of one vendor', async () => {
    const hub = await openHub()
    const itero = await hub.connected('itero')
    const medit = await hub.connected('medit-link')
    await hub.connected('itero', { companyId: OTHER_COMPANY, token: FOREIGNER })
    await hub.newCase('itero', 'same')
    await hub.pass(5 * MINUTE)
    await hub.newCase('medit-link', 'same')
    await hub.newCase('itero', 'same', { companyId: OTHER_COMPANY })
    await hub.pass(5 * MINUTE)
    expect((await hub.cases()).json.cases).toMatchObject([
      { caseId: 'same', vendor: 'medit-link', inboxId: medit },
      { caseId: 'same', vendor: 'itero', inboxId: itero },
    ])
    expect((await hub.cases('itero')).json.cases).toMatchObject([{ vendor: 'itero', inboxId: itero }])
    expect((await hub.cases('sirona')).json.cases).toEqual([])
    expect((await hub.cases('no-such-vendor')).status).toBe(400)
    expect(await hub.caseIds(OTHER_COMPANY, FOREIGNER)).toEqual(['same'])
  })
})

describe('provider states', () => {
  test('set a company back: no inboxes, portals up, no cases, the first login, credits and storage', async () => {
    const hub = await openHub()
    const connected = await hub.connect({ vendor: 'itero' })
    const late = await hub.signIn(connected.json.authorizationUrl)
    await hub.connected('medit-link')
    await hub.newCase('medit-link', 'one')
    await hub.pass(5 * MINUTE)
    await hub.portal('dexis', 'down')
    await hub.newCase('dexis', 'waiting')
    await hub.setUp('the vendor rejects the stored credentials', { companyId: COMPANY, vendor: 'medit-link' })
    await hub.credits(0)
    await hub.storage(1, 1)

    expect((await hub.setUp('a company with no inboxes', { companyId: COMPANY })).json).toEqual({})
    expect((await hub.list()).json.inboxes).toEqual([])
    expect((await hub.account()).json).toEqual({ credits: 1000, storage: { usedBytes: 0, limitBytes: 100e9 } })
    expect((await hub.callback(late)).status).toBe(400)
    await hub.connected('medit-link')
    await hub.connected('dexis')
    for (const inbox of (await hub.list()).json.inboxes) expect(inbox).toMatchObject(SOUND)
    expect(await hub.caseIds()).toEqual([])
  })

  test.each([
    ['a company with no inboxes', {}, /param "companyId" must be a string/],
    ['a company with no inboxes', { companyId: 'nobody' }, /unknown company "nobody"; known: synthetic-company-a,/],
    ['the vendor portal is down', { companyId: COMPANY, vendor: 'nobody' }, /unknown vendor "nobody"; known: itero,/],
    ['the vendor authorization has expired', { companyId: COMPANY, vendor: 'medit-link' }, /no authorization/],
    ['the vendor accepts', { companyId: COMPANY, vendor: 'itero', ...LOGIN }, /not a login-based vendor/],
    ['the vendor rejects the stored credentials', { companyId: COMPANY, vendor: 'itero' }, /not a login-based vendor/],
    ['credits are', { companyId: COMPANY, credits: 'many' }, /param "credits" must be a number/],
    ['storage is', { companyId: COMPANY, usedBytes: -1, limitBytes: 0 }, /param "usedBytes" must be a number from 0/],
    ['the user signs in at the vendor', { authorizationUrl: 'http://127.0.0.1/elsewhere' }, /no vendor's login page/],
    ['the user signs in at the vendor', { authorizationUrl: 'no url' }, /no vendor's login page/],
  ])('refuse %s with %j', async (state, params, message) => {
    const hub = await openHub()
    const answer = await hub.setUp(state, params)
    expect(answer.status).toBe(400)
    expect(answer.json.error).toMatch(message)
  })
})

describe('the mock', () => {
  test('describes itself as a target', async () => {
    const { mock } = await openHub({ variants: ['three-vendors'] })
    expect(mock.target).toEqual({
      profile: 'inbox',
      baseUrl: mock.baseUrl,
      providerStatesUrl: mock.providerStatesUrl,
      pushSecret: SECRET,
      vendors: ['itero', 'medit-link', 'shining-3d'],
      companies: [
        { companyId: COMPANY, tokens: ['synthetic-token-a1', COLLEAGUE] },
        { companyId: OTHER_COMPANY, tokens: [FOREIGNER] },
      ],
      login: LOGIN,
    })
  })

  test('takes companies, secret and login of its user', async () => {
    const login = { username: 'own-user', password: 'own-password' }
    const hub = await openHub({
      companies: [{ companyId: 'own', tokens: ['own-token'] }],
      pushSecret: 'own-secret',
      login,
    })
    const own = hub.as('own-token', 'own')
    expect((await own.connect({ vendor: 'medit-link', ...login })).status).toBe(201)
    expect((await hub.push({ caseId: 'one', accountId: 'own' }, 'own-secret')).status).toBe(202)
    expect(hub.mock.target).toMatchObject({ login, pushSecret: 'own-secret' })
  })

  test('refuses an unknown defect, and a pace at which nothing would move', async () => {
    await expect(openHub({ defects: ['no-such-defect'] })).rejects.toThrow(RangeError)
    await expect(openHub({ pollSeconds: 0 })).rejects.toThrow('an interval must be more than 0 seconds, not 0')
  })

  test('polls and cross-checks at the pace that it is told', async () => {
    const hub = await openHub({ pollSeconds: 90, crossCheckSeconds: 200 })
    await hub.connected('itero')
    await hub.connected('shining-3d')
    await hub.newCase('itero', 'polled')
    await hub.newCase('shining-3d', 'lost', { push: false })
    const arrived: string[][] = []
    for (const seconds of [89, 1, 109, 1]) {
      await hub.pass(seconds)
      arrived.push(await hub.caseIds())
    }
    expect(arrived).toEqual([[], ['polled'], ['polled'], ['lost', 'polled']])
  })

  test('gives the same IDs for the same seed', async () => {
    const ids = await Promise.all([1, 1, 2].map(async (seed) => (await openHub({ seed })).connected('itero')))
    expect(ids[0]).toBe(ids[1])
    expect(ids[0]).not.toBe(ids[2])
  })

  test('lets polls run on a real clock, too', async () => {
    const hub = await openHub({ clock: 'real' })
    const inboxId = await hub.connected('itero')
    await hub.newCase('itero', 'one')
    await hub.pass(5 * MINUTE)
    expect(await hub.caseIds()).toEqual(['one'])
    const answer = await hub.get(inboxId)
    expect(answer.json).toMatchObject(SOUND)
    expect(Math.abs(timeOf(answer) - Date.now() - 5 * MINUTE * 1000)).toBeLessThan(10_000)
  })

  test('answers problem details for what it does not have', async () => {
    const answer = await (await openHub()).send('GET', '/api/v1/nothing')
    expect(answer.status).toBe(404)
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
  })
})

test('every answer is one of the document’s', async () => {
  const hub = await openHub()
  const seen = new Set<string>()
  const check = (operationId: string, answer: Answer) => {
    const { operation } = findOperation(document, operationId)
    expect(Object.keys(operation.responses), operationId).toContain(String(answer.status))
    const schema = answerSchema(document, operationId, answer.status)
    if (schema === undefined) expect(answer.text, operationId).toBe('')
    else expect(validatorFor(document, schema)(answer.json), `${operationId}: ${answer.text}`).toEqual([])
    const type = answer.status >= 400 ? 'application/problem+json' : answer.text === '' ? null : 'application/json'
    expect(answer.headers.get('content-type'), operationId).toBe(type)
    if (answer.status >= 400) expect(answer.json.status).toBe(answer.status)
    seen.add(operationId)
    return answer
  }
  const connected = check('connectInbox', await hub.connect({ vendor: 'itero' }))
  const { inboxId } = connected.json
  check('connectInbox', await hub.connect({ vendor: 'itero' }))
  check('connectInbox', await hub.connect({}))
  check('connectInbox', await hub.connect({ vendor: 'medit-link', username: 'wrong', password: 'wrong' }))
  const callback = await hub.signIn(connected.json.authorizationUrl)
  check('completeAuthorization', await hub.callback(callback))
  check('completeAuthorization', await hub.callback(callback))
  check('reauthorizeInbox', await hub.reauthorize(inboxId))
  const medit = check('connectInbox', await hub.connect({ vendor: 'medit-link', ...LOGIN })).json.inboxId
  check('updateCredentials', await hub.update(medit, LOGIN))
  check('updateCredentials', await hub.update(medit, {}))
  check('updateCredentials', await hub.update(medit, { ...LOGIN, password: 'wrong' }))
  check('updateCredentials', await hub.update(inboxId, LOGIN))
  check('reauthorizeInbox', await hub.reauthorize(medit))
  await hub.connected('shining-3d')
  check('receivePush', await hub.push({ caseId: 'one' }))
  check('receivePush', await hub.push({ caseId: 'one' }, 'wrong'))
  check('receivePush', await hub.push({ caseId: 1 }))
  await hub.credits(0)
  await hub.expire('itero')
  for (const token of ['synthetic-token-a1', FOREIGNER, null]) {
    const asked = hub.as(token, COMPANY)
    check('listInboxes', await asked.list())
    check('getInbox', await asked.get(inboxId))
    check('listCases', await asked.cases())
    check('listCases', await asked.cases('nobody'))
    check('getAccount', await asked.account())
  }
  check('disconnectInbox', await hub.disconnect(inboxId))
  check('disconnectInbox', await hub.disconnect(inboxId))
  expect([...seen].sort()).toEqual(
    operations(document)
      .map(({ operation }) => operation.operationId)
      .sort(),
  )
})

test('a method that the profile does not have answers 405, and says which it has', async () => {
  const { mock } = await openHub()
  const ask = (method: string, path: string) => fetch(mock.baseUrl + path, { method })
  const { status, headers } = await ask('PATCH', '/api/v1/companies/synthetic-company-a/inboxes')
  expect([status, headers.get('allow')]).toEqual([405, 'GET, HEAD, POST'])
  expect((await ask('GET', '/api/v1/nothing')).status).toBe(404)
  expect((await ask('GET', '/integrations/nothing')).status).toBe(404)
})

test('an inbox is connected, and a user signed in, by states of the hub', async () => {
  const hub = await openHub()
  const connected = await hub.setUp('an inbox is connected', { companyId: 'synthetic-company-a', vendor: 'itero' })
  expect((await hub.get(connected.json.inboxId)).json.lastSuccessfulSync).not.toBeNull()
  const signedIn = await hub.setUp('the user has signed in at the vendor', {
    companyId: 'synthetic-company-b',
    vendor: 'dexis',
  })
  const { code, state } = signedIn.json
  const back = `${hub.mock.baseUrl}/api/v1/authorization/callback?${new URLSearchParams({ code, state })}`
  expect((await fetch(back, { redirect: 'manual' })).status).toBe(303)
})
