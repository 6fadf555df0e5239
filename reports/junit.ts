import { evidence } from './evidence.ts'
import { contractSuites } from './junit-contracts.ts'
import { element, type Suite, seconds, text } from './junit-xml.ts'
import type { Report, RequirementReport, TargetReport, Writer } from './model.ts'
import { roleOfClient, titleOf } from './verdicts.ts'

/**
 * `junit.xml` as Jenkins reads it (`junit-10.xsd` of its xUnit plugin): a test suite for each area of each target, a test
 * case for each requirement, and where pacts were replayed a test suite for each of them. Only `fail` is a failure; `warn` passes and speaks in `system-out`; what was not judged, or
 * is a known deviation, is skipped with its reason. A run that broke off is an error of its own.
 */
export const junit: Writer = {
  write({ report }) {
    const suites = report.targets.flatMap((target) => [
      ...areasOf(target).map((area) => areaSuite(report, target, area)),
      ...contractSuites(target),
    ])
    if (!report.complete) suites.push(brokenOff(report))
    const sum = (pick: (suite: Suite) => number) => suites.reduce((total, suite) => total + pick(suite), 0)
    const head = element('testsuites', {
      name: 'bitewing',
      tests: sum((suite) => suite.tests),
      failures: sum((suite) => suite.failures),
      errors: sum((suite) => suite.errors),
      time: seconds(report.durationMs),
    })
    return [
      '<?xml version="1.0" encoding="UTF-8"?>',
      `<${head}>`,
      ...suites.map((suite) => suite.xml),
      '</testsuites>',
      '',
    ].join('\n')
  },
}

function areasOf(target: TargetReport): string[] {
  return [...new Set(target.requirements.map((rule) => rule.area))]
}

function areaSuite(report: Report, target: TargetReport, area: string): Suite {
  const rules = target.requirements.filter((rule) => rule.area === area)
  const failures = rules.filter((rule) => rule.verdict === 'fail').length
  const skipped = rules.filter((rule) => ['inconclusive', 'not-applicable', 'waived'].includes(rule.verdict)).length
  const head = element('testsuite', {
    name: `${titleOf(target)}: ${area}`,
    tests: rules.length,
    failures,
    errors: 0,
    skipped,
    // Its rules are judged side by side.
    time: seconds(Math.max(...rules.map((rule) => rule.durationMs))),
    timestamp: report.startedAt,
    package: target.name,
  })
  const properties = Object.entries({
    tool: `${report.tool.name} ${report.tool.version}`,
    profile: target.profile,
    baseUrl: target.baseUrl,
    kind: target.kind,
    ...roleOfClient(target),
    seed: report.seed,
    complete: report.complete,
    ...(target.leftBehind?.length ? { leftBehind: target.leftBehind.join('; ') } : {}),
  }).map(([name, value]) => `      <${element('property', { name, value })}/>`)
  const xml = [
    `  <${head}>`,
    '    <properties>',
    ...properties,
    '    </properties>',
    ...rules.map((rule) => testCase(target, rule)),
    '  </testsuite>',
  ].join('\n')
  return { tests: rules.length, failures, errors: 0, xml }
}

function testCase(target: TargetReport, rule: RequirementReport): string {
  const head = element('testcase', {
    classname: `${target.name}.${rule.area}`,
    name: `${rule.id} ${rule.title}`,
    time: seconds(rule.durationMs),
  })
  const outcome = outcomeOf(rule)
  return outcome ? `    <${head}>\n      ${outcome}\n    </testcase>` : `    <${head}/>`
}

function outcomeOf(rule: RequirementReport): string | undefined {
  switch (rule.verdict) {
    case 'pass':
      return rule.otherStatus && `<system-out>${text(rule.message)}</system-out>`
    case 'fail':
      return `<${element('failure', { type: rule.level, message: difference(rule) })}>${text(evidence(rule))}</failure>`
    case 'warn':
      return `<system-out>${text(`warn (${rule.level})\n${evidence(rule)}`)}</system-out>`
    case 'inconclusive':
    case 'not-applicable':
      return `<${element('skipped', { type: rule.verdict, message: rule.message })}/>`
    case 'waived': {
      const until = rule.waiver ? `waived until ${rule.waiver.expires}: ${rule.waiver.reason}` : rule.message
      return `<${element('skipped', { type: 'waived', message: until })}>${text(evidence(rule))}</skipped>`
    }
  }
}

function difference(rule: RequirementReport): string {
  return rule.expected === undefined ? rule.message : `expected ${rule.expected}; actual ${rule.actual}`
}

/** A reader that knows only junit.xml must not take half a run for a whole one. */
function brokenOff(report: Report): Suite {
  const reason = report.incompleteReason ?? 'the run broke off'
  const error = `<${element('error', { type: 'incomplete', message: reason })}/>`
  const xml = [
    `  <${element('testsuite', { name: 'run', tests: 1, failures: 0, errors: 1, skipped: 0, timestamp: report.startedAt })}>`,
    `    <${element('testcase', { classname: 'run', name: 'the run was completed' })}>\n      ${error}\n    </testcase>`,
    '  </testsuite>',
  ].join('\n')
  return { tests: 1, failures: 0, errors: 1, xml }
}
