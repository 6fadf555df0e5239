const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Lengths between the marks of a time axis, in milliseconds. */
const STEPS = [
  ...[10, 20, 50, 100, 200, 500],
  ...[1, 2, 5, 10, 15, 30].map((count) => count * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((count) => count * MINUTE),
  ...[1, 2, 4, 6, 12].map((count) => count * HOUR),
  ...[1, 2, 7, 14, 30].map((count) => count * DAY),
]

/** Marks of an axis from 0 to `end` milliseconds: round lengths apart, and nine of them at most. */
export function timeTicks(end: number): number[] {
  const step = STEPS.find((one) => end / one <= 8) ?? end
  return Array.from({ length: Math.floor(end / step) + 1 }, (_, at) => at * step)
}
