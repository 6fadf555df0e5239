import type { Summary } from '../reports/model.ts'
import type { Database, Queries } from './database/queries.ts'
import { lanesOf, type Using } from './lanes.ts'

/** A target as it is added. */
export interface NewTarget {
  name: string
  /** The profile's name. */
  profile: string
  /** As it stands in the file, without name, every and group; references to variables are not filled in. */
  entry: Record<string, unknown>
  /** Where paths in it start from. */
  folder: string
  baseUrl?: string
  /** What shares a limit, as people name it. */
  shares: string
  /** What no two runs may use at once. */
  uses: readonly string[]
  everySeconds: number
}

/** `away`: the last run found it silent. `due`: it is to be judged, or in the queue. */
export type TargetState = 'due' | 'running' | 'judged' | 'away' | 'paused'

export interface LastRun {
  /** RFC 3339. */
  startedAt: string
  durationMs: number
  complete: boolean
  summary: Summary
  /** IDs of the requirements that fail. */
  fails: string[]
}

/** A target and where it stands. */
export interface FleetTarget {
  name: string
  profile: string
  baseUrl: string | null
  group: string
  everySeconds: number
  /** RFC 3339. */
  dueAt: string
  state: TargetState
  /** The last run that was made to its end; null before the first. */
  last: LastRun | null
  /** Why the last run is not complete. */
  reason: string | null
  /** What the server says of itself, where it does. */
  serverVersion: string | null
  /** `must` rules that could not be judged in the last run. */
  openMusts: number
}

/** Who changes which targets there are does so alone, since lanes depend on all of them. */
const LANES = 4_274_842

/** The names of these that are in the fleet already. */
export async function known({ query }: Queries, names: readonly string[]): Promise<string[]> {
  const rows = await query<{ name: string }>('SELECT name FROM bitewing.target WHERE name = ANY($1)', [names])
  return rows.map(({ name }) => name)
}

/** Adds targets whose names nobody has yet; the others stay as they are. They are due at once. */
export const add = (database: Database, targets: readonly NewTarget[]): Promise<void> =>
  database.transaction(async (queries) => {
    await queries.query('SELECT pg_advisory_xact_lock($1)', [LANES])
    await queries.query(
      `INSERT INTO bitewing.target (name, profile, entry, folder, base_url, shares, uses, lane, every_seconds, due_at)
       SELECT name, profile, entry, folder, "baseUrl", shares, uses, '', "everySeconds", now()
       FROM json_to_recordset($1::json) AS one (name text, profile text, entry json, folder text, "baseUrl" text,
         shares text, uses text[], "everySeconds" integer)
       ON CONFLICT (name) DO NOTHING`,
      [JSON.stringify(targets)],
    )
    await assignLanes(queries)
  })

async function assignLanes({ query }: Queries): Promise<void> {
  const targets = await query<Using & { lane: string }>('SELECT id, uses, lane FROM bitewing.target')
  const lanes = lanesOf(targets)
  const moved = targets.filter(({ id, lane }) => lanes.get(id) !== lane).map(({ id }) => ({ id, lane: lanes.get(id) }))
  await query(
    `UPDATE bitewing.target SET lane = moved.lane
     FROM json_to_recordset($1::json) AS moved (id integer, lane text) WHERE moved.id = target.id`,
    [JSON.stringify(moved)],
  )
}

/** Takes targets out, with all that is known of them; resolves with the names of those that were there. */
export const remove = (database: Database, names: readonly string[]): Promise<string[]> =>
  database.transaction(async (queries) => {
    await queries.query('SELECT pg_advisory_xact_lock($1)', [LANES])
    const gone = await queries.query<{ name: string }>(
      'DELETE FROM bitewing.target WHERE name = ANY($1) RETURNING name',
      [names],
    )
    await assignLanes(queries)
    return gone.map(({ name }) => name)
  })

/** Pauses targets, or lets them go on; resolves with the names of those that were there. */
export async function pause({ query }: Queries, names: readonly string[], paused: boolean): Promise<string[]> {
  const rows = await query<{ name: string }>(
    `UPDATE bitewing.target SET paused = $2, queued_at = CASE WHEN $2 THEN NULL ELSE queued_at END
     WHERE name = ANY($1) RETURNING name`,
    [names, paused],
  )
  return rows.map(({ name }) => name)
}

interface Row {
  name: string
  profile: string
  base_url: string | null
  shares: string
  every_seconds: number
  due_at: Date
  state: TargetState
  started_at: Date | null
  duration_ms: number
  complete: boolean
  summary: Summary
  fails: string[]
  reason: string | null
  server_version: string | null
  open_musts: number | null
}

/** All targets by name, and where each stands. */
export async function targets({ query }: Queries): Promise<FleetTarget[]> {
  const rows = await query<Row>(
    `SELECT target.name, target.profile, base_url, shares, every_seconds, due_at,
       CASE
         WHEN is_running THEN 'running'
         WHEN paused THEN 'paused'
         WHEN last_state = 'away' THEN 'away'
         WHEN due_at <= now() OR queued_at IS NOT NULL THEN 'due'
         ELSE 'judged'
       END AS state,
       last.started_at, last.duration_ms, last.complete, last.summary, last.fails, last.reason, last.server_version,
       last.open_musts
     FROM bitewing.target JOIN bitewing.standing ON standing.target = target.id
       LEFT JOIN bitewing.run AS last ON last.id = last_run
     ORDER BY target.name`,
  )
  return rows.map((row) => ({
    name: row.name,
    profile: row.profile,
    baseUrl: row.base_url,
    group: row.shares,
    everySeconds: row.every_seconds,
    dueAt: row.due_at.toISOString(),
    state: row.state,
    last: row.started_at && {
      startedAt: row.started_at.toISOString(),
      durationMs: row.duration_ms,
      complete: row.complete,
      summary: row.summary,
      fails: row.fails,
    },
    reason: row.reason,
    serverVersion: row.server_version,
    openMusts: row.open_musts ?? 0,
  }))
}
