import { setImmediate } from 'node:timers/promises'
import { askedBy } from '../../engine/asking.ts'
import { Budget } from '../../engine/budget.ts'
import { unobserved } from '../../engine/finding.ts'
import { promised } from '../../engine/promised.ts'
import type { Unjudgeable } from '../../engine/rule.ts'
import type { RunSettings } from '../../engine/run-settings.ts'
import type { Session } from '../../engine/session.ts'
import { type Account, type CreateOperation, DOCUMENTED_LIMIT, type SecondAccount } from './api.ts'
import { MORE_ORDERS, type Row } from './design.ts'
import { usableMaps } from './map-list.ts'
import { OrderDesk } from './orders.ts'
import { Positives } from './positives.ts'
import { Admission } from './rate/admission.ts'
import { CaseWindow, WindowLost } from './rate/case-window.ts'
import type { RateEvidence } from './rate/evidence.ts'
import { RateExperiment } from './rate/experiment.ts'
import { MapReads } from './reads.ts'
import { withoutCredentials, wrongPasswords } from './strangers.ts'
import { Tracing } from './tracing.ts'
import { Trials } from './trials.ts'
import type { Variation } from './variation.ts'
import { fewest, type Wanted } from './wants.ts'

/** What the orders of a run came to. */
export interface Conducted {
  positives: Positives
  tracing: Tracing
  /** Where the rules on the limit are chosen. */
  rate: RateEvidence | Unjudgeable | undefined
}

/**
 * The order of things on one target: the maps are read; the composed orders are placed, as the ten cases of the
 * experiment on the rate limit where that is chosen; experiments on them begin; what was refused is traced. Nothing is
 * sent before {@link parts} or {@link done} is asked for.
 */
export class Conduct {
  readonly desk: OrderDesk
  readonly reads: MapReads
  /** What the chosen rules want of the orders; each probe adds to it before it first waits. */
  readonly wanted: Wanted[] = []
  /** Whether any of them is on the rate limit; said before it first waits as well. */
  wantsRate = false
  /** Why the run says nothing of the target, where that is so. */
  problem: string | undefined
  readonly #admission: Admission
  readonly #controls = promised<void>()
  readonly #traced = promised<void>()
  readonly #placed = promised<void>()
  #parts: Promise<{ positives: Positives; trials: Trials }> | undefined
  #done: Promise<Conducted> | undefined

  constructor(
    private readonly session: Session,
    private readonly settings: Pick<RunSettings, 'seed' | 'exhaustive'>,
    private readonly account: Account,
  ) {
    const { target, clock, signal } = session
    const budget = new Budget(target.rateLimit ?? DOCUMENTED_LIMIT, clock, signal)
    this.desk = new OrderDesk(session, budget, account, target.settings.secondAccount as SecondAccount | undefined)
    this.reads = new MapReads(session, this.desk)
    this.#admission = new Admission(budget, 'burst')
    // Rejections reach the probes through what they await; none is left over where no probe awaits it.
    for (const { promise } of [this.#controls, this.#traced, this.#placed]) promise.catch(() => {})
  }

  /** The controls and the experiments on them, once the maps are known; the experiments wait for their controls. */
  get parts(): Promise<{ positives: Positives; trials: Trials }> {
    this.#parts ??= this.#prepare()
    void this.done.catch(() => {})
    return this.#parts
  }

  /** The orders, once every refusal is traced. */
  get done(): Promise<Conducted> {
    this.#parts ??= this.#prepare()
    const parts = this.#parts
    this.#done ??= askedBy('ITERO-OPT-01', () => this.#conduct(parts))
    return this.#done
  }

  async #prepare(): Promise<{ positives: Positives; trials: Trials }> {
    const { entries, listed } = await this.reads.entries()
    const today = new Date(this.session.clock.now()).toISOString().slice(0, 10)
    const positives = new Positives(this.desk, usableMaps(entries), listed, this.settings.seed, today)
    const trials = new Trials(
      this.desk,
      positives,
      this.#admission,
      this.#controls.promise,
      this.#traced.promise,
      this.#placed.promise,
    )
    return { positives, trials }
  }

  async #conduct(parts: Promise<{ positives: Positives; trials: Trials }>): Promise<Conducted> {
    try {
      const { positives, trials } = await parts
      const tracing = new Tracing(positives)
      // All probes of the choice have been started by now: what they want of the orders is known.
      await setImmediate()
      const { wantsRate } = this
      const rate = wantsRate ? await askedBy('ITERO-RATE-01', () => this.#observeRate(positives, trials)) : undefined
      if (!wantsRate) await this.#place(positives, fewest(positives.ten, this.wanted))
      this.#controls.resolve()
      await this.#admission.enter('open')
      if (wantsRate) await this.#place(positives, positives.untold(positives.ten))
      if (this.settings.exhaustive) await this.#place(positives, MORE_ORDERS)
      await tracing.trace()
      if (tracing.isStranger) {
        this.problem = 'the target answers 401 to the configured credentials: check account.user and account.password'
      }
      this.#traced.resolve()
      if (this.settings.exhaustive) await this.#everyMap(positives, tracing)
      this.#placed.resolve()
      return { positives, tracing, rate }
    } catch (error) {
      this.#controls.reject(error)
      this.#traced.reject(error)
      this.#placed.reject(error)
      // Experiments that wait for their phase are let through, to meet the run's end themselves.
      void this.#admission.enter('open')
      throw error
    }
  }

  async #observeRate(positives: Positives, trials: Trials): Promise<Conducted['rate']> {
    // One refused request of each kind, to be sent among the ten cases.
    const between = (operation: CreateOperation): Variation[] => {
      const faults = trials.variations(operation === 'createNewOrder' ? 'ITERO-REQ-01' : 'ITERO-RX-04', operation)
      const invalid = faults.filter((one) => 'on' in one).slice(0, 1)
      return [withoutCredentials, ...wrongPasswords(this.account).slice(0, 1), ...invalid]
    }
    const window = new CaseWindow(this.desk, positives)
    const parts = { desk: this.desk, positives, trials, reads: this.reads, window, between }
    try {
      return await new RateExperiment(parts, this.#admission).observe(this.#controls.resolve)
    } catch (error) {
      if (!(error instanceof WindowLost)) throw error
      return unobserved(error.message, "a run of its own: --only 'ITERO-RATE-*'")
    }
  }

  async #place(positives: Positives, rows: readonly Row[]): Promise<void> {
    for (const row of rows) {
      if (positives.impossible(row)) continue
      await positives.placeWithRoom(row, { purpose: 'control' })
    }
  }

  async #everyMap(positives: Positives, tracing: Tracing): Promise<void> {
    const onCreate = tracing.mapTries().filter((order) => order.row.operation === 'createNewOrder')
    const tried = new Set(onCreate.map((order) => order.map))
    for (const map of positives.maps.filter((one) => !tried.has(one))) {
      const row: Row = { operation: 'createNewOrder', levels: { sendTo: map.sendTo } }
      if (!positives.impossible(row)) await tracing.tryMap(map)
    }
  }
}
