import { ownPacts, readPacts } from '../../contracts/verification/files.ts'
import { plural } from '../../engine/words.ts'
import { visible } from '../../reports/inert.ts'
import type { ExitStatus } from '../exit-status.ts'
import { type Io, print, tell } from '../io.ts'
import { UsageError, usageError } from '../usage-error.ts'
import { revisionOf } from './git.ts'
import { isThere, pactBroker } from './pact-broker.ts'

/** Options of `bitewing contracts publish`. */
export interface PublishFlags {
  dryRun?: true
}

/**
 * `bitewing contracts publish`: publishes pacts to the broker by Pact's own command, under the version and the branch of
 * the git repository. Resolves with 3 where the broker does not take them.
 *
 * @throws UsageError where there is no pact, no broker, or no version; nothing was sent.
 */
export async function publishContracts(
  paths: readonly string[],
  { dryRun }: PublishFlags,
  io: Io,
): Promise<ExitStatus> {
  const { pacts, bad } = readPacts(paths.length > 0 ? paths : [ownPacts()], io.cwd)
  if (bad.length > 0) throw new UsageError(bad)
  const { version, branch } = revisionOf(io.cwd, io.env)
  const broker = io.env.PACT_BROKER_BASE_URL
  for (const { source, pact } of pacts) {
    const between = `${pact.consumer.name} to ${pact.provider.name}, ${plural(pact.interactions.length, 'interaction')}`
    print(
      io,
      visible(`${dryRun ? 'would publish' : 'publishes'} ${source}: ${between}, version ${version}, branch ${branch}`),
    )
  }
  if (dryRun) {
    print(io, `to ${broker ? visible(broker) : 'no broker: PACT_BROKER_BASE_URL is not set'}`)
    return 0
  }
  if (!broker) throw usageError('PACT_BROKER_BASE_URL', 'expected the URL of a Pact broker, found nothing')
  if (!(await isThere(broker, io))) return 3
  const files = pacts.map(({ source }) => source)
  const { status } = await pactBroker(['publish', ...files, '--consumer-app-version', version, '--branch', branch], io)
  if (status === 0) return 0
  tell(io, `error: the broker at ${visible(broker)} did not take the pacts`)
  return 3
}
