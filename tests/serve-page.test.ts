import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RunningMock } from '../engine/mock.ts'
import { startMock } from '../profiles/mock.ts'
import { chromiumFlags, findChromium } from '../scripts/chromium.ts'
import { inFolder } from './fixtures/command.ts'
import { axe, openAll, violationsOf, words } from './fixtures/report-reading.ts'
import { tenThousand } from './fixtures/report-size.ts'
import { ServedPage } from './support/served.ts'

let browser: Browser
let mock: RunningMock
beforeAll(async () => {
  browser = await chromium.launch({ executablePath: findChromium(), args: chromiumFlags })
  mock = await startMock('itero', { defects: ['gender-1-refused'], rateLimit: { cases: 10, windowSeconds: 1 } })
})
afterAll(async () => {
  await browser?.close()
  await mock?.close()
})

/** Rules that are judged at once: they need no case. */
const QUICK = ['ITERO-AUTH-01', 'ITERO-AUTH-02']
const PATIENCE = { timeout: 25_000 }

/** A page in Chromium, and everything that a quiet one does not do. */
async function open(url: string, options: BrowserContextOptions = {}): Promise<{ page: Page; noise: string[] }> {
  const context = await browser.newContext(options)
  const page = await context.newPage()
  page.setDefaultTimeout(PATIENCE.timeout)
  const noise: string[] = []
  page.on('console', (message) => noise.push(`console ${message.type()}: ${message.text()}`))
  page.on('pageerror', (error) => noise.push(`error: ${error.message}`))
  page.on('dialog', (dialog) => noise.push(`dialog: ${dialog.message()}`))
  const { origin } = new URL(url)
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== origin) noise.push(`request: ${request.url()}`)
  })
  await page.addInitScript(axe)
  await page.goto(url)
  await page.getByRole('heading', { level: 1 }).waitFor()
  return { page, noise }
}

async function served<Result>(use: (page: ServedPage, folder: string) => Promise<Result>, args: string[] = []) {
  const { profile: _, ...target } = mock.target
  const slow = { ...target, profile: 'itero', rateLimit: { cases: 10, windowSeconds: 60 } }
  const config = { targets: { scanner: { ...target, profile: 'itero' }, held: { ...slow, pace: '1/s' } } }
  await inFolder({ 'bitewing.config.json': config }, async (folder) => {
    await using page = await ServedPage.start(folder, args)
    await use(page, folder)
  })
}

const standing = (page: Page) => page.locator('.standing')
const ended = (page: Page) => expect.poll(() => words(standing(page)), PATIENCE).toMatch(/^ended|^broke off/)

async function chooseRules(page: Page, ids: readonly string[]): Promise<void> {
  await page.getByText('Rules: all').click()
  for (const id of ids) await page.getByRole('checkbox', { name: new RegExp(id) }).check()
}

describe('the page', () => {
  test(
    'plans, runs, shows rules as they are judged, runs again what failed, compares, and waives',
    () =>
      served(async ({ url }, folder) => {
        const { page, noise } = await open(url)
        expect(page.url()).not.toContain('token')
        // Planned before it is run.
        await page.getByRole('checkbox', { name: 'scanner' }).check()
        await chooseRules(page, ['ITERO-GENDER-01', ...QUICK])
        await page.getByRole('button', { name: 'Plan' }).click()
        await page.getByRole('heading', { name: 'Plan' }).waitFor()
        await expect.poll(() => words(page.locator('.plan')), PATIENCE).toMatch(/3 rules, \d+ requests/)
        // Run.
        await page.getByRole('button', { name: 'Run', exact: true }).click()
        await page.getByRole('heading', { name: 'Run of scanner' }).waitFor()
        await ended(page)
        await expect.poll(() => words(standing(page)), PATIENCE).toContain('at least one rule fails')
        await page.locator('details.rule#ITERO-GENDER-01 > summary').click()
        await expect.poll(() => words(page.locator('#ITERO-GENDER-01')), PATIENCE).toContain('Expected')
        // A known deviation: the change first, then the file.
        await page.getByRole('button', { name: 'Waive…' }).click()
        await page.getByLabel('Reason').fill('the vendor knows: <b>ticket 4</b>')
        await page.getByRole('button', { name: 'Show the change' }).click()
        await page.getByLabel('Change of bitewing.baseline.json').waitFor()
        expect(existsSync(join(folder, 'bitewing.baseline.json'))).toBe(false)
        await expect
          .poll(() => words(page.locator('.diff')), PATIENCE)
          .toContain('+ "reason": "the vendor knows: <b>ticket 4</b>"')
        await page.getByRole('button', { name: 'Write it' }).click()
        await page.getByText('Written to bitewing.baseline.json.').waitFor()
        const { waivers } = JSON.parse(readFileSync(join(folder, 'bitewing.baseline.json'), 'utf8'))
        expect(waivers).toMatchObject([
          { target: 'scanner', id: 'ITERO-GENDER-01', reason: 'the vendor knows: <b>ticket 4</b>' },
        ])
        await page.getByRole('button', { name: 'Close' }).click()
        // What failed, again: it is waived now.
        await page.getByRole('button', { name: 'Run what failed again' }).click()
        await expect.poll(() => words(standing(page)), PATIENCE).toContain('nothing fails')
        await expect.poll(() => page.locator('details.rule').count(), PATIENCE).toBe(1)
        await expect.poll(() => words(page.locator('#ITERO-GENDER-01 .verdict').first()), PATIENCE).toContain('waived')
        // Both are kept; one is held against the other.
        await page.getByRole('link', { name: 'Targets and runs' }).click()
        const boxes = page.getByRole('checkbox', { name: /^Compare the run of/ })
        await expect.poll(() => boxes.count(), PATIENCE).toBe(2)
        for (const box of await boxes.all()) await box.check()
        await page.getByRole('link', { name: /^Compare .* with/ }).click()
        await page.getByText('Bitewing diff of two runs').waitFor()
        await expect.poll(() => words(page.locator('main')), PATIENCE).toContain('newly waived')
        await page.goBack()
        // And read, with the evidence.
        await page.getByRole('link', { name: 'Report of' }).last().click()
        await page.locator('#headline').waitFor()
        await expect
          .poll(() => words(page.locator('#headline')), PATIENCE)
          .toContain('scanner breaks 1 documented rule')
        expect(noise).toEqual([])
      }),
    90_000,
  )

  test(
    'stops a run that waits, tells what it waits for, and goes on with it',
    () =>
      served(async ({ url }) => {
        const { page } = await open(url)
        await page.getByRole('checkbox', { name: 'held' }).check()
        await page.getByRole('button', { name: 'Run', exact: true }).click()
        await expect.poll(() => page.getByText(/of \d+ rules judged/).count(), PATIENCE).toBe(1)
        await expect.poll(() => words(page.locator('.live')), PATIENCE).toMatch(/left in this window/)
        await page.getByRole('button', { name: 'Stop' }).click()
        await ended(page)
        await expect.poll(() => words(standing(page)), PATIENCE).toContain('interrupted')
        await page.getByRole('button', { name: 'Go on with it' }).click()
        await expect.poll(() => words(standing(page)), PATIENCE).toContain('under way')
        await page.getByRole('button', { name: 'Stop' }).click()
        await ended(page)
      }),
    90_000,
  )

  test(
    'shows the same in two browsers at once',
    () =>
      served(async ({ url }) => {
        const [one, other] = await Promise.all([open(url), open(url)])
        await one.page.getByRole('checkbox', { name: 'scanner' }).check()
        await chooseRules(one.page, QUICK)
        await one.page.getByRole('button', { name: 'Run', exact: true }).click()
        await ended(one.page)
        await other.page.getByRole('link', { name: 'Report of' }).waitFor()
        await other.page.goto(one.page.url())
        await ended(other.page)
        await other.page.locator('details.rule').first().waitFor({ state: 'attached' })
        await openAll(other.page)
        await expect.poll(() => other.page.locator('details.rule').count()).toBe(2)
        expect([...one.noise, ...other.noise]).toEqual([])
      }),
    60_000,
  )

  test(
    'has what is kept after the server was killed and started again, and says that it was lost',
    () =>
      served(async (first, folder) => {
        const { page } = await open(first.url)
        await page.getByRole('checkbox', { name: 'held' }).check()
        await page.getByRole('button', { name: 'Run', exact: true }).click()
        await expect.poll(() => page.getByText(/of \d+ rules judged/).count(), PATIENCE).toBe(1)
        first.command.signal('SIGKILL')
        await page.getByRole('alert').waitFor()
        await expect.poll(() => words(page.getByRole('alert')), PATIENCE).toContain('The server does not answer')
        await using second = await ServedPage.start(folder, ['--port', String(first.port)])
        // The page that was open gets in once the new address was opened beside it.
        const beside = await page.context().newPage()
        await beside.goto(second.url)
        await beside.getByText('broke off').waitFor(PATIENCE)
        await page.getByRole('alert').waitFor({ state: 'detached' })
        await page.getByRole('button', { name: 'Go on with it' }).waitFor()
      }),
    60_000,
  )

  test('opens a run of ten thousand exchanges', () =>
    served(async ({ url }, folder) => {
      const { report, exchanges } = tenThousand()
      const run = join(folder, '.bitewing/runs/long')
      mkdirSync(run, { recursive: true })
      writeFileSync(join(run, 'report.json'), JSON.stringify(report))
      writeFileSync(join(run, 'exchanges.ndjson'), exchanges.map((one) => `${JSON.stringify(one)}\n`).join(''))
      writeFileSync(join(run, 'evidence.ndjson'), '')
      const { page } = await open(`${url}#/runs/long`)
      await page.locator('details.rule').first().waitFor({ state: 'attached' })
      await openAll(page)
      await expect.poll(() => page.locator('details.rule').count(), PATIENCE).toBe(125)
      await page.getByRole('link', { name: 'Evidence: 10,000 exchanges' }).click()
      await page.getByLabel('curl command').first().waitFor()
      await expect.poll(() => page.locator('details.exchange').count(), PATIENCE).toBe(20)
    }))

  test('tells what is wrong with the configuration, and judges the embedded mocks all the same', () =>
    served(async ({ url }, folder) => {
      writeFileSync(join(folder, 'bitewing.config.json'), '{"targets":{"a":{"profile":"itreo","baseUrl":"http://x"}}}')
      const { page } = await open(url)
      await expect.poll(() => words(page.getByRole('alert')), PATIENCE).toContain('itreo')
      await expect.poll(() => page.getByRole('checkbox', { name: 'opus' }).count(), PATIENCE).toBe(1)
    }))
})

describe('who looks at it', () => {
  test.each([
    ['light', 1280],
    ['dark', 390],
  ] as const)(
    'finds no violation of accessibility in the %s theme at %d pixels',
    (colorScheme, width) =>
      served(async ({ url }) => {
        const { page } = await open(url, { colorScheme, viewport: { width, height: 800 } })
        const isSound = async () => {
          await openAll(page)
          expect(await violationsOf(page)).toEqual([])
          expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
        }
        await page.getByRole('checkbox', { name: 'scanner' }).check()
        await chooseRules(page, ['ITERO-GENDER-01', ...QUICK])
        await page.getByRole('button', { name: 'Plan' }).click()
        await page.getByRole('heading', { name: 'Plan' }).waitFor()
        await isSound()
        await page.getByRole('button', { name: 'Run', exact: true }).click()
        await page.getByRole('heading', { name: 'Run of scanner' }).waitFor()
        await ended(page)
        await isSound()
        await page.getByRole('button', { name: 'Waive…' }).click()
        await page.getByLabel('Reason').fill('known')
        await page.getByRole('button', { name: 'Show the change' }).click()
        await page.locator('.diff').waitFor()
        await isSound()
        await page.getByRole('button', { name: 'Cancel' }).click()
        await page.getByRole('link', { name: 'Targets and runs' }).click()
        await page.getByRole('link', { name: 'Report of' }).waitFor()
        await isSound()
      }),
    60_000,
  )

  test(
    'can do all of it by the keyboard',
    () =>
      served(async ({ url }) => {
        const { page } = await open(url)
        const to = async (role: 'checkbox' | 'button' | 'link', name: string | RegExp) => {
          const wanted = page.getByRole(role, { name, exact: true })
          for (let steps = 0; steps < 40; steps++) {
            await page.keyboard.press('Tab')
            if (await wanted.evaluate((one) => one === document.activeElement)) return
          }
          throw new Error(`${name} is not reached by the keyboard`)
        }
        await to('button', 'Skip to what can be done')
        await page.keyboard.press('Enter')
        await to('checkbox', /^scanner/)
        await page.keyboard.press('Space')
        await to('button', 'Run')
        await page.keyboard.press('Enter')
        await page.getByRole('heading', { name: 'Run of scanner' }).waitFor()
        await to('button', 'Stop')
        await page.keyboard.press('Enter')
        await ended(page)
        await expect.poll(() => page.evaluate(() => document.activeElement?.tagName), PATIENCE).toBe('H1')
      }),
    60_000,
  )
})
