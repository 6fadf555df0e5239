import type { Opus } from './context.ts'
import { observeOutage } from './outage.ts'

/** What several rules are judged by. */
export const experiments = {
  /** The patients that the run registers. */
  people: { run: (opus: Opus) => opus.people() },
  /** The bookings that it makes and moves. */
  bookings: { run: (opus: Opus) => opus.bookings() },
  /** Without writes: a number that nobody has, as getPatient and getBookings answer to it. */
  nobody: {
    run: (opus: Opus) =>
      opus.during('writes', async () => {
        const { asked, ...nobody } = await opus.nobody()
        return { asked, list: await opus.booker.list(nobody, 'a number of no patient') }
      }),
  },
  outage: { run: (opus: Opus) => opus.during('outage', () => observeOutage(opus)) },
}
