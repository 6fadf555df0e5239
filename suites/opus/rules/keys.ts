import type { Exchange } from '../../../engine/exchange.ts'
import { broken, holds, unobserved, worst } from '../../../engine/finding.ts'
import { came, status } from '../../../engine/status.ts'
import type { Finding } from '../../../engine/verdict.ts'
import { hasRightKey, LISTINGS, OPERATIONS, type Operation } from '../api.ts'
import { keyRefused, plainRuleOf, tryKeys } from '../keys.ts'
import { rule } from '../rule.ts'
import { leaning } from '../statuses.ts'
import { type Trials, undone } from '../trials.ts'

const NOTHING = unobserved('nothing could be tried', 'a target that accepts a control')

/** Refused with no data in the answer, and nothing done. */
const judged = (tries: readonly Trials[]): Finding =>
  worst(
    tries.map((tried) => undone('nothing is done', worst(tried.observations.map(keyRefused), NOTHING), tried)),
    NOTHING,
  )

/** "The following request headers are expected for api calls: api_key" */
const needKey = (operations: readonly Operation[], ...keys: ('missing' | 'wrong')[]) =>
  rule({
    probe: (opus) => Promise.all(operations.flatMap((operation) => keys.map((each) => tryKeys(opus, operation, each)))),
    judge: judged,
  })

const isTrial = (exchange: Exchange): boolean => exchange.purpose === 'variation' && !hasRightKey(exchange)

/** The api_key. */
export const rules = {
  /** "Gathers a patient without valid API-key" */
  'OPUS-KEY-01': needKey(['getPatient'], 'missing'),
  'OPUS-KEY-02': needKey(['getPatient'], 'wrong'),
  'OPUS-KEY-03': needKey(['getBookings'], 'missing', 'wrong'),
  'OPUS-KEY-04': needKey(['createBooking'], 'missing', 'wrong'),
  'OPUS-KEY-05': needKey(['updateBooking'], 'missing', 'wrong'),
  'OPUS-KEY-06': needKey(['createPatient'], 'missing', 'wrong'),
  'OPUS-KEY-07': needKey(LISTINGS, 'missing', 'wrong'),

  /** The document gives no status for a key that is refused. */
  'OPUS-KEY-08': rule({
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
  }),

  /** "The key given to you": no other. Who takes any key, or none, is not asked for finer differences. */
  'OPUS-KEY-09': rule({
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
          return leaning(`${operation} does not refuse a wrong key at all`, leansOn)
        }),
        NOTHING,
      ),
  }),
}
