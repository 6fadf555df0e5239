import type { Exchange, Purpose } from '../../../engine/exchange.ts'
import { isAccepted } from '../../../engine/status.ts'
import type { RateLimit } from '../../../engine/target.ts'
import type { CreateOperation } from '../api.ts'
import type { Controls, Placed } from '../controls.ts'
import type { Row } from '../design.ts'
import type { OrderSender } from '../orders.ts'

/** The experiment on the rate limit would need a window of its own once more. */
export class WindowLost extends Error {
  override name = 'WindowLost'
}

/** Cases of one window, created without regard to the budget's room: the tool of the experiment on the rate limit. */
export class CaseWindow {
  /** The latest at which the window's first case can have been sent by the target's time, and the earliest at which it was answered. */
  first: { sent: number; received: number } | undefined
  /** Exchanges of the run before the window. */
  #since = 0

  constructor(
    private readonly sender: OrderSender,
    private readonly controls: Controls,
  ) {}

  get limit(): RateLimit {
    return this.sender.budget.limit
  }
  get lengthMs(): number {
    return this.sender.budget.windowMs
  }
  get marginMs(): number {
    return this.sender.budget.marginMs
  }
  /** The earliest that the target's time can be. */
  get now(): number {
    return this.sender.session.clock.now()
  }
  /** The latest that the target's time can be. */
  get latest(): number {
    return this.sender.session.clock.latest()
  }

  /** The window's cases so far, those of requests that should have been refused included. */
  get cases(): Exchange[] {
    return this.sender.session.exchanges.slice(this.#since).filter((exchange) => exchange.case === 'counted')
  }

  /** Whether the window may have passed by now: what is tried from here on says nothing about it. */
  get isOver(): boolean {
    return this.first !== undefined && this.latest >= this.first.sent + this.lengthMs
  }

  /** The earliest instant at which the window can have passed, and the latest. */
  get ends(): number[] {
    const first = this.first?.received ?? this.now
    const last = this.sender.budget.lastCountedAt ?? first
    return [first, Math.max(first, last)].map((from) => from + this.lengthMs + this.marginMs)
  }

  /** Begins a new window here and now. */
  begin(): void {
    this.first = undefined
    this.#since = this.sender.session.exchanges.length
  }

  /**
   * Waits until every case of before has left any kind of window, and so many milliseconds more, and begins a new one.
   *
   * @throws WindowLost in a run that is resumed: what broke off is not made up for by more orders.
   */
  async fresh(more = 0): Promise<void> {
    if (this.sender.session.isResumed) throw new WindowLost('the run broke off within the experiment on the rate limit')
    await this.wait(this.now + this.lengthMs + this.marginMs + more)
    this.begin()
  }

  /** Waits until the target's time is at `until` for certain. */
  async wait(until: number): Promise<void> {
    const before = this.now
    const { clock, signal } = this.sender.session
    await clock.until(until, signal, 'the window of the rate limit')
    this.sender.budget.waitedMs += Math.max(0, this.now - before)
  }

  /** Waits as long as the target's time cannot be beyond `until`. */
  waitBefore(until: number): Promise<void> {
    return this.wait(this.now + until - this.latest)
  }

  /** Sends an order composed of a row's levels; `same`: the very order that was sent before. */
  async place(row: Row, what?: string, purpose: Purpose = 'control', same?: Placed): Promise<Placed> {
    const sent = this.latest
    const placed = await this.controls.place(row, this.sender.budget.force(), {
      purpose,
      ...(what === undefined ? {} : { what }),
      ...(same ? { like: same, map: same.map } : {}),
    })
    if (isAccepted(placed.exchange)) this.first ??= { sent, received: this.now }
    return placed
  }

  /**
   * Repeats an order that was accepted before, at the limit or to find it: nothing but the limit refuses it.
   *
   * @throws Error where the operation has no accepted order
   */
  async attempt(what: string, operation: CreateOperation = 'createNewOrder'): Promise<Exchange> {
    const row = this.controls.repeatable(operation)
    if (!row) throw new Error(`no accepted ${operation} to repeat`)
    const exchange = await this.attemptRow(row, what)
    if (exchange.case === 'refused') this.sender.limitRefusal.learn(exchange)
    return exchange
  }

  /** Tries an order at the limit. */
  async attemptRow(row: Row, what: string): Promise<Exchange> {
    return (await this.place(row, what, 'limit')).exchange
  }

  /** Tries the first accepted createNewOrder once more, word for word. */
  async repeat(what: string): Promise<Exchange> {
    const [first] = this.controls.accepted('createNewOrder')
    return first ? (await this.place(first.row, what, 'limit', first)).exchange : this.attempt(what)
  }

  /** Creates cases until one is refused, or one more than the limit is made; resolves with the tries. */
  async fill(what: string, operation: CreateOperation = 'createNewOrder'): Promise<Exchange[]> {
    const tries: Exchange[] = []
    while (tries.length <= this.limit.cases && tries.every(isAccepted)) tries.push(await this.attempt(what, operation))
    return tries
  }

  /** The slowest answer to a case of the window, in milliseconds. */
  get slowestMs(): number {
    return Math.max(0, ...this.cases.map((exchange) => exchange.durationMs))
  }
}
