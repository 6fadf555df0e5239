import { type LedgerRecord, leftBehind } from '../engine/ledger.ts'
import type { VerdictName } from '../engine/verdict.ts'
import type { FleetBrokenRun, FleetChange, FleetFinding, FleetReport } from '../reports/fleets/model.ts'
import type { Queries } from './database/queries.ts'
import { LEDGER_OF_RUN } from './runs.ts'
import { targets } from './targets.ts'

/** How a fleet stands. */
export async function overview(store: Queries, changedSince: Date, tool: FleetReport['tool']): Promise<FleetReport> {
  const all = await targets(store)
  return {
    schemaVersion: 1,
    tool,
    at: new Date().toISOString(),
    changedSince: changedSince.toISOString(),
    targets: all.map(({ name, profile, baseUrl, group, state, serverVersion, last, reason }) => ({
      name,
      profile,
      baseUrl,
      group,
      state,
      serverVersion,
      last,
      reason,
    })),
    findings: await findingsOf(store),
    changes: await changesOf(store, changedSince),
    brokenOff: await brokenOffSince(store, changedSince),
  }
}

async function findingsOf({ query }: Queries): Promise<FleetFinding[]> {
  const rows = await query<{
    name: string
    requirement: string
    verdict: 'fail' | 'warn'
    since: Date
    message: string
  }>(
    `SELECT name, requirement, verdict, since, message
     FROM bitewing.verdict JOIN bitewing.target ON target.id = verdict.target
     WHERE until IS NULL AND verdict IN ('fail', 'warn') ORDER BY since, name`,
  )
  const byRule = new Map<string, FleetFinding>()
  for (const { requirement, verdict, name, since, message } of rows) {
    const key = `${verdict} ${requirement}`
    const finding = byRule.get(key) ?? { requirement, verdict, targets: [] }
    byRule.set(key, finding)
    finding.targets.push({ name, since: since.toISOString(), message })
  }
  return [...byRule.values()].sort(
    (one, other) => one.verdict.localeCompare(other.verdict) || other.targets.length - one.targets.length,
  )
}

async function changesOf({ query }: Queries, since: Date): Promise<FleetChange[]> {
  const rows = await query<{
    since: Date
    name: string
    requirement: string
    before: VerdictName
    verdict: VerdictName
  }>(
    `SELECT now.since, name, now.requirement, before.verdict AS before, now.verdict
     FROM bitewing.verdict AS now
     JOIN bitewing.verdict AS before
       ON before.target = now.target AND before.requirement = now.requirement AND before.until = now.since
     JOIN bitewing.target ON target.id = now.target
     WHERE now.since >= $1 ORDER BY now.since DESC, name, now.requirement`,
    [since],
  )
  return rows.map(({ since: at, name, requirement, before, verdict }) => ({
    at: at.toISOString(),
    target: name,
    requirement,
    from: before,
    to: verdict,
  }))
}

async function brokenOffSince({ query }: Queries, since: Date): Promise<FleetBrokenRun[]> {
  const rows = await query<{ name: string; started_at: Date; reason: string; ledger: LedgerRecord[] }>(
    `SELECT name, started_at, run.reason, ${LEDGER_OF_RUN} AS ledger
     FROM bitewing.run JOIN bitewing.target ON target.id = run.target
     WHERE run.state = 'broken' AND started_at >= $1 ORDER BY started_at DESC, name`,
    [since],
  )
  return rows.map(({ name, started_at: at, reason, ledger }) => ({
    at: at.toISOString(),
    target: name,
    reason,
    leftBehind: leftBehind(ledger),
  }))
}
