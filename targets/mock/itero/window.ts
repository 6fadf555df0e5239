import type { RateLimit } from '../../../engine/target.ts'

/** Counts one caller's cases against the limit. Times are milliseconds of the mock's clock. */
export interface CaseWindow {
  /** Asked once for each try. */
  hasRoom(now: number): boolean
  add(now: number): void
  /** Until there is room again, where there is none. */
  msUntilRoom(now: number): number
}

/** So many cases in any stretch of the window's length. */
export function slidingWindow({ cases, windowSeconds }: RateLimit): CaseWindow {
  const length = windowSeconds * 1000
  const times: number[] = []
  return {
    hasRoom(now) {
      while (times.length > 0 && times[0]! <= now - length) times.shift()
      return times.length < cases
    },
    add: (now) => void times.push(now),
    msUntilRoom: (now) => (times[times.length - cases] ?? now) + length - now,
  }
}

/** So many cases in a window that the first of them opens. */
export function fixedWindow({ cases, windowSeconds }: RateLimit): CaseWindow {
  const length = windowSeconds * 1000
  let start = Number.NEGATIVE_INFINITY
  let count = 0
  return {
    hasRoom: (now) => now >= start + length || count < cases,
    add(now) {
      if (now >= start + length) {
        start = now
        count = 0
      }
      count++
    },
    msUntilRoom: (now) => start + length - now,
  }
}

/** So many cases in each window of the clock: with a minute's window, from each full minute to the next. */
export function alignedWindow({ cases, windowSeconds }: RateLimit): CaseWindow {
  const length = windowSeconds * 1000
  let window = Number.NaN
  let count = 0
  return {
    hasRoom: (now) => Math.floor(now / length) !== window || count < cases,
    add(now) {
      const current = Math.floor(now / length)
      if (current !== window) {
        window = current
        count = 0
      }
      count++
    },
    msUntilRoom: (now) => (window + 1) * length - now,
  }
}
