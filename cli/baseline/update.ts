import { failureOf, fitsFailure, UNEXPLAINED } from '../../engine/waivers.ts'
import { inertJson } from '../../reports/inert.ts'
import type { Report, RequirementReport } from '../../reports/model.ts'
import type { Gate } from '../exit-status.ts'
import { writeWhole } from '../write-whole.ts'
import type { Baseline, BaselineWaiver } from './read.ts'

/**
 * The baseline for what a run found: the waivers of what still fails as they say stay word for word, those of what no
 * longer fails or fails otherwise are dropped, and what fails besides gets one that holds for so many days, with a reason
 * to be filled in. What the run did not judge, or could not try, stays as it is.
 *
 * @param gate with `strict` a warn counts as a fail here too
 */
export function updated(
  { waivers }: Pick<Baseline, 'waivers'>,
  report: Report,
  { strict }: Gate,
  days: number,
): BaselineWaiver[] {
  const kept = waivers.filter((waiver) => stays(waiver, report))
  const expires = new Date(Date.parse(report.startedAt) + days * 86_400_000).toISOString().slice(0, 10)
  const added = report.targets.flatMap(({ name, requirements }) => {
    const isOf = ({ target, id }: BaselineWaiver, row: RequirementReport) =>
      id === row.id && (target === undefined || target === name)
    return requirements
      .filter(({ verdict }) => verdict === 'fail' || (strict && verdict === 'warn'))
      .filter((row) => !kept.some((waiver) => isOf(waiver, row) && fitsFailure(waiver, row)))
      .map((row): BaselineWaiver => {
        const before = waivers.find((waiver) => isOf(waiver, row))
        const reason = before ? `${UNEXPLAINED} (waived before, for another failure: ${before.reason})` : UNEXPLAINED
        const failure = failureOf(row)
        return { target: name, id: row.id, reason, expires, ...(failure ? { failure } : {}) }
      })
  })
  return [...kept, ...added]
}

/** Whether a waiver is still needed, or nobody can tell. */
function stays(waiver: BaselineWaiver, { targets }: Report): boolean {
  const rows = targets
    .filter(({ name }) => waiver.target === undefined || waiver.target === name)
    .flatMap(({ requirements }) => requirements.filter(({ id }) => id === waiver.id))
  const needed = ({ verdict, ...row }: RequirementReport) =>
    verdict === 'inconclusive' ||
    (verdict !== 'pass' && verdict !== 'not-applicable' && fitsFailure(waiver, { verdict, ...row }))
  return rows.length === 0 || rows.some(needed)
}

/** Writes a baseline to its file, as a whole or not at all. */
export const writeBaseline = (baseline: Baseline): void => writeWhole(baseline.path, baselineText(baseline))

/** What stands in a baseline's file. */
export function baselineText({ $schema, waivers }: Pick<Baseline, '$schema' | 'waivers'>): string {
  const content = { ...($schema === undefined ? {} : { $schema }), waivers }
  return `${inertJson(JSON.stringify(content, null, 2))}\n`
}
