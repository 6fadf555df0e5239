/** What a mock takes for the time: windows, expiries and the `Date` of its answers are all read from here. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00:00Z, a fraction allowed. */
  now(): number
  /**
   * Moves the clock forward.
   *
   * @param seconds 0 or more, a fraction allowed.
   * @throws RangeError for anything else: no mock's time runs backwards.
   */
  advance(seconds: number): void
}

/**
 * A `virtual` clock stands still between advances, so that what a mock answers does not hang on the machine's speed;
 * a `real` one is the machine's clock plus what it was moved.
 *
 * @param start the instant at which a virtual clock stands first, in milliseconds since 1970; a real clock takes none.
 */
export function createClock(kind: 'virtual' | 'real' = 'virtual', start: number = Date.now()): Clock {
  let moved = 0
  return {
    now: kind === 'virtual' ? () => start + moved : () => Date.now() + moved,
    advance(seconds) {
      if (!Number.isFinite(seconds) || seconds < 0)
        throw new RangeError(`a clock moves forward by 0 seconds or more, not by ${seconds}`)
      moved += seconds * 1000
    },
  }
}
