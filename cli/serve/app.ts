import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { HTTPException } from 'hono/http-exception'
import { secureHeaders } from 'hono/secure-headers'
import { streamSSE } from 'hono/streaming'
import { packagedPage } from '../../reports/html.ts'
import { hasFleet } from '../fleet/open.ts'
import { clientsOf, configurationAt, targetsOf } from '../known-targets.ts'
import { formatUsageError, UsageError } from '../usage-error.ts'
import { version } from '../version.ts'
import { addClients } from './clients.ts'
import { addFleet } from './fleet.ts'
import { guard } from './guard.ts'
import type { PageMessage, PageState } from './model.ts'
import { NOTHING, POLICY, page } from './page-answer.ts'
import { addRuns } from './runs.ts'
import type { Served } from './served.ts'

const BODY_BYTES = 64 * 1024
/** A page that went away is noticed when it is written to. */
const STILL_THERE_MS = 15_000

/** Everything that the page asks of the server. */
export function app(served: Served): Hono {
  const { place, baseline, live, kept, token, port } = served
  const app = new Hono()
  app.use(secureHeaders({ strictTransportSecurity: false, xFrameOptions: 'DENY' }))
  app.use(async (context, next) => {
    await next()
    context.header('cache-control', 'no-store')
    if (!context.res.headers.has(POLICY)) context.header(POLICY, NOTHING)
  })
  app.use(guard(token, port))
  const onError = (context: Context) =>
    context.json({ error: `expected a body of ${BODY_BYTES} bytes at the most` }, 413)
  app.use(bodyLimit({ maxSize: BODY_BYTES, onError }))
  app.onError((error, context) => {
    if (error instanceof UsageError) return context.json({ error: formatUsageError(error) }, 400)
    const status = error instanceof HTTPException ? error.status : 500
    return context.json({ error: error.message }, status)
  })

  const state = async (): Promise<PageState> => {
    const { configuration, fault } = await configurationAt(place)
    return {
      version: version(),
      ...(configuration.name ? { configuration: configuration.name } : {}),
      ...(fault ? { fault } : {}),
      targets: targetsOf(configuration),
      clients: clientsOf(configuration),
      fleet: hasFleet(place),
      baseline: baseline.file,
      live: live.list(),
      kept: kept.list().filter(({ id }) => !live.isRunning(id)),
    }
  }
  app.get('/', (context) => page(context, packagedPage('serve.html')))
  app.get('/api/state', async (context) => context.json(await state()))
  app.get('/api/events', (context) =>
    streamSSE(context, async (stream) => {
      const send = (message: PageMessage) => stream.writeSSE({ data: JSON.stringify(message) })
      const sendState = async () => {
        const now = await state()
        // What was told while the rest was read is in the list of this moment.
        await send({ kind: 'state', state: { ...now, live: live.list() } })
      }
      const stop = live.listen(
        (heard) => void (heard === 'changed' ? sendState() : send({ kind: 'progress', ...heard })),
      )
      const timer = setInterval(() => void stream.write(': still there\n\n'), STILL_THERE_MS)
      await sendState()
      await new Promise<void>((resolve) => stream.onAbort(resolve))
      clearInterval(timer)
      stop()
    }),
  )
  addRuns(app, served)
  addClients(app, served)
  addFleet(app, served)
  app.notFound((context) => context.json({ error: 'there is nothing here' }, 404))
  return app
}
