import type { Clock } from './clock.ts'
import type { Exchange } from './exchange.ts'
import { retryAfterMs } from './retry-after.ts'

const REFUSING: readonly number[] = [401, 403, 423]
/** Waits before a locked account is tried again, where its answer does not say how long; 90 s in all. */
const WAITS_MS = [2000, 4000, 8000, 16_000, 30_000, 30_000]
const LONGEST_WAIT_MS = 90_000

const isRefused = ({ response }: Exchange): boolean => REFUSING.includes(response?.status ?? 0)

/**
 * One set of right credentials. Where they were taken before and are suddenly refused, the account may be locked: the
 * session then waits for it (a request's `guard`), and what stays refused is marked as `lockedOut` rather than judged.
 */
export class Lockout {
  #taken = false
  #shut = false
  #opening: Promise<void> | undefined

  /**
   * @param run whose time is waited by, until its signal is aborted
   * @param probe sends a harmless request with the credentials, and without a guard
   * @param isTaken whether its answer shows that they are taken: by default any but 401, 403 and 423
   */
  constructor(
    private readonly run: { clock: Clock; signal: AbortSignal },
    private readonly probe: () => Promise<Exchange>,
    private readonly isTaken = (exchange: Exchange) => exchange.response !== undefined && !isRefused(exchange),
  ) {}

  /** Whether credentials that were taken before are refused by this answer, and it is still to be seen why. */
  isSudden(exchange: Exchange): boolean {
    return this.#taken && !this.#shut && isRefused(exchange)
  }

  /** Takes notice of an answer before it is entered. */
  note(exchange: Exchange): void {
    if (!exchange.response) return
    if (!isRefused(exchange)) {
      this.#taken = true
      this.#shut = false
    } else if (this.#shut) exchange.lockedOut = true
  }

  /** Resolves once the credentials are taken again, or as long as is waited for that; all who ask wait together. */
  opened(exchange: Exchange): Promise<void> {
    this.#opening ??= this.#await(retryAfterMs(exchange)).finally(() => {
      this.#opening = undefined
    })
    return this.#opening
  }

  async #await(retryAfter: number | undefined): Promise<void> {
    const { clock, signal } = this.run
    const waits = retryAfter === undefined ? WAITS_MS : [Math.min(retryAfter + 1000, LONGEST_WAIT_MS)]
    for (const ms of [0, ...waits]) {
      await clock.until(clock.now() + ms, signal, 'an account that seems to be locked')
      if (this.isTaken(await this.probe())) return
    }
    this.#shut = true
  }
}
