import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ReportInput } from '../reports/model.ts'
import { reportPage } from '../scripts/build-report.mjs'
import { everyVerdict, exchange, rule, run, target } from './fixtures/report.ts'
import { ReportBrowser } from './fixtures/report-page.ts'
import { shownRules } from './fixtures/report-reading.ts'

let browser: ReportBrowser
beforeAll(async () => {
  browser = await ReportBrowser.launch()
})
afterAll(() => browser?.close())

/** 125 rules on ten thousand exchanges with bodies, of which the first rule cites all. */
function tenThousand(): ReportInput {
  const body = JSON.stringify({ notes: 'x'.repeat(500) })
  const exchanges = Array.from({ length: 10_000 }, (_, at) => ({
    ...exchange('staging', at * 10, {
      id: `staging-${String(at + 1).padStart(4, '0')}`,
      what: `case ${at}`,
      case: 'counted',
    }),
    response: { status: 200, headers: {}, body, bytes: body.length },
  }))
  const { name, summary: _, ...rest } = everyVerdict().report.targets[0]!
  const rules = Array.from({ length: 125 }, (_, at) =>
    rule(`ITERO-CODE-${String(at + 1).padStart(2, '0')}`, {
      area: `Area ${at % 9}`,
      exchanges: exchanges.slice(at, at === 0 ? undefined : at + 40).map(({ id }) => id),
    }),
  )
  return { report: run([target(name, { ...rest, requirements: rules })]), exchanges }
}

describe('report.html of ten thousand exchanges', () => {
  it('draws only what is opened', async () => {
    const { page } = await browser.open(tenThousand(), '#/staging/ITERO-CODE-01')
    await page.getByLabel('curl command').waitFor()
    expect(await page.locator('details.exchange').count()).toBe(20)
    await page.getByRole('button', { name: 'Show 20 more of 9980' }).click()
    await expect.poll(() => page.locator('details.exchange').count()).toBe(40)
    expect(await page.locator('*').count()).toBeLessThan(4_000)
  })

  it('unpacks nothing before a rule is opened, and then no more than that rule needs', async () => {
    const unpacked = `
      const Original = DecompressionStream
      globalThis.unpacked = 0
      globalThis.DecompressionStream = class extends Original {
        constructor(format) { super(format); globalThis.unpacked++ }
      }`
    const count = () => page.evaluate(() => (globalThis as unknown as { unpacked: number }).unpacked)
    const { page } = await browser.open(tenThousand(), '', {}, unpacked)
    await page.getByRole('searchbox').fill('CODE-12')
    expect((await shownRules(page)).length).toBe(7)
    expect(await count()).toBe(0)
    await page.locator('#ITERO-CODE-12 > summary').click()
    await page.getByLabel('curl command').waitFor()
    expect(await count()).toBe(1)
  })

  it('is under 1 MB without its data', async () => {
    expect((await reportPage()).length).toBeLessThan(1_000_000)
  })
})
