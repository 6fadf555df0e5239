import { createHash } from 'node:crypto'
import type { Exchange } from '../engine/exchange.ts'
import type { Level } from '../engine/requirement.ts'
import type { VerdictName } from '../engine/verdict.ts'
import { namesOf } from './contracts.ts'
import { curl } from './curl.ts'
import { evidence } from './evidence.ts'
import { inertJson } from './inert.ts'
import {
  type FolderWriter,
  type InteractionReport,
  OWN,
  type PactReport,
  type ReportInput,
  type RequirementReport,
  type TargetReport,
} from './model.ts'
import { titleOf } from './verdicts.ts'

type Status = 'passed' | 'failed' | 'broken' | 'skipped'

/** Allure's model has no word for a rule that is broken and does not count; the label `verdict` has ours. */
const STATUS: Record<VerdictName, Status> = {
  pass: 'passed',
  fail: 'failed',
  warn: 'passed',
  waived: 'skipped',
  inconclusive: 'skipped',
  'not-applicable': 'skipped',
}

const SEVERITY: Record<Level, string> = { must: 'critical', should: 'normal', assumed: 'minor' }

/** Exchanges of a rule that are steps of its test. */
const STEPS = 20

/**
 * `allure-results`: a result for each requirement of each target, as Allure 2 and 3 read them. What a rule that does not hold
 * rests on are the steps of its test, each with its exchange as an attachment.
 */
export const allure: FolderWriter = {
  write(input) {
    const files: Record<string, string> = {}
    const put = (name: string, content: object) => {
      files[name] = `${inertJson(JSON.stringify(content, null, 2))}\n`
    }
    const exchanges = new Map(input.exchanges.map((one) => [one.id, one]))
    const attach = (exchange: Exchange, { variables }: TargetReport) => {
      const source = `${OWN}${uuid(exchange.id)}-attachment.json`
      put(source, { curl: curl(exchange.request, variables), ...exchange })
      return { name: exchange.id, type: 'application/json', source }
    }
    for (const result of resultsOf(input, exchanges, attach)) put(`${OWN}${result.uuid}-result.json`, result)
    return files
  },
}

type Attach = (exchange: Exchange, target: TargetReport) => { name: string; type: string; source: string }

function resultsOf({ report }: ReportInput, exchanges: ReadonlyMap<string, Exchange>, attach: Attach) {
  const began = Date.parse(report.startedAt)
  const results = report.targets.flatMap((target) => [
    ...target.requirements.map((rule) => ruleResult(began, target, rule, exchanges, attach)),
    ...(target.contracts?.pacts ?? []).flatMap((pact) => pactResults(began, target, pact)),
  ])
  if (report.complete) return results
  // A reader that counts tests alone must not take half a run for a whole one.
  const message = report.incompleteReason ?? 'the run broke off'
  return [...results, result('run', ['run'], 'the run was completed', began, 0, { status: 'broken' as const, message })]
}

function ruleResult(
  began: number,
  target: TargetReport,
  rule: RequirementReport,
  exchanges: ReadonlyMap<string, Exchange>,
  attach: Attach,
) {
  const { id, area, title, level, verdict, message, clause, operations, expected, actual, waiver } = rule
  const isBroken = expected !== undefined
  const shown = isBroken ? rule.exchanges.slice(0, STEPS).flatMap((one) => exchanges.get(one) ?? []) : []
  return {
    ...result(`${titleOf(target)}:${id}`, [titleOf(target), area], `${id} ${title}`, began, rule.durationMs, {
      status: STATUS[verdict],
      message: waiver ? `${message} (waived until ${waiver.expires}: ${waiver.reason})` : message,
      ...(isBroken ? { trace: evidence(rule), expected, actual } : {}),
      ...(verdict === 'waived' ? { known: true } : {}),
    }),
    description: `${clause.document}, ${clause.section}: ${clause.quote}`,
    labels: [
      ...labels(target, area),
      { name: 'severity', value: SEVERITY[level] },
      { name: 'verdict', value: verdict },
      { name: 'requirement', value: id },
      ...[verdict, level, ...operations].map((value) => ({ name: 'tag', value })),
    ],
    steps: shown.map((exchange) => {
      const start = Date.parse(exchange.startedAt)
      const { method, url } = exchange.request
      const came = exchange.response?.status ?? exchange.error?.kind
      return {
        name: `${exchange.what}: ${method} ${url}: ${came}`,
        status: 'passed',
        stage: 'finished',
        start,
        stop: start + Math.round(exchange.durationMs),
        attachments: [attach(exchange, target)],
      }
    }),
  }
}

/** A test for each interaction of a pact that was replayed on the target. */
function pactResults(began: number, target: TargetReport, { consumer, provider, interactions }: PactReport) {
  const suite = `pact of ${consumer} with ${provider}`
  return namesOf(interactions).map((name, at) => {
    const one = interactions[at]!
    return {
      ...result(`${titleOf(target)}:${consumer}:${provider}:${at}`, [titleOf(target), suite], name, began, 0, {
        status: statusOf(one),
        ...(one.mismatches.length > 0 ? { message: one.mismatches.join('\n') } : {}),
      }),
      labels: [...labels(target, suite), ...one.requirements.map((value) => ({ name: 'requirement', value }))],
    }
  })
}

const statusOf = ({ outcome, pending }: InteractionReport): Status => {
  if (outcome === 'failed' && pending) return 'skipped'
  return outcome === 'error' ? 'broken' : outcome
}

interface Details {
  status: Status
  message?: string
  trace?: string
  known?: true
  expected?: string
  actual?: string
}

/** What all results have. By its name in full the history of a test is known over all runs. */
function result(
  fullName: string,
  titlePath: string[],
  name: string,
  start: number,
  durationMs: number,
  { status, ...details }: Details,
) {
  return {
    uuid: uuid(fullName),
    historyId: hash(fullName),
    testCaseId: hash(fullName),
    fullName,
    name,
    titlePath,
    status,
    statusDetails: details,
    stage: 'finished',
    start,
    stop: start + Math.round(durationMs),
  }
}

const labels = (target: TargetReport, suite: string) =>
  Object.entries({
    framework: 'bitewing',
    parentSuite: titleOf(target),
    suite,
    epic: target.profile,
    feature: suite,
  }).map(([name, value]) => ({ name, value }))

const hash = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 32)
const uuid = (text: string) => hash(text).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
