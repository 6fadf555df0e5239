import { spawn } from 'node:child_process'
import { setTimeout as delay } from 'node:timers/promises'
import type { Io } from '../io.ts'

/** What became of the command that a proxy was started for. */
export type CommandEnd = { status: number } | { signal: string } | { notStarted: string }

export interface RunningCommand {
  ended: Promise<CommandEnd>
  /** Asks it to end, and all that it started; resolves once it has. */
  end(): Promise<void>
}

/** What a command that is asked to end may still do. */
const LAST_MS = 5000
/** What it started may hold its streams open: so long is read on. */
const DRAIN_MS = 500

const isGroup = process.platform !== 'win32'

/** Starts a command with these variables; what it says, on either stream, is for people. */
export function startCommand(
  [program = '', ...args]: readonly string[],
  variables: Record<string, string>,
  io: Io,
): RunningCommand {
  const child = spawn(program, args, {
    cwd: io.cwd,
    env: { ...io.env, ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, so that what it leaves behind can be ended with it.
    detached: isGroup,
    shell: !isGroup,
  })
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => void io.stderr.write(chunk))
  const signal = (name: NodeJS.Signals) => {
    try {
      if (isGroup && child.pid !== undefined) process.kill(-child.pid, name)
      else child.kill(name)
    } catch {
      // Nothing of it is left.
    }
  }
  const exited = new Promise<CommandEnd>((resolve) => {
    child.once('error', (error) => resolve({ notStarted: error.message }))
    child.once('exit', (status, by) => resolve(status === null ? { signal: String(by) } : { status }))
  })
  const closed = new Promise<void>((resolve) => {
    child.once('close', () => resolve())
    child.once('error', () => resolve())
  })
  const ended = exited.then(async (end) => {
    signal('SIGTERM')
    await Promise.race([closed, delay(DRAIN_MS)])
    for (const stream of [child.stdout, child.stderr]) stream.destroy()
    return end
  })
  return {
    ended,
    async end() {
      signal('SIGTERM')
      const inTime = await Promise.race([ended.then(() => true), delay(LAST_MS, false, { ref: false })])
      if (!inTime) signal('SIGKILL')
      await ended
    },
  }
}
