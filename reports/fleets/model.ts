import type { VerdictName } from '../../engine/verdict.ts'
import type { Summary } from '../model.ts'

/** fleet.json, version 1: how a fleet stands. The page, the table and the summary are made from it. */
export interface FleetReport {
  schemaVersion: 1
  tool: { name: string; version: string }
  /** RFC 3339. */
  at: string
  /** From when on changes are told. */
  changedSince: string
  /** By name. */
  targets: FleetReportTarget[]
  /** Rules that fail or warn somewhere: fails first, and of each those at most targets first. */
  findings: FleetFinding[]
  /** Newest first. */
  changes: FleetChange[]
  /** Runs since then that were killed or interrupted, newest first: none of them gave a verdict. */
  brokenOff: FleetBrokenRun[]
}

export interface FleetReportTarget {
  name: string
  profile: string
  baseUrl: string | null
  /** What shares a limit. */
  group: string
  state: 'due' | 'running' | 'judged' | 'away' | 'paused'
  /** What the server says of itself, where it does. */
  serverVersion: string | null
  last: {
    /** RFC 3339. */
    startedAt: string
    durationMs: number
    complete: boolean
    summary: Summary
    /** IDs of the requirements that fail. */
    fails: string[]
  } | null
  /** Why the last run is not complete. */
  reason: string | null
  /** The target's own report, relative to this one's file; where it was written. */
  report?: string
}

/** A rule that does not hold at some targets. */
export interface FleetFinding {
  requirement: string
  verdict: 'fail' | 'warn'
  /** Those that have had it for longest first. */
  targets: { name: string; since: string; message: string }[]
}

/** A verdict that followed another one. */
export interface FleetChange {
  at: string
  target: string
  requirement: string
  from: VerdictName
  to: VerdictName
}

/** A run that was killed or interrupted; its target is judged again. */
export interface FleetBrokenRun {
  /** When it began. */
  at: string
  target: string
  reason: string
  /** What it made at the target, or may have made. */
  leftBehind: string[]
}
