import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { command, inFolder, reference } from './fixtures/command.ts'
import { everyVerdict } from './fixtures/report.ts'
import { ServedPage } from './support/served.ts'

const SECRET = 'not-to-be-shown-7Qx'
const FROM_ENVIRONMENT = 'nor-this-one-9Wz'
const CONFIG = {
  targets: {
    booking: { profile: 'opus', baseUrl: 'http://127.0.0.1:9', apiKey: SECRET },
    staging: { profile: 'opus', baseUrl: reference('STAGING_URL'), apiKey: reference('STAGING_KEY') },
  },
  clients: { booker: { profile: 'opus', driver: ['true'] } },
}

const folder = mkdtempSync(join(tmpdir(), 'bitewing-served-'))
let served: ServedPage
let cookie: string

beforeAll(async () => {
  const run = join(folder, '.bitewing/runs/kept-one')
  mkdirSync(run, { recursive: true })
  writeFileSync(join(folder, 'bitewing.config.json'), JSON.stringify(CONFIG))
  writeFileSync(join(folder, 'outside.json'), '{"secret":1}')
  writeFileSync(join(run, 'report.json'), JSON.stringify(everyVerdict().report))
  writeFileSync(join(run, 'exchanges.ndjson'), '')
  writeFileSync(join(run, 'evidence.ndjson'), '')
  served = await ServedPage.start(folder, [], { STAGING_KEY: FROM_ENVIRONMENT, STAGING_URL: 'http://127.0.0.1:9' })
  cookie = await served.cookie()
})
afterAll(async () => {
  await served?.[Symbol.asyncDispose]()
  rmSync(folder, { recursive: true, force: true })
})

const own = () => `http://127.0.0.1:${served.port}`
const asPage = () => ({ cookie, origin: own(), 'content-type': 'application/json' })
const READS = [
  '/',
  '/api/state',
  '/api/events',
  '/api/rules/opus',
  '/api/client-rules/opus',
  '/api/situations/booker',
  '/api/runs/kept-one',
  '/runs/kept-one/report',
  '/api/runs/kept-one/passed',
  '/api/runs/kept-one/exchanges/booking-0001',
  '/api/fleet',
  '/fleet/clinic/report',
  '/compare?a=kept-one&b=kept-one',
  '/no/such/thing',
]
const WRITES = [
  '/api/plan',
  '/api/runs',
  '/api/runs/kept-one/stop',
  '/api/runs/kept-one/resume',
  '/api/proxies',
  '/api/drills',
  '/api/waivers',
]

describe('who may ask', () => {
  test('the address with the token gives a cookie that no script reads and no other site sends', async () => {
    const { pathname, search } = new URL(served.url)
    const { status, headers } = await served.ask(pathname + search)
    expect(status).toBe(200)
    expect(String(headers['set-cookie'])).toMatch(/^bitewing-\d+=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/)
    expect(String(headers['set-cookie'])).not.toContain(new URL(served.url).searchParams.get('token'))
  })

  test.each(READS)('nobody reads %s without the token, or with another one', async (path) => {
    for (const given of ['', `bitewing-${served.port}=guessed`, 'other=1']) {
      const answer = await served.ask(path, { cookie: given })
      expect(answer).toMatchObject({ status: 403 })
      expect(answer.headers['set-cookie']).toBeUndefined()
      expect(answer.body).not.toContain('booking')
    }
    expect((await served.ask(`${path}${path.includes('?') ? '&' : '?'}token=guessed`)).status).toBe(403)
  })

  test.each(WRITES)('nobody posts to %s without the token, from nowhere, or from another origin', async (path) => {
    const body = JSON.stringify({ names: ['booking'] })
    const json = { 'content-type': 'application/json' }
    for (const headers of [
      { ...json, origin: own() },
      { ...json, cookie },
      { ...json, cookie, origin: 'http://attacker.test' },
      { ...json, cookie, origin: `http://localhost:${served.port}` },
      { ...json, cookie, origin: `http://127.0.0.1:${served.port + 1}` },
      { ...json, cookie, origin: 'null' },
    ]) {
      expect((await served.ask(path, headers, 'POST', body)).status).toBe(403)
    }
    expect(existsSync(join(folder, '.bitewing/runs'))).toBe(true)
  })

  test.each(['attacker.test', 'attacker.test:80', '127.0.0.1', '127.0.0.1.attacker.test', '0.0.0.0', '[::1]'])(
    'a name that is not this machine’s is refused: %s',
    async (host) => {
      const withPort = host.includes(':') && !host.startsWith('[') ? host : `${host}:${served.port + 1}`
      for (const one of [host, withPort]) {
        expect((await served.ask('/api/state', { cookie, host: one })).status).toBe(403)
        const { pathname, search } = new URL(served.url)
        expect((await served.ask(pathname + search, { host: one })).status).toBe(403)
      }
    },
  )

  test('another site that reads with the cookie is refused', async () => {
    expect((await served.ask('/api/state', { cookie, origin: 'http://attacker.test' })).status).toBe(403)
    expect((await served.ask('/api/state', { cookie })).status).toBe(200)
  })

  test('it listens on loopback alone', async () => {
    expect(new URL(served.url).hostname).toBe('127.0.0.1')
    await expect(fetch(`http://[::1]:${served.port}/`)).rejects.toThrow()
  })
})

describe('what is asked', () => {
  test.each([
    '/api/runs/..',
    '/api/runs/%2e%2e',
    '/api/runs/..%2f..%2f..%2foutside.json',
    '/api/runs/%2fetc',
    '/api/runs/kept-one%2f..%2fkept-one',
    '/api/runs/kept-one%00',
    '/runs/..%2f..%2f/report',
    '/runs/..%5c../report',
    '/compare?a=../../&b=kept-one',
    '/compare?a=kept-one&b=%2fetc%2fpasswd',
    '/compare',
    '/../../outside.json',
    '/%2e%2e/outside.json',
    '/.bitewing/runs/kept-one/report.json',
    '/bitewing.config.json',
    '/api/rules/..%2foutside.json',
    '/api/rules/%2fetc%2fpasswd',
    '/api/client-rules/..%2foutside.json',
    '/api/situations/..%2foutside.json',
    '/api/situations/--config=%2fetc%2fpasswd',
    '/api/runs/..%2f..%2f/passed',
    '/api/runs/kept-one/passed?from=-1',
    '/api/runs/kept-one/exchanges/..%2freport.json',
    '/fleet/..%2f..%2foutside.json/report',
  ])('no file is reached by its path: %s', async (path) => {
    const { status, body } = await served.ask(path, { cookie })
    expect(status === 400 || status === 404).toBe(true)
    expect(body).not.toContain('"secret"')
    expect(body).not.toContain('root:')
  })

  test.each([
    ['no JSON', 'text/plain', '{"names":["booking"]}', 'content-type'],
    ['a form', 'application/x-www-form-urlencoded', 'names=booking', 'content-type'],
    ['broken JSON', 'application/json', '{', 'it is not JSON'],
    ['no names', 'application/json', '{}', 'names'],
    ['another key', 'application/json', '{"names":["booking"],"config":"/etc/passwd"}', 'config'],
    ['an option for a name', 'application/json', '{"names":["--config=/etc/passwd"]}', 'expected a target'],
    ['an unknown name', 'application/json', '{"names":["../x"]}', 'expected a target'],
    ['no target', 'application/json', '{"names":[]}', 'at least one'],
    ['a proxy before a module', 'application/json', '{"target":"./x.mjs"}', 'expected a target', '/api/proxies'],
    ['a proxy with a command', 'application/json', '{"target":"booking","command":["id"]}', 'command', '/api/proxies'],
    ['an unknown client', 'application/json', '{"client":"--list"}', 'expected a client', '/api/drills'],
    ['another driver', 'application/json', '{"client":"booker","driver":["id"]}', 'driver', '/api/drills'],
  ])('%s starts nothing', async (_, type, body, told, path = '/api/runs') => {
    const before = (await served.ask('/api/state', { cookie })).body
    const answer = await served.ask(path, { ...asPage(), 'content-type': type }, 'POST', body)
    expect(answer).toMatchObject({ status: 400 })
    expect(answer.body).toContain(told)
    expect((await served.ask('/api/state', { cookie })).body).toBe(before)
  })

  test('a body without an end is not read to it', async () => {
    const body = JSON.stringify({ names: ['x'.repeat(100_000)] })
    expect((await served.ask('/api/runs', asPage(), 'POST', body)).status).toBe(413)
  })

  test('a word that is meant for a shell or for an option is a rule that there is not', async () => {
    const body = JSON.stringify({ names: ['booking'], only: ['$(touch hit)', '--out=/tmp/x'] })
    const answer = await served.ask('/api/plan', asPage(), 'POST', body)
    expect(answer.status).toBe(400)
    expect(answer.body).toContain('matches no rule')
    expect(existsSync(join(folder, 'hit'))).toBe(false)
  })
})

describe('what is answered', () => {
  test.each(READS.filter((path) => path !== '/api/events'))('%s has no secret, and is kept nowhere', async (path) => {
    const { headers, body } = await served.ask(path, { cookie })
    for (const secret of [
      SECRET,
      FROM_ENVIRONMENT,
      new URL(served.url).searchParams.get('token')!,
      cookie.split('=')[1]!,
    ])
      expect(body).not.toContain(secret)
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    })
    expect(headers['access-control-allow-origin']).toBeUndefined()
    const policy = String(headers['content-security-policy'])
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toContain('unsafe')
  })

  test('what its runs print has none either', async () => {
    const answer = await served.ask(
      '/api/plan',
      asPage(),
      'POST',
      JSON.stringify({ names: ['booking', 'staging'], only: ['OPUS-KEY-01'] }),
    )
    expect(answer.status).toBe(200)
    expect(answer.body).not.toContain(SECRET)
    expect(answer.body).not.toContain(FROM_ENVIRONMENT)
  })
})

describe('the command', () => {
  test('tells of a port that is in use, and of what is no port', async () => {
    const taken = await command(['serve', '--port', String(served.port)], { cwd: folder })
    expect(taken).toMatchObject({ status: 2 })
    expect(taken.stderr).toContain(`error: --port: ${served.port} is in use`)
    expect(await command(['serve', '--port', '70000'])).toMatchObject({ status: 2 })
  })

  test('ends with 0 by an interrupt', () =>
    inFolder({}, async (cwd) => {
      await using other = await ServedPage.start(cwd)
      other.command.interrupt()
      expect(await other.command.status).toBe(0)
    }))
})
