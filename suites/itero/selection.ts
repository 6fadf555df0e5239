import type { CreateOperation } from './api.ts'
import type { Row } from './design.ts'

/** What a rule demands of the orders: one that has any of these levels of a factor (any level where none is named). */
export interface Demand {
  operation: CreateOperation
  factor: string
  values: readonly string[]
}

const satisfies = (row: Row, { operation, factor, values }: Demand): boolean =>
  row.operation === operation && (values.length === 0 || values.includes(row.levels[factor] as string))

/** Some of the rows, greedily, until every demand is met; an order by RX needs one that makes its RX. */
export function fewest(rows: readonly Row[], demands: readonly Demand[]): Row[] {
  const chosen = new Set<Row>()
  const all = demands.some((demand) => demand.operation === 'createNewOrderByRx')
    ? [...demands, { operation: 'createNewOrder' as const, factor: 'sendTo', values: [] }]
    : [...demands]
  let open = all
  while (open.length > 0) {
    const best = [...rows].sort((one, other) => count(other, open) - count(one, open))[0] as Row
    if (count(best, open) === 0) break
    chosen.add(best)
    open = open.filter((demand) => !satisfies(best, demand))
  }
  return rows.filter((row) => chosen.has(row))
}

const count = (row: Row, wants: readonly Demand[]): number => wants.filter((demand) => satisfies(row, demand)).length
