import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { createTwoFilesPatch } from 'diff'
import { failureOf } from '../../engine/waivers.ts'
import { PROFILES } from '../../profiles/index.ts'
import type { Report } from '../../reports/model.ts'
import { type Baseline, readBaseline } from '../baseline/read.ts'
import { baselineText } from '../baseline/update.ts'
import type { Configuration } from '../config/configuration.ts'
import { usageError } from '../usage-error.ts'
import { writeWhole } from '../write-whole.ts'
import type { WaiverPreview, WaiverRequest } from './model.ts'

/**
 * What a waiver of a failure changes in the baseline. It is written only where the request says that this very change was
 * looked at.
 *
 * @param report of the run that the failure is in
 * @throws UsageError where the file is not valid, nothing is to be waived, or the waiver would not hold.
 */
export async function waive(
  request: WaiverRequest,
  report: Report,
  { cwd, file }: { cwd: string; file: string },
  { targets, clients }: Configuration,
): Promise<WaiverPreview> {
  const { target, id, reason, expires, seen } = request
  const rows = report.targets.flatMap(({ name, requirements }) => (name === target ? requirements : []))
  const row = rows.find((one) => one.id === id)
  if (!row || (row.verdict !== 'fail' && row.verdict !== 'warn')) {
    throw usageError('id', `expected a rule that fails or warns in this run, found ${JSON.stringify(id)}`)
  }
  if (reason.trim() === '') throw usageError('reason', 'expected a reason, found an empty text')
  if (!isDay(expires) || expires < new Date().toISOString().slice(0, 10)) {
    throw usageError('expires', `expected a day that is not over (YYYY-MM-DD), found ${JSON.stringify(expires)}`)
  }
  const profiles = new Map([
    ...PROFILES.map((name) => [name, name] as const),
    ...report.targets.map(({ name, profile, module }) => [name, module ?? profile] as const),
    ...Object.entries({ ...clients, ...targets }).map(([name, { profile }]) => [name, profile] as const),
  ])
  const baseline = await readBaseline(cwd, file, profiles, true)
  const failure = failureOf(row)
  const others = baseline.waivers.filter((one) => one.id !== id || one.target !== target)
  const changed: Baseline = {
    ...baseline,
    waivers: [...others, { target, id, reason: reason.trim(), expires, ...(failure ? { failure } : {}) }],
  }
  const before = existsSync(baseline.path) ? readFileSync(baseline.path, 'utf8') : ''
  const after = baselineText(changed)
  const mark = createHash('sha256').update(`${before}\n${after}`).digest('hex')
  const written = seen === mark
  if (written) writeWhole(baseline.path, after)
  else if (seen !== undefined) {
    throw usageError(baseline.name, 'it is no longer what was shown', 'Look at the difference again')
  }
  return { file: baseline.name, diff: createTwoFilesPatch(baseline.name, baseline.name, before, after), mark, written }
}

const isDay = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))
