import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStore } from '../fleet/store.ts'
import { targets } from '../fleet/targets.ts'
import { startMock } from '../profiles/mock.ts'
import { type RunningPostgres, startPostgres } from '../scripts/postgres.ts'
import { inFolder } from './fixtures/command.ts'
import { BuiltCommand } from './support/built.ts'
import { proxyTo } from './support/servers.ts'

let server: RunningPostgres

beforeAll(async () => {
  server = await startPostgres()
}, 120_000)
afterAll(() => server?.[Symbol.asyncDispose]())

const DEFECT = 'gender-1-refused'
const REQUIREMENT = 'ITERO-GENDER-01'

test('a worker that is killed loses no verdict: another one judges what it was at, once its ledger was told', async () => {
  const mock = await startMock('opus', {})
  const broken = await startMock('itero', { defects: [DEFECT] })
  try {
    let killed: BuiltCommand | undefined
    let writes = 0
    await using between = await proxyTo(mock.baseUrl, ({ method }) => {
      if (method === 'POST' && ++writes === 3) killed?.signal('SIGKILL')
      return undefined
    })
    const lines = [
      { name: 'watched', ...mock.target, baseUrl: between.baseUrl },
      { name: 'broken', ...broken.target },
      { name: 'embedded', profile: 'inbox' },
    ]
    await inFolder({ 'fleet.ndjson': lines.map((line) => JSON.stringify(line)).join('\n') }, async (folder) => {
      const place = ['--database', server.url]
      await using adds = new BuiltCommand(['fleet', 'add', 'fleet.ndjson', ...place], folder)
      expect([await adds.status, adds.stderr]).toEqual([0, expect.stringContaining('3 targets added')])
      killed = new BuiltCommand(['fleet', 'run', '--workers', '3', ...place], folder)
      expect(await killed.status).toBeNull()
      killed = undefined
      await using other = new BuiltCommand(['fleet', 'run', ...place], folder)
      expect(await other.status, other.stderr).toBe(1)
      expect(other.stderr).toMatch(
        /watched: the run of \S+ broke off: its worker was killed.*it may have left \d+ things? there/,
      )
      const store = await openStore({ url: server.url })
      try {
        const all = await targets(store)
        expect(all.map(({ name, state, last }) => [name, state, last?.complete, last?.fails])).toEqual([
          ['broken', 'judged', true, [REQUIREMENT]],
          ['embedded', 'judged', true, []],
          ['watched', 'judged', true, []],
        ])
        const twice = await store.query(
          `SELECT target, requirement FROM bitewing.verdict WHERE until IS NULL GROUP BY 1, 2 HAVING count(*) > 1`,
        )
        expect(twice).toEqual([])
      } finally {
        await store.close()
      }
    })
  } finally {
    await mock.close()
    await broken.close()
  }
}, 300_000)

test('a database that crashes in the middle is waited for', async () => {
  await inFolder(
    { 'fleet.ndjson': ['a', 'b'].map((name) => `{"name":"crash-${name}","profile":"itero"}`).join('\n') },
    async (folder) => {
      const place = ['--database', server.url]
      await using adds = new BuiltCommand(['fleet', 'add', 'fleet.ndjson', ...place], folder)
      expect(await adds.status).toBe(0)
      await using run = new BuiltCommand(['fleet', 'run', '--workers', '1', ...place], folder)
      const store = await openStore({ url: server.url })
      await expect
        .poll(async () => (await store.query("SELECT FROM bitewing.run WHERE state = 'running'")).length, {
          timeout: 120_000,
        })
        .toBeGreaterThan(0)
      await store.close()
      await server.crash()
      // The target of the first test that breaks a rule is in the fleet still.
      expect(await run.status, run.stderr).toBe(1)
      const after = await openStore({ url: server.url })
      try {
        const all = (await targets(after)).filter(({ name }) => name.startsWith('crash-'))
        expect(all.map(({ state, last }) => [state, last?.complete])).toEqual(Array(2).fill(['judged', true]))
      } finally {
        await after.close()
      }
    },
  )
}, 300_000)
