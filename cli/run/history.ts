import { resolve } from 'node:path'
import type { Report } from '../../reports/model.ts'
import type { HistoryFile } from '../history/file.ts'

/**
 * The history that the run is to be kept in. It is loaded only where one is asked for.
 *
 * @throws UsageError where the file cannot be one.
 */
export async function historyOf(cwd: string, file: string | undefined): Promise<HistoryFile | undefined> {
  if (file === undefined) return undefined
  const { openHistory } = await import('../history/store.ts')
  return openHistory(resolve(cwd, file), file)
}

/** The report with its history. A run that cannot be kept has its report all the same. */
export async function keptIn(
  history: HistoryFile | undefined,
  report: Report,
): Promise<{ report: Report; fault?: string }> {
  if (!history) return { report }
  const { withHistory } = await import('../history/annotate.ts')
  try {
    return { report: withHistory(report, history) }
  } catch (error) {
    return { report, fault: `the run is not kept: ${(error as Error).message}` }
  }
}
