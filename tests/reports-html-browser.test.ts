import { afterEach, describe, expect, it } from 'vitest'
import { findChromium } from '../scripts/chromium.ts'
import { everyVerdict } from './fixtures/report.ts'
import { ReportBrowser } from './fixtures/report-page.ts'

const { BITEWING_CHROMIUM } = process.env

afterEach(() => {
  if (BITEWING_CHROMIUM === undefined) delete process.env.BITEWING_CHROMIUM
  else process.env.BITEWING_CHROMIUM = BITEWING_CHROMIUM
})

describe('a browser that is not there', () => {
  it('fails each test that needs it, and is named', async () => {
    process.env.BITEWING_CHROMIUM = '/nowhere/chromium'
    const browser = await ReportBrowser.launch()
    await expect(browser.open(everyVerdict())).rejects.toThrow(
      'BITEWING_CHROMIUM is "/nowhere/chromium", which is no program that can be run.',
    )
    await browser.close()
  })

  it('is not looked for where BITEWING_CHROMIUM names one', () => {
    process.env.BITEWING_CHROMIUM = process.execPath
    expect(findChromium()).toBe(process.execPath)
  })
})
