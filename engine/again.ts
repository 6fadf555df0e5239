import { pause } from './clock.ts'
import type { Exchange } from './exchange.ts'
import type { Lockout } from './lockout.ts'
import type { Pace } from './pace.ts'
import { retryAfterMs } from './retry-after.ts'

/** Too many requests, a bad gateway, and one that waited in vain: what stands between client and API says so as well. */
const OF_GATEWAYS: readonly number[] = [429, 502, 504]

/** Whether an answer may be a gateway's rather than the API's. */
export const mayBeGateways = ({ response }: Exchange): boolean => OF_GATEWAYS.includes(response?.status ?? 0)

/** Whether an answer may stand for one that was lost on the way: a gateway's 502 or 504, to what was not asked again. */
export const mayBeLost = (exchange: Exchange): boolean =>
  mayBeGateways(exchange) && exchange.response?.status !== 429 && exchange.repeatOf === undefined

/** Waits before a request is asked again, where the answer does not say how long. */
const WAITS_MS = [200, 400, 800, 1600]
/** The longest that an answer's Retry-After is heeded. */
const LONGEST_WAIT_MS = 60_000
/** For all requests of a run together: then answers are taken as they come. */
const WAITED_AT_MOST_MS = 5 * 60_000
/** Requests that drew one status to the end, with none between that did not: the next one that does is not asked again. */
const IN_VAIN = 2

/** What is said of one request: see `Ask` of the session. */
interface Asked {
  operation: string
  method: string
  purpose: Exchange['purpose']
  guard?: Lockout
  patienceMs?: number
}

/**
 * Decides whether an answer is the API's, or stands for what stands between: then the request is asked again, later and
 * more slowly. A gateway stops when it is asked so; what comes again every time is the API's own.
 */
export class Again {
  readonly #inVain = new Map<number | undefined, number>()
  #waitedMs = 0

  constructor(
    private readonly pace: Pace,
    private readonly signal: AbortSignal,
    private readonly onWait?: (ms: number, what: string) => void,
  ) {}

  /**
   * The wait after which the same request is to be sent again; undefined where its answer is to be judged.
   *
   * @param before the answers to the request that were set aside
   */
  after(asked: Asked, exchange: Exchange, before: readonly Exchange[]): (() => Promise<unknown>) | undefined {
    const { guard } = asked
    if (guard?.isSudden(exchange) && !before.some((one) => one.response?.status === exchange.response?.status)) {
      return () => guard.opened()
    }
    const key = exchange.response?.status
    if (!mayBeGateways(exchange)) {
      this.pace.ease()
      for (const one of before.filter(mayBeGateways)) this.#inVain.delete(one.response?.status)
      return undefined
    }
    const ms = this.#waitFor(asked, exchange, before)
    if (ms === undefined) {
      if (before.length > 0) {
        this.#inVain.set(key, (this.#inVain.get(key) ?? 0) + 1)
        this.pace.resume()
      }
      return undefined
    }
    if ((this.#inVain.get(key) ?? 0) >= IN_VAIN) return undefined
    this.#waitedMs += ms
    // A bad gateway is one whatever the pace.
    if (exchange.response?.status === 429) this.pace.slow()
    if (retryAfterMs(exchange) !== undefined) this.pace.hold(ms)
    return () => {
      this.onWait?.(ms, `a gateway that answers ${exchange.response?.status}`)
      return pause(ms, this.signal)
    }
  }

  #waitFor(asked: Asked, exchange: Exchange, before: readonly Exchange[]): number | undefined {
    const own = WAITS_MS[before.length]
    const isWrite = !['GET', 'HEAD'].includes(asked.method)
    // A gateway's 502 or 504 does not say what became of a write: it is not made twice. One that is refused makes nothing.
    if (own === undefined || (exchange.response?.status !== 429 && isWrite && asked.purpose !== 'variation')) return
    const ms = Math.max(own, Math.min(retryAfterMs(exchange) ?? 0, LONGEST_WAIT_MS))
    return ms > (asked.patienceMs ?? LONGEST_WAIT_MS) || this.#waitedMs + ms > WAITED_AT_MOST_MS ? undefined : ms
  }
}
