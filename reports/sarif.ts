import { createHash } from 'node:crypto'
import type { Location, Log, Notification, ReportingDescriptor, Result } from 'sarif'
import type { Level } from '../engine/requirement.ts'
import { unkeptOf } from './contracts.ts'
import { inertJson, visible } from './inert.ts'
import { prose } from './markdown-text.ts'
import type { Report, RequirementReport, TargetReport, Writer } from './model.ts'
import { type Place, placesOf } from './places.ts'
import { CUT_WORDS, shorten } from './shorten.ts'
import { byVerdict, levels, roleOfClient, standsForInWords, titleOf } from './verdicts.ts'

/** GitHub takes so many characters of a description. */
const DESCRIPTION = 1_024 - CUT_WORDS
/** What people read of a message: an alert's title and a few lines. */
const MESSAGE = 2_000
/** GitHub shows so many tags of a rule. */
const TAGS = 10

/** How GitHub orders alerts: by how often such a rule is right, and by how bad it is. */
const WEIGHT: Record<Level, { level: 'error' | 'warning'; precision: string; severity: string }> = {
  must: { level: 'error', precision: 'very-high', severity: 'error' },
  should: { level: 'warning', precision: 'high', severity: 'warning' },
  assumed: { level: 'warning', precision: 'medium', severity: 'recommendation' },
}

/**
 * `bitewing.sarif` (SARIF 2.1.0), one run for all targets. `fail` is an error, `warn` a warning, `waived` a note that is
 * suppressed with its justification. What holds or does not apply is no result, for GitHub's code scanning takes every
 * result for an alert, whatever its `kind`; so what could not be tried is a notification of the invocation. Results stand
 * at the statement of the OpenAPI document that their requirement is traced to.
 */
export const sarif: Writer = {
  write: ({ report }) => `${inertJson(JSON.stringify(log(report), null, 2))}\n`,
}

function log(report: Report): Log {
  // Two targets of one profile have the same rules.
  const rules = new Map(
    report.targets.flatMap((target) => target.requirements.map((rule) => [rule.id, descriptor(target, rule)] as const)),
  )
  const ruleIndexes = new Map([...rules.keys()].map((id, index) => [id, index]))
  const { name, version } = report.tool
  return {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name, version, semanticVersion: version, rules: [...rules.values()] } },
        invocations: [
          {
            executionSuccessful: report.complete,
            startTimeUtc: report.startedAt,
            endTimeUtc: new Date(Date.parse(report.startedAt) + report.durationMs).toISOString(),
            toolExecutionNotifications: notifications(report),
            toolConfigurationNotifications: report.targets.flatMap(waiverNotifications),
          },
        ],
        originalUriBaseIds: {
          '%SRCROOT%': { description: { text: 'The folder that has the OpenAPI documents, openapi/<profile>.yaml.' } },
        },
        columnKind: 'utf16CodeUnits',
        results: report.targets.flatMap((target) => results(target, ruleIndexes)),
        properties: {
          seed: report.seed,
          targets: report.targets.map((target) => ({
            name: target.name,
            profile: target.profile,
            baseUrl: target.baseUrl,
            kind: target.kind,
            ...roleOfClient(target),
            summary: target.summary,
          })),
        },
      },
    ],
  }
}

function descriptor(target: TargetReport, rule: RequirementReport): ReportingDescriptor {
  const { id, level, title, clause, area, operations } = rule
  const { level: defaultLevel, precision, severity } = WEIGHT[level]
  const meaning = levels.find((one) => one.name === level)!.meaning
  const silent = clause.silent === undefined ? [] : [clause.silent]
  const source = `${clause.document}, ${clause.section}`
  return {
    id,
    shortDescription: { text: shorten(visible(title), DESCRIPTION) },
    fullDescription: { text: shorten(visible(`${title} “${clause.quote}” (${source})`), DESCRIPTION) },
    help: {
      text: visible([`${title} (${level}: ${meaning})`, `“${clause.quote}”`, source, ...silent].join('\n'), {
        lines: true,
      }),
      markdown: [
        `${prose(title)} (${level}: ${meaning})`,
        `> ${prose(clause.quote)}`,
        prose(source),
        ...silent.map(prose),
      ].join('\n\n'),
    },
    defaultConfiguration: { level: defaultLevel },
    properties: {
      // An area may go by the name of an operation.
      tags: [...new Set([target.profile, level, area, ...operations])].map((tag) => visible(tag)).slice(0, TAGS),
      precision,
      'problem.severity': severity,
    },
  }
}

function results(target: TargetReport, ruleIndexes: ReadonlyMap<string, number>): Result[] {
  return (['fail', 'warn', 'waived'] as const).flatMap((verdict) =>
    byVerdict(target, verdict).map((rule): Result => {
      const { id, operations, expected, actual, exchanges, waiver } = rule
      const [place, ...others] = placesOf(target.profile, id)
      return {
        ruleId: id,
        ruleIndex: ruleIndexes.get(id)!,
        level: verdict === 'fail' ? 'error' : verdict === 'warn' ? 'warning' : 'note',
        message: { text: message(target, rule) },
        locations: [
          {
            ...location(place),
            logicalLocations: operations.map((operation) => ({ name: visible(operation), kind: 'function' })),
          },
        ],
        ...(others.length > 0
          ? { relatedLocations: others.map((other, at) => ({ id: at + 1, ...location(other) })) }
          : {}),
        // Where the statement stands may change; what is judged, and of which server, does not.
        partialFingerprints: { primaryLocationLineHash: `${hash(`${target.name}\n${id}`)}:1` },
        ...(waiver
          ? {
              suppressions: [
                {
                  kind: 'external',
                  status: 'accepted',
                  justification: visible(`${waiver.reason} (waived until ${waiver.expires})`),
                  properties: { expires: waiver.expires },
                },
              ],
            }
          : {}),
        properties: {
          target: target.name,
          ...roleOfClient(target),
          verdict,
          ...(expected === undefined
            ? {}
            : { expected: shorten(expected, MESSAGE), actual: shorten(actual ?? '', MESSAGE) }),
          ...(rule.standsFor ? { standsFor: rule.standsFor } : {}),
          exchanges,
        },
      }
    }),
  )
}

function notifications(report: Report): Notification[] {
  const untried = report.targets.flatMap((target) =>
    byVerdict(target, 'inconclusive').map(
      (rule): Notification => ({
        associatedRule: { id: rule.id },
        level: 'note',
        message: { text: `Not tried: ${message(target, rule)}` },
      }),
    ),
  )
  const error = (text: string): Notification => ({
    level: 'error',
    message: { text: shorten(visible(text), MESSAGE).replaceAll('](', '] (') },
  })
  // An interaction is no rule, and so no alert.
  const unkept = report.targets.flatMap(({ name: targetName, contracts }) =>
    (contracts ? unkeptOf(contracts) : []).map(({ consumer, name, outcome, mismatches }) => {
      const words = outcome === 'error' ? 'could not be verified' : 'is not kept'
      return error(`${targetName}: an interaction of ${consumer} ${words}: ${[name, ...mismatches].join('; ')}`)
    }),
  )
  const reason = report.incompleteReason ?? 'it broke off'
  return [...(report.complete ? [] : [error(`The run was not completed: ${reason}`)]), ...unkept, ...untried]
}

function waiverNotifications(target: TargetReport): Notification[] {
  return (target.waivers ?? []).map(({ id, message: text }) => ({
    associatedRule: { id },
    level: 'warning',
    message: { text: shorten(visible(`${titleOf(target)}: the waiver of ${id}: ${text}`), MESSAGE) },
  }))
}

function message(target: TargetReport, { message: said, standsFor }: RequirementReport): string {
  const others = standsFor ? ` It ${standsForInWords(standsFor)}.` : ''
  const text = shorten(visible(`${titleOf(target)}: ${said}${others}`), MESSAGE)
  // `[text](target)` in a message is a link.
  return text.replaceAll('](', '] (')
}

function location({ file, line, column, endColumn }: Place): Location {
  return {
    physicalLocation: {
      artifactLocation: { uri: file, uriBaseId: '%SRCROOT%' },
      region: { startLine: line, startColumn: column, endLine: line, endColumn },
    },
  }
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16)
}
