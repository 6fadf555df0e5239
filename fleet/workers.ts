import { hostname } from 'node:os'
import type { Database } from './database/queries.ts'

/** The advisory locks by which workers show that they live, in the space of this number. */
const LIVES = 42_748

/** A worker whose lock is free is dead once it was not heard of for so long: until then it may be connecting again. */
const SECONDS_WITHOUT_LOCK = 10
/** One that was not heard of for so long is dead, whatever its lock says: its machine may be gone without a word. */
const SECONDS_WITHOUT_WORD = 60
/** A worker that reached nobody for so long gives up its runs, before others take it for dead. */
export const SILENT_AFTER_MS = 45_000

/** Enters a worker, and resolves with its number: it was heard of now. */
export async function enter({ query }: Database): Promise<number> {
  const [row] = await query<{ id: number }>('INSERT INTO bitewing.worker (host, pid) VALUES ($1, $2) RETURNING id', [
    hostname(),
    process.pid,
  ])
  return row!.id
}

/** Shows that a worker lives. */
export async function beat({ session }: Database, worker: number): Promise<void> {
  await session.query(
    `SELECT pg_try_advisory_lock($1, $2) WHERE NOT EXISTS (
       SELECT FROM pg_locks WHERE locktype = 'advisory' AND classid::bigint = $1 AND objid::bigint = $2
         AND pid = pg_backend_pid())`,
    [LIVES, worker],
  )
  await session.query('UPDATE bitewing.worker SET seen_at = now() WHERE id = $1', [worker])
}

/** A run whose worker is dead. */
export interface Orphan {
  name: string
  lane: string
  reason: string
}

/**
 * Records the runs of dead workers as broken: their targets stay in the queue. Where nobody else can have the database,
 * every other worker is dead.
 */
export async function reap(database: Database, worker: number): Promise<Orphan[]> {
  return database.query<Orphan>(
    `UPDATE bitewing.run SET state = 'broken', complete = false, reason =
       'its worker was killed, or its machine is gone (' || host || ', process ' || pid || ')'
     FROM bitewing.worker, bitewing.target
     WHERE run.state = 'running' AND worker.id = run.worker AND target.id = run.target AND worker.id <> $1 AND (
       $2 OR seen_at < now() - make_interval(secs => $3) OR (
         seen_at < now() - make_interval(secs => $4) AND NOT EXISTS (
           SELECT FROM pg_locks WHERE locktype = 'advisory' AND classid::bigint = $5 AND objid::bigint = worker.id
             AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))))
     RETURNING name, target.lane, reason`,
    [worker, database.isAlone, SECONDS_WITHOUT_WORD, SECONDS_WITHOUT_LOCK, LIVES],
  )
}
