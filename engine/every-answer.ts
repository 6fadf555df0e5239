import type { Exchange } from './exchange.ts'
import { broken, holds, unobserved } from './finding.ts'
import { came } from './status.ts'
import type { Finding } from './verdict.ts'

/** Examples that a finding names; all are cited. */
const NAMED = 3

/** A rule on every answer of a run. */
export interface EveryAnswer {
  breaks(exchange: Exchange): boolean
  /** In the document's words. */
  expected: string
  kept(count: number): string
  /** What to say where no answer is the rule's subject. */
  nothing: string
}

/** Judges all answers that a rule is about. */
export function judgeEveryAnswer(answers: readonly Exchange[], rule: EveryAnswer): Finding {
  const faulty = answers.filter(rule.breaks)
  if (faulty.length > 0) {
    const named = faulty
      .slice(0, NAMED)
      .map((exchange) => `${exchange.operation}, ${exchange.what}: ${came(exchange, 60)}`)
    const more = faulty.length > NAMED ? `; and ${faulty.length - NAMED} more` : ''
    return broken(rule.expected, named.join('; ') + more, faulty)
  }
  if (answers.length === 0) return unobserved(rule.nothing, 'a run in which there is one')
  return holds(rule.kept(answers.length))
}

/** The text of an answer's body, `''` for none. */
export const bodyText = (exchange: Exchange): string => exchange.response?.body.trim() ?? ''

/** Whether a body is none, or a JSON value that tells nothing. */
export const saysNothing = (exchange: Exchange): boolean => /^(\{\s*\}|\[\s*\]|""|null)?$/.test(bodyText(exchange))
