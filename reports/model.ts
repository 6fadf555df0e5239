import type { Exchange } from '../engine/exchange.ts'
import type { Figure } from '../engine/figure.ts'
import type { Clause, Level } from '../engine/requirement.ts'
import type { VerdictName } from '../engine/verdict.ts'
import type { WaiverNote } from '../engine/waivers.ts'

/** report.json, version 2; version 1 has no roles: each of its targets is a server. Every other output is made from it and from the exchanges. */
export interface Report {
  schemaVersion: 1 | 2
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
  /** Which side of the exchanges is judged: a client by its own traffic, or the server. */
  role?: 'server' | 'client'
  profile: string
  /** For a profile from outside: the path of its module, relative to the folder in which the run was made. */
  module?: string
  baseUrl: string
  /** `driver` for a client that is drilled: each situation has a server of its own. */
  kind: 'live' | 'mock' | 'driver'
  summary: Summary
  requirements: RequirementReport[]
  usage: Usage
  /** What the suite found at the target by itself, in one line each: `5 clinics: …`. */
  discovered?: string[]
  /** What the run's writes left at the target, in one line each. */
  leftBehind?: string[]
  /** The environment variables that the configuration names for the target's settings, by key path. */
  variables?: Record<string, string>
  /** The documented limit, where the profile has one. */
  rateLimit?: { cases: number; windowSeconds: number }
  /** What is to be done about its waivers: expired ones, ones for another failure, ones that are no longer needed. */
  waivers?: WaiverNote[]
  /** The last runs on this target, oldest first, this one included. */
  history?: PastRun[]
  /** What pacts showed that were replayed on the target. */
  contracts?: ContractsReport
}

export interface ContractsReport {
  /** RFC 3339. */
  verifiedAt: string
  durationMs: number
  pacts: PactReport[]
  /** Where the pacts and the suite do not say the same of a requirement. */
  disagreements: Disagreement[]
}

export interface PactReport {
  /** Where it came from: a file's path, or its URL at the broker. */
  source: string
  consumer: string
  provider: string
  /** Of Pact's specification: `4.0`. */
  specification: string
  /** In the pact's order. */
  interactions: InteractionReport[]
}

export interface InteractionReport {
  description: string
  kind: 'request' | 'message'
  /** Names of the provider states, in the order in which they are set up. */
  states: string[]
  /** The requirements that it touches. */
  requirements: string[]
  /** `failed`: the provider did not do what the pact says. `error`: it could not be verified. */
  outcome: 'passed' | 'failed' | 'error'
  /** The consumer does not expect it to pass yet: a failure does not count. */
  pending?: boolean
  /** What differs, one thing a line; for `error` why it could not be verified. */
  mismatches: string[]
  /** IDs of the exchanges, those of its provider states included. */
  exchanges: string[]
}

/** The suite's verdict on a requirement, and interactions that touch it and say otherwise. */
export interface Disagreement {
  requirement: string
  verdict: VerdictName
  /** Descriptions of the interactions. */
  interactions: string[]
  /** One sentence. */
  message: string
}

/** A run on a target as the history keeps it. */
export interface PastRun {
  /** RFC 3339. */
  startedAt: string
  durationMs: number
  toolVersion: string
  complete: boolean
  summary: Summary
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
  /** Of a rule about clients: the requirements of servers that rest on the same words, by which pacts are checked. */
  sameClause?: readonly string[]
  /** What the vendor is asked, where an `assumed` rule does not hold. */
  question?: string
  /** In the document's words. With `actual`, only where the verdict is fail, warn or waived. */
  expected?: string
  /** In the target's words. */
  actual?: string
  /** For `pass`: it holds but for the number of a status, which is that requirement's matter. */
  otherStatus?: {
    requirement: string
    /** `refused, by 422 instead of 400` */
    message: string
  }
  /** The requirements that hold but for a number which is this one's matter. */
  standsFor?: string[]
  /** For `inconclusive`: the requirements that have to hold first. */
  leansOn?: string[]
  /** For `waived`: the reason and expiry that the configuration gives. */
  waiver?: { reason: string; expires: string }
  /** Where the history knows another verdict before: the run in which the present one first appeared, and that other one. */
  changed?: { startedAt: string; from: VerdictName }
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
  /** The OpenAPI documents of the targets' profiles, by the profile's name; for a format that asks for them. */
  documents?: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

/** A writer: a pure function from the model to the text of one file. */
export interface Writer {
  write(input: ReportInput): string
}

/** A writer of several files: a pure function from the model to their texts, by their names, which begin with {@link OWN}. */
export interface FolderWriter {
  write(input: ReportInput): Record<string, string>
}

/** What tells our files in a folder that other tools write to as well. */
export const OWN = 'bitewing-'

/** A format of the report, as `--report` chooses it. */
export type Format = {
  /** It is given the OpenAPI documents. */
  documents?: true
} & (
  | {
      /** File written in the output directory. */
      file: string
      /** Its writer, which is loaded when it is first asked for. */
      writer(): Promise<Writer>
    }
  | {
      /** Folder in the output directory. */
      folder: string
      writer(): Promise<FolderWriter>
    }
)
