import { randomBytes, randomUUID } from 'node:crypto'
import type { ExchangeRequest } from './exchange.ts'

/**
 * Headers by which a vendor finds a request in its logs, as the W3C has them: `traceparent` (Trace Context), in which the
 * trace is the run on this target and the parent the one request; and `baggage`, which names the run and the requirement.
 * Every request has both, in the same form: a control differs by them from its variation no more than from any other.
 */
export class Trace {
  readonly #run = randomBytes(16).toString('hex')

  headersFor(requirement: string): Record<string, string> {
    // Of a UUID, whose random bytes node has ready: asking for eight costs more than all else that is done for a header.
    const request = randomUUID().replaceAll('-', '').slice(-16)
    return {
      traceparent: `00-${this.#run}-${request}-01`,
      baggage: `bitewing.run=${this.#run},bitewing.requirement=${requirement.replaceAll(OUTSIDE, encodeURIComponent)}`,
    }
  }
}

/** What a value of baggage may not have as it is. */
const OUTSIDE = /[^\x21\x23\x24\x26-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]/gu

/** The request without what differs each time that it is sent. */
export function withoutTrace(request: ExchangeRequest): ExchangeRequest {
  const { traceparent: _, baggage: __, ...headers } = request.headers
  return { ...request, headers }
}
