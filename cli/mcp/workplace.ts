import type { KeptRuns } from '../kept-runs.ts'
import type { Place } from '../known-targets.ts'
import type { StartedRuns, thisCommand } from '../started-runs.ts'

/** What the tools work on. */
export interface Workplace {
  place: Place
  kept: KeptRuns
  started: StartedRuns
  command: ReturnType<typeof thisCommand>
}
