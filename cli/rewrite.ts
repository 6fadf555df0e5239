import { join, relative, resolve } from 'node:path'
import { plural } from '../engine/words.ts'
import { visible } from '../reports/inert.ts'
import type { ReportInput } from '../reports/model.ts'
import { summary } from '../reports/summary.ts'
import { type ExitStatus, exitStatus, type Gate } from './exit-status.ts'
import { type Io, print, tell } from './io.ts'
import { type JudgedAgain, judgeStored } from './judge.ts'
import { paletteFor } from './palette.ts'
import type { Parts } from './parts.ts'
import { chooseFormats, faultLines, prepareFolder, reportFiles, writeReports } from './run/outputs.ts'
import { openRun, readStoredRun } from './stored-run.ts'
import { usageError } from './usage-error.ts'
import { version } from './version.ts'

interface Outputs {
  out?: string
  report?: readonly string[]
}

const FORMATS = ['html', 'json', 'junit']

/** `bitewing report`: writes the files, and with `--bundle` the archive of them, and prints their paths. */
export async function rewriteReport(
  folder: string,
  flags: Outputs & { bundle?: string | true },
  io: Io,
  parts: Parts,
): Promise<ExitStatus> {
  const files = await openRun(resolve(io.cwd, folder), folder)
  const run = await readStoredRun(files)
  if (files.isBundle && flags.out === undefined) {
    throw usageError('--out', 'expected a folder: nothing is written into a bundle')
  }
  const written = await write(flags.out ?? folder, run, flags, io, parts)
  if (flags.bundle === undefined || written !== 0) return written
  const { writeBundle } = await import('./bundle/write.ts')
  const out = resolve(io.cwd, flags.out ?? folder)
  const path = flags.bundle === true ? join(out, 'bitewing-bundle.zip') : resolve(io.cwd, flags.bundle)
  await writeBundle(path, files, run, out, reportFiles(out, await parts.formats()))
  print(io, relative(io.cwd, path))
  return 0
}

/** `bitewing judge`: says what differs from the stored verdicts, and ends with the status that the verdicts give. */
export async function judgeAgain(from: string, flags: Outputs & Gate, io: Io, parts: Parts): Promise<ExitStatus> {
  const files = await openRun(resolve(io.cwd, from), from)
  const stored = await readStoredRun(files)
  const judged = await judgeStored(stored)
  const palette = await paletteFor(io, true)
  tell(io, summary(judged.report, { palette, reportFile: files.isBundle ? from : join(from, 'report.json') }))
  for (const line of comparison(judged)) print(io, visible(line))
  const input = { ...stored, report: judged.report }
  const written = flags.out === undefined ? 0 : await write(flags.out, input, flags, io, parts)
  return written === 0 ? exitStatus(judged.report, flags) : written
}

/** What this version judges otherwise than the stored verdicts say, in lines. */
function comparison({ report, changed, unknown }: JudgedAgain): string[] {
  const made = report.tool.version
  const versions = made === version() ? '' : `made with ${made}, judged with ${version()}: `
  const differ = plural(changed.length, 'verdict differs', 'verdicts differ')
  return [
    ...changed.map(({ target, id, from, to }) => `${target}: ${id} was ${from}, is ${to}`),
    ...unknown.map(({ target, id }) => `${target}: ${id} has no rule in ${version()}; its stored verdict is kept`),
    `${versions}${changed.length === 0 ? 'every verdict is the stored one' : differ}`,
  ]
}

async function write(out: string, input: ReportInput, { report }: Outputs, io: Io, parts: Parts): Promise<ExitStatus> {
  const formats = chooseFormats(report ?? FORMATS, await parts.formats())
  const target = resolve(io.cwd, out)
  prepareFolder(target, {})
  const written = await writeReports(target, input, formats)
  for (const path of written.paths) print(io, relative(io.cwd, path))
  for (const line of faultLines(written)) tell(io, line)
  return written.faults.length > 0 ? 3 : 0
}
