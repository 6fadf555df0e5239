import { asTable } from '../csv.ts'
import type { FleetReport, FleetReportTarget } from './model.ts'

const COLUMNS: Record<string, (target: FleetReportTarget) => string | number | undefined> = {
  target: ({ name }) => name,
  profile: ({ profile }) => profile,
  server: ({ baseUrl }) => baseUrl ?? undefined,
  group: ({ group }) => group,
  state: ({ state }) => state,
  serverVersion: ({ serverVersion }) => serverVersion ?? undefined,
  lastRun: ({ last }) => last?.startedAt,
  durationMs: ({ last }) => last?.durationMs,
  complete: ({ last }) => (last ? String(last.complete) : undefined),
  pass: ({ last }) => last?.summary.pass,
  fail: ({ last }) => last?.summary.fail,
  warn: ({ last }) => last?.summary.warn,
  inconclusive: ({ last }) => last?.summary.inconclusive,
  waived: ({ last }) => last?.summary.waived,
  notApplicable: ({ last }) => last?.summary.notApplicable,
  fails: ({ last }) => last?.fails.join(' '),
  reason: ({ reason }) => reason ?? undefined,
}

/** `fleet.csv`: a line for each target. */
export const fleetCsv = ({ targets }: FleetReport): string => asTable(targets, COLUMNS)
