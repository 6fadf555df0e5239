import type { Exchange } from '../engine/exchange.ts'
import type { Requirement } from '../engine/requirement.ts'
import type { Target, Waiver } from '../engine/target.ts'
import { type Finding, toVerdict, type VerdictName } from '../engine/verdict.ts'
import { waiverFor, waiverNotes } from '../engine/waivers.ts'
import type { RequirementReport, Summary, TargetReport, Usage } from './model.ts'
import { untriedMessage } from './verdicts.ts'

/** A finding as a row of the report: its verdict at the requirement's level, with the target's waivers laid over it. */
export function requirementReport(
  requirement: Requirement,
  finding: Finding,
  durationMs: number,
  waivers: Target['waivers'],
  today: string,
): RequirementReport {
  const { id, level, area, title, operations, clause } = requirement
  const verdict = toVerdict(finding, level)
  const words = said(finding, level)
  const waiver = waiverFor({ id, verdict, ...words }, waivers, today)
  return {
    id,
    level,
    area,
    title,
    operations,
    verdict: waiver ? 'waived' : verdict,
    clause,
    ...words,
    ...(finding.figures ? { figures: finding.figures } : {}),
    ...(waiver ? { waiver: { reason: waiver.reason, expires: waiver.expires } } : {}),
    durationMs,
  }
}

function said(
  finding: Finding,
  level: Requirement['level'],
): Pick<RequirementReport, 'message' | 'expected' | 'actual' | 'leansOn' | 'exchanges'> {
  switch (finding.outcome) {
    case 'holds':
      return { message: finding.message, exchanges: finding.exchanges }
    case 'broken': {
      const { expected, actual, exchanges } = finding
      const message =
        level === 'assumed'
          ? `The document does not say it, and we read it so: ${expected}. The target: ${actual}. Is that what is meant?`
          : `Expected ${expected}; ${actual}.`
      return { message, expected, actual, exchanges }
    }
    case 'unobserved': {
      const { reason, remedy, leansOn, exchanges } = finding
      return { message: untriedMessage(reason, remedy), ...(leansOn.length > 0 ? { leansOn } : {}), exchanges }
    }
    case 'not-applicable':
      return { message: finding.reason, exchanges: [] }
  }
}

/** What a run used of its target. */
export const usageOf = (exchanges: readonly Exchange[], waitedMs: number): Usage => ({
  requests: exchanges.length,
  cases: exchanges.filter((exchange) => exchange.case === 'counted').length,
  rateLimitWaitMs: waitedMs,
  refusals: exchanges.filter((exchange) => exchange.case === 'refused').length,
})

/** A target's part of the report. `rows` are in register order. */
export function targetReport(
  target: Pick<Target, 'name' | 'profile' | 'module' | 'baseUrl' | 'kind' | 'rateLimit'>,
  rows: RequirementReport[],
  usage: Usage,
  told: Pick<TargetReport, 'discovered' | 'leftBehind'> = {},
): TargetReport {
  return {
    name: target.name,
    profile: target.profile,
    ...(target.module === undefined ? {} : { module: target.module }),
    baseUrl: target.baseUrl,
    kind: target.kind,
    summary: summaryOf(rows.map((row) => row.verdict)),
    requirements: rows,
    usage,
    ...told,
    ...(target.rateLimit ? { rateLimit: target.rateLimit } : {}),
  }
}

function summaryOf(verdicts: readonly VerdictName[]): Summary {
  const count = (name: VerdictName) => verdicts.filter((verdict) => verdict === name).length
  return {
    pass: count('pass'),
    fail: count('fail'),
    warn: count('warn'),
    inconclusive: count('inconclusive'),
    waived: count('waived'),
    notApplicable: count('not-applicable'),
  }
}

/** A report's target under these waivers: what they cover is waived, and the target says what is to be done about them. */
export function waived(target: TargetReport, waivers: readonly Waiver[], today: string): TargetReport {
  const requirements = target.requirements.map((row): RequirementReport => {
    const waiver = waiverFor(row, waivers, today)
    return waiver ? { ...row, verdict: 'waived', waiver: { reason: waiver.reason, expires: waiver.expires } } : row
  })
  const notes = waiverNotes(waivers, requirements, today)
  return {
    ...target,
    summary: summaryOf(requirements.map(({ verdict }) => verdict)),
    requirements,
    ...(notes.length > 0 ? { waivers: notes } : {}),
  }
}
