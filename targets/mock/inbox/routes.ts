import { type Context, Hono } from 'hono'
import { allowOf } from '../allow.ts'
import { readJson } from '../body.ts'
import { getAccount, getInbox, listCases, listInboxes } from './answers.ts'
import { type Call, type CompanyCall, type InboxCall, problem, type Reply } from './call.ts'
import { connectInbox, disconnectInbox } from './connecting.ts'
import { updateCredentials } from './login.ts'
import type { Company, Employee, Hub, Operation } from './model.ts'
import { receivePush } from './pushing.ts'
import { completeAuthorization, reauthorizeInbox } from './signing-in.ts'
import { catchUp } from './syncing.ts'

const COMPANY = '/api/v1/companies/:companyId'
const INBOX = `${COMPANY}/inboxes/:inboxId`

/** The hub's HTTP interface, its page, and the login pages of the simulated vendors. */
export function createApp(hub: Hub): Hono {
  const app = new Hono()
  let pages: Promise<Hono> | undefined
  const serve = (operation: Operation, answer: (call: Call) => Reply | Promise<Reply>) => async (c: Context) => {
    const call = await callOf(hub, operation, c)
    return write(hub.behaviour.answer(await answer(call), call))
  }

  app.get(`${COMPANY}/inboxes`, serve('listInboxes', forCompany(listInboxes)))
  app.post(`${COMPANY}/inboxes`, serve('connectInbox', forCompany(connectInbox)))
  app.get(INBOX, serve('getInbox', forInbox(getInbox)))
  app.delete(INBOX, serve('disconnectInbox', forInbox(disconnectInbox)))
  app.post(`${INBOX}/authorization`, serve('reauthorizeInbox', forInbox(reauthorizeInbox)))
  app.put(`${INBOX}/credentials`, serve('updateCredentials', forInbox(updateCredentials)))
  app.get('/api/v1/authorization/callback', serve('completeAuthorization', completeAuthorization))
  app.get(`${COMPANY}/cases`, serve('listCases', forCompany(listCases)))
  app.get(`${COMPANY}/account`, serve('getAccount', forCompany(getAccount)))
  app.post('/api/v1/push/shining-3d', serve('receivePush', receivePush))
  for (const path of ['/', '/integrations/*', '/companies/*', '/vendors/*']) app.all(path, browse)
  app.notFound(notFound)
  return app

  function notFound({ req }: Context): Response {
    const allow = allowOf(app, req)
    if (allow === undefined) return write(problem(404, 'Not found', 'The hub has no such resource.'))
    const { headers, ...refusal } = problem(405, 'Method not allowed', `The resource takes ${allow}.`)
    return write({ ...refusal, headers: { ...headers, allow } })
  }

  /** The pages are loaded when a browser asks for the first one: a run needs none. */
  async function browse(c: Context): Promise<Response> {
    pages ??= import('./page/routes.ts').then(({ pageRoutes }) => pageRoutes(hub, app.fetch).notFound(notFound))
    return (await pages).fetch(c.req.raw)
  }
}

/** The request as the operations take it. Every poll and cross-check that was due by now has been run. */
async function callOf(hub: Hub, operation: Operation, c: Context): Promise<Call> {
  // The body is read first: from here to the answer nothing is awaited, so that no other request comes in between.
  const takesBody = c.req.method === 'POST' || c.req.method === 'PUT'
  const sent = takesBody ? await readJson(c.req.raw) : undefined
  catchUp(hub)
  return {
    hub,
    operation,
    at: hub.clock.now(),
    origin: new URL(c.req.url).origin,
    header: (name) => c.req.header(name),
    query: (name) => c.req.query(name),
    path: { companyId: c.req.param('companyId') ?? '', inboxId: c.req.param('inboxId') ?? '' },
    sent,
  }
}

/** An operation of a company, for its employees only. */
const forCompany = (answer: (call: CompanyCall) => Reply | Promise<Reply>) => (call: Call) => {
  const reached = reach(call)
  return 'refused' in reached ? reached.refused : answer(Object.assign(call, reached))
}

/** An operation of one of a company's inboxes. */
const forInbox = (answer: (call: InboxCall) => Reply) =>
  forCompany((call) => {
    const { behaviour } = call.hub
    const inbox = behaviour.findInbox(call.company, call)
    return inbox ? answer(Object.assign(call, { inbox })) : behaviour.refuseForeigner(call)
  })

function reach(call: Call): { employee: Employee; company: Company } | { refused: Reply } {
  const { behaviour, companies } = call.hub
  const employee = behaviour.authenticate(call)
  if (!employee) return { refused: behaviour.refuseStranger(call) }
  const company = companies.find(({ companyId }) => companyId === call.path.companyId)
  if (!company || !behaviour.mayReach(employee, call)) return { refused: behaviour.refuseForeigner(call) }
  return { employee, company }
}

const write = ({ status, headers, body }: Reply): Response =>
  new Response(body === undefined ? null : JSON.stringify(body), { status, headers })
