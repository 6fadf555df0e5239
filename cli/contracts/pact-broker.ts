import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { BrokerError } from '../../contracts/verification/broker.ts'
import { visible } from '../../reports/inert.ts'
import { environmentFor } from '../../targets/http/proxy.ts'
import { liveClient } from '../../targets/live.ts'
import { type Io, tell } from '../io.ts'
import { version } from '../version.ts'
import { brokerFrom } from './sources.ts'

/** Whether a broker answers, which is told where it does not: Pact's command would try for minutes. */
export async function isThere(broker: string, io: Io): Promise<boolean> {
  const transport = liveClient({ timeoutMs: 10_000, userAgent: `bitewing/${version()}` })
  try {
    await brokerFrom(
      { ...io.env, PACT_BROKER_BASE_URL: broker },
      { transport, signal: new AbortController().signal },
    )!.reach()
    return true
  } catch (error) {
    if (!(error instanceof BrokerError)) throw error
    tell(io, visible(`error: ${error.message}`))
    return false
  } finally {
    await transport.close()
  }
}

/** What Pact's command came to. */
interface Ended {
  status: number
  /** What it said on stdout. */
  said: string
}

/** Pact's own command; it takes the broker's URL and token from the environment, so that no token stands in its arguments. */
export function pactBroker(args: readonly string[], { cwd, env, stdout, stderr }: Io): Promise<Ended> {
  const require = createRequire(import.meta.url)
  const script = join(require.resolve('@pact-foundation/pact-cli/package.json'), '..', 'bin', 'pact-broker.js')
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...args], {
      cwd,
      env: {
        ...(env.PACT_BROKER_BASE_URL ? environmentFor(env.PACT_BROKER_BASE_URL, env) : env),
        PATH: process.env.PATH,
        PACT_DO_NOT_TRACK: 'true',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    // Its words come from the broker too: they are told as text, and not as what a terminal obeys.
    for (const [from, to] of [
      [child.stdout, stdout],
      [child.stderr, stderr],
    ] as const) {
      from.setEncoding('utf8').on('data', (text: string) => void to.write(visible(text, { lines: true })))
    }
    let said = ''
    child.stdout.on('data', (text: string) => {
      said += text
    })
    child.once('error', reject)
    child.once('close', (status) => resolve({ status: status ?? 1, said }))
  })
}
