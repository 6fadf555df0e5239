import type { CreateOperation } from './api.ts'
import type { Row } from './design.ts'

/** What a rule wants of the orders: one that has any of these levels of a factor (any level where none is named). */
export interface Wanted {
  operation: CreateOperation
  factor: string
  values: readonly string[]
}

const satisfies = (row: Row, { operation, factor, values }: Wanted): boolean =>
  row.operation === operation && (values.length === 0 || values.includes(row.levels[factor] as string))

/** Some of the rows, greedily, until every want is met; an order by RX needs one that makes its RX. */
export function fewest(rows: readonly Row[], wanted: readonly Wanted[]): Row[] {
  const chosen = new Set<Row>()
  const wants = wanted.some((want) => want.operation === 'createNewOrderByRx')
    ? [...wanted, { operation: 'createNewOrder' as const, factor: 'sendTo', values: [] }]
    : [...wanted]
  let open = wants
  while (open.length > 0) {
    const best = [...rows].sort((one, other) => count(other, open) - count(one, open))[0] as Row
    if (count(best, open) === 0) break
    chosen.add(best)
    open = open.filter((want) => !satisfies(best, want))
  }
  return rows.filter((row) => chosen.has(row))
}

const count = (row: Row, wants: readonly Wanted[]): number => wants.filter((want) => satisfies(row, want)).length
