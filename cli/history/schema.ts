import type { Database } from 'node-sqlite3-wasm'

/** `BITE`, in the header of every history: what tells it from another program's database. */
export const APPLICATION_ID = 0x42495445

/**
 * The statements that lead from one version of the schema to the next; a file's version is how many it has seen. What
 * stands here is never changed, only added to.
 */
const MIGRATIONS = [
  `CREATE TABLE run (
     id INTEGER PRIMARY KEY,
     started_at TEXT NOT NULL,
     duration_ms REAL NOT NULL,
     tool_version TEXT NOT NULL,
     seed INTEGER NOT NULL,
     complete INTEGER NOT NULL
   );
   CREATE TABLE target (
     id INTEGER PRIMARY KEY,
     run INTEGER NOT NULL REFERENCES run,
     name TEXT NOT NULL,
     profile TEXT NOT NULL,
     kind TEXT NOT NULL,
     base_url TEXT NOT NULL,
     pass INTEGER NOT NULL,
     fail INTEGER NOT NULL,
     warn INTEGER NOT NULL,
     inconclusive INTEGER NOT NULL,
     waived INTEGER NOT NULL,
     not_applicable INTEGER NOT NULL
   );
   CREATE INDEX target_by_name ON target (name, profile, kind);
   CREATE TABLE verdict (
     target INTEGER NOT NULL REFERENCES target,
     requirement TEXT NOT NULL,
     verdict TEXT NOT NULL,
     PRIMARY KEY (target, requirement)
   ) WITHOUT ROWID;`,
  "ALTER TABLE target ADD COLUMN role TEXT NOT NULL DEFAULT 'server';",
]

/** The version of the schema that this version of the tool writes. */
export const SCHEMA_VERSION = MIGRATIONS.length

/**
 * Brings a database to the present schema.
 *
 * @throws Error where it is damaged.
 */
export function migrate(database: Database): void {
  const [{ user_version: version }] = database.all('PRAGMA user_version') as [{ user_version: number }]
  for (const step of MIGRATIONS.slice(version)) database.exec(step)
  if (version < SCHEMA_VERSION) {
    database.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${SCHEMA_VERSION}`)
  }
  const [{ quick_check: health }] = database.all('PRAGMA quick_check(1)') as [{ quick_check: string }]
  if (health !== 'ok') throw new Error(`malformed, ${health.replaceAll('\n', ' ')}`)
}
