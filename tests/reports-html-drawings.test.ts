import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { everyVerdict } from './fixtures/report.ts'
import { ReportBrowser } from './fixtures/report-page.ts'
import { shownRules, words } from './fixtures/report-reading.ts'
import { withHistory } from './fixtures/report-targets.ts'

let browser: ReportBrowser
beforeAll(async () => {
  browser = await ReportBrowser.launch()
})
afterAll(() => browser?.close())

describe('drawings of a run in report.html', () => {
  it('draws the coverage of operations by rules, each square a link to its rule', async () => {
    const { page } = await browser.open(everyVerdict(), '#/staging')
    const grid = page.locator('table.grid')
    const operations = [...new Set(everyVerdict().report.targets[0]!.requirements.flatMap((rule) => rule.operations))]
    expect(await grid.locator('tbody th').allInnerTexts()).toEqual(operations)
    expect(await grid.locator('thead th').allInnerTexts()).toEqual([
      'Authorization',
      'Lab rule, on createNewOrder',
      'Status codes',
      'Rate limit',
    ])
    const squares = grid.locator('tbody tr').first().locator('a.square')
    expect(await squares.evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')))).toEqual(
      everyVerdict().report.targets[0]!.requirements.map(
        ({ id, verdict }) => `${id}, ${verdict === 'not-applicable' ? 'not applicable' : verdict}`,
      ),
    )
    const square = grid.getByRole('link', { name: 'ITERO-LAB-05, fail' })
    expect(await square.textContent()).toBe('✗')
    await square.hover()
    await expect.poll(() => words(page.locator('.pointed'))).toContain('labId left out: 400')
    await square.click()
    await page.locator('#ITERO-LAB-05[open]').waitFor()
  })

  it('lets the keyboard into the grid once, and the arrow keys move in it', async () => {
    const { page } = await browser.open(everyVerdict(), '#/staging')
    const grid = page.locator('table.grid')
    expect(await grid.locator('a.square[tabindex="0"]').count()).toBe(1)
    await grid.locator('a.square[tabindex="0"]').focus()
    await page.keyboard.press('ArrowRight')
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('ITERO-AUTH-08, pass')
    await page.keyboard.press('End')
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toMatch(/^ITERO-RATE-08/)
    expect(await grid.locator('a.square[tabindex="0"]').count()).toBe(1)
    await page.keyboard.press('Enter')
    await page.locator('#ITERO-RATE-08[open]').waitFor()
  })

  it('narrows the rules by a heading of the grid', async () => {
    const { page } = await browser.open(everyVerdict(), '#/staging')
    await page.locator('table.grid').getByRole('button', { name: 'Authorization' }).click()
    expect(await shownRules(page)).toEqual(['ITERO-AUTH-01', 'ITERO-AUTH-08'])
    await page.locator('table.grid').getByRole('button', { name: 'createNewOrder', exact: true }).click()
    expect(await shownRules(page)).toHaveLength(12)
  })

  it('draws response times as a distribution for each operation, and says the median and the 95th percentile', async () => {
    const { report, exchanges } = everyVerdict()
    const timed = exchanges.map((one, at) => ({ ...one, durationMs: one.error ? 10_000 : 10 + at }))
    const { page } = await browser.open({ report, exchanges: timed }, '#/staging')
    const rows = page.locator('table.times tbody tr')
    expect((await rows.allInnerTexts()).map((row) => row.replace(/\s+/g, ' ').trim())).toEqual([
      'createNewOrder 14 18 ms 26 ms 26 ms',
      'getOrder 1 16 ms 16 ms 16 ms',
      'getAvailableProcedureMaps 1 10 ms 10 ms 10 ms',
    ])
    expect(await words(page.locator('.response-times .note'))).toContain('1 request without an answer is not in it.')
    // Every answer is in a bar: bars for 10, 12.6, 15.8, 20 and 25 ms.
    expect(await rows.first().locator('svg rect').count()).toBeGreaterThan(2)
    const [median, p95] = await Promise.all(
      ['median', 'p95'].map((name) => rows.first().locator(`svg .${name}`).getAttribute('x1')),
    )
    expect(Number.parseFloat(median!)).toBeLessThan(Number.parseFloat(p95!))
    await rows.first().getByRole('link').click()
    await page.locator('details.rule[open]').waitFor()
  })

  it('draws the last runs, and says in a rule since when it is so', async () => {
    const { page } = await browser.open(withHistory(), '#/staging/ITERO-LAB-03')
    expect(await words(page.locator('#ITERO-LAB-03'))).toContain(
      'So since 14 Feb 2026, 08:00 UTC; before that ✗pass.'.replace('✗', '✓ '),
    )
    const drawing = page.getByRole('img', { name: /^4 runs\. The first, 10 Feb 2026, 08:00 UTC/ })
    expect(await drawing.locator('.run').allInnerTexts()).toEqual(['✓', '✗ 1', '✗ 5', '✗ 2'])
    expect(await drawing.locator('.run').first().locator('rect.fail').count()).toBe(0)
    const heights = await drawing
      .locator('rect.fail')
      .evaluateAll((all) => all.map((one) => Number(one.getAttribute('height'))))
    expect(heights[1]).toBeGreaterThan(heights[2]!)
    await page.locator('#history').getByText('As a table').click()
    await expect
      .poll(() => page.locator('#history tbody tr').allInnerTexts())
      .toEqual([
        expect.stringMatching(/^2 Mar 2026, 09:30 UTC\t2 fail, .*\tyes\t0\.1\.0$/),
        expect.stringMatching(/^20 Feb 2026, 08:00 UTC\t5 fail, .*\tno\t/),
        expect.stringMatching(/^14 Feb/),
        expect.stringMatching(/^10 Feb/),
      ])
  })

  it('draws no history where there was one run', async () => {
    const { page } = await browser.open(everyVerdict(), '#/staging')
    expect(await page.locator('#history').count()).toBe(0)
  })

  it('lists waivers with which something is to be done', async () => {
    const { page } = await browser.open(withHistory(), '#/staging')
    expect(await words(page.locator('#waivers li'))).toBe(
      'ITERO-LAB-05 expired (until 2026-02-28): Known to the vendor as SYN-101 It still fails, and the waiver is over.',
    )
  })
})
