import type { Exchange } from '../../engine/exchange.ts'
import type { Observation } from '../../engine/experiment.ts'
import { broken, type Cited, holds, mildlyBroken, type Unobserved, unobserved } from '../../engine/finding.ts'
import { Precluded } from '../../engine/precluded.ts'
import { isUnjudgeable, type Unjudgeable } from '../../engine/rule.ts'
import { came, isAccepted, status } from '../../engine/status.ts'
import { statusJudges } from '../../engine/status-judges.ts'
import type { Finding } from '../../engine/verdict.ts'
import { listOr } from '../../engine/words.ts'
import { worstOf } from '../../engine/worst-of.ts'
import { bodyOf, listOf } from './shapes.ts'

/** "Only a few http-status codes … are used": 200, 400, 404, 500, 503. */
export const DOCUMENTED_STATUSES = [200, 400, 404, 500, 503] as const

export const { heldBy, refusedWith, unjudgeable } = statusJudges({
  documented: DOCUMENTED_STATUSES,
  statusRule: 'OPUS-CODE-01',
  crashRule: 'OPUS-CODE-02',
  ownRules: { 503: 'OPUS-CODE-06' },
})

/** A valid request was accepted. */
export function accepted(what: string, exchange: Exchange): Finding {
  if (isAccepted(exchange)) return heldBy([200], `${what}: ${status(exchange)}`, [exchange])
  return unjudgeable(what, exchange) ?? broken(`200 for ${what}`, `${what}: ${came(exchange)}`, [exchange])
}

/** The rule at hand could not be observed because another one does not hold. */
export const leaning = (reason: string, on: string, cited: Cited = []): Unobserved =>
  unobserved(reason, `${on} holds`, [on], cited)

/** Gives up: the rule at hand cannot be judged. */
export const because = (why: Unjudgeable): never => {
  throw new Precluded(why)
}

/** Gives up where an exchange says nothing about the rule at hand. */
export const judgeable = (what: string, exchange: Exchange): void => {
  const doubt = unjudgeable(what, exchange)
  if (isUnjudgeable(doubt)) because(doubt)
}

/** Any 4xx. */
export const isRefused = (exchange: Exchange): boolean => Math.floor((status(exchange) ?? 0) / 100) === 4

/**
 * "404: No data": there is nothing to list. A 200 with an empty list is read as the same, and told.
 *
 * @param expected the statuses that say so
 */
export function nothingListed(what: string, exchange: Exchange, ...expected: [number, ...number[]]): Finding {
  if (isAccepted(exchange) && listOf(bodyOf(exchange))?.length === 0) {
    return mildlyBroken(`${listOr(expected)} for ${what}`, `${what}: ${came(exchange)}`, [exchange])
  }
  return refused(what, exchange, ...expected)
}

/** A single request was refused with one of these. */
export const refused = (what: string, exchange: Exchange, ...expected: number[]): Finding =>
  refusedWith(...expected)([{ kind: 'trial', what, control: null, exchange }])

/** Any 4xx will do. */
export const refusedAnyhow = (observations: readonly Observation[]): Finding =>
  worstOf(observations, 'a 4xx', (one) => {
    if (one.kind === 'missing') return unobserved(`${one.what}: ${one.reason}`, one.remedy, one.leansOn)
    const { what, exchange, control } = one
    if (isRefused(exchange)) return holds(`${what}: ${status(exchange)}`, [control ?? undefined, exchange])
    return unjudgeable(what, exchange) ?? broken(`a 4xx for ${what}`, `${what}: ${came(exchange)}`, [exchange])
  })
