import type { Exchange } from '../../engine/exchange.ts'
import { missing, type Observation } from '../../engine/experiment.ts'
import type { OpenTarget, RunSettings } from '../../engine/profile.ts'
import type { Session } from '../../engine/session.ts'
import { isAccepted } from '../../engine/status.ts'
import type { Account, CreateOperation } from './api.ts'
import { Conduct } from './conduct.ts'
import { TEN_ORDERS } from './design.ts'
import type { LevelEvidence } from './level-evidence.ts'
import type { Placed } from './positives.ts'
import type { RateEvidence } from './rate/evidence.ts'
import { MapReads } from './reads.ts'
import type { Variation } from './trials.ts'

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
  /** Why no order can be sent at all, where that is so. */
  readonly noOrders?: Unavailable
  /** What is known of one level of the composed orders: an accepted one, or the refusal that is due to it. */
  level(operation: CreateOperation, factor: string, value: string): Promise<LevelEvidence>
  /** Every fault of the catalogue for a requirement, each tried on an accepted order. */
  faults(requirement: string, ...operations: CreateOperation[]): Promise<Observation[]>
  vary(rule: string, operation: CreateOperation, variations: readonly Variation[]): Promise<Observation[]>
  /** The orders that were accepted as valid ones; `two` where one alone would say nothing. */
  accepted(operation: CreateOperation, two?: 'two'): Promise<Placed[]>
  /** An order for each map that was tried; with `--exhaustive` for each that is listed. */
  mapTries(): Promise<Placed[]>
  rate(): Promise<RateEvidence | Unavailable>
  /** Tells which answers came while the account was locked. */
  isLocked(): Promise<(exchange: Exchange) => boolean>
  /** Accepted orders of another doctor, for another clinic. */
  otherClinics(): Promise<Exchange[]>
  /** Whether an exchange is a refusal by the rate limit. */
  isLimitRefusal(exchange: Exchange): boolean
}

/** Opens a run on one target. Nothing is sent before a probe asks. */
export function openItero(session: Session, settings: RunSettings): OpenTarget<Itero> {
  const given = session.target.settings.account as Partial<Account> | undefined
  const denied = whyNoOrders(session, given)
  if (denied) return { context: withoutOrders(session, denied), waitedMs: () => 0 }

  const account = given as Account
  const conduct = new Conduct(session, settings, account)
  const { wanted, desk, reads } = conduct
  const context: Itero = {
    session,
    account,
    reads,
    async level(operation, factor, value) {
      wanted.push({ operation, factor, values: [value] })
      const { tracing } = await conduct.done
      return tracing.level(operation, factor, value)
    },
    async faults(requirement, ...operations) {
      for (const operation of operations) wanted.push({ operation, factor: 'sendTo', values: [] })
      const { trials } = await conduct.parts
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
      const { trials } = await conduct.parts
      return Promise.all(variations.map((variation) => trials.vary(rule, operation, variation)))
    },
    async accepted(operation, two) {
      wanted.push({ operation, factor: 'sendTo', values: [] })
      if (two) for (const sendTo of TWO_WITHOUT_LAB) wanted.push({ operation, factor: 'sendTo', values: [sendTo] })
      const { positives } = await conduct.done
      return positives.accepted(operation)
    },
    async mapTries() {
      for (const row of TEN_ORDERS)
        wanted.push({ operation: row.operation, factor: 'sendTo', values: [row.levels.sendTo as string] })
      return (await conduct.done).tracing.mapTries()
    },
    async rate() {
      const { rate } = await conduct.done
      if (!rate) return unavailable('the rate limit was not tried', 'choose the rules on it')
      return 'none' in rate ? { remedy: 'a target that accepts a valid order', ...rate } : rate
    },
    isLimitRefusal: (exchange) => desk.isLimitRefusal(exchange),
    isLocked: async () => {
      const { trials } = await conduct.parts
      return (exchange) => trials.isLocked(exchange)
    },
    async otherClinics() {
      const { rate } = await conduct.done
      return rate && 'secondCaller' in rate && rate.secondCaller && isAccepted(rate.secondCaller)
        ? [rate.secondCaller]
        : []
    },
  }
  return {
    context,
    waitedMs: () => desk.budget.waitedMs,
    problem: () => conduct.problem,
    told() {
      const leftBehind = session.ledger.leftBehind()
      return leftBehind.length > 0 ? { leftBehind } : {}
    },
    budget() {
      const { budget } = desk
      const casesLeft = Math.max(0, budget.room())
      return casesLeft > 0
        ? { casesLeft }
        : { casesLeft, nextCaseInMs: Math.max(0, budget.roomAt() - session.clock.now()) }
    },
  }
}

/** Kinds of map that any configuration has all for. */
const TWO_WITHOUT_LAB = ['midc_only', 'N/A']

const unavailable = (none: string, remedy: string, leansOn: string[] = []): Unavailable => ({ none, remedy, leansOn })

function whyNoOrders(session: Session, account: Partial<Account> | undefined): Unavailable | undefined {
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

function withoutOrders(session: Session, why: Unavailable): Itero {
  const observation = (what: string): Observation => missing(what, why.none, why.remedy, why.leansOn)
  return {
    session,
    account: undefined,
    noOrders: why,
    reads: new MapReads(session, undefined),
    level: async () => ({ kind: 'unknown', reason: why.none, remedy: why.remedy, leansOn: why.leansOn }),
    faults: async () => [observation('an invalid order')],
    vary: async (_rule, _operation, variations) => variations.map((one) => observation(one.what)),
    accepted: async () => [],
    mapTries: async () => [],
    rate: async () => why,
    isLocked: async () => () => false,
    otherClinics: async () => [],
    isLimitRefusal: (exchange) => exchange.response?.status === 429,
  }
}
