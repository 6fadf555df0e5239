import { execFileSync, spawn } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'

/** Where Debian's packages put it, a folder for each version. */
const DEBIAN = '/usr/lib/postgresql'

/**
 * The folder of the programs of an installed PostgreSQL.
 *
 * @throws Error saying what to install.
 */
export function findPostgres(): string {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((one, other) => Number(other) - Number(one)) : []
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...versions.map((one) => join(DEBIAN, one, 'bin'))]
  const found = folders.find((folder) => ['initdb', 'postgres'].every((name) => existsSync(join(folder, name))))
  if (found) return found
  throw new Error(
    'No PostgreSQL was found. Install Debian’s package (apt-get install -y postgresql), or put initdb and postgres on the search path.',
  )
}

/** {@link findPostgres}, after installing Debian's package where it is missing and that is allowed (as root). */
export function ensurePostgres(): string {
  try {
    return findPostgres()
  } catch (missing) {
    if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) throw missing
  }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', 'postgresql']]) {
    execFileSync('apt-get', args, { stdio: ['ignore', 'ignore', 'pipe'], env })
  }
  return findPostgres()
}

/** A PostgreSQL of its own, in a folder of its own, on a free port of 127.0.0.1. */
export interface RunningPostgres extends AsyncDisposable {
  url: string
  /** Ends it as a power cut would, and starts it again. */
  crash(): Promise<void>
}

/** Starts a PostgreSQL; as another user where this process is root's, as which it does not run. */
export async function startPostgres(): Promise<RunningPostgres> {
  const bin = findPostgres()
  const folder = mkdtempSync(join(tmpdir(), 'bitewing-postgres-'))
  const user = userBesideRoot()
  if (user) chownSync(folder, user.uid, user.gid)
  chmodSync(folder, 0o700)
  const data = join(folder, 'data')
  const as = { ...user, cwd: folder, env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8' } }
  execFileSync(join(bin, 'initdb'), ['-D', data, '-A', 'trust', '-U', 'bitewing', '-E', 'UTF8', '--no-sync'], {
    ...as,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const port = await freePort()
  const url = `postgresql://bitewing@127.0.0.1:${port}/postgres`
  const begin = async () => {
    const server = spawn(
      join(bin, 'postgres'),
      ['-D', data, '-p', String(port), '-k', folder, '-h', '127.0.0.1', '-c', 'fsync=off'],
      { ...as, stdio: 'ignore' },
    )
    const ended = new Promise<void>((resolve) => server.once('close', () => resolve()))
    await untilReady(url, ended)
    return { server, ended }
  }
  let current = await begin()
  const end = async (signal: NodeJS.Signals) => {
    current.server.kill(signal)
    await current.ended
  }
  return {
    url,
    async crash() {
      // SIGQUIT ends all of it at once, without a checkpoint.
      await end('SIGQUIT')
      current = await begin()
    },
    async [Symbol.asyncDispose]() {
      await end('SIGQUIT')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function userBesideRoot(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined
  const id = (flag: string, name: string) => Number(execFileSync('id', [flag, name], { encoding: 'utf8' }))
  const name = ['postgres', 'nobody'].find((one) => {
    try {
      return id('-u', one) > 0
    } catch {
      return false
    }
  })
  if (!name) throw new Error('PostgreSQL does not run as root, and there is no user postgres or nobody.')
  return { uid: id('-u', name), gid: id('-g', name) }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}

async function untilReady(url: string, ended: Promise<void>): Promise<void> {
  let isOver = false
  ended.then(() => {
    isOver = true
  })
  for (;;) {
    const client = new pg.Client(url)
    try {
      await client.connect()
      return
    } catch (error) {
      if (isOver) throw new Error('PostgreSQL ended before it was ready', { cause: error })
      await pause(50)
    } finally {
      await client.end().catch(() => {})
    }
  }
}
