import type { Requirement } from '../engine/requirement.ts'
import { findProfile } from '../profiles/find.ts'
import type { FoundProfile } from '../profiles/found-profile.ts'
import { BUILT_IN, PROFILES } from '../profiles/index.ts'
import { requirementsOf } from '../profiles/requirements.ts'
import { clientRequirementsOf } from '../profiles/traffic.ts'
import { visible } from '../reports/inert.ts'
import { asUsage } from './as-usage.ts'
import { isLoopback } from './config/base-url.ts'
import { type Configuration, loadConfiguration } from './config/configuration.ts'
import { select } from './config/select.ts'
import type { Environment } from './config/variables.ts'
import type { PageState, PageTarget } from './serve/model.ts'
import { formatUsageError, UsageError, usageError } from './usage-error.ts'

/** Where the configuration is read from. */
export interface Place {
  cwd: string
  env: Environment
  /** The file that was named. */
  config?: string
}

/** The configuration as it stands at this moment; what is wrong with it is told, and embedded mocks can be judged all the same. */
export async function configurationAt({
  cwd,
  env,
  config,
}: Place): Promise<{ configuration: Configuration; fault?: string }> {
  try {
    return { configuration: await loadConfiguration(cwd, env, config) }
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    return { configuration: { folder: cwd, targets: {}, clients: {}, options: {} }, fault: formatUsageError(error) }
  }
}

/** What can be judged: the targets of the configuration, and the mocks of the built-in profiles that none of them is of. */
export function targetsOf({ targets }: Configuration): PageTarget[] {
  const configured = Object.entries(targets).map(([name, { profile, baseUrl, allowWrites }]): PageTarget => {
    const url = typeof baseUrl === 'string' ? baseUrl : undefined
    return {
      name,
      profile,
      baseUrl: visible(url ?? 'from the environment'),
      needsConsent: allowWrites === undefined && !(url !== undefined && URL.canParse(url) && isLoopback(url)),
    }
  })
  const mocks = BUILT_IN.filter(({ name, mock }) => mock && !configured.some(({ profile }) => profile === name))
  return [...configured, ...mocks.map(({ name }) => ({ name, profile: name, needsConsent: false }))]
}

/** The clients of the configuration. */
export const clientsOf = ({ clients }: Configuration): PageState['clients'] =>
  Object.entries(clients).map(([name, { profile }]) => ({ name, profile }))

/** @throws UsageError for a name that is no target's: as a path it would name a module, which is code. */
export function refuseUnknown(names: readonly string[], configuration: Configuration): void {
  const known = [...PROFILES, ...targetsOf(configuration).map(({ name }) => name)]
  const unknown = names.find((one) => !known.includes(one))
  if (unknown !== undefined) throw usageError('names', `expected a target, found ${JSON.stringify(unknown)}`)
}

/** The register that one of them is judged by. */
export async function rulesOf(
  name: string,
  configuration: Configuration,
  cwd: string,
): Promise<readonly Requirement[]> {
  return asUsage(async () => requirementsOf(await foundBy(name, configuration, cwd)))
}

/** The register that a client is judged by: one of the configuration, or whichever client of a target. */
export async function clientRulesOf(
  name: string,
  configuration: Configuration,
  cwd: string,
): Promise<readonly Requirement[]> {
  const { clients, folder } = configuration
  return asUsage(async () =>
    clientRequirementsOf(
      Object.hasOwn(clients, name)
        ? await findProfile(clients[name]!.profile, folder)
        : await foundBy(name, configuration, cwd),
    ),
  )
}

async function foundBy(name: string, configuration: Configuration, cwd: string): Promise<FoundProfile> {
  refuseUnknown([name], configuration)
  const [selected] = await select([name], configuration, cwd)
  return selected!.found
}
