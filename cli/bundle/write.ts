import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { EVIDENCE_FILE, EXCHANGES_FILE, LEDGER_FILE } from '../../engine/journal.ts'
import { findProfile } from '../../profiles/find.ts'
import { requirementsOf } from '../../profiles/requirements.ts'
import type { Report } from '../../reports/model.ts'
import { CONFIGURATION_FILE } from '../run/stored-configuration.ts'
import type { RunFiles } from '../run-files.ts'
import { usageError } from '../usage-error.ts'
import { pack } from './archive.ts'
import { checksums, SUMS_FILE } from './checksums.ts'

/** What a run leaves beside its reports, as far as it has it. */
const STORED = ['report.json', EXCHANGES_FILE, EVIDENCE_FILE, LEDGER_FILE, CONFIGURATION_FILE]

/**
 * Writes a bundle: the report files of a run, what it stored, the rows of the registers that it was judged by, and the
 * checksums of all of these. The same files give the same archive.
 *
 * @param files where the run is read from
 * @param folder where its report files are
 * @param reports paths in the folder of its report files
 * @throws UsageError where the archive cannot be written.
 */
export async function writeBundle(
  path: string,
  files: RunFiles,
  { report }: { report: Report },
  folder: string,
  reports: readonly string[],
): Promise<void> {
  const content = new Map<string, Uint8Array>()
  for (const file of reports) content.set(file, readFileSync(join(folder, file)))
  for (const file of STORED) {
    const stored = files.read(file)
    if (stored) content.set(file, stored)
  }
  const profiles = new Map(report.targets.map(({ profile, module }) => [profile, module ?? profile]))
  for (const [profile, ref] of profiles) {
    const rows = await requirementsOf(await findProfile(ref, process.cwd()))
    content.set(`register/${profile}.json`, Buffer.from(`${JSON.stringify(rows, null, 2)}\n`))
  }
  content.set(SUMS_FILE, Buffer.from(checksums(content)))
  try {
    writeFileSync(path, pack(content))
  } catch (error) {
    throw usageError('--bundle', `expected a file that can be written: ${(error as Error).message}`)
  }
}
