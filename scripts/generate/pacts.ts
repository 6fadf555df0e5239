import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pactFile, writePact } from '../../contracts/consumer.ts'
import type { Contract } from '../../contracts/interaction.ts'
import { PROFILES } from '../../profiles/index.ts'
import type { GeneratedFile } from './generated-file.ts'

/** `contracts/pacts/*.json`, from the consumer contracts in `contracts/<profile>`, each of which is played. */
export async function pacts(): Promise<GeneratedFile[]> {
  // Pact's own telemetry: set here, since its native part reads it from the process when the first contract is played.
  process.env.PACT_DO_NOT_TRACK = 'true'
  const folder = mkdtempSync(join(tmpdir(), 'bitewing-pacts-'))
  try {
    const files: GeneratedFile[] = []
    for (const profile of PROFILES) {
      const { contract } = (await import(`../../contracts/${profile}/index.ts`)) as { contract: Contract<object> }
      files.push({ path: `contracts/pacts/${pactFile(profile)}`, text: await writePact(contract, folder) })
    }
    return files
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
