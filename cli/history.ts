import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { listOr } from '../engine/words.ts'
import { inertJson, visible } from '../reports/inert.ts'
import { duration, titleOf, verdicts } from '../reports/verdicts.ts'
import type { ExitStatus } from './exit-status.ts'
import type { KeptRun, KeptVerdict, TargetKey } from './history/file.ts'
import { openHistory } from './history/store.ts'
import { type Io, print } from './io.ts'
import { didYouMean } from './nearest.ts'
import { table } from './table.ts'
import { usageError } from './usage-error.ts'

export interface HistoryFlags {
  target?: string
  requirement?: string
  json?: true
}

/** `bitewing history`: lists the runs of a history, or the verdicts of one requirement over time. */
export async function history(file: string, { target, requirement, json }: HistoryFlags, io: Io): Promise<ExitStatus> {
  const path = resolve(io.cwd, file)
  if (!existsSync(path)) throw usageError(file, 'expected a history, found nothing there', 'run --history makes one')
  const kept = await openHistory(path, file)
  const runs = kept.runs()
  known('--target', target, [...new Set(runs.map(({ name }) => name))])
  if (requirement !== undefined) known('--requirement', requirement, kept.requirements())
  const ofTarget = ({ name }: { name: string }) => target === undefined || name === target
  const rows = requirement === undefined ? runs.filter(ofTarget) : kept.verdicts(requirement).filter(ofTarget)
  if (json) io.stdout.write(`${inertJson(JSON.stringify(rows, null, 2))}\n`)
  else if (requirement === undefined) print(io, runTable(rows as KeptRun[]))
  else print(io, verdictTable(rows as KeptVerdict[]))
  return 0
}

/** A word that names nothing that was kept would give an empty table. */
function known(option: string, word: string | undefined, words: readonly string[]): void {
  if (word === undefined || words.includes(word)) return
  const next = didYouMean(word, words)
  const expected = words.length <= 12 ? listOr(words) : `one of ${words.length} that were judged`
  throw usageError(
    option,
    visible(`expected ${expected || 'nothing, for no run is kept'}, found ${JSON.stringify(word)}`),
    next,
  )
}

function runTable(runs: readonly KeptRun[]): string {
  const counts = verdicts.filter(({ count }) => runs.some(({ summary }) => summary[count] > 0))
  return table([
    ['started (UTC)', 'target', 'profile', 'took', 'bitewing', ...counts.map(({ label }) => label), ''],
    ...runs.map(({ startedAt, profile, durationMs, toolVersion, summary, complete, ...target }) => [
      instant(startedAt),
      nameOf(target),
      profile,
      duration(durationMs),
      toolVersion,
      ...counts.map(({ count }) => String(summary[count])),
      complete ? '' : 'broke off',
    ]),
  ])
}

/** Each verdict with a mark where it is another one than before on the same target. */
function verdictTable(kept: readonly KeptVerdict[]): string {
  const before = new Map<string, string>()
  const rows = kept.map(({ startedAt, verdict, ...one }) => {
    const target = nameOf(one)
    const last = before.get(target)
    before.set(target, verdict)
    const { glyph, label } = verdicts.find((one) => one.name === verdict)!
    return [
      instant(startedAt),
      target,
      `${glyph} ${label}`,
      last === undefined || last === verdict ? '' : `was ${last}`,
    ]
  })
  return table([['started (UTC)', 'target', 'verdict', ''], ...rows])
}

const nameOf = ({ kind, ...target }: Pick<TargetKey, 'name' | 'kind' | 'role'>): string =>
  titleOf(target) + (kind === 'mock' ? ' (mock)' : '')

const instant = (startedAt: string) => `${startedAt.slice(0, 10)} ${startedAt.slice(11, 19)}`
