import { type Begun, unjudged } from '../../fleet/runs.ts'
import type { Judge } from '../../fleet/worker.ts'
import { findProfile } from '../../profiles/find.ts'
import type { FoundProfile } from '../../profiles/found-profile.ts'
import { asUsage } from '../as-usage.ts'
import { completeTargets } from '../config/complete.ts'
import { settingVariables } from '../config/setting-variables.ts'
import type { Environment } from '../config/variables.ts'
import type { FleetJob } from '../conformance/fleet-protocol.ts'
import { UsageError } from '../usage-error.ts'
import { version } from '../version.ts'
import type { Host } from './host.ts'

/**
 * Judges targets of a fleet in the host's threads.
 *
 * @param toFile writes a bundle, where evidence is kept in files
 */
export const judgeBy =
  (host: Host, env: Environment, allowWrites: boolean | undefined, toFile?: ToFile): Judge =>
  async (begun, ledger, signal) => {
    try {
      const outcome = await host.judge(await jobOf(begun, env, allowWrites), ledger, signal)
      const { evidence } = outcome
      if (!toFile || !evidence || !('bundle' in evidence)) return outcome
      return { ...outcome, evidence: { file: toFile(begun, evidence.bundle) } }
    } catch (error) {
      const reason = error instanceof UsageError ? error.message : `internal error: ${(error as Error).message}`
      return unjudged(reason, version())
    }
  }

/** @returns the file's path */
export type ToFile = (begun: Begun, bundle: Uint8Array) => string

async function jobOf(begun: Begun, env: Environment, allowWrites: boolean | undefined): Promise<FleetJob> {
  const { run, name, entry, folder, startedAt } = begun
  const job = { run, name, startedAt: startedAt.toISOString() }
  const { profile, baseUrl, waivers = [] } = entry as { profile: string; baseUrl?: string; waivers?: [] }
  if (baseUrl === undefined) return { ...job, profile, folder, waivers }
  const found = await asUsage(() => findProfile(profile, folder), `${name}: profile`)
  const selected = { name, profile: found.manifest.name, found, from: 'configuration' as const }
  const [target] = await completeTargets(
    [selected],
    { folder, targets: { [name]: entry }, clients: {}, options: {} },
    allowWrites === undefined ? {} : { allowWrites },
    env,
    withoutSettings(found, env),
  )
  return { ...job, target: target! }
}

/** A variable that sets a key of one target sets it of none where there are many. */
function withoutSettings({ manifest }: FoundProfile, env: Environment): Environment {
  const names = new Set(settingVariables(manifest).map(({ name }) => name))
  return Object.fromEntries(Object.entries(env).filter(([name]) => !names.has(name)))
}
