import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Job } from '../engine/drill.ts'
import { drilledBy } from '../profiles/drill.ts'
import { asUsage } from './as-usage.ts'
import { CONFIG_NAMES } from './config/read.ts'
import { SCHEMA } from './init.ts'
import { type Io, tell } from './io.ts'
import { profileArgument } from './profile-argument.ts'
import { usageError } from './usage-error.ts'

const DRIVER = 'bitewing-driver.mjs'

/**
 * `bitewing init --client <profile>`: writes a driver to start from, and a configuration that names it.
 *
 * @throws UsageError for a profile without situations, and where a driver is there.
 */
export async function initClient(name: string, io: Io): Promise<0> {
  const found = await profileArgument(name, io.cwd)
  const { drill } = await asUsage(() => drilledBy(found), 'profile')
  const path = join(io.cwd, DRIVER)
  if (existsSync(path))
    throw usageError(DRIVER, 'it is there already, and is not overwritten', 'Delete it, or go on with it')
  writeFileSync(path, driverText(drill.jobs), { flag: 'wx' })
  const clients = { mine: { profile: name, driver: ['node', DRIVER] } }
  const existing = CONFIG_NAMES.find((file) => existsSync(join(io.cwd, file)))
  if (existing) {
    tell(io, `${DRIVER} is written. Add to ${existing}: ${JSON.stringify({ clients })}`)
  } else {
    const content = JSON.stringify({ $schema: SCHEMA, clients }, null, 2)
    writeFileSync(join(io.cwd, 'bitewing.config.json'), `${content}\n`, { flag: 'wx' })
    tell(io, `${DRIVER} and bitewing.config.json are written.`)
  }
  tell(io, 'Call your client in the driver, then try: bitewing drill mine')
  return 0
}

const driverText = (
  jobs: Readonly<Record<string, Job>>,
): string => `// Does jobs with your client, for "bitewing drill": one process a job. One line of JSON comes on standard input; the last
// line of standard output is the answer, and all else that is written is kept as a log.

/** Why a job is not done: throw it with the status that your client comes to. */
class NotDone extends Error {
  /**
   * @param {'refused' | 'unavailable' | 'uncertain' | 'failed'} status
   *   refused: the server said no to this input; unavailable: not now, later it may work with the same input;
   *   uncertain: it cannot be told whether it happened; failed: anything else
   * @param {string} reason
   */
  constructor(status, reason) {
    super(reason)
    this.status = status
  }
}

const jobs = {
${Object.entries(jobs).map(jobText).join('\n')}}

let text = ''
for await (const chunk of process.stdin) text += chunk
const { job, ...given } = JSON.parse(text)
try {
  console.log(JSON.stringify({ status: 'done', result: await jobs[job](given) }))
} catch (error) {
  console.error(error)
  console.log(JSON.stringify({ status: error.status ?? 'failed', reason: error.message }))
}
`

const jobText = ([name, { credentials, input, result }]: [string, Job]): string => `  // credentials: ${credentials}
  // input: ${input}
  // resolves with: ${result}
  '${name}': async ({ baseUrl, credentials, input }) => {
    throw new NotDone('failed', \`not written yet: ${name} at \${baseUrl}\`)
  },
`
