import { BroadcastChannel } from 'node:worker_threads'
import { afterAll, describe, expect, inject, test } from 'vitest'
import type { Exchange } from '../../engine/exchange.ts'
import { unobserved } from '../../engine/finding.ts'
import { fileJournal } from '../../engine/journal.ts'
import type { LoadedProfile } from '../../engine/loaded-profile.ts'
import type { BudgetState } from '../../engine/profile.ts'
import { type Promised, promised } from '../../engine/promised.ts'
import { RunEnded } from '../../engine/run-ended.ts'
import { runTarget, type TargetOutcome } from '../../engine/run-target.ts'
import type { Judged } from '../../engine/runner.ts'
import type { Progress, Target } from '../../engine/target.ts'
import { profileNamed } from '../../profiles/load.ts'
import { requirementReport, usageOf } from '../../reports/assemble.ts'
import type { RequirementReport } from '../../reports/model.ts'
import { liveClient } from '../../targets/live.ts'
import { readRecorded, recordedOf } from '../recorded.ts'
import { fromFolder } from '../stored-run.ts'
import type { EndMessage } from './protocol.ts'

/** Waits that are shorter are not told. */
const TELL_WAIT_MS = 5000
/** Progress of the budget is told at most so often. */
const TELL_EVERY_MS = 100

/**
 * Declares one test for each chosen requirement of each target in one of the harness's lanes. The runs of all its targets are under way
 * from the start, side by side; a test waits for its requirement's verdict, and fails where that is `fail`.
 */
export async function conform(lane: number): Promise<void> {
  const { lanes, options, out, resumes, channel, today, userAgent } = inject('bitewing')
  const wire = new BroadcastChannel(channel)
  wire.unref()
  const tell = (progress: Progress) => wire.postMessage(progress)
  const earlier = resumes ? readRecorded(fromFolder(out)) : undefined
  const journal = fileJournal(out)
  const endings: ((reason: string) => void)[] = []
  wire.onmessage = (message) => {
    const { end } = (message as unknown as { data: Partial<EndMessage> }).data
    if (end !== undefined) for (const ending of endings) ending(end)
  }
  afterAll(() => {
    journal.close()
    wire.close()
  })

  for (const target of lanes[lane] ?? []) {
    const profile = await profileNamed(target.module ?? target.profile)
    const requirements = profile.requirements.filter(({ id }) => options.chosen.includes(id))
    const run = begin(
      profile,
      target,
      requirements.map(({ id }) => id),
    )
    describe(target.name, () => {
      for (const requirement of requirements) {
        test(`${requirement.id} ${requirement.title}`, { timeout: 0 }, async ({ task }) => {
          const { finding, durationMs } = await run.judged(requirement.id)
          const row = requirementReport(requirement, finding, durationMs, target.waivers, today)
          task.meta.bitewing = { target: target.name, row }
          expect(row.verdict, row.message).not.toBe('fail')
        })
      }
      test('the run', { timeout: 0 }, async ({ task }) => {
        const { exchanges, waitedMs, ended, isAway: _, ...told } = await run.outcome
        const usage = usageOf(exchanges, waitedMs)
        task.meta.bitewing = { target: target.name, usage, told, ...(ended === undefined ? {} : { ended }) }
      })
    })
  }

  function begin(profile: LoadedProfile, target: Target, ids: string[]) {
    const controller = new AbortController()
    const end = (reason: string) => controller.abort(new RunEnded(reason))
    endings.push(end)
    const timer =
      options.maxTimeMs && setTimeout(() => end(`the time is up (${options.maxTimeMs} ms)`), options.maxTimeMs)
    const verdicts = new Map(ids.map((id) => [id, promised<Judged>()]))
    let failures = 0
    let told = 0
    tell({ kind: 'started', target: target.name, rules: ids.length })

    const onJudged = (judged: Judged) => {
      const requirement = profile.requirements.find(({ id }) => id === judged.id)
      if (!requirement) return
      verdicts.get(judged.id)?.resolve(judged)
      const row: RequirementReport = requirementReport(
        requirement,
        judged.finding,
        judged.durationMs,
        target.waivers,
        today,
      )
      tell({ kind: 'judged', target: target.name, id: row.id, verdict: row.verdict, message: row.message })
      if (row.verdict === 'fail' && ++failures === options.maxFailures) end(`${failures} requirements failed`)
    }
    let cases = 0
    let requests = 0
    const onExchange = (exchange: Exchange, budget: BudgetState | undefined) => {
      requests++
      if (exchange.case === 'counted') cases++
      if (performance.now() - told < TELL_EVERY_MS) return
      told = performance.now()
      tell({ kind: 'budget', target: target.name, requests, cases, ...budget })
    }

    const onWait = (ms: number, what: string) => {
      if (ms > TELL_WAIT_MS) tell({ kind: 'waiting', target: target.name, ms, what })
    }
    const transport = liveClient({ timeoutMs: options.timeoutMs, userAgent })
    const own = earlier && recordedOf(target.name, earlier)
    const recorded = own && own.exchanges.length > 0 ? { recorded: own } : {}
    const run = { profile, target, options, transport, journal, controller, onJudged, onExchange, onWait, ...recorded }
    const outcome = runTarget(run).finally(() => {
      clearTimeout(timer)
      tell({ kind: 'finished', target: target.name })
      return transport.close()
    })
    // What an error of our own leaves unjudged is told as such by every test that waits for it.
    outcome.then(
      ({ ended }) => {
        for (const [id, verdict] of verdicts) verdict.resolve(unjudged(id, ended ?? 'the run ended'))
      },
      (error) => {
        for (const verdict of verdicts.values()) verdict.reject(error)
      },
    )
    for (const verdict of verdicts.values()) verdict.promise.catch(() => {})
    return {
      outcome: outcome as Promise<TargetOutcome>,
      judged: (id: string) => (verdicts.get(id) as Promised<Judged>).promise,
    }
  }
}

const unjudged = (id: string, reason: string): Judged => ({
  id,
  finding: unobserved(`it was not reached: ${reason}`, 'a run that is not broken off'),
  durationMs: 0,
})
