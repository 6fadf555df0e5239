import type { LedgerRecord } from '../../engine/ledger.ts'
import type { RunOptions, Target } from '../../engine/target.ts'
import type { Outcome } from '../../fleet/runs.ts'

/** What the command gives the worker threads in which vitest hosts the runs of a fleet. */
export interface FleetProvided {
  /** Name of the channels between the command and each thread: a space and the thread's number follow. */
  channel: string
  options: Omit<RunOptions, 'chosen'>
  userAgent: string
  /** Whether evidence is kept in files, and not in the store. */
  inFiles: boolean
}

/** A target to be judged: a server, or the embedded mock of a profile. */
export type FleetJob = { run: string; name: string; startedAt: string } & (
  | { target: Target }
  | { profile: string; folder: string; waivers: Target['waivers'] }
)

export type ToThread = { judge: FleetJob } | { end: string; reason: string } | { close: true }

export type FromThread =
  | { ready: true }
  /** `written` is set to 1, and woken, once the line is in the store. */
  | { ledger: string; line: LedgerRecord; written: SharedArrayBuffer }
  | { done: string; outcome: Outcome }
  | { failed: string; message: string }
