import type { ProviderStates } from './states.ts'

/** What the run tells a profile when it opens a target. */
export interface RunSettings {
  /** The requirements whose probes run. */
  probed: ReadonlySet<string>
  seed: number
  exhaustive: boolean
  /** Test control over the target, where it offers one. */
  states?: ProviderStates
}
