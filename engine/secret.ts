import { unobserved } from './finding.ts'
import { Precluded } from './precluded.ts'
import type { SecretHeader } from './session.ts'

/**
 * A header's value that must not be shown: it is sent as it is, and redacted wherever the exchange is written or printed.
 *
 * @param value the value, or a text that holds a secret (`Bearer …`); where the configuration does not give it, the rule
 * that asks is inconclusive
 * @param shown what the evidence says instead
 */
export function secret(value: string | undefined, shown?: string): SecretHeader {
  if (value === undefined || value === '') {
    throw new Precluded(
      unobserved('a secret that its request carries is not configured', "set it in the target's configuration"),
    )
  }
  return { value, ...(shown === undefined ? {} : { shown }) }
}
