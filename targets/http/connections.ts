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

  constructor(
    private readonly kept: Routes,
    /** Opens a connection for each request. */
    private readonly own: Routes,
  ) {
    kept.on('connect', () => void this.#made++)
    kept.on('disconnect', (_origin, _targets, error) => {
      if (CLOSED.test((error as { code?: string }).code ?? '')) this.#closesUnannounced = true
    })
  }

  for(method: string): Dispatcher {
    if (this.#closesUnannounced) return this.own
    return isSafe(method) || this.#isKeptOpen() ? this.kept : this.own
  }

  /** For the second try of a request that was lost. */
  fresh(): Dispatcher {
    return this.own
  }

  /** An answer was read whole that came on such a connection. */
  answered(on: Dispatcher): void {
    if (on === this.kept) this.#answers++
  }

  #isKeptOpen(): boolean {
    return this.#made > 0 && this.#answers > this.#made
  }

  async close(): Promise<void> {
    await Promise.all([this.kept.end(), this.own.end()])
  }
}
