import type { Exchange } from '../../engine/exchange.ts'
import { missing, type Observation } from '../../engine/experiment.ts'
import { status } from '../../engine/status.ts'
import type { OrderDesk } from './orders.ts'

/** Wrong passwords in a row before the right one is given between. */
const IN_A_ROW = 3
/** What a lock is waited out for, by the run's clock: in steps, and in all. */
const STEP_MS = 10_000
const MOST_MS = 120_000

/**
 * Tries wrong passwords: last of all, one after the other, and the right one after every third, since a target may lock
 * an account for a while. Where the right one is refused then, the lock is waited out.
 */
export class WrongPasswords {
  #queue: Promise<unknown> = Promise.resolve()
  #inARow: Exchange[] = []
  readonly #locked = new Set<Exchange>()
  #waitedMs = 0

  /** @param before what has to be over before each of them */
  constructor(
    private readonly desk: OrderDesk,
    private readonly before: () => Promise<void>,
  ) {}

  /** Carries an experiment with a wrong password out when its turn has come. */
  ask(what: string, carryOut: () => Promise<Observation>): Promise<Observation> {
    const turn = this.#queue.then(async () => {
      await this.before()
      if (this.#inARow.length >= IN_A_ROW && !(await this.#isOpen())) {
        const remedy = 'an account that is not locked, or is opened again sooner'
        return missing(what, 'the account was locked after wrong passwords', remedy)
      }
      const observed = await carryOut()
      if (observed.kind === 'trial') this.#inARow.push(observed.exchange)
      return observed
    })
    this.#queue = turn.catch(() => {})
    return turn
  }

  /** Whether an answer to a wrong password is a lock's rather than the password's. */
  isLocked(exchange: Exchange): boolean {
    return this.#locked.has(exchange)
  }

  /** Gives the right password, by a request that makes no case, until it is taken. */
  async #isOpen(): Promise<boolean> {
    const { clock, signal } = this.desk.session
    for (;;) {
      const answer = await this.#rightPassword()
      if (!isRefused(answer)) {
        this.#inARow = []
        return true
      }
      for (const one of [answer, ...this.#inARow]) this.#locked.add(one)
      if (this.#waitedMs >= MOST_MS) return false
      this.#waitedMs += STEP_MS
      await clock.until(clock.now() + STEP_MS, signal)
    }
  }

  async #rightPassword(): Promise<Exchange> {
    return this.desk.send(
      {
        purpose: 'variation',
        operation: 'createNewOrder',
        what: 'the right password between wrong ones, and a body that is {}',
        body: '{}',
      },
      await this.desk.budget.admit(),
    )
  }
}

const isRefused = (answer: Exchange): boolean => [401, 403, 423, 429].includes(status(answer) ?? 0)
