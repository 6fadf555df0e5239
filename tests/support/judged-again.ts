import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Exchange } from '../../engine/exchange.ts'
import { EVIDENCE_FILE, type EvidenceRecord, EXCHANGES_FILE, reviveEvidence } from '../../engine/journal.ts'
import { judgeStoredRule, storedEvidence } from '../../engine/runner.ts'
import type { Finding } from '../../engine/verdict.ts'
import { profileNamed } from '../../profiles/load.ts'

/** Every line of a journal's file. */
export const linesOf = <Line>(folder: string, file: string): Line[] =>
  readFileSync(join(folder, file), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line)

/** What every rule of a profile finds in the journal of a run on its mock. */
export async function judgedAgain(folder: string, profile: string): Promise<Map<string, Finding>> {
  const exchanges = new Map(linesOf<Exchange>(folder, EXCHANGES_FILE).map((one) => [one.id, one]))
  const recordOf = storedEvidence(linesOf<EvidenceRecord>(folder, EVIDENCE_FILE))
  const { rules, requirements } = await profileNamed(profile)
  return new Map(
    requirements.map(({ id }) => {
      const finding = judgeStoredRule(
        rules,
        id,
        (what) => reviveEvidence(recordOf(profile, what)?.evidence, exchanges),
        (one) => exchanges.get(one),
      )
      if (!finding) throw new Error(`nothing is stored of ${id}`)
      return [id, finding]
    }),
  )
}
