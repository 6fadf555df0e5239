import { setTimeout as delay } from 'node:timers/promises'
import type { ProviderStates } from './states.ts'

/** The time that a run waits by. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number
  /** Resolves once `now()` has reached `instant`. Several may wait at once. Rejects with `signal`'s reason where it aborts. */
  until(instant: number, signal?: AbortSignal): Promise<void>
  /** Milliseconds by which the target's time was moved instead of waited for. */
  moved(): number
}

/** The machine's clock. It does not jump where the system's time is set. */
export const realClock = (): Clock => ({
  now: () => performance.timeOrigin + performance.now(),
  async until(instant, signal) {
    for (;;) {
      const left = instant - (performance.timeOrigin + performance.now())
      if (left <= 0) return
      await delay(Math.ceil(left), undefined, signal ? { signal } : {}).catch((error) => {
        // The timer's own error would hide why the run has ended.
        throw signal?.aborted ? signal.reason : error
      })
    }
  },
  moved: () => 0,
})

/**
 * A clock for a target whose provider states offer `time moves forward {seconds}`: waiting moves the target's time.
 * It stands still in between, so that it never runs ahead of a target whose own clock stands still.
 */
export function movableClock(states: ProviderStates, start = Date.now()): Clock {
  let moved = 0
  let turn = Promise.resolve()
  return {
    now: () => start + moved,
    moved: () => moved,
    until(instant, signal) {
      const mine = turn.then(async () => {
        signal?.throwIfAborted()
        const ahead = instant - (start + moved)
        if (ahead <= 0) return
        await states.setup('time moves forward', { seconds: ahead / 1000 })
        moved += ahead
      })
      turn = mine.catch(() => {})
      return mine
    },
  }
}
