import { Broker, type BrokerOptions } from '../../contracts/verification/broker.ts'
import { ownPacts, readPacts } from '../../contracts/verification/files.ts'
import { PactError } from '../../contracts/verification/pact.ts'
import type { SourcedPact } from '../../contracts/verification/verify.ts'
import { listAnd, listOr } from '../../engine/words.ts'
import { PROFILES } from '../../profiles/index.ts'
import { proxyProblems } from '../config/complete.ts'
import type { Environment } from '../config/variables.ts'
import { UsageError, usageError } from '../usage-error.ts'

/** The broker that the environment names; undefined where it names none. */
export function brokerFrom(env: Environment, { transport, signal }: Pick<BrokerOptions, 'transport' | 'signal'>) {
  const baseUrl = env.PACT_BROKER_BASE_URL
  if (!baseUrl) return undefined
  if (!URL.canParse(baseUrl) || !/^https?:$/.test(new URL(baseUrl).protocol)) {
    throw usageError('PACT_BROKER_BASE_URL', `expected an http or https URL, found ${JSON.stringify(baseUrl)}`)
  }
  const problems = proxyProblems(baseUrl, env)
  if (problems.length > 0) throw new UsageError(problems)
  const token = env.PACT_BROKER_TOKEN
  return new Broker({ baseUrl: baseUrl.replace(/\/+$/, ''), ...(token ? { token } : {}), transport, signal })
}

interface Wanted {
  name: string
  profile: string
}

/**
 * The pacts of each target, from files and folders, or else from the broker, or else the package's own.
 *
 * @throws UsageError where a target has none, a file cannot be read as a pact, or a pact is for no target;
 *   BrokerError where the broker cannot be asked.
 */
export async function pactsOf(
  targets: readonly Wanted[],
  paths: readonly string[] | undefined,
  cwd: string,
  broker: Broker | undefined,
): Promise<Map<string, SourcedPact[]>> {
  if (!paths && broker) return fromBroker(targets, broker)
  const { pacts, bad } = readPacts(paths ?? [ownPacts()], cwd)
  if (bad.length > 0) throw new UsageError(bad)
  const given = new Map(targets.map(({ name }) => [name, [] as SourcedPact[]]))
  for (const one of pacts) for (const { name } of takers(one, targets)) given.get(name)!.push(one)
  const without = targets.filter(({ name }) => given.get(name)!.length === 0)
  if (without.length > 0) {
    throw new UsageError(
      without.map(({ name, profile }) => ({
        where: name,
        what: `no pact has the provider ${profile}`,
        next: `The providers are: ${listAnd([...new Set(pacts.map(({ pact }) => pact.provider.name))])}`,
      })),
    )
  }
  return given
}

/** A pact whose provider is a profile is for its targets; any other is for the only target there is. */
function takers({ source, pact }: SourcedPact, targets: readonly Wanted[]): readonly Wanted[] {
  const provider = pact.provider.name
  const known = [...new Set([...PROFILES, ...targets.map(({ profile }) => profile)])]
  if (known.includes(provider)) return targets.filter(({ profile }) => profile === provider)
  if (targets.length === 1) return targets
  throw usageError(
    source,
    `its provider is ${JSON.stringify(provider)}, which is none of ${listOr(known)}, and there are several targets`,
    'Choose the target that it is for',
  )
}

async function fromBroker(targets: readonly Wanted[], broker: Broker): Promise<Map<string, SourcedPact[]>> {
  const given = new Map<string, SourcedPact[]>()
  for (const { name, profile } of targets) {
    try {
      given.set(name, await broker.pactsFor(profile))
    } catch (error) {
      if (error instanceof PactError) throw usageError(name, error.message)
      throw error
    }
  }
  const without = targets.filter(({ name }) => given.get(name)!.length === 0)
  if (without.length === 0) return given
  throw new UsageError(
    without.map(({ name, profile }) => ({ where: name, what: `the broker has no pact with the provider ${profile}` })),
  )
}
