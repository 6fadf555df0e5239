import { type ChildProcess, fork } from 'node:child_process'
import { existsSync } from 'node:fs'
import { devNull } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { environmentFor } from '../../targets/http/proxy.ts'

/** What the verifier says of a pact. */
export interface VerifierResults {
  /** One for each interaction, in the pact's order. */
  interactionResults: { description: string; result: 'OK' | 'Error' }[]
  errors: VerifierError[]
  pendingErrors: VerifierError[]
}

interface VerifierError {
  /** Ends in the interaction's description. */
  interaction: string
  mismatch: { type: 'mismatches'; mismatches: Mismatch[] } | { type: 'error'; message: string }
}

/** One difference between what the pact says and what came. */
export interface Mismatch {
  type: string
  mismatch?: string
  path?: string
  key?: string
  expected?: unknown
  actual?: unknown
}

export interface VerifierTask {
  provider: string
  pactFile: string
  /** Where our stand-in for the provider listens, and takes states and messages. */
  port: number
}

/** A running verifier. It works on one task after the other. */
export interface Verifier {
  /** @throws Error where the verifier cannot do it, or its process has ended. */
  verify(task: VerifierTask): Promise<VerifierResults>
  close(): void
}

/** Paths, on the stand-in, that the verifier uses for what is no request of an interaction. */
export const STATES_PATH = '/_bitewing/states'
export const MESSAGES_PATH = '/_bitewing/messages'

const THIS_MACHINE = 'http://127.0.0.1'

/** For one answer: requests are held back where a rate limit makes them wait. */
const TIMEOUT_MS = 15 * 60_000

/** Starts the verifier's process. */
export function startVerifier(): Verifier {
  const child = fork(scriptPath(), {
    // Its words are for nobody: what it finds comes as a message.
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    execArgv: [],
    // It speaks to this machine alone, without TLS: reading the system's certificates for each interaction takes ten
    // times as long as all the rest.
    env: { ...environmentFor(THIS_MACHINE), PACT_DO_NOT_TRACK: 'true', SSL_CERT_FILE: devNull, SSL_CERT_DIR: devNull },
  })
  const ended = new Promise<never>((_, reject) => {
    child.once('error', reject)
    child.once('exit', (status, signal) =>
      reject(new Error(`Pact's verifier has ended (${signal ?? `status ${status}`})`)),
    )
  })
  ended.catch(() => {})
  let tasks = 0
  return {
    verify: (task) => Promise.race([ask(child, tasks++, task), ended]),
    close: () => void child.kill(),
  }
}

function ask(child: ChildProcess, id: number, { provider, pactFile, port }: VerifierTask): Promise<VerifierResults> {
  const base = `${THIS_MACHINE}:${port}`
  const options = {
    provider,
    providerBaseUrl: base,
    pactUrls: [pactFile],
    providerStatesSetupUrl: base + STATES_PATH,
    providerStatesSetupTeardown: false,
    transports: [{ protocol: 'message', scheme: 'http', port, path: MESSAGES_PATH }],
    timeout: TIMEOUT_MS,
    logLevel: 'error',
  }
  return new Promise((resolve, reject) => {
    const listener = (answer: { id: number; results?: string; error?: string }) => {
      if (answer.id !== id) return
      child.off('message', listener)
      if (answer.results === undefined) reject(new Error(answer.error))
      else resolve(JSON.parse(answer.results) as VerifierResults)
    }
    child.on('message', listener)
    child.send({ id, options })
  })
}

const SCRIPT = 'contracts/verification/verifier.mjs'

/** From the package's folder, which this module stands in, or in a bundle below it. */
function scriptPath(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const path = join(folder, SCRIPT)
    if (existsSync(path)) return path
    if (folder === dirname(folder)) throw new Error(`${SCRIPT} is missing`)
  }
}
