import type { Hono } from 'hono'
import { limitTo } from '../../engine/limit.ts'
import type { Database } from '../../fleet/database/queries.ts'
import { withStore } from '../fleet/open.ts'
import { parseWhen } from '../fleet/when.ts'
import { version } from '../version.ts'
import { page } from './page-answer.ts'
import type { Served } from './served.ts'

/** From when on changes are told. */
const SINCE = '7d'

/** A fleet as it stands. Its store is open for as long as it is read: a folder has one process at a time. */
export function addFleet(app: Hono, { place }: Served): void {
  const inTurn = limitTo(1)
  const read = <Result>(use: (store: Database) => Promise<Result>) => inTurn(() => withStore({}, place, use))
  app.get('/api/fleet', async (context) => {
    const { overview } = await import('../../fleet/overview.ts')
    const report = await read((store) => overview(store, parseWhen(SINCE), { name: 'bitewing', version: version() }))
    for (const target of report.targets)
      if (target.last) target.report = `/fleet/${encodeURIComponent(target.name)}/report`
    return context.json(report)
  })
  app.get('/fleet/:target/report', async (context) => {
    const { ownReport } = await import('../fleet/report.ts')
    const markup = await read((store) => ownReport(store, context.req.param('target')))
    return markup === undefined ? context.notFound() : page(context, markup)
  })
}
