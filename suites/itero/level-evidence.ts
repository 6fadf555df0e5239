import type { Exchange } from '../../engine/exchange.ts'
import { broken, unobserved } from '../../engine/finding.ts'
import { came } from '../../engine/status.ts'
import type { Finding } from '../../engine/verdict.ts'
import { heldBy } from './statuses.ts'

/** What is known of one level: an accepted order that has it; or the refusal that is due to it; or why nothing is known. */
export type LevelEvidence = { kind: 'shown'; exchanges: Exchange[] } | Blamed | Unknown

export interface Blamed {
  kind: 'refused'
  refused: Exchange
  /** An accepted order that differs from the refused one in this level; null where none was accepted at all. */
  control: Exchange | null
  /** The other levels of the combination that is refused; none where the level is refused in any company. */
  together: string[]
}

export interface Unknown {
  kind: 'unknown'
  reason: string
  remedy: string
  leansOn: string[]
}

export const unknown = (reason: string, remedy: string, leansOn: string[] = []): Unknown => ({
  kind: 'unknown',
  reason,
  remedy,
  leansOn,
})

export interface LevelCheck {
  what: string
  level: LevelEvidence
}

/** Orders with a level are accepted, as far as is known of it. */
export function judgeLevel({ what, level }: LevelCheck): Finding {
  switch (level.kind) {
    case 'shown':
      return heldBy([200], `${what}: accepted`, level.exchanges)
    case 'refused': {
      const cited = level.control ? [level.control, level.refused] : [level.refused]
      const combined =
        level.together.length > 0 ? ` (together with ${level.together.join(', ').replaceAll(':', ' ')})` : ''
      return broken(`200 for ${what}`, `${what}${combined}: ${came(level.refused)}`, cited)
    }
    case 'unknown':
      return unobserved(`${what}: ${level.reason}`, level.remedy, level.leansOn)
  }
}
