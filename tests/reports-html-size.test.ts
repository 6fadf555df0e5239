import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { reportPage } from '../scripts/build-report.mjs'
import { ReportBrowser } from './fixtures/report-page.ts'
import { shownRules } from './fixtures/report-reading.ts'
import { tenThousand } from './fixtures/report-size.ts'

let browser: ReportBrowser
beforeAll(async () => {
  browser = await ReportBrowser.launch()
})
afterAll(() => browser?.close())

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
