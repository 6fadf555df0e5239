import { resolve } from 'node:path'
import { listAnd } from '../engine/words.ts'
import { type Compared, compare } from '../reports/diff/compare.ts'
import { diffJson } from '../reports/diff/json.ts'
import type { Diff } from '../reports/diff/model.ts'
import { diffText } from '../reports/diff/text.ts'
import { visible } from '../reports/inert.ts'
import type { ExitStatus } from './exit-status.ts'
import { type Io, print } from './io.ts'
import { paletteFor } from './palette.ts'
import { openRun, readReport } from './stored-run.ts'
import { usageError } from './usage-error.ts'
import { writePage } from './write-page.ts'

export interface DiffFlags {
  json?: true
  html?: string
  color?: boolean
}

/** `bitewing diff`: tells what B says otherwise than A; 1 where something newly fails, 0 otherwise. */
export async function diff(a: string, b: string, flags: DiffFlags, io: Io): Promise<ExitStatus> {
  const found = compare(await read(a, io), await read(b, io))
  if (found.targets.every((target) => !target.a || !target.b)) throw nothingInCommon(found)
  if (flags.html !== undefined)
    await writePage('Diff', flags.html, io, async (style) =>
      (await import('../reports/diff/html.ts')).diffHtml(found, style),
    )
  if (flags.json) io.stdout.write(diffJson(found))
  else print(io, diffText(found, await paletteFor({ ...io, stderr: io.stdout }, flags.color)))
  return found.counts['newly-failing'] > 0 ? 1 : 0
}

async function read(path: string, io: Io): Promise<Compared> {
  return { from: path, report: await readReport(await openRun(resolve(io.cwd, path), path)) }
}

function nothingInCommon({ a, b, targets }: Diff) {
  const named = (side: 'a' | 'b') =>
    listAnd(targets.flatMap((target) => (target[side] ? [visible(`${target[side].name} (${target.profile})`)] : [])))
  return usageError(
    'the runs',
    `expected a target that both judged, found ${named('a')} in ${a.from}, ${named('b')} in ${b.from}`,
    'Targets are matched by name, or by profile where each run has one of it',
  )
}
