import { reportBrokenOff } from '../broken-off.ts'
import { fromFolder } from '../stored-run.ts'
import { type ChosenFormat, writeReports } from './outputs.ts'
import { CONFIGURATION_FILE } from './stored-configuration.ts'

/** Writes the report that a run can have at this moment, from what it has written down; none where nothing was sent. */
export async function leaveReport(out: string, formats: readonly ChosenFormat[], why: string): Promise<void> {
  const files = fromFolder(out)
  if (files.has(CONFIGURATION_FILE) && !files.has('report.json')) {
    await writeReports(out, await reportBrokenOff(files, why), formats)
  }
}
