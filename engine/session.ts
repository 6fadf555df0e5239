import { Again, mayBeGateways } from './again.ts'
import { askingRequirement } from './asking.ts'
import type { Clock } from './clock.ts'
import type { Change, Exchange, Purpose } from './exchange.ts'
import { type BegunRequest, type Journal, markExchange } from './journal.ts'
import { Ledger } from './ledger.ts'
import type { Lockout } from './lockout.ts'
import { Pace } from './pace.ts'
import { redactedIn, redactor } from './redact.ts'
import type { Resumed } from './resumed.ts'
import { RunEnded } from './run-ended.ts'
import type { Target } from './target.ts'
import type { Trace } from './trace.ts'
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
  /** The requirement that asks; by default the one whose probe sends it. */
  rule?: string
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
  /** With right credentials: what is done where they are suddenly refused. */
  guard?: Lockout
  /** How long may be waited before a 429 is asked again; 0 where it may be a documented limit's own. */
  patienceMs?: number
  /** For an operation that a rate limit counts: what this answer means to it. */
  countsAs?: (exchange: Exchange) => Exchange['case']
}

/** Answers that fail one after the other before the target is asked whether it is there at all. */
const FAILURES_BEFORE_ASKING = 4

/**
 * The one place where requests leave and exchanges are made: redacted, marked, journaled, counted. Probes and judges
 * see exchanges only, so a judgement from a stored run rests on the same words as the first one.
 */
export class Session {
  readonly exchanges: Exchange[] = []
  /** Those whose request was sent again: what they were answered says nothing of any rule. */
  readonly setAside: Exchange[] = []
  /** Those of them that something between here and the API answered: asked again, the same request drew another answer. */
  readonly passedOver: Exchange[] = []
  /** What the run writes to the target, for profiles that make data there. */
  readonly ledger: Ledger
  readonly #redact: (text: string) => string
  readonly #beganReally: number
  /** What hides a secret header of one request, by its value: a near miss of a secret gives most of it away. */
  readonly #headerRedactors = new Map<string, (text: string) => string>()
  readonly #again: Again
  readonly #pace: Pace
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
      /** What is on disk of the part of this run that broke off, where it is resumed. */
      resumed?: Resumed
      onExchange?: (exchange: Exchange) => void
      pace?: Pace
      /** Marks what is sent, so that it is found in the target's logs. */
      trace?: Trace
      onWait?: (ms: number, what: string) => void
    },
  ) {
    this.#pace = parts.pace ?? new Pace()
    this.#again = new Again(this.#pace, parts.controller.signal, parts.onWait)
    this.#redact = redactor(target.secrets, parts.users)
    const { journal, resumed } = parts
    this.ledger = new Ledger(target.name, (line) => journal.ledger(line), this.#redact, resumed?.ledger)
    this.#beganReally = performance.now() - (resumed?.agoMs ?? 0)
    this.#sent = resumed?.lastNumber ?? 0
  }

  /**
   * Sends one request and resolves with its exchange, whatever came back. Where what came is not the API's own answer
   * (see {@link Again}), the request is sent again, and the last exchange is the one that counts.
   *
   * @throws RunEnded where nothing is sent any more.
   */
  async send(ask: Ask): Promise<Exchange> {
    const before: Exchange[] = []
    for (;;) {
      const { exchange, wait } = await this.#once(ask, before)
      if (!wait) {
        if (!mayBeGateways(exchange)) this.passedOver.push(...before.filter(mayBeGateways))
        return exchange
      }
      before.push(exchange)
      await wait()
    }
  }

  async #once(
    ask: Ask,
    before: readonly Exchange[],
  ): Promise<{ exchange: Exchange; wait: (() => Promise<unknown>) | undefined }> {
    await this.#pace.turn(this.signal)
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
    const hiders = headers.flatMap(([name, value]) => (typeof value === 'string' ? [] : this.#hiderOf(name, value)))
    const redact = (text: string) => hiders.reduce((shown, hide) => hide(shown), this.#redact(text))
    const asked = {
      target: this.target.name,
      rule: ask.rule ?? askingRequirement(),
      purpose: ask.purpose,
      operation: ask.operation,
      what: ask.what,
      ...(ask.controlId === undefined ? {} : { controlId: ask.controlId }),
      ...(ask.changes === undefined ? {} : { changes: redactedIn(ask.changes, this.#redact) }),
      request: {
        method: request.method,
        url: this.#redact(request.url),
        headers: Object.fromEntries(
          headers.map(([name, value]) => [name, typeof value === 'string' ? this.#redact(value) : this.#shown(value)]),
        ),
        body: request.body === null ? null : this.#redact(request.body),
      },
    }
    const stored = this.parts.resumed?.take(asked)
    if (stored) return { exchange: this.#enter(stored), wait: undefined }
    const trace = this.parts.trace?.headersFor(asked.rule)
    Object.assign(request.headers, trace)
    Object.assign(asked.request.headers, trace)
    const sentAt = performance.now()
    const { request: sent, ...why } = asked
    const begun: BegunRequest = {
      id: `${this.target.name}-${String(++this.#sent).padStart(4, '0')}`,
      ...why,
      startedAt: new Date(this.parts.clock.latest()).toISOString(),
      at: round(this.parts.clock.moved() + sentAt - this.#beganReally),
      request: sent,
    }
    this.parts.journal.request(begun)
    const answer = await this.parts.transport.send(request, this.signal)
    const exchange: Exchange = { ...begun, durationMs: round(performance.now() - sentAt), ...shown(answer, redact) }
    const first = before.at(-1)
    if (first) exchange.repeatOf = first.id
    ask.guard?.note(exchange)
    const wait = this.#again.after(ask, exchange, before)
    const counted = wait ? undefined : ask.countsAs?.(exchange)
    if (wait) exchange.repeated = true
    if (counted) exchange.case = counted
    this.parts.journal.exchange(exchange)
    this.#enter(exchange)
    await this.#watch(exchange)
    return { exchange, wait }
  }

  /** Whether the run goes on where it broke off. */
  get isResumed(): boolean {
    return this.parts.resumed !== undefined
  }

  #enter(exchange: Exchange): Exchange {
    markExchange(exchange)
    ;(exchange.repeated ? this.setAside : this.exchanges).push(exchange)
    this.parts.onExchange?.(exchange)
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
      this.parts.controller.abort(new RunEnded(`the target does not answer: ${this.#redact(sign.error.message)}`, true))
    } else this.#failuresInARow = 0
  }
}

function shown(
  { notes, ...answer }: WireAnswer,
  redact: (text: string) => string,
): Pick<Exchange, 'response' | 'error' | 'notes'> {
  const noted = notes ? { notes: notes.map(redact) } : {}
  if ('error' in answer) return { error: { ...answer.error, message: redact(answer.error.message) }, ...noted }
  const headers = Object.entries(answer.headers).map(([name, value]) => [name, redact(value)])
  return { response: { ...answer, headers: Object.fromEntries(headers), body: redact(answer.body) }, ...noted }
}

const round = (ms: number) => Math.round(ms * 1000) / 1000
