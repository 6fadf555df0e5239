import { namesOf } from './contracts.ts'
import { element, type Suite, text } from './junit-xml.ts'
import type { ContractsReport, InteractionReport, PactReport, TargetReport } from './model.ts'

/** A test suite for each pact that was replayed on a target, a test case for each of its interactions. */
export const contractSuites = ({ name, contracts }: TargetReport): Suite[] =>
  (contracts?.pacts ?? []).map((pact) => pactSuite(name, pact, contracts!))

function pactSuite(target: string, pact: PactReport, { verifiedAt }: ContractsReport): Suite {
  const { consumer, provider, interactions } = pact
  const name = `${target}: pact of ${consumer} with ${provider}`
  const count = (is: (one: InteractionReport) => boolean) => interactions.filter(is).length
  const counts = {
    tests: interactions.length,
    failures: count(({ outcome, pending }) => outcome === 'failed' && !pending),
    errors: count(({ outcome }) => outcome === 'error'),
  }
  const skipped = count(({ outcome, pending }) => outcome === 'failed' && pending === true)
  const xml = [
    `  <${element('testsuite', { name, ...counts, skipped, timestamp: verifiedAt, package: target })}>`,
    ...namesOf(interactions).map((one, at) => testCase(`${target}.pact.${consumer}`, one, interactions[at]!)),
    '  </testsuite>',
  ].join('\n')
  return { ...counts, xml }
}

function testCase(classname: string, name: string, interaction: InteractionReport): string {
  const { outcome, pending, mismatches, exchanges } = interaction
  const head = element('testcase', { classname, name })
  if (outcome === 'passed') return `    <${head}/>`
  const message = mismatches[0] ?? ''
  const said = text([...mismatches, ...(exchanges.length > 0 ? [`Exchanges: ${exchanges.join(', ')}`] : [])].join('\n'))
  const tag = outcome === 'error' ? 'error' : pending ? 'skipped' : 'failure'
  const type = outcome === 'error' ? 'not verified' : pending ? 'pending' : 'mismatch'
  return `    <${head}>\n      <${element(tag, { type, message })}>${said}</${tag}>\n    </testcase>`
}
