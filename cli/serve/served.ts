import type { KeptRuns } from '../kept-runs.ts'
import type { Place } from '../known-targets.ts'
import type { StartedRuns, thisCommand } from '../started-runs.ts'
import { usageError } from '../usage-error.ts'

/** What the page is served from. */
export interface Served {
  place: Place
  /** The file that waivers go into. */
  baseline: { file: string; isThere(): boolean }
  live: StartedRuns
  kept: KeptRuns
  command: ReturnType<typeof thisCommand>
  token: string
  port: () => number
}

/** @throws UsageError for a run that there is not. */
export function folderOf({ kept }: Served, id: string): string {
  const folder = kept.folderOf(id)
  if (folder === undefined) throw usageError('run', `expected a run that is kept, found ${JSON.stringify(id)}`)
  return folder
}

/** The option that names the configuration, for commands that are started. */
export const configOf = ({ place: { config } }: Served): string[] =>
  config === undefined ? [] : [`--config=${config}`]

/** What all that judges is given. */
export const standingOf = ({ baseline }: Served): string[] => [
  ...(baseline.isThere() ? [`--baseline=${baseline.file}`] : []),
  '--report=html,json,junit',
]
