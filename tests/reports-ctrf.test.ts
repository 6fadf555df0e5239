import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import type { CTRFReport, Test } from 'ctrf'
import { describe, expect, it } from 'vitest'
import { ctrf } from '../reports/ctrf.ts'
import type { ReportInput } from '../reports/model.ts'
import { ACTIVE, HOSTILE, hostileReport, LONG, longReport } from './fixtures/hostile-report.ts'
import { everyVerdict } from './fixtures/report.ts'

/** The package's own schema, of the version that the report states. */
const schemaFile = join(dirname(createRequire(import.meta.url).resolve('ctrf')), 'ctrf-schema-0.0.json')
const ajv = new Ajv({ allErrors: true })
addFormats.default(ajv)
const validate = ajv.compile(JSON.parse(readFileSync(schemaFile, 'utf8')))

const parsed = (input: ReportInput): CTRFReport => JSON.parse(ctrf.write(input))
const testOf = (input: ReportInput, id: string): Test =>
  parsed(input).results.tests.find((one) => one.labels?.requirement === id)!

describe('ctrf-report.json', () => {
  it('holds every verdict', async () => {
    await expect(ctrf.write(everyVerdict())).toMatchFileSnapshot('golden/ctrf-report.json.txt')
  })

  it.each([
    ['every verdict', everyVerdict],
    ['hostile text, and a run that broke off', hostileReport],
    ['a line of 5 MB', longReport],
  ])('is valid by its public schema with %s', (_, input) => {
    validate(parsed(input()))
    expect(validate.errors).toBeNull()
  })

  it('has a status for each verdict, and the verdict beside it', () => {
    const { report } = everyVerdict()
    const statuses = new Map(parsed(everyVerdict()).results.tests.map((one) => [one.rawStatus, one.status]))
    expect(Object.fromEntries(statuses)).toEqual({
      pass: 'passed',
      fail: 'failed',
      warn: 'other',
      waived: 'other',
      inconclusive: 'pending',
      'not-applicable': 'skipped',
    })
    const { summary } = parsed({ report, exchanges: [] }).results
    expect(summary).toMatchObject({ tests: 13, passed: 5, failed: 2, other: 4, pending: 1, skipped: 1, suites: 5 })
    expect(summary.stop - summary.start).toBe(report.durationMs)
  })

  it('says of a fail what was expected, what came, and where the document says it', () => {
    const fail = testOf(everyVerdict(), 'ITERO-LAB-03')
    expect(fail).toMatchObject({
      testId: 'staging:ITERO-LAB-03',
      suite: ['staging', 'Lab rule, on createNewOrder'],
      tags: ['itero', 'must', 'createNewOrder'],
      filePath: 'openapi/itero.yaml',
      extra: { expected: '400, one of the parameters is not valid', exchanges: ['staging-0005'] },
    })
    expect(fail.trace).toContain('Clause:    "Map IDs that have a lab require an ID in this field."')
    expect(testOf(everyVerdict(), 'ITERO-LAB-10').extra).toMatchObject({ waiver: { expires: '2026-06-30' } })
    expect(testOf(everyVerdict(), 'ITERO-LAB-11').extra).toMatchObject({ leansOn: ['ITERO-LAB-03'] })
  })

  it('has a failed test of its own where the run broke off', () => {
    const { report, exchanges } = everyVerdict()
    const { tests } = parsed({
      report: { ...report, complete: false, incompleteReason: 'interrupted' },
      exchanges,
    }).results
    expect(tests.at(-1)).toMatchObject({
      name: 'the run was completed',
      status: 'failed',
      rawStatus: 'incomplete',
      message: 'interrupted',
    })
  })

  it('keeps hostile text as a value, whole, and prints none of it raw', () => {
    const text = ctrf.write(hostileReport())
    expect(text.replaceAll('\n', '')).not.toMatch(ACTIVE)
    expect(text).not.toMatch(/##(\[|vso\[|teamcity\[)/)
    expect(testOf(hostileReport(), 'ITERO-LAB-03').message).toContain(HOSTILE)
    expect(testOf(longReport(), 'ITERO-LAB-03').message!.length).toBeGreaterThan(LONG)
  })
})
