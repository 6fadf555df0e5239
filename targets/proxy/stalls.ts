import type { Stall } from '../../engine/traffic.ts'

const EVERY_MS = 50
/** Timers of a machine that has time to spare are not so late. */
const LATE_MS = 100

/**
 * Tells each time that this process could not go on: a timer came later than it was due.
 *
 * @param now the clock of the stalls that are told
 * @returns ends it
 */
export function watchStalls(now: () => number, onStall: (stall: Stall) => void): () => void {
  let due = now() + EVERY_MS
  const timer = setInterval(() => {
    const at = now()
    if (at - due >= LATE_MS) onStall({ at, ms: at - due })
    due = at + EVERY_MS
  }, EVERY_MS)
  timer.unref()
  return () => clearInterval(timer)
}
