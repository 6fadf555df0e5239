import type { Clock } from './clock.ts'
import type { RateLimit } from './target.ts'

/** Leave to send a request that may cost a case. It is settled exactly once, with what the answer made of it. */
export interface Ticket {
  /** It was given without regard to room. */
  readonly isForced?: true
  settle(outcome: 'counted' | 'free'): void
}

/**
 * The rate limit as a resource. It keeps the strictest reading, so that it holds for any kind of window: a case counts
 * from the moment its answer is read (the latest at which the target can have entered it) for a whole window, and a
 * request under way counts as if it were going to be a case.
 */
export class Budget {
  /** Instants from which cases are counted, oldest first. */
  readonly #counted: number[] = []
  readonly #waiting: { resolve: () => void; reject: (reason: unknown) => void }[] = []
  #underWay = 0
  #closedUntil = 0
  #pumping = false
  #cases: number
  /** Milliseconds that requests were held back for want of room. */
  waitedMs = 0

  constructor(
    readonly limit: RateLimit,
    private readonly clock: Clock,
    private readonly signal: AbortSignal,
  ) {
    this.#cases = limit.cases
    signal.addEventListener('abort', () => {
      for (const waiter of this.#waiting.splice(0)) waiter.reject(signal.reason)
    })
  }

  get windowMs(): number {
    return this.limit.windowSeconds * 1000
  }

  /** What is allowed for the target's clock and the wire: a hundredth of the window, 20 ms at the least, a second at the most. */
  get marginMs(): number {
    return Math.min(1000, Math.max(20, this.windowMs / 100))
  }

  /** Cases that may be created now. */
  room(): number {
    const now = this.clock.now()
    if (now < this.#closedUntil) return 0
    return this.#cases - this.#counted.filter((at) => at > now - this.windowMs - this.marginMs).length - this.#underWay
  }

  /** The instant from which at least one case is possible, if nothing is under way. */
  roomAt(): number {
    const live = this.#counted.filter((at) => at > this.clock.now() - this.windowMs - this.marginMs)
    const blocking = live[live.length - this.#cases]
    return Math.max(this.#closedUntil, blocking === undefined ? 0 : blocking + this.windowMs + this.marginMs)
  }

  /** When the last case was counted: the earliest that the target's time can have been; undefined before the first. */
  get lastCountedAt(): number | undefined {
    return this.#counted.at(-1)
  }

  /** Resolves once there is room for one more. */
  async admit(): Promise<Ticket> {
    this.signal.throwIfAborted()
    if (this.#waiting.length > 0 || this.room() < 1) {
      await new Promise<void>((resolve, reject) => {
        this.#waiting.push({ resolve, reject })
        void this.#pump()
      })
    } else this.#underWay++
    return this.#ticket()
  }

  /** A ticket without regard to room, for experiments on the limit itself. */
  force(): Ticket {
    this.#underWay++
    return { ...this.#ticket(), isForced: true }
  }

  /** The target refused where the budget had room (another caller of the account, say): nothing is sent for a whole window. */
  close(untilInstant = this.clock.now() + this.windowMs + this.marginMs): void {
    this.#closedUntil = Math.max(this.#closedUntil, untilInstant)
  }

  /** The target was shown to allow fewer cases than documented. */
  lower(cases: number): void {
    this.#cases = Math.max(1, Math.min(this.#cases, cases))
  }

  #ticket(): Ticket {
    let open = true
    return {
      settle: (outcome) => {
        if (!open) return
        open = false
        this.#underWay--
        if (outcome === 'counted') this.#counted.push(this.clock.now())
        void this.#pump()
      },
    }
  }

  /** Lets waiters through as room comes; waits itself only where nothing under way could make room. */
  async #pump(): Promise<void> {
    if (this.#pumping) return
    this.#pumping = true
    try {
      while (this.#waiting.length > 0) {
        if (this.room() >= 1) {
          this.#underWay++
          this.#waiting.shift()?.resolve()
          continue
        }
        if (this.#underWay > 0 && this.roomAt() <= this.clock.now()) return
        const before = this.clock.now()
        await this.clock.until(this.roomAt(), this.signal, 'room in the rate limit')
        this.waitedMs += this.clock.now() - before
      }
    } catch (error) {
      for (const waiter of this.#waiting.splice(0)) waiter.reject(error)
    } finally {
      this.#pumping = false
    }
  }
}
