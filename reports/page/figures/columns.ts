import type { SetsFigure } from '../../../engine/figure.ts'

type Member = SetsFigure['rows'][number]['members'][number]

/** Columns that are still taken in at a glance. */
const MOST = 40

/** Sets that have little in common would leave most of the columns empty. */
const MOST_EMPTY = 1.6

/**
 * The elements of all rows in one order that suits each row, each with what is odd about it anywhere; undefined where
 * lining them up would not help: for one row, an element twice in a row, or sets too big or too different.
 */
export function columnsOf(rows: SetsFigure['rows']): Member[] | undefined {
  const columns: Member[] = []
  for (const { members } of rows) {
    if (new Set(members.map(({ name }) => name)).size < members.length) return undefined
    let at = 0
    for (const { name, odd } of members) {
      const known = columns.findIndex((column) => column.name === name)
      if (known < 0) {
        columns.splice(at, 0, { name, ...(odd && { odd }) })
        at++
        continue
      }
      columns[known]!.odd ??= odd
      at = known + 1
    }
    if (columns.length > MOST) return undefined
  }
  const biggest = Math.max(0, ...rows.map(({ members }) => members.length))
  return rows.length > 1 && columns.length <= biggest * MOST_EMPTY ? columns : undefined
}
