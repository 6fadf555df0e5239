import type { Profile } from '../engine/rule.ts'
import type { Session } from '../engine/session.ts'
import type { ProviderStates } from '../engine/states.ts'
import type { Target } from '../engine/target.ts'

/** What the run tells a profile when it opens a target. */
export interface RunSettings {
  /** The requirements whose probes run. */
  probed: ReadonlySet<string>
  seed: number
  exhaustive: boolean
  /** Test control over the target, where it offers one. */
  states?: ProviderStates
}

/** What a live line of progress says of a rate limit. */
export interface BudgetState {
  casesLeft: number
  nextCaseInMs?: number
}

/** A target that is open: what its probes are given, and what the report says of its use. */
export interface OpenTarget<Context> {
  context: Context
  /** Milliseconds that were waited for the rate limit. */
  waitedMs(): number
  budget?(): BudgetState
  /** Why the run says nothing of the target though it was through, where that is so: the credentials are refused, say. */
  problem?(): string | undefined
  /** Told in the report once the run is over: what was found by discovery, and what the run's writes left behind. */
  told?(): { discovered?: string[]; leftBehind?: string[] }
}

/** A profile with all that a run needs of it. */
export interface Suite<Context = unknown> {
  profile: Profile<Context>
  /** A harmless request by which a silent target shows whether it is still there. */
  sign(target: Target): { method: string; path: string }
  /** For each password's key among the secrets, the user that Basic authorization joins to it. */
  users(target: Target): Record<string, string>
  /**
   * Whether answers of before stand in a run that goes on where it broke off. Where what is answered depends on the moment,
   * and nothing is left behind by asking again, it is judged from the beginning.
   */
  resumes: boolean
  /** Opens a target. Nothing is sent before a probe asks. */
  open(session: Session, settings: RunSettings): OpenTarget<Context>
}
