import type { PaceLimit } from './pace.ts'

/** A target as a run takes it: configuration checked, variables filled in, defaults applied. */
export interface Target {
  /** The key under `targets` in the configuration; the profile's name where nothing is configured. */
  name: string
  /** The profile's name. */
  profile: string
  /** Where the profile is loaded from, where it is not built in: the absolute path of its module. */
  module?: string
  /** Without a slash at the end, without credentials. */
  baseUrl: string
  /** `mock` for the embedded one, `live` for everything else. */
  kind: 'live' | 'mock'
  /** Whether rules that create or change data may run: on loopback by default, elsewhere where it was asked for. */
  allowWrites: boolean
  /** The documented limit, or the one that the configuration scales it to; only for profiles that have one. */
  rateLimit?: RateLimit
  /** The most requests that it is sent, where that is held down. */
  pace?: PaceLimit
  /** Where provider states are set up (Pact's convention), if the target has any. */
  providerStatesUrl?: string
  /** `operationId` to path, where the target's differ from the document's. */
  paths: Record<string, string>
  waivers: Waiver[]
  /** The profile's own keys of the configuration (`account`, `apiKey`, `companies`, …), as the profile's schema has them. */
  settings: Record<string, unknown>
  /** The environment variables that gave keys of the settings their values, by key path: `apiKey` to `OPUS_API_KEY`. */
  variables?: Record<string, string>
  /** Values that must not be written or printed, by the key that they stand under: `account.password`. */
  secrets: Record<string, string>
}

/** So many cases in any window of so many seconds (a fraction is allowed). */
export interface RateLimit {
  cases: number
  windowSeconds: number
  /** The operations that it counts, where a target's configuration names them. */
  operations?: readonly string[]
}

/** A known deviation of a target: its verdict is `waived` until the day after `expires`. */
export interface Waiver {
  id: string
  reason: string
  /** `YYYY-MM-DD`, the last day on which it holds. */
  expires: string
  /** How it fails; a failure that is another one is not covered. Without it the waiver covers any. */
  failure?: { expected: string; actual: string }
}

/** How a run is to be made; the same for all its targets. */
export interface RunOptions {
  /** Requirement IDs chosen, in register order. */
  chosen: string[]
  seed: number
  exhaustive: boolean
  /** Milliseconds for one answer. */
  timeoutMs: number
  /** Milliseconds for the whole run; what is not judged by then is `inconclusive`. */
  maxTimeMs?: number
  /** Stop after so many fails. */
  maxFailures?: number
  /** False where requests are sent without the headers by which they are found in the target's logs. */
  trace?: boolean
}

/** What a run, a proxy or a drill tells while it goes on. */
export type Progress =
  /** Of a drill with the number of its situations. */
  | { kind: 'started'; target: string; rules: number; situations?: number }
  /** A proxy may judge a rule again, and a client's side apart. */
  | { kind: 'judged'; target: string; role?: 'client'; id: string; verdict: string; message: string }
  | {
      kind: 'budget'
      target: string
      requests: number
      cases: number
      /** Cases that the window still has room for; absent where the profile has no limit. */
      casesLeft?: number
      /** Milliseconds until the next case is possible, where none is left. */
      nextCaseInMs?: number
    }
  /** Nothing is sent for so long. */
  | { kind: 'waiting'; target: string; ms: number; what: string }
  /** A proxy is there for clients, with credentials that fit where its server is an embedded mock. */
  | { kind: 'listening'; target: string; url: string; credentials?: Readonly<Record<string, unknown>> }
  /** An exchange of a client's has passed and is in the journal. */
  | { kind: 'passed'; target: string }
  /** A situation of a drill has begun; its job may take so long. */
  | { kind: 'situation'; target: string; name: string; summary: string; job: string; jobTimeoutMs: number }
  /** The driver's answer, in words. */
  | { kind: 'answered'; target: string; name: string; answer: string }
  | { kind: 'finished'; target: string }
