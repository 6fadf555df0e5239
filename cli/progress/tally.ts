import type { Progress } from '../../engine/target.ts'
import { verdicts } from '../../reports/verdicts.ts'

/** What shows a run's progress. */
export interface Teller {
  tell(progress: Progress): void
  /** Nothing more comes, and what stands only for the time of the run goes. */
  stop(): void
}

/** How far a target is. */
export interface Tally {
  rules: number
  judged: number
  /** How often each verdict was given. */
  counts: Record<string, number>
  casesLeft?: number
  /** When the next case is possible, where none is left: milliseconds on the clock of {@link advance}'s `now`. */
  nextCaseAt?: number
}

export type Tallies = Map<string, Tally>

/** Takes in what was told; `now` is the time in milliseconds at which it was. */
export function advance(tallies: Tallies, progress: Progress, now: number): void {
  const tally = tallies.get(progress.target) ?? { rules: 0, judged: 0, counts: {} }
  tallies.set(progress.target, tally)
  switch (progress.kind) {
    case 'started':
      tally.rules = progress.rules
      break
    case 'judged':
      tally.judged += 1
      tally.counts[progress.verdict] = (tally.counts[progress.verdict] ?? 0) + 1
      break
    case 'budget':
      tally.casesLeft = progress.casesLeft
      tally.nextCaseAt = progress.nextCaseInMs === undefined ? undefined : now + progress.nextCaseInMs
      break
    case 'waiting':
    case 'finished':
      break
  }
}

/** `97 pass, 1 fail, 2 warn`: the verdicts that were given, the one to act on first at the front. */
export const countsInWords = ({ counts }: Tally) =>
  verdicts
    .filter(({ name }) => (counts[name] ?? 0) > 0)
    .map(({ name, label }) => `${counts[name]} ${label}`)
    .join(', ')
