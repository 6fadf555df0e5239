import type { Database } from './database/queries.ts'
import { FleetError } from './error.ts'

/**
 * The statements that lead from one version of the schema to the next; a store's version is how many it has seen. What
 * stands here is never changed, only added to.
 */
const MIGRATIONS = [
  `CREATE TABLE bitewing.target (
     id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     name text NOT NULL UNIQUE,
     profile text NOT NULL,
     -- As it stands in the file: references to variables are not filled in.
     entry json NOT NULL,
     -- Where paths in it start from.
     folder text NOT NULL,
     base_url text,
     -- What shares a limit, as people name it.
     shares text NOT NULL,
     -- What no two runs may use at once: servers, accounts, groups; and all targets that these join have one lane.
     uses text[] NOT NULL,
     lane text NOT NULL,
     every_seconds integer NOT NULL,
     due_at timestamptz NOT NULL,
     -- Since when it is in the queue.
     queued_at timestamptz,
     paused boolean NOT NULL DEFAULT false,
     -- Runs in a row that were not complete.
     tries integer NOT NULL DEFAULT 0
   );
   CREATE INDEX target_due ON bitewing.target (due_at) WHERE NOT paused AND queued_at IS NULL;
   CREATE INDEX target_queued ON bitewing.target (lane, queued_at) WHERE queued_at IS NOT NULL;
   CREATE TABLE bitewing.worker (
     id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     host text NOT NULL,
     pid integer NOT NULL,
     started_at timestamptz NOT NULL DEFAULT now(),
     seen_at timestamptz NOT NULL DEFAULT now()
   );
   CREATE TABLE bitewing.run (
     id uuid PRIMARY KEY,
     target integer NOT NULL REFERENCES bitewing.target ON DELETE CASCADE,
     lane text NOT NULL,
     worker integer NOT NULL REFERENCES bitewing.worker,
     -- running; judged; away: the target did not answer; broken: it was killed, or interrupted.
     state text NOT NULL,
     started_at timestamptz NOT NULL,
     duration_ms integer,
     complete boolean,
     reason text,
     tool_version text,
     server_version text,
     summary json,
     fails text[],
     open_musts integer
   );
   CREATE UNIQUE INDEX run_alone ON bitewing.run (lane) WHERE state = 'running';
   CREATE INDEX run_of_target ON bitewing.run (target, started_at DESC);
   CREATE TABLE bitewing.verdict (
     target integer NOT NULL REFERENCES bitewing.target ON DELETE CASCADE,
     requirement text COLLATE "C" NOT NULL,
     since timestamptz NOT NULL,
     verdict text NOT NULL,
     -- When another one followed; the present one has none.
     until timestamptz,
     -- Of a fail or a warn, in the words of the last run that had it.
     message text,
     PRIMARY KEY (target, requirement, since)
   );
   CREATE UNIQUE INDEX verdict_now ON bitewing.verdict (target, requirement) WHERE until IS NULL;
   CREATE INDEX verdict_by_requirement ON bitewing.verdict (requirement, since) WHERE verdict IN ('fail', 'warn');
   CREATE TABLE bitewing.evidence (
     run uuid PRIMARY KEY REFERENCES bitewing.run ON DELETE CASCADE,
     -- The bundle, or the file that it is in.
     bundle bytea,
     file text
   );
   ALTER TABLE bitewing.evidence ALTER bundle SET STORAGE EXTERNAL;
   CREATE TABLE bitewing.ledger (
     run uuid NOT NULL REFERENCES bitewing.run ON DELETE CASCADE,
     at timestamptz NOT NULL DEFAULT now(),
     write text NOT NULL,
     state text NOT NULL,
     line json NOT NULL,
     PRIMARY KEY (run, write, state)
   );
   CREATE TABLE bitewing.setting (name text PRIMARY KEY, value json NOT NULL);
   -- Where each target stands: what goes on, and the last run that was made to its end.
   CREATE VIEW bitewing.standing AS
     SELECT target.id AS target, last.id AS last_run, last.state AS last_state, last.started_at AS last_at,
       EXISTS (SELECT FROM bitewing.run WHERE run.target = target.id AND run.state = 'running') AS is_running
     FROM bitewing.target LEFT JOIN LATERAL (
       SELECT id, state, started_at FROM bitewing.run
       WHERE run.target = target.id AND run.state IN ('judged', 'away') ORDER BY started_at DESC LIMIT 1
     ) AS last ON true;`,
]

/** Any number that nobody else is likely to lock by: who migrates does so alone. */
const ALONE = 4_274_841

/**
 * Brings a store to the present schema.
 *
 * @throws FleetError where it is of a later version.
 */
export async function migrate(database: Database): Promise<void> {
  await database.transaction(async ({ query }) => {
    await query('SELECT pg_advisory_xact_lock($1)', [ALONE])
    await query('CREATE SCHEMA IF NOT EXISTS bitewing')
    await query(
      'CREATE TABLE IF NOT EXISTS bitewing.migration (version integer PRIMARY KEY, at timestamptz DEFAULT now())',
    )
    const [{ version } = { version: 0 }] = await query<{ version: number }>(
      'SELECT coalesce(max(version), 0) AS version FROM bitewing.migration',
    )
    if (version > MIGRATIONS.length) {
      throw new FleetError(
        `${database.where} is a store of version ${version}, and this version of bitewing knows up to ${MIGRATIONS.length}`,
        'Use the version of bitewing that made it, or a later one',
      )
    }
    for (const [index, step] of MIGRATIONS.entries()) {
      if (index < version) continue
      for (const statement of step.split(/;\n/)) await query(statement)
      await query('INSERT INTO bitewing.migration (version) VALUES ($1)', [index + 1])
    }
  })
}
