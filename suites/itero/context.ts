import type { Exchange } from '../../engine/exchange.ts'
import type { Observation } from '../../engine/experiment.ts'
import type { Unjudgeable } from '../../engine/rule.ts'
import type { Session } from '../../engine/session.ts'
import type { CreateOperation, Credentials } from './api.ts'
import type { Placed } from './controls.ts'
import type { LevelEvidence } from './level-evidence.ts'
import type { RateEvidence } from './rate/evidence.ts'
import type { MapReads } from './reads.ts'
import type { Variation } from './variation.ts'

/**
 * What the rules' probes are given. Where no order can be sent at all, whatever is asked of orders precludes the rule, and
 * says why.
 */
export interface Itero {
  readonly session: Session
  /** Whether orders can be sent at all. */
  readonly hasOrders: boolean
  readonly reads: MapReads
  /** What is known of one level of the composed orders: an accepted one, or the refusal that is due to it. */
  level(operation: CreateOperation, factor: string, value: string): Promise<LevelEvidence>
  /** Every fault that the catalogue has for the requirement that asks, each tried on an accepted order. */
  faults(...operations: CreateOperation[]): Promise<Observation[]>
  /** Changes of an accepted order. */
  vary(operation: CreateOperation, variations: readonly Variation[]): Promise<Observation[]>
  /** The same on both operations. */
  varyBoth(variations: readonly Variation[]): Promise<Observation[]>
  credentials(): Credentials
  /** The orders that were accepted as valid ones; `two` where one alone would say nothing. */
  accepted(operation: CreateOperation, two?: 'two'): Promise<Placed[]>
  /** Accepted orders of another doctor, for another clinic. */
  otherClinics(): Promise<Exchange[]>
  /** An accepted order once more, word for word, where only another one was accepted after it. */
  wordForWord(): Promise<Exchange | undefined>
  /** An order for each map that was tried; with `--exhaustive` for each that is listed. */
  mapTries(): Promise<Placed[]>
  /** What the experiment on the rate limit saw. */
  rate(): Promise<RateEvidence | Unjudgeable>
  /** Whether an answer was given by a lock of the account. */
  isLocked(exchange: Exchange): boolean
  /** Whether an exchange is a refusal by the rate limit. */
  isLimitRefusal(exchange: Exchange): boolean
}
