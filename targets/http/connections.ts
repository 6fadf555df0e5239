import type { Dispatcher } from 'undici'
import type { Routes } from './routes.ts'

/** Methods whose repetition does nothing (RFC 9110, 9.2.1). */
export const isSafe = (method: string): boolean => ['GET', 'HEAD', 'OPTIONS'].includes(method)

/** How a target's connections have ended that it closed without a word, as errors of undici's. */
const CLOSED = /^(UND_ERR_SOCKET|ECONNRESET|EPIPE)$/

/**
 * Which connection a request takes. A server may close one at any time, without `Connection: close`, and what is being
 * sent on it is then lost: a read is sent again, but nobody knows whether a write was done. So a write has a connection of
 * its own until one that was kept open is known to carry a second request; and everything has, at a target that was seen
 * to close one unannounced.
 */
export class Connections {
  #made = 0
  #answers = 0
  #closesUnannounced = false
  #isTried = false
  /** Since when a connection has been left open after an answer. */
  #openSince: number | undefined

  /**
   * @param own opens a connection for each request
   * @param trustedAfterMs a connection that has been left open for so long after an answer is taken for one that is kept
   * open; by default only a second request on it tells
   */
  constructor(
    private readonly kept: Routes,
    private readonly own: Routes,
    private readonly trustedAfterMs = Number.POSITIVE_INFINITY,
  ) {
    kept.on('connect', () => void this.#made++)
    kept.on('disconnect', (_origin, _targets, error) => {
      this.#openSince = undefined
      if (CLOSED.test((error as { code?: string }).code ?? '')) this.#closesUnannounced = true
    })
  }

  for(method: string): Dispatcher {
    if (this.#closesUnannounced) return this.own
    // The first of all has a connection of its own either way.
    const isFirst = !this.#isTried && Number.isFinite(this.trustedAfterMs)
    if (!isFirst && !isSafe(method) && !this.#isKeptOpen()) return this.own
    this.#isTried = true
    return this.kept
  }

  /** For the second try of a request that was lost. */
  fresh(): Dispatcher {
    return this.own
  }

  /** An answer was read whole that came on such a connection. */
  answered(on: Dispatcher): void {
    if (on !== this.kept) return
    this.#answers++
    this.#openSince ??= performance.now()
  }

  #isKeptOpen(): boolean {
    const isLeftOpen = this.#openSince !== undefined && performance.now() - this.#openSince >= this.trustedAfterMs
    return this.#made > 0 && (isLeftOpen || this.#answers > this.#made)
  }

  async close(): Promise<void> {
    await Promise.all([this.kept.end(), this.own.end()])
  }
}
