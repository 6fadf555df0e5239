/**
 * One request to the target and what came back, as it is journaled and as judges see it: secrets are already replaced
 * by placeholders (`[redacted:password]`), so that a stored exchange says exactly as much as a live one.
 */
export interface Exchange {
  /** Unique in the run: the target's name, a hyphen and a counter of four digits or more, `itero-0007`. */
  id: string
  /** Name of the target it was sent to. */
  target: string
  /** The requirement that asked for it first; others may cite it too. */
  rule: string
  purpose: Purpose
  /** `operationId` of the OpenAPI document. */
  operation: string
  /** What this request is, in words: `labId null on a resto map`. */
  what: string
  /** For a variation: the accepted exchange that it changes. */
  controlId?: string
  /** For a variation: everything in which the request on the wire differs from its control. */
  changes?: Change[]
  /** RFC 3339, on the run's clock: the latest that the target's time can have been. */
  startedAt: string
  /** Milliseconds since the run began, on the run's clock (moved-forward time included). */
  at: number
  /** Milliseconds from the first byte sent to the last byte read. */
  durationMs: number
  request: ExchangeRequest
  /** Absent where no status line arrived: then `error` is there. */
  response?: ExchangeResponse
  error?: ExchangeError
  /** What the wire had that the exchange does not show, in words: a content coding, a body that was cut, a second try. */
  notes?: string[]
  /** Set aside: its answer was not taken for the API's, and the same request was sent again. */
  repeated?: true
  /** The exchange that was set aside, where this is the same request again. */
  repeatOf?: string
  /** Right credentials that were taken before are refused, and went on being: the account may be locked. */
  lockedOut?: true
  /** Where the operation costs a case of a rate limit: whether this one was counted, or refused by the limit. */
  case?: 'counted' | 'refused'
  /** Of a client's own traffic: the name that the client goes by, where it has one. */
  client?: string
  /** Of a client's own traffic: the connection that it came on. */
  connection?: number
  /** When that was made, on the clock of `at`. */
  connectedAt?: number
}

/**
 * `control`: a valid request that is expected to be accepted; `variation`: a control with one clause broken;
 * `discovery`: reads what the target offers; `read`: reads what an experiment left behind; `limit`: a try at the rate limit;
 * `traffic`: what a client sent of its own accord.
 */
export type Purpose = 'control' | 'variation' | 'discovery' | 'read' | 'limit' | 'traffic'

export interface ExchangeRequest {
  method: string
  /** Absolute URL, with its query. */
  url: string
  /** Lower-case names. */
  headers: Record<string, string>
  /** The body as it was sent; null for none. */
  body: string | null
  /** Of a client's own traffic: the body is not whole. The exchange's notes say why. */
  truncated?: true
  /** Of a client's own traffic: the body is no UTF-8. */
  notUtf8?: true
}

export interface ExchangeResponse {
  status: number
  /** Lower-case names; several values of one header are joined by `, `. */
  headers: Record<string, string>
  /** The body without its content coding, decoded as UTF-8; `''` for none. */
  body: string
  /** Bytes of the body that were read, as they came over the wire. */
  bytes: number
  /** The body is not whole: it broke off, is more than the client reads, or could not be decoded. The exchange's notes say which. */
  truncated?: true
}

export interface ExchangeError {
  kind: 'timeout' | 'unreachable' | 'reset' | 'protocol' | 'interrupted'
  message: string
}

/** One difference between a control and its variation. */
export interface Change {
  /** `body`, `query`, `path` or `header`, then a JSON pointer or a name: `body/patient/gender`, `header/authorization`. */
  at: string
  /** The value in the control; absent where the variation adds it. */
  from?: unknown
  /** The value in the variation; absent where the variation leaves it out. */
  to?: unknown
}
