import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pactFile, writePact } from '../../contracts/consumer.ts'
import { contract as inbox } from '../../contracts/inbox/index.ts'
import { contract as itero } from '../../contracts/itero/index.ts'
import { contract as opus } from '../../contracts/opus/index.ts'
import type { GeneratedFile } from './generated-file.ts'

/** `contracts/pacts/*.json`, from the consumer contracts in `contracts/<profile>`, each of which is played. */
export async function pacts(): Promise<GeneratedFile[]> {
  // Pact's own telemetry: set here, since its native part reads it from the process when the first contract is played.
  process.env.PACT_DO_NOT_TRACK = 'true'
  const folder = mkdtempSync(join(tmpdir(), 'bitewing-pacts-'))
  try {
    const file = (provider: string, text: string) => ({ path: `contracts/pacts/${pactFile(provider)}`, text })
    return [
      file('itero', await writePact(itero, folder)),
      file('opus', await writePact(opus, folder)),
      file('inbox', await writePact(inbox, folder)),
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
