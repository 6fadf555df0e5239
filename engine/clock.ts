import { setTimeout as delay } from 'node:timers/promises'
import type { ProviderStates } from './states.ts'

/**
 * The time that a run waits by: the target's, as far as it is known. Where it is moved instead of waited for, nobody
 * tells whether it also passes by itself, so it is known as an interval: what has to be over by now rests on
 * {@link now}, what must not be over yet on {@link latest}.
 */
export interface Clock {
  /** Milliseconds since the epoch: the earliest that the target's time can be. */
  now(): number
  /** The latest that the target's time can be. */
  latest(): number
  /**
   * Resolves once `now()` has reached `instant`. Several may wait at once. Rejects with `signal`'s reason where it aborts.
   *
   * @param what what is waited for, in words, for those who watch
   */
  until(instant: number, signal?: AbortSignal, what?: string): Promise<void>
  /** Milliseconds by which the target's time was moved instead of waited for. */
  moved(): number
}

/** Resolves after so many milliseconds; rejects with `signal`'s reason where it aborts. */
export const pause = (ms: number, signal?: AbortSignal): Promise<void> =>
  delay(Math.ceil(ms), undefined, signal ? { signal } : {}).catch((error) => {
    // The timer's own error would hide why the run has ended.
    throw signal?.aborted ? signal.reason : error
  })

const real = () => performance.timeOrigin + performance.now()

/**
 * The machine's clock. It does not jump where the system's time is set.
 *
 * @param onWait is told how long it waits, and for what
 */
export const realClock = (onWait?: (ms: number, what: string) => void): Clock => ({
  now: real,
  latest: real,
  async until(instant, signal, what) {
    const left = instant - real()
    if (left > 0 && what !== undefined) onWait?.(left, what)
    for (let ms = left; ms > 0; ms = instant - real()) await pause(ms, signal)
  },
  moved: () => 0,
})

/**
 * A clock for a target whose provider states offer `time moves forward {seconds}`: waiting moves the target's time. In
 * between, the target's own clock may stand still or run: `now` takes it to stand, `latest` to run.
 */
export function movableClock(states: ProviderStates, start = Date.now(), elapsed = elapsing()): Clock {
  let moved = 0
  let turn = Promise.resolve()
  return {
    now: () => start + moved,
    latest: () => start + moved + elapsed(),
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

/** Milliseconds from now on. */
function elapsing(): () => number {
  const began = performance.now()
  return () => performance.now() - began
}
