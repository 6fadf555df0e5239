import type { Report } from '../reports/model.ts'

/** What else than a fail closes the gate. */
export interface Gate {
  /** A warn counts as a fail. */
  strict?: boolean
  /** An inconclusive `must` counts as a fail. */
  requireComplete?: boolean
  /** The run was to stop after so many fails: with that many it did what was asked, though it is not complete. */
  maxFailures?: number
}

/** 0: nothing counts as a fail; 1: something does; 3: the run could not be completed. (2, wrong usage, has no report.) */
export type ExitStatus = 0 | 1 | 2 | 3

export function exitStatus({ complete, targets }: Report, { strict, requireComplete, maxFailures }: Gate): ExitStatus {
  const judged = targets.flatMap(({ requirements }) => requirements)
  const fails = judged.filter(({ verdict }) => verdict === 'fail').length
  if (!complete && !(maxFailures !== undefined && fails >= maxFailures)) return 3
  const refused = judged.some(
    ({ verdict, level }) =>
      verdict === 'fail' ||
      (strict && verdict === 'warn') ||
      (requireComplete && verdict === 'inconclusive' && level === 'must'),
  )
  return refused ? 1 : 0
}
