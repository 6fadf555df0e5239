import type { CTRFReport, Test, TestStatus } from 'ctrf'
import type { VerdictName } from '../engine/verdict.ts'
import { namesOf } from './contracts.ts'
import { evidence } from './evidence.ts'
import { inertJson } from './inert.ts'
import type { PactReport, Report, RequirementReport, TargetReport, Writer } from './model.ts'
import { placesOf } from './places.ts'
import { roleOfClient, titleOf } from './verdicts.ts'

/** The version of the specification that it follows; `tests/reports-ctrf.test.ts` has its schema. */
const SPEC_VERSION = '0.0.0'

/**
 * The Common Test Report Format has no word for a rule that was broken and does not count. `other` is its catch-all;
 * `pending` awaits a condition, which the message names; `skipped` is left out on purpose. `rawStatus` has our word.
 */
const STATUS: Record<VerdictName, TestStatus> = {
  pass: 'passed',
  fail: 'failed',
  warn: 'other',
  waived: 'other',
  inconclusive: 'pending',
  'not-applicable': 'skipped',
}

/** `ctrf-report.json`: a test for each requirement of each target. A run that broke off is a failed test of its own. */
export const ctrf: Writer = {
  write: ({ report }) => `${inertJson(JSON.stringify(ctrfReport(report), null, 2))}\n`,
}

function ctrfReport(report: Report): CTRFReport {
  const tests = report.targets.flatMap((target) => [
    ...target.requirements.map((rule) => test(target, rule)),
    ...(target.contracts?.pacts ?? []).flatMap((pact) => pactTests(target, pact)),
  ])
  if (!report.complete) tests.push(brokenOff(report))
  const start = Date.parse(report.startedAt)
  const duration = Math.round(report.durationMs)
  const count = (status: TestStatus) => tests.filter((one) => one.status === status).length
  const { name, version } = report.tool
  return {
    reportFormat: 'CTRF',
    specVersion: SPEC_VERSION,
    timestamp: new Date(start + duration).toISOString(),
    generatedBy: `${name} ${version}`,
    results: {
      tool: { name, version },
      summary: {
        tests: tests.length,
        passed: count('passed'),
        failed: count('failed'),
        skipped: count('skipped'),
        pending: count('pending'),
        other: count('other'),
        suites: new Set(tests.map((one) => JSON.stringify(one.suite))).size,
        start,
        stop: start + duration,
        duration,
      },
      tests,
      environment: {
        extra: {
          seed: report.seed,
          complete: report.complete,
          targets: report.targets.map((target) => ({
            name: target.name,
            profile: target.profile,
            baseUrl: target.baseUrl,
            kind: target.kind,
            ...roleOfClient(target),
          })),
        },
      },
    },
  }
}

function test(target: TargetReport, rule: RequirementReport): Test {
  const { id, level, title, verdict, message, clause, operations } = rule
  const { expected, actual, otherStatus, standsFor, leansOn, waiver, exchanges } = rule
  const [{ file, line }] = placesOf(target.profile, id)
  return {
    testId: `${target.name}:${id}`,
    name: `${id} ${title}`,
    status: STATUS[verdict],
    rawStatus: verdict,
    duration: Math.round(rule.durationMs),
    suite: [titleOf(target), rule.area],
    message,
    ...(expected === undefined ? {} : { trace: evidence(rule) }),
    type: 'conformance',
    tags: [target.profile, level, ...operations],
    labels: { requirement: id, level, target: target.name, profile: target.profile, ...roleOfClient(target) },
    filePath: file,
    line,
    extra: {
      clause,
      ...(expected === undefined ? {} : { expected, actual }),
      ...(otherStatus ? { otherStatus } : {}),
      ...(standsFor ? { standsFor } : {}),
      ...(leansOn ? { leansOn } : {}),
      ...(waiver ? { waiver } : {}),
      exchanges,
    },
  }
}

/** A test for each interaction of a pact that was replayed on the target. */
function pactTests(target: TargetReport, { consumer, provider, interactions }: PactReport): Test[] {
  const suite = [target.name, `pact of ${consumer} with ${provider}`] as [string, ...string[]]
  return namesOf(interactions).map((name, at) => {
    const { outcome, pending, mismatches, requirements, exchanges } = interactions[at]!
    const isPending = outcome === 'failed' && pending === true
    return {
      testId: `${target.name}:${consumer}:${provider}:${at}`,
      name,
      status: outcome === 'passed' ? 'passed' : isPending ? 'pending' : 'failed',
      rawStatus: isPending ? 'pending' : outcome,
      duration: 0,
      suite,
      ...(mismatches.length > 0 ? { message: mismatches.join('\n') } : {}),
      type: 'contract',
      tags: [target.profile],
      labels: { target: target.name, profile: target.profile, consumer, provider },
      extra: { requirements, exchanges },
    }
  })
}

/** A reader that counts failed tests alone must not take half a run for a whole one. */
function brokenOff(report: Report): Test {
  return {
    testId: 'run',
    name: 'the run was completed',
    status: 'failed',
    rawStatus: 'incomplete',
    duration: 0,
    suite: ['run'],
    message: report.incompleteReason ?? 'the run broke off',
  }
}
