import type { Report } from '../../reports/model.ts'
import type { HistoryFile } from './file.ts'

/** Runs that a report shows of a target. */
const SHOWN = 20

/** Keeps a run in its history, and gives the report with what the history says of its targets. */
export function withHistory(report: Report, history: HistoryFile): Report {
  history.keep(report)
  return {
    ...report,
    targets: report.targets.map((target) => {
      const changes = history.changes(target, report.startedAt)
      return {
        ...target,
        history: history.lastRuns(target, report.startedAt, SHOWN),
        requirements: target.requirements.map((row) => {
          const changed = changes.get(row.id)
          return changed ? { ...row, changed } : row
        }),
      }
    }),
  }
}
