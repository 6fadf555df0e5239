import type { Clock } from './clock.ts'
import type { Change, Exchange, Purpose } from './exchange.ts'
import { type Journal, markExchange } from './journal.ts'
import { Ledger } from './ledger.ts'
import { redactedIn, redactor } from './redact.ts'
import type { Target } from './target.ts'
import type { Transport, WireAnswer, WireRequest } from './transport.ts'

/**
 * A header whose value is a secret, or would give one away: `shown` is what the evidence says instead, by default the
 * value with the target's secrets redacted, or `[redacted]` where it has none of them.
 */
export interface SecretHeader {
  value: string
  shown?: string
}

/** One request, as a suite asks for it. */
export interface Ask {
  /** The requirement that asks. */
  rule: string
  purpose: Purpose
  operation: string
  what: string
  method: string
  /** Path and query, from the slash on. */
  path: string
  headers?: Record<string, string | SecretHeader>
  body?: string | null
  controlId?: string
  changes?: Change[]
  /** For an operation that a rate limit counts: what this answer means to it. */
  countsAs?: (exchange: Exchange) => Exchange['case']
}

/** The target does not answer any more, or the run was stopped: nothing further is sent. */
export class RunEnded extends Error {
  override name = 'RunEnded'
}

/** Answers that fail one after the other before the target is asked whether it is there at all. */
const FAILURES_BEFORE_ASKING = 4

/**
 * The one place where requests leave and exchanges are made: redacted, marked, journaled, counted. Probes and judges
 * see exchanges only, so a judgement from a stored run rests on the same words as the first one.
 */
export class Session {
  readonly exchanges: Exchange[] = []
  /** What the run writes to the target, for profiles that make data there. */
  readonly ledger: Ledger
  readonly #redact: (text: string) => string
  readonly #beganReally = performance.now()
  /** What hides a secret header of one request, by its value: a near miss of a secret gives most of it away. */
  readonly #headerRedactors = new Map<string, (text: string) => string>()
  #sent = 0
  #failuresInARow = 0

  constructor(
    readonly target: Target,
    private readonly parts: {
      transport: Transport
      clock: Clock
      journal: Journal
      /** Aborted, with a {@link RunEnded}, by whoever ends the run: the user, the time, or a target that is lost. */
      controller: AbortController
      /** A harmless request by which a silent target shows whether it is still there. */
      sign: { method: string; path: string }
      users?: Record<string, string>
      onExchange?: (exchange: Exchange) => void
    },
  ) {
    this.#redact = redactor(target.secrets, parts.users)
    this.ledger = new Ledger(target.name, (line) => parts.journal.ledger({ ...line, makes: this.#redact(line.makes) }))
  }

  /**
   * Sends one request and resolves with its exchange, whatever came back.
   *
   * @throws RunEnded where nothing is sent any more.
   */
  async send(ask: Ask): Promise<Exchange> {
    this.signal.throwIfAborted()
    const headers = Object.entries(ask.headers ?? {})
    const request: WireRequest = {
      method: ask.method,
      url: this.target.baseUrl + ask.path,
      headers: Object.fromEntries(
        headers.map(([name, value]) => [name, typeof value === 'string' ? value : value.value]),
      ),
      body: ask.body ?? null,
    }
    const id = `${this.target.name}-${String(++this.#sent).padStart(4, '0')}`
    const startedAt = this.parts.clock.now()
    const sentAt = performance.now()
    const answer = await this.parts.transport.send(request, this.signal)
    const hiders = headers.flatMap(([name, value]) => (typeof value === 'string' ? [] : this.#hiderOf(name, value)))
    const redact = (text: string) => hiders.reduce((shown, hide) => hide(shown), this.#redact(text))
    const exchange: Exchange = {
      id,
      target: this.target.name,
      rule: ask.rule,
      purpose: ask.purpose,
      operation: ask.operation,
      what: ask.what,
      ...(ask.controlId === undefined ? {} : { controlId: ask.controlId }),
      ...(ask.changes === undefined ? {} : { changes: redactedIn(ask.changes, this.#redact) }),
      startedAt: new Date(startedAt).toISOString(),
      at: round(this.parts.clock.moved() + sentAt - this.#beganReally),
      durationMs: round(performance.now() - sentAt),
      request: {
        method: request.method,
        url: this.#redact(request.url),
        headers: Object.fromEntries(
          headers.map(([name, value]) => [name, typeof value === 'string' ? this.#redact(value) : this.#shown(value)]),
        ),
        body: request.body === null ? null : this.#redact(request.body),
      },
      ...shown(answer, redact),
    }
    const counted = ask.countsAs?.(exchange)
    if (counted) exchange.case = counted
    markExchange(exchange)
    this.exchanges.push(exchange)
    this.parts.journal.exchange(exchange)
    this.parts.onExchange?.(exchange)
    await this.#watch(exchange)
    return exchange
  }

  get signal(): AbortSignal {
    return this.parts.controller.signal
  }

  get clock(): Clock {
    return this.parts.clock
  }

  #shown({ value, shown = this.#redact(value) }: SecretHeader): string {
    return shown === value ? '[redacted]' : shown
  }

  /** Hides a secret header where the target repeats it, or the password of its Basic credentials, unless these are known as secrets anyway. */
  #hiderOf(name: string, { value }: SecretHeader): (text: string) => string {
    const known = this.#headerRedactors.get(value)
    if (known) return known
    const token = value.replace(/^\S+ /, '')
    const [, password = ''] = /:(.*)$/s.exec(Buffer.from(token, 'base64').toString('utf8')) ?? []
    const isKnown = this.#redact(token) !== token && this.#redact(password) !== password
    const hider = isKnown ? (text: string) => text : redactor({ [name]: token, [`${name}.password`]: password })
    this.#headerRedactors.set(value, hider)
    return hider
  }

  /** A target that fails again and again is asked for a sign of life; without one the run ends. */
  async #watch(exchange: Exchange): Promise<void> {
    if (!exchange.error) {
      this.#failuresInARow = 0
      return
    }
    const first = this.exchanges.length === 1
    if (++this.#failuresInARow < FAILURES_BEFORE_ASKING && !(first && exchange.error.kind === 'unreachable')) return
    const { method, path } = this.parts.sign
    const url = this.target.baseUrl + path
    const sign = await this.parts.transport.send({ method, url, headers: {}, body: null }, this.signal)
    if ('error' in sign) {
      this.parts.controller.abort(new RunEnded(`the target does not answer: ${this.#redact(sign.error.message)}`))
    } else this.#failuresInARow = 0
  }
}

function shown(answer: WireAnswer, redact: (text: string) => string): Pick<Exchange, 'response' | 'error'> {
  if ('error' in answer) return { error: { ...answer.error, message: redact(answer.error.message) } }
  const headers = Object.entries(answer.headers).map(([name, value]) => [name, redact(value)])
  return { response: { ...answer, headers: Object.fromEntries(headers), body: redact(answer.body) } }
}

const round = (ms: number) => Math.round(ms * 1000) / 1000
