import type { Unjudgeable } from './rule.ts'

/** Thrown where a probe cannot go on, with the finding of the rule that asked: what it may not do, or does not have. */
export class Precluded extends Error {
  override name = 'Precluded'
  constructor(readonly finding: Unjudgeable) {
    super(finding.reason)
  }
}
