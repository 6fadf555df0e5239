import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { fleetExitStatus, statusAsJson } from '../cli/fleet/status.ts'
import type { Database } from '../fleet/database/queries.ts'
import { overview } from '../fleet/overview.ts'
import { ask } from '../fleet/questions.ts'
import { keepSettings } from '../fleet/settings.ts'
import { openStore } from '../fleet/store.ts'
import { add, pause, targets } from '../fleet/targets.ts'
import { type RunningPostgres, startPostgres } from '../scripts/postgres.ts'
import { emptied, newTarget, outcomeOf, round } from './support/fleet.ts'

const dueAgain = (store: Database) => store.query("UPDATE bitewing.target SET due_at = now() - interval '1 second'")
const states = async (store: Database) =>
  Object.fromEntries((await targets(store)).map(({ name, state }) => [name, state]))

/** The same SQL goes to both. */
describe.each(['PGlite', 'PostgreSQL'])('a fleet on %s', (engine) => {
  let store: Database
  let folder: string
  let server: RunningPostgres | undefined

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'bitewing-fleet-'))
    server = engine === 'PostgreSQL' ? await startPostgres() : undefined
    store = await openStore(server ? { url: server.url } : { dir: folder })
  }, 120_000)
  beforeEach(() => emptied(store))
  afterAll(async () => {
    await store?.close()
    await server?.[Symbol.asyncDispose]()
    rmSync(folder, { recursive: true, force: true })
  })

  test('judges what is due, once, and tells where each target stands', async () => {
    await add(
      store,
      ['b', 'a', 'c', 'off'].map((name) => newTarget(name)),
    )
    await pause(store, ['off'], true)
    expect(await states(store)).toEqual({ a: 'due', b: 'due', c: 'due', off: 'paused' })
    const judged: string[] = []
    const judge = async ({ name }: { name: string }) => {
      judged.push(name)
      return outcomeOf({ 'A-1': name === 'b' ? 'fail' : 'pass', 'A-2': 'warn' })
    }
    await round(store, judge)
    await round(store, judge)
    expect(judged.toSorted()).toEqual(['a', 'b', 'c'])
    const all = await targets(store)
    expect(JSON.parse(statusAsJson(all)).targets[1]).toEqual({
      name: 'b',
      profile: 'acme',
      state: 'judged',
      last: {
        startedAt: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/),
        durationMs: 5,
        complete: true,
        summary: { pass: 0, fail: 1, warn: 1, inconclusive: 0, waived: 0, notApplicable: 0 },
        fails: ['A-1'],
      },
    })
    expect(JSON.parse(statusAsJson(all)).targets[3]).toEqual({
      name: 'off',
      profile: 'acme',
      state: 'paused',
      last: null,
    })
    expect(fleetExitStatus(all, {})).toBe(1)
    expect(
      fleetExitStatus(
        all.filter(({ name }) => name !== 'b'),
        {},
      ),
    ).toBe(0)
    expect(
      fleetExitStatus(
        all.filter(({ name }) => name !== 'b'),
        { strict: true },
      ),
    ).toBe(1)
  })

  test('makes one run at a time on what targets share, by whatever they are joined', async () => {
    const uses = [['server x', 'account 1'], ['server y', 'account 1'], ['server y'], ['server z']]
    await add(
      store,
      uses.map((one, at) => newTarget(`t${at}`, { uses: one })),
    )
    const running = new Set<string>()
    const together: string[] = []
    let both: () => void = () => {}
    const isBoth = new Promise<void>((resolve) => {
      both = resolve
    })
    await round(store, async ({ name }) => {
      for (const other of running) together.push([name, other].toSorted().join(' '))
      running.add(name)
      // The one that shares nothing goes on until another one does too.
      if (running.size === 2) both()
      await isBoth
      running.delete(name)
      return outcomeOf({ 'A-1': 'pass' })
    })
    expect(together.length).toBeGreaterThan(0)
    expect(together.filter((pair) => !pair.includes('t3'))).toEqual([])
  })

  test('keeps to the limit of runs in the whole fleet', async () => {
    await add(
      store,
      Array.from({ length: 6 }, (_, at) => newTarget(`t${at}`)),
    )
    await keepSettings(store, { atMost: 1 })
    let running = 0
    let most = 0
    await round(store, async () => {
      most = Math.max(most, ++running)
      await new Promise(setImmediate)
      running--
      return outcomeOf({ 'A-1': 'pass' })
    })
    expect(most).toBe(1)
    expect(Object.values(await states(store))).toEqual(Array(6).fill('judged'))
  })

  test('begins nothing in quiet hours, and leaves it in the queue', async () => {
    await add(store, [newTarget('a')])
    await keepSettings(store, { quietHours: { from: 0, to: 24 * 60, timeZone: 'UTC' } })
    const told = await round(store, async () => outcomeOf({ 'A-1': 'pass' }))
    expect(told).toContainEqual({ kind: 'quiet' })
    expect(await states(store)).toEqual({ a: 'due' })
    await keepSettings(store, { quietHours: null })
    await round(store, async () => outcomeOf({ 'A-1': 'pass' }))
    expect(await states(store)).toEqual({ a: 'judged' })
  })

  test('knows since when, what changed, and answers by requirement, time and group', async () => {
    await add(store, [newTarget('a', { shares: 'north' }), newTarget('b')])
    const verdicts = { a: 'pass', b: 'fail' } as Record<string, 'pass' | 'fail'>
    const judge = async ({ name }: { name: string }) => outcomeOf({ 'A-1': verdicts[name]!, 'A-2': 'pass' })
    await round(store, judge)
    const [, before] = await targets(store)
    Object.assign(verdicts, { a: 'fail', b: 'pass' })
    await dueAgain(store)
    await round(store, judge)
    await dueAgain(store)
    await round(store, judge)
    const report = await overview(store, new Date(0), { name: 'bitewing', version: '1.2.3' })
    const second = report.findings[0]!.targets[0]!.since
    expect(report.findings).toEqual([
      { requirement: 'A-1', verdict: 'fail', targets: [{ name: 'a', since: second, message: 'A-1 is fail' }] },
    ])
    expect(report.changes.map(({ target, from, to }) => [target, from, to])).toEqual(
      expect.arrayContaining([
        ['a', 'pass', 'fail'],
        ['b', 'fail', 'pass'],
      ]),
    )
    expect(report.changes).toHaveLength(2)
    const answers = await ask(store, { requirement: 'a-*', since: new Date(0) })
    expect(answers.map(({ target, since, until }) => [target, since, until === null])).toEqual([
      ['a', second, true],
      ['b', before!.last!.startedAt, false],
    ])
    expect(await ask(store, { requirement: 'A-1', since: new Date(), group: 'north' })).toHaveLength(1)
    expect(await ask(store, { requirement: 'A-1', since: new Date(), group: 'b' })).toEqual([])
    expect(await ask(store, { requirement: 'A_1', since: new Date(0) })).toEqual([])
  })

  test('a target that is away is told so, keeps its verdicts, and is not judged again before its time', async () => {
    await add(store, [newTarget('a')])
    await round(store, async () => outcomeOf({ 'A-1': 'fail' }))
    await dueAgain(store)
    let tries = 0
    const silent = async () => {
      tries++
      return outcomeOf({ 'A-1': 'inconclusive' }, { complete: false, isAway: true, reason: 'nobody there' })
    }
    // The second try of a round would wait for some seconds.
    await round(store, silent, { tell: ({ kind }) => void (kind === 'judged' && dueAgain(store)) })
    expect(tries).toBe(2)
    const [away] = await targets(store)
    expect(away).toMatchObject({ state: 'away', reason: 'nobody there', last: { complete: false, fails: [] } })
    expect(fleetExitStatus([away!], {})).toBe(3)
    expect(await ask(store, { requirement: 'A-1', since: new Date() })).toHaveLength(1)
  }, 60_000)

  test('what is interrupted stays in the queue, and its ledger is told before it is judged again', async () => {
    await add(store, [newTarget('a')])
    const ended = new AbortController()
    const line = {
      target: 'a',
      write: 'a-w001',
      rule: 'A-1',
      operation: 'book',
      makes: 'a booking',
      state: 'made' as const,
    }
    await round(
      store,
      async (_, ledger) => {
        await ledger({ ...line, state: 'sending' as never })
        await ledger(line)
        ended.abort('the run was interrupted (SIGINT)')
        return outcomeOf({ 'A-1': 'inconclusive' }, { complete: false, reason: 'interrupted' })
      },
      { signal: ended.signal },
    )
    expect(await states(store)).toEqual({ a: 'due' })
    const told = await round(store, async () => outcomeOf({ 'A-1': 'pass' }))
    expect(told.find(({ kind }) => kind === 'began')).toMatchObject({
      name: 'a',
      broken: [{ reason: 'the run was interrupted (SIGINT)', ledger: [{ state: 'sending' }, { state: 'made' }] }],
    })
    expect(await states(store)).toEqual({ a: 'judged' })
    const { brokenOff } = await overview(store, new Date(0), { name: 'bitewing', version: '1.2.3' })
    expect(brokenOff).toEqual([
      {
        at: expect.any(String),
        target: 'a',
        reason: 'the run was interrupted (SIGINT)',
        leftBehind: ['a booking (a-w001)'],
      },
    ])
  })

  test('the outcome of a worker that was taken for dead counts for nothing', async () => {
    await add(store, [newTarget('a')])
    let runs = 0
    const told = await round(store, async ({ run }) => {
      if (runs++ === 0)
        await store.query("UPDATE bitewing.run SET state = 'broken', reason = 'dead' WHERE id = $1", [run])
      return outcomeOf({ 'A-1': runs === 1 ? 'fail' : 'pass' })
    })
    expect(told.filter(({ kind }) => kind === 'judged')).toMatchObject([{ fails: [] }])
    const rows = await store.query<{ state: string }>('SELECT state FROM bitewing.run ORDER BY started_at')
    expect(rows.map(({ state }) => state)).toEqual(['broken', 'judged'])
  }, 60_000)

  test('an outcome that the store does not take is told, and not tried on and on', async () => {
    await add(store, [newTarget('a'), newTarget('b')])
    const odd = outcomeOf({ 'A-1': 'fail' }, { durationMs: Number.NaN })
    const row = { id: 'A-1', verdict: 'fail' as const, level: 'must' as const, message: 'found \u0000 and \ud800' }
    const hostile = outcomeOf({ 'A-1': 'fail' }, { rows: [row] })
    let runs = 0
    const told = await round(store, async ({ name }) => {
      runs++
      return name === 'a' ? odd : hostile
    })
    expect(runs).toBe(2)
    expect(told.find((one) => one.kind === 'judged' && one.name === 'a')).toMatchObject({
      complete: false,
      reason: expect.stringContaining('its outcome is not kept'),
    })
    expect((await targets(store)).map(({ last }) => last?.complete)).toEqual([false, true])
  })

  test('keeps the evidence of the last runs, and gives up that of earlier ones', async () => {
    await add(store, [newTarget('a')])
    for (const byte of [1, 2, 3]) {
      await round(store, async () => outcomeOf({ 'A-1': 'pass' }, { evidence: { bundle: new Uint8Array([byte]) } }))
      await dueAgain(store)
    }
    const rows = await store.query<{ bundle: Uint8Array }>(
      'SELECT bundle FROM bitewing.evidence JOIN bitewing.run ON run.id = evidence.run ORDER BY started_at',
    )
    expect(rows.map(({ bundle }) => [...bundle])).toEqual([[2], [3]])
  })

  test('a store of a later version is left alone', async () => {
    await store.query('INSERT INTO bitewing.migration (version) VALUES (99)')
    try {
      const { migrate } = await import('../fleet/schema.ts')
      await expect(migrate(store)).rejects.toThrow('a store of version 99')
    } finally {
      await store.query('DELETE FROM bitewing.migration WHERE version = 99')
    }
  })
})
