import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Browser, chromium } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { compare } from '../reports/diff/compare.ts'
import { diffHtml } from '../reports/diff/html.ts'
import { styleOf } from '../reports/html.ts'
import { reportPage } from '../scripts/build-report.mjs'
import { chromiumFlags, findChromium } from '../scripts/chromium.ts'
import { hostileReport } from './fixtures/hostile-report.ts'
import { everyVerdict } from './fixtures/report.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const folder = mkdtempSync(join(tmpdir(), 'bitewing-diff-'))
const file = join(folder, 'diff.html')
let browser: Browser

beforeAll(async () => {
  const hostile = compare(
    { from: 'a', report: everyVerdict().report },
    { from: '<script>alert(1)</script>', report: hostileReport().report },
  )
  writeFileSync(file, diffHtml(hostile, styleOf(await reportPage())))
  browser = await chromium.launch({ executablePath: findChromium(), args: chromiumFlags })
})
afterAll(async () => {
  await browser?.close()
  rmSync(folder, { recursive: true })
})

it.each(['light', 'dark'] as const)(
  'opens without a sound, a request or a violation of accessibility (%s)',
  async (colorScheme) => {
    const page = await browser.newPage({ colorScheme, viewport: { width: 400, height: 800 } })
    const noise: string[] = []
    page.on('console', (message) => noise.push(message.text()))
    page.on('dialog', (dialog) => noise.push(dialog.message()))
    page.on('request', (request) => {
      if (request.url() !== pathToFileURL(file).href) noise.push(request.url())
    })
    // axe runs outside of the policy, which allows no script.
    await page.addInitScript(axe)
    await page.goto(pathToFileURL(file).href)
    expect(await page.locator('h1').textContent()).toBe('Nothing newly fails')
    expect(await page.evaluate(() => getComputedStyle(document.querySelector('h1')!).fontFamily)).toContain('Palatino')
    expect(await page.locator('script, img, svg').count()).toBe(0)
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    expect(wider).toBe(0)
    const violations = await page.evaluate(async () =>
      (await (globalThis as unknown as { axe: typeof import('axe-core') }).axe.run()).violations.map(({ id }) => id),
    )
    expect(violations).toEqual([])
    expect(noise).toEqual([])
    await page.close()
  },
)
