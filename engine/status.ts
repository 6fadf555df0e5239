import type { Exchange } from './exchange.ts'
import type { Observation } from './experiment.ts'
import { broken, holds, unobserved, worst } from './finding.ts'
import type { Finding } from './verdict.ts'

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

export const status = (exchange: Exchange): number | undefined => exchange.response?.status
/** Any 2xx counts as accepted. */
export const isAccepted = (exchange: Exchange): boolean => Math.floor((status(exchange) ?? 0) / 100) === 2

/** What came, in words: `201 with {"orderId":…}`, or why there is no answer. */
export function came(exchange: Exchange, excerpt = 120): string {
  if (exchange.error) return `no answer (${exchange.error.kind}: ${exchange.error.message})`
  const body = exchange.response?.body.replace(/\s+/g, ' ').trim() ?? ''
  const shown = body.length > excerpt ? `${body.slice(0, excerpt)}…` : body
  return `${status(exchange)}${shown === '' ? ' without a body' : ` with ${shown}`}`
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
    if (code === undefined)
      return unobserved(`${what}: ${came(exchange)}`, 'the target answers this request', [], [exchange])
    const own = ownRules[code]
    if (own) return unobserved(`${what}: drew a ${code}`, `${own} holds`, [own], [exchange])
    if (code === 500) return unobserved(`${what}: drew a 500`, `${crashRule} holds`, [crashRule], [exchange])
    if (code > 500) return unobserved(`${what}: drew a ${code}`, `${statusRule} holds`, [statusRule], [exchange])
    return undefined
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
    if (expected.includes(code)) return holds(`${what}: ${code}`, cited)
    if (!isAccepted(exchange) && !documented.includes(code)) {
      return holds(`${what}: refused (its status ${code} is ${statusRule}'s matter)`, cited)
    }
    return broken(`${expected.join(' or ')} for ${what}`, `${what}: ${came(exchange)}`, cited)
  }

  return {
    unjudgeable,
    /** Every experiment was refused with one of `expected`. */
    refusedWith:
      (...expected: number[]) =>
      (observations: readonly Observation[]): Finding =>
        worst(
          observations.map((one) => refusedOne(expected, one)),
          unobserved('nothing could be tried', 'a target that accepts a control'),
        ),
  }
}
