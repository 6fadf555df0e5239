import type { Exchange } from '../engine/exchange.ts'
import type { Requirement } from '../engine/requirement.ts'
import type { Target, Waiver } from '../engine/target.ts'
import { type Finding, toVerdict, type VerdictName } from '../engine/verdict.ts'
import { waiverFor, waiverNotes } from '../engine/waivers.ts'
import { listOr } from '../engine/words.ts'
import type { RequirementReport, Summary, TargetReport, Usage } from './model.ts'
import { otherStatusInWords, remedyInReport, untriedMessage } from './verdicts.ts'

/** A finding as a row of the report: its verdict at the requirement's level, with the target's waivers laid over it. */
export function requirementReport(
  requirement: Requirement,
  finding: Finding,
  durationMs: number,
  waivers: Target['waivers'],
  today: string,
): RequirementReport {
  const { id, level, area, title, operations, clause, sameClause = [] } = requirement
  const verdict = toVerdict(finding, level)
  const words = said(finding, requirement)
  const waiver = waiverFor({ id, verdict, ...words }, waivers, today)
  return {
    id,
    level,
    area,
    title,
    operations,
    verdict: waiver ? 'waived' : verdict,
    clause,
    ...(sameClause.length > 0 ? { sameClause } : {}),
    ...words,
    ...(finding.figures ? { figures: finding.figures } : {}),
    ...(waiver ? { waiver: { reason: waiver.reason, expires: waiver.expires } } : {}),
    durationMs,
  }
}

function said(
  finding: Finding,
  { level, question, seenBy }: Requirement,
): Pick<RequirementReport, 'message' | 'question' | 'expected' | 'actual' | 'leansOn' | 'exchanges' | 'otherStatus'> {
  switch (finding.outcome) {
    case 'holds':
      return held(finding)
    case 'broken': {
      const { expected, actual, exchanges } = finding
      if (level !== 'assumed')
        return { message: `Expected ${expected}; ${ended(cameFor(expected, actual))}`, expected, actual, exchanges }
      const open = `The document does not say it, and we read it so: ${expected}. The ${seenBy ? 'client' : 'target'}: ${ended(actual)}`
      return {
        message: `${open} ${question ?? 'Is that what is meant?'}`,
        ...(question ? { question } : {}),
        expected,
        actual,
        exchanges,
      }
    }
    case 'unobserved': {
      const { reason, remedy, leansOn, exchanges } = finding
      return { message: untriedMessage(reason, remedy), ...(leansOn.length > 0 ? { leansOn } : {}), exchanges }
    }
    case 'not-applicable':
      return { message: finding.reason, exchanges: [] }
  }
}

/** What was tried is not said twice: `Expected 400 for labId null; it drew 200 with …`. */
function cameFor(expected: string, actual: string): string {
  const [, subject, came] = /^([^:]+): (\d{3}\b.*)$/s.exec(actual) ?? []
  return subject !== undefined && expected.endsWith(` for ${subject}`) ? `it drew ${came}` : actual
}

const ended = (text: string) => (text.endsWith('…') ? text : `${text}.`)

function held({ message, exchanges, otherStatus }: Extract<Finding, { outcome: 'holds' }>) {
  if (!otherStatus) return { message, exchanges }
  const { requirement, by, instead } = otherStatus
  const kept = by.some((code) => code < 300) ? 'accepted' : 'refused'
  const other = { requirement, message: `${kept}, by ${listOr(by)} instead of ${listOr(instead)}` }
  return { message: `${otherStatusInWords(other)}. ${message}`, exchanges, otherStatus: other }
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
  target: Pick<Target, 'name' | 'profile' | 'module' | 'baseUrl' | 'variables' | 'rateLimit'> &
    Pick<TargetReport, 'role' | 'kind'>,
  rows: RequirementReport[],
  usage: Usage,
  told: Pick<TargetReport, 'discovered' | 'leftBehind'> = {},
): TargetReport {
  return {
    name: target.name,
    role: target.role ?? 'server',
    profile: target.profile,
    ...(target.module === undefined ? {} : { module: target.module }),
    baseUrl: target.baseUrl,
    kind: target.kind,
    summary: summaryOf(rows.map((row) => row.verdict)),
    requirements: rows.map((row) => knowing(row, rows)),
    usage,
    ...told,
    ...(target.variables ? { variables: target.variables } : {}),
    ...(target.rateLimit ? { rateLimit: target.rateLimit } : {}),
  }
}

/**
 * A row with what the other rows tell of it: the requirements that hold but for what is its matter; and, where it could
 * not be tried, whether what it leans on does hold.
 */
function knowing({ standsFor: _, ...row }: RequirementReport, rows: readonly RequirementReport[]): RequirementReport {
  const standsFor = rows.filter(({ otherStatus }) => otherStatus?.requirement === row.id).map(({ id }) => id)
  const isKept = (id: string) => rows.some((one) => one.id === id && one.verdict === 'pass')
  return {
    ...row,
    ...(row.verdict === 'inconclusive' ? { message: remedyInReport(row.message, isKept) } : {}),
    ...(standsFor.length > 0 ? { standsFor } : {}),
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
