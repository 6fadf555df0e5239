import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import type { Exchange } from '../engine/exchange.ts'
import type { LedgerRecord } from '../engine/ledger.ts'
import { startMock } from '../profiles/mock.ts'
import type { Report } from '../reports/model.ts'
import { command, inFolder } from './fixtures/command.ts'
import { BuiltCommand } from './support/built.ts'
import { httpServer, proxyTo } from './support/servers.ts'

const reportIn = (folder: string): Report => JSON.parse(readFileSync(join(folder, 'out/report.json'), 'utf8'))
const linesOf = <T>(folder: string, file: string): T[] =>
  readFileSync(join(folder, 'out', file), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as T)

/** Kills a run as the target is asked for the nth time (to write, or at all), and gives the folder of it. */
async function killed(
  profile: string,
  at: { nth: number; only?: 'writes' },
  use: (folder: string, sent: () => number) => Promise<void>,
): Promise<void> {
  const mock = await startMock(profile, {})
  try {
    let asked = 0
    let run: BuiltCommand | undefined
    await using server = await proxyTo(mock.baseUrl, ({ method }) => {
      if (at.only === undefined || method !== 'GET') asked++
      // Its answer is on the way when the process is killed.
      if (asked === at.nth) run?.signal('SIGKILL')
      return undefined
    })
    const config = { targets: { [profile]: { ...mock.target, baseUrl: server.baseUrl } } }
    await inFolder({ 'bitewing.config.json': config }, async (folder) => {
      run = new BuiltCommand(['run', profile, '--out', 'out', '--report', 'json'], folder)
      expect(await run.status).toBeNull()
      run = undefined
      await use(folder, () => asked)
    })
  } finally {
    await mock.close()
  }
}

describe('a run that was killed', () => {
  test.each([1, 40, 300])('is judged by what is left of it, at its request %i', (nth) =>
    killed('opus', { nth }, async (folder) => {
      expect(existsSync(join(folder, 'out/report.json'))).toBe(false)
      const { status, stderr } = await command(['judge', 'out'], { cwd: folder })
      expect(stderr).toContain('The run was not completed: the run was killed')
      expect(status).toBe(3)
      expect(await command(['report', 'out', '--report', 'json'], { cwd: folder })).toMatchObject({ status: 0 })
      const { complete, targets } = reportIn(folder)
      expect(complete).toBe(false)
      expect(targets[0]!.summary.fail).toBe(0)
      expect(targets[0]!.requirements.length).toBeGreaterThan(100)
    }),
  )

  test.each([
    ['opus', 20],
    ['itero', 6],
  ])('goes on, on %s, and does nothing twice', (profile, nth) =>
    killed(profile, { nth, only: 'writes' }, async (folder) => {
      const begun = linesOf<Exchange>(folder, 'requests.ndjson')
      const answered = linesOf<Exchange>(folder, 'exchanges.ndjson').map(({ id }) => id)
      const open = begun.filter(({ id, request }) => !answered.includes(id) && request.method === 'POST')
      expect(open).not.toEqual([])
      await using resumed = new BuiltCommand(['run', '--resume', 'out', '--report', 'json'], folder)
      expect([await resumed.status, resumed.stdout]).toEqual([0, ''])
      expect(resumed.stderr).toMatch(/answers of before stand/)
      expect(resumed.stderr).toContain('not sent again: ')
      const { complete, targets } = reportIn(folder)
      expect([complete, targets[0]!.summary.fail, targets[0]!.summary.warn]).toEqual([true, 0, 0])
      // An order is repeated on purpose where the limit refuses it, and a patient is sent once more: what is accepted
      // twice besides is done twice.
      const made = linesOf<Exchange>(folder, 'exchanges.ndjson').filter(
        ({ request, response, purpose, what }) =>
          request.method === 'POST' && response?.status === 200 && purpose !== 'limit' && what !== 'the same once more',
      )
      const requests = made.map(({ request }) => `${request.url} ${request.body}`)
      expect(new Set(requests).size).toBe(requests.length)
      for (const { request } of open) expect(requests).not.toContain(`${request.url} ${request.body}`)
      const unknown = linesOf<LedgerRecord>(folder, 'ledger.ndjson').filter(({ state }) => state === 'unknown')
      expect(unknown.length).toBeGreaterThan(0)
      expect(targets[0]!.leftBehind).toEqual(expect.arrayContaining([expect.stringContaining('perhaps')]))
      expect(readdirSync(join(folder, 'out'))).not.toContain('requests.ndjson')
      const again = await command(['run', '--resume', 'out'], { cwd: folder })
      expect(again.stderr).toContain('expected a run that broke off, found one that was completed')
    }),
  )
})

test('a run is not resumed with other targets, options or accounts', () =>
  killed('opus', { nth: 5 }, async (folder) => {
    const argv = ['run', '--resume', 'out']
    const named = await command([...argv, 'opus', '--seed', '2'], { cwd: folder })
    expect(named).toMatchObject({ status: 2, stderr: expect.stringContaining('expected nothing of opus and --seed') })
    const { targets } = JSON.parse(readFileSync(join(folder, 'bitewing.config.json'), 'utf8'))
    const other = { targets: { opus: { ...targets.opus, baseUrl: 'http://127.0.0.1:9' } } }
    await inFolder({ 'other.json': other }, async (elsewhere) => {
      const gone = await command([...argv, '--config', join(elsewhere, 'other.json')], { cwd: folder })
      expect(gone.stderr).not.toContain('internal error')
    })
    const nowhere = await command(['run', '--resume', 'nowhere'], { cwd: folder })
    expect(nowhere).toMatchObject({ status: 2, stderr: expect.stringContaining('configuration.json') })
  }))

describe('a target that hangs', () => {
  test('signals in a row leave a report', () =>
    inFolder({}, async (folder) => {
      let asked: () => void = () => {}
      const isAsked = new Promise<void>((resolve) => {
        asked = resolve
      })
      await using server = await httpServer(() => asked())
      const argv = ['run', 'opus', '-u', server.baseUrl, '--out', 'out', '--report', 'json', '--timeout', '1m']
      await using run = new BuiltCommand(argv, folder, { BITEWING_API_KEY: 'synthetic-key' })
      await isAsked
      run.signal('SIGINT')
      run.signal('SIGTERM')
      await run.status
      const { complete } = reportIn(folder)
      expect(complete).toBe(false)
    }))
})

describe('the exit status is not 1 without a fail', () => {
  test('where nobody reads stderr, and the reports are written', () =>
    inFolder({}, async (folder) => {
      await using run = new BuiltCommand(['run', 'itero', '--out', 'out'], folder)
      run.closeStderr()
      expect(await run.status).toBe(0)
      expect(readdirSync(join(folder, 'out'))).toEqual(
        expect.arrayContaining(['report.html', 'report.json', 'junit.xml']),
      )
      expect(reportIn(folder).complete).toBe(true)
    }))

  const MAIN = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url))
  const shell = (script: string, cwd: string) =>
    spawnSync('bash', ['-c', script], {
      cwd,
      encoding: 'utf8',
      env: { PATH: process.env.PATH, MAIN, NODE: process.execPath },
    })

  test.skipIf(!existsSync('/dev/full'))('where the disk takes nothing of what is printed', () =>
    inFolder({}, async (folder) => {
      const run = (redirect: string) =>
        shell(`"$NODE" "$MAIN" run itero --only ITERO-MAPS-01 --json --out out ${redirect}`, folder)
      expect(run('2>/dev/full').status).toBe(0)
      const full = run('>/dev/full')
      expect(full.stderr).toContain('error: standard output cannot be written: ENOSPC')
      expect(full.status).toBe(3)
      expect(reportIn(folder).complete).toBe(true)
      for (const args of ['run itero --list --json', 'generate order --count 1000']) {
        const { status, stderr } = shell(`"$NODE" "$MAIN" ${args} >/dev/full`, folder)
        expect([args, status, stderr.match(/ENOSPC/g)]).toEqual([args, 3, ['ENOSPC']])
      }
    }),
  )

  test.skipIf(process.platform === 'win32')('where a file cannot grow any more', () =>
    inFolder({}, async (folder) => {
      const { status, stderr } = shell('ulimit -f 100; exec "$NODE" "$MAIN" run opus --out out --report json', folder)
      expect(stderr).toMatch(/error: \w+\.ndjson cannot be written: EFBIG/)
      expect(stderr).not.toContain('internal error')
      expect(status).toBe(3)
    }),
  )
})
