import type { Exchange } from '../../engine/exchange.ts'
import { broken, type Unobserved } from '../../engine/finding.ts'
import { came } from '../../engine/status.ts'
import type { Finding } from '../../engine/verdict.ts'
import { heldBy } from './statuses.ts'

/** What is known of one level: accepted orders that have it; or the refusal that is due to it; or why nothing is known. */
export type LevelEvidence = { kind: 'shown'; exchanges: Exchange[] } | Blamed | Unobserved

export interface Blamed {
  kind: 'refused'
  refused: Exchange
  /** An accepted order that differs from the refused one in this level; null where none was accepted at all. */
  control: Exchange | null
  /** The other levels of the combination that is refused; none where the level is refused in any company. */
  together: string[]
}

export interface LevelCheck {
  what: string
  level: LevelEvidence
}

/** Orders with a level are accepted, as far as is known of it. */
export function judgeLevel({ what, level }: LevelCheck): Finding {
  if ('outcome' in level) return { ...level, reason: `${what}: ${level.reason}` }
  if (level.kind === 'shown') return heldBy([200], `${what}: accepted`, level.exchanges)
  const { refused, control, together } = level
  const combined = together.length > 0 ? ` (together with ${together.join(', ').replaceAll(':', ' ')})` : ''
  return broken(`200 for ${what}`, `${what}${combined}: ${came(refused)}`, [control ?? undefined, refused])
}
