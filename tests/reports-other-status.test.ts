import { beforeAll, expect, test } from 'vitest'
import { heldByOther, worst } from '../engine/finding.ts'
import { requirementReport, targetReport } from '../reports/assemble.ts'
import { csv } from '../reports/csv.ts'
import { ctrf } from '../reports/ctrf.ts'
import { annotations } from '../reports/github.ts'
import { junit } from '../reports/junit.ts'
import { markdown } from '../reports/markdown.ts'
import type { Report, RequirementReport, TargetReport } from '../reports/model.ts'
import { sarif } from '../reports/sarif.ts'
import { summary } from '../reports/summary.ts'
import { verdictInWords } from '../reports/verdicts.ts'
import { requirements } from '../suites/itero/requirements.gen.ts'
import { rule, run } from './fixtures/report.ts'
import { conformanceOfMock } from './support/run.ts'

/** How a rule that names 400 holds where 422 came. */
const WORDS = 'refused, by 422 instead of 400: ITERO-CODE-01'

let judged: TargetReport
let report: Report
const rowOf = (id: string): RequirementReport => judged.requirements.find((row) => row.id === id)!

beforeAll(async () => {
  const { rows } = await conformanceOfMock('itero', { defects: ['invalid-422'] })
  const target = { name: 'itero', profile: 'itero', baseUrl: 'http://127.0.0.1:8080', kind: 'live' } as const
  const usage = { requests: rows.size, cases: 0, rateLimitWaitMs: 0, refusals: 0 }
  judged = targetReport(target, [...rows.values()], usage)
  report = run([judged])
})

test('a rule that holds but for the number says so in its row and its message', () => {
  expect(rowOf('ITERO-LAB-03')).toMatchObject({
    verdict: 'pass',
    otherStatus: { requirement: 'ITERO-CODE-01', message: 'refused, by 422 instead of 400' },
    message: expect.stringMatching(/^refused, by 422 instead of 400: ITERO-CODE-01\. /),
  })
})

test('the rule on statuses lists every rule that it stands for, and counts what came by operation', () => {
  const { standsFor, verdict, actual } = rowOf('ITERO-CODE-01')
  const others = judged.requirements.filter(({ otherStatus }) => otherStatus).map(({ id }) => id)
  expect(verdict).toBe('fail')
  expect(standsFor).toEqual(others)
  expect(others.length).toBeGreaterThan(20)
  expect(actual).toMatch(/^createNewOrder drew 422, \d+ times, first [^;]+: 422 with \{/)
})

test('no rule whose title names a status passes by another one without saying so', () => {
  const silent = judged.requirements.filter(
    ({ verdict, title, message, otherStatus }) =>
      verdict === 'pass' && !otherStatus && /answers 400/.test(title) && message.includes('422'),
  )
  expect(silent.map(({ id }) => id)).toEqual([])
})

test('every list says it: JUnit, Markdown, CSV, CTRF, SARIF, GitHub and the terminal', () => {
  const input = { report, exchanges: [] }
  expect(junit.write(input)).toContain(`<system-out>${WORDS}. `)
  expect(junit.write(input)).toMatch(/stands for \d+ rules that hold but for the number: [^<]*ITERO-LAB-03/)
  expect(markdown.write(input)).toMatch(/- refused, by 422 instead of 400: ITERO-CODE-01: .*ITERO-LAB-03/)
  expect(csv.write(input)).toContain(WORDS)
  expect(ctrf.write(input)).toContain('"message": "refused, by 422 instead of 400"')
  expect(sarif.write(input)).toMatch(/It stands for \d+ rules/)
  expect(annotations(report, () => false).join('\n')).toMatch(/It stands for \d+ rules/)
  const told = summary(report, { columns: 300, reportFile: 'report.html' })
  expect(told).toMatch(/✓ \d+ pass \(\d+ by another status\)/)
  expect(told).toMatch(
    /stands for \d+ rules that hold but for the number: ITERO-[^,]+, ITERO-[^,]+, ITERO-[^,]+, and \d+ more/,
  )
  expect(verdictInWords(judged, true).detail).toMatch(/hold \(\d+ of them but for the status's number\)/)
})

test('a rule that leans on one that holds in the same report is not told to wait for it', () => {
  const usage = { requests: 0, cases: 0, rateLimitWaitMs: 0, refusals: 0 }
  const target = { name: 'opus', profile: 'opus', baseUrl: 'http://127.0.0.1:8080', kind: 'live' } as const
  const leaning = rule('OPUS-DOWN-06', {
    verdict: 'inconclusive',
    message: 'it was not listed. Possible with: OPUS-BOOK-19 holds; OPUS-BOOK-20 holds.',
    leansOn: ['OPUS-BOOK-19', 'OPUS-BOOK-20'],
  })
  const rows = [leaning, rule('OPUS-BOOK-19', {}), rule('OPUS-BOOK-20', { verdict: 'fail' })]
  expect(targetReport(target, rows, usage).requirements[0]?.message).toBe(
    'it was not listed. Possible with: another run (OPUS-BOOK-19 holds otherwise in this one); OPUS-BOOK-20 holds.',
  )
})

test('statuses of several experiments are told once, in order', () => {
  const [requirement] = requirements
  const by = (code: number) => heldByOther(`${code}`, { by: [code], instead: [400], requirement: 'ITERO-CODE-01' })
  const finding = worst([by(422), by(409), by(422)], by(422))
  expect(requirementReport(requirement!, finding, 1, [], '2026-01-01').otherStatus?.message).toBe(
    'refused, by 409 or 422 instead of 400',
  )
})
