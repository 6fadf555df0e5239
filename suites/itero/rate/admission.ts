import type { Budget, Ticket } from '../../../engine/budget.ts'
import { limitTo } from '../../../engine/limit.ts'
import { promised } from '../../../engine/promised.ts'

/**
 * When experiments that should be refused may be sent, around the experiment on the rate limit:
 * - `burst`: not now, the ten cases are being created;
 * - `full`: the window is used up. A refusal by validation can still be had where it can be told from the limit's, which
 *   the first tries of each class show; the others wait;
 * - `silent`: not now, the end of the window is being awaited;
 * - `open`: whenever the budget has room.
 */
export type Phase = 'burst' | 'full' | 'silent' | 'open'

/** Tries of one class at the limit before validation has answered one of them; the rest is left for later. */
const TRIES_AT_LIMIT = 2

/** Experiments under way at once. */
const AT_ONCE = 8

export class Admission {
  #phase: Phase
  #changed = promised<void>()
  readonly #limit = limitTo(AT_ONCE)
  #underWay = 0
  #drained: (() => void)[] = []
  /** By class of experiment: how many were tried at the limit. */
  readonly #trying = new Map<string, number>()
  readonly #validated = new Set<string>()
  /** Experiments that were made while the window was known to be used up. */
  triedAtLimit = 0

  constructor(
    private readonly budget: Budget,
    phase: Phase,
  ) {
    this.#phase = phase
  }

  /** Enters a phase; resolves once nothing of the former one is under way. */
  async enter(phase: Phase): Promise<void> {
    this.#phase = phase
    this.#notify()
    if (this.#underWay > 0) await new Promise<void>((resolve) => this.#drained.push(resolve))
  }

  /**
   * Runs one experiment when its time has come. `atLimit` tells whether the window is known to be used up.
   *
   * @param withRoom the limit answered the experiment before: it waits for a window that has room
   */
  async run<T>(
    kind: string,
    withRoom: boolean,
    experiment: (ticket: Ticket, atLimit: boolean) => Promise<T>,
  ): Promise<T> {
    for (;;) {
      if (this.#phase === 'open') {
        const ticket = await this.budget.admit()
        const done = await this.#carryOut('open', () => experiment(ticket, false))
        if (done) return done.result
        ticket.settle('free')
      } else if (this.#phase === 'full' && !withRoom && this.#mayTry(kind)) {
        this.#trying.set(kind, (this.#trying.get(kind) ?? 0) + 1)
        const done = await this.#carryOut('full', () => {
          this.triedAtLimit++
          return experiment(this.budget.force(), true)
        })
        if (done) return done.result
      } else await this.#changed.promise
    }
  }

  /** What an experiment at the limit met: the limit, or validation. */
  met(kind: string, limit: boolean): void {
    if (limit || this.#validated.has(kind)) return
    this.#validated.add(kind)
    this.#notify()
  }

  /** Nothing is done, and nothing resolved with, where the phase has ended while room or its turn was awaited. */
  #carryOut<T>(phase: Phase, experiment: () => Promise<T>): Promise<{ result: T } | undefined> {
    return this.#limit(async () => {
      if (this.#phase !== phase) return undefined
      this.#underWay++
      try {
        return { result: await experiment() }
      } finally {
        this.#underWay--
        if (this.#underWay === 0) for (const resolve of this.#drained.splice(0)) resolve()
      }
    })
  }

  #mayTry(kind: string): boolean {
    return this.#validated.has(kind) || (this.#trying.get(kind) ?? 0) < TRIES_AT_LIMIT
  }

  #notify(): void {
    const changed = this.#changed
    this.#changed = promised<void>()
    changed.resolve()
  }
}
