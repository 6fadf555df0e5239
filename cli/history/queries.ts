import type { Database } from 'node-sqlite3-wasm'
import type { VerdictName } from '../../engine/verdict.ts'
import type { PastRun } from '../../reports/model.ts'
import type { HistoryFile, KeptVerdict, TargetKey } from './file.ts'

/** What is asked of a history, each as one transaction that `using` carries out. */
export const queries = (using: <Result>(work: (database: Database) => Result) => Result): HistoryFile => ({
  keep: (report) =>
    using((database) => {
      const { startedAt, durationMs, tool, seed, complete } = report
      const run = database.run('INSERT INTO run VALUES (NULL, ?, ?, ?, ?, ?)', [
        startedAt,
        durationMs,
        tool.version,
        seed,
        complete,
      ]).lastInsertRowid
      for (const { name, profile, kind, role = 'server', baseUrl, summary, requirements } of report.targets) {
        const { pass, fail, warn, inconclusive, waived, notApplicable } = summary
        const target = database.run('INSERT INTO target VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)', [
          run,
          name,
          profile,
          kind,
          baseUrl,
          pass,
          fail,
          warn,
          inconclusive,
          waived,
          notApplicable,
          role,
        ]).lastInsertRowid
        const insert = database.prepare('INSERT INTO verdict VALUES (?, ?, ?)')
        try {
          for (const { id, verdict } of requirements) {
            if (complete || verdict !== 'inconclusive') insert.run([target, id, verdict])
          }
        } finally {
          insert.finalize()
        }
      }
    }),

  lastRuns: ({ name, profile, kind, role }, upTo, atMost) =>
    using((database) =>
      database
        .all(
          `SELECT target.*, run.* FROM target JOIN run ON run.id = target.run
           WHERE name = ? AND profile = ? AND kind = ? AND role = ? AND started_at <= ?
           ORDER BY started_at DESC, run.id DESC LIMIT ?`,
          [name, profile, kind, role, upTo, atMost],
        )
        .map((row) => pastRun(row as unknown as Row))
        .reverse(),
    ),

  changes: ({ name, profile, kind, role }, upTo) =>
    using((database) => {
      const rows = database.all(
        `SELECT * FROM (
           SELECT requirement, verdict, started_at, run.id AS run,
             lag(verdict) OVER (PARTITION BY requirement ORDER BY started_at, run.id) AS before
           FROM target JOIN run ON run.id = target.run JOIN verdict ON verdict.target = target.id
           WHERE name = ? AND profile = ? AND kind = ? AND role = ? AND started_at <= ?
         ) WHERE before <> verdict ORDER BY started_at, run`,
        [name, profile, kind, role, upTo],
      ) as unknown as { requirement: string; started_at: string; before: VerdictName }[]
      // Of several changes of a requirement the last one stays.
      return new Map(
        rows.map(({ requirement, started_at, before }) => [requirement, { startedAt: started_at, from: before }]),
      )
    }),

  runs: () =>
    using((database) =>
      database
        .all(
          'SELECT target.*, run.* FROM target JOIN run ON run.id = target.run ORDER BY started_at, run.id, target.id',
        )
        .map((found) => {
          const row = found as unknown as Row
          const { name, profile, kind, role, base_url: baseUrl } = row
          return { ...pastRun(row), name, profile, kind, role, baseUrl }
        }),
    ),

  verdicts: (requirement) =>
    using((database) =>
      database
        .all(
          `SELECT name, profile, kind, role, verdict, started_at AS startedAt
           FROM target JOIN run ON run.id = target.run JOIN verdict ON verdict.target = target.id
           WHERE requirement = ? ORDER BY started_at, run.id, target.id`,
          [requirement],
        )
        .map((row) => row as unknown as KeptVerdict),
    ),

  requirements: () =>
    using((database) =>
      database
        .all('SELECT DISTINCT requirement FROM verdict ORDER BY requirement')
        .map((row) => (row as { requirement: string }).requirement),
    ),
})

interface Row extends TargetKey {
  base_url: string
  started_at: string
  duration_ms: number
  tool_version: string
  complete: number
  pass: number
  fail: number
  warn: number
  inconclusive: number
  waived: number
  not_applicable: number
}

const pastRun = (row: Row): PastRun => ({
  startedAt: row.started_at,
  durationMs: row.duration_ms,
  toolVersion: row.tool_version,
  complete: row.complete === 1,
  summary: {
    pass: row.pass,
    fail: row.fail,
    warn: row.warn,
    inconclusive: row.inconclusive,
    waived: row.waived,
    notApplicable: row.not_applicable,
  },
})
