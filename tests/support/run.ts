import type { Exchange } from '../../engine/exchange.ts'
import { type Journal, noJournal } from '../../engine/journal.ts'
import type { LoadedProfile } from '../../engine/loaded-profile.ts'
import type { MockOptions } from '../../engine/mock.ts'
import { runTarget } from '../../engine/run-target.ts'
import type { RunOptions, Target } from '../../engine/target.ts'
import { profileNamed } from '../../profiles/load.ts'
import { startMock } from '../../profiles/mock.ts'
import { requirementReport } from '../../reports/assemble.ts'
import type { RequirementReport } from '../../reports/model.ts'
import { liveClient } from '../../targets/live.ts'

export interface Conformance {
  rows: Map<string, RequirementReport>
  exchanges: Exchange[]
  waitedMs: number
  ended?: string
}

/** A target as the command would resolve it, from a configuration entry. */
export function targetOf(entry: Record<string, unknown>, name = String(entry.profile)): Target {
  const { profile, baseUrl, providerStatesUrl, rateLimit, ...settings } = entry
  return {
    name,
    profile: String(profile),
    baseUrl: String(baseUrl),
    kind: 'mock',
    allowWrites: true,
    paths: {},
    waivers: [],
    settings,
    secrets: {},
    ...(rateLimit ? { rateLimit: rateLimit as Target['rateLimit'] & {} } : {}),
    ...(providerStatesUrl ? { providerStatesUrl: String(providerStatesUrl) } : {}),
  }
}

/** Runs a profile's suite on a target, in this process, and gives its verdicts. */
export async function conformance(
  target: Target,
  options: Partial<RunOptions> = {},
  journal: Journal = noJournal,
  profile?: LoadedProfile,
): Promise<Conformance> {
  profile ??= await profileNamed(target.profile)
  const requirements = new Map(profile.requirements.map((requirement) => [requirement.id, requirement]))
  const transport = liveClient({ timeoutMs: options.timeoutMs ?? 10_000, userAgent: 'bitewing-test' })
  const rows = new Map<string, RequirementReport>()
  try {
    const outcome = await runTarget({
      profile,
      target,
      options: { chosen: [...requirements.keys()], seed: 1, exhaustive: false, timeoutMs: 10_000, ...options },
      transport,
      journal,
      controller: new AbortController(),
      onJudged({ id, finding, durationMs }) {
        const requirement = requirements.get(id)
        if (requirement) rows.set(id, requirementReport(requirement, finding, durationMs, target.waivers, '2026-01-01'))
      },
    })
    return { rows, ...outcome }
  } finally {
    await transport.close()
  }
}

/** Runs a profile's suite on its embedded mock. */
export async function conformanceOfMock(
  name: string,
  mockOptions: MockOptions = {},
  options: Partial<RunOptions> = {},
  profile?: LoadedProfile,
): Promise<Conformance> {
  const mock = await startMock(name, mockOptions)
  try {
    return await conformance(targetOf(mock.target), options, noJournal, profile)
  } finally {
    await mock.close()
  }
}
