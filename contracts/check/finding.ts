import type { Level } from '../../engine/requirement.ts'
import { ofSameClause } from '../../engine/same-clause.ts'
import { listAnd } from '../../engine/words.ts'
import type { Broken, ProfileRules } from './profile.ts'

/** Something in a pact that does not fit the document. */
export interface Finding {
  /** The file's name, as it was given. */
  pact: string
  /** The interaction's description. */
  interaction: string
  /** JSON Path from the root of the file to the element; to the nearest parent of one that is missing. */
  path: string
  /** The requirement that it breaks; null where none speaks of it. */
  requirement: string | null
  /** The requirement's, or where there is none: `must` where the document excludes it, `assumed` where it is silent. */
  level: Level
  /** What is wrong, what to do about it, and the words of the document. */
  message: string
}

/** The level and the words of what is broken. */
export function brokenWords(
  broken: Broken,
  { requirements, clients }: Pick<ProfileRules, 'requirements' | 'clients'>,
): { level: Level; clause: string } {
  if (broken.requirement === null) {
    const clause = broken.level === 'must' ? 'No requirement speaks of it.' : 'The document leaves it open.'
    return { level: broken.level, clause }
  }
  const row = requirements.find(({ id }) => id === broken.requirement)
  if (!row) throw new RangeError(`no requirement ${broken.requirement}`)
  const { document, section, quote } = row.clause
  const words = `${row.id}: ${row.title} (${document}, ${section}: "${quote}")`
  const ofClients = clients.filter((one) => ofSameClause(one, [row]).length > 0).map(({ id }) => id)
  if (ofClients.length === 0) return { level: row.level, clause: words }
  return {
    level: row.level,
    clause: `${words}. By the same words a client's traffic is judged, as ${listAnd(ofClients)}`,
  }
}
