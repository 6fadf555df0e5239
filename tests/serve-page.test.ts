import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RunningMock } from '../engine/mock.ts'
import { openStore } from '../fleet/store.ts'
import { add } from '../fleet/targets.ts'
import { startMock } from '../profiles/mock.ts'
import { chromiumFlags, findChromium } from '../scripts/chromium.ts'
import { axe, openAll, violationsOf, words } from './fixtures/report-reading.ts'
import { tenThousand } from './fixtures/report-size.ts'
import { newTarget } from './support/fleet.ts'
import { ServedPage } from './support/served.ts'

/** Rules that are judged at once: they need no case. */
const QUICK = ['ITERO-AUTH-01', 'ITERO-AUTH-02']
/** For a machine that has much else to do. */
const PATIENCE = { timeout: 60_000 }

/** A client that waits, sends a creation without anything that it needs, and says that it did its job. */
const DRIVER = `
  import { setTimeout } from 'node:timers/promises'
  import { createInterface } from 'node:readline'
  for await (const line of createInterface({ input: process.stdin })) {
    const { baseUrl } = JSON.parse(line)
    const send = () => fetch(baseUrl + '/api/v1/order/create-new-order', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' })
    await (await send()).text()
    await setTimeout(300)
    await (await send()).text()
    console.log(JSON.stringify({ status: 'done', result: {} }))
    break
  }`

let browser: Browser
let mock: RunningMock
let folder: string
/** One server for all tests but that of its end. */
let served: ServedPage
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bitewing-page-'))
  browser = await chromium.launch({ executablePath: findChromium(), args: chromiumFlags })
  mock = await startMock('itero', { defects: ['gender-1-refused'], rateLimit: { cases: 10, windowSeconds: 1 } })
  const { profile: _, ...target } = mock.target
  const scanner = { ...target, profile: 'itero' }
  const config = {
    targets: { scanner, held: { ...scanner, rateLimit: { cases: 10, windowSeconds: 60 }, pace: '1/s' } },
    clients: { planner: { profile: 'itero', driver: [process.execPath, 'driver.mjs'] } },
  }
  writeFileSync(join(folder, 'bitewing.config.json'), JSON.stringify(config))
  writeFileSync(join(folder, 'driver.mjs'), DRIVER)
  served = await ServedPage.start(folder)
}, 240_000)
afterAll(async () => {
  await browser?.close()
  await mock?.close()
  await served?.[Symbol.asyncDispose]()
  rmSync(folder, { recursive: true, force: true })
})

/** A page in Chromium, and everything that a quiet one does not do. */
async function open(url = served.url): Promise<{ page: Page; noise: string[] }> {
  const page = await (await browser.newContext()).newPage()
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

/** Nothing of what stands there is hard to reach, in either theme, and on a phone. */
async function isSound(page: Page): Promise<void> {
  for (const [colorScheme, width] of [
    ['light', 1280],
    ['dark', 390],
  ] as const) {
    await page.emulateMedia({ colorScheme })
    await page.setViewportSize({ width, height: 800 })
    expect(await violationsOf(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
  }
  await page.setViewportSize({ width: 1280, height: 800 })
}

const shows = (page: Page, place: string, text: string | RegExp) =>
  expect.poll(() => words(page.locator(place)), PATIENCE).toMatch(text)
const ended = (page: Page) => shows(page, '.standing', /^ended|^broke off/)

async function chooseRules(page: Page, ids: readonly string[]): Promise<void> {
  await page.getByText('Rules: all').click()
  for (const id of ids) await page.getByRole('checkbox', { name: new RegExp(id) }).check()
}

/** Asks for a waiver of a rule that fails, and has its change shown. */
async function showsWaiver(page: Page, reason: string): Promise<void> {
  await page.getByRole('button', { name: 'Waive…' }).first().click()
  await page.getByLabel('Reason').filter({ visible: true }).fill(reason)
  await page.getByRole('button', { name: 'Show the change' }).click()
  await page.getByLabel('Change of bitewing.baseline.json').waitFor()
}

test('plans, runs, shows rules as they are judged, waives, runs again what failed, compares: in two browsers', async () => {
  const [{ page, noise }, beside] = await Promise.all([open(), open()])
  expect(page.url()).not.toContain('token')
  await page.getByRole('checkbox', { name: 'scanner' }).check()
  await chooseRules(page, ['ITERO-GENDER-01', ...QUICK])
  await page.getByRole('button', { name: 'Plan' }).click()
  await shows(page, '.plan', /3 rules, \d+ requests/)
  await isSound(page)
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await page.getByRole('heading', { name: 'Run of scanner' }).waitFor()
  await shows(page, '.standing', 'at least one rule fails')
  await page.locator('details.rule#ITERO-GENDER-01').waitFor({ state: 'attached' })
  await openAll(page)
  await isSound(page)
  await shows(page, '#ITERO-GENDER-01', 'Expected')
  // A known deviation: the change first, then the file.
  await showsWaiver(page, 'the vendor knows: <b>ticket 4</b>')
  const baseline = join(folder, 'bitewing.baseline.json')
  expect(existsSync(baseline)).toBe(false)
  await shows(page, '.diff', '+ "reason": "the vendor knows: <b>ticket 4</b>"')
  await isSound(page)
  await page.getByRole('button', { name: 'Write it' }).click()
  await page.getByText('Written to bitewing.baseline.json.').waitFor()
  expect(JSON.parse(readFileSync(baseline, 'utf8')).waivers).toMatchObject([
    { target: 'scanner', id: 'ITERO-GENDER-01', reason: 'the vendor knows: <b>ticket 4</b>' },
  ])
  await page.getByRole('button', { name: 'Close' }).click()
  // What failed, again: it is waived now.
  await page.getByRole('button', { name: 'Run what failed again' }).click()
  await shows(page, '.standing', 'nothing fails')
  await expect.poll(() => page.locator('details.rule').count(), PATIENCE).toBe(1)
  await shows(page, '#ITERO-GENDER-01 .verdict', 'waived')
  // Both are kept, and seen by whoever looks; one is held against the other.
  const boxes = beside.page.getByRole('checkbox', { name: /^Compare the run of/ })
  await expect.poll(() => boxes.count(), PATIENCE).toBe(2)
  await isSound(beside.page)
  for (const box of await boxes.all()) await box.check()
  await beside.page.getByRole('link', { name: /^Compare .* with/ }).click()
  await shows(beside.page, 'main', 'newly waived')
  await beside.page.goBack()
  await beside.page.getByRole('link', { name: 'Report of' }).last().click()
  await shows(beside.page, '#headline', 'scanner breaks 1 documented rule')
  expect([...noise, ...beside.noise]).toEqual([])
}, 240_000)

test('by the keyboard stops a run that waits, having told what it waits for, and goes on with it', async () => {
  const { page } = await open()
  const to = async (role: 'checkbox' | 'button' | 'link', name: string | RegExp) => {
    const wanted = page.getByRole(role, { name, exact: true })
    for (let steps = 0; steps < 40; steps++) {
      await page.keyboard.press('Tab')
      if (await wanted.evaluate((one) => one === document.activeElement)) return
    }
    throw new Error(`${name} is not reached by the keyboard`)
  }
  const press = async (role: 'button' | 'link', name: string) => {
    await to(role, name)
    await page.keyboard.press('Enter')
  }
  await press('button', 'Skip to what can be done')
  await to('checkbox', /^held/)
  await page.keyboard.press('Space')
  await press('button', 'Run')
  await page.getByRole('heading', { name: 'Run of held' }).waitFor()
  await shows(page, '.live', /of \d+ rules judged.*left in this window/)
  await press('button', 'Stop')
  await ended(page)
  await shows(page, '.standing', 'interrupted')
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName), PATIENCE).toBe('H1')
  await press('button', 'Go on with it')
  await shows(page, '.standing', 'under way')
  await page.getByRole('button', { name: 'Stop' }).click()
  await ended(page)
}, 240_000)

test('shows a client’s traffic as it passes, and both sides as they are judged', async () => {
  const { page, noise } = await open()
  await page.getByRole('link', { name: 'Clients' }).click()
  await page.getByRole('radio', { name: 'scanner' }).check()
  await isSound(page)
  await page.getByRole('button', { name: 'Start the proxy' }).click()
  await page.getByText('Nothing has passed yet.').waitFor()
  await page.getByText('Point your client at').waitFor()
  const url = await page.locator('.live code').textContent()
  for (const path of ['/api/v1/presets/available-procedure-maps', '/nowhere/<b>'])
    await (await fetch(url + path)).text()
  await expect.poll(() => page.locator('.exchange').count(), PATIENCE).toBe(2)
  await page.getByRole('button', { name: 'scanner (client) 1 fail' }).waitFor()
  await page.getByRole('button', { name: 'scanner 0 fail' }).waitFor()
  await page.getByLabel('Search exchanges').fill('procedure-maps 200')
  await expect.poll(() => page.locator('.exchange').count(), PATIENCE).toBe(1)
  await page.locator('.exchange > summary').click()
  await page.getByLabel('curl command').waitFor()
  await isSound(page)
  await page.getByRole('button', { name: 'Stop' }).click()
  await ended(page)
  await page.getByRole('link', { name: 'Open the report' }).click()
  await page.locator('#headline').waitFor()
  await page.goBack()
  await expect.poll(() => page.locator('.exchange').count(), PATIENCE).toBe(2)
  expect(noise).toEqual([])
}, 240_000)

test('shows a drill step by step, how the client waited and what it answered, and drills again what failed', async () => {
  const { page, noise } = await open()
  await page.getByRole('link', { name: 'Clients' }).click()
  await page.getByText('Situations: all').click()
  for (const name of [/^creation-500 /, /^lost-answer The/]) await page.getByRole('checkbox', { name }).check()
  await page.getByRole('button', { name: 'Drill' }).click()
  await page.getByRole('heading', { name: 'Drill of planner' }).waitFor()
  await shows(page, '.standing', 'at least one rule fails')
  await page.locator('.situation > summary').first().click()
  await page.locator('.situation .exchange > summary').first().click()
  await isSound(page)
  await shows(page, '.situation', /creation-500.*create-scan: done, in .*the client waited \d/)
  await expect.poll(() => page.locator('.situation .exchange').count(), PATIENCE).toBe(3)
  await openAll(page)
  await showsWaiver(page, 'mended in May')
  await shows(page, '.diff', /\+ "target": "planner",\s*\+ "id": "ITERO-CLIENT-\d\d"/)
  await page.getByRole('button', { name: 'Write it' }).click()
  await page.getByRole('button', { name: 'Close' }).click()
  await page.getByRole('button', { name: 'Run what failed again' }).click()
  await shows(page, '.live', /of \d+ situations over/)
  await page.getByRole('button', { name: 'Stop' }).click()
  await ended(page)
  expect(noise).toEqual([])
}, 240_000)

test('shows a fleet, in the words of its own report', async () => {
  const store = await openStore({ dir: join(folder, '.bitewing/fleet') })
  await add(store, [newTarget('clinic-1'), newTarget('clinic-2')])
  await store.close()
  const { page, noise } = await open()
  await page.getByRole('link', { name: 'Fleet' }).click()
  await shows(page, '#headline', 'Nothing fails on 2 targets')
  await isSound(page)
  await page.getByRole('button', { name: 'Look again' }).click()
  await shows(page, '#targets', 'clinic-2 acme clinic-2 due not judged yet')
  expect(noise).toEqual([])
}, 240_000)

test('opens a run of ten thousand exchanges', async () => {
  const { report, exchanges } = tenThousand()
  const run = join(folder, '.bitewing/runs/long')
  mkdirSync(run, { recursive: true })
  writeFileSync(join(run, 'report.json'), JSON.stringify(report))
  writeFileSync(join(run, 'exchanges.ndjson'), exchanges.map((one) => `${JSON.stringify(one)}\n`).join(''))
  writeFileSync(join(run, 'evidence.ndjson'), '')
  const { page } = await open(`${served.url}#/runs/long`)
  await page.locator('details.rule').first().waitFor({ state: 'attached' })
  await openAll(page)
  await expect.poll(() => page.locator('details.rule').count(), PATIENCE).toBe(125)
  await page.getByRole('link', { name: 'Evidence: 10,000 exchanges' }).click()
  await page.getByLabel('curl command').first().waitFor()
  await expect.poll(() => page.locator('details.exchange').count(), PATIENCE).toBe(20)
}, 240_000)

test('tells what is wrong with the configuration, and judges the embedded mocks all the same', async () => {
  const file = join(folder, 'bitewing.config.json')
  const before = readFileSync(file)
  writeFileSync(file, '{"targets":{"a":{"profile":"itreo","baseUrl":"http://x"}}}')
  const { page } = await open()
  await shows(page, '[role=alert]', 'itreo')
  await expect.poll(() => page.getByRole('checkbox', { name: 'opus' }).count(), PATIENCE).toBe(1)
  writeFileSync(file, before)
}, 240_000)

test('has what is kept after the server was killed and started again, and says that it was lost', async () => {
  const { page } = await open()
  await page.getByRole('checkbox', { name: 'held' }).check()
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await shows(page, '.live', /of \d+ rules judged/)
  served.command.signal('SIGKILL')
  await shows(page, '[role=alert]', 'The server does not answer')
  await using second = await ServedPage.start(folder, ['--port', String(served.port)])
  // The page that was open gets in once the new address was opened beside it.
  const beside = await page.context().newPage()
  await beside.goto(second.url)
  await beside.getByText('broke off').first().waitFor(PATIENCE)
  await page.getByRole('alert').waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Go on with it' }).waitFor()
}, 240_000)
