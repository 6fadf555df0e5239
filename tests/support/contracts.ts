import { mockTarget } from '../../cli/config/complete.ts'
import type { Pact as Draft } from '../../contracts/check/pact.ts'
import { checkOf } from '../../contracts/of-profile.ts'
import { ownPacts, readPacts } from '../../contracts/verification/files.ts'
import type { Verifier } from '../../contracts/verification/verifier.ts'
import { type SourcedPact, verifyPacts } from '../../contracts/verification/verify.ts'
import { noJournal } from '../../engine/journal.ts'
import type { MockOptions } from '../../engine/mock.ts'
import { findProfile } from '../../profiles/find.ts'
import { startMock } from '../../profiles/mock.ts'
import type { InteractionReport } from '../../reports/model.ts'
import { liveClient } from '../../targets/live.ts'

/** The package's own pact with a profile, with these interactions alone where they are named. */
export function ownPact(profile: string, descriptions?: readonly string[]): SourcedPact {
  const { source, pact } = readPacts([ownPacts()], '/').pacts.find((one) => one.pact.provider.name === profile)!
  const interactions = pact.interactions.filter(
    ({ description }) => descriptions === undefined || descriptions.includes(description),
  )
  return { source, pact: { ...pact, interactions } }
}

/** Verifies a pact on a mock with these deviations; resolves with the interactions that do not pass. */
export async function notPassing(
  verifier: Verifier,
  profile: string,
  options: MockOptions,
  pact = ownPact(profile),
): Promise<InteractionReport[]> {
  const transport = liveClient({ timeoutMs: 10_000, userAgent: 'bitewing-test' })
  const mock = await startMock(profile, options)
  try {
    const parts = { transport, journal: noJournal, verifier, controller: new AbortController() }
    const { pacts } = await verifyPacts(mockTarget(mock, await findProfile(profile, '/'), {}), [pact], parts)
    return pacts.flatMap(({ interactions }) => interactions).filter(({ outcome }) => outcome !== 'passed')
  } finally {
    await mock.close()
    await transport.close()
  }
}

/** What is found of a pact by what a profile has about pacts. */
export const checkPact = async (pact: Draft, name: string, profile: string) =>
  (await checkOf(await findProfile(profile, '/')))(pact, name)
