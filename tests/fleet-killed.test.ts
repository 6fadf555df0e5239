import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { overview } from '../fleet/overview.ts'
import { openStore } from '../fleet/store.ts'
import { add, targets } from '../fleet/targets.ts'
import type { Judge } from '../fleet/worker.ts'
import { startMock } from '../profiles/mock.ts'
import { type RunningPostgres, startPostgres } from '../scripts/postgres.ts'
import { inFolder } from './fixtures/command.ts'
import { BuiltCommand } from './support/built.ts'
import { emptied, newTarget, outcomeOf, round } from './support/fleet.ts'
import { type Relay, relayTo } from './support/relay.ts'
import { proxyTo } from './support/servers.ts'

let server: RunningPostgres

beforeAll(async () => {
  server = await startPostgres()
}, 120_000)
afterAll(() => server?.[Symbol.asyncDispose]())

const DEFECT = 'create-patient-404'
const REQUIREMENT = 'OPUS-PAT-09'
const place = () => ['--database', server.url]

test('a worker that is killed loses no verdict: another one judges what it was at, once its ledger was told', async () => {
  const mock = await startMock('opus', { defects: [DEFECT] })
  const store = await openStore({ url: server.url })
  try {
    let killed: BuiltCommand | undefined
    let writes = 0
    await using between = await proxyTo(mock.baseUrl, ({ method }) => {
      if (method === 'POST' && ++writes === 3) killed?.signal('SIGKILL')
      return undefined
    })
    const lines = [
      { name: 'watched', ...mock.target, baseUrl: between.baseUrl },
      { name: 'embedded', profile: 'inbox' },
    ]
    await inFolder({ 'fleet.ndjson': lines.map((line) => JSON.stringify(line)).join('\n') }, async (folder) => {
      await using adds = new BuiltCommand(['fleet', 'add', 'fleet.ndjson', ...place()], folder)
      expect([await adds.status, adds.stderr]).toEqual([0, expect.stringContaining('2 targets added')])
      killed = new BuiltCommand(['fleet', 'run', '--workers', '2', ...place()], folder)
      expect(await killed.status).toBeNull()
      killed = undefined
      // Whose lock is free is dead once nothing was heard of it for some seconds: they are over.
      await store.query("UPDATE bitewing.worker SET seen_at = now() - interval '11 seconds'")
      await using other = new BuiltCommand(['fleet', 'run', ...place()], folder)
      expect(await other.status, other.stderr).toBe(1)
      const told = /watched: the run of \S+ broke off: its worker was killed.*it may have left \d+ things? there/
      expect(other.stderr).toMatch(told)
      const all = await targets(store)
      expect(all.map(({ name, state, last }) => [name, state, last?.complete, last?.fails])).toEqual([
        ['embedded', 'judged', true, []],
        ['watched', 'judged', true, [REQUIREMENT]],
      ])
      const { brokenOff } = await overview(store, new Date(0), { name: 'bitewing', version: '1.2.3' })
      expect(brokenOff.find(({ target }) => target === 'watched')).toMatchObject({
        reason: expect.stringContaining('its worker was killed'),
        leftBehind: expect.arrayContaining([expect.any(String)]),
      })
      const twice = await store.query(
        `SELECT target, requirement FROM bitewing.verdict WHERE until IS NULL GROUP BY 1, 2 HAVING count(*) > 1`,
      )
      expect(twice).toEqual([])
    })
  } finally {
    await store.close()
    await mock.close()
  }
}, 300_000)

test('a database that crashes in the middle is waited for', async () => {
  const lines = ['a', 'b'].map((name) => `{"name":"crash-${name}","profile":"opus"}`)
  await inFolder({ 'fleet.ndjson': lines.join('\n') }, async (folder) => {
    await using adds = new BuiltCommand(['fleet', 'add', 'fleet.ndjson', ...place()], folder)
    expect(await adds.status).toBe(0)
    await using run = new BuiltCommand(['fleet', 'run', '--workers', '1', ...place()], folder)
    const store = await openStore({ url: server.url }, { answerMs: 20_000 })
    try {
      await expect
        .poll(async () => (await store.query("SELECT FROM bitewing.run WHERE state = 'running'")).length, {
          timeout: 120_000,
        })
        .toBeGreaterThan(0)
      await server.crash()
      // The target of the first test that breaks a rule is in the fleet still.
      expect(await run.status, run.stderr).toBe(1)
      const all = (await targets(store)).filter(({ name }) => name.startsWith('crash-'))
      expect(all.map(({ state, last }) => [state, last?.complete])).toEqual(Array(2).fill(['judged', true]))
    } finally {
      await store.close()
    }
  })
}, 300_000)

describe.each(['reset', 'silent'] as const)('a network that drops (%s)', (how) => {
  const NAMES = ['a', 'b', 'c', 'd']
  const pass = outcomeOf({ 'A-1': 'pass' })

  /** A worker that has its store by way of a network that drops, as soon as it has begun a run, and another that does not. */
  async function throughDrop(
    silentAfterMs: number,
    judge: (relay: Relay, ...given: Parameters<Judge>) => ReturnType<Judge>,
  ) {
    await using relay = await relayTo(Number(new URL(server.url).port))
    const near = await openStore({ url: server.url })
    const far = await openStore({ url: server.url.replace(/:\d+/, `:${relay.port}`) }, { answerMs: 500 })
    try {
      await emptied(near)
      await add(
        near,
        NAMES.map((name) => newTarget(name)),
      )
      let begun = 0
      const told = await round(far, (...given) => (++begun === 1 ? judge(relay, ...given) : Promise.resolve(pass)), {
        workers: 1,
        silentAfterMs,
      })
      const runs = await near.query<{ name: string; state: string }>(
        'SELECT name, run.state FROM bitewing.run JOIN bitewing.target ON target.id = target ORDER BY name, started_at',
      )
      return { told, runs: runs.map(({ name, state }) => `${name} ${state}`) }
    } finally {
      await far.close()
      await near.close()
    }
  }

  test('for a while loses no verdict, and records none twice', async () => {
    const { told, runs } = await throughDrop(60_000, async (relay) => {
      relay.drop(how)
      setTimeout(() => relay.comeBack(), 1000)
      return pass
    })
    expect(runs).toEqual(NAMES.map((name) => `${name} judged`))
    expect(told.filter(({ kind }) => kind === 'judged' || kind === 'broken')).toHaveLength(NAMES.length)
  })

  test('for longer has the runs given up, which the worker, as a new one, makes again', async () => {
    const { told, runs } = await throughDrop(2000, async (relay, _begun, _ledger, signal) => {
      relay.drop(how)
      await once(signal, 'abort')
      relay.comeBack()
      return outcomeOf({}, { complete: false })
    })
    expect(runs.filter((run) => run.endsWith('judged'))).toEqual(NAMES.map((name) => `${name} judged`))
    expect(runs.filter((run) => !run.endsWith('judged'))).not.toEqual([])
    expect(told).toContainEqual(
      expect.objectContaining({ kind: 'broken', reason: 'the store was out of reach for 2 s' }),
    )
  })
})
