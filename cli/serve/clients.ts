import type { Hono } from 'hono'
import { clientRulesOf, clientsOf, configurationAt, refuseUnknown } from '../known-targets.ts'
import { outputOf } from '../started-runs.ts'
import { usageError } from '../usage-error.ts'
import type { DrillRequest, PageSituation } from './model.ts'
import { exchangeOf, passedFrom } from './passed.ts'
import { bodyOf, DRILL, PROXY } from './requests.ts'
import { configOf, folderOf, type Served, standingOf } from './served.ts'

/** Clients: watched by a proxy, drilled, and what passed between them and their server. */
export function addClients(app: Hono, served: Served): void {
  const { place, live, kept, command } = served
  const configuration = async () => (await configurationAt(place)).configuration
  const known = async (client: string) => {
    if (clientsOf(await configuration()).some(({ name }) => name === client)) return client
    throw usageError('client', `expected a client of the configuration, found ${JSON.stringify(client)}`)
  }
  app.get('/api/client-rules/:name', async (context) =>
    context.json(await clientRulesOf(context.req.param('name'), await configuration(), place.cwd)),
  )
  app.get('/api/situations/:client', async (context) => {
    const client = await known(context.req.param('client'))
    const { stdout, said, status } = await outputOf(
      command(['drill', '--list', '--json', ...configOf(served), '--', client]),
    )
    if (status !== 0) return context.json({ error: said }, 400)
    const situations = JSON.parse(stdout) as PageSituation[]
    return context.json(
      situations.map(({ name, summary, job, shows }): PageSituation => ({ name, summary, job, shows })),
    )
  })
  app.get('/api/runs/:id/passed', (context) => {
    const from = Number(context.req.query('from') ?? 0)
    if (!Number.isSafeInteger(from) || from < 0) throw usageError('from', 'expected a place in the journal')
    const id = context.req.param('id')
    // It has not begun to write.
    if (live.isRunning(id) && kept.folderOf(id) === undefined)
      return context.json({ exchanges: [], next: 0, more: false })
    return context.json(passedFrom(folderOf(served, id), from))
  })
  app.get('/api/runs/:id/exchanges/:exchange', (context) => {
    const exchange = exchangeOf(folderOf(served, context.req.param('id')), context.req.param('exchange'))
    return exchange ? context.json(exchange) : context.notFound()
  })
  app.post('/api/proxies', async (context) => {
    const { target } = await bodyOf<{ target: string }>(context, PROXY)
    refuseUnknown([target], await configuration())
    return context.json({ id: live.start([target], [...configOf(served), ...standingOf(served)], 'proxy') }, 201)
  })
  app.post('/api/drills', async (context) => {
    const { client, only } = await bodyOf<DrillRequest>(context, DRILL)
    const chosen = only ? [`--only=${only.join(',')}`] : []
    return context.json(
      { id: live.start([await known(client)], [...configOf(served), ...standingOf(served), ...chosen], 'drill') },
      201,
    )
  })
}
