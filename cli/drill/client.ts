import type { Waiver } from '../../engine/target.ts'
import { listOr } from '../../engine/words.ts'
import { findProfile } from '../../profiles/find.ts'
import type { FoundProfile } from '../../profiles/found-profile.ts'
import type { DriverOptions } from '../../targets/driver.ts'
import { asUsage } from '../as-usage.ts'
import { type Configuration, invalid, type RawClient } from '../config/configuration.ts'
import { formatPath } from '../config/schema.ts'
import { type Environment, type Findings, substitute } from '../config/variables.ts'
import { didYouMean } from '../nearest.ts'
import { usageError } from '../usage-error.ts'

/** A client as a drill takes it. */
export interface Client {
  name: string
  found: FoundProfile
  driver: DriverOptions
  waivers: readonly Waiver[]
}

const JOB_TIMEOUT_SECONDS = 30

/**
 * The client of this name, its variables filled in.
 *
 * @throws UsageError where the configuration has none, and for what is wrong with it.
 */
export async function clientNamed(name: string, configuration: Configuration, env: Environment): Promise<Client> {
  const { clients, folder } = configuration
  const names = Object.keys(clients)
  const raw = Object.hasOwn(clients, name) ? clients[name] : undefined
  if (!raw) {
    const known = names.length > 0 ? `expected ${listOr(names)}` : 'expected a client of the configuration'
    const next =
      didYouMean(name, names) ??
      'clients: { "mine": { "profile": "itero", "driver": ["node", "driver.mjs"] } } in bitewing.config.json'
    throw usageError('client', `${known}, found ${JSON.stringify(name)}`, next)
  }
  const at = ['clients', name]
  const findings: Findings = { origins: new Map(), problems: [] }
  const {
    profile,
    driver,
    jobTimeoutSeconds,
    waivers = [],
  } = substitute(raw, undefined, at, env, findings) as RawClient
  if (findings.problems.length > 0) throw invalid(configuration.name ?? 'the configuration', findings.problems)
  const found = await asUsage(() => findProfile(profile, folder), formatPath([...at, 'profile']))
  return {
    name,
    found,
    driver: { argv: driver, cwd: folder, env, jobTimeoutMs: (jobTimeoutSeconds ?? JOB_TIMEOUT_SECONDS) * 1000 },
    waivers,
  }
}
