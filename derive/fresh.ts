import { createHash } from 'node:crypto'
import type { Exchange } from '../engine/exchange.ts'
import type { Call } from '../engine/probe-context.ts'
import { isAccepted } from '../engine/status.ts'
import type { Operation } from './api.ts'

/** The header that says which version of a thing is meant to be changed. */
export const VERSION = 'if-match'
const KEY = /^(x-)?idempotency-?key$/

/** Whether an operation takes the version of what it changes. */
export const takesVersion = ({ parameters }: Operation): boolean =>
  parameters.some((one) => one.in === 'header' && one.name.toLowerCase() === VERSION)

/**
 * Headers that say something else in each request: the version of what is changed, which each change replaces, and a key
 * that tells requests apart, by which a server gives the first one's answer again.
 */
export class FreshHeaders {
  /** Versions by path. */
  readonly #versions = new Map<string, string>()
  /** Values that stand for fresh ones; all others are what is tried. */
  readonly #given = new Set<string>()
  #keys = 0

  constructor(private readonly seed: number) {}

  /** Whether a call says which version is meant, and none is known of what is at its path. */
  lacks({ path, headers = {} }: Call): boolean {
    return headers[VERSION] !== undefined && !this.#versions.has(path)
  }

  /** Remembers the version that an answer tells of what is at the path of a call. */
  take({ path, method = 'GET' }: Call, exchange: Exchange): void {
    if (!isAccepted(exchange)) return
    const version = method === 'DELETE' ? undefined : exchange.response?.headers.etag
    if (version !== undefined) this.#versions.set(path, version)
    else if (method !== 'GET') this.#versions.delete(path)
  }

  /** The call of given values: what these headers hold stands for what is fresh. */
  standing(call: Call): Call {
    for (const [name, value] of Object.entries(call.headers ?? {}))
      if ((name === VERSION || KEY.test(name)) && typeof value === 'string') this.#given.add(value)
    return call
  }

  /** The call with fresh headers; what is tried in one stays. */
  freshened(call: Call): Call {
    const headers = { ...call.headers }
    for (const [name, value] of Object.entries(headers)) {
      if (typeof value !== 'string' || !this.#given.has(value)) continue
      const fresh = name === VERSION ? this.#versions.get(call.path) : KEY.test(name) ? this.#key() : undefined
      if (fresh === undefined) continue
      headers[name] = fresh
      this.#given.add(fresh)
    }
    return { ...call, headers }
  }

  /** A UUID that was not given before: the same ones in each run of a seed. */
  #key(): string {
    const digest = createHash('sha256')
      .update(`${this.seed} ${++this.#keys}`)
      .digest('hex')
    return digest.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-4$3-8$4-$5')
  }
}
