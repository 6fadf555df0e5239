import type { Exchange } from './exchange.ts'
import type { Observation } from './experiment.ts'
import { broken, type Cited, heldByOther, holds, unobserved } from './finding.ts'
import { came, isAccepted, status } from './status.ts'
import type { Finding } from './verdict.ts'
import { listOr } from './words.ts'
import { worstOf } from './worst-of.ts'

/** The documented statuses of a profile, and the rules that speak of statuses as such. */
export interface StatusRules {
  documented: readonly number[]
  /** "Every answer's status is one of …": alone names a status outside the documented set. */
  statusRule: string
  /** "No request draws a 500": alone names a crash. */
  crashRule: string
  /** Documented statuses that a rule of their own speaks of wherever they stand: status to rule. */
  ownRules?: Readonly<Record<number, string>>
}

/** What would make it possible to judge a request that got no answer. */
function remedyFor({ error }: Exchange): string {
  switch (error?.kind) {
    case 'timeout':
      return 'an answer within the time limit (--timeout)'
    case 'unreachable':
      return 'a target that can be reached'
    case 'reset':
      return 'another run, and a look at what closes the connection before the answer is there'
    default:
      return 'an answer to this request'
  }
}

/**
 * Judges of statuses, by the reading's ladder: a status outside the documented set is the status rule's matter alone, a
 * 500 the crash rule's alone, and a documented status in the wrong place fails the rule that names the other one.
 */
export function statusJudges({ documented, statusRule, crashRule, ownRules = {} }: StatusRules) {
  /** Why an exchange says nothing about the rule at hand; undefined where it does. */
  const unjudgeable = (what: string, exchange: Exchange): Finding | undefined => {
    const code = status(exchange)
    if (exchange.lockedOut) {
      const why = `${what}: right credentials that were taken before are refused (${code}): the account may be locked`
      return unobserved(why, 'an account that is not locked', [], [exchange])
    }
    if (code === undefined) return unobserved(`${what}: ${came(exchange)}`, remedyFor(exchange), [], [exchange])
    const own = ownRules[code]
    if (own) return unobserved(`${what}: drew a ${code}`, `${own} holds`, [own], [exchange])
    if (code === 500) return unobserved(`${what}: drew a 500`, `${crashRule} holds`, [crashRule], [exchange])
    if (code > 500) return unobserved(`${what}: drew a ${code}`, `${statusRule} holds`, [statusRule], [exchange])
    return undefined
  }

  /** The rule holds; where an answer's number is an undocumented one, and not one of `named`, that is told with it. */
  const heldBy = (
    named: readonly number[],
    message: string,
    answers: readonly Exchange[],
    cited: Cited = answers,
  ): Finding => {
    const codes = new Set(answers.map(status).filter((code) => code !== undefined))
    const by = [...codes].filter((code) => !named.includes(code) && !documented.includes(code))
    return by.length > 0
      ? heldByOther(message, { by, instead: [...named], requirement: statusRule }, cited)
      : holds(message, cited)
  }

  const refusedOne = (expected: readonly number[], observation: Observation): Finding => {
    if (observation.kind === 'missing') {
      return unobserved(`${observation.what}: ${observation.reason}`, observation.remedy, observation.leansOn)
    }
    const { what, exchange, control } = observation
    const cited = [control ?? undefined, exchange]
    const doubt = unjudgeable(what, exchange)
    if (doubt) return doubt
    const code = status(exchange) as number
    if (expected.includes(code) || (!isAccepted(exchange) && !documented.includes(code))) {
      return heldBy(expected, `${what}: ${code}`, [exchange], cited)
    }
    return broken(`${listOr(expected)} for ${what}`, `${what}: ${came(exchange)}`, cited)
  }

  return {
    unjudgeable,
    heldBy,
    /** Every experiment was refused with one of `expected`. */
    refusedWith:
      (...expected: number[]) =>
      (observations: readonly Observation[]): Finding =>
        worstOf(observations, listOr(expected), (one) => refusedOne(expected, one)),
  }
}
