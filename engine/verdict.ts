import type { Figure } from './figure.ts'
import type { Level } from './requirement.ts'

/**
 * What a judge found in the evidence. A finding knows nothing of levels and waivers; {@link toVerdict} adds them.
 *
 * `broken` alone has `expected` and `actual`; `unobserved` alone has a reason and what would make it possible.
 */
export type Finding = { figures?: Figure[] } & Outcome

type Outcome =
  | { outcome: 'holds'; message: string; exchanges: string[]; otherStatus?: OtherStatus }
  | { outcome: 'broken'; expected: string; actual: string; exchanges: string[]; mild?: true }
  | { outcome: 'unobserved'; reason: string; remedy: string; leansOn: string[]; exchanges: string[] }
  | { outcome: 'not-applicable'; reason: string }

/** A rule holds but for the number of a status, which is another requirement's matter. */
export interface OtherStatus {
  /** The statuses that came. */
  by: number[]
  /** The statuses that the rule names. */
  instead: number[]
  /** The requirement whose matter the number is. */
  requirement: string
}

export type VerdictName = 'pass' | 'fail' | 'warn' | 'inconclusive' | 'waived' | 'not-applicable'

/** A finding at its requirement's level. `mild` findings (an empty list where 404 is stated) warn even at level `must`. */
export function toVerdict(finding: Finding, level: Level): Exclude<VerdictName, 'waived'> {
  switch (finding.outcome) {
    case 'holds':
      return 'pass'
    case 'broken':
      return level === 'must' && !finding.mild ? 'fail' : 'warn'
    case 'unobserved':
      return 'inconclusive'
    case 'not-applicable':
      return 'not-applicable'
  }
}
