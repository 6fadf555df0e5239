import { rmSync } from 'node:fs'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { BroadcastChannel } from 'node:worker_threads'
import { startVitest } from 'vitest/node'
import { REQUESTS_FILE } from '../engine/journal.ts'
import type { Progress, RunOptions, Target } from '../engine/target.ts'
import { targetReport } from '../reports/assemble.ts'
import type { Report, RequirementReport, Usage } from '../reports/model.ts'
import type { EndMessage, Provided, TaskOutcome } from './conformance/protocol.ts'
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

/** Without these vite would look for configurations of the user's, from the package's folder upwards. */
const viteOverrides = { configFile: false, css: { postcss: {} } } as const

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

/** Beside this file in the sources; what is built stands in `dist/cli`, and this file in `dist/chunks`. */
const SUITES = fileURLToPath(new URL('../cli/conformance', import.meta.url))

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
  const vitest = await startVitest(
    'test',
    [],
    {
      root: SUITES,
      config: false,
      watch: false,
      include: lanes.map((_, lane) => `lane-${lane + 1}.suite${extname(fileURLToPath(import.meta.url))}`),
      exclude: [],
      reporters: [
        {
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
      ],
      pool: 'threads',
      isolate: false,
      cache: false,
      // What is built is imported as it stands; vite would parse and rewrite each of its modules.
      server: { deps: { external: [/\.js$/] } },
      maxWorkers: Math.min(lanes.length, workers ?? WORKERS),
      provide: { bitewing: provided },
    },
    viteOverrides,
  )
  try {
    // vitest counts a test that throws for a `fail`; an error of ours is one that left no row behind.
    const errors = [
      ...vitest.state.getUnhandledErrors(),
      ...vitest.state
        .getTestModules()
        .flatMap((module) => [
          ...module.errors(),
          ...[...module.children.allTests('failed')].flatMap((test) =>
            test.meta().bitewing ? [] : (test.result().errors ?? []),
          ),
        ]),
    ] as Error[]
    if (errors.length > 0) throw errors[0]
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
