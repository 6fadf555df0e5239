import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { everyVerdict, run } from './fixtures/report.ts'
import { ReportBrowser } from './fixtures/report-page.ts'
import { words } from './fixtures/report-reading.ts'

let browser: ReportBrowser
beforeAll(async () => {
  browser = await ReportBrowser.launch()
})
afterAll(() => browser?.close())

/** Only the first target of {@link everyVerdict}. */
function oneTarget() {
  const { report, exchanges } = everyVerdict()
  return { report: run(report.targets.slice(0, 1)), exchanges }
}

describe('report.html on paper', () => {
  it('opens what needs action while it is printed', async () => {
    const { page } = await browser.open(oneTarget())
    const open = () => page.locator('details.rule[open]').evaluateAll((all) => all.map((one) => one.id))
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')))
    const acted = ['ITERO-LAB-03', 'ITERO-LAB-05', 'ITERO-LAB-09', 'ITERO-LAB-10', 'ITERO-CODE-02', 'ITERO-RATE-06']
    expect(await open()).toEqual(acted)
    await page.evaluate(() => dispatchEvent(new Event('afterprint')))
    await expect.poll(open).toEqual([])
  })

  it('prints the evidence of what fails with it, and no control', async () => {
    const { page } = await browser.open(oneTarget())
    await page.emulateMedia({ media: 'print' })
    // The page makes the evidence ready by itself, soon after it was opened.
    await expect
      .poll(async () => {
        await page.evaluate(() => dispatchEvent(new Event('beforeprint')))
        const text = await words(page.locator('#ITERO-LAB-05'))
        await page.evaluate(() => dispatchEvent(new Event('afterprint')))
        return text
      })
      .toContain('The one difference. The control drew 200, the variation 200.')
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')))
    expect(await words(page.locator('body'))).not.toContain('Unpacking')
    expect(await words(page.locator('#ITERO-LAB-05'))).toContain('curl --include')
    const controls = page.locator('input, select, nav, .chip, .copy, .as-table, .skip')
    expect(await controls.evaluateAll((all) => all.filter((one) => one.checkVisibility()).length)).toBe(0)
    // Nothing is cut off at the right, and nothing scrolls.
    const scrolled = await page
      .locator('.scroll')
      .evaluateAll((all) => all.filter((one) => one.scrollHeight > one.clientHeight + 1).length)
    expect(scrolled).toBe(0)
  })

  it('comes out as a PDF of dark text, also from the dark theme', async () => {
    const { page } = await browser.open(oneTarget(), '', { colorScheme: 'dark' })
    await page.emulateMedia({ media: 'print' })
    expect(await page.evaluate(() => getComputedStyle(document.body).color)).toBe('rgb(29, 28, 26)')
    const pdf = await page.pdf({ format: 'A4' })
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
    expect(pdf.toString('latin1').match(/\/Type \/Page\b/g)!.length).toBeLessThan(12)
  })
})
