import type { Exchange } from '../engine/exchange.ts'
import type { Figure } from '../engine/figure.ts'
import type { Clause, Level } from '../engine/requirement.ts'
import type { VerdictName } from '../engine/verdict.ts'

/** report.json, version 1. Every other output is made from it and from the exchanges. */
export interface Report {
  schemaVersion: 1
  tool: { name: string; version: string }
  /** RFC 3339. */
  startedAt: string
  durationMs: number
  seed: number
  /** False where the run broke off: the rules that were not reached are `inconclusive`. */
  complete: boolean
  /** Why the run broke off, where it did. */
  incompleteReason?: string
  targets: TargetReport[]
}

export interface TargetReport {
  name: string
  profile: string
  baseUrl: string
  kind: 'live' | 'mock'
  summary: Summary
  requirements: RequirementReport[]
  usage: Usage
  /** What the suite found at the target by itself, in one line each: `5 clinics: …`. */
  discovered?: string[]
  /** What the run's writes left at the target, in one line each. */
  leftBehind?: string[]
  /** The documented limit, where the profile has one. */
  rateLimit?: { cases: number; windowSeconds: number }
}

export interface Summary {
  pass: number
  fail: number
  warn: number
  inconclusive: number
  waived: number
  notApplicable: number
}

export interface Usage {
  requests: number
  /** Cases that the target created. */
  cases: number
  rateLimitWaitMs: number
  /** Tries that the rate limit refused. */
  refusals: number
}

export interface RequirementReport {
  id: string
  level: Level
  area: string
  title: string
  operations: string[]
  verdict: VerdictName
  /** One sentence. For `fail` and `warn` what is wrong; for `inconclusive` why, and what would make it possible. */
  message: string
  clause: Clause
  /** In the document's words. With `actual`, only where the verdict is fail, warn or waived. */
  expected?: string
  /** In the target's words. */
  actual?: string
  /** For `inconclusive`: the requirements that have to hold first. */
  leansOn?: string[]
  /** For `waived`: the reason and expiry that the configuration gives. */
  waiver?: { reason: string; expires: string }
  /** IDs of the exchanges that the verdict rests on. */
  exchanges: string[]
  /** Drawings of what was found: sets, timelines, calendars, steps. */
  figures?: Figure[]
  durationMs: number
}

/** What a writer is given. */
export interface ReportInput {
  report: Report
  /** All exchanges of the run, in the order in which they were sent. */
  exchanges: Exchange[]
}

/** A writer: a pure function from the model to the text of one file. */
export interface Writer {
  /** Name for `--report`. */
  name: string
  /** File written in the output directory. */
  file: string
  write(input: ReportInput): string
}
