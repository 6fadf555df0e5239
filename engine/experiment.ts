import type { Exchange } from './exchange.ts'

/** One controlled experiment that was carried out: an accepted request, one change, and what came. */
export interface Trial {
  kind: 'trial'
  /** What was changed, in words: `companyId null`. */
  what: string
  /** The accepted exchange; null where the operation has no state that a control could show (a read without parameters). */
  control: Exchange | null
  exchange: Exchange
}

/** An experiment that could not be carried out. */
export interface Missing {
  kind: 'missing'
  what: string
  reason: string
  /** What would make it possible. */
  remedy: string
  /** The requirements that have to hold first. */
  leansOn: string[]
}

export type Observation = Trial | Missing

export const missing = (what: string, reason: string, remedy: string, leansOn: readonly string[] = []): Missing => ({
  kind: 'missing',
  what,
  reason,
  remedy,
  leansOn: [...leansOn],
})
