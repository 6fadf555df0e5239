import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BroadcastChannel } from 'node:worker_threads'
import { inject, test } from 'vitest'
import type { Exchange } from '../../engine/exchange.ts'
import { unobserved } from '../../engine/finding.ts'
import { EVIDENCE_FILE, EXCHANGES_FILE, fileJournal, type Journal, LEDGER_FILE } from '../../engine/journal.ts'
import type { LoadedProfile } from '../../engine/loaded-profile.ts'
import { promised } from '../../engine/promised.ts'
import { RunEnded } from '../../engine/run-ended.ts'
import { runTarget } from '../../engine/run-target.ts'
import type { Judged } from '../../engine/runner.ts'
import type { RunOptions, Target } from '../../engine/target.ts'
import type { Outcome } from '../../fleet/runs.ts'
import { findProfile } from '../../profiles/find.ts'
import type { FoundProfile } from '../../profiles/found-profile.ts'
import { loadProfile, profileNamed } from '../../profiles/load.ts'
import { mockOf } from '../../profiles/mock.ts'
import { requirementReport, targetReport, usageOf } from '../../reports/assemble.ts'
import { json } from '../../reports/json.ts'
import type { Report, TargetReport } from '../../reports/model.ts'
import { liveClient } from '../../targets/live.ts'
import { pack } from '../bundle/archive.ts'
import { checksums, SUMS_FILE } from '../bundle/checksums.ts'
import { mockTarget } from '../config/complete.ts'
import { packedForStore } from '../fleet/stored-bundle.ts'
import { CONFIGURATION_FILE, configurationOf } from '../run/stored-configuration.ts'
import { version } from '../version.ts'
import type { FleetJob, FromThread, ToThread } from './fleet-protocol.ts'

/** How long a write waits for its line to be in the store: longer, and requests under way would seem to be slow. */
const LEDGER_WAIT_MS = 1000

/**
 * Declares the test that judges a fleet's targets for as long as the command hands them over: it runs the engine on each,
 * many side by side, without a start of vitest's for each.
 */
export function serve(thread: number): void {
  const { channel, options, userAgent, inFiles } = inject('fleet')
  const bundled = inFiles ? pack : packedForStore
  const wire = new BroadcastChannel(`${channel} ${thread}`)
  const say = (message: FromThread) => wire.postMessage(message)
  const closed = promised<void>()
  const running = new Map<string, AbortController>()
  // Against an embedded mock nothing waits but for this thread: several at once would only make each other's answers late.
  const one = inTurn()
  /** Of the line that the store was too late with. */
  let late: Int32Array | undefined
  const profiles = new Map<string, Promise<LoadedProfile>>()
  const loaded = (name: string, load: () => Promise<LoadedProfile>) => {
    const profile = profiles.get(name) ?? load()
    profiles.set(name, profile)
    return profile
  }

  wire.onmessage = (message) => {
    const { data } = message as unknown as { data: ToThread }
    if ('close' in data) closed.resolve()
    else if ('end' in data) running.get(data.end)?.abort(new RunEnded(data.reason))
    else {
      const { run } = data.judge
      const controller = new AbortController()
      running.set(run, controller)
      judge(data.judge, controller)
        .then(
          (outcome) => say({ done: run, outcome }),
          (error: Error) => say({ failed: run, message: error.message }),
        )
        .finally(() => running.delete(run))
    }
  }

  test('the fleet', { timeout: 0 }, async () => {
    say({ ready: true })
    await closed.promise
    wire.close()
  })

  async function judge(job: FleetJob, controller: AbortController): Promise<Outcome> {
    if ('target' in job) {
      const name = job.target.module ?? job.target.profile
      return judgeTarget(job, job.target, await loaded(name, () => profileNamed(name)), controller)
    }
    const found = await findProfile(job.profile, job.folder)
    return one.after(() => judgeEmbedded(job, found, controller))
  }

  async function judgeEmbedded(
    job: Extract<FleetJob, { profile: string }>,
    found: FoundProfile,
    controller: AbortController,
  ): Promise<Outcome> {
    const mock = await (await mockOf(found)).start({ seed: options.seed })
    try {
      const target = { ...mockTarget(mock, found, {}), name: job.name, waivers: job.waivers }
      return await judgeTarget(job, target, await loaded(found.ref, () => loadProfile(found)), controller)
    } finally {
      await mock.close()
    }
  }

  async function judgeTarget(
    { run, startedAt }: FleetJob,
    target: Target,
    profile: LoadedProfile,
    controller: AbortController,
  ): Promise<Outcome> {
    const folder = mkdtempSync(join(tmpdir(), 'bitewing-run-'))
    const files = fileJournal(folder)
    // What is written to an embedded mock is gone with it.
    const journal = target.kind === 'mock' ? files : inStore(files, run)
    const transport = liveClient({ timeoutMs: options.timeoutMs, userAgent })
    const chosen = { ...options, chosen: profile.requirements.map(({ id }) => id) }
    const late = `the time is up (${options.maxTimeMs} ms)`
    const timer = options.maxTimeMs && setTimeout(() => controller.abort(new RunEnded(late)), options.maxTimeMs)
    const judged = new Map<string, Judged>()
    const began = performance.now()
    try {
      const outcome = await runTarget({
        profile,
        target,
        options: chosen,
        transport,
        journal,
        controller,
        onJudged: (one) => judged.set(one.id, one),
      })
      const { exchanges, waitedMs, ended, isAway, ...told } = outcome
      const rows = profile.requirements.map((requirement) => {
        const { finding, durationMs } = judged.get(requirement.id) ?? unreached(ended)
        return requirementReport(requirement, finding, durationMs, target.waivers, startedAt.slice(0, 10))
      })
      const report = targetReport(target, rows, usageOf(exchanges, waitedMs), told)
      const durationMs = performance.now() - began
      const serverVersion = versionIn(exchanges)
      return {
        durationMs,
        complete: ended === undefined,
        isAway: isAway ?? false,
        ...(ended === undefined ? {} : { reason: ended }),
        toolVersion: version(),
        ...(serverVersion === undefined ? {} : { serverVersion }),
        summary: report.summary,
        rows: report.requirements.map(({ id, verdict, message, level }) => ({ id, verdict, message, level })),
        evidence: {
          bundle: bundled(filesOf(folder, target, chosen, asReport(report, startedAt, durationMs, ended))),
        },
      }
    } finally {
      clearTimeout(timer)
      files.close()
      rmSync(folder, { recursive: true, force: true })
      await transport.close()
    }
  }

  /**
   * A journal whose ledger is in the store before a write goes out, so that it is known whatever becomes of this machine.
   * A store that was too late once is not waited for until it has caught up: the thread waits with all its runs.
   */
  function inStore(files: Journal, run: string): Journal {
    return {
      ...files,
      ledger(line) {
        files.ledger(line)
        const written = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT))
        say({ ledger: run, line, written: written.buffer as SharedArrayBuffer })
        if (late && Atomics.load(late, 0) === 0) return
        late = Atomics.wait(written, 0, 0, LEDGER_WAIT_MS) === 'timed-out' ? written : undefined
      },
    }
  }

  function asReport(target: TargetReport, startedAt: string, durationMs: number, ended: string | undefined): Report {
    return {
      schemaVersion: 2,
      tool: { name: 'bitewing', version: version() },
      startedAt,
      durationMs: Math.round(durationMs),
      seed: options.seed,
      complete: ended === undefined,
      ...(ended === undefined ? {} : { incompleteReason: `${target.name}: ${ended}` }),
      targets: [target],
    }
  }
}

/** Does one thing after the other. */
function inTurn(): { after<Result>(work: () => Promise<Result>): Promise<Result> } {
  let last: Promise<unknown> = Promise.resolve()
  return {
    after(work) {
      const mine = last.then(work, work)
      last = mine.catch(() => {})
      return mine
    },
  }
}

const unreached = (ended = 'the run ended') => ({
  finding: unobserved(`it was not reached: ${ended}`, 'a run that is not broken off'),
  durationMs: 0,
})

/** What the server says of itself. */
const versionIn = (exchanges: readonly Exchange[]): string | undefined =>
  exchanges.find(({ response }) => response?.headers.server !== undefined)?.response?.headers.server

/** The run as a bundle's files, from which `report` and `judge` make all else. */
function filesOf(folder: string, target: Target, options: RunOptions, report: Report): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>()
  for (const file of [EXCHANGES_FILE, EVIDENCE_FILE, LEDGER_FILE]) {
    try {
      files.set(file, readFileSync(join(folder, file)))
    } catch (error) {
      // A ledger is there only where something was written.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    }
  }
  files.set(CONFIGURATION_FILE, Buffer.from(configurationOf([target], options, report.startedAt)))
  files.set('report.json', Buffer.from(json.write({ report, exchanges: [] })))
  files.set(SUMS_FILE, Buffer.from(checksums(files)))
  return files
}
