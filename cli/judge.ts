import type { Exchange } from '../engine/exchange.ts'
import { unobserved } from '../engine/finding.ts'
import { reviveEvidence } from '../engine/journal.ts'
import type { LoadedProfile } from '../engine/loaded-profile.ts'
import type { Rules } from '../engine/rule.ts'
import { type EvidenceOf, judgeStoredRule, storedEvidence } from '../engine/runner.ts'
import type { Finding } from '../engine/verdict.ts'
import { drilledNamed } from '../profiles/drill.ts'
import { profileNamed } from '../profiles/load.ts'
import { observedNamed } from '../profiles/traffic.ts'
import { requirementReport, targetReport } from '../reports/assemble.ts'
import type { Report, RequirementReport, TargetReport } from '../reports/model.ts'
import { asUsage } from './as-usage.ts'
import type { StoredRun } from './run-files.ts'

/** A verdict that differs from the stored one. */
export interface Changed {
  target: string
  id: string
  from: string
  to: string
}

/** What judging a stored run again gives. */
export interface JudgedAgain {
  report: Report
  changed: Changed[]
  /** Requirements that this version has no rule for: their verdicts are the stored ones. */
  unknown: { target: string; id: string }[]
}

/**
 * Judges a stored run again, offline: the same judges on the stored evidence. Rules of which no evidence is stored keep
 * their verdict. Evidence that this version's judge cannot read makes its rule inconclusive.
 *
 * @throws UsageError for a profile that this version does not have.
 */
export async function judgeStored(run: StoredRun): Promise<JudgedAgain> {
  const exchanges = new Map(run.exchanges.map((exchange) => [exchange.id, exchange]))
  const recordOf = storedEvidence(run.evidence)
  const unknown: JudgedAgain['unknown'] = []
  const targets: TargetReport[] = []
  for (const target of run.report.targets) {
    const profile = await rulesOf(target, run.report)
    const evidenceOf: EvidenceOf = (what) => reviveEvidence(recordOf(target.name, what)?.evidence, exchanges)
    const rows = target.requirements.map((row): RequirementReport => {
      const rule = profile.rules[row.id]
      const requirement = profile.requirements.find((one) => one.id === row.id)
      if (!rule || !requirement) {
        unknown.push({ target: target.name, id: row.id })
        return row
      }
      const record = recordOf(target.name, row.id)
      if (!record) return row
      const finding = judgedAgain(profile.rules, row.id, evidenceOf, profile.isObserved ? NONE : exchanges)
      const waivers = row.waiver ? [{ id: row.id, ...row.waiver }] : []
      const today = run.report.startedAt.slice(0, 10)
      const judged = requirementReport(requirement, finding, record.durationMs, waivers, today)
      return row.changed && judged.verdict === row.verdict ? { ...judged, changed: row.changed } : judged
    })
    const { requirements, summary, ...stored } = target
    targets.push({ ...stored, ...targetReport(stored, rows, target.usage) })
  }
  const report = { ...run.report, targets }
  const changed = targets.flatMap((target, nth) => changes(run.report.targets[nth] as TargetReport, target))
  return { report, changed, unknown }
}

/**
 * What a target was judged by: its profile's rules, or where the report has a client beside it what traffic
 * shows, or what drills do.
 *
 * @throws UsageError for a profile that there is not (any more).
 */
function rulesOf(
  { name, role, kind, profile, module }: TargetReport,
  { targets }: Report,
): Promise<Pick<LoadedProfile, 'rules' | 'requirements'> & { isObserved: boolean }> {
  const isObserved = targets.some((one) => one.name === name && one.role === 'client')
  return asUsage(async () => {
    if (kind === 'driver') return { ...(await drilledNamed(module ?? profile)), isObserved }
    if (!isObserved) return { ...(await profileNamed(module ?? profile)), isObserved }
    const { rules, requirements } = await observedNamed(module ?? profile)
    const side = role ?? 'server'
    return { rules: rules[side], requirements: requirements[side], isObserved }
  }, name)
}

/** A client is judged by what it sent, whether it was answered or not. */
const NONE: ReadonlyMap<string, Exchange> = new Map()

/** Judges a rule by stored evidence. A judge that was written for other evidence fails on what it does not find. */
export function judgedAgain(
  rules: Rules['rules'],
  id: string,
  evidenceOf: EvidenceOf,
  exchanges: ReadonlyMap<string, Exchange>,
): Finding {
  try {
    return judgeStoredRule(rules, id, evidenceOf, (one) => exchanges.get(one)) as Finding
  } catch (error) {
    return unobserved(
      `the stored evidence is not what this version judges: ${(error as Error).message}`,
      'the version that the run was made with',
    )
  }
}

function changes(before: TargetReport, after: TargetReport): Changed[] {
  return after.requirements.flatMap(({ id, verdict }, nth) => {
    const from = before.requirements[nth]?.verdict ?? 'inconclusive'
    return from === verdict ? [] : [{ target: after.name, id, from, to: verdict }]
  })
}
