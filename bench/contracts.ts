/**
 * The contracts' kill matrix: verifies the package's pacts on each mock with each of its seeded defects, and writes which
 * interactions fail to `contracts/kill-matrix.json`. Of all of them it takes twenty minutes; with `--missing` it does those
 * that the matrix does not have yet, with IDs these too. `tests/contracts-matrix.test.ts` holds what it wrote against the
 * mocks; `npm run generate` makes `docs/contracts-coverage.md` of it.
 *
 *     npm run contracts:matrix
 *     npm run contracts:matrix -- --missing
 *     npm run contracts:matrix -- limit-11 no-limit
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { mockTarget } from '../cli/config/complete.ts'
import type { KillMatrix } from '../contracts/coverage.ts'
import { ownPacts, readPacts } from '../contracts/verification/files.ts'
import { startVerifier } from '../contracts/verification/verifier.ts'
import { verifyPacts } from '../contracts/verification/verify.ts'
import { noJournal } from '../engine/journal.ts'
import { findProfile } from '../profiles/find.ts'
import { PROFILES } from '../profiles/index.ts'
import { deviationsOf, startMock } from '../profiles/mock.ts'
import { liveClient } from '../targets/live.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const path = `${root}contracts/kill-matrix.json`
const before = JSON.parse(readFileSync(path, 'utf8')) as KillMatrix
const matrix: KillMatrix = {}
const asked = process.argv.slice(2)
const verifier = startVerifier()
const transport = liveClient({ timeoutMs: 10_000, userAgent: 'bitewing-bench' })
const { pacts } = readPacts([ownPacts()], root)

for (const profile of PROFILES) {
  matrix[profile] = {}
  const own = pacts.filter(({ pact }) => pact.provider.name === profile)
  for (const { id } of (await deviationsOf(profile)).defects) {
    const known = before[profile]?.[id]
    if (known && asked.length > 0 && !asked.includes(id)) {
      matrix[profile][id] = known
      continue
    }
    const mock = await startMock(profile, { defects: [id] })
    const parts = { transport, journal: noJournal, verifier, controller: new AbortController() }
    const { pacts: reports } = await verifyPacts(mockTarget(mock, await findProfile(profile, root), {}), own, parts)
    await mock.close()
    matrix[profile][id] = reports
      .flatMap(({ interactions }) => interactions)
      .filter(({ outcome }) => outcome !== 'passed')
      .map(({ description }) => description)
  }
  console.log(profile)
}
verifier.close()
await transport.close()
writeFileSync(path, `${JSON.stringify(matrix, null, 2)}\n`)
