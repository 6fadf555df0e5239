import type { Exchange } from '../engine/exchange.ts'

/** What the wire had that an exchange does not show. Runs of earlier versions say no more than that a body is not whole. */
export const notesOf = ({ response, notes }: Exchange): string[] =>
  notes ?? (response?.truncated ? ['cut off: longer than what is read of an answer, or broken off'] : [])
