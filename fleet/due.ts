import type { Queries } from './database/queries.ts'

/** What is to be done yet. */
export interface Open {
  /** Targets in the queue of which no run goes on. */
  queued: number
  running: number
}

/**
 * Enters what is due as queued.
 *
 * @param since where one round is meant, when it began: a target is judged once in it, or tried twice where it is away;
 *   and one that answered before, and yet could not be judged to the end, need not be due
 * @returns the lanes that they are in
 */
export async function queueDue({ query }: Queries, since?: Date): Promise<string[]> {
  const rows = await query<{ lane: string }>(
    `WITH queued AS (
       UPDATE bitewing.target SET queued_at = now() FROM bitewing.standing
       WHERE standing.target = target.id AND queued_at IS NULL AND NOT paused AND NOT is_running
         AND CASE
           WHEN $1::timestamptz IS NULL THEN due_at <= now()
           WHEN coalesce(last_at < $1, true) THEN due_at <= now() OR (tries > 0 AND last_state = 'judged')
           ELSE due_at <= now() AND tries = 1 AND last_state = 'away'
         END
       RETURNING lane
     )
     SELECT DISTINCT lane FROM queued`,
    [since ?? null],
  )
  return rows.map(({ lane }) => lane)
}

/** Whether targets that were away once in a round are yet to be tried again in it. */
export async function isToBeTriedAgain({ query }: Queries, since: Date): Promise<boolean> {
  const rows = await query(
    `SELECT FROM bitewing.target JOIN bitewing.standing ON standing.target = target.id
     WHERE NOT paused AND tries = 1 AND last_state = 'away' AND last_at >= $1 LIMIT 1`,
    [since],
  )
  return rows.length > 0
}

/** The lanes in which targets are queued and no run goes on. */
export async function waitingLanes({ query }: Queries, lane?: string): Promise<string[]> {
  const rows = await query<{ lane: string }>(
    `SELECT DISTINCT lane FROM bitewing.target
     WHERE queued_at IS NOT NULL AND NOT paused AND ($1::text IS NULL OR lane = $1)
       AND lane NOT IN (SELECT lane FROM bitewing.run WHERE state = 'running')`,
    [lane ?? null],
  )
  return rows.map((row) => row.lane)
}

export async function open({ query }: Queries): Promise<Open> {
  const [row] = await query<Open>(
    `SELECT count(*) FILTER (WHERE queued_at IS NOT NULL AND NOT paused AND running.id IS NULL)::int AS queued,
       count(running.id)::int AS running
     FROM bitewing.target LEFT JOIN bitewing.run AS running ON running.target = target.id AND running.state = 'running'`,
  )
  return row!
}
