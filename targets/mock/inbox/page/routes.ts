import { type Context, Hono } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import type { AccountAnswer, Hub, InboxAnswer } from '../model.ts'
import { loginPagePath, signInAtVendor } from '../signing-in.ts'
import { VENDORS } from '../vendors.ts'
import { integrationsPage } from './integrations.ts'
import type { Html } from './layout.ts'
import { vendorLoginPage } from './vendor-login.ts'
import { welcomePage } from './welcome.ts'

const COOKIE = 'employee'
const PAGE = '/companies/:companyId/integrations'

/** The pages run nothing and load nothing; their forms lead to the hub, and its vendors' login pages, alone. */
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

const render = (c: Context, page: Html, status: 200 | 401 | 404 | 409 = 200) =>
  c.html(page, status, { 'content-security-policy': POLICY })

/**
 * What is for browsers: the integrations page, which is a client of the hub's own API on behalf of the employee whom
 * its cookie names, and the login pages of the simulated vendors.
 */
export function pageRoutes(hub: Hub, api: (request: Request) => Response | Promise<Response>): Hono {
  const pages = new Hono()

  /** Asks the API for the company of the page. */
  function ask(c: Context, method: string, resource: string, body?: unknown): Response | Promise<Response> {
    const url = new URL(`/api/v1/companies/${encodeURIComponent(c.req.param('companyId') ?? '')}${resource}`, c.req.url)
    const employee = hub.employees.find(({ token }) => token === getCookie(c, COOKIE))
    const headers = {
      'content-type': 'application/json',
      ...(employee ? { authorization: `Bearer ${employee.token}` } : {}),
    }
    return api(new Request(url, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) }))
  }

  async function show(c: Context, refusal?: string) {
    const [list, account] = await Promise.all([ask(c, 'GET', '/inboxes'), ask(c, 'GET', '/account')])
    if (list.status === 401) return c.redirect('/integrations', 303)
    if (!list.ok || !account.ok) return render(c, welcomePage(hub.employees), 404)
    const { inboxes }: { inboxes: InboxAnswer[] } = await list.json()
    const page = integrationsPage({
      companyId: c.req.param('companyId') ?? '',
      at: hub.clock.now(),
      inboxes,
      account: (await account.json()) as AccountAnswer,
      free: hub.behaviour.vendors.filter((vendor) => !inboxes.some((inbox) => inbox.vendor === vendor)),
      refusal,
    })
    return render(c, page, refusal === undefined ? 200 : 409)
  }

  /** Does what a form asks for, and shows the page again, or the login page where the user is to sign in. */
  const act = (method: string, resource: (c: Context) => string) => async (c: Context) => {
    const answer = await ask(c, method, resource(c), method === 'DELETE' ? undefined : await c.req.parseBody())
    if (!answer.ok) {
      const { detail = 'This was refused.' }: { detail?: string } = await answer.json()
      return show(c, detail)
    }
    const { authorizationUrl }: Partial<InboxAnswer> = answer.status === 204 ? {} : await answer.json()
    return c.redirect(
      authorizationUrl ?? `/companies/${encodeURIComponent(c.req.param('companyId') ?? '')}/integrations`,
      303,
    )
  }
  const inbox = (c: Context) => `/inboxes/${c.req.param('inboxId')}`

  pages.get('/', (c) => c.redirect('/integrations', 303))
  pages.get('/integrations', (c) => render(c, welcomePage(hub.employees)))
  pages.post('/integrations/session', async (c) => {
    const { token } = await c.req.parseBody()
    const employee = hub.employees.find((one) => one.token === token)
    if (!employee) return render(c, welcomePage(hub.employees), 401)
    setCookie(c, COOKIE, employee.token, { httpOnly: true, sameSite: 'Lax', path: '/' })
    return c.redirect(`/companies/${encodeURIComponent(employee.companyId)}/integrations`, 303)
  })
  pages.get(PAGE, (c) => show(c))
  pages.post(
    PAGE,
    act('POST', () => '/inboxes'),
  )
  pages.post(
    `${PAGE}/:inboxId/sign-in`,
    act('POST', (c) => `${inbox(c)}/authorization`),
  )
  pages.post(
    `${PAGE}/:inboxId/credentials`,
    act('PUT', (c) => `${inbox(c)}/credentials`),
  )
  pages.post(`${PAGE}/:inboxId/disconnect`, act('DELETE', inbox))

  for (const vendor of hub.behaviour.vendors) {
    pages.get(loginPagePath(vendor), (c) => render(c, vendorLoginPage(VENDORS[vendor].name)))
    pages.post(loginPagePath(vendor), (c) => {
      const callback = signInAtVendor(hub, c.req.url)
      return callback === undefined ? c.notFound() : c.redirect(callback, 303)
    })
  }
  return pages
}
