import type { Profile } from '../engine/profile.ts'

/** A profile as it was named, found and loaded: its manifest, and where its files are. */
export interface FoundProfile {
  /** As `profile` of a target gives it to another process: a built-in name, or an absolute path. */
  ref: string
  manifest: Profile
  /** Absolute; relative paths in the manifest start here. */
  folder: string
  /** What of its OpenAPI document no rule could be derived from, a line each. */
  notes?: readonly string[]
}
