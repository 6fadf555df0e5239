import type { Hono } from 'hono'
import { compare } from '../../reports/diff/compare.ts'
import { diffHtml } from '../../reports/diff/html.ts'
import { html, pageStyle } from '../../reports/html.ts'
import type { Report } from '../../reports/model.ts'
import { configurationAt, rulesOf } from '../known-targets.ts'
import { argumentsOf, type RunRequest } from '../run-request.ts'
import { outputOf } from '../started-runs.ts'
import { fromFolder, readReport, readStoredRun } from '../stored-run.ts'
import { usageError } from '../usage-error.ts'
import type { WaiverRequest } from './model.ts'
import { page } from './page-answer.ts'
import { bodyOf, RUN, WAIVER } from './requests.ts'
import { configOf, folderOf, type Served, standingOf } from './served.ts'
import { waive } from './waive.ts'

/** Runs on servers: planned, started, stopped, gone on with, read, compared, and their failures waived. */
export function addRuns(app: Hono, served: Served): void {
  const { place, baseline, live, kept, command } = served
  const filesOf = (id: string) => fromFolder(folderOf(served, id), id)
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
    return context.json(
      { id: live.start(request.names, [...standingOf(served), ...(await argumentsOf(request, place))]) },
      201,
    )
  })
  app.post('/api/runs/:id/stop', (context) => {
    live.stop(context.req.param('id'))
    return context.body(null, 204)
  })
  app.post('/api/runs/:id/resume', async (context) => {
    const id = context.req.param('id')
    const run = kept.list().find((one) => one.id === id)
    if (run?.kind !== 'run' || live.isRunning(id)) throw usageError('run', 'expected one that broke off')
    const names = run.targets.map(({ name }) => name)
    return context.json(
      { id: live.resume(id, folderOf(served, id), names, [...configOf(served), ...standingOf(served)]) },
      201,
    )
  })
  app.post('/api/waivers', async (context) => {
    const request = await bodyOf<WaiverRequest>(context, WAIVER)
    const { configuration } = await configurationAt(place)
    const report = await readReport(filesOf(request.run))
    return context.json(await waive(request, report, { cwd: place.cwd, file: baseline.file }, configuration))
  })
}
