import { setImmediate } from 'node:timers/promises'
import type { Clock } from './clock.ts'

/** The clock of a run that is resumed. */
export interface ResumedClock extends Clock {
  /** An answer of before was given: it is the time at which it was read, or later. */
  reached(instant: number): void
  /** From here on something is sent: it is the time that it is. */
  goLive(): void
}

/**
 * A clock that shows the times of the part of a run that broke off for as long as its answers are given again, so that
 * what was observed of the target's behaviour in time stays as it was observed, and the real time from then on.
 *
 * @param from when that part began, milliseconds since the epoch
 * @param to when its last answer was read
 */
export function resumedClock(clock: Clock, from: number, to: number): ResumedClock {
  // A target whose time was moved was ahead of this machine's.
  const ahead = Math.max(0, to - clock.now())
  const real = () => clock.now() + ahead
  let at = from
  let live = false
  return {
    now: () => (live ? real() : at),
    latest: () => (live ? clock.latest() + ahead : at),
    moved: () => clock.moved(),
    async until(instant, signal, what) {
      // What is not waiting has its answers first, as it had them before.
      if (!live) await setImmediate()
      if (!live && instant <= real()) {
        at = Math.max(at, instant)
        return
      }
      await clock.until(instant - ahead, signal, what)
      live = true
    },
    reached(instant) {
      at = Math.max(at, instant)
    },
    goLive() {
      live = true
    },
  }
}
