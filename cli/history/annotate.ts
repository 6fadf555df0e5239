import type { Report } from '../../reports/model.ts'
import type { HistoryFile } from './file.ts'

/** Runs that a report shows of a target. */
const SHOWN = 20

/** Keeps a run in its history, and gives the report with what the history says of its targets. */
export function withHistory(report: Report, history: HistoryFile): Report {
  const { targets } = report
  // What a client's traffic shows of its server is no run on that server.
  const isOfClients = targets.some(({ role }) => role === 'client')
  const kept = isOfClients ? targets.filter(({ role }) => role === 'client') : targets
  history.keep({ ...report, targets: kept })
  return {
    ...report,
    targets: targets.map((target) => {
      if (!kept.includes(target)) return target
      const key = { ...target, role: target.role ?? 'server' }
      const changes = history.changes(key, report.startedAt)
      return {
        ...target,
        history: history.lastRuns(key, report.startedAt, SHOWN),
        requirements: target.requirements.map((row) => {
          const changed = changes.get(row.id)
          return changed ? { ...row, changed } : row
        }),
      }
    }),
  }
}
