import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RunningMock } from '../../engine/mock.ts'
import type { RunOptions, Target } from '../../engine/target.ts'
import { findProfile } from '../../profiles/find.ts'
import type { FoundProfile } from '../../profiles/found-profile.ts'
import { requirementsOf } from '../../profiles/requirements.ts'
import { mockTarget } from '../config/complete.ts'
import type { Parts } from '../parts.ts'
import { plan, type TargetPlan } from '../plan.ts'
import { readExchanges } from '../stored-run.ts'

/**
 * Plans a run by making it against embedded mocks: same rules, same seed, and no more settings than the targets have.
 * Nothing is sent to a live target, and nothing is left on disk.
 */
export async function rehearse(
  targets: readonly Target[],
  options: RunOptions,
  { harness, startMock }: Parts,
  signal: AbortSignal,
): Promise<TargetPlan[]> {
  const out = mkdtempSync(join(tmpdir(), 'bitewing-plan-'))
  const mocks: RunningMock[] = []
  try {
    const standIns: Target[] = []
    const unrehearsed: TargetPlan[] = []
    for (const target of targets) {
      if (target.kind === 'mock') {
        const { pace: _, ...unhurried } = target
        standIns.push(unhurried)
        continue
      }
      const { rateLimit } = target
      const found = await findProfile(target.module ?? target.profile, process.cwd())
      if (!found.manifest.mock) {
        unrehearsed.push(await planWithout(found, target, options))
        continue
      }
      const mock = await startMock(found, { seed: options.seed, ...(rateLimit ? { rateLimit } : {}) })
      mocks.push(mock)
      standIns.push(standIn(target, mockTarget(mock, found, {})))
    }
    if (standIns.length === 0) return unrehearsed
    const judge = await harness()
    const report = await judge({ targets: standIns, options, out }, () => {}, signal)
    const places = targets.map(({ name, kind, baseUrl }) => [name, kind === 'mock' ? 'the embedded mock' : baseUrl])
    const paces = Object.fromEntries(targets.map(({ name, pace }) => [name, pace]))
    return [...plan(report, readExchanges(out), Object.fromEntries(places), paces), ...unrehearsed]
  } finally {
    await Promise.all(mocks.map((mock) => mock.close()))
    rmSync(out, { recursive: true, force: true })
  }
}

/** What is known of a run that cannot be rehearsed: its rules. */
async function planWithout(
  found: FoundProfile,
  { name, baseUrl }: Target,
  { chosen }: RunOptions,
): Promise<TargetPlan> {
  const rules = (await requirementsOf(found)).filter(({ id }) => chosen.includes(id)).length
  return {
    target: name,
    baseUrl,
    rules,
    requests: 0,
    cases: 0,
    wrongCredentials: 0,
    leastMs: 0,
    operations: [],
    untried: [],
    unrehearsed: true,
  }
}

/** The mock in a target's place: what the target's configuration leaves out or forbids is left out and forbidden too. */
const standIn = (target: Target, mock: Target): Target => ({
  ...mock,
  name: target.name,
  allowWrites: target.allowWrites,
  waivers: target.waivers,
  settings: restrict(mock.settings, target.settings) as Record<string, unknown>,
})

/** The keys of `value` that `to` has as well, at every depth. */
function restrict(value: unknown, to: unknown): unknown {
  if (!isRecord(value) || !isRecord(to)) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, below]) => (to[key] === undefined ? [] : [[key, restrict(below, to[key])]])),
  )
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
