import type { Clock } from './clock.ts'
import type { Exchange } from './exchange.ts'
import { retryAfterMs } from './retry-after.ts'

const REFUSING: readonly number[] = [401, 403, 423]
/** Too many requests is what some locks answer: told of the probe alone, since of others it may be a limit's. */
const TOO_MANY = 429
/** Waits before a locked account is tried again, where its answer does not say how long. The last outlasts a lock that each try renews. */
const WAITS_MS = [5000, 15_000, 45_000, 65_000]
/** In one run. */
const WAITED_AT_MOST_MS = 130_000

const status = ({ response }: Exchange): number => response?.status ?? 0
const isRefused = (exchange: Exchange): boolean => REFUSING.includes(status(exchange))

/**
 * One set of right credentials. Where they were taken before and are suddenly refused, the account may be locked: the
 * session then waits for it (a request's `guard`), and what stays refused is marked as `lockedOut` rather than judged.
 */
export class Lockout {
  readonly #answers = new Set<Exchange>()
  #learning: Promise<void> | undefined
  #isTelling = false
  #isShut = false
  #opening: Promise<boolean> | undefined
  #leftMs = WAITED_AT_MOST_MS

  /**
   * @param run whose time is waited by, until its signal is aborted
   * @param probe sends a harmless request with the credentials, and without a guard
   */
  constructor(
    private readonly run: { clock: Clock; signal: AbortSignal },
    private readonly probe: () => Promise<Exchange>,
  ) {}

  /**
   * Probes once, before anything is sent that may lock the account. Where the probe is refused even then (it may be so
   * for its own sake), it can tell nothing, and no refusal is taken for a lock's.
   */
  learn(): Promise<void> {
    this.#learning ??= this.probe().then((answer) => {
      this.#isTelling = this.#takes(answer)
    })
    return this.#learning
  }

  /** Whether credentials that were taken before are refused by this answer, and it is still to be seen why. */
  isSudden(exchange: Exchange): boolean {
    return this.#isTelling && !this.#isShut && isRefused(exchange)
  }

  /** Takes notice of an answer before it is entered. */
  note(exchange: Exchange): void {
    if (!exchange.response) return
    if (!isRefused(exchange)) this.#isShut = false
    else if (this.#isShut) exchange.lockedOut = true
  }

  /** Whether an answer was a lock's, as far as is known: the matter of no rule. */
  isLocks(exchange: Exchange): boolean {
    return exchange.lockedOut === true || this.#answers.has(exchange)
  }

  /**
   * Resolves once the credentials are taken again, or as long as is waited for that, with whether they are; all who ask
   * wait together.
   *
   * @param suspect answers that are the lock's where there is one
   */
  async opened(suspect: readonly Exchange[] = []): Promise<boolean> {
    if (!this.#isTelling) return true
    if (this.#isShut) return false
    const known = this.#answers.size
    this.#opening ??= this.#await().finally(() => {
      this.#opening = undefined
    })
    const isOpen = await this.#opening
    if (this.#answers.size > known) for (const one of suspect) this.#answers.add(one)
    return isOpen
  }

  async #await(): Promise<boolean> {
    const { clock, signal } = this.run
    for (let nth = 0; ; nth++) {
      const answer = await this.probe()
      if (this.#takes(answer)) return true
      this.#answers.add(answer)
      const told = retryAfterMs(answer)
      const ms = (told === undefined ? WAITS_MS[nth] : told + 1000) ?? Number.POSITIVE_INFINITY
      this.#isShut = ms > this.#leftMs
      if (this.#isShut) return false
      this.#leftMs -= ms
      await clock.until(clock.now() + ms, signal, 'an account that seems to be locked')
    }
  }

  #takes(answer: Exchange): boolean {
    return !isRefused(answer) && status(answer) !== TOO_MANY
  }
}
