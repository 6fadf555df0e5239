import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'
import type { Readable } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'

/** How a process ended. */
export type ProcessEnd = { status: number } | { signal: string } | { notStarted: string }

export interface ProcessGroup {
  child: ChildProcess & { stdout: Readable; stderr: Readable }
  /** Resolves once the process has ended, and what it left behind with it. */
  ended: Promise<ProcessEnd>
  /** Asks it to end, and all that it started; resolves once it has. */
  end(): Promise<void>
  /** Ends it at once, and all that it started. */
  kill(): void
}

/** What a process that is asked to end may still do. */
const LAST_MS = 5000
/** What it started may hold its streams open: so long is read on. */
const DRAIN_MS = 500

const isGroup = process.platform !== 'win32'

const WORDS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such program',
  EACCES: 'it is no file that may be executed',
}

const inWords = ({ code = '', message }: NodeJS.ErrnoException, cwd: string): string =>
  WORDS[code] ? `${WORDS[code]} (looked for from ${cwd})` : message

/** Starts a program as a group of its own, so that what it leaves behind can be ended with it. Both streams are to be read. */
export function startGroup(
  [program = '', ...args]: readonly string[],
  { cwd, env, stdin }: { cwd: string; env: Readonly<Record<string, string | undefined>>; stdin: 'ignore' | 'pipe' },
): ProcessGroup {
  const options = { cwd, env: { ...env }, stdio: [stdin, 'pipe', 'pipe'], detached: isGroup, shell: !isGroup }
  const child = spawn(program, args, options as SpawnOptions) as ProcessGroup['child']
  const signal = (name: NodeJS.Signals) => {
    try {
      if (isGroup && child.pid !== undefined) process.kill(-child.pid, name)
      else child.kill(name)
    } catch {
      // Nothing of it is left.
    }
  }
  const exited = new Promise<ProcessEnd>((resolve) => {
    child.once('error', (error) => resolve({ notStarted: inWords(error, cwd) }))
    child.once('exit', (status, by) => resolve(status === null ? { signal: String(by) } : { status }))
  })
  const closed = new Promise<void>((resolve) => {
    child.once('close', () => resolve())
    child.once('error', () => resolve())
  })
  const ended = exited.then(async (end) => {
    signal('SIGTERM')
    const isClosed = await Promise.race([closed.then(() => true), delay(DRAIN_MS, false, { ref: false })])
    if (!isClosed) signal('SIGKILL')
    for (const stream of [child.stdout, child.stderr]) stream.destroy()
    return end
  })
  return {
    child,
    ended,
    kill: () => signal('SIGKILL'),
    async end() {
      signal('SIGTERM')
      const inTime = await Promise.race([ended.then(() => true), delay(LAST_MS, false, { ref: false })])
      if (!inTime) signal('SIGKILL')
      await ended
    },
  }
}
