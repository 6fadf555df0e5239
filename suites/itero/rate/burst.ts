import type { Observation } from '../../../engine/experiment.ts'
import { isAccepted } from '../../../engine/status.ts'
import { SEND_TO } from '../../../generators/procedure-maps.ts'
import { CREATE_OPERATIONS, type CreateOperation } from '../api.ts'
import type { Controls, Placed } from '../controls.ts'
import { PLAINEST, type Row } from '../design.ts'
import type { OrderSender } from '../orders.ts'
import type { MapReads } from '../reads.ts'
import type { Variation } from '../variation.ts'
import type { VariationRunner } from '../variation-runner.ts'
import type { CaseWindow } from './case-window.ts'
import type { Burst } from './evidence.ts'

/** "fifteen in a row" of ITERO-RATE-05. */
export const READS = 15
/** Creations under way at once, where there is room for one. */
const AT_ONCE = 4
/** Above this share of the window for one answer, orders are sent side by side: one after the other they would use it up. */
const SLOW = 1 / 40

export interface BurstParts {
  sender: OrderSender
  controls: Controls
  runner: VariationRunner
  reads: MapReads
  window: CaseWindow
  /** Sent in between, to see that refused requests do not count: each draws its status by one broken clause. */
  between(operation: CreateOperation): Variation[]
}

/**
 * The cases of one window, from the first to the last that the limit allows, or to the first refusal by it: the rows
 * first, then repetitions of accepted ones. It begins in a window that is empty.
 */
export async function createBurst(parts: BurstParts, kind: Burst['kind'], rows: readonly Row[]): Promise<Burst> {
  const { controls, window, sender } = parts
  const burst: Burst = { kind, cases: [], between: [], reads: [] }
  const filled = new Set<CreateOperation>()
  window.begin()
  // The last createNewOrder is held back, to be one of several that are under way at once.
  const last =
    rows.length === window.limit.cases ? rows.findLast((row) => row.operation === 'createNewOrder') : undefined
  const atOnce = kind === 'mixed' ? last : undefined

  const place = async (row: Row): Promise<void> => {
    if (controls.impossible(row)) return
    const placed = await window.place(row)
    if (await isLimited(parts, placed)) burst.limitedAt ??= placed.exchange
  }
  const fillIn = async (operation: CreateOperation): Promise<void> => {
    if (burst.limitedAt || filled.has(operation) || !controls.control(operation, SEND_TO)) return
    filled.add(operation)
    if (kind === 'mixed' || kind === 'refused') burst.between.push(...(await refusedOnes(parts, operation, kind)))
    if ((kind === 'mixed' || kind === 'reads') && operation === 'createNewOrder') {
      burst.reads = await parts.reads.row(READS, 'the maps while the window has room')
    }
  }

  for (const operation of CREATE_OPERATIONS) {
    const mine = rows.filter((row) => row.operation === operation && row !== atOnce)
    while (mine.length > 0 && !burst.limitedAt && window.cases.length < window.limit.cases) {
      const sideBySide = window.slowestMs > window.lengthMs * SLOW ? mine.length : 1
      await Promise.all(mine.splice(0, sideBySide).map(place))
      await fillIn(operation)
    }
  }
  const rush = async (row: Row): Promise<void> => {
    const { cases } = window
    burst.rush = await Promise.all(
      Array.from({ length: AT_ONCE }, () => window.attemptRow(row, 'one of several at the same time')),
    )
    const accepted = burst.rush.filter(isAccepted).length
    if (accepted === 0) await place(row)
    else for (const one of burst.rush) if (cases.length + accepted >= window.limit.cases) sender.limitRefusal.learn(one)
  }
  if (atOnce && window.cases.length === window.limit.cases - 1 && !burst.limitedAt && controls.repeatable())
    await rush(atOnce)
  else if (atOnce && !burst.limitedAt) await place(atOnce)
  if (kind === 'mixed' && !controls.repeatable()) for (const row of PLAINEST) await place(row)
  for (
    let nth = 0;
    window.cases.length < window.limit.cases && !burst.limitedAt && nth < 2 * window.limit.cases;
    nth++
  ) {
    const operation = nth % 2 === 0 ? 'createNewOrder' : 'createNewOrderByRx'
    const row = controls.repeatable(operation) ?? controls.repeatable()
    if (!row) break
    if (kind === 'rush' && window.cases.length === window.limit.cases - 1) {
      await rush(controls.repeatable() as Row)
      break
    }
    const { exchange } = await window.place(row, 'an accepted order repeated, to make up the cases of the window')
    if (!isAccepted(exchange) && !exchange.error) burst.limitedAt = exchange
    for (const one of CREATE_OPERATIONS) await fillIn(one)
  }
  burst.cases = window.cases
  if (burst.limitedAt) sender.limitRefusal.learn(burst.limitedAt)
  return burst
}

/** Whether an order was refused by the limit, and not for its own sake: an order that was accepted before tells. */
async function isLimited({ controls, window }: BurstParts, { exchange }: Placed): Promise<boolean> {
  if (isAccepted(exchange) || exchange.error) return false
  if (exchange.case === 'refused') return true
  if (!controls.repeatable()) return false
  const repeated = await window.place(
    controls.repeatable() as Row,
    'an accepted order repeated, to tell the limit from validation',
  )
  return !isAccepted(repeated.exchange) && !repeated.exchange.error
}

/** Refused requests of an operation: as experiments of their own rules the first time, and sent again where repeated. */
async function refusedOnes(
  { runner, between }: BurstParts,
  operation: CreateOperation,
  kind: Burst['kind'],
): Promise<Observation[]> {
  const observed: Observation[] = []
  for (const variation of between(operation)) {
    const again = { ...variation, what: `${variation.what}, among the cases of a window` }
    observed.push(await runner.varyNow(operation, kind === 'mixed' ? variation : again))
  }
  return observed
}
