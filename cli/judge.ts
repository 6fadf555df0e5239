import { reviveEvidence } from '../engine/journal.ts'
import { judge as judgeEvidence } from '../engine/runner.ts'
import { requirementReport, targetReport } from '../reports/assemble.ts'
import type { Report, RequirementReport, TargetReport } from '../reports/model.ts'
import { suiteOf } from '../suites/index.ts'
import type { StoredRun } from './stored-run.ts'

/** A verdict that differs from the stored one. */
export interface Changed {
  target: string
  id: string
  from: string
  to: string
}

/**
 * Judges a stored run again, offline: the same judges on the stored evidence. Rules of which no evidence is stored keep
 * their verdict.
 */
export async function judgeStored(run: StoredRun): Promise<{ report: Report; changed: Changed[] }> {
  const exchanges = new Map(run.exchanges.map((exchange) => [exchange.id, exchange]))
  const targets: TargetReport[] = []
  for (const target of run.report.targets) {
    const { profile } = await suiteOf(target.profile)
    const rows = target.requirements.map((row): RequirementReport => {
      const record = run.evidence.find((one) => one.target === target.name && one.rule === row.id)
      const rule = profile.rules.find((one) => one.id === row.id)
      const requirement = profile.requirements.find((one) => one.id === row.id)
      if (!record || !rule || !requirement) return row
      const finding = judgeEvidence(rule, reviveEvidence(record.evidence, exchanges))
      const waivers = row.waiver ? [{ id: row.id, ...row.waiver }] : []
      return requirementReport(requirement, finding, record.durationMs, waivers, run.report.startedAt.slice(0, 10))
    })
    const { name, baseUrl, kind, usage, rateLimit, discovered, leftBehind } = target
    const identity = { name, profile: target.profile, baseUrl, kind, ...(rateLimit ? { rateLimit } : {}) }
    const told = { ...(discovered ? { discovered } : {}), ...(leftBehind ? { leftBehind } : {}) }
    targets.push(targetReport(identity, rows, usage, told))
  }
  const report = { ...run.report, targets }
  return { report, changed: targets.flatMap((target, nth) => changes(run.report.targets[nth] as TargetReport, target)) }
}

function changes(before: TargetReport, after: TargetReport): Changed[] {
  return after.requirements.flatMap(({ id, verdict }, nth) => {
    const from = before.requirements[nth]?.verdict ?? 'inconclusive'
    return from === verdict ? [] : [{ target: after.name, id, from, to: verdict }]
  })
}
