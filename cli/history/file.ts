import type { VerdictName } from '../../engine/verdict.ts'
import type { PastRun, Report } from '../../reports/model.ts'

/** A target as the history tells it from others. */
export interface TargetKey {
  name: string
  profile: string
  kind: 'live' | 'mock' | 'driver'
  role: 'server' | 'client'
}

/** One target's part of a run. */
export interface KeptRun extends PastRun, TargetKey {
  baseUrl: string
}

/** A verdict of one requirement in a run. */
export interface KeptVerdict extends TargetKey {
  startedAt: string
  verdict: VerdictName
}

/** The run in which a requirement's present verdict first appeared after another one. */
export interface ChangePoint {
  startedAt: string
  from: VerdictName
}

/**
 * A history of runs in a file. Each call opens the file, does its work in one transaction, and closes it, so that several
 * runs can have the same file.
 */
export interface HistoryFile {
  /** Keeps a run. Where it broke off, the requirements that it did not reach are left out. */
  keep(report: Report): void
  /** The last runs on a target up to one, oldest first. */
  lastRuns(target: TargetKey, upTo: string, atMost: number): PastRun[]
  /** By requirement, for those that had another verdict before. */
  changes(target: TargetKey, upTo: string): Map<string, ChangePoint>
  /** Every target's part of every run, oldest first. */
  runs(): KeptRun[]
  /** Every verdict of a requirement, oldest first. */
  verdicts(requirement: string): KeptVerdict[]
  /** The requirements that any run judged. */
  requirements(): string[]
}
