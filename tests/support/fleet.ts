import type { VerdictName } from '../../engine/verdict.ts'
import type { Database } from '../../fleet/database/queries.ts'
import type { Outcome } from '../../fleet/runs.ts'
import type { NewTarget } from '../../fleet/targets.ts'
import { type FleetProgress, type Judge, type Work, work } from '../../fleet/worker.ts'

/** A store as it is before anything is added. */
export async function emptied(store: Database): Promise<void> {
  await store.query('TRUNCATE bitewing.target, bitewing.worker, bitewing.setting CASCADE')
  await store.script('DROP SCHEMA IF EXISTS bitewing_queue CASCADE')
}

/** A target that is due, and uses nothing that another one does, unless it says so. */
export const newTarget = (name: string, rest: Partial<NewTarget> = {}): NewTarget => ({
  name,
  profile: 'acme',
  entry: { profile: 'acme' },
  folder: '/',
  shares: name,
  uses: [`server ${name}`],
  everySeconds: 86_400,
  ...rest,
})

/** What comes of a run that gave these verdicts. */
export function outcomeOf(verdicts: Record<string, VerdictName>, rest: Partial<Outcome> = {}): Outcome {
  const rows = Object.entries(verdicts).map(([id, verdict]) => ({
    id,
    verdict,
    level: 'must' as const,
    message: `${id} is ${verdict}`,
  }))
  const count = (name: VerdictName) => rows.filter(({ verdict }) => verdict === name).length
  return {
    durationMs: 5,
    complete: true,
    isAway: false,
    toolVersion: '1.2.3',
    summary: {
      pass: count('pass'),
      fail: count('fail'),
      warn: count('warn'),
      inconclusive: count('inconclusive'),
      waived: count('waived'),
      notApplicable: count('not-applicable'),
    },
    rows,
    ...rest,
  }
}

/** Works on a store for one round, and gives what was told. */
export async function round(store: Database, judge: Judge, rest: Partial<Work> = {}): Promise<FleetProgress[]> {
  const told: FleetProgress[] = []
  await work({
    database: store,
    judge,
    workers: 4,
    queues: 'one round',
    keep: 2,
    maxTimeMs: 60_000,
    tell: (progress) => told.push(progress),
    forget() {},
    signal: new AbortController().signal,
    ...rest,
  })
  return told
}
