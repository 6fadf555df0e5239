import { drilledBy } from '../../profiles/drill.ts'
import type { FoundProfile } from '../../profiles/found-profile.ts'
import { asUsage } from '../as-usage.ts'
import { type Io, print, tell } from '../io.ts'
import type { MockFlags } from '../mock-flags.ts'
import { didYouMean } from '../nearest.ts'
import type { Parts } from '../parts.ts'
import { usageError } from '../usage-error.ts'
import { bringAbout } from './play.ts'

/**
 * `bitewing mock <profile> --situation NAME`: brings a situation about for a client that has no driver, until it is stopped.
 *
 * @throws UsageError for a situation that there is not.
 */
export async function serveSituation(
  found: FoundProfile,
  name: string,
  { port, seed = 1 }: MockFlags,
  io: Io,
  { startMock }: Parts,
): Promise<0> {
  const drilled = await asUsage(() => drilledBy(found), 'profile')
  const { situations } = drilled.drill
  const situation = situations.find((one) => one.name === name)
  if (!situation) {
    const names = situations.map((one) => one.name)
    const next = didYouMean(name, names) ?? 'bitewing drill <client> --list has them'
    throw usageError(
      '--situation',
      `expected a situation of ${found.manifest.name}, found ${JSON.stringify(name)}`,
      next,
    )
  }
  const interrupted = new Promise<void>((resolve) => io.onInterrupt(() => resolve()))
  const { server, credentials, input, expected, close } = await bringAbout(
    situation,
    { found, drilled, seed, startMock },
    port,
  )
  tell(io, `${situation.summary} The server listens at ${server.url}; the job is ${situation.job}. Ctrl-C stops it.`)
  print(io, JSON.stringify({ version: 1, job: situation.job, baseUrl: server.url, credentials, input, expected }))
  await interrupted
  await close()
  return 0
}
