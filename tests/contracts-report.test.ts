import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { badge } from '../reports/badge.ts'
import { namesOf, withContracts } from '../reports/contracts.ts'
import { ctrf } from '../reports/ctrf.ts'
import { annotations } from '../reports/github.ts'
import { junit } from '../reports/junit.ts'
import { markdown } from '../reports/markdown.ts'
import type { InteractionReport, RequirementReport } from '../reports/model.ts'
import { sarif } from '../reports/sarif.ts'
import { rule, run, target } from './fixtures/report.ts'
import { ReportBrowser } from './fixtures/report-page.ts'

const interaction = (description: string, rest: Partial<InteractionReport>): InteractionReport => ({
  description,
  kind: 'request',
  states: [],
  requirements: ['ITERO-LAB-03'],
  outcome: 'passed',
  mismatches: [],
  exchanges: [],
  ...rest,
})
const failed = (description: string, requirements: string[]) =>
  interaction(description, { requirements, outcome: 'failed', mismatches: ['status: expected 400 but was 200'] })

function reportWith(requirements: RequirementReport[], interactions: InteractionReport[]) {
  const usage = { requests: 0, cases: 0, rateLimitWaitMs: 0, refusals: 0 }
  const plain = target('staging', {
    profile: 'itero',
    baseUrl: 'http://127.0.0.1:1',
    kind: 'live',
    requirements,
    usage,
  })
  const pact = { source: 'p.json', consumer: 'client', provider: 'itero', specification: '4.0', interactions }
  return run([withContracts(plain, { verifiedAt: '2026-01-05T08:00:00.000Z', durationMs: 10, pacts: [pact] })])
}
const disagreements = (requirements: RequirementReport[], interactions: InteractionReport[]) =>
  reportWith(requirements, interactions).targets[0]!.contracts!.disagreements.map(({ requirement }) => requirement)

describe('interactions in the other formats', () => {
  const alike = [
    interaction('an order', { states: ['a doctor'] }),
    interaction('an order', { states: ['a doctor', 'a full window'], outcome: 'failed', mismatches: ['status: 200'] }),
    interaction('an order', { states: ['a doctor'] }),
    interaction('an order', { outcome: 'error', mismatches: ['no state'] }),
    interaction('later', { outcome: 'failed', pending: true, mismatches: ['status: 200'] }),
  ]
  const report = reportWith([], alike)

  test('have each a name of its own', () => {
    expect(namesOf(alike)).toEqual([
      'an order, given a doctor (ITERO-LAB-03)',
      'an order, given a doctor and a full window (ITERO-LAB-03)',
      'an order, given a doctor (ITERO-LAB-03) #2',
      'an order (ITERO-LAB-03)',
      'later (ITERO-LAB-03)',
    ])
    const names = [...junit.write({ report, exchanges: [] }).matchAll(/<testcase [^>]* name="([^"]*)"/g)]
    expect(names.map(([, name]) => name)).toEqual(namesOf(alike))
  })

  test('are tests of CTRF, and the badge counts them', () => {
    const { summary } = JSON.parse(ctrf.write({ report, exchanges: [] })).results
    expect(summary).toMatchObject({ tests: 5, passed: 2, failed: 2, pending: 1 })
    expect(badge.write({ report, exchanges: [] })).toContain('staging: 1 fail')
    const kept = reportWith([], [interaction('an order', {})])
    expect(badge.write({ report: kept, exchanges: [] })).toContain('staging: keeps 1 interaction')
  })

  test('are annotated where they are not kept', () => {
    expect(annotations(report, () => false)).toEqual([
      '::error title=staging%3A an interaction of client is not kept::an order, given a doctor and a full window (ITERO-LAB-03)%0Astatus: 200',
      '::error title=staging%3A an interaction of client could not be verified::an order (ITERO-LAB-03)%0Ano state',
    ])
  })

  test('are named in the summary where they are not kept, with no table of rules that nobody judged', () => {
    const summary = markdown.write({ report, exchanges: [] })
    expect(summary).toContain(
      '#### Interactions that are not kept (1)\n\n- client: an order, given a doctor and a full window',
    )
    expect(summary).toContain('#### Interactions that could not be verified (1)\n\n- client: an order')
    expect(summary).not.toContain('| target |')
    const two = { ...report, targets: [...report.targets, ...reportWith([], [interaction('right', {})]).targets] }
    expect(markdown.write({ report: two, exchanges: [] })).toMatch(/^## Interactions are not kept by 1 of 2 targets/)
  })

  test('are errors of the run in SARIF, for no rule stands for them', () => {
    const [log] = JSON.parse(sarif.write({ report, exchanges: [] })).runs
    expect(log.results).toEqual([])
    const told = log.invocations[0].toolExecutionNotifications
    expect(told.map(({ level, message }: Notified) => `${level}: ${message.text}`)).toEqual([
      'error: staging: an interaction of client is not kept: an order, given a doctor and a full window (ITERO-LAB-03); status: 200',
      'error: staging: an interaction of client could not be verified: an order (ITERO-LAB-03); no state',
    ])
  })
})

interface Notified {
  level: string
  message: { text: string }
}

describe('pacts and the suite disagree', () => {
  const kept = rule('ITERO-LAB-03', {})
  const broken = rule('ITERO-LAB-04', { verdict: 'fail', expected: '400', actual: '200' })

  test('where an interaction fails and the suite found all that it touches kept', () => {
    expect(disagreements([kept, broken], [failed('a', ['ITERO-LAB-03'])])).toEqual(['ITERO-LAB-03'])
  })

  test('but not where one of several requirements that it touches is broken', () => {
    expect(disagreements([kept, broken], [failed('a', ['ITERO-LAB-03', 'ITERO-LAB-04'])])).toEqual([])
  })

  test('where the suite found a requirement broken and every interaction that touches it passes', () => {
    expect(disagreements([broken], [interaction('a', { requirements: ['ITERO-LAB-04'] })])).toEqual(['ITERO-LAB-04'])
    expect(disagreements([broken], [failed('a', ['ITERO-LAB-04']), interaction('b', {})])).toEqual([])
  })

  test('but not about what one of them could not try', () => {
    const error = interaction('a', { requirements: ['ITERO-LAB-03'], outcome: 'error', mismatches: ['no state'] })
    expect(disagreements([kept], [error])).toEqual([])
    const untried = rule('ITERO-LAB-03', { verdict: 'inconclusive' })
    expect(disagreements([untried], [failed('a', ['ITERO-LAB-03'])])).toEqual([])
  })
})

const hostile = 'a </testcase><script>alert(1)</script> \u001b[2J order'
const mixed = () =>
  reportWith(
    [rule('ITERO-LAB-03', {})],
    [
      interaction('a new order', {}),
      failed(hostile, ['ITERO-LAB-03']),
      interaction('a refund', {
        outcome: 'error',
        mismatches: ['the provider state "paid" could not be brought about'],
      }),
      { ...failed('a discount', []), pending: true },
    ],
  )

test('junit.xml has a suite for each pact: a failure, an error, and what is pending as skipped', () => {
  const xml = junit.write({ report: mixed(), exchanges: [] })
  expect(xml).toContain('name="staging: pact of client with itero" tests="4" failures="1" errors="1" skipped="1"')
  expect(xml).toContain('&lt;script&gt;')
  expect(xml).not.toContain('<script>')
  expect(xml).not.toContain('\u001b')
})

describe('report.html', () => {
  let browser: ReportBrowser
  beforeAll(async () => {
    browser = await ReportBrowser.launch()
  })
  afterAll(() => browser?.close())

  test('has each interaction beside the requirements that it touches, and runs nothing of it', async () => {
    const { page, noise } = await browser.open({ report: mixed(), exchanges: [] })
    const section = page.locator('#contracts')
    expect(await section.locator('tbody tr').count()).toBe(3)
    expect(await section.locator('tr.failed').first().textContent()).toContain('<script>alert(1)</script>')
    expect(await section.locator('tr.failed a.id').first().textContent()).toBe('ITERO-LAB-03')
    expect(await section.locator('.disagreements').textContent()).toContain('The suite found ITERO-LAB-03 kept')
    await section.getByRole('button', { name: /Show 1 interaction/ }).click()
    expect(await section.locator('tbody tr').count()).toBe(4)
    expect(noise).toEqual([])
  })

  test('says of a report with pacts alone what came out of them', async () => {
    const { page } = await browser.open({ report: reportWith([], [interaction('a new order', {})]), exchanges: [] })
    expect(await page.locator('#headline').textContent()).toBe('staging keeps its pacts')
  })
})
