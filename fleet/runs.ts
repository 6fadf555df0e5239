import { randomUUID } from 'node:crypto'
import type { LedgerRecord } from '../engine/ledger.ts'
import { visible } from '../reports/inert.ts'
import type { RequirementReport, Summary } from '../reports/model.ts'
import type { Database, Queries } from './database/queries.ts'
import { nextDue, nextTry } from './schedule.ts'
import { keepVerdicts } from './verdicts.ts'

/** A run that was begun: its target as it stands in the store. */
export interface Begun {
  /** UUID. */
  run: string
  /** The target's name. */
  name: string
  entry: { profile: string } & Record<string, unknown>
  folder: string
  lane: string
  startedAt: Date
  /** Runs of this target that broke off since the last one that did not, oldest first. */
  broken: BrokenRun[]
}

export interface BrokenRun {
  startedAt: string
  reason: string
  /** What it wrote to the target, as its ledger has it. */
  ledger: LedgerRecord[]
}

/** What came of a run. */
export interface Outcome {
  durationMs: number
  complete: boolean
  /** Whether the target did not answer. */
  isAway: boolean
  /** Why it is not complete. */
  reason?: string
  toolVersion: string
  serverVersion?: string
  summary: Summary
  rows: Pick<RequirementReport, 'id' | 'verdict' | 'message' | 'level'>[]
  /** The bundle, or the file that it was written to. */
  evidence?: { bundle: Uint8Array } | { file: string }
}

/** What a run wrote to its target, as a column. */
export const LEDGER_OF_RUN = `coalesce(
  (SELECT json_agg(line ORDER BY at, write) FROM bitewing.ledger WHERE ledger.run = run.id), '[]')`

/** What comes of a target that could not be judged for a reason that is not the target's. */
export const unjudged = (reason: string, toolVersion: string): Outcome => ({
  durationMs: 0,
  complete: false,
  isAway: false,
  reason,
  toolVersion,
  summary: { pass: 0, fail: 0, warn: 0, inconclusive: 0, waived: 0, notApplicable: 0 },
  rows: [],
})

/** Who begins a run does so alone: a limit is kept by counting. */
const BEGIN = 4_274_843

/**
 * Begins the run of the target that has been in the queue for longest in a lane; none where another run of the lane goes
 * on, or where so many runs do in the whole fleet as may.
 */
export const begin = (
  database: Database,
  { worker, lane, atMost }: { worker: number; lane: string; atMost?: number | undefined },
): Promise<Begun | 'nothing' | 'busy'> => {
  const id = randomUUID()
  return database.transaction(async ({ query }) => {
    await query('SELECT pg_advisory_xact_lock($1)', [BEGIN])
    const [counts] = await query<{ all: number; lane: number }>(
      `SELECT count(*)::int AS all, count(*) FILTER (WHERE target.lane = $1)::int AS lane
       FROM bitewing.run JOIN bitewing.target ON target.id = run.target WHERE run.state = 'running' AND run.id <> $2`,
      [lane, id],
    )
    if (counts!.lane > 0) return 'nothing'
    if (atMost !== undefined && counts!.all >= atMost) return 'busy'
    await query(
      `INSERT INTO bitewing.run (id, target, lane, worker, state, started_at)
       SELECT $1::uuid, id, lane, $2::integer, 'running', now() FROM bitewing.target
       WHERE lane = $3 AND queued_at IS NOT NULL AND NOT paused ORDER BY queued_at, id LIMIT 1
       ON CONFLICT DO NOTHING`,
      [id, worker, lane],
    )
    const [begun] = await query<Omit<Begun, 'broken' | 'lane' | 'run'>>(
      `SELECT name, entry, folder, started_at AS "startedAt"
       FROM bitewing.run JOIN bitewing.target ON target.id = run.target WHERE run.id = $1`,
      [id],
    )
    if (!begun) return 'nothing'
    const broken = await query<{ started_at: Date; reason: string; ledger: LedgerRecord[] }>(
      `SELECT started_at, reason, ${LEDGER_OF_RUN} AS ledger
       FROM bitewing.run WHERE state = 'broken' AND target = (SELECT target FROM bitewing.run WHERE id = $1)
         AND started_at > coalesce((SELECT max(started_at) FROM bitewing.run AS other
           WHERE other.target = run.target AND other.state IN ('judged', 'away')), '-infinity')
       ORDER BY started_at`,
      [id],
    )
    return {
      ...begun,
      run: id,
      lane,
      broken: broken.map(({ started_at, ...rest }) => ({ ...rest, startedAt: started_at.toISOString() })),
    }
  })
}

interface Ended {
  target: number
  name: string
  started_at: Date
  every_seconds: number
  due_at: Date
  tries: number
  is_first: boolean
}

/**
 * Records what came of a run, and when its target is due again.
 *
 * @param keep how many of a target's runs have their evidence kept
 * @returns files of evidence that are kept no longer; undefined where the run is no longer this worker's, whose outcome is
 *   then nobody's
 */
export const finish = (
  database: Database,
  worker: number,
  run: string,
  outcome: Outcome,
  keep: number,
): Promise<string[] | undefined> =>
  database.transaction(async (queries) => {
    const { query } = queries
    const fails = outcome.rows.filter(({ verdict }) => verdict === 'fail').map(({ id }) => id)
    const open = outcome.rows.filter(({ verdict, level }) => verdict === 'inconclusive' && level === 'must').length
    const [ended] = await query<Ended>(
      `UPDATE bitewing.run SET state = $3, duration_ms = $4, complete = $5, reason = $6, tool_version = $7,
         server_version = $8, summary = $9::json, fails = $10, open_musts = $11
       FROM bitewing.target
       WHERE run.id = $1 AND run.worker = $2 AND run.state = 'running' AND target.id = run.target
       RETURNING run.target, name, started_at, every_seconds, due_at, tries, NOT EXISTS (
         SELECT FROM bitewing.run AS other WHERE other.target = run.target AND other.state = 'judged') AS is_first`,
      [
        run,
        worker,
        outcome.isAway ? 'away' : 'judged',
        Math.round(outcome.durationMs),
        outcome.complete,
        outcome.reason === undefined ? null : visible(outcome.reason),
        outcome.toolVersion,
        outcome.serverVersion ?? null,
        JSON.stringify(outcome.summary),
        fails,
        open,
      ],
    )
    if (!ended) return (await isRecorded(queries, worker, run)) ? [] : undefined
    const rows = outcome.rows.filter(({ verdict }) => outcome.complete || verdict !== 'inconclusive')
    await keepVerdicts(queries, ended.target, ended.started_at, rows)
    const tries = outcome.complete ? 0 : ended.tries + 1
    const { name, every_seconds: everySeconds, due_at: dueAt, is_first: isFirst } = ended
    const due = outcome.complete
      ? nextDue({ name, everySeconds, dueAt, isFirst }, ended.started_at)
      : nextTry(everySeconds, tries, new Date())
    await query('UPDATE bitewing.target SET due_at = $2, tries = $3, queued_at = NULL WHERE id = $1', [
      ended.target,
      due,
      tries,
    ])
    return outcome.evidence ? keepEvidence(queries, ended.target, run, outcome.evidence, keep) : []
  })

/** Whether it is, though the answer that said so was lost with a connection. */
async function isRecorded({ query }: Queries, worker: number, run: string): Promise<boolean> {
  const rows = await query("SELECT FROM bitewing.run WHERE id = $1 AND worker = $2 AND state IN ('judged', 'away')", [
    run,
    worker,
  ])
  return rows.length > 0
}

async function keepEvidence(
  { query }: Queries,
  target: number,
  run: string,
  evidence: NonNullable<Outcome['evidence']>,
  keep: number,
): Promise<string[]> {
  const { bundle, file } = { bundle: undefined, file: undefined, ...evidence }
  // As text: PGlite's driver would make a list of all of its bytes.
  await query("INSERT INTO bitewing.evidence (run, bundle, file) VALUES ($1, decode($2, 'base64'), $3)", [
    run,
    bundle ? Buffer.from(bundle).toString('base64') : null,
    file ?? null,
  ])
  const gone = await query<{ file: string | null }>(
    `DELETE FROM bitewing.evidence WHERE run IN (
       SELECT id FROM bitewing.run WHERE target = $1 ORDER BY started_at DESC OFFSET $2
     ) RETURNING file`,
    [target, keep],
  )
  return gone.flatMap((one) => one.file ?? [])
}

/** Records that a run broke off: its target stays in the queue. */
export async function breakOff({ query }: Queries, worker: number, run: string, reason: string): Promise<void> {
  await query(
    `UPDATE bitewing.run SET state = 'broken', reason = $3, complete = false
     WHERE id = $1 AND worker = $2 AND state = 'running'`,
    [run, worker, reason],
  )
}

/** Keeps a line of a run's ledger. */
export async function keepLedger({ query }: Queries, run: string, line: LedgerRecord): Promise<void> {
  await query(
    `INSERT INTO bitewing.ledger (run, write, state, line) SELECT $1::uuid, $2, $3, $4::json
     WHERE EXISTS (SELECT FROM bitewing.run WHERE id = $1::uuid) ON CONFLICT DO NOTHING`,
    [run, line.write, line.state, JSON.stringify(line)],
  )
}
