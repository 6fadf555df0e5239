import { setImmediate } from 'node:timers/promises'
import type { Clock } from '../../engine/clock.ts'

/** Resolves once everything that was due has run. */
export const settled = (): Promise<void> => setImmediate()

/** A clock that a test moves by hand. */
export class HandClock implements Clock {
  #now = 0
  readonly #waiting: { instant: number; resolve: () => void }[] = []

  now = (): number => this.#now

  latest = this.now

  moved = (): number => 0

  until(instant: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      signal?.throwIfAborted()
      signal?.addEventListener('abort', () => reject(signal.reason))
      this.#waiting.push({ instant, resolve })
    })
  }

  /** Lets so many milliseconds pass; who waits for an instant among them is woken at that instant. */
  async pass(ms: number): Promise<void> {
    const end = this.#now + ms
    await settled()
    for (;;) {
      this.#waiting.sort((one, other) => one.instant - other.instant)
      const next = this.#waiting[0]
      if (!next || next.instant > end) break
      this.#waiting.shift()
      this.#now = Math.max(this.#now, next.instant)
      next.resolve()
      await settled()
    }
    this.#now = end
    await settled()
  }
}
