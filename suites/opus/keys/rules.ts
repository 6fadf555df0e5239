import type { Exchange } from '../../../engine/exchange.ts'
import { broken, holds, unobserved, worst } from '../../../engine/finding.ts'
import { came, status } from '../../../engine/status.ts'
import type { Finding } from '../../../engine/verdict.ts'
import { hasRightKey, OPERATIONS, type Operation } from '../api.ts'
import { refusedUndone } from '../bookings/refusals.ts'
import { notCreated } from '../patients/refusals.ts'
import type { RequirementId } from '../requirements.gen.ts'
import { rule } from '../rule.ts'
import { keyRefused } from './refused.ts'
import { LISTINGS, plainRuleOf, type Tried, tryKeys } from './trials.ts'

const NOTHING = unobserved('nothing could be tried', 'a target that accepts a control')

/** Refused with no data in the answer, and nothing done. */
function judged(tries: readonly Tried[]): Finding {
  return worst(
    tries.map((tried) => {
      const refused = worst(tried.observations.map(keyRefused), NOTHING)
      const unbooked = refusedUndone('the bookings are unchanged', refused, tried)
      return tried.after ? notCreated(tried, unbooked) : unbooked
    }),
    NOTHING,
  )
}

/** "Gathers a patient without valid API-key" */
export const patientWithoutKey = rule('OPUS-KEY-01', {
  probe: (opus) => tryKeys(opus, 'getPatient', 'missing'),
  judge: (tried) => judged([tried]),
})
export const patientWithWrongKey = rule('OPUS-KEY-02', {
  probe: (opus) => tryKeys(opus, 'getPatient', 'wrong'),
  judge: (tried) => judged([tried]),
})

/** "The following request headers are expected for api calls: api_key" */
const needKey = (id: RequirementId, operations: readonly Operation[]) =>
  rule(id, {
    probe: (opus) =>
      Promise.all(
        operations.flatMap((operation) => [tryKeys(opus, operation, 'missing'), tryKeys(opus, operation, 'wrong')]),
      ),
    judge: judged,
  })

export const bookingsNeedKey = needKey('OPUS-KEY-03', ['getBookings'])
export const bookingNeedsKey = needKey('OPUS-KEY-04', ['createBooking'])
export const movingNeedsKey = needKey('OPUS-KEY-05', ['updateBooking'])
export const registeringNeedsKey = needKey('OPUS-KEY-06', ['createPatient'])
export const listsNeedKey = needKey('OPUS-KEY-07', LISTINGS)

/** The document gives no status for a key that is refused. */
export const refusalOfAKey = rule('OPUS-KEY-08', {
  last: true,
  probe: ({ session }) =>
    session.exchanges.filter((exchange) => /^OPUS-KEY-0[1-7]$/.test(exchange.rule) && isTrial(exchange)),
  judge: (refusals) =>
    worst(
      refusals.flatMap((exchange): Finding[] => {
        const code = status(exchange) ?? 0
        const words = `${exchange.what}: ${came(exchange, 60)}`
        if (code === 404) return [broken('a refused key answers 400, 401 or 403', words, [exchange])]
        return code >= 400 && code < 500 ? [holds(`${exchange.what}: ${code}`, [exchange])] : []
      }),
      unobserved('no key was refused', 'the rules on the key hold', ['OPUS-KEY-01', 'OPUS-KEY-07']),
    ),
})

const isTrial = (exchange: Exchange): boolean => exchange.purpose === 'variation' && !hasRightKey(exchange)

/** "The key given to you": no other. Who takes any key, or none, is not asked for finer differences. */
export const keyIsExact = rule('OPUS-KEY-09', {
  probe: (opus) =>
    Promise.all(
      OPERATIONS.map(async (operation) => {
        const [missing, wrong, near] = await Promise.all([
          tryKeys(opus, operation, 'missing'),
          tryKeys(opus, operation, 'wrong'),
          tryKeys(opus, operation, 'near'),
        ])
        return { operation, plain: [missing, wrong], near }
      }),
    ),
  judge: (all) =>
    worst(
      all.map(({ operation, plain, near }): Finding => {
        const obvious = judged(plain)
        if (obvious.outcome === 'holds') return judged([near])
        if (obvious.outcome === 'unobserved') return obvious
        const leansOn = plainRuleOf(operation, judged(plain.slice(0, 1)).outcome === 'holds' ? 'wrong' : 'missing')
        return unobserved(`${operation} does not even refuse the plainly wrong`, `${leansOn} holds`, [leansOn])
      }),
      unobserved('nothing could be tried', 'a target that accepts a control'),
    ),
})
