import { unheard } from '../reports/inert.ts'
import type { Environment } from './config/variables.ts'

/** The process around the command; tests put their own in its place. */
export interface Io {
  cwd: string
  env: Environment
  /** For what other programs read: JSON, lists. */
  stdout: NodeJS.WritableStream
  /** For what people read. */
  stderr: NodeJS.WritableStream & { isTTY?: boolean; columns?: number }
  /**
   * Calls back at the first SIGINT, SIGTERM or SIGHUP, with its name; and where the process is about to end before all is
   * done, at the next one or by an error, with the reason: there is a moment left.
   */
  onInterrupt(listener: (signal: string) => void, last?: (why: string) => Promise<void>): void
  /** Calls back whenever somebody asks how things stand: by SIGUSR1, or on a terminal by Enter. */
  onAsk?(listener: () => void): void
}

export const print = (io: Io, text: string) => void io.stdout.write(`${text}\n`)
/** A line for people; in CI, where a program reads the log first, there is nothing in it that such a program obeys. */
export const tell = (io: Io, text: string) => void io.stderr.write(`${unheard(text)}\n`)
