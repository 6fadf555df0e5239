import { relative } from 'node:path'
import { json } from '../../reports/json.ts'
import type { Report, ReportInput } from '../../reports/model.ts'
import { summary } from '../../reports/summary.ts'
import { type Io, tell } from '../io.ts'
import { paletteFor } from '../palette.ts'
import { tellGitHub } from './github.ts'
import { type ChosenFormat, faultLines, type Written, writeReports } from './outputs.ts'

/** Where a report goes, and what is told of it. */
export interface HandOut {
  io: Io
  out: string
  formats: readonly ChosenFormat[]
  options: { quiet?: boolean; color?: boolean; json?: boolean }
  redact(text: string): string
  exchanges: ReportInput['exchanges']
  /** What people are told before the summary. */
  lines?: readonly string[]
}

/** Writes a report in its formats, and tells people, GitHub, and with `json` other programs what it says. */
export async function handOut(report: Report, to: HandOut): Promise<Written> {
  const { io, out, formats, options, redact, exchanges, lines = [] } = to
  const { quiet = false, json: asJson = false } = options
  const written = await writeReports(out, { report, exchanges }, formats)
  if (!quiet) {
    for (const line of lines) tell(io, redact(line))
    const palette = await paletteFor(io, options.color)
    const reportFile = relative(io.cwd, written.paths[0] ?? out)
    // A terminal that does not know its width says 0.
    const columns = io.stderr.columns || Number.POSITIVE_INFINITY
    tell(io, redact(summary(report, { palette, columns, reportFile })))
  }
  await tellGitHub(report, io, { quiet, redact })
  if (asJson) io.stdout.write(redact(json.write({ report, exchanges: [] })))
  for (const line of faultLines(written)) tell(io, redact(line))
  return written
}
