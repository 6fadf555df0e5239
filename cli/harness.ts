import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { BroadcastChannel } from 'node:worker_threads'
import { REQUESTS_FILE } from '../engine/journal.ts'
import type { Progress, RunOptions, Target } from '../engine/target.ts'
import { targetReport } from '../reports/assemble.ts'
import type { Report, RequirementReport, Usage } from '../reports/model.ts'
import type { EndMessage, Provided, TaskOutcome } from './conformance/protocol.ts'
import { startSuites, throwOwnError } from './suites.ts'
import { version } from './version.ts'

export interface HarnessRequest {
  targets: Target[]
  options: RunOptions
  /** Folder for `exchanges.ndjson` and what else is written while the run goes on; it exists. */
  out: string
  /** Where the run goes on in the folder of one that broke off: when that began. What it left is taken from the folder. */
  resumes?: Date
  /** Worker threads that vitest may use. */
  workers?: number
}

/**
 * Judges the targets by vitest and resolves with the report. Rejects only for an error of Bitewing's own; a target that
 * cannot be reached, an abort of `signal` and a time that is up give a report with `complete: false`.
 */
export type Harness = (
  request: HarnessRequest,
  tell: (progress: Progress) => void,
  signal: AbortSignal,
) => Promise<Report>

/** Test files that targets are spread over: vitest gives each a worker thread. */
const LANES = 4
/** Worker threads where nothing is said. */
const WORKERS = 2

/** The targets of a profile share a lane, and what it loads. */
function lanesOf(targets: readonly Target[]): Target[][] {
  const profiles = [...new Set(targets.map(({ profile, module }) => module ?? profile))]
  const count = Math.min(profiles.length, LANES)
  return Array.from({ length: count }, (_, lane) =>
    targets.filter(({ profile, module }) => profiles.indexOf(module ?? profile) % count === lane),
  )
}

const ABSENT: Usage = { requests: 0, cases: 0, rateLimitWaitMs: 0, refusals: 0 }

export const harness: Harness = async ({ targets, options, out, workers, resumes }, tell, signal) => {
  const began = resumes ?? new Date()
  const channel = `bitewing ${process.pid} ${Date.now()}`
  const wire = new BroadcastChannel(channel)
  const end = () => wire.postMessage({ end: String(signal.reason) } satisfies EndMessage)
  wire.onmessage = (message) => {
    const { data } = message as unknown as { data: Progress }
    tell(data)
    // Whoever ended the run before a target was begun was heard by nobody.
    if (data.kind === 'started' && signal.aborted) end()
  }
  signal.addEventListener('abort', end)

  const rows = new Map(targets.map((target) => [target.name, [] as RequirementReport[]]))
  const ends = new Map<string, Extract<TaskOutcome, { usage: Usage }>>()
  const reasons: string[] = []
  const lanes = lanesOf(targets)
  const provided: Provided = {
    lanes,
    options,
    out,
    resumes: resumes !== undefined,
    channel,
    today: began.toISOString().slice(0, 10),
    userAgent: `bitewing/${version()}`,
  }
  const exitCode = process.exitCode
  const vitest = await startSuites(
    lanes.map((_, lane) => `lane-${lane + 1}`),
    {
      maxWorkers: Math.min(lanes.length, workers ?? WORKERS),
      provide: { bitewing: provided },
      reporter: {
        onTestCaseResult(test) {
          const outcome = test.meta().bitewing
          if (!outcome) return
          if ('row' in outcome) rows.get(outcome.target)?.push(outcome.row)
          else {
            ends.set(outcome.target, outcome)
            if (outcome.ended !== undefined) reasons.push(`${outcome.target}: ${outcome.ended}`)
          }
        },
      },
    },
  )
  try {
    throwOwnError(vitest)
  } finally {
    await vitest.close()
    process.exitCode = exitCode
    signal.removeEventListener('abort', end)
    wire.close()
  }
  // Every request has its exchange by now.
  rmSync(join(out, REQUESTS_FILE), { force: true })
  return {
    schemaVersion: 2,
    tool: { name: 'bitewing', version: version() },
    startedAt: began.toISOString(),
    durationMs: Date.now() - began.getTime(),
    seed: options.seed,
    complete: reasons.length === 0,
    ...(reasons.length === 0 ? {} : { incompleteReason: [...new Set(reasons)].join('; ') }),
    targets: targets.map((target) =>
      targetReport(
        target,
        rows.get(target.name) ?? [],
        ends.get(target.name)?.usage ?? ABSENT,
        ends.get(target.name)?.told,
      ),
    ),
  }
}
