import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { describe, expect, test } from 'vitest'
import { inFolder } from './fixtures/command.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const MAIN = join(ROOT, 'cli/main.ts')
const TSX = join(ROOT, 'node_modules/tsx/dist/esm/index.mjs')

/** The command as a process of its own, from its sources. */
class Running {
  stdout = ''
  stderr = ''
  readonly ended: Promise<number | null>
  readonly #child: ChildProcessWithoutNullStreams
  readonly #waiting = new Set<() => void>()

  constructor(argv: string[], cwd: string, env: Record<string, string> = {}) {
    const inherited = Object.entries(process.env).filter(
      ([name]) => !/^(BITEWING_|CI$|NO_COLOR|FORCE_COLOR|VITEST)/.test(name),
    )
    this.#child = spawn(process.execPath, ['--import', TSX, MAIN, ...argv], {
      cwd,
      env: { ...Object.fromEntries(inherited), ...env },
    })
    this.#child.stdout.on('data', (chunk: Buffer) => this.#take('stdout', chunk))
    this.#child.stderr.on('data', (chunk: Buffer) => this.#take('stderr', chunk))
    this.ended = new Promise((resolve) => this.#child.once('close', resolve))
  }

  #take(stream: 'stdout' | 'stderr', chunk: Buffer): void {
    this[stream] += chunk.toString()
    for (const look of this.#waiting) look()
  }

  /** Resolves once a stream has this text; rejects where the process ends before. */
  until(stream: 'stdout' | 'stderr', text: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const look = () => {
        if (!this[stream].includes(text)) return
        this.#waiting.delete(look)
        resolve()
      }
      this.#waiting.add(look)
      this.ended.then(() => reject(new Error(`it ended without "${text}" on ${stream}:\n${this.stderr}`)))
      look()
    })
  }

  signal(name: NodeJS.Signals): void {
    this.#child.kill(name)
  }

  closeStdout(): void {
    this.#child.stdout.destroy()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#child.kill('SIGKILL')
    await this.ended
  }
}

describe('bitewing mock', () => {
  test('serves, prints a configuration that fits, is judged, and ends in good order by SIGINT', () =>
    inFolder({}, async (cwd) => {
      await using mock = new Running(['mock', 'itero', '--defect', 'gender-0-refused', '--rate-limit', '10/1s'], cwd)
      await mock.until('stdout', '\n}\n')
      const { targets } = JSON.parse(mock.stdout)
      const { baseUrl, providerStatesUrl } = targets.itero
      expect(mock.stderr).toContain(`The itero mock listens at ${baseUrl}\n`)
      expect(mock.stderr).toContain('Seeded defects: gender-0-refused\n')
      expect((await fetch(`${baseUrl}/api/v1/presets/available-procedure-maps`)).status).toBe(200)
      const moved = await fetch(providerStatesUrl, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ state: 'time moves forward', action: 'setup', params: { seconds: 1 } }),
      })
      expect(moved.status).toBe(200)

      await inFolder({ 'bitewing.config.json': mock.stdout }, async (project) => {
        const argv = ['run', 'itero', '--only', 'ITERO-GENDER-*,ITERO-MAPS-01', '--report', 'json']
        await using run = new Running(argv, project)
        expect(await run.ended).toBe(1)
        expect(run.stderr).toMatch(/^itero: fail ITERO-GENDER-01: /m)
        expect(run.stdout).toBe('')
        const { targets: judged } = JSON.parse(readFileSync(join(project, 'bitewing-report/report.json'), 'utf8'))
        const verdicts = judged[0].requirements.map(({ id, verdict }: { id: string; verdict: string }) => [id, verdict])
        expect(verdicts).toContainEqual(['ITERO-MAPS-01', 'pass'])
        expect(judged[0]).toMatchObject({ baseUrl, kind: 'live' })
        expect(run.stderr + JSON.stringify(judged)).not.toContain(targets.itero.account.password)
      })

      mock.signal('SIGINT')
      expect(await mock.ended).toBe(0)
      await expect(fetch(baseUrl)).rejects.toThrow()
    }))

  test('--print-config prints nothing for people', () =>
    inFolder({}, async (cwd) => {
      await using mock = new Running(['mock', 'itero', '--print-config', '--clock', 'virtual'], cwd)
      await mock.until('stdout', '\n}\n')
      mock.signal('SIGTERM')
      expect(await mock.ended).toBe(0)
      expect(mock.stderr).toBe('')
    }))

  test('a port that is taken is wrong usage', () =>
    inFolder({}, async (cwd) => {
      const server = createServer().listen(0, '127.0.0.1')
      await new Promise((resolve) => server.once('listening', resolve))
      const { port } = server.address() as AddressInfo
      try {
        await using mock = new Running(['mock', 'itero', '--port', String(port)], cwd)
        expect(await mock.ended).toBe(2)
        expect(mock.stderr).toBe(`error: --port: ${port} is in use. Without --port a free one is taken\n`)
      } finally {
        await new Promise((resolve) => server.close(resolve))
      }
    }))
})

describe('SIGINT', () => {
  test('ends a run on a target that hangs: the report is written, and the status is 3', () =>
    inFolder({}, async (cwd) => {
      const server = createServer().listen(0, '127.0.0.1')
      const asked = new Promise((resolve) => server.once('request', resolve))
      await new Promise((resolve) => server.once('listening', resolve))
      const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
      try {
        await using run = new Running(['run', 'itero', '-u', baseUrl, '--report', 'json', '--timeout', '1m'], cwd)
        await Promise.race([asked, run.ended])
        run.signal('SIGINT')
        expect(await run.ended).toBe(3)
        expect(run.stderr).toContain('The run was not completed: ')
        expect(run.stderr).toContain('the run was interrupted (SIGINT)')
        const report = JSON.parse(readFileSync(join(cwd, 'bitewing-report/report.json'), 'utf8'))
        expect(report.complete).toBe(false)
        expect(existsSync(join(cwd, 'bitewing-report/exchanges.ndjson'))).toBe(true)
      } finally {
        server.closeAllConnections()
        await new Promise((resolve) => server.close(resolve))
      }
    }))
})

describe('pipes', () => {
  test('long output arrives whole', () =>
    inFolder({}, async (cwd) => {
      await using list = new Running(['generate', 'order', '--count', '500'], cwd)
      expect(await list.ended).toBe(0)
      expect(list.stdout.trimEnd().split('\n')).toHaveLength(500)
    }))

  test('a reader that has seen enough ends the process', () =>
    inFolder({}, async (cwd) => {
      await using endless = new Running(['generate', 'order', '--count', '4000000'], cwd)
      await endless.until('stdout', '\n')
      endless.closeStdout()
      expect(await endless.ended).toBe(141)
      expect(endless.stderr).toBe('')
    }))
})

test('a proxy whose page was killed ends by itself, and leaves what it gathered', () =>
  inFolder({}, async (cwd) => {
    const argv = ['proxy', 'inbox', '--events', '--quiet', '--out', 'out', '--report', 'json']
    const child = spawn(process.execPath, ['--import', TSX, MAIN, ...argv], {
      cwd,
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    })
    const ended = once(child, 'exit')
    try {
      const [line] = await once(createInterface(child.stdout!), 'line')
      await fetch(`${JSON.parse(line).url}/api/v1/companies/one/inboxes`)
      child.stdout!.destroy()
      child.disconnect()
      await ended
    } finally {
      child.kill('SIGKILL')
    }
    const { targets } = JSON.parse(readFileSync(join(cwd, 'out/report.json'), 'utf8'))
    expect(targets[0].requirements).toContainEqual(expect.objectContaining({ id: 'INBOX-CLIENT-01', verdict: 'fail' }))
  }))

test('help and version load the command line alone', async () => {
  const packages = new Set<string>()
  await build({
    entryPoints: [MAIN],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    plugins: [
      {
        name: 'what is loaded at the start',
        setup({ onResolve }) {
          onResolve({ filter: /.*/ }, ({ path, kind }) => {
            if (kind === 'dynamic-import') return { external: true }
            if (kind === 'entry-point' || path.startsWith('.')) return undefined
            packages.add(path)
            return { external: true }
          })
        },
      },
    ],
  })
  expect([...packages].filter((path) => !path.startsWith('node:'))).toEqual(['commander'])
})
