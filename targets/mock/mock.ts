/** What every embedded mock takes. Each profile adds its own data to it. */
export interface MockOptions {
  /** 0, the default, takes a free port. */
  port?: number
  /** IDs of seeded defects to switch on. */
  defects?: readonly string[]
  /** IDs of conforming variants to switch on. */
  variants?: readonly string[]
  /** For what the mock makes up (IDs, GUIDs, data): the same seed gives the same answers. */
  seed?: number
  /** Scales the documented rate limit, where the profile has one. */
  rateLimit?: { cases: number; windowSeconds: number }
  /** `virtual` (the default) stands still between calls of the state `time moves forward`; `real` is the machine's clock plus what it was moved. */
  clock?: 'virtual' | 'real'
}

/** A mock that listens on 127.0.0.1. */
export interface RunningMock {
  profile: string
  /** Without a slash at the end. */
  baseUrl: string
  /** Where provider states are set up (Pact's convention): POST `{ state, action: "setup", params }`. */
  providerStatesUrl: string
  /** The target configuration that fits it, as it would stand in `bitewing.config.json`, under `targets.<name>`. */
  target: Record<string, unknown>
  close(): Promise<void>
}
