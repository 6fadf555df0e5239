import { visible } from '../reports/inert.ts'
import type { RequirementReport } from '../reports/model.ts'
import type { Queries } from './database/queries.ts'

/**
 * Takes the verdicts of a run in: one that is as before lives on, with the words of this run; one that is another ends the
 * one before, and begins with this run.
 */
export async function keepVerdicts(
  { query }: Queries,
  target: number,
  at: Date,
  rows: readonly Pick<RequirementReport, 'id' | 'verdict' | 'message'>[],
): Promise<void> {
  // PostgreSQL takes no text with a NUL, or half of a surrogate pair, in it: what a target says may have either.
  const found = JSON.stringify(
    rows.map(({ id, verdict, message }) => ({
      id,
      verdict,
      message: verdict === 'fail' || verdict === 'warn' ? visible(message) : null,
    })),
  )
  const FOUND = 'json_to_recordset($3::json) AS found (id text, verdict text, message text)'
  const SAME = 'now.target = $1 AND now.requirement = found.id AND now.until IS NULL'
  await query(
    `UPDATE bitewing.verdict AS now SET
       until = CASE WHEN now.verdict <> found.verdict THEN $2::timestamptz END,
       message = CASE WHEN now.verdict <> found.verdict THEN now.message ELSE found.message END
     FROM ${FOUND}
     WHERE ${SAME} AND (now.verdict, now.message) IS DISTINCT FROM (found.verdict, found.message)`,
    [target, at, found],
  )
  await query(
    `INSERT INTO bitewing.verdict (target, requirement, since, verdict, message)
     SELECT $1::integer, id, $2::timestamptz, verdict, message FROM ${FOUND}
     WHERE NOT EXISTS (SELECT FROM bitewing.verdict AS now WHERE ${SAME})`,
    [target, at, found],
  )
}
