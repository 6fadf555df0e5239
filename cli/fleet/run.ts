import { mkdirSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { leftBehind } from '../../engine/ledger.ts'
import { plural } from '../../engine/words.ts'
import type { Database } from '../../fleet/database/queries.ts'
import { FleetError } from '../../fleet/error.ts'
import type { QuietHours } from '../../fleet/schedule.ts'
import { keepSettings } from '../../fleet/settings.ts'
import { targets } from '../../fleet/targets.ts'
import { type FleetProgress, type Work, work } from '../../fleet/worker.ts'
import { visible } from '../../reports/inert.ts'
import { errorInWords } from '../error-words.ts'
import type { ExitStatus } from '../exit-status.ts'
import { type Io, print, tell } from '../io.ts'
import { usageError } from '../usage-error.ts'
import { writeWhole } from '../write-whole.ts'
import { startHost } from './host.ts'
import { judgeBy, type ToFile } from './judge.ts'
import { type PlaceFlags, withStore } from './open.ts'
import { fleetProgress } from './progress.ts'
import { fleetExitStatus, statusAsJson } from './status.ts'

export interface WorkFlags extends PlaceFlags {
  workers?: number
  watch?: true
  evidence?: string
  keep?: number
  atMost?: number | null
  quietHours?: QuietHours | null
  seed?: number
  exhaustive?: true
  /** Milliseconds. */
  timeout?: number
  /** Milliseconds. */
  maxTime?: number
  allowWrites?: true
  strict?: true
  requireComplete?: true
  quiet?: true
  color?: boolean
  json?: true
}

/** Nothing that a worker asks of its store takes as long. */
const ANSWER_MS = 20_000

const DEFAULTS = { workers: 4, keep: 2, seed: 1, timeout: 10_000, maxTime: 30 * 60_000 }

/** `bitewing fleet run`: puts what is due into the queue, and works until nothing is due; with `--watch` on and on. */
export const runFleet = (flags: WorkFlags, io: Io): Promise<ExitStatus> =>
  onFleet(flags, io, flags.watch ? 'on and on' : 'one round')

/** `bitewing fleet work`: one more machine, until it is stopped. */
export function workOnFleet(flags: WorkFlags, io: Io): Promise<ExitStatus> {
  if (flags.database === undefined && (flags.dir !== undefined || !io.env.BITEWING_DATABASE_URL)) {
    throw usageError(
      '--database',
      'expected the PostgreSQL that the fleet is kept in: a folder is one process’s',
      'bitewing fleet run works on a folder by itself',
    )
  }
  return onFleet(flags, io, 'nothing')
}

const onFleet = (given: WorkFlags, io: Io, queues: Work['queues']): Promise<ExitStatus> => {
  const flags = { ...DEFAULTS, ...given }
  const toFile = flags.evidence === undefined ? undefined : evidenceIn(resolve(io.cwd, flags.evidence))
  return withStore<ExitStatus>(
    flags,
    io,
    async (store) => {
      await keepSettings(store, { atMost: flags.atMost, quietHours: flags.quietHours })
      const ended = new AbortController()
      io.onInterrupt((signal) => ended.abort(`the run was interrupted (${signal})`))
      try {
        await workOn(store, flags, io, queues, ended.signal, toFile)
      } catch (error) {
        tell(io, error instanceof FleetError ? `error: ${error.what}. ${error.next}` : errorInWords(error))
        return 3
      }
      const all = await targets(store)
      if (flags.json) print(io, statusAsJson(all))
      if (queues === 'one round') return ended.signal.aborted ? 3 : fleetExitStatus(all, flags)
      return 0
    },
    { patience: { answerMs: ANSWER_MS } },
  )
}

async function workOn(
  database: Database,
  flags: WorkFlags & typeof DEFAULTS,
  io: Io,
  queues: Work['queues'],
  signal: AbortSignal,
  toFile: ToFile | undefined,
): Promise<void> {
  const { workers, keep, seed, exhaustive = false, timeout: timeoutMs, maxTime: maxTimeMs } = flags
  const host = await startHost(workers, { seed, exhaustive, timeoutMs, maxTimeMs }, toFile !== undefined)
  const progress = await fleetProgress(io, flags)
  const judge = judgeBy(host, io.env, flags.allowWrites, toFile)
  const heard = (one: FleetProgress) => {
    if (one.kind === 'began') tellOfBroken(one, io)
    progress.tell(one)
  }
  const forget = (files: readonly string[]) => {
    for (const file of files) rmSync(file, { force: true })
  }
  try {
    await work({ database, judge, workers, queues, keep, maxTimeMs, tell: heard, forget, signal })
  } finally {
    progress.stop()
    await host.close()
  }
}

/** What runs that broke off may have left at a target is told before it is judged again, even with `--quiet`. */
function tellOfBroken({ name, broken }: Extract<FleetProgress, { kind: 'began' }>, io: Io): void {
  for (const { startedAt, reason, ledger } of broken) {
    const left = leftBehind(ledger)
    const what = left.length === 0 ? 'it wrote nothing' : `it may have left ${plural(left.length, 'thing')} there:`
    tell(io, visible(`note: ${name}: the run of ${startedAt} broke off: ${reason}; ${what}`))
    for (const line of left) tell(io, visible(`  ${line}`))
  }
}

function evidenceIn(folder: string): ToFile {
  try {
    mkdirSync(folder, { recursive: true })
  } catch (error) {
    throw usageError('--evidence', `expected a folder that can be written to: ${(error as Error).message}`)
  }
  return ({ name, startedAt }, bundle) => {
    const path = join(folder, `${name}-${startedAt.toISOString().replaceAll(':', '-')}.zip`)
    writeWhole(path, bundle)
    return path
  }
}
