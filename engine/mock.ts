import type { RateLimit } from './target.ts'

/** A seeded defect of a mock: it breaks one requirement, which the suite must name, and no other. */
export interface SeededDefect {
  /** Kebab-case, unique in its profile. */
  id: string
  requirement: string
  /** What the server then does, in one sentence. */
  summary: string
  /** It shows only where everything is tried (`--exhaustive`). */
  exhaustive?: true
}

/** A conforming variant of a mock: a liberty that the reading grants, under which nothing may fail. */
export interface ConformingVariant {
  id: string
  summary: string
  /** The requirements that may warn under it. */
  mayWarn?: string[]
  /** The requirements that cannot be observed under it. */
  mayBeInconclusive?: string[]
}

/** What every mock takes. */
export interface MockOptions {
  /** 0, the default, takes a free port. */
  port?: number | undefined
  /** IDs of seeded defects to switch on. */
  defects?: readonly string[]
  /** IDs of conforming variants to switch on. */
  variants?: readonly string[]
  /** For what the mock makes up: the same seed gives the same answers. */
  seed?: number | undefined
  /** Scales the documented rate limit, where the profile has one. */
  rateLimit?: RateLimit | undefined
  /** `virtual` (the default) stands still between calls of the state `time moves forward`; `real` is the machine's clock plus what it was moved. */
  clock?: 'virtual' | 'real'
}

/** A mock that listens on 127.0.0.1. */
export interface RunningMock {
  profile: string
  /** Without a slash at the end. */
  baseUrl: string
  /** Where provider states are set up (Pact's convention), if it has any. */
  providerStatesUrl?: string
  /** The target configuration that fits it, as it would stand in `bitewing.config.json`, under `targets.<name>`. */
  target: Record<string, unknown>
  close(): Promise<void>
}

/** A mock of a profile's server. */
export interface Mock {
  /** @throws RangeError for an unknown defect or variant. */
  start(options?: MockOptions): Promise<RunningMock>
  defects?: readonly SeededDefect[]
  variants?: readonly ConformingVariant[]
}
