import { readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import type { Log, Result, Run } from 'sarif'
import { describe, expect, it } from 'vitest'
import type { Requirement } from '../engine/requirement.ts'
import type { ReportInput } from '../reports/model.ts'
import { sarif } from '../reports/sarif.ts'
import { requirements as inbox } from '../suites/inbox/requirements.gen.ts'
import { requirements as itero } from '../suites/itero/requirements.gen.ts'
import { requirements as opus } from '../suites/opus/requirements.gen.ts'
import { ACTIVE, hostileReport, longReport } from './fixtures/hostile-report.ts'
import { EXPIRED, everyVerdict, run, target } from './fixtures/report.ts'

// The schema has a pattern (of `language`) that is none under the flag `u`.
const ajv = new Ajv({ allErrors: true, unicodeRegExp: false })
addFormats.default(ajv)
const validate = ajv.compile(
  JSON.parse(readFileSync(new URL('schemas/sarif-schema-2.1.0.json', import.meta.url), 'utf8')),
)

function parsed(input: ReportInput): Run {
  const log = JSON.parse(sarif.write(input)) as Log
  expect(log.runs).toHaveLength(1)
  return log.runs[0]!
}

/** A target of each profile that breaks every rule there is. */
function everyRule(): ReportInput {
  const registers: [string, readonly Requirement[]][] = [
    ['itero', itero],
    ['opus', opus],
    ['inbox', inbox],
  ]
  const { name: _, summary: __, ...rest } = everyVerdict().report.targets[1]!
  const targets = registers.map(([profile, requirements]) =>
    target(profile, {
      ...rest,
      profile,
      requirements: requirements.map((requirement) => ({
        ...requirement,
        verdict: 'warn',
        message: 'It does not hold.',
        exchanges: [],
        durationMs: 1,
      })),
    }),
  )
  return { report: run(targets), exchanges: [] }
}

const resultOf = (input: ReportInput, id: string): Result => parsed(input).results!.find(({ ruleId }) => ruleId === id)!

describe('bitewing.sarif', () => {
  it('holds every verdict', async () => {
    await expect(sarif.write(everyVerdict())).toMatchFileSnapshot('golden/bitewing.sarif')
  })

  const inputs: [string, () => ReportInput][] = [
    ['every verdict', everyVerdict],
    ['every requirement of every register', everyRule],
    ['hostile text, and a run that broke off', hostileReport],
    ['a line of 5 MB', longReport],
  ]

  it.each(inputs)('is valid by the schema of OASIS with %s', (_, input) => {
    validate(JSON.parse(sarif.write(input())))
    expect(validate.errors).toBeNull()
  })

  it.each(inputs)("has what GitHub's code scanning asks for, and keeps its limits, with %s", (_, input) => {
    const text = sarif.write(input())
    expect(text.length).toBeLessThan(2 ** 20)
    const run = parsed(input())
    const rules = run.tool.driver.rules!
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length)
    for (const { shortDescription, fullDescription, help, properties } of rules) {
      for (const description of [shortDescription, fullDescription]) {
        expect(description!.text).not.toBe('')
        expect(description!.text.length).toBeLessThanOrEqual(1024)
      }
      expect(help!.text).not.toBe('')
      expect(properties!.tags!.length).toBeLessThanOrEqual(10)
    }
    for (const { ruleId, ruleIndex, message, locations, partialFingerprints } of run.results!) {
      expect(rules[ruleIndex!]!.id).toBe(ruleId)
      expect(message.text).not.toBe('')
      expect(message.text!.length).toBeLessThan(2_100)
      const { artifactLocation, region } = locations![0]!.physicalLocation!
      expect(artifactLocation!.uri).toMatch(/^openapi\/(itero|opus|inbox)\.yaml$/)
      expect(region).toEqual({
        startLine: expect.any(Number),
        startColumn: expect.any(Number),
        endLine: region!.startLine,
        endColumn: expect.any(Number),
      })
      expect(partialFingerprints!.primaryLocationLineHash).toMatch(/^[0-9a-f]{16}:1$/)
    }
  })

  it('has an error for each fail, a warning for each warn, a suppressed note for what is waived, and nothing else', () => {
    const levels = parsed(everyVerdict()).results!.map(({ ruleId, level }) => [ruleId, level])
    expect(levels).toEqual([
      ['ITERO-LAB-03', 'error'],
      ['ITERO-LAB-05', 'error'],
      ['ITERO-LAB-09', 'warning'],
      ['ITERO-CODE-02', 'warning'],
      ['ITERO-RATE-06', 'warning'],
      ['ITERO-LAB-10', 'note'],
    ])
    expect(resultOf(everyVerdict(), 'ITERO-LAB-10').suppressions).toEqual([
      {
        kind: 'external',
        status: 'accepted',
        justification: 'Known to the vendor as SYN-118 (waived until 2026-06-30)',
        properties: { expires: '2026-06-30' },
      },
    ])
  })

  it('notifies of what could not be tried, and of a run that broke off', () => {
    const { report, exchanges } = everyVerdict()
    const [whole] = parsed({ report, exchanges }).invocations!
    expect(whole).toMatchObject({
      executionSuccessful: true,
      toolExecutionNotifications: [{ level: 'note', associatedRule: { id: 'ITERO-LAB-11' } }],
    })
    const broken = { ...report, complete: false, incompleteReason: 'interrupted' }
    const [half] = parsed({ report: broken, exchanges }).invocations!
    expect(half!.executionSuccessful).toBe(false)
    expect(half!.toolExecutionNotifications![0]).toEqual({
      level: 'error',
      message: { text: 'The run was not completed: interrupted' },
    })
  })

  it('notifies of waivers that are to be seen to', () => {
    const { report, exchanges } = everyVerdict()
    report.targets[0]!.waivers = [EXPIRED]
    validate(JSON.parse(sarif.write({ report, exchanges })))
    expect(validate.errors).toBeNull()
    expect(parsed({ report, exchanges }).invocations![0]!.toolConfigurationNotifications).toEqual([
      {
        associatedRule: { id: 'ITERO-LAB-09' },
        level: 'warning',
        message: { text: 'staging: the waiver of ITERO-LAB-09: It expired on 2026-03-01, and it still fails.' },
      },
    ])
  })

  it('stands at the statement that speaks most of the rule, and names the others', () => {
    const { locations, relatedLocations } = resultOf(everyVerdict(), 'ITERO-RATE-06')
    const lines = readFileSync(new URL('../openapi/itero.yaml', import.meta.url), 'utf8').split('\n')
    const word = (location: (typeof locations & object)[number]) => {
      const { startLine, startColumn, endColumn } = location.physicalLocation!.region!
      return lines[startLine! - 1]!.slice(startColumn! - 1, endColumn! - 1)
    }
    expect(locations!.map(word)).toEqual(['LimitReached'])
    expect(relatedLocations!.map(word)).toEqual(['x-rate-limit'])
    expect(locations![0]!.logicalLocations).toEqual([{ name: 'createNewOrder', kind: 'function' }])
  })

  it('gives a result the same fingerprint in every run, and another one on another target', () => {
    const { report } = everyVerdict()
    const [staging] = report.targets
    const { name: _, summary: __, ...rest } = staging!
    const twice = { ...report, targets: [staging!, target('production', rest)] }
    const prints = (input: ReportInput) => parsed(input).results!.map((one) => one.partialFingerprints)
    const later = { ...everyVerdict().report, startedAt: '2026-04-01T00:00:00.000Z', seed: 7, durationMs: 1 }
    expect(prints({ report: later, exchanges: [] })).toEqual(prints(everyVerdict()))
    const both = prints({ report: twice, exchanges: [] })
    expect(new Set(both.map((one) => JSON.stringify(one))).size).toBe(both.length)
    expect(parsed({ report: twice, exchanges: [] }).tool.driver.rules).toHaveLength(12)
  })

  it('carries hostile text as text, in which no message is a link', () => {
    expect(sarif.write(hostileReport()).replaceAll('\n', '')).not.toMatch(ACTIVE)
    for (const { message } of parsed(hostileReport()).results!) {
      expect(message.text).toContain('<script>alert(1)</script>')
      expect(message.text).not.toMatch(ACTIVE)
      expect(message.text).not.toContain('](')
    }
  })

  it('says that a long message was cut', () => {
    const { text } = resultOf(longReport(), 'ITERO-LAB-03').message
    expect(text).toMatch(/x… \(cut: 4,99\d,\d{3} more characters in report\.json\)$/)
  })
})
