import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { everyVerdict, run } from './fixtures/report.ts'
import { ReportBrowser } from './fixtures/report-page.ts'
import { words } from './fixtures/report-reading.ts'
import { comparedTargets } from './fixtures/report-targets.ts'

let browser: ReportBrowser
beforeAll(async () => {
  browser = await ReportBrowser.launch()
})
afterAll(() => browser?.close())

describe('report.html of several targets', () => {
  it('opens with all targets: how each went, what fails where, and the questions', async () => {
    const { page, noise } = await browser.open(comparedTargets())
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('2 of 3 targets break documented rules')
    const rows = page.getByRole('table', { name: 'Targets', exact: true }).locator('tbody tr')
    expect((await rows.allInnerTexts()).map((row) => row.replace(/\s+/g, ' ').trim())).toEqual([
      'staging itero https://scanner.example.test 2 3 1 1 4 1 12',
      'production itero https://live.example.test 1 2 1 1 6 0 11',
      'booking opus mock http://127.0.0.1:40123 0 0 0 0 1 0 1',
    ])
    // A rule that fails on two targets stands there once.
    expect(await page.locator('#fails .id').allInnerTexts()).toEqual(['ITERO-LAB-03', 'ITERO-LAB-05'])
    expect(await page.locator('#fails .on').allInnerTexts()).toEqual([
      'staging',
      expect.stringMatching(/^staging\s+production$/),
    ])
    expect(await words(page.locator('#questions .finding'))).toContain('503 without Retry-After staging')
    await page.locator('#fails').getByRole('link', { name: 'ITERO-LAB-05 on production' }).click()
    await page.locator('#ITERO-LAB-05[open]').waitFor()
    expect(page.url()).toMatch(/#\/production\/ITERO-LAB-05$/)
    await page.getByRole('link', { name: 'All targets' }).click()
    await page.getByText('2 of 3 targets break documented rules').waitFor()
    expect(noise).toEqual([])
  })

  it('sets targets of one profile beside each other, those rules first on which they differ', async () => {
    const { page } = await browser.open(comparedTargets())
    const matrices = page.locator('.matrix-section')
    expect(await matrices.locator('h2').allInnerTexts()).toEqual(['itero: staging and production'])
    const differ = page.getByRole('table', { name: 'Where the itero targets differ' }).locator('tbody tr')
    expect((await differ.allInnerTexts()).map((row) => row.replace(/\s+/g, ' ').trim())).toEqual([
      'ITERO-LAB-03 Resto map with labId null: 400. ✗ fail 200, the target created scan 700123456789012345679 ✓ pass',
      'ITERO-RATE-06 The refusal is a 429, with Retry-After. ! warn 503 without Retry-After ✓ pass',
      expect.stringMatching(/^ITERO-RATE-08 .* – not applicable The target has one account\. not judged$/),
    ])
    expect(await matrices.locator('details.alike > summary').allInnerTexts()).toEqual([
      expect.stringMatching(/^✗\s+fail on all: 1 rule$/),
      expect.stringMatching(/^!\s+warn on all: 2 rules$/),
      expect.stringMatching(/^\?\s+inconclusive on all: 1 rule$/),
      expect.stringMatching(/^~\s+waived on all: 1 rule$/),
      expect.stringMatching(/^✓\s+pass on all: 4 rules$/),
    ])
    await differ.first().getByRole('link').nth(1).click()
    await page.locator('#ITERO-LAB-03[open]').waitFor()
    expect(page.url()).toMatch(/#\/production\/ITERO-LAB-03$/)
  })

  it('has no matrix where every target has a profile of its own', async () => {
    const { page } = await browser.open(everyVerdict())
    expect(await page.getByRole('table', { name: 'Targets', exact: true }).count()).toBe(1)
    expect(await page.locator('.matrix-section').count()).toBe(0)
  })

  it('says of each target how much was judged before the run broke off', async () => {
    const report = run(everyVerdict().report.targets, { complete: false, incompleteReason: 'time is up' })
    const { page } = await browser.open({ report, exchanges: [] })
    expect(await words(page.getByRole('region', { name: 'The run was not completed' }))).toBe(
      '!The run was not completed time is up 11 of 12 rules of staging could be judged; a fail may be among the rest. All rules of booking were judged.',
    )
  })

  it('keeps to a target’s own rule where two targets have it', async () => {
    const { page } = await browser.open(comparedTargets(), '#/production/ITERO-LAB-03')
    await page.locator('#ITERO-LAB-03[open]').waitFor()
    expect(await words(page.locator('#ITERO-LAB-03 > summary'))).toMatch(/^✓ pass/)
    await page.getByRole('navigation', { name: 'Targets' }).getByRole('link', { name: 'staging' }).click()
    await expect.poll(() => words(page.locator('#ITERO-LAB-03 > summary'))).toMatch(/^✗ fail/)
  })
})
