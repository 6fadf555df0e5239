import type { Exchange } from '../../engine/exchange.ts'

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
