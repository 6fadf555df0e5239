/**
 * Puts intervals into as few rows as keep them apart, each into the first row that is free from its start on.
 *
 * @param intervals in the order of their starts
 * @returns the row of each
 */
export function rowsOf(intervals: readonly { from: number; to: number }[]): number[] {
  const ends: number[] = []
  return intervals.map(({ from, to }) => {
    const free = ends.findIndex((end) => end <= from)
    const row = free < 0 ? ends.length : free
    ends[row] = to
    return row
  })
}
