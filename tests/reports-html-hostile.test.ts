import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ACTIVE, hostileReport, LONG, longReport } from './fixtures/hostile-report.ts'
import { everyVerdict } from './fixtures/report.ts'
import { ReportBrowser } from './fixtures/report-page.ts'
import { openAll, words } from './fixtures/report-reading.ts'
import { hostileTargets } from './fixtures/report-targets.ts'

let browser: ReportBrowser
beforeAll(async () => {
  browser = await ReportBrowser.launch()
})
afterAll(() => browser?.close())

/** What was let in of what a target sent: elements, handlers, and scripts beside the page's own and its data. */
function letIn(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [
      ...[...document.querySelectorAll('img, svg[onload], iframe, object, embed, failure, base, link')],
      ...document.querySelectorAll('[onerror], [onload], [onclick], [style*="url"], a[href^="javascript"]'),
      ...[...document.scripts].slice(2),
    ].map((one) => one.outerHTML),
  )
}

describe('report.html of a hostile target', () => {
  it('runs nothing of the target’s and sets all of it as text', async () => {
    const { page, noise } = await browser.open(hostileReport(), '#staging/ITERO-LAB-03')
    await page.getByLabel('curl command').first().waitFor()
    for (const summary of await page.locator('.headers > summary').all()) await summary.click()
    expect(await page.locator('img, svg[onload], iframe, object, embed, failure').count()).toBe(0)
    // The data, the page's own script, and nothing else.
    expect(await page.locator('script').count()).toBe(2)
    expect(await page.locator('[onerror], [onload], [onclick]').count()).toBe(0)
    const text = await page.locator('#ITERO-LAB-03').textContent()
    expect(text).toContain('<img src="x" onerror="alert(2)">')
    expect(text).toContain('\\x1b[2J')
    expect(text).toContain('\\u{202e}gnp.exe')
    expect(await words(page.locator('body'))).not.toMatch(ACTIVE)
    expect(await page.evaluate(() => 'owned' in window)).toBe(false)
    expect(noise).toEqual([])
  })

  it('would not run a script that got in', async () => {
    const { page, noise } = await browser.open(everyVerdict(), '#/staging')
    await page.evaluate(() => {
      const script = document.createElement('script')
      script.append('window.owned = true')
      const image = document.createElement('img')
      image.src = 'http://127.0.0.1:9/pixel'
      document.body.append(script, image)
    })
    await expect
      .poll(() => noise.some((line) => line.includes('pixel') && line.includes('Content Security Policy')))
      .toBe(true)
    expect(noise.some((line) => /TrustedScript|script-src/.test(line))).toBe(true)
    expect(await page.evaluate(() => 'owned' in window)).toBe(false)
  })

  it('is readable where no script may run', async () => {
    const { page, noise } = await browser.open(hostileReport(), '', { javaScriptEnabled: false })
    const text = await words(page.locator('noscript'))
    expect(text).toContain('✗ ITERO-LAB-03')
    expect(text).toContain('<img src="x" onerror="alert(2)">')
    expect(await page.locator('img, svg').count()).toBe(0)
    expect(noise).toEqual([])
  })

  it('sets all targets, what they differ in, their waivers and their past as text', async () => {
    const { page, noise } = await browser.open(hostileTargets())
    await page.locator('.matrix-section').waitFor()
    await openAll(page)
    expect(await letIn(page)).toEqual([])
    expect(await words(page.locator('.matrix').first())).toContain('</script><script>alert(1)</script>')
    expect(await words(page.locator('body'))).not.toMatch(ACTIVE)
    // The target's name is in the link as data, and comes back as it was.
    await page.getByRole('navigation', { name: 'Targets' }).getByRole('link', { name: 'second' }).click()
    await page.getByRole('heading', { level: 1, name: /^second .*breaks 3 documented rules/ }).waitFor()
    await page.locator('#history').getByText('As a table').click()
    expect(await words(page.locator('#waivers'))).toContain('<img src="x" onerror="alert(2)">')
    expect(await words(page.locator('#coverage'))).toContain('</script><script>alert(1)</script>')
    expect(await words(page.locator('#response-times'))).toContain('</script><script>alert(1)</script>')
    expect(await letIn(page)).toEqual([])
    expect(await words(page.locator('body'))).not.toMatch(ACTIVE)
    expect(noise).toEqual([])
  })

  it('shows broken UTF-8 and NULs as what they are', async () => {
    const { page, noise } = await browser.open(hostileTargets())
    await page.getByRole('navigation', { name: 'Targets' }).getByRole('link', { name: 'second' }).click()
    await page.locator('#ITERO-AUTH-01 > summary').click()
    await page.locator('#ITERO-AUTH-01').getByText('Stra\ufffd\ufffde \\x00 end').first().waitFor()
    expect(noise).toEqual([])
  })

  it('repeats hostile requests by commands and scripts in which nothing is active', async () => {
    const { page } = await browser.open(hostileReport(), '#/staging/ITERO-LAB-03')
    const command = page.locator('#ITERO-LAB-03').getByLabel('curl command').first()
    await command.waitFor()
    expect((await command.textContent())!.replaceAll('\n', '')).not.toMatch(ACTIVE)
    await page.locator('#ITERO-LAB-03').getByRole('button', { name: 'undici' }).first().click()
    const script = page.locator('#ITERO-LAB-03').getByLabel('undici script').first()
    await script.waitFor()
    expect((await script.textContent())!.replaceAll('\n', '')).not.toMatch(ACTIVE)
    expect(await letIn(page)).toEqual([])
  })

  it('stays quick with lines of five million characters', async () => {
    const { report, exchanges } = longReport()
    const [, second] = report.targets[0]!.requirements.filter(({ verdict }) => verdict === 'fail')
    const long = exchanges.map((one) =>
      one.response && one.id === second!.exchanges[0]
        ? { ...one, response: { ...one.response, body: `{"long":"${'y'.repeat(LONG)}"}` } }
        : one,
    )
    const { page, noise } = await browser.open({ report, exchanges: long }, `#/staging/${second!.id}`)
    await page
      .locator(`#${second!.id}`)
      .getByRole('button', { name: /^Show all 5,0\d\d,\d\d\d characters$/ })
      .waitFor()
    await page.locator('#fails a').first().click()
    await page.locator('details.rule[open]').nth(1).waitFor()
    // All that is in the page, but for its data and its script.
    expect(await page.evaluate(() => document.querySelector('#bitewing')!.innerHTML.length)).toBeLessThan(300_000)
    expect(noise).toEqual([])
  })

  it('opens on a link that names a property of every object', async () => {
    for (const hash of [
      '#/__proto__',
      '#constructor',
      '#/staging/toString',
      '#/%E0%A4%A',
      '#/staging/hasOwnProperty/x',
    ]) {
      const { page, noise } = await browser.open(everyVerdict(), hash)
      expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1)
      expect(noise).toEqual([])
    }
  })
})
