import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { withHistory } from '../cli/history/annotate.ts'
import sqlite from '../cli/history/sqlite.ts'
import { openHistory } from '../cli/history/store.ts'
import type { VerdictName } from '../engine/verdict.ts'
import type { Report } from '../reports/model.ts'
import { command, fakeParts } from './fixtures/command.ts'
import { everyVerdict, rule, run, target } from './fixtures/report.ts'
import { BuiltCommand } from './support/built.ts'

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bitewing-history-'))
  file = join(folder, 'history.db')
})
afterEach(() => rmSync(folder, { recursive: true }))

const ID = 'ITERO-LAB-03'
const instant = (nth: number) => new Date(Date.UTC(2026, 2, 1, 0, nth)).toISOString()

/** The nth run, in which a requirement has this verdict. */
function nthRun(nth: number, verdict: VerdictName, rest: Partial<Report> = {}, name = 'staging'): Report {
  const usage = { requests: 0, cases: 0, rateLimitWaitMs: 0, refusals: 0 }
  const requirements = [rule(ID, { verdict }), rule('ITERO-LAB-05', {})]
  const judged = target(name, { profile: 'itero', baseUrl: 'https://a.example', kind: 'live', requirements, usage })
  return run([judged], { startedAt: instant(nth), ...rest })
}

const changedIn = ({ targets }: Report) => targets[0]!.requirements[0]!.changed

describe('a run that is kept', () => {
  test('shows the last 20 runs of its target, oldest first, itself included', async () => {
    const history = await openHistory(file, 'history.db')
    let last: Report | undefined
    for (let nth = 1; nth <= 22; nth++) last = withHistory(nthRun(nth, 'pass'), history)
    expect(last!.targets[0]!.history!.map(({ startedAt }) => startedAt)).toEqual(
      Array.from({ length: 20 }, (_, nth) => instant(nth + 3)),
    )
    expect(last!.targets[0]!.history!.at(-1)).toEqual({
      startedAt: instant(22),
      durationMs: last!.durationMs,
      toolVersion: '0.1.0',
      complete: true,
      summary: last!.targets[0]!.summary,
    })
  })

  test('says when a requirement changed', async () => {
    const history = await openHistory(file, 'history.db')
    const verdicts: VerdictName[] = ['pass', 'fail', 'fail', 'pass', 'pass']
    const changes = verdicts.map((verdict, nth) => changedIn(withHistory(nthRun(nth, verdict), history)))
    expect(changes).toEqual([
      undefined,
      { startedAt: instant(1), from: 'pass' },
      { startedAt: instant(1), from: 'pass' },
      { startedAt: instant(3), from: 'fail' },
      { startedAt: instant(3), from: 'fail' },
    ])
  })

  test('does not take what a broken-off run left out for a change', async () => {
    const history = await openHistory(file, 'history.db')
    withHistory(nthRun(1, 'pass'), history)
    const broken = withHistory(nthRun(2, 'inconclusive', { complete: false }), history)
    expect(changedIn(broken)).toBeUndefined()
    expect(changedIn(withHistory(nthRun(3, 'pass'), history))).toBeUndefined()
  })

  test('knows its target by name, profile, kind and role', async () => {
    const history = await openHistory(file, 'history.db')
    withHistory(nthRun(1, 'fail', {}, 'production'), history)
    const mock = nthRun(2, 'fail')
    mock.targets[0]!.kind = 'mock'
    withHistory(mock, history)
    const client = nthRun(2, 'fail')
    client.targets[0]!.role = 'client'
    withHistory(client, history)
    const own = withHistory(nthRun(3, 'pass'), history)
    expect(own.targets[0]!.history).toHaveLength(1)
    expect(changedIn(own)).toBeUndefined()
  })

  test('does not take what traffic shows of a server for a run on it', async () => {
    const history = await openHistory(file, 'history.db')
    withHistory(nthRun(1, 'pass'), history)
    const watched = nthRun(2, 'fail')
    const [server] = watched.targets
    watched.targets = [
      { ...server!, role: 'client' },
      { ...server!, role: 'server' },
    ]
    expect(withHistory(watched, history).targets.map((one) => one.history?.length)).toEqual([1, undefined])
    expect(history.runs().map(({ role }) => role)).toEqual(['server', 'client'])
  })

  test('knows nothing of runs that began later', async () => {
    const history = await openHistory(file, 'history.db')
    withHistory(nthRun(5, 'fail'), history)
    const earlier = withHistory(nthRun(4, 'pass'), history)
    expect(earlier.targets[0]!.history).toHaveLength(1)
    expect(changedIn(earlier)).toBeUndefined()
  })

  test('can be held by several processes, and none loses a row', async () => {
    const script = `
      import { openHistory } from './cli/history/store.ts'
      import { withHistory } from './cli/history/annotate.ts'
      const history = await openHistory(process.argv[1], 'history.db')
      const report = JSON.parse(process.argv[2])
      for (let nth = 0; nth < 5; nth++) withHistory(report, history)
    `
    const root = fileURLToPath(new URL('..', import.meta.url))
    const loader = join(root, 'node_modules/tsx/dist/esm/index.mjs')
    const argv = ['--import', loader, '--input-type=module', '--eval', script, file]
    const ended = [1, 2, 3].map((nth) => {
      const child = spawn(process.execPath, [...argv, JSON.stringify(nthRun(nth, 'pass'))], { cwd: root })
      let told = ''
      child.stderr.on('data', (chunk: Buffer) => {
        told += chunk.toString()
      })
      return new Promise((resolve) => child.once('close', (status) => resolve(`${status} ${told}`.trim())))
    })
    expect(await Promise.all(ended)).toEqual(['0', '0', '0'])
    const history = await openHistory(file, 'history.db')
    expect(history.runs()).toHaveLength(15)
    expect(history.verdicts(ID)).toHaveLength(15)
    expect(readdirSync(folder)).toEqual(['history.db'])
  })

  test('is whole or absent where a process was killed in the midst of it', async () => {
    const history = await openHistory(file, 'history.db')
    withHistory(nthRun(1, 'pass'), history)
    const script = `
      const { Database } = require('node-sqlite3-wasm')
      const database = new Database(process.argv[1])
      database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = 1; BEGIN IMMEDIATE; DELETE FROM verdict')
      for (let nth = 0; nth < 2000; nth++) database.run('INSERT INTO run VALUES (NULL, ?, 1, ?, 1, 1)', ['x'.repeat(200), 'y'])
      process.kill(process.pid, 'SIGKILL')
    `
    const root = fileURLToPath(new URL('..', import.meta.url))
    const child = spawn(process.execPath, ['--eval', script, file], { cwd: root })
    expect(await new Promise((resolve) => child.once('close', (_, signal) => resolve(signal)))).toBe('SIGKILL')
    expect(existsSync(`${file}.lock`)).toBe(true)
    rmSync(`${file}.lock`, { recursive: true })
    const after = await openHistory(file, 'history.db')
    expect(after.runs()).toHaveLength(1)
    expect(after.verdicts(ID)).toHaveLength(1)
  })
})

describe('run --history', () => {
  const runs = async (verdict: VerdictName, startedAt: string) => {
    const words = verdict === 'fail' ? { expected: '400', actual: '200' } : {}
    const fake = fakeParts((id) => (id === ID ? { verdict, ...words } : {}), { startedAt })
    const ran = await command(['run', 'itero', '--report', 'json', '--history', 'history.db'], {
      cwd: folder,
      parts: fake.parts,
    })
    const path = join(folder, 'bitewing-report/report.json')
    const report = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Report) : undefined
    return { ...ran, requests: fake.requests, report }
  }

  test('makes the file, and gives the report its history', async () => {
    await runs('pass', instant(1))
    const { status, report } = await runs('fail', instant(2))
    expect(status).toBe(1)
    const [judged] = report!.targets
    expect(judged!.history!.map(({ summary }) => summary.fail)).toEqual([0, 1])
    expect(judged!.requirements.find(({ id }) => id === ID)!.changed).toEqual({ startedAt: instant(2), from: 'pass' })
    expect(readdirSync(folder).sort()).toEqual(['bitewing-report', 'history.db'])
  })

  test.each<[what: string, make: () => void, message: string]>([
    [
      'text',
      () => writeFileSync(file, 'notes '.repeat(50)),
      'history.db: expected a history of bitewing, found something else',
    ],
    ['nothing', () => writeFileSync(file, ''), 'found something else'],
    [
      "another program's database",
      () => {
        const database = new sqlite.Database(file)
        database.exec('PRAGMA journal_mode = WAL; CREATE TABLE run (x); INSERT INTO run VALUES (1)')
        database.close()
      },
      "found another program's database",
    ],
    ['a folder', () => mkdirSync(file), 'history.db: expected a file, found a folder or a device'],
  ])('is 2 before anything is sent, and leaves the file as it is, where it holds %s', async (_, make, message) => {
    make()
    const before =
      existsSync(file) && !readdirSync(folder, { withFileTypes: true })[0]!.isDirectory()
        ? readFileSync(file)
        : undefined
    const { status, stderr, requests } = await runs('pass', instant(1))
    expect(stderr).toContain(message)
    expect(status).toBe(2)
    expect(requests).toEqual([])
    if (before) expect(readFileSync(file)).toEqual(before)
  })

  test('is 2 where the file is damaged', async () => {
    const history = await openHistory(file, 'history.db')
    for (let nth = 0; nth < 40; nth++) withHistory({ ...everyVerdict().report, startedAt: instant(nth) }, history)
    const bytes = readFileSync(file)
    bytes.fill(0xab, 4096, 4096 * 3)
    writeFileSync(file, bytes)
    const { status, stderr, requests } = await runs('pass', instant(1))
    expect(stderr).toContain('history.db: it is damaged: ')
    expect(status).toBe(2)
    expect(requests).toEqual([])
    expect(readFileSync(file)).toEqual(bytes)
  })

  test('is 2 where the file is of a later version', async () => {
    await openHistory(file, 'history.db')
    const bytes = readFileSync(file)
    bytes.writeUInt32BE(7, 60)
    writeFileSync(file, bytes)
    const { status, stderr } = await runs('pass', instant(1))
    expect(stderr).toContain(
      'expected a history of version 2 or earlier, found version 7. It was made by a later bitewing',
    )
    expect(status).toBe(2)
    expect(readFileSync(file)).toEqual(bytes)
  })

  test('is 2 where its folder is not there', async () => {
    const { status, stderr } = await command(['run', 'itero', '--history', 'no/where.db'], { cwd: folder })
    expect(stderr).toContain('no/where.db: expected a file in a folder that is there')
    expect(status).toBe(2)
  })
})

describe('bitewing history', () => {
  beforeEach(async () => {
    const history = await openHistory(file, 'history.db')
    history.keep(nthRun(1, 'pass'))
    history.keep(nthRun(2, 'fail', { complete: false }))
    history.keep(nthRun(3, 'fail', {}, 'production'))
    history.keep(nthRun(4, 'pass'))
  })
  const listed = (...argv: string[]) => command(['history', 'history.db', ...argv], { cwd: folder })

  test('lists the runs', async () => {
    const { status, stdout } = await listed()
    expect(status).toBe(0)
    expect(stdout).toBe(
      [
        'started (UTC)        target      profile  took    bitewing  fail  pass',
        '2026-03-01 00:01:00  staging     itero    62.5 s  0.1.0     0     2',
        '2026-03-01 00:02:00  staging     itero    62.5 s  0.1.0     1     1     broke off',
        '2026-03-01 00:03:00  production  itero    62.5 s  0.1.0     1     1',
        '2026-03-01 00:04:00  staging     itero    62.5 s  0.1.0     0     2',
        '',
      ].join('\n'),
    )
  })

  test("lists one requirement's verdicts, and marks where they changed", async () => {
    const { stdout } = await listed('--requirement', ID, '--target', 'staging')
    expect(stdout).toBe(
      [
        'started (UTC)        target   verdict',
        '2026-03-01 00:01:00  staging  ✓ pass',
        '2026-03-01 00:02:00  staging  ✗ fail   was pass',
        '2026-03-01 00:04:00  staging  ✓ pass   was fail',
        '',
      ].join('\n'),
    )
  })

  test('gives both as JSON', async () => {
    const runs = JSON.parse((await listed('--json', '--target', 'production')).stdout)
    expect(runs).toMatchObject([
      { name: 'production', startedAt: instant(3), complete: true, summary: { fail: 1, pass: 1 } },
    ])
    const verdicts = JSON.parse((await listed('--json', '--requirement', ID)).stdout)
    expect(verdicts.map(({ verdict }: { verdict: string }) => verdict)).toEqual(['pass', 'fail', 'fail', 'pass'])
  })

  test.each([
    [['--target', 'stagin'], '--target: expected staging or production, found "stagin". Did you mean "staging"?'],
    [['--requirement', 'ITERO-LAB-3'], 'found "ITERO-LAB-3". Did you mean'],
  ])('is 2 for %j', async (argv, message) => {
    const { status, stderr } = await listed(...argv)
    expect(stderr).toContain(message)
    expect(status).toBe(2)
  })

  test('is 2 where there is no file, and makes none', async () => {
    const { status, stderr } = await command(['history', 'other.db'], { cwd: folder })
    expect(stderr).toContain('other.db: expected a history, found nothing there. run --history makes one')
    expect(status).toBe(2)
    expect(readdirSync(folder)).toEqual(['history.db'])
  })
})

describe('the command as it is built', () => {
  const built = async (...argv: string[]) => {
    await using command = new BuiltCommand(argv, folder)
    const status = await command.status
    return { status, stdout: command.stdout, stderr: command.stderr }
  }

  test('keeps runs, and bundles, judges and compares them', { timeout: 120_000 }, async () => {
    const run = ['run', 'itero', '--only', 'ITERO-MAPS-*', '--report', 'json', '--history', 'history.db']
    expect(await built(...run)).toMatchObject({ status: 0, stdout: '' })
    expect((await built('history', 'history.db', '--requirement', 'ITERO-MAPS-01')).stdout).toContain('✓ pass')
    const bundled = await built('report', 'bitewing-report', '--report', 'json', '--bundle', 'bundle.zip')
    expect(bundled).toMatchObject({ status: 0, stdout: 'bitewing-report/report.json\nbundle.zip\n', stderr: '' })
    expect(await built('judge', 'bundle.zip')).toMatchObject({ status: 0, stdout: 'every verdict is the stored one\n' })
    const compared = await built('diff', 'bitewing-report', 'bundle.zip', '--html', 'diff.html')
    expect(compared).toMatchObject({ status: 0, stderr: 'Diff: diff.html\n' })
  })
})
