import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import type { Progress } from '../engine/target.ts'
import type { Environment } from './config/variables.ts'
import { advance, type Tallies } from './progress/tally.ts'
import type { LiveRun, RunKind } from './serve/model.ts'

/** Of what a run says to people, the end is kept. */
const SAID_CHARS = 20_000

interface Running {
  run: Omit<LiveRun, 'targets'>
  tallies: Tallies
  child: ChildProcess
  ended: Promise<void>
}

/** What whoever shows the runs is told: that a run made progress, or that it began or ended. */
export type Heard = { run: string; at: number; progress: Progress } | 'changed'

/**
 * The runs that were started from the page, each a process of its own of the same command: it is ended like one, and
 * nothing of it outlives it.
 */
export class StartedRuns {
  readonly #running = new Map<string, Running>()
  readonly #listeners = new Set<(heard: Heard) => void>()

  /**
   * @param folder has a folder for each run
   * @param command starts the command with arguments
   */
  constructor(
    private readonly folder: string,
    private readonly command: (args: readonly string[]) => ChildProcess,
  ) {}

  /** The newest first. */
  list(): LiveRun[] {
    return [...this.#running.values()]
      .map(({ run, tallies }) => ({ ...run, targets: Object.fromEntries(tallies) }))
      .reverse()
  }

  /** Listens until the function that it gives is called. */
  listen(listener: (heard: Heard) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Starts a run, a proxy or a drill, and gives its ID. */
  start(names: string[], args: readonly string[], kind: RunKind = 'run'): string {
    const id = this.#newId()
    return this.#begin(id, kind, names, [
      kind,
      '--events',
      '--quiet',
      `--out=${join(this.folder, id)}`,
      ...args,
      '--',
      ...names,
    ])
  }

  /** Goes on with a run that broke off. */
  resume(id: string, folder: string, names: string[], args: readonly string[]): string {
    return this.#begin(id, 'run', names, ['run', '--events', '--quiet', `--resume=${folder}`, ...args])
  }

  /** Resolves with a run once it has ended. */
  async ended(id: string): Promise<LiveRun> {
    await this.#running.get(id)?.ended
    return this.list().find((one) => one.id === id)!
  }

  isRunning(id: string): boolean {
    const one = this.#running.get(id)
    return one !== undefined && one.run.state !== 'ended'
  }

  /** Ends a run in good order: what it found up to here is written. */
  stop(id: string): void {
    const one = this.#running.get(id)
    if (!one || one.run.state === 'ended') return
    one.run.state = 'stopping'
    one.child.kill('SIGINT')
    this.#tell('changed')
  }

  /** Ends all runs, and resolves when they have. */
  async stopAll(): Promise<void> {
    for (const id of this.#running.keys()) this.stop(id)
    await Promise.all([...this.#running.values()].map(({ ended }) => ended))
  }

  #begin(id: string, kind: RunKind, names: string[], args: readonly string[]): string {
    const child = this.command(args)
    const run: Running['run'] = { id, kind, names, startedAt: Date.now(), state: 'running', said: '' }
    const tallies: Tallies = new Map()
    createInterface({ input: child.stdout! }).on('line', (line) => {
      const progress = JSON.parse(line) as Progress
      const at = Date.now()
      advance(tallies, progress, at)
      this.#tell({ run: id, at, progress })
    })
    child.stderr!.setEncoding('utf8').on('data', (chunk: string) => {
      run.said = (run.said + chunk).slice(-SAID_CHARS)
    })
    const ended = new Promise<void>((resolve) => {
      const end = (status: number | null, fault = '') => {
        Object.assign(run, { state: 'ended', status, said: run.said + fault })
        this.#tell('changed')
        resolve()
      }
      child.once('close', (status) => end(status))
      child.once('error', (error) => end(3, error.message))
    })
    this.#running.delete(id)
    this.#running.set(id, { run, tallies, child, ended })
    this.#tell('changed')
    return id
  }

  #newId(): string {
    const time = new Date().toISOString().slice(0, 19).replaceAll(':', '-')
    for (let nth = 1; ; nth++) {
      const id = nth === 1 ? time : `${time}-${nth}`
      if (!this.#running.has(id) && !existsSync(join(this.folder, id))) return id
    }
  }

  #tell(heard: Heard): void {
    for (const listener of this.#listeners) listener(heard)
  }
}

/** This command, as a process of its own. By the channel to this one it learns where this one is gone, and ends by itself. */
export const thisCommand =
  (cwd: string, env: Environment) =>
  (args: readonly string[]): ChildProcess =>
    spawn(process.execPath, [...process.execArgv, process.argv[1]!, ...args], {
      cwd,
      env,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })

/** What a command printed, and what it said to people, once it has ended. */
export async function outputOf(child: ChildProcess): Promise<{ status: number | null; stdout: string; said: string }> {
  const [stdout, said, [status]] = await Promise.all([
    text(child.stdout!),
    text(child.stderr!),
    once(child, 'close') as Promise<[number | null]>,
  ])
  return { status, stdout, said }
}
