import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { HTTPException } from 'hono/http-exception'
import { secureHeaders } from 'hono/secure-headers'
import { streamSSE } from 'hono/streaming'
import { compare } from '../../reports/diff/compare.ts'
import { diffHtml } from '../../reports/diff/html.ts'
import { html, packagedPage, pageStyle } from '../../reports/html.ts'
import type { Report } from '../../reports/model.ts'
import type { KeptRuns } from '../kept-runs.ts'
import { configurationAt, type Place, rulesOf, targetsOf } from '../known-targets.ts'
import { argumentsOf, type RunRequest } from '../run-request.ts'
import { outputOf, type StartedRuns, type thisCommand } from '../started-runs.ts'
import { fromFolder, readReport, readStoredRun } from '../stored-run.ts'
import { formatUsageError, UsageError, usageError } from '../usage-error.ts'
import { version } from '../version.ts'
import { guard } from './guard.ts'
import type { PageMessage, PageState, WaiverRequest } from './model.ts'
import { bodyOf, RUN, WAIVER } from './requests.ts'
import { waive } from './waive.ts'

const BODY_BYTES = 64 * 1024
/** A page that went away is noticed when it is written to. */
const STILL_THERE_MS = 15_000

export interface Served {
  place: Place
  /** The file that waivers go into. */
  baseline: { file: string; isThere(): boolean }
  live: StartedRuns
  kept: KeptRuns
  command: ReturnType<typeof thisCommand>
  token: string
  port: () => number
}

/** Everything that the page asks of the server. */
export function app({ place, baseline, live, kept, command, token, port }: Served): Hono {
  const app = new Hono()
  app.use(secureHeaders({ strictTransportSecurity: false, xFrameOptions: 'DENY' }))
  app.use(async (context, next) => {
    await next()
    context.header('cache-control', 'no-store')
    if (!context.res.headers.has(POLICY)) context.header(POLICY, NOTHING)
  })
  app.use(guard(token, port))
  app.use(bodyLimit({ maxSize: BODY_BYTES }))
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
      baseline: baseline.file,
      live: live.list(),
      kept: kept.list().filter(({ id }) => !live.isRunning(id)),
    }
  }
  const filesOf = (id: string) => {
    const folder = kept.folderOf(id)
    if (folder === undefined) throw usageError('run', `expected a run that is kept, found ${JSON.stringify(id)}`)
    return fromFolder(folder, id)
  }
  const config = place.config === undefined ? [] : [`--config=${place.config}`]
  /** What all runs are given. */
  const standing = () => [...(baseline.isThere() ? [`--baseline=${baseline.file}`] : []), '--report=html,json,junit']
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
  app.get('/api/rules/:target', async (context) => {
    const { configuration } = await configurationAt(place)
    return context.json(await rulesOf(context.req.param('target'), configuration, place.cwd))
  })
  app.get('/api/runs/:id', async (context) => context.json(await readReport(filesOf(context.req.param('id')))))
  app.get('/runs/:id/report', async (context) =>
    page(context, html.write(await readStoredRun(filesOf(context.req.param('id'))))),
  )
  app.get('/compare', async (context) => {
    const side = async (id = '') => ({ from: id, report: (await readReport(filesOf(id))) as Report })
    return page(
      context,
      diffHtml(compare(await side(context.req.query('a')), await side(context.req.query('b'))), pageStyle()),
    )
  })

  app.post('/api/plan', async (context) => {
    const request = await bodyOf<RunRequest>(context, RUN)
    const { stdout, said, status } = await outputOf(
      command(['run', '--plan', '--json', '--quiet', ...(await argumentsOf(request, place)), '--', ...request.names]),
    )
    if (status !== 0) return context.json({ error: said }, 400)
    return context.json(JSON.parse(stdout))
  })
  app.post('/api/runs', async (context) => {
    const request = await bodyOf<RunRequest>(context, RUN)
    return context.json({ id: live.start(request.names, [...standing(), ...(await argumentsOf(request, place))]) }, 201)
  })
  app.post('/api/runs/:id/stop', (context) => {
    live.stop(context.req.param('id'))
    return context.body(null, 204)
  })
  app.post('/api/runs/:id/resume', async (context) => {
    const id = context.req.param('id')
    const run = kept.list().find((one) => one.id === id)
    if (!run || live.isRunning(id)) throw usageError('run', 'expected one that broke off')
    const names = run.targets.map(({ name }) => name)
    return context.json({ id: live.resume(id, kept.folderOf(id)!, names, [...config, ...standing()]) }, 201)
  })
  app.post('/api/waivers', async (context) => {
    const request = await bodyOf<WaiverRequest>(context, WAIVER)
    const { configuration } = await configurationAt(place)
    const report = await readReport(filesOf(request.run))
    return context.json(await waive(request, report, { cwd: place.cwd, file: baseline.file }, configuration))
  })
  app.notFound((context) => context.json({ error: 'there is nothing here' }, 404))
  return app
}

const POLICY = 'content-security-policy'
const NOTHING = "default-src 'none'; frame-ancestors 'none'"

/** A page under the policy that stands in it, which allows its own script and style alone. */
function page(context: Context, markup: string): Response | Promise<Response> {
  const [, policy = NOTHING] = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(markup) ?? []
  return context.html(markup, 200, { [POLICY]: `${policy}; frame-ancestors 'none'` })
}
