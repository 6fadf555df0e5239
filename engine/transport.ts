import type { ExchangeError } from './exchange.ts'

/** A request as it goes over the wire. */
export interface WireRequest {
  method: string
  /** Absolute. */
  url: string
  /** Lower-case names. */
  headers: Record<string, string>
  body: string | null
}

/** What came back: an answer with a status, or the reason why there is none. */
export type WireAnswer =
  | {
      status: number
      /** Lower-case names; several values of one header are joined by `, `. */
      headers: Record<string, string>
      /** Decoded as UTF-8; what was read before the body broke off or grew too long. */
      body: string
      bytes: number
      truncated?: true
    }
  | { error: ExchangeError }

/** Sends one request. It never rejects: what goes wrong on the wire is evidence too. */
export interface Transport {
  send(request: WireRequest, signal: AbortSignal): Promise<WireAnswer>
  close(): Promise<void>
}
