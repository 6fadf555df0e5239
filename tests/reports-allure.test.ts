import { allure2 } from '@allurereport/reader'
import { describe, expect, it } from 'vitest'
import { allure } from '../reports/allure.ts'
import type { ReportInput } from '../reports/model.ts'
import { hostileReport, longReport } from './fixtures/hostile-report.ts'
import { everyVerdict } from './fixtures/report.ts'

type Visitor = Parameters<typeof allure2.read>[0]
type Result = Parameters<Visitor['visitTestResult']>[0]

/** What Allure's own reader makes of the files. */
async function read(input: ReportInput): Promise<{ results: Result[]; attachments: string[] }> {
  const results: Result[] = []
  const attachments: string[] = []
  const visitor = {
    visitTestResult: async (result: Result) => void results.push(result),
    visitAttachmentFile: async (file: { getOriginalFileName(): string }) =>
      void attachments.push(file.getOriginalFileName()),
  }
  for (const [name, text] of Object.entries(allure.write(input))) {
    const file = { getOriginalFileName: () => name, asJson: async () => JSON.parse(text) as unknown }
    const given = file as unknown as Parameters<typeof allure2.read>[1]
    expect(allure2.matches?.(given), name).toBe(true)
    expect(await allure2.read(visitor as unknown as Visitor, given), name).toBe(true)
  }
  return { results, attachments }
}

describe('allure-results', () => {
  it('holds every verdict', async () => {
    const files = allure.write(everyVerdict())
    const results = Object.entries(files).filter(([name]) => name.endsWith('-result.json'))
    await expect(results.map(([, text]) => text).join('')).toMatchFileSnapshot('golden/allure-results.json.txt')
  })

  it.each([
    ['every verdict', everyVerdict],
    ['hostile text, and a run that broke off', hostileReport],
    ['a line of 5 MB', longReport],
  ])('is read by Allure with %s, each test once, each step with what it shows', async (_, make) => {
    const input = make()
    const { results, attachments } = await read(input)
    const rules = input.report.targets.flatMap(({ requirements }) => requirements)
    expect(results).toHaveLength(rules.length + (input.report.complete ? 0 : 1))
    for (const key of ['uuid', 'historyId', 'testId', 'fullName'] as const)
      expect(new Set(results.map((one) => one[key])).size).toBe(results.length)
    const shown = results.flatMap(({ steps = [] }) => steps).flatMap((step) => ('steps' in step ? step.steps! : []))
    expect(shown.length).toBeGreaterThan(0)
    for (const one of shown) expect(attachments).toContain((one as { originalFileName?: string }).originalFileName)
  })

  it('has a status for each verdict, and the verdict beside it', async () => {
    const { results } = await read(everyVerdict())
    const verdictOf = ({ labels = [] }: Result) => labels.find(({ name }) => name === 'verdict')?.value
    expect(Object.fromEntries(results.map((one) => [verdictOf(one), one.status]))).toEqual({
      pass: 'passed',
      fail: 'failed',
      warn: 'passed',
      waived: 'skipped',
      inconclusive: 'skipped',
      'not-applicable': 'skipped',
    })
    expect(results.find((one) => verdictOf(one) === 'fail')).toMatchObject({
      expected: '400, one of the parameters is not valid',
      trace: expect.stringContaining('Clause:    "Map IDs that have a lab require an ID in this field."'),
    })
  })
})
