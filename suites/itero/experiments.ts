import type { Exchange } from '../../engine/exchange.ts'
import { unobserved } from '../../engine/finding.ts'
import type { Unjudgeable } from '../../engine/rule.ts'
import { RESPONSE_FIELDS, type ResponseField } from './answer-fields.ts'
import type { CreateOperation } from './api.ts'
import type { Itero } from './context.ts'
import { listOf } from './map-list.ts'
import { answered } from './orders.ts'
import { callsOf, type MapList, noList } from './reads.ts'

/** What several rules are judged by. */
export const experiments = {
  /** Two calls of getAvailableProcedureMaps. */
  maps: { run: ({ reads }: Itero) => reads.list() },
  /** The first of them that lists some. */
  listed: {
    needs: ['maps'],
    run: (_: Itero, { maps }: { maps: MapList }): Exchange | Unjudgeable =>
      callsOf(maps).find((call) => (listOf(call)?.length ?? 0) > 0) ?? noList(maps),
  },
  /** Accepted answers of createNewOrder; */
  scans: { run: (itero: Itero) => answersOf(itero, 'createNewOrder', 'ITERO-OPT-01') },
  /** two at the least. */
  twoScans: { run: (itero: Itero) => answersOf(itero, 'createNewOrder', 'ITERO-OPT-01', 'two') },
  scansByRx: { run: (itero: Itero) => answersOf(itero, 'createNewOrderByRx', 'ITERO-RX-01') },
  rate: { run: (itero: Itero) => itero.rate() },
}

/** The accepted answers of an operation, those that broke off left out: nothing can be said of their fields. */
async function answersOf(
  itero: Itero,
  operation: CreateOperation,
  leansOn: string,
  two?: 'two',
): Promise<Exchange[] | Unjudgeable> {
  const accepted = (await itero.accepted(operation, two)).map((order) => order.exchange)
  const whole = accepted.filter((exchange) => !exchange.response?.truncated && !isEmptyAtLimit(exchange))
  return whole.length > 0
    ? whole
    : unobserved(`no ${operation} was accepted`, 'a target that accepts valid orders', [leansOn])
}

/** At the limit a 200 with nothing of an order in it is a refusal by the wrong status: ITERO-RATE-02's. */
const isEmptyAtLimit = (exchange: Exchange): boolean =>
  exchange.purpose === 'limit' &&
  Object.keys(RESPONSE_FIELDS).every((field) => answered(exchange, field as ResponseField) === undefined)
