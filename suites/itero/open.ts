import { setImmediate } from 'node:timers/promises'
import { Budget } from '../../engine/budget.ts'
import type { Exchange } from '../../engine/exchange.ts'
import { missing, type Observation } from '../../engine/experiment.ts'
import { promised } from '../../engine/promised.ts'
import type { Session } from '../../engine/session.ts'
import type { OpenTarget, RunSettings } from '../profile.ts'
import { type Account, type CreateOperation, DOCUMENTED_LIMIT, type SecondAccount } from './api.ts'
import { MORE_ORDERS, type Row, TEN_ORDERS } from './design.ts'
import type { LevelEvidence } from './level-evidence.ts'
import { usableMaps } from './map-list.ts'
import { OrderDesk } from './orders.ts'
import { type Placed, Positives } from './positives.ts'
import { Admission } from './rate/admission.ts'
import { CaseWindow } from './rate/case-window.ts'
import type { RateEvidence } from './rate/evidence.ts'
import { RateExperiment } from './rate/experiment.ts'
import { MapReads } from './reads.ts'
import { withoutCredentials, wrongPasswords } from './strangers.ts'
import { Tracing } from './tracing.ts'
import { Trials, type Variation } from './trials.ts'

/** What nothing is known of, and why. */
export interface Unavailable {
  none: string
  remedy: string
  leansOn: string[]
}

/** What the rules' probes are given. */
export interface Itero {
  readonly session: Session
  readonly account: Account | undefined
  readonly reads: MapReads
  /** What is known of one level of the composed orders: an accepted one, or the refusal that is due to it. */
  level(operation: CreateOperation, factor: string, value: string): Promise<LevelEvidence>
  /** Every fault of the catalogue for a requirement, each tried on an accepted order. */
  faults(requirement: string, ...operations: CreateOperation[]): Promise<Observation[]>
  vary(rule: string, operation: CreateOperation, variations: readonly Variation[]): Promise<Observation[]>
  /** The orders that were accepted as valid ones. */
  accepted(operation: CreateOperation): Promise<Placed[]>
  /** An order for each map that was tried; with `--exhaustive` for each that is listed. */
  mapTries(): Promise<Placed[]>
  rate(): Promise<RateEvidence | Unavailable>
  /** Whether an exchange is a refusal by the rate limit. */
  isLimitRefusal(exchange: Exchange): boolean
}

/** Opens a run on one target. Nothing is sent before a probe asks. */
export function openItero(session: Session, settings: RunSettings): OpenTarget<Itero> {
  const { target } = session
  const account = target.settings.account as Account | undefined
  const denied = whyNoOrders(session, account)
  if (!account || denied) return { context: withoutOrders(session, account, denied as Unavailable), waitedMs: () => 0 }

  const budget = new Budget(target.rateLimit ?? DOCUMENTED_LIMIT, session.clock, session.signal)
  const desk = new OrderDesk(session, budget, account, target.settings.secondAccount as SecondAccount | undefined)
  const reads = new MapReads(session, desk)
  const onRate = [...settings.probed].some((id) => id.startsWith('ITERO-RATE-'))
  const admission = new Admission(budget, 'burst')
  const wanted: Wanted[] = []

  let problem: string | undefined
  let conduct: ReturnType<typeof begin> | undefined
  const started = () => {
    conduct ??= begin()
    return conduct
  }

  function begin() {
    const controls = promised<void>()
    const traced = promised<void>()
    // Rejections reach the probes through what they await; none is left over where no probe awaits it.
    controls.promise.catch(() => {})
    traced.promise.catch(() => {})
    const parts = (async () => {
      const { entries, listed } = await reads.entries()
      const today = new Date(session.clock.now()).toISOString().slice(0, 10)
      const positives = new Positives(desk, usableMaps(entries), listed, settings.seed, today)
      const trials = new Trials(desk, positives, admission, controls.promise, traced.promise)
      return { positives, trials }
    })()
    const done = (async () => {
      try {
        const { positives, trials } = await parts
        const tracing = new Tracing(positives)
        // All probes of the choice have been started by now: what they want of the orders is known.
        await setImmediate()
        const rate = onRate ? await observeRate(positives, trials, controls.resolve) : undefined
        if (!onRate) await placeWanted(positives)
        controls.resolve()
        await admission.enter('open')
        if (onRate) await placeRows(positives, positives.untold(TEN_ORDERS))
        if (settings.exhaustive) await placeRows(positives, MORE_ORDERS)
        await tracing.trace()
        if (tracing.isStranger)
          problem = 'the target answers 401 to the configured credentials: check account.user and account.password'
        traced.resolve()
        if (settings.exhaustive) await everyMap(positives, tracing)
        return { positives, tracing, rate }
      } catch (error) {
        controls.reject(error)
        traced.reject(error)
        throw error
      }
    })()
    done.catch(() => {})
    return { parts, done }
  }

  async function observeRate(
    positives: Positives,
    trials: Trials,
    onControls: () => void,
  ): Promise<RateEvidence | Unavailable> {
    const between = (operation: CreateOperation): Variation[] => [
      withoutCredentials,
      ...wrongPasswords(desk.account).slice(0, 1),
      ...trials
        .variations(operation === 'createNewOrder' ? 'ITERO-REQ-01' : 'ITERO-RX-04', operation)
        .filter((one) => 'on' in one)
        .slice(0, 1),
    ]
    const window = new CaseWindow(desk, positives)
    const experiment = new RateExperiment({ desk, positives, trials, reads, window, between }, admission)
    const evidence = await experiment.observe(onControls)
    return 'none' in evidence ? { ...evidence, remedy: 'a target that accepts a valid order' } : evidence
  }

  /** Where no rule is about the limit: the fewest of the ten orders that have all that the chosen rules want. */
  const placeWanted = (positives: Positives) => placeRows(positives, fewest(wanted))

  async function placeRows(positives: Positives, rows: readonly Row[]): Promise<void> {
    for (const row of rows) {
      if (!positives.impossible(row))
        await positives.place(row, await budget.admit(), { purpose: 'control', rule: 'ITERO-OPT-01' })
    }
  }

  async function everyMap(positives: Positives, tracing: Tracing): Promise<void> {
    const row = TEN_ORDERS[0] as Row
    const tried = new Set(tracing.mapTries().map((order) => order.map.procedureMapId))
    for (const map of usableMaps((await reads.entries()).entries).filter((one) => !tried.has(one.procedureMapId))) {
      if (!positives.impossible({ ...row, levels: { sendTo: map.sendTo } })) await tracing.tryMap(map)
    }
  }

  const context: Itero = {
    session,
    account,
    reads,
    async level(operation, factor, value) {
      wanted.push({ operation, factor, values: [value] })
      const { tracing } = await started().done
      return tracing.level(operation, factor, value)
    },
    async faults(requirement, ...operations) {
      for (const operation of operations) wanted.push({ operation, factor: 'sendTo', values: [] })
      const { trials } = await started().parts
      for (const operation of operations) {
        for (const one of trials.variations(requirement, operation)) {
          if ('on' in one) wanted.push({ operation, factor: 'sendTo', values: one.on })
        }
      }
      const unlisted = requirement === 'ITERO-MAP-01' || requirement === 'ITERO-RX-09'
      if (unlisted && (await reads.entries()).entries.length === 0) {
        return [
          missing('a map that is not listed', 'no list of maps was answered', 'the target lists its maps', [
            'ITERO-MAPS-01',
          ]),
        ]
      }
      return trials.faults(requirement, operations)
    },
    async vary(rule, operation, variations) {
      for (const one of variations) wanted.push({ operation, factor: 'sendTo', values: one.on })
      const { trials } = await started().parts
      return Promise.all(variations.map((variation) => trials.vary(rule, operation, variation)))
    },
    async accepted(operation) {
      wanted.push({ operation, factor: 'sendTo', values: [] })
      const { positives } = await started().done
      return positives.accepted(operation)
    },
    async mapTries() {
      for (const row of TEN_ORDERS)
        wanted.push({ operation: row.operation, factor: 'sendTo', values: [row.levels.sendTo as string] })
      return (await started().done).tracing.mapTries()
    },
    rate: async () =>
      (await started().done).rate ?? unavailable('the rate limit was not tried', 'choose the rules on it'),
    isLimitRefusal: (exchange) => desk.isLimitRefusal(exchange),
  }
  return {
    context,
    waitedMs: () => budget.waitedMs,
    problem: () => problem,
    budget() {
      const casesLeft = Math.max(0, budget.room())
      return casesLeft > 0
        ? { casesLeft }
        : { casesLeft, nextCaseInMs: Math.max(0, budget.roomAt() - session.clock.now()) }
    },
  }
}

/** What a rule wants of the orders: one that has any of these levels of a factor (any level where none is named). */
interface Wanted {
  operation: CreateOperation
  factor: string
  values: readonly string[]
}

const satisfies = (row: Row, { operation, factor, values }: Wanted): boolean =>
  row.operation === operation && (values.length === 0 || values.includes(row.levels[factor] as string))

/** Rows of the ten, greedily, until every want is met; an order by RX needs one that makes its RX. */
function fewest(wanted: readonly Wanted[]): Row[] {
  const chosen = new Set<Row>()
  const wants = wanted.some((want) => want.operation === 'createNewOrderByRx')
    ? [...wanted, { operation: 'createNewOrder' as const, factor: 'sendTo', values: [] }]
    : [...wanted]
  let open = wants
  while (open.length > 0) {
    const best = [...TEN_ORDERS].sort((one, other) => count(other, open) - count(one, open))[0] as Row
    if (count(best, open) === 0) break
    chosen.add(best)
    open = open.filter((want) => !satisfies(best, want))
  }
  return TEN_ORDERS.filter((row) => chosen.has(row))
}

const count = (row: Row, wants: readonly Wanted[]): number => wants.filter((want) => satisfies(row, want)).length

const unavailable = (none: string, remedy: string, leansOn: string[] = []): Unavailable => ({ none, remedy, leansOn })

function whyNoOrders(session: Session, account: Account | undefined): Unavailable | undefined {
  const keys = ['user', 'password', 'companyId', 'scannerSerialNumber'] as const
  const lacking = keys.filter((key) => account?.[key] === undefined).map((key) => `account.${key}`)
  if (lacking.length > 0)
    return unavailable(
      `${lacking.join(', ')} not configured`,
      `set ${lacking.join(', ')} in the target's configuration`,
    )
  if (!session.target.allowWrites) {
    return unavailable(
      'it creates orders, and writing to this host is not allowed',
      '--allow-writes, or allowWrites in the configuration',
    )
  }
  return undefined
}

function withoutOrders(session: Session, account: Account | undefined, why: Unavailable): Itero {
  const observation = (what: string): Observation => missing(what, why.none, why.remedy, why.leansOn)
  return {
    session,
    account,
    reads: new MapReads(session, undefined),
    level: async () => ({ kind: 'unknown', reason: why.none, remedy: why.remedy, leansOn: why.leansOn }),
    faults: async () => [observation('an invalid order')],
    vary: async (_rule, _operation, variations) => variations.map((one) => observation(one.what)),
    accepted: async () => [],
    mapTries: async () => [],
    rate: async () => why,
    isLimitRefusal: (exchange) => exchange.response?.status === 429,
  }
}
