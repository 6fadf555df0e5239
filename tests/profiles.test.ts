import { mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import type { Report } from '../reports/model.ts'
import { inFolder, reference } from './fixtures/command.ts'
import { BuiltCommand } from './support/built.ts'
import { httpServer } from './support/servers.ts'

const clause = { document: 'acme.txt', section: 'Orders', quote: 'Orders are listed.' }
const KEY = 'synthetic-key-1'

/** A profile from outside, as its author writes it. */
const ACME = `
import { accepts, broken, came, defineProfile, holds, refuses, rule, secret } from 'bitewing/profile'
const clause = ${JSON.stringify(clause)}
const key = ({ settings }) => ({ 'x-key': secret(settings.key) })
export default defineProfile({
  name: 'acme',
  title: 'Acme imaging bridge',
  requirements: [
    { id: 'ACME-PING-01', level: 'must', title: 'ping answers pong', clause },
    { id: 'ACME-KEY-01', level: 'must', title: 'a key is needed', clause },
    { id: 'ACME-LIST-01', level: 'must', title: 'orders are listed', clause },
    { id: 'ACME-LIST-02', level: 'should', title: 'there are two orders', clause },
    { id: 'ACME-MAKE-01', level: 'must', title: 'an order is made', clause },
  ],
  settings: { type: 'object', required: ['key'], properties: { key: { type: 'string', writeOnly: true } } },
  experiments: { list: { run: (context) => context.send({ path: '/orders', headers: key(context) }) } },
  rules: {
    'ACME-PING-01': rule({
      probe: (context) => context.send({ operation: 'ping', method: 'GET', path: '/ping', headers: key(context) }),
      judge: (ping) => (ping.response?.body.startsWith('pong') ? holds('pong', [ping]) : broken('pong', came(ping), [ping])),
    }),
    'ACME-KEY-01': refuses((context) => ({ path: '/ping', headers: key(context) }), { 'without the key': (call) => ({ ...call, headers: {} }) }, 401),
    'ACME-LIST-01': rule({ needs: ['list'], judge: ({ list }) => (list.response?.status === 200 ? holds('200', [list]) : broken('200', came(list), [list])) }),
    'ACME-LIST-02': rule({ needs: ['list'], leansOn: ['ACME-LIST-01'], judge: ({ list }) => (list.response?.body === '[1,2]' ? holds('two', [list]) : broken('two', came(list), [list])) }),
    'ACME-MAKE-01': accepts((context) => ({ method: 'POST', path: '/orders', headers: key(context), body: { name: 'Åsa' }, what: 'an order' })),
  },
})
`

interface Faults {
  ping?: string
  open?: boolean
  list?: number
}

const acme = ({ ping = 'pong', open = false, list = 200 }: Faults) =>
  httpServer((incoming, outgoing) => {
    if (!open && incoming.headers['x-key'] !== KEY) return void outgoing.writeHead(401).end('no key')
    if (incoming.url === '/ping') return void outgoing.end(`${ping} to ${incoming.headers['x-key']}`)
    if (incoming.method === 'POST') return void outgoing.writeHead(201).end('{}')
    outgoing.writeHead(list).end('[1,2]')
  })

/** Runs the command in a folder of a project that has Bitewing installed. */
async function inProject(
  faults: Faults,
  use: (
    call: (...argv: string[]) => Promise<{ status: number | null; stdout: string; stderr: string }>,
    folder: string,
  ) => Promise<void>,
  module = ACME,
): Promise<void> {
  await using server = await acme(faults)
  const target = { profile: './acme.mjs', baseUrl: server.baseUrl, key: reference('ACME_KEY') }
  await inFolder(
    { 'acme.mjs': module, 'none.json': {}, 'bitewing.config.json': { targets: { bridge: target } } },
    async (folder) => {
      mkdirSync(join(folder, 'node_modules'))
      symlinkSync(fileURLToPath(new URL('..', import.meta.url)), join(folder, 'node_modules/bitewing'), 'dir')
      await use(async (...argv) => {
        await using run = new BuiltCommand(argv, folder, { ACME_KEY: KEY })
        return { status: await run.status, stdout: run.stdout, stderr: run.stderr }
      }, folder)
    },
  )
}

const verdictsIn = (folder: string) => {
  const { targets } = JSON.parse(readFileSync(join(folder, 'bitewing-report/report.json'), 'utf8')) as Report
  return Object.fromEntries(targets.flatMap((one) => one.requirements.map(({ id, verdict }) => [id, verdict])))
}

describe('a profile from outside', () => {
  test('judges a conforming server, and keeps its secrets', () =>
    inProject({}, async (call, folder) => {
      expect((await call('run', 'bridge')).status).toBe(0)
      expect(new Set(Object.values(verdictsIn(folder)))).toEqual(new Set(['pass']))
      for (const file of ['report.json', 'report.html', 'exchanges.ndjson', 'evidence.ndjson', 'configuration.json']) {
        expect(readFileSync(join(folder, 'bitewing-report', file), 'utf8')).not.toContain(KEY)
      }
      expect(readFileSync(join(folder, 'bitewing-report/ledger.ndjson'), 'utf8')).toContain('an order')
      expect((await call('judge', 'bitewing-report')).stdout).toContain('every verdict is the stored one')
      expect((await call('diff', 'bitewing-report', 'bitewing-report')).status).toBe(0)
    }))

  test.each<[string, Faults, Record<string, string>]>([
    ['another answer', { ping: 'ping' }, { 'ACME-PING-01': 'fail' }],
    ['no check of the key', { open: true }, { 'ACME-KEY-01': 'fail' }],
    ['a list that is not found', { list: 404 }, { 'ACME-LIST-01': 'fail' }],
  ])('names the rule that is broken by %s, and no other', (_, faults, expected) =>
    inProject(faults, async (call, folder) => {
      expect((await call('run', 'bridge')).status).toBe(1)
      expect(verdictsIn(folder)).toMatchObject(expected)
      const failing = Object.values(verdictsIn(folder)).filter((verdict) => verdict === 'fail' || verdict === 'warn')
      expect(failing).toEqual(['fail'])
      expect((await call('judge', 'bitewing-report')).stdout).toContain('every verdict is the stored one')
    }),
  )

  test('is listed, planned, looked at and begun as the built-in ones are', () =>
    inProject({}, async (call, folder) => {
      expect((await call('run', './acme.mjs', '--list')).stdout).toContain('ACME-PING-01  must')
      expect((await call('run', 'bridge', '--only', 'ACME-LIST-*', '--plan')).stdout).toContain('bridge: 2 rules')
      expect(await call('doctor')).toMatchObject({ status: 0 })
      expect((await call('run', 'bridge', '--only', 'ACME-NO-*')).status).toBe(2)
      const begun = join(folder, 'begun')
      mkdirSync(begun)
      await using init = new BuiltCommand(['init', '../acme.mjs'], begun)
      expect(await init.status).toBe(0)
      expect(JSON.parse(readFileSync(join(begun, 'bitewing.config.json'), 'utf8')).targets).toEqual({
        acme: { profile: '../acme.mjs', baseUrl: reference('ACME_BASE_URL'), key: reference('ACME_KEY') },
      })
    }))

  test.each([
    ['throws', 'throw new Error("no such thing")', 'it cannot be loaded: no such thing'],
    ['exports something else', 'export default 7', 'expected a default export made by defineProfile, found number'],
    ['has two rows of one ID', ACME.replace('ACME-KEY-01', 'ACME-PING-01'), 'an earlier row has this id'],
    [
      'has a rule without a row',
      ACME.replace("'ACME-MAKE-01':", "'ACME-MAKE-02':"),
      'rule ACME-MAKE-02 stands in no register',
    ],
    [
      'leans on what is not there',
      ACME.replace("leansOn: ['ACME-LIST-01']", "leansOn: ['ACME-NO-01']"),
      'leans on ACME-NO-01, which there is not',
    ],
    [
      'has the name of a built-in one',
      ACME.replace("name: 'acme'", "name: 'opus'"),
      "its name is opus, which is a built-in profile's",
    ],
  ])('that %s is told before anything is sent', (_, module, message) =>
    inProject(
      {},
      async (call) => {
        const { status, stderr } = await call('run', 'bridge')
        expect([status, stderr]).toEqual([2, expect.stringContaining(message)])
      },
      module,
    ),
  )

  test('that is not there, or whose settings are not, is told likewise', () =>
    inProject({}, async (call, folder) => {
      expect(await call('run', './acme.mjs', '--config', 'none.json')).toMatchObject({
        status: 2,
        stderr: expect.stringContaining('acme: expected a server, and its profile has no mock'),
      })
      expect(await call('run', './nothing.mjs')).toMatchObject({
        status: 2,
        stderr: expect.stringContaining('there is no such file'),
      })
      expect(await call('run', 'no-such-package')).toMatchObject({
        status: 2,
        stderr: expect.stringContaining('found "no-such-package"'),
      })
      expect(await call('run', join(folder, 'acme.mjs'), '-u', 'http://127.0.0.1:9')).toMatchObject({
        status: 2,
        stderr: expect.stringContaining('targets.acme.key: expected a text, found nothing'),
      })
    }))
})
