import { setImmediate } from 'node:timers/promises'
import { askedBy } from '../../engine/asking.ts'
import { Budget } from '../../engine/budget.ts'
import { unobserved } from '../../engine/finding.ts'
import { promised } from '../../engine/promised.ts'
import type { Unjudgeable } from '../../engine/rule.ts'
import type { RunSettings } from '../../engine/run-settings.ts'
import type { Session } from '../../engine/session.ts'
import { type Account, type CreateOperation, DOCUMENTED_LIMIT, type SecondAccount } from './api.ts'
import { Controls } from './controls.ts'
import { MORE_ORDERS, type Row } from './design.ts'
import { withoutCredentials, wrongPasswords } from './invalid-credentials.ts'
import { Isolation } from './isolation.ts'
import { usableMaps } from './map-list.ts'
import { OrderSender } from './orders.ts'
import { Admission } from './rate/admission.ts'
import { CaseWindow, WindowLost } from './rate/case-window.ts'
import type { RateEvidence } from './rate/evidence.ts'
import { RateExperiment } from './rate/experiment.ts'
import { MapReads } from './reads.ts'
import { type Demand, fewest } from './selection.ts'
import type { Variation } from './variation.ts'
import { VariationRunner } from './variation-runner.ts'

/** What the orders of a run came to. */
export interface Results {
  controls: Controls
  isolation: Isolation
  /** Where the rules on the limit are chosen. */
  rate: RateEvidence | Unjudgeable | undefined
}

/**
 * The order of things on one target: the maps are read; the composed orders are placed, as the ten cases of the
 * experiment on the rate limit where that is chosen; experiments on them begin; what a refusal is due to is isolated. Nothing is
 * sent before {@link parts} or {@link done} is asked for.
 */
export class Schedule {
  readonly sender: OrderSender
  readonly reads: MapReads
  /** What the chosen rules demand of the orders; each probe adds to it before it first waits. */
  readonly demands: Demand[] = []
  /** Whether any of them is on the rate limit; said before it first waits as well. */
  needsRate = false
  /** Why the run says nothing of the target, where that is so. */
  problem: string | undefined
  readonly #admission: Admission
  readonly #composed = promised<void>()
  readonly #isolated = promised<void>()
  readonly #placed = promised<void>()
  #parts: Promise<{ controls: Controls; runner: VariationRunner }> | undefined
  #done: Promise<Results> | undefined

  constructor(
    private readonly session: Session,
    private readonly settings: Pick<RunSettings, 'seed' | 'exhaustive'>,
    private readonly account: Account,
  ) {
    const { target, clock, signal } = session
    const budget = new Budget(target.rateLimit ?? DOCUMENTED_LIMIT, clock, signal)
    this.sender = new OrderSender(session, budget, account, target.settings.secondAccount as SecondAccount | undefined)
    this.reads = new MapReads(session, this.sender)
    this.#admission = new Admission(budget, 'burst')
    // Rejections reach the probes through what they await; none is left over where no probe awaits it.
    for (const { promise } of [this.#composed, this.#isolated, this.#placed]) promise.catch(() => {})
  }

  /** The controls and the experiments on them, once the maps are known; the experiments wait for their controls. */
  get parts(): Promise<{ controls: Controls; runner: VariationRunner }> {
    this.#parts ??= this.#prepare()
    void this.done.catch(() => {})
    return this.#parts
  }

  /** The orders, once every refusal is explained. */
  get done(): Promise<Results> {
    this.#parts ??= this.#prepare()
    const parts = this.#parts
    this.#done ??= askedBy('ITERO-OPT-01', () => this.#schedule(parts))
    return this.#done
  }

  async #prepare(): Promise<{ controls: Controls; runner: VariationRunner }> {
    const { entries, listed } = await this.reads.entries()
    const today = new Date(this.session.clock.now()).toISOString().slice(0, 10)
    const controls = new Controls(this.sender, usableMaps(entries), listed, this.settings.seed, today)
    const runner = new VariationRunner(
      this.sender,
      controls,
      this.#admission,
      this.#composed.promise,
      this.#isolated.promise,
      this.#placed.promise,
    )
    return { controls, runner }
  }

  async #schedule(parts: Promise<{ controls: Controls; runner: VariationRunner }>): Promise<Results> {
    try {
      const { controls, runner } = await parts
      const isolation = new Isolation(controls)
      // All probes of the choice have been started by now: what they demand of the orders is known.
      await setImmediate()
      const { needsRate } = this
      const rate = needsRate ? await askedBy('ITERO-RATE-01', () => this.#observeRate(controls, runner)) : undefined
      if (!needsRate) await this.#place(controls, fewest(controls.ten, this.demands))
      this.#composed.resolve()
      await this.#admission.enter('open')
      if (needsRate) await this.#place(controls, controls.pending(controls.ten))
      if (this.settings.exhaustive) await this.#place(controls, MORE_ORDERS)
      await isolation.isolateRefusals()
      if (isolation.areCredentialsRefused) {
        this.problem = 'the target answers 401 to the configured credentials: check account.user and account.password'
      }
      this.#isolated.resolve()
      if (this.settings.exhaustive) await this.#everyMap(controls, isolation)
      this.#placed.resolve()
      return { controls, isolation, rate }
    } catch (error) {
      this.#composed.reject(error)
      this.#isolated.reject(error)
      this.#placed.reject(error)
      // Experiments that wait for their phase are let through, to meet the run's end themselves.
      void this.#admission.enter('open')
      throw error
    }
  }

  async #observeRate(controls: Controls, runner: VariationRunner): Promise<Results['rate']> {
    // One refused request of each kind, to be sent among the ten cases.
    const between = (operation: CreateOperation): Variation[] => {
      const faults = runner.variations(operation === 'createNewOrder' ? 'ITERO-REQ-01' : 'ITERO-RX-04', operation)
      const invalid = faults.filter((one) => 'on' in one).slice(0, 1)
      return [withoutCredentials, ...wrongPasswords(this.account).slice(0, 1), ...invalid]
    }
    const window = new CaseWindow(this.sender, controls)
    const parts = { sender: this.sender, controls, runner, reads: this.reads, window, between }
    try {
      return await new RateExperiment(parts, this.#admission).observe(this.#composed.resolve)
    } catch (error) {
      if (!(error instanceof WindowLost)) throw error
      return unobserved(error.message, "a run of its own: --only 'ITERO-RATE-*'")
    }
  }

  async #place(controls: Controls, rows: readonly Row[]): Promise<void> {
    for (const row of rows) {
      if (controls.impossible(row)) continue
      await controls.placeWithRoom(row, { purpose: 'control' })
    }
  }

  async #everyMap(controls: Controls, isolation: Isolation): Promise<void> {
    const onCreate = isolation.mapTries().filter((order) => order.row.operation === 'createNewOrder')
    const tried = new Set(onCreate.map((order) => order.map))
    for (const map of controls.maps.filter((one) => !tried.has(one))) {
      const row: Row = { operation: 'createNewOrder', levels: { sendTo: map.sendTo } }
      if (!controls.impossible(row)) await isolation.tryMap(map)
    }
  }
}
