import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ReportInput } from '../reports/model.ts'
import { ACTIVE, hostileReport } from './fixtures/hostile-report.ts'
import { everyVerdict, exchange, rule, run, target } from './fixtures/report.ts'
import { figures, withFigures } from './fixtures/report-figures.ts'
import { ReportBrowser } from './fixtures/report-page.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

let browser: ReportBrowser
beforeAll(async () => {
  browser = await ReportBrowser.launch()
})
afterAll(() => browser?.close())

/** Only the first target of {@link everyVerdict}. */
function oneTarget(): ReportInput {
  const { report, exchanges } = everyVerdict()
  return { report: run(report.targets.slice(0, 1)), exchanges }
}

function shownRules(page: Page): Promise<string[]> {
  return page.locator('details.rule').evaluateAll((all) => all.map((one) => one.id))
}

/** What is to be read there, white space folded. */
async function words(place: Locator): Promise<string> {
  return (await place.allInnerTexts()).join(' ').replace(/\s+/g, ' ').trim()
}

/** What axe finds wrong in the page; it was loaded into it. */
function violationsOf(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const { violations } = await (globalThis as unknown as { axe: typeof import('axe-core') }).axe.run()
    return violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.html} ${node.failureSummary}`).join('\n')}`,
    )
  })
}

describe('report.html', () => {
  it('opens from disk without a sound and without a request', async () => {
    const { page, noise } = await browser.open(oneTarget(), '#ITERO-LAB-03')
    await page.getByLabel('curl command').waitFor()
    expect(noise).toEqual([])
  })

  it('says on its first screen what was judged, how it went, and what to do about it', async () => {
    const { page } = await browser.open(oneTarget())
    expect(await page.title()).toBe('staging · Bitewing report')
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('staging breaks 2 documented rules')
    const facts = await words(page.locator('.facts'))
    expect(facts).toContain('Base URL https://scanner.example.test')
    expect(facts).toContain('Run 2 Mar 2026, 09:30 UTC')
    expect(facts).toContain('Tool bitewing 0.1.0 Seed 42 Sent 18 requests Cases 11, 2 refusals Waited 46.6 s')
    const findings = page.locator('.findings')
    expect(await findings.locator('h2').allInnerTexts()).toEqual([
      'Fails 2',
      'Questions for the vendor 1',
      'Other warnings 2',
      'Could not be tried 1',
    ])
    expect(await findings.first().locator('li').allInnerTexts()).toEqual([
      expect.stringMatching(/^ITERO-LAB-03\s+Resto map with labId null: 400\.\s+200, the target created scan \d+$/),
      expect.stringMatching(/^ITERO-LAB-05\s/),
    ])
    expect(await words(findings.nth(1))).toContain(
      'Is “429 with Retry-After” meant? The target: 503 without Retry-After',
    )
    const rows = await page.locator('.counts tbody tr').allInnerTexts()
    expect(rows.map((row) => row.replace(/\s+/g, ' ').trim())).toEqual([
      '✗ fail 2 0 0 2',
      '! warn 1 1 1 3',
      '? inconclusive 1 0 0 1',
      '~ waived 1 0 0 1',
      '✓ pass 3 0 1 4',
      '– not applicable 0 0 1 1',
    ])
  })

  it('narrows the rules by verdict, level, operation and words', async () => {
    const { page } = await browser.open(oneTarget())
    const all = await shownRules(page)
    expect(all).toHaveLength(12)
    await page.getByRole('button', { name: 'warn 3' }).click()
    expect(await shownRules(page)).toEqual(['ITERO-LAB-09', 'ITERO-CODE-02', 'ITERO-RATE-06'])
    await page.getByRole('button', { name: 'assumed', exact: true }).click()
    expect(await shownRules(page)).toEqual(['ITERO-RATE-06'])
    expect(await page.getByRole('status').textContent()).toBe('1 of 12 rules')
    await page.getByRole('button', { name: 'Clear' }).click()
    expect(await shownRules(page)).toEqual(all)
    await page.getByRole('searchbox').fill('scan 700123456789012345680')
    expect(await shownRules(page)).toEqual(['ITERO-LAB-05'])
    await page.getByRole('searchbox').fill('nothing like this')
    expect(await shownRules(page)).toEqual([])
    await page.getByRole('button', { name: 'Show all rules' }).click()
    await page.getByRole('button', { name: 'fail, must: show 2 rules' }).click()
    expect(await shownRules(page)).toEqual(['ITERO-LAB-03', 'ITERO-LAB-05'])
    await page.getByRole('combobox', { name: 'Operation' }).selectOption('createNewOrder')
    expect(await shownRules(page)).toEqual(['ITERO-LAB-03', 'ITERO-LAB-05'])
  })

  it('opens the rule that a deep link names, beside its control, and shows how to repeat it', async () => {
    const { page } = await browser.open(oneTarget(), '#ITERO-LAB-05')
    const opened = page.locator('details.rule[open]')
    await opened.getByLabel('curl command').waitFor()
    expect(await opened.getAttribute('id')).toBe('ITERO-LAB-05')
    await expect
      .poll(() => opened.locator(':scope > summary').evaluate((one) => one === document.activeElement))
      .toBe(true)
    expect(await opened.locator('blockquote').textContent()).toBe(
      'Map IDs that have a lab require an ID in this field.',
    )
    expect(await opened.locator('.expected dd').textContent()).toBe('400, one of the parameters is not valid')
    expect(await opened.locator('.actual dd').textContent()).toBe('200, the target created scan 700123456789012345680')
    expect(await opened.locator('.column h5').allTextContents()).toEqual([
      'Control staging-0002',
      'Variation staging-0006',
    ])
    expect(await words(opened.locator('.changes'))).toBe('body/labId 900212 → left out')
    // What differs is marked: there in the control, struck out in the variation.
    expect((await opened.locator('mark.line').allTextContents()).map((line) => line.trim())).toEqual([
      '"labId": 900212',
    ])
    expect((await opened.locator('del.line').allTextContents()).map((line) => line.trim())).toEqual(['"labId": 900212'])
    const command = await words(opened.getByLabel('curl command'))
    expect(command).toContain('--user "$BITEWING_ACCOUNT_USER:$BITEWING_ACCOUNT_PASSWORD"')
    expect(command).toContain('\'{"companyId":900100,"scannerSerialNumber":"SYN-0001"')
    // The number is beyond what a script can hold.
    expect(await opened.getByLabel('Response body').first().textContent()).toContain('"orderId": 700123456789012345678')
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await opened.getByRole('button', { name: 'Copy', exact: true }).click()
    await opened.getByRole('button', { name: 'Copied' }).waitFor()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('--request POST \\\n')
    await opened.getByRole('button', { name: 'raw' }).click()
    expect(await opened.getByLabel('Response body').first().textContent()).toContain(
      '{"orderId":700123456789012345678,',
    )
  })

  it('follows links inside itself, and drops a filter that would hide the rule', async () => {
    const { page } = await browser.open(oneTarget())
    await page.getByRole('button', { name: 'pass 4' }).click()
    await page.locator('.findings a', { hasText: 'ITERO-LAB-03' }).click()
    await page.locator('#ITERO-LAB-03[open]').getByLabel('curl command').waitFor()
    expect(await shownRules(page)).toHaveLength(12)
    await page.locator('#ITERO-LAB-03 .aside a', { hasText: 'ITERO-LAB-11' }).click()
    await page.locator('#ITERO-LAB-11[open]').waitFor()
    expect(await words(page.locator('#ITERO-LAB-11'))).toContain('Has to hold first: ITERO-LAB-03')
  })

  it('tells a header that was left out, an answer that never came, and a waiver', async () => {
    const { page } = await browser.open(oneTarget(), '#ITERO-AUTH-01')
    const removed = page.locator('#ITERO-AUTH-01 .headers .removed')
    await removed.waitFor()
    expect(await words(removed)).toContain('authorization')
    await page.goto(`${page.url().split('#')[0]}#ITERO-CODE-02`)
    await page.locator('#ITERO-CODE-02 .exchange').getByText('No answer: timeout.').waitFor()
    await page.goto(`${page.url().split('#')[0]}#ITERO-LAB-10`)
    const waiver = page.locator('#ITERO-LAB-10 .aside').first()
    expect(await words(waiver)).toBe('Waived until 2026-06-30. Known to the vendor as SYN-118')
  })

  it('can be used by keyboard alone', async () => {
    const { page } = await browser.open(oneTarget())
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the rules')
    await page.keyboard.press('Enter')
    await page.keyboard.type('ITERO-LAB-03')
    expect(await shownRules(page)).toEqual(['ITERO-LAB-03'])
    await page.locator('#ITERO-LAB-03 > summary').focus()
    await page.keyboard.press('Enter')
    await page.locator('#ITERO-LAB-03').getByLabel('curl command').waitFor()
  })

  it('draws the rate limit, and says it in words and as a table', async () => {
    const { page } = await browser.open(oneTarget())
    const drawing = page.getByRole('img', { name: /^Timeline\./ })
    expect(await drawing.getAttribute('aria-label')).toContain(
      'counted 11 cases in 61.2 s, at most 10 of them in one window, and refused 2 tries',
    )
    const ticks = (lane: string) => drawing.locator(`path.ticks.${lane}`).getAttribute('d')
    expect((await ticks('counted'))!.match(/M/g)).toHaveLength(11)
    expect(await ticks('refused')).toBe('M13700 0v1M59000 0v1')
    expect(await drawing.textContent()).toContain('45.3 s wait')
    await page.getByText('As a table').click()
    await expect.poll(() => page.locator('.as-table tbody tr').count()).toBe(13)
  })

  it('has a part for each target, and links that name it', async () => {
    const { page, noise } = await browser.open(everyVerdict(), '#booking/OPUS-KEY-01')
    await page.locator('#OPUS-KEY-01[open]').getByLabel('curl command').waitFor()
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('booking conforms to the document')
    expect(await page.getByRole('heading', { name: 'Rate limit' }).count()).toBe(0)
    await page.getByRole('navigation', { name: 'Targets' }).getByRole('link', { name: 'staging' }).click()
    await page.getByText('staging breaks 2 documented rules').waitFor()
    expect(page.url()).toMatch(/#staging\/$/)
    // A bare rule ID is looked for in all targets.
    await page.goto(`${page.url().split('#')[0]}#OPUS-KEY-01`)
    await page.locator('#OPUS-KEY-01[open]').waitFor()
    expect(noise).toEqual([])
  })

  it('says before anything else that the run broke off', async () => {
    const report = run(everyVerdict().report.targets, { complete: false, incompleteReason: 'the target went away' })
    const { page } = await browser.open({ report, exchanges: [] }, '', { viewport: { width: 1280, height: 720 } })
    expect(await page.title()).toBe('staging, booking · incomplete Bitewing report')
    const notice = page.getByRole('region', { name: 'The run was not completed' })
    expect(await words(notice)).toContain(
      'the target went away 11 of 12 rules of staging could be judged; a fail may be among the rest.',
    )
    const { y, height } = (await notice.boundingBox())!
    expect(y + height).toBeLessThan(360)
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(
      'staging breaks 2 documented rules, and the run broke off',
    )
    await page.getByRole('navigation', { name: 'Targets' }).getByRole('link', { name: 'booking' }).click()
    await expect.poll(() => words(notice)).toContain('All rules of booking were judged.')
  })

  it('tells under the facts what was discovered, and in a section of its own what was left behind', async () => {
    const { page } = await browser.open(withFigures())
    const discovered = page.getByRole('list', { name: 'Discovered' })
    expect(await discovered.locator('strong').allTextContents()).toEqual([
      '5 clinics',
      '12 clinicians',
      '10 treatments',
      '412 free slots',
    ])
    expect(await words(discovered)).not.toContain('Dr. Synthetic Number 12')
    await discovered.getByRole('button', { name: 'Show all' }).click()
    expect(await words(discovered)).toContain('Dr. Synthetic Number 12 (34)')
    const left = page.getByRole('region', { name: 'Left behind 4' })
    expect(await left.getByRole('listitem').allInnerTexts()).toEqual(withFigures().report.targets[0]!.leftBehind)
    await page.getByRole('button', { name: '4 writes' }).click()
    await expect.poll(async () => (await left.boundingBox())!.y).toBeLessThan(600)
    await page.goto(`${page.url().split('#')[0]}#hub/`)
    await expect.poll(() => words(page.locator('.left-behind'))).toContain('the embedded mock is gone')
  })

  it('draws figures with the rule, and only then', async () => {
    const { page, noise } = await browser.open(withFigures())
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
    const { page, noise } = await browser.open(oneTarget())
    await page.evaluate(() => {
      const script = document.createElement('script')
      script.textContent = 'window.owned = true'
      const image = document.createElement('img')
      image.src = 'http://127.0.0.1:9/pixel'
      document.body.append(script, image)
    })
    await expect.poll(() => noise.filter((line) => line.includes('Content Security Policy')).length).toBe(2)
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

  it.each(['light', 'dark'] as const)('has no accessibility violation in the %s theme', async (colorScheme) => {
    const { page } = await browser.open(everyVerdict(), '#staging/ITERO-LAB-05', { colorScheme }, axe)
    await page.getByLabel('curl command').waitFor()
    await page.getByText('As a table').click()
    await page.getByRole('button', { name: 'must', exact: true }).click()
    for (const summary of await page.locator('details:not([open]) > summary').all()) await summary.click()
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
    for (const summary of await page.locator('details.rule > summary').all()) await summary.click()
    await page.locator('.figure').first().waitFor()
    for (const summary of await page.locator('.as-table > summary').all()) await summary.click()
    expect(await violationsOf(page)).toEqual([])
  })

  it.each([1280, 390])('fits a window of %d pixels', async (width) => {
    const { page } = await browser.open(hostileReport(), '#staging/ITERO-LAB-05', { viewport: { width, height: 800 } })
    await page.getByLabel('curl command').first().waitFor()
    expect(await page.locator('.figure').count()).toBeGreaterThan(3)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
  })

  it('opens what needs action while it is printed', async () => {
    const { page } = await browser.open(oneTarget())
    const open = () => page.locator('details.rule[open]').evaluateAll((all) => all.map((one) => one.id))
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')))
    const acted = ['ITERO-LAB-03', 'ITERO-LAB-05', 'ITERO-LAB-09', 'ITERO-LAB-10', 'ITERO-CODE-02', 'ITERO-RATE-06']
    expect(await open()).toEqual(acted)
    await page.evaluate(() => dispatchEvent(new Event('afterprint')))
    await expect.poll(open).toEqual([])
  })

  it('draws only what is opened of ten thousand exchanges', async () => {
    const body = JSON.stringify({ notes: 'x'.repeat(500) })
    const exchanges = Array.from({ length: 10_000 }, (_, at) =>
      exchange('staging', at * 10, {
        id: `staging-${String(at + 1).padStart(4, '0')}`,
        what: `case ${at}`,
        case: 'counted',
      }),
    ).map((one) => ({ ...one, response: { status: 200, headers: {}, body, bytes: body.length } }))
    const { name, summary: _, ...rest } = oneTarget().report.targets[0]!
    const rules = [rule('ITERO-CODE-01', { exchanges: exchanges.map(({ id }) => id) })]
    const report = run([target(name, { ...rest, requirements: rules })])
    const { page } = await browser.open({ report, exchanges }, '#ITERO-CODE-01')
    await page.getByLabel('curl command').waitFor()
    expect(await page.locator('details.exchange').count()).toBe(20)
    await page.getByRole('button', { name: 'Show 20 more of 9980' }).click()
    await expect.poll(() => page.locator('details.exchange').count()).toBe(40)
    expect(await page.locator('*').count()).toBeLessThan(1_000)
  })
})
