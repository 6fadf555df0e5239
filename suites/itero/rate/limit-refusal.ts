import type { Exchange } from '../../../engine/exchange.ts'
import { isAccepted, status } from '../../../engine/status.ts'

/**
 * Tells a refusal by the rate limit from any other. Its status is not documented (any 4xx or 503), so it is learned
 * from a try that nothing but the limit can have refused: the repetition of an order that was accepted.
 */
export class LimitRefusal {
  readonly #limit = new Set<string>()
  readonly #validation = new Set<string>()
  #statuses = new Set<number>()

  /** A refusal that only the limit explains. */
  learn(exchange: Exchange): void {
    const code = status(exchange)
    if (code === undefined || isAccepted(exchange) || code === 500) return
    this.#limit.add(likeness(exchange))
    this.#statuses.add(code)
  }

  /** A refusal of an invalid request while the window had room. */
  learnValidation(exchange: Exchange): void {
    this.#validation.add(likeness(exchange))
  }

  /** Whether a refusal has a status of those that were learned, or none was learned yet. */
  mayBe(exchange: Exchange): boolean {
    return this.#statuses.size === 0 || this.#statuses.has(status(exchange) ?? 0)
  }

  /** Whether a refusal of an invalid request can be told from the limit's: then experiments need not wait for room. */
  get distinct(): boolean {
    return this.#statuses.size > 0 && ![400, 401].some((code) => this.#statuses.has(code))
  }

  /** @param room whether the window had room: then only a refusal that is unmistakably the limit's is taken for it */
  matches(exchange: Exchange, room: boolean): boolean {
    const code = status(exchange)
    if (code === undefined || isAccepted(exchange)) return false
    if (code === 429) return true
    if (code === 503 && exchange.response?.headers['retry-after'] !== undefined) return true
    const like = likeness(exchange)
    if (!this.#limit.has(like)) return false
    return !room || !this.#validation.has(like)
  }
}

/** Status and body, with what changes from answer to answer (digits, GUIDs) left out. */
function likeness(exchange: Exchange): string {
  const body = (exchange.response?.body ?? '').replace(/[0-9a-f]{8}-[0-9a-f-]{27}/gi, '#').replace(/\d+/g, '#')
  return `${status(exchange)} ${body}`
}
