import type { OpenTarget, Sign } from './profile.ts'
import type { Requirement } from './requirement.ts'
import type { Rules } from './rule.ts'
import type { RunSettings } from './run-settings.ts'
import type { Session } from './session.ts'
import type { Target } from './target.ts'

/** A profile with its register and its rules loaded and held against each other: what a run judges by. */
export interface LoadedProfile extends Rules {
  name: string
  requirements: readonly Requirement[]
  open(session: Session, settings: RunSettings): Promise<OpenTarget>
  sign(target: Target): Promise<Sign>
}
