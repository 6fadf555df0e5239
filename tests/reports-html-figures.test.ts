import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { figures, withFigures } from './fixtures/report-figures.ts'
import { ReportBrowser } from './fixtures/report-page.ts'
import { words } from './fixtures/report-reading.ts'

let browser: ReportBrowser
beforeAll(async () => {
  browser = await ReportBrowser.launch()
})
afterAll(() => browser?.close())

describe('figures of a rule in report.html', () => {
  it('draws figures with the rule, and only then', async () => {
    const { page, noise } = await browser.open(withFigures(), '#/booking')
    expect(await page.locator('.figure').count()).toBe(0)
    await page.locator('#OPUS-FILTER-01 > summary').click()
    await expect.poll(() => page.locator('.figure').count()).toBe(2)
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')))
    expect(await page.locator('.figure').count()).toBe(3)
    await page.evaluate(() => dispatchEvent(new Event('afterprint')))
    await expect.poll(() => page.locator('.figure').count()).toBe(2)
    expect(noise).toEqual([])
  })

  it('marks the odd elements of sets, which stand under each other', async () => {
    const { page } = await browser.open(withFigures(), '#booking/OPUS-FILTER-01')
    const [first, second] = [page.locator('table.sets').first(), page.locator('table.sets').nth(1)]
    await first.waitFor()
    expect(await first.locator('tbody tr').allInnerTexts()).toEqual([
      expect.stringMatching(/^getClinicians of clinic 3\s+6\s+4\s+7\s+9\s+11\s+15\s+16$/),
      expect.stringMatching(/^getClinicians of treatment 12\s+4\s+4\s+9\s+11\s+21$/),
      expect.stringMatching(
        /^getClinicians of both\s+4\s+4\s+7\s*\+\s*unexpected\s+9\s+11\s*−\s*missing\s+15\s*\+\s*unexpected$/,
      ),
    ])
    const places = await first
      .locator('.member', { hasText: /^9$/ })
      .evaluateAll((all) => all.map((one) => Math.round(one.getBoundingClientRect().x)))
    expect(places).toHaveLength(3)
    expect(new Set(places).size).toBe(1)
    // Of many elements the first are shown, and each odd one.
    expect(await second.locator('.member').count()).toBe(41)
    expect(await words(second.locator('.member.missing'))).toMatch(/^slot 88\s*−\s*missing$/)
    await second.getByRole('button', { name: 'Show 49 more elements' }).click()
    await expect.poll(() => second.locator('.member').count()).toBe(90)
    expect(await words(second.locator('tbody tr').nth(1))).toContain('nothing')
  })

  it('draws a calendar of slots, names the odd ones, and has all of them as a table', async () => {
    const { page } = await browser.open(withFigures(), '#booking/OPUS-SLOT-07')
    const table = page.locator('table.calendar')
    await table.waitFor()
    const rows = () => table.locator('tbody tr').allInnerTexts()
    expect((await rows()).map((row) => row.replace(/\s+/g, ' ').trim())).toEqual([
      'Mon, 2 Mar 2026 66 to Mon, 16 Mar 2026, 11 days with nothing odd Show all days',
      'Tue, 17 Mar 2026 7 + unexpected 10:00–10:45 clinician 4',
      'Wed, 18 Mar 2026 54 to Mon, 30 Mar 2026, 9 days with nothing odd Show all days',
      'Tue, 31 Mar 2026 6 − missing 16:00–16:45 clinician 4 − missing 17:00–17:45 clinician 4',
      'Wed, 1 Apr 2026 1 + unexpected 08:00–08:45 clinician 4',
    ])
    expect(await table.locator('rect.missing').count()).toBe(2)
    expect(await table.locator('rect.unexpected').count()).toBe(2)
    await table.getByRole('button', { name: 'Show all days' }).first().click()
    await expect.poll(async () => (await rows()).length).toBe(23)
    await page.getByText('As a table').click()
    await expect.poll(() => page.locator('.as-table tbody tr').count()).toBe(136)
  })

  it('draws a timeline in lanes, no label over another, and says it in words and as a table', async () => {
    const { page } = await browser.open(withFigures(), '#hub/INBOX-HEALTH-04')
    const drawing = page.getByRole('img', { name: /^Inbox of itero at company 900100\. 5 h from/ })
    await drawing.waitFor()
    expect(await drawing.locator('.lane-label').allTextContents()).toEqual([
      'after',
      'vendor portal',
      'health, as read',
      'syncs',
      'cases',
    ])
    expect(await drawing.locator('.span').allInnerTexts()).toEqual([
      '✓ up',
      '! down',
      '✓ up',
      '✓ healthy',
      '✗ attention',
      '✓ healthy',
    ])
    expect(await drawing.locator('.point.bad').count()).toBe(2)
    expect(await drawing.locator('.point-label').allTextContents()).toContain('sync ×7')
    const boxes = await drawing.locator('.point-label').evaluateAll((all) =>
      all.map((one) => {
        const range = document.createRange()
        range.selectNodeContents(one)
        const { left, right, top, bottom } = range.getBoundingClientRect()
        return { left, right, top, bottom }
      }),
    )
    for (const [at, a] of boxes.entries()) {
      for (const b of boxes.slice(at + 1)) {
        expect(a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top).toBe(true)
      }
    }
    await page.getByText('As a table').click()
    const table = page.locator('.as-table tbody tr')
    await expect.poll(() => table.count()).toBe(22)
    expect(await words(table.filter({ hasText: '4 h 30 min 1 s' }))).toMatch(/attention, no warning ✗ bad$/)
  })

  it('lists steps by number', async () => {
    const { page } = await browser.open(withFigures(), '#hub/INBOX-CASE-02')
    const list = page.locator('#INBOX-CASE-02 ol > li')
    await list.first().waitFor()
    expect(await list.allTextContents()).toEqual(figures.find((one) => one.kind === 'steps')!.steps)
  })
})
