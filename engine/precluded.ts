import type { Unjudgeable } from './rule.ts'
import type { Finding } from './verdict.ts'

/**
 * Thrown where a probe cannot go on, or a judge has nothing to judge by, with the finding of the rule that asked: what it
 * may not do, does not have, or could not read.
 */
export class Precluded extends Error {
  override name = 'Precluded'
  constructor(readonly finding: Unjudgeable) {
    super(finding.reason)
  }
}

/** What a judge finds; where it cannot judge, why. */
export function judgement(judge: () => Finding): Finding {
  try {
    return judge()
  } catch (error) {
    if (error instanceof Precluded) return error.finding
    throw error
  }
}
