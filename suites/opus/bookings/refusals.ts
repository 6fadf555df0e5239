import { worst } from '../../../engine/finding.ts'
import { isAccepted } from '../../../engine/status.ts'
import type { Finding } from '../../../engine/verdict.ts'
import type { BookingTrials } from './trials.ts'
import { unchanged } from './unchanged.ts'

/** Refused, and nothing was done. */
export function refusedUndone(expected: string, refused: Finding, { observations, bookings }: BookingTrials): Finding {
  const isAnyAccepted = observations.some((one) => one.kind === 'trial' && isAccepted(one.exchange))
  if (refused.outcome === 'broken' || !bookings || isAnyAccepted) return refused
  return worst([refused, ...bookings.map((one) => unchanged(`it is refused, and ${expected}`, one))], refused)
}
