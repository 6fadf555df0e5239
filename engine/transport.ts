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
export type WireAnswer = {
  /** What the wire had that the answer does not show, in words. */
  notes?: string[]
} & (
  | {
      status: number
      /** Lower-case names; several values of one header are joined by `, `. */
      headers: Record<string, string>
      /** Without its content coding, decoded as UTF-8; what was read before the body broke off, the beginning of one that is too long. */
      body: string
      /** As they came over the wire. */
      bytes: number
      truncated?: true
    }
  | { error: ExchangeError }
)

/** Whether a header can carry a value, and a server is given all of it: Latin-1 without control characters, no space around it. */
export const isSendable = (value: string): boolean =>
  /^([!-~\x80-\xff]([\t -~\x80-\xff]*[!-~\x80-\xff])?)?$/.test(value)

/** Sends one request. What goes wrong on the wire is evidence too: it rejects for errors of Bitewing's own only. */
export interface Transport {
  send(request: WireRequest, signal: AbortSignal): Promise<WireAnswer>
  close(): Promise<void>
}
