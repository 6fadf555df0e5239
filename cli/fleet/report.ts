import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import type { Exchange } from '../../engine/exchange.ts'
import type { Database } from '../../fleet/database/queries.ts'
import { evidenceOf } from '../../fleet/evidence.ts'
import { overview } from '../../fleet/overview.ts'
import { fleetCsv } from '../../reports/fleets/csv.ts'
import { fleetHtml } from '../../reports/fleets/html.ts'
import { fleetMarkdown } from '../../reports/fleets/markdown.ts'
import type { FleetReport } from '../../reports/fleets/model.ts'
import { html } from '../../reports/html.ts'
import { inertJson } from '../../reports/inert.ts'
import type { Report } from '../../reports/model.ts'
import { unpack } from '../bundle/archive.ts'
import { verify } from '../bundle/checksums.ts'
import type { ExitStatus } from '../exit-status.ts'
import { type Io, tell } from '../io.ts'
import { usageError } from '../usage-error.ts'
import { version } from '../version.ts'
import { writeWhole } from '../write-whole.ts'
import { type PlaceFlags, withStore } from './open.ts'
import { fromStore } from './stored-bundle.ts'
import { parseWhen } from './when.ts'

export type TargetReports = 'failing' | 'all' | 'none'

interface Flags extends PlaceFlags {
  out?: string
  since?: string
  targets?: TargetReports
  json?: true
}

/** `bitewing fleet report`: a page, a table, a summary and the data, and the targets' own reports beside them. */
export const reportFleet = (
  { out = 'bitewing-fleet', since = '1d', targets = 'failing', json, ...place }: Flags,
  io: Io,
): Promise<ExitStatus> =>
  withStore<ExitStatus>(place, io, async (store) => {
    const report = await overview(store, parseWhen(since), { name: 'bitewing', version: version() })
    if (json) {
      io.stdout.write(asJson(report))
      return 0
    }
    const folder = resolve(io.cwd, out)
    try {
      mkdirSync(join(folder, 'targets'), { recursive: true })
    } catch (error) {
      throw usageError('--out', `expected a folder that can be written to: ${(error as Error).message}`)
    }
    const wanted = report.targets.filter(
      ({ last }) => last && (targets === 'all' || (targets === 'failing' && (last.fails.length > 0 || !last.complete))),
    )
    for (const target of wanted) {
      const page = await ownReport(store, target.name)
      if (page === undefined) continue
      target.report = `targets/${target.name}.html`
      writeWhole(join(folder, target.report), page)
    }
    writeWhole(join(folder, 'fleet.json'), asJson(report))
    writeWhole(join(folder, 'fleet.csv'), fleetCsv(report))
    writeWhole(join(folder, 'fleet.md'), fleetMarkdown(report))
    writeWhole(join(folder, 'fleet.html'), fleetHtml(report))
    tell(io, `Report: ${relative(io.cwd, join(folder, 'fleet.html'))}`)
    return 0
  })

const asJson = (report: FleetReport) => inertJson(`${JSON.stringify(report, null, 2)}\n`)

/** The report of a target's last run that has evidence, as `run` would have written it. */
export async function ownReport(store: Database, name: string): Promise<string | undefined> {
  const kept = await evidenceOf(store, name)
  const inFile = kept?.file && existsSync(kept.file) ? readFileSync(kept.file) : undefined
  const bytes = kept?.bundle ? fromStore(kept.bundle) : inFile
  if (!bytes) return undefined
  const where = `the evidence of ${name}`
  const files = unpack(bytes, where)
  verify(files, where)
  const text = (file: string) => Buffer.from(files.get(file) ?? []).toString('utf8')
  const exchanges = text('exchanges.ndjson')
    .split('\n')
    .flatMap((line) => (line === '' ? [] : [JSON.parse(line) as Exchange]))
  return html.write({ report: JSON.parse(text('report.json')) as Report, exchanges })
}
