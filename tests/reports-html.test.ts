import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ReportInput } from '../reports/model.ts'
import { everyVerdict, run } from './fixtures/report.ts'
import { withFigures } from './fixtures/report-figures.ts'
import { ReportBrowser } from './fixtures/report-page.ts'
import { shownRules, words } from './fixtures/report-reading.ts'

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

/** The text of the element that has the focus. */
function focused(page: Page): Promise<string | null | undefined> {
  return page.evaluate(() => document.activeElement?.textContent)
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
    expect(facts).toContain('Target staging Profile itero Base URL https://scanner.example.test')
    expect(facts).toContain('Run 2 Mar 2026, 09:30 UTC')
    expect(facts).toContain('Tool bitewing 0.1.0 Seed 42 Sent 18 requests Cases 11, 2 refusals Waited 46.6 s')
    const findings = page.locator('.findings')
    expect(await findings.locator('h2').allInnerTexts()).toEqual([
      'Fails 2',
      'Questions for the vendor 1',
      'Nearly as stated 1',
      'Other warnings 1',
      'Could not be tried 1',
    ])
    expect(await findings.first().locator('li').allInnerTexts()).toEqual([
      expect.stringMatching(/^ITERO-LAB-03\s+Resto map with labId null: 400\.\s+200, the target created scan \d+$/),
      expect.stringMatching(/^ITERO-LAB-05\s/),
    ])
    expect(await words(findings.nth(1))).toContain(
      'Is a case over the limit meant to be refused with 429 and a Retry-After header? The target: 503 without Retry-After',
    )
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await findings.nth(1).getByRole('button', { name: 'Copy as text' }).click()
    await findings.nth(1).getByRole('button', { name: 'Copied' }).waitFor()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
      [
        'Questions on https://scanner.example.test (profile itero):',
        '',
        '1. ITERO-RATE-06: The refusal is a 429, with Retry-After.',
        '   itero-scanning-tool.txt, Limitations: "Caller can create up to 10 cases per minute using the API"',
        '   Names no status for the eleventh case.',
        '   We read it so: 429 with Retry-After.',
        '   The server: 503 without Retry-After.',
        '   Is a case over the limit meant to be refused with 429 and a Retry-After header?',
      ].join('\n'),
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

  it('narrows the rules by verdict, level, operation, requirement and words', async () => {
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
    await page.getByRole('combobox', { name: 'Requirement' }).selectOption('ITERO-LAB-05')
    expect(await shownRules(page)).toEqual(['ITERO-LAB-05'])
    await page.getByRole('button', { name: 'Clear' }).click()
    await page.getByRole('combobox', { name: 'Requirement' }).selectOption('All of Rate limit')
    expect(await shownRules(page)).toEqual(['ITERO-RATE-01', 'ITERO-RATE-06', 'ITERO-RATE-08'])
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
    expect(await words(opened.locator('.experiment'))).toBe(
      'body/labId 900212 → left out The one difference. The control drew 200, the variation 200.',
    )
    // Lines far from the difference are folded on both sides, until somebody asks for them.
    expect(await opened.getByRole('button', { name: '8 lines the same' }).count()).toBe(2)
    expect(await words(opened.getByLabel('Request body').first())).not.toContain('firstName')
    await opened.getByRole('button', { name: '8 lines the same' }).first().click()
    await expect.poll(() => words(opened.getByLabel('Request body').first())).toContain('firstName')
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
    await opened.getByRole('button', { name: 'undici' }).click()
    const script = await words(opened.getByLabel('undici script'))
    expect(script).toContain("Buffer.from(env('BITEWING_ACCOUNT_USER') + ':' + env('BITEWING_ACCOUNT_PASSWORD'))")
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
    expect(await focused(page)).toBe('Skip to the rules')
    await page.keyboard.press('Enter')
    await page.keyboard.type('ITERO-LAB-03')
    expect(await shownRules(page)).toEqual(['ITERO-LAB-03'])
    await page.locator('#ITERO-LAB-03 > summary').focus()
    await page.keyboard.press('Enter')
    await page.locator('#ITERO-LAB-03').getByLabel('curl command').waitFor()
    expect(page.url()).toMatch(/#\/staging\/ITERO-LAB-03$/)
    // The tree: from the rule to its area, which folds, and to the next one in sight.
    await page.keyboard.press('ArrowLeft')
    await expect.poll(() => page.locator('#ITERO-LAB-03[open]').count()).toBe(0)
    await page.keyboard.press('ArrowLeft')
    expect(await focused(page)).toContain('Lab rule, on createNewOrder')
    await page.keyboard.press('ArrowLeft')
    await page.locator('#ITERO-LAB-03').waitFor({ state: 'hidden' })
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowDown')
    expect(await focused(page)).toContain('ITERO-LAB-03')
    await page.getByRole('searchbox').press('Escape')
    expect(await shownRules(page)).toHaveLength(12)
  })

  it('folds the areas in which all rules pass, and unfolds them for a search or a link', async () => {
    const { report, exchanges } = oneTarget()
    const [staging] = report.targets
    const passing = staging!.requirements.map((one) =>
      one.area === 'Authorization' ? one : { ...one, verdict: 'pass' as const },
    )
    const { page } = await browser.open({
      report: { ...report, targets: [{ ...staging!, requirements: passing }] },
      exchanges,
    })
    const inSight = () => page.locator('details.rule:visible').evaluateAll((all) => all.map((one) => one.id))
    expect(await inSight()).toEqual([])
    await page.getByRole('searchbox').fill('AUTH-01')
    expect(await inSight()).toEqual(['ITERO-AUTH-01'])
    await page.getByRole('button', { name: 'Clear' }).click()
    await expect.poll(inSight).toEqual([])
    await page.goto(`${page.url().split('#')[0]}#/staging/ITERO-RATE-01`)
    await expect.poll(inSight).toEqual(['ITERO-RATE-01', 'ITERO-RATE-06', 'ITERO-RATE-08'])
    await page.getByRole('button', { name: 'Unfold all areas' }).click()
    await expect.poll(async () => (await inSight()).length).toBe(12)
    await page.getByRole('button', { name: 'Fold all areas' }).click()
    await expect.poll(inSight).toEqual([])
  })

  it('has a link to each of its parts', async () => {
    const { page } = await browser.open(withFigures(), '#/booking')
    const parts = page.getByRole('navigation', { name: 'On this page' })
    expect(await parts.getByRole('link').allInnerTexts()).toEqual([
      expect.stringMatching(/^Fails \d/),
      expect.stringMatching(/^Rules \d/),
      'Coverage',
      'Discovered',
      'Left behind 4',
    ])
    await parts.getByRole('link', { name: 'Coverage' }).click()
    expect(page.url()).toMatch(/#\/booking\/coverage$/)
    await expect.poll(async () => (await page.locator('#coverage').boundingBox())!.y).toBeLessThan(400)
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
    expect(page.url()).toMatch(/#\/staging$/)
    // A bare rule ID is looked for in all targets.
    await page.goto(`${page.url().split('#')[0]}#OPUS-KEY-01`)
    await page.locator('#OPUS-KEY-01[open]').waitFor()
    expect(noise).toEqual([])
  })

  it('says before anything else that the run broke off', async () => {
    const report = run(everyVerdict().report.targets, { complete: false, incompleteReason: 'the target went away' })
    const { page } = await browser.open({ report, exchanges: [] }, '#/staging', {
      viewport: { width: 1280, height: 720 },
    })
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

  it('tells in sections of their own what was discovered and what was left behind', async () => {
    const { page } = await browser.open(withFigures(), '#/booking')
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
    await page.goto(`${page.url().split('#')[0]}#hub/`)
    await expect.poll(() => words(page.locator('.left-behind'))).toContain('the embedded mock is gone')
  })
})
