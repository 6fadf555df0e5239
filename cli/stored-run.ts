import { existsSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Exchange } from '../engine/exchange.ts'
import { EVIDENCE_FILE, type EvidenceRecord, EXCHANGES_FILE } from '../engine/journal.ts'
import { parseJson } from '../engine/json.ts'
import { visible } from '../reports/inert.ts'
import type { Report } from '../reports/model.ts'
import { verdicts } from '../reports/verdicts.ts'
import { SUMS_FILE } from './bundle/checksums.ts'
import { textOf } from './config/read.ts'
import { CONFIGURATION_FILE } from './run/stored-configuration.ts'
import { decoded, type RunFiles, type StoredRun } from './run-files.ts'
import { usageError } from './usage-error.ts'

/**
 * Opens a run: the folder that it wrote to, its `report.json`, or a bundle, whose checksums are then verified.
 *
 * @param where the path as it was given
 * @throws UsageError where there is none of these, and where a bundle is not as it was made.
 */
export async function openRun(path: string, where: string): Promise<RunFiles> {
  if (!existsSync(path)) return fromFolder(path, where)
  const isFolder = statSync(path).isDirectory()
  if (isFolder ? !existsSync(join(path, SUMS_FILE)) : path.endsWith('.json')) {
    return isFolder ? fromFolder(path, where) : fromReport(path, where)
  }
  const { openBundle } = await import('./bundle/open.ts')
  const files = openBundle(path, isFolder, where)
  return { where, isBundle: true, read: (file) => files.get(file), has: (file) => files.has(file) }
}

export const fromFolder = (folder: string, where = folder): RunFiles => ({
  where,
  isBundle: false,
  has: (file) => existsSync(join(folder, file)),
  read(file) {
    const path = join(folder, file)
    return existsSync(path) ? readFileSync(path) : undefined
  },
})

/** A report under any name; what lies beside it belongs to it. */
function fromReport(path: string, where: string): RunFiles {
  const beside = fromFolder(dirname(path), where)
  const name = (file: string) => (file === 'report.json' ? basename(path) : file)
  return {
    ...beside,
    where: dirname(where),
    report: where,
    has: (file) => beside.has(name(file)),
    read: (file) => beside.read(name(file)),
  }
}

/**
 * A run with all that it left. One that wrote no report, since it was killed, has the one that its evidence gives.
 *
 * @throws UsageError naming the file that is not there or cannot be read.
 */
export async function readStoredRun(files: RunFiles): Promise<StoredRun> {
  if (isBrokenOff(files)) return (await import('./broken-off.ts')).reportBrokenOff(files, 'the run was killed')
  return {
    report: await readReport(files),
    exchanges: readLines<Exchange>(files, EXCHANGES_FILE),
    evidence: readLines<EvidenceRecord>(files, EVIDENCE_FILE),
  }
}

/** Whether a run began here and left no report. */
const isBrokenOff = (files: RunFiles) => !files.has('report.json') && files.has(CONFIGURATION_FILE)

/** The exchanges that a run journaled in a folder, in the order in which they were sent. */
export const readExchanges = (folder: string): Exchange[] => readLines<Exchange>(fromFolder(folder), EXCHANGES_FILE)

const nameOfReport = ({ where, report }: RunFiles) => report ?? join(where, 'report.json')

/** @throws UsageError where there is no report of a version that this one knows. */
export async function readReport(files: RunFiles): Promise<Report> {
  if (isBrokenOff(files)) return (await readStoredRun(files)).report
  const text = textOf(readBytes(files, 'report.json'), join(files.where, 'report.json'))
  let report: Report
  try {
    report = JSON.parse(text) as Report
  } catch (error) {
    throw usageError(nameOfReport(files), `is not JSON: ${visible((error as Error).message)}`)
  }
  const fault = faultOf(report)
  if (fault) throw usageError(nameOfReport(files), fault)
  return report
}

/** What would mislead a reader of the report; `report.schema.json` says all that is expected of it. */
function faultOf(report: Partial<Report> | null): string | undefined {
  if (report?.schemaVersion !== 1 && report?.schemaVersion !== 2) {
    return `expected a report of version 1 or 2, found ${report?.schemaVersion === undefined ? 'none' : visible(`version ${report.schemaVersion}`)}`
  }
  const known = new Set(verdicts.map(({ name }) => name))
  const whole =
    typeof report.tool?.version === 'string' &&
    typeof report.startedAt === 'string' &&
    Array.isArray(report.targets) &&
    report.targets.every(
      ({ name, profile, requirements }) =>
        typeof name === 'string' &&
        typeof profile === 'string' &&
        Array.isArray(requirements) &&
        requirements.every(
          ({ id, message, verdict }) => typeof id === 'string' && typeof message === 'string' && known.has(verdict),
        ),
    )
  return whole ? undefined : 'expected a report of version 1 or 2, found one that is not as its schema says'
}

function readBytes(files: RunFiles, file: string): Uint8Array {
  const bytes = files.read(file)
  if (bytes === undefined) {
    throw usageError(
      files.where,
      `expected the folder of a run, with ${file} in it`,
      'Give the folder that run wrote to (--out), or a bundle',
    )
  }
  return bytes
}

function readLines<T>(files: RunFiles, file: string): T[] {
  const lines = decoded(readBytes(files, file)).split('\n')
  return lines.flatMap((line, index) => {
    if (line === '') return []
    try {
      return [parseJson(line) as T]
    } catch (error) {
      // A run that was killed may have left half a line at the end; anywhere else it is a damaged file.
      if (index === lines.length - 1) return []
      throw usageError(join(files.where, file), `line ${index + 1} is not JSON: ${visible((error as Error).message)}`)
    }
  })
}
