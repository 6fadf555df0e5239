import type { Opus } from './context.ts'
import { observeOutage } from './outage/experiment.ts'

/** What several rules are judged by. */
export const experiments = {
  /** The patients that the run registers. */
  people: { run: (opus: Opus) => opus.people() },
  /** The bookings that it makes and moves. */
  bookings: { run: (opus: Opus) => opus.bookings() },
  outage: { run: (opus: Opus) => opus.during('outage', () => observeOutage(opus)) },
}
