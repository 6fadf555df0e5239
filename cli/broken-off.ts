import { join } from 'node:path'
import type { Exchange } from '../engine/exchange.ts'
import { unobserved } from '../engine/finding.ts'
import { reviveEvidence } from '../engine/journal.ts'
import { leftBehind } from '../engine/ledger.ts'
import type { Requirement } from '../engine/requirement.ts'
import { type EvidenceOf, storedEvidence } from '../engine/runner.ts'
import { drilledNamed } from '../profiles/drill.ts'
import { profileNamed } from '../profiles/load.ts'
import { observedNamed } from '../profiles/traffic.ts'
import { requirementReport, targetReport, usageOf } from '../reports/assemble.ts'
import type { TargetReport } from '../reports/model.ts'
import { parseJson } from './config/read.ts'
import { judgedAgain } from './judge.ts'
import { Observation } from './proxy/observe.ts'
import { readRecorded, recordedOf } from './recorded.ts'
import { CONFIGURATION_FILE, type StoredConfiguration } from './run/stored-configuration.ts'
import type { RunFiles, StoredRun } from './run-files.ts'
import { usageError } from './usage-error.ts'

/** @throws UsageError where it is not there, or cannot be read */
export function readConfiguration(files: RunFiles): StoredConfiguration {
  const bytes = files.read(CONFIGURATION_FILE)
  const stored = bytes && (parseJson(bytes, join(files.where, CONFIGURATION_FILE)) as StoredConfiguration)
  if (stored?.schemaVersion === 1) return stored
  throw usageError(files.where, `expected the folder of a run, with ${CONFIGURATION_FILE} of version 1 in it`)
}

/**
 * A run that was broken off before it wrote its report, with the report that it can have: verdicts for the rules of
 * which there is evidence, the others inconclusive.
 *
 * @param why it broke off
 */
export async function reportBrokenOff(files: RunFiles, why: string): Promise<StoredRun> {
  const { by, options, targets, tool, startedAt = new Date(0).toISOString() } = readConfiguration(files)
  const today = startedAt.slice(0, 10)
  const recorded = readRecorded(files)
  const exchanges = new Map(recorded.exchanges.map((exchange) => [exchange.id, exchange]))
  const reports: TargetReport[] = []
  for (const target of targets) {
    const own = recordedOf(target.name, recorded)
    if (by === 'proxy') {
      reports.push(...(await observedReports(target, own.exchanges, today)))
      continue
    }
    const named = target.module ?? target.profile
    const profile = by === 'drill' ? await drilledNamed(named) : await profileNamed(named)
    const recordOf = storedEvidence(own.evidence)
    const evidenceOf: EvidenceOf = (what) => reviveEvidence(recordOf(target.name, what)?.evidence, exchanges)
    const row = (requirement: Requirement) => {
      const record = recordOf(target.name, requirement.id)
      const finding = record && judgedAgain(profile.rules, requirement.id, evidenceOf, exchanges)
      const next = by === 'drill' ? 'a drill that is played to its end' : `run --resume ${files.where}`
      const unjudged = unobserved(`it was not judged: ${why}`, next)
      return requirementReport(requirement, finding ?? unjudged, record?.durationMs ?? 0, target.waivers, today)
    }
    const rows = profile.requirements.filter(({ id }) => options.chosen.includes(id)).map(row)
    const left = leftBehind(own.ledger)
    const judged = by === 'drill' ? { ...target, role: 'client' as const, kind: 'driver' as const } : target
    reports.push(targetReport(judged, rows, usageOf(own.exchanges, 0), left.length > 0 ? { leftBehind: left } : {}))
  }
  return {
    ...recorded,
    exchanges: [...recorded.exchanges],
    evidence: [...recorded.evidence],
    report: {
      schemaVersion: 2,
      tool: { name: 'bitewing', version: tool.version },
      startedAt,
      durationMs: Math.round(Math.max(0, ...recorded.exchanges.map(({ at, durationMs }) => at + durationMs))),
      seed: options.seed,
      complete: false,
      incompleteReason: why,
      targets: reports,
    },
  }
}

/** Both sides, by the traffic that a proxy had written down. */
async function observedReports(
  target: StoredConfiguration['targets'][number],
  exchanges: readonly Exchange[],
  today: string,
): Promise<TargetReport[]> {
  const premise = exchanges.find(({ purpose }) => purpose === 'discovery')
  const observed = await observedNamed(target.module ?? target.profile)
  const observation = new Observation(observed, { ...target, secrets: {} }, premise)
  for (const exchange of exchanges) if (exchange !== premise) observation.take(exchange)
  return observation.report(await observation.judge(), today)
}
