import type { RunOptions, Target } from '../../engine/target.ts'
import type { RequirementReport, TargetReport, Usage } from '../../reports/model.ts'
import type { FleetProvided } from './fleet-protocol.ts'

/** What the command gives the worker threads in which vitest runs the suites. */
export interface Provided {
  /** The targets, by the test file that judges them. */
  lanes: Target[][]
  options: RunOptions
  /** Folder of the journal. */
  out: string
  /** Whether what is in the folder is of the part of this run that broke off. */
  resumes: boolean
  /** Name of the channel by which the command ends the runs, and hears of their progress. */
  channel: string
  /** `YYYY-MM-DD`, for waivers. */
  today: string
  userAgent: string
}

/** From the command to the runs: end, for this reason. */
export interface EndMessage {
  end: string
}

/** What a finished test carries back to the command: a requirement's row, or what became of its target's run. */
export type TaskOutcome =
  | { target: string; row: RequirementReport }
  | { target: string; usage: Usage; told: Pick<TargetReport, 'discovered' | 'leftBehind'>; ended?: string }

declare module '@vitest/runner' {
  interface TaskMeta {
    bitewing?: TaskOutcome
  }
}

declare module 'vitest' {
  interface ProvidedContext {
    bitewing: Provided
    /** Where the runs of a fleet are hosted. */
    fleet: FleetProvided
  }
}
