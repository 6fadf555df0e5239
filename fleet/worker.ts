import { setTimeout as delay } from 'node:timers/promises'
import type { LedgerRecord } from '../engine/ledger.ts'
import type { Summary } from '../reports/model.ts'
import type { Database } from './database/queries.ts'
import { isToBeTriedAgain, type Open, open, queueDue, waitingLanes } from './due.ts'
import { FleetError } from './error.ts'
import { type LaneJob, openQueue } from './queue.ts'
import { type Begun, type BrokenRun, begin, breakOff, finish, keepLedger, type Outcome, unjudged } from './runs.ts'
import { isQuiet } from './schedule.ts'
import { readSettings } from './settings.ts'
import { beat, enter, reap, SILENT_AFTER_MS } from './workers.ts'

/**
 * Judges a target.
 *
 * @param ledger keeps a line of what the run writes; it resolves once the line is in the store
 */
export type Judge = (
  begun: Begun,
  ledger: (line: LedgerRecord) => Promise<void>,
  signal: AbortSignal,
) => Promise<Outcome>

/** What a worker tells while it works. */
export type FleetProgress =
  | { kind: 'open'; open: Open }
  | { kind: 'began'; name: string; broken: BrokenRun[] }
  | {
      kind: 'judged'
      name: string
      complete: boolean
      isAway: boolean
      reason?: string
      summary: Summary
      fails: string[]
    }
  | { kind: 'broken'; name: string; reason: string }
  | { kind: 'quiet' }
  | { kind: 'trouble'; message: string }

export interface Work {
  database: Database
  judge: Judge
  /** Runs side by side in this process. */
  workers: number
  /** Whether this worker puts into the queue what is due: for one round, or on and on. */
  queues: 'one round' | 'on and on' | 'nothing'
  /** How many of a target's runs have their evidence kept. */
  keep: number
  /** The longest that a run may take. */
  maxTimeMs: number
  /** How long the store may be out of reach before runs under way are given up. */
  silentAfterMs?: number
  tell(progress: FleetProgress): void
  /** Removes files of evidence that are kept no longer. */
  forget(files: readonly string[]): void
  /** Aborted, with a reason, to end: runs under way break off, and their targets stay in the queue. */
  signal: AbortSignal
}

/** PostgreSQL's word for it: no other outcome is taken either. */
const DISK_FULL = '53100'

/** Signs of life in the time after which a worker that gives none is lost. */
const BEATS = 15
/** How often it is looked for dead workers and for what is due. */
const LOOK_MS = 2_000
/** How often lanes are looked for that wait and are in nobody's hand. */
const MEND_MS = 15_000
const IDLE_MS = 500

/** Works on a fleet's queue: for one round until nothing is left of it, or until `signal` is aborted. */
export async function work(given: Work): Promise<void> {
  const [{ now: since }] = (await given.database.query<{ now: Date }>('SELECT now() AS now')) as [{ now: Date }]
  // One that was out of reach for too long is dead to the others: it enters as a new one.
  while ((await asOneWorker(given, since)) === 'lost') {}
}

/** @param since when the round began */
async function asOneWorker(
  { database, judge, workers, queues, keep, maxTimeMs, silentAfterMs = SILENT_AFTER_MS, tell, forget, signal }: Work,
  since: Date,
): Promise<'lost' | 'through'> {
  const worker = await enter(database)
  const trouble = (error: Error) => tell({ kind: 'trouble', message: error.message })
  const queue = await openQueue(database, Math.ceil((maxTimeMs + silentAfterMs) / 1000), trouble)
  const lost = new AbortController()
  const heart = beatOn(database, worker, silentAfterMs, lost, trouble)
  const running = new Map<string, Promise<void>>()
  let freed = () => {}
  let refusal: Error | undefined

  /** What the store took: where it does not take an outcome, its target could not be judged; else it would be tried on and on. */
  const kept = async (begun: Begun, outcome: Outcome): Promise<[Outcome, string[] | undefined]> => {
    const finished = (one: Outcome) => finish(database, worker, begun.run, one, keep)
    try {
      return [outcome, await finished(outcome)]
    } catch (error) {
      if ((error as { code?: string }).code === DISK_FULL) throw error
      const without = unjudged(`its outcome is not kept: ${(error as Error).message}`, outcome.toolVersion)
      return [without, await finished(without)]
    }
  }
  const run = async (begun: Begun) => {
    const either = AbortSignal.any([signal, lost.signal])
    const ledger = (line: LedgerRecord) => keepLedger(database, begun.run, line)
    const outcome = await judge(begun, ledger, either)
    // It stays in the queue, for whoever works next.
    if (either.aborted && !outcome.complete) {
      const reason = String(either.reason)
      await breakOff(database, worker, begun.run, reason)
      tell({ kind: 'broken', name: begun.name, reason })
      return
    }
    const [{ complete, isAway, reason, summary, rows }, gone] = await kept(begun, outcome)
    if (gone === undefined) {
      const why = 'its outcome is not kept: this worker was taken for dead, and the target is judged by another one'
      tell({ kind: 'broken', name: begun.name, reason: why })
      return queue.put(await waitingLanes(database, begun.lane))
    }
    forget(gone)
    const fails = rows.filter(({ verdict }) => verdict === 'fail').map(({ id }) => id)
    tell({ kind: 'judged', name: begun.name, complete, isAway, ...(reason ? { reason } : {}), summary, fails })
    await queue.put(await waitingLanes(database, begun.lane))
  }
  const take = async (job: LaneJob, atMost: number | undefined) => {
    const begun = await begin(database, { worker, lane: job.lane, atMost })
    if (begun === 'busy') {
      await queue.done(job)
      return queue.put([job.lane], 1)
    }
    if (begun !== 'nothing') {
      tell({ kind: 'began', name: begun.name, broken: begun.broken })
      await run(begun)
    }
    await queue.done(job)
  }

  let looked = Number.NEGATIVE_INFINITY
  let mended = Number.NEGATIVE_INFINITY
  try {
    while (!signal.aborted && !lost.signal.aborted) {
      const now = performance.now()
      const isFreed = new Promise<void>((resolve) => {
        freed = resolve
      })
      const { atMost, quietHours } = await readSettings(database)
      if (now - looked > LOOK_MS) {
        looked = now
        for (const { name, lane, reason } of await reap(database, worker)) {
          tell({ kind: 'broken', name, reason })
          await queue.put([lane])
        }
        if (queues !== 'nothing') {
          await queue.put(await queueDue(database, queues === 'one round' ? since : undefined))
        }
        if (now - mended > MEND_MS) {
          mended = now
          await queue.put(await waitingLanes(database))
        }
        tell({ kind: 'open', open: await open(database) })
      }
      const quiet = quietHours !== undefined && isQuiet(quietHours, new Date())
      const room = quiet ? 0 : Math.min(workers, atMost ?? workers) - running.size
      const jobs = room > 0 ? await queue.take(room) : []
      for (const job of jobs) {
        const going = take(job, atMost)
          .catch((error: Error) => {
            refusal ??= error
            lost.abort(`the store is not written any more: ${error.message}`)
          })
          .finally(() => {
            running.delete(job.id)
            freed()
          })
        running.set(job.id, going)
      }
      if (running.size === 0 && queues === 'one round') {
        if (quiet) {
          tell({ kind: 'quiet' })
          break
        }
        const left = await open(database)
        if (left.queued + left.running === 0 && !(await isToBeTriedAgain(database, since))) break
      }
      if (jobs.length > 0 && jobs.length < room) continue
      await Promise.race([isFreed, delay(IDLE_MS, undefined, { signal }).catch(() => {})])
    }
    await Promise.all(running.values())
    if (refusal) {
      throw new FleetError(
        `${database.where} takes nothing more: ${refusal.message}`,
        'What is left stays in the queue',
      )
    }
    tell({ kind: 'open', open: await open(database) })
    return lost.signal.aborted && !signal.aborted ? 'lost' : 'through'
  } finally {
    await heart.stop()
    await queue.close()
  }
}

/** Shows that a worker lives; where it reaches nobody for too long, its runs are given up before others take it for dead. */
function beatOn(
  database: Database,
  worker: number,
  silentAfterMs: number,
  lost: AbortController,
  trouble: (error: Error) => void,
) {
  const stopped = new AbortController()
  // An answer that never comes is no error: the time counts whatever becomes of it. A folder is nobody else's.
  const silence = setTimeout(() => {
    if (!database.isAlone) lost.abort(`the store was out of reach for ${silentAfterMs / 1000} s`)
  }, silentAfterMs)
  let isAway = false
  const loop = async () => {
    while (!stopped.signal.aborted) {
      await delay(silentAfterMs / BEATS, undefined, { signal: stopped.signal }).catch(() => {})
      if (stopped.signal.aborted) return
      try {
        await beat(database, worker)
        silence.refresh()
        if (isAway) trouble(new Error('the store is reached again'))
        isAway = false
      } catch (error) {
        if (!isAway) trouble(new Error(`the store is out of reach: ${(error as Error).message}`))
        isAway = true
      }
    }
  }
  const beating = loop()
  return {
    async stop() {
      stopped.abort()
      await beating
      clearTimeout(silence)
    },
  }
}
