import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { everyVerdict } from './fixtures/report.ts'
import { withFigures } from './fixtures/report-figures.ts'
import { ReportBrowser } from './fixtures/report-page.ts'
import { axe, openAll, violationsOf } from './fixtures/report-reading.ts'
import { comparedTargets, hostileTargets, withHistory } from './fixtures/report-targets.ts'

let browser: ReportBrowser
beforeAll(async () => {
  browser = await ReportBrowser.launch()
})
afterAll(() => browser?.close())

const THEMES = ['light', 'dark'] as const

describe('report.html', () => {
  it.each(THEMES)('has no accessibility violation in the %s theme', async (colorScheme) => {
    const { page } = await browser.open(everyVerdict(), '#staging/ITERO-LAB-05', { colorScheme }, axe)
    await page.getByLabel('curl command').waitFor()
    await page.getByText('As a table').click()
    await page.getByRole('button', { name: 'undici' }).click()
    await page
      .getByRole('button', { name: /lines the same/ })
      .first()
      .hover()
    await page.getByRole('button', { name: 'must', exact: true }).click()
    await openAll(page)
    expect(await violationsOf(page)).toEqual([])
  })

  it.each([
    ['light', 'booking'],
    ['dark', 'booking'],
    ['light', 'hub'],
    ['dark', 'hub'],
  ] as const)('has no accessibility violation in figures in the %s theme, on %s', async (colorScheme, name) => {
    const { report, exchanges } = withFigures()
    const broken = { ...report, complete: false, incompleteReason: 'time' }
    const { page } = await browser.open({ report: broken, exchanges }, `#${name}/`, { colorScheme }, axe)
    await openAll(page)
    await page.locator('.figure').first().waitFor()
    expect(await violationsOf(page)).toEqual([])
  })

  it.each(THEMES)('has no accessibility violation in the %s theme with a history and waivers', async (colorScheme) => {
    const { page } = await browser.open(withHistory(), '#/staging/ITERO-LAB-03', { colorScheme }, axe)
    await page.getByLabel('curl command').waitFor()
    await page.locator('#history').getByText('As a table').click()
    await page.locator('a.square').first().focus()
    expect(await violationsOf(page)).toEqual([])
  })

  it.each([
    ['light', 1280],
    ['dark', 1280],
    ['light', 390],
    ['dark', 390],
  ] as const)(
    'has no accessibility violation with all targets in the %s theme at %d pixels',
    async (colorScheme, width) => {
      const viewport = { width, height: 800 }
      const { page } = await browser.open(comparedTargets(), '', { colorScheme, viewport }, axe)
      await openAll(page)
      expect(await violationsOf(page)).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    },
  )

  it.each(THEMES)('has no accessibility violation on a narrow screen in the %s theme', async (colorScheme) => {
    const viewport = { width: 390, height: 800 }
    const { page } = await browser.open(withHistory(), '#/staging/ITERO-LAB-05', { colorScheme, viewport }, axe)
    await page.getByLabel('curl command').waitFor()
    expect(await violationsOf(page)).toEqual([])
  })

  it.each([
    [1280, '#/staging/ITERO-LAB-05'],
    [390, '#/staging/ITERO-LAB-05'],
    [1280, '#/'],
    [390, '#/'],
  ])('fits a window of %d pixels at %s, whatever the target sends', async (width, hash) => {
    const { page } = await browser.open(hostileTargets(), hash, { viewport: { width, height: 800 } })
    if (hash !== '#/') {
      await page.getByLabel('curl command').first().waitFor()
      expect(await page.locator('.figure').count()).toBeGreaterThan(3)
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
  })
})
