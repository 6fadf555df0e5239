import { pause } from './clock.ts'
import type { Transport } from './transport.ts'

/** So many requests in so many seconds. */
export interface PaceLimit {
  requests: number
  seconds: number
}

/** The slowest that a target is asked where nobody has said so: a request in so many milliseconds. */
const SLOWEST_MS = 1000
/** Refusals within so many milliseconds are one sign. */
const ONE_SIGN_MS = 250
/** After so many answers without a sign, requests may follow one another a little faster. */
const CALM = 20
const FASTER = 0.85

/**
 * How fast requests leave for one target: evenly, no faster than was asked for, and slower for a while where something
 * between here and the target says that they are too many.
 */
export class Pace {
  readonly #least: number
  #apartMs: number
  #next = 0
  #heldUntil = 0
  #slowedAt = Number.NEGATIVE_INFINITY
  #calm = 0
  /** When the requests of the last second left. */
  readonly #left: number[] = []

  constructor(limit?: PaceLimit) {
    this.#least = limit ? (limit.seconds * 1000) / limit.requests : 0
    this.#apartMs = this.#least
  }

  /** Resolves when the next request may leave. Rejects with `signal`'s reason where it aborts. */
  async turn(signal: AbortSignal): Promise<void> {
    const at = Math.max(performance.now(), this.#next)
    this.#next = at + this.#apartMs
    for (let ms = at - performance.now(); ms > 0; ms = this.#heldUntil - performance.now()) await pause(ms, signal)
    const now = performance.now()
    this.#left.push(now)
    while ((this.#left[0] as number) <= now - 1000) this.#left.shift()
  }

  /** Too many: half as fast from here on. */
  slow(): void {
    const now = performance.now()
    this.#calm = 0
    if (now - this.#slowedAt < ONE_SIGN_MS) return
    this.#slowedAt = now
    const apart = this.#apartMs || 1000 / Math.max(1, this.#left.length)
    this.#apartMs = Math.max(this.#least, Math.min(SLOWEST_MS, apart * 2))
  }

  /** It was the target's own after all: as fast as before. */
  resume(): void {
    this.#apartMs = this.#least
    this.#heldUntil = 0
    this.#next = 0
    this.#calm = 0
  }

  /** Nothing leaves for so many milliseconds. */
  hold(ms: number): void {
    this.#heldUntil = Math.max(this.#heldUntil, performance.now() + ms)
    this.#next = Math.max(this.#next, this.#heldUntil)
  }

  /** An answer of the target itself. */
  ease(): void {
    if (this.#apartMs <= this.#least || ++this.#calm < CALM) return
    this.#calm = 0
    this.#apartMs = this.#apartMs * FASTER < 1 ? this.#least : Math.max(this.#least, this.#apartMs * FASTER)
  }
}

/** A transport whose requests wait for their turn; what aborts the wait is left to the transport to tell. */
export const paced = (transport: Transport, pace: Pace): Transport => ({
  ...transport,
  async send(request, signal) {
    await pace.turn(signal).catch(() => {})
    return transport.send(request, signal)
  },
})
