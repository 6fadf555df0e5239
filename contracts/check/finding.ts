import type { Level, Requirement } from '../../engine/requirement.ts'
import type { Broken } from './profile.ts'

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
export function brokenWords(broken: Broken, requirements: readonly Requirement[]): { level: Level; clause: string } {
  if (broken.requirement === null) {
    const clause = broken.level === 'must' ? 'No requirement speaks of it.' : 'The document leaves it open.'
    return { level: broken.level, clause }
  }
  const row = requirements.find(({ id }) => id === broken.requirement)
  if (!row) throw new RangeError(`no requirement ${broken.requirement}`)
  const { document, section, quote } = row.clause
  return { level: row.level, clause: `${row.id}: ${row.title} (${document}, ${section}: "${quote}")` }
}
