import type { Exchange } from '../../engine/exchange.ts'
import { missing, type Observation } from '../../engine/experiment.ts'
import { isAccepted, status } from '../../engine/status.ts'
import type { OrderSender } from './orders.ts'
import { DOCUMENTED_STATUSES } from './statuses.ts'

/** Wrong passwords in a row before the right one is given between. */
const IN_A_ROW = 3

/**
 * Tries wrong passwords: last of all, one after the other, and the right one after every third, since a target may lock
 * an account for a while. Where the right one is refused then, the lock is waited out.
 */
export class WrongPasswords {
  #queue: Promise<unknown> = Promise.resolve()
  #inARow: Exchange[] = []

  /** @param before what has to be over before each of them */
  constructor(
    private readonly sender: OrderSender,
    private readonly before: () => Promise<void>,
  ) {}

  /** Carries an experiment with a wrong password out when its turn has come. */
  ask(what: string, carryOut: () => Promise<Observation>): Promise<Observation> {
    const turn = this.#queue.then(async () => {
      await this.before()
      await this.sender.lockout.learn()
      const locked = () =>
        missing(what, 'the account was locked after wrong passwords', 'an account that is not locked, or not for long')
      if (this.#inARow.length >= IN_A_ROW && !(await this.#isOpen())) return locked()
      const observed = await this.#carryOut(carryOut)
      const [answer] = this.#inARow.slice(-1)
      if (observed.kind === 'missing' || !answer || !looksLocked(answer)) return observed
      if (!(await this.#isOpen())) return locked()
      return this.sender.lockout.isLocks(answer) ? this.#carryOut(carryOut) : observed
    })
    this.#queue = turn.catch(() => {})
    return turn
  }

  async #carryOut(carryOut: () => Promise<Observation>): Promise<Observation> {
    const observed = await carryOut()
    if (observed.kind === 'trial') this.#inARow.push(observed.exchange)
    return observed
  }

  /** Gives the right password, once there is room for a case (at the limit it might be refused for that). */
  async #isOpen(): Promise<boolean> {
    const room = await this.sender.budget.admit()
    room.settle('free')
    const isOpen = await this.sender.lockout.opened(this.#inARow)
    if (isOpen) this.#inARow = []
    return isOpen
  }
}

/** Whether an answer to a wrong password is another than the document has for it: a lock may say so. */
const looksLocked = (answer: Exchange): boolean =>
  !isAccepted(answer) && !DOCUMENTED_STATUSES.some((code) => code === status(answer))
