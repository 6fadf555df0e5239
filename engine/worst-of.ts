import { byOperation, SHOWN } from './by-operation.ts'
import type { Observation, Trial } from './experiment.ts'
import { unobserved, worst } from './finding.ts'
import type { Finding } from './verdict.ts'
import { listAnd, plural } from './words.ts'

/**
 * The finding of several experiments that should all be refused: the worst one's, in words that count by operation what
 * would be too long a list.
 *
 * @param expected what should have come, in words: `400 or 401`
 * @param judge the finding of one of them
 */
export function worstOf(
  observations: readonly Observation[],
  expected: string,
  judge: (observation: Observation) => Finding,
): Finding {
  const judged = observations.map((observation) => ({ observation, finding: judge(observation) }))
  const found = worst(
    judged.map(({ finding }) => finding),
    unobserved('nothing could be tried', 'a target that accepts a control'),
  )
  const alike = judged.flatMap(({ observation, finding }) =>
    finding.outcome === found.outcome && observation.kind === 'trial' ? [observation] : [],
  )
  if (alike.length < 2) return found
  if (found.outcome === 'broken')
    return { ...found, expected: `${expected} for ${named(alike)}`, actual: byOperation(alike).join('; ') }
  const isLong = new Set(alike.map(({ what }) => what)).size > SHOWN
  return found.outcome === 'holds' && isLong ? { ...found, message: byOperation(alike, false).join('; ') } : found
}

/** What was tried, or how much of it where there is more than can be named. */
function named(trials: readonly Trial[]): string {
  const whats = [...new Set(trials.map(({ what }) => what))]
  return whats.length > SHOWN ? `each of ${plural(trials.length, 'request')}` : listAnd(whats)
}
