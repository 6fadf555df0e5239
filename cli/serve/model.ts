import type { Exchange, ExchangeResponse } from '../../engine/exchange.ts'
import type { Progress } from '../../engine/target.ts'
import type { Summary } from '../../reports/model.ts'
import type { Tally } from '../progress/tally.ts'

/** What the page shows, all of it but the rules of a target and the report of a run. No secret is in it. */
export interface PageState {
  version: string
  /** The configuration's file, as messages name it. */
  configuration?: string
  /** What is wrong with the configuration. */
  fault?: string
  targets: PageTarget[]
  /** Clients of the configuration, which can be drilled. */
  clients: { name: string; profile: string }[]
  /** Whether there is a fleet to look at. */
  fleet: boolean
  /** The file that waivers go into. */
  baseline: string
  /** Runs that this server started, the newest first. */
  live: LiveRun[]
  /** Runs on disk, the newest first. */
  kept: KeptRun[]
}

/** Something that can be judged: a target of the configuration, or the embedded mock of a profile. */
export interface PageTarget {
  name: string
  profile: string
  /** As it stands in the configuration; absent for an embedded mock. */
  baseUrl?: string
  /** Rules that create or change data are left out unless somebody allows them. */
  needsConsent: boolean
}

/** What was started: a run on servers, a proxy between a client and its server, or a drill of a client. */
export type RunKind = 'run' | 'proxy' | 'drill'

/** A run as it goes on. */
export interface LiveRun {
  id: string
  kind: RunKind
  names: string[]
  /** Milliseconds since 1970, as all times here. */
  startedAt: number
  state: 'running' | 'stopping' | 'ended'
  /** Its exit status, once it has ended; null where a signal ended it. */
  status?: number | null
  /** What it said to people. */
  said: string
  targets: Record<string, Tally>
}

/** A run on disk. */
export interface KeptRun {
  id: string
  kind: RunKind
  /** RFC 3339; absent where that is not known. */
  startedAt?: string
  durationMs?: number
  /** One that is not complete can be gone on with. */
  complete: boolean
  /** Without a summary where it left no report. */
  targets: {
    name: string
    profile: string
    kind: 'live' | 'mock' | 'driver'
    role?: 'server' | 'client'
    summary?: Summary
  }[]
}

/** From the server to each page that is open. */
export type PageMessage =
  | { kind: 'state'; state: PageState }
  | { kind: 'progress'; run: string; at: number; progress: Progress }

/** A client's exchange without its messages. */
export type Passing = Omit<Exchange, 'request' | 'response'> & {
  request: Pick<Exchange['request'], 'method' | 'url'>
  response?: Pick<ExchangeResponse, 'status'>
}

/** A part of what passed. */
export interface PassedPart {
  exchanges: Passing[]
  /** Where the next part begins. */
  next: number
  /** Whether there is one by now. */
  more: boolean
}

/** A situation of a drill, as it can be chosen. */
export interface PageSituation {
  name: string
  summary: string
  job: string
  shows: string[]
}

/** A drill as the page asks for it: without `only`, all situations. */
export interface DrillRequest {
  client: string
  /** Names of situations, or IDs of rules. */
  only?: string[]
}

/** A failure that is to be waived. */
export interface WaiverRequest {
  run: string
  target: string
  id: string
  reason: string
  /** `YYYY-MM-DD` */
  expires: string
  /** The mark of the difference that was looked at: it is written only where it still is that one. */
  seen?: string
}

/** What a waiver would change in its file. */
export interface WaiverPreview {
  file: string
  /** A unified diff. */
  diff: string
  mark: string
  written: boolean
}
