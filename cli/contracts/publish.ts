import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { BrokerError } from '../../contracts/verification/broker.ts'
import { ownPacts, readPacts } from '../../contracts/verification/files.ts'
import { visible } from '../../reports/inert.ts'
import { liveClient } from '../../targets/live.ts'
import type { ExitStatus } from '../exit-status.ts'
import { type Io, print, tell } from '../io.ts'
import { UsageError, usageError } from '../usage-error.ts'
import { version as toolVersion } from '../version.ts'
import { revisionOf } from './git.ts'
import { brokerFrom } from './sources.ts'

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
    const between = `${pact.consumer.name} to ${pact.provider.name}, ${pact.interactions.length} interactions`
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
  try {
    await reached(broker, io)
  } catch (error) {
    if (!(error instanceof BrokerError)) throw error
    tell(io, visible(`error: ${error.message}`))
    return 3
  }
  const files = pacts.map(({ source }) => source)
  const status = await pactBroker(['publish', ...files, '--consumer-app-version', version, '--branch', branch], io)
  if (status === 0) return 0
  tell(io, `error: the broker at ${visible(broker)} did not take the pacts`)
  return 3
}

/** Pact's command would try for minutes. @throws BrokerError where nobody is there */
async function reached(broker: string, io: Io): Promise<void> {
  const transport = liveClient({ timeoutMs: 10_000, userAgent: `bitewing/${toolVersion()}` })
  try {
    await brokerFrom(
      { ...io.env, PACT_BROKER_BASE_URL: broker },
      { transport, signal: new AbortController().signal },
    )!.reach()
  } finally {
    await transport.close()
  }
}

/** Pact's own command; it takes the broker's URL and token from the environment, so that no token stands in its arguments. */
function pactBroker(args: string[], { cwd, env, stdout, stderr }: Io): Promise<number> {
  const require = createRequire(import.meta.url)
  const script = join(require.resolve('@pact-foundation/pact-cli/package.json'), '..', 'bin', 'pact-broker.js')
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...args], {
      cwd,
      env: { ...env, PATH: process.env.PATH, PACT_DO_NOT_TRACK: 'true' },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    // Its words come from the broker too: they are told as text, and not as what a terminal obeys.
    for (const [from, to] of [
      [child.stdout, stdout],
      [child.stderr, stderr],
    ] as const) {
      from.setEncoding('utf8').on('data', (text: string) => void to.write(visible(text, { lines: true })))
    }
    child.once('error', reject)
    child.once('close', (status) => resolve(status ?? 1))
  })
}
