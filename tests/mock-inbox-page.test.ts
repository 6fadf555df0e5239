import axe from 'axe-core'
import { type Browser, chromium, type Locator, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { chromiumFlags, findChromium } from '../scripts/chromium.ts'
import { COMPANY, HOUR, LOGIN, MINUTE, OTHER_COMPANY, openHub, VENDORS } from './mock-inbox-client.ts'

type Hub = Awaited<ReturnType<typeof openHub>>

let browser: Browser
beforeAll(async () => {
  browser = await chromium.launch({ executablePath: findChromium(), args: chromiumFlags })
})
afterAll(() => browser.close())

/** A browser in which an employee of the company has signed in to the hub. */
async function open(hub: Hub, { employee = `synthetic-token-a1 of ${COMPANY}`, options = {} } = {}): Promise<Page> {
  const context = await browser.newContext(options)
  onTestFinished(() => context.close())
  const page = await context.newPage()
  const noise: string[] = []
  page.on('console', (message) => {
    // Chromium's own words for a status of 400 and above, which some of these tests are after.
    if (!message.text().startsWith('Failed to load resource')) noise.push(message.text())
  })
  page.on('pageerror', (error) => noise.push(error.message))
  onTestFinished(() => expect(noise).toEqual([]))
  await page.goto(`${hub.mock.baseUrl}/integrations`)
  await page.getByRole('button', { name: `Continue as ${employee}` }).click()
  return page
}

const card = (page: Page, name: string): Locator =>
  page.getByRole('listitem').filter({ has: page.getByRole('heading', { name, exact: true }) })
const field = (inbox: Locator, name: string): Locator => inbox.locator(`[data-field="${name}"]`)

/** Six inboxes, in as many conditions. */
async function hubInManyConditions(): Promise<Hub> {
  const hub = await openHub()
  for (const vendor of VENDORS) if (vendor !== 'sirona') await hub.connected(vendor)
  await hub.connect({ vendor: 'sirona' })
  await hub.expire('itero')
  await hub.portal('3shape', 'down')
  await hub.pass(4 * HOUR)
  await hub.portal('dexis', 'down')
  await hub.setUp('the vendor rejects the stored credentials', { companyId: COMPANY, vendor: 'medit-link' })
  await hub.pass(20 * MINUTE)
  return hub
}

describe('the Scanner Inbox Integrations page', () => {
  test('shows of every inbox what the API does (INBOX-SHOW-01 to 05)', async () => {
    const hub = await hubInManyConditions()
    const page = await open(hub)
    expect(await page.title()).toBe('Scanner Inbox Integrations')
    const list = await hub.list()
    const now = Date.parse(list.headers.get('date') ?? '')
    expect(await page.getByRole('listitem').count()).toBe(6)
    const warned: string[] = []
    for (const { name, lastSuccessfulSync, warning } of list.json.inboxes) {
      const inbox = card(page, name)
      expect(await field(inbox, 'vendor').textContent()).toBe(name)
      expect((await field(inbox, 'state').textContent())?.trim()).not.toBe('')
      const sync = field(inbox, 'last-sync').locator('time')
      if (lastSuccessfulSync === null) expect(await field(inbox, 'last-sync').textContent()).toBe('Not yet')
      else {
        expect(await sync.getAttribute('datetime')).toBe(lastSuccessfulSync)
        expect(Date.parse(`${(await sync.textContent())?.replace(' UTC', '')} UTC`)).toBeLessThanOrEqual(now)
      }
      if (warning === null) expect(await field(inbox, 'warning').count()).toBe(0)
      else {
        warned.push(name)
        const text = await field(inbox, 'warning').textContent()
        expect(text).toContain(warning.message)
        expect(text).toContain(`What to do: ${warning.action}`)
        expect(await field(inbox, 'warning').locator('time').getAttribute('datetime')).toBe(warning.since)
      }
    }
    expect(warned).toEqual(['iTero', '3Shape', 'Medit Link'])
    expect(await card(page, 'DEXIS').textContent()).toContain('May need attention')
    expect(await card(page, 'Shining 3D').textContent()).toContain('Working normally')
  })

  test('shows how long ago a sync was, and what the company has left', async () => {
    const hub = await openHub()
    await hub.connected('itero')
    await hub.newCase('itero', 'one')
    await hub.storage(2_500_000_000)
    await hub.pass(9 * MINUTE)
    const page = await open(hub)
    expect(await field(card(page, 'iTero'), 'last-sync').textContent()).toMatch(/ UTC \(4 minutes ago\)$/)
    expect(await page.getByText('credits').textContent()).toContain('999 credits · 2.5 of 100 GB storage used')
  })

  test.each(['light', 'dark'] as const)('keeps WCAG 2.2 AA in the %s scheme', async (colorScheme) => {
    const page = await open(await hubInManyConditions(), { options: { colorScheme, bypassCSP: true } })
    const violations = async () => {
      await page.addScriptTag({ content: axe.source })
      const tags = JSON.stringify(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
      const found = await page.evaluate<axe.AxeResults>(`axe.run(document, { runOnly: ${tags} })`)
      return found.violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])
    }
    expect(await violations()).toEqual([])
    await page.goto(new URL('/integrations', page.url()).href)
    expect(await violations()).toEqual([])
    await page.goto(new URL('/vendors/itero/sign-in', page.url()).href)
    expect(await violations()).toEqual([])
  })

  test('fits a narrow screen', async () => {
    const page = await open(await hubInManyConditions(), { options: { viewport: { width: 320, height: 600 } } })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
  })

  test('takes no name for markup', async () => {
    const companyId = '<img src=x onerror=alert(1)>"&'
    const hub = await openHub({ companies: [{ companyId, tokens: ['"><script>alert(1)</script>'] }] })
    const page = await open(hub, { employee: '"><script>' })
    expect(await page.getByText('Company').textContent()).toContain(`Company ${companyId} ·`)
    expect(await page.locator('img, script').count()).toBe(0)
  })

  test('is for the employees of the company', async () => {
    const hub = await openHub()
    const inboxId = await hub.connected('itero')
    const page = await open(hub, { employee: `synthetic-token-b1 of ${OTHER_COMPANY}` })
    expect(await page.getByRole('listitem').count()).toBe(0)
    const answer = await page.goto(`${hub.mock.baseUrl}/companies/${COMPANY}/integrations`)
    expect(answer?.status()).toBe(404)
    expect(await page.content()).not.toContain(inboxId)
    await page.context().clearCookies()
    await page.goto(`${hub.mock.baseUrl}/companies/${COMPANY}/integrations`)
    expect(page.url()).toBe(`${hub.mock.baseUrl}/integrations`)
  })
})

describe('in the browser', () => {
  test('a vendor is connected, signed in to again, and disconnected', async () => {
    const hub = await openHub()
    const page = await open(hub)
    await page.getByRole('button', { name: 'Connect iTero' }).click()
    expect(await page.getByRole('heading').textContent()).toBe('Sign in at iTero')
    await page.goBack()
    await page.reload()
    const itero = card(page, 'iTero')
    expect(await field(itero, 'state').textContent()).toBe('Authorization pending')
    await page.getByRole('link', { name: 'Continue to the login page of iTero' }).click()
    await page.getByRole('button', { name: 'Sign in and allow access' }).click()
    expect(page.url()).toBe(`${hub.mock.baseUrl}/companies/${COMPANY}/integrations`)
    expect(await field(itero, 'state').textContent()).toBe('Connected')

    await hub.expire('itero')
    await hub.pass(5 * MINUTE)
    await page.reload()
    expect(await field(itero, 'state').textContent()).toBe('Authorization expired')
    await page.getByRole('button', { name: 'Sign in again to iTero' }).click()
    await page.getByRole('button', { name: 'Sign in and allow access' }).click()
    expect(await field(itero, 'warning').count()).toBe(0)

    await page.getByRole('button', { name: 'Disconnect iTero' }).click()
    expect(await page.getByText('No scanner inbox is connected yet.').isVisible()).toBe(true)
  })

  test('Medit Link is connected with its login, and told where that is refused', async () => {
    const hub = await openHub()
    const page = await open(hub)
    const connect = page.locator('form', { has: page.getByRole('button', { name: 'Connect Medit Link' }) })
    await connect.getByLabel('User name').fill(LOGIN.username)
    await connect.getByLabel('Password').fill('wrong')
    await connect.getByRole('button').click()
    expect(await page.getByRole('alert').textContent()).toBe('The vendor does not accept this user name and password.')
    await connect.getByLabel('User name').fill(LOGIN.username)
    await connect.getByLabel('Password').fill(LOGIN.password)
    await connect.getByRole('button').click()
    const medit = card(page, 'Medit Link')
    expect(await field(medit, 'state').textContent()).toBe('Connected')
    expect(await page.content()).not.toContain(LOGIN.password)

    const login = { username: 'second-user', password: 'second-password' }
    await hub.setUp('the vendor rejects the stored credentials', { companyId: COMPANY, vendor: 'medit-link' })
    await hub.setUp('the vendor accepts', { companyId: COMPANY, vendor: 'medit-link', ...login })
    await hub.pass(5 * MINUTE)
    await page.reload()
    expect(await field(medit, 'state').textContent()).toBe('Credentials invalid')
    await medit.getByLabel('User name').fill(login.username)
    await medit.getByLabel('Password').fill(login.password)
    await medit.getByRole('button', { name: 'Update credentials of Medit Link' }).click()
    expect(await field(medit, 'state').textContent()).toBe('Connected')
  })
})
