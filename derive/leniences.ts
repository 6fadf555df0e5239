import type { Observation } from '../engine/experiment.ts'
import { isAccepted } from '../engine/status.ts'

/** How often a target took, and refused, one kind of value for another. */
export type Leniences = Readonly<Record<string, Readonly<{ accepted: number; refused: number }>>>

/** Counts what a target takes for what, over all places. */
export class Tally {
  readonly counts: Record<string, { accepted: number; refused: number }> = {}

  /** A refusal counts only as one of the request itself: not of its credentials, and no crash. */
  enter({ lenience, ...observation }: Attempted): void {
    if (lenience === undefined || observation.kind !== 'trial') return
    this.counts[lenience] ??= { accepted: 0, refused: 0 }
    const counted = this.counts[lenience]
    const code = observation.exchange.response?.status ?? 500
    if (isAccepted(observation.exchange)) counted.accepted++
    else if (code >= 400 && code < 500 && ![401, 403, 429].includes(code)) counted.refused++
  }
}

/** Whether a target is strict nearly everywhere, so that the places at which it is not are faults. */
export function isStrict(leniences: Leniences, lenience: string): boolean {
  const { accepted, refused } = leniences[lenience] ?? { accepted: 0, refused: 0 }
  return refused >= 2 && refused >= 2 * accepted
}

/** An observation, and what a server does everywhere that takes it. */
export type Attempted = Observation & { lenience?: string }
