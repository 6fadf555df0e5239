import type { VerdictName } from '../engine/verdict.ts'
import type { Queries } from './database/queries.ts'

/** What is asked: of which requirements, from when on, and of which group. */
export interface Question {
  /** An ID, or a glob (`*` any characters, `?` one); case does not count. */
  requirement: string
  since: Date
  group?: string
}

/** A verdict of a requirement on a target, as long as it was given. */
export interface Answer {
  target: string
  group: string
  requirement: string
  verdict: VerdictName
  /** RFC 3339: the first run that gave it. */
  since: string
  /** The first run that gave another one; null where it is the present one. */
  until: string | null
  message: string | null
}

/** Every fail and warn that a question is about, and that held at some time from its instant on: the newest first. */
export async function ask({ query }: Queries, { requirement, since, group }: Question): Promise<Answer[]> {
  const rows = await query<Omit<Answer, 'since' | 'until'> & { since: Date; until: Date | null }>(
    `SELECT name AS target, shares AS "group", requirement, verdict, since, until, message
     FROM bitewing.verdict JOIN bitewing.target ON target.id = verdict.target
     WHERE verdict IN ('fail', 'warn') AND requirement ILIKE $1 AND (until IS NULL OR until > $2)
       AND ($3::text IS NULL OR shares = $3)
     ORDER BY since DESC, name, requirement`,
    [asPattern(requirement), since, group ?? null],
  )
  return rows.map((row) => ({ ...row, since: row.since.toISOString(), until: row.until?.toISOString() ?? null }))
}

/** Whether any verdict is kept of requirements of this name. */
export async function isJudged({ query }: Queries, requirement: string): Promise<boolean> {
  const rows = await query('SELECT FROM bitewing.verdict WHERE requirement ILIKE $1 LIMIT 1', [asPattern(requirement)])
  return rows.length > 0
}

/** The requirements of which a verdict is kept. */
export async function judgedRequirements({ query }: Queries): Promise<string[]> {
  const rows = await query<{ requirement: string }>('SELECT DISTINCT requirement FROM bitewing.verdict ORDER BY 1')
  return rows.map((row) => row.requirement)
}

const asPattern = (glob: string) =>
  glob
    .replace(/[\\%_]/g, '\\$&')
    .replaceAll('*', '%')
    .replaceAll('?', '_')
