import { join, relative, resolve } from 'node:path'
import type { ReportInput } from '../reports/model.ts'
import { summary } from '../reports/summary.ts'
import { type ExitStatus, exitStatus, type Gate } from './exit-status.ts'
import { type Io, print, tell } from './io.ts'
import { judgeStored } from './judge.ts'
import { paletteFor } from './palette.ts'
import type { Parts } from './parts.ts'
import { chooseWriters, prepareFolder, writeReports } from './run/outputs.ts'
import { readStoredRun } from './stored-run.ts'

interface Outputs {
  out?: string
  report?: readonly string[]
}

const FORMATS = ['html', 'json', 'junit']

/** `bitewing report`: writes the files and prints their paths. */
export async function rewriteReport(folder: string, flags: Outputs, io: Io, parts: Parts): Promise<ExitStatus> {
  const from = resolve(io.cwd, folder)
  const { report, exchanges } = readStoredRun(from)
  return write(flags.out ?? folder, { report, exchanges }, flags, io, parts)
}

/** `bitewing judge`: says what differs from the stored verdicts, and ends with the status that the verdicts give. */
export async function judgeAgain(folder: string, flags: Outputs & Gate, io: Io, parts: Parts): Promise<ExitStatus> {
  const stored = readStoredRun(resolve(io.cwd, folder))
  const { report, changed } = await judgeStored(stored)
  const palette = await paletteFor(io, true)
  tell(io, summary(report, { palette, reportFile: join(folder, 'report.json') }))
  for (const { target, id, from, to } of changed) print(io, `${target}: ${id} was ${from}, is ${to}`)
  print(
    io,
    changed.length === 0
      ? 'every verdict is the stored one'
      : `${changed.length} ${changed.length === 1 ? 'verdict differs' : 'verdicts differ'}`,
  )
  const written = flags.out === undefined ? 0 : await write(flags.out, { ...stored, report }, flags, io, parts)
  return written === 0 ? exitStatus(report, flags) : written
}

async function write(out: string, input: ReportInput, { report }: Outputs, io: Io, parts: Parts): Promise<ExitStatus> {
  const all = await parts.writers()
  const writers = chooseWriters(report ?? FORMATS, all)
  const target = resolve(io.cwd, out)
  prepareFolder(target, {})
  const { paths, faults } = writeReports(target, input, writers)
  for (const path of paths) print(io, relative(io.cwd, path))
  for (const { format, error } of faults) tell(io, `internal error: the ${format} report: ${error.stack}`)
  return faults.length > 0 ? 3 : 0
}
