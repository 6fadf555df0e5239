import { fork } from 'node:child_process'
import { once } from 'node:events'
import { devNull } from 'node:os'
import { afterAll, expect, test } from 'vitest'
import { pactFile } from '../contracts/consumer.ts'
import type { VerifierResults } from '../contracts/verification/verifier.ts'
import { startMock } from '../profiles/mock.ts'
import { ownPact } from './support/contracts.ts'

const verifier = fork('contracts/verification/verifier.mjs', {
  stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  execArgv: [],
  // Without the system's certificates, whose reading takes longer than all the rest.
  env: { ...process.env, PACT_DO_NOT_TRACK: 'true', SSL_CERT_FILE: devNull, SSL_CERT_DIR: devNull },
})
afterAll(() => void verifier.kill())

/** What Pact's verifier cannot see: it follows the redirect, and takes messages from a message provider alone. */
const UNSEEN: Record<string, string[]> = {
  inbox: ['the browser sent back from the vendor', 'a new case at Shining 3D'],
}

/** Pact's own verifier, as any vendor may run it: no stand-in, no credentials put in, the provider states' URL alone. */
test.each(['itero', 'opus', 'inbox'])("Pact's own verifier passes the pact with %s on the mock", async (profile) => {
  const mock = await startMock(profile)
  try {
    verifier.send({
      id: 0,
      options: {
        provider: profile,
        providerBaseUrl: mock.baseUrl,
        pactUrls: [`contracts/pacts/${pactFile(profile)}`],
        providerStatesSetupUrl: mock.providerStatesUrl,
        providerStatesSetupTeardown: true,
        logLevel: 'error',
      },
    })
    const [{ results }] = await once(verifier, 'message')
    const { interactionResults } = JSON.parse(results) as VerifierResults
    const { interactions } = ownPact(profile).pact
    expect(interactionResults).toHaveLength(interactions.length)
    const failed = interactionResults.filter(({ result }) => result !== 'OK').map(({ description }) => description)
    expect(failed.filter((one) => !UNSEEN[profile]?.some((unseen) => one.endsWith(unseen)))).toEqual([])
  } finally {
    await mock.close()
  }
})
