import { availableParallelism } from 'node:os'
import { setFlagsFromString } from 'node:v8'
import { BroadcastChannel } from 'node:worker_threads'
import type { LedgerRecord } from '../../engine/ledger.ts'
import type { RunOptions } from '../../engine/target.ts'
import type { Outcome } from '../../fleet/runs.ts'
import type { FleetJob, FleetProvided, FromThread, ToThread } from '../conformance/fleet-protocol.ts'
import { startSuites, throwOwnError } from '../suites.ts'
import { version } from '../version.ts'

/** Suites that vitest hosts runs in: each has a worker thread. */
const SUITES = 4

/**
 * V8 lets each thread's heap grow to some four times of what lives in it before it collects, and all that a run leaves is
 * garbage.
 */
const COLLECT_EARLIER = '--heap-growing-percent=60'

/** Where runs are made: in threads of vitest's, which stay as long as the fleet is worked on. */
export interface Host {
  judge(job: FleetJob, ledger: (line: LedgerRecord) => Promise<void>, signal: AbortSignal): Promise<Outcome>
  close(): Promise<void>
}

interface Thread {
  wire: BroadcastChannel
  underWay: number
}

interface Awaited {
  ledger: (line: LedgerRecord) => Promise<void>
  resolve: (outcome: Outcome) => void
  reject: (error: Error) => void
}

/** Starts the threads, as many as the machine has cores for; resolves once all of them are ready. */
export async function startHost(workers: number, options: Omit<RunOptions, 'chosen'>, inFiles: boolean): Promise<Host> {
  const channel = `bitewing fleet ${process.pid} ${Date.now()}`
  const awaited = new Map<string, Awaited>()
  const count = Math.min(SUITES, workers, Math.max(1, availableParallelism()))
  const provided: FleetProvided = { channel, options, userAgent: `bitewing/${version()}`, inFiles }
  let ready = 0
  let allReady = () => {}
  const isReady = new Promise<void>((resolve) => {
    allReady = resolve
  })
  const threads = Array.from({ length: count }, (_, index): Thread => {
    const wire = new BroadcastChannel(`${channel} ${index + 1}`)
    wire.onmessage = (message) => {
      const { data } = message as unknown as { data: FromThread }
      if ('ready' in data) {
        if (++ready === count) allReady()
      } else if ('ledger' in data) {
        const kept = awaited.get(data.ledger)?.ledger(data.line) ?? Promise.resolve()
        // Where it cannot be kept the line is in the run's own journal alone.
        kept.catch(() => {}).finally(() => wake(data.written))
      } else if ('done' in data) awaited.get(data.done)?.resolve(data.outcome)
      else awaited.get(data.failed)?.reject(new Error(data.message))
    }
    return { wire, underWay: 0 }
  })
  setFlagsFromString(COLLECT_EARLIER)
  const exitCode = process.exitCode
  const hosted = startSuites(
    threads.map((_, index) => `fleet-${index + 1}`),
    { maxWorkers: count, provide: { fleet: provided }, reporter: {} },
  )
  const ended = hosted.then(
    async (vitest) => {
      try {
        throwOwnError(vitest)
      } finally {
        await vitest.close()
        process.exitCode = exitCode
        for (const { wire } of threads) wire.close()
      }
    },
    (error) => {
      for (const { wire } of threads) wire.close()
      throw error
    },
  )
  const gone = ended.then(() => {
    throw new Error('the threads ended')
  })
  gone.catch((error) => {
    for (const one of awaited.values()) one.reject(error)
  })
  await Promise.race([isReady, gone])

  return {
    async judge(job, ledger, signal) {
      const thread = threads.reduce((least, one) => (one.underWay < least.underWay ? one : least))
      const say = (message: ToThread) => thread.wire.postMessage(message)
      const end = () => say({ end: job.run, reason: String(signal.reason) })
      thread.underWay++
      try {
        return await new Promise<Outcome>((resolve, reject) => {
          awaited.set(job.run, { ledger, resolve, reject })
          say({ judge: job })
          if (signal.aborted) end()
          else signal.addEventListener('abort', end)
        })
      } finally {
        thread.underWay--
        awaited.delete(job.run)
        signal.removeEventListener('abort', end)
      }
    },
    async close() {
      for (const { wire } of threads) wire.postMessage({ close: true } satisfies ToThread)
      await ended
    },
  }
}

function wake(written: SharedArrayBuffer): void {
  const flag = new Int32Array(written)
  Atomics.store(flag, 0, 1)
  Atomics.notify(flag, 0)
}
