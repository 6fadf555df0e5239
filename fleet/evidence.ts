import type { Queries } from './database/queries.ts'

/** A target's newest evidence: the bundle, or the file that it is in. */
export interface KeptEvidence {
  name: string
  bundle: Uint8Array | null
  file: string | null
}

/** The newest evidence of a target; undefined where none is kept. */
export async function evidenceOf({ query }: Queries, name: string): Promise<KeptEvidence | undefined> {
  const [kept] = await query<KeptEvidence>(
    `SELECT name, bundle, file FROM bitewing.evidence JOIN bitewing.run ON run.id = evidence.run
     JOIN bitewing.target ON target.id = run.target WHERE name = $1 ORDER BY run.started_at DESC LIMIT 1`,
    [name],
  )
  return kept
}
