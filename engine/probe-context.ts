import { Budget } from './budget.ts'
import type { Clock } from './clock.ts'
import type { Change, Exchange, Purpose } from './exchange.ts'
import { missing, type Observation } from './experiment.ts'
import { unobserved } from './finding.ts'
import { differences, parsed } from './json-diff.ts'
import type { Ledger } from './ledger.ts'
import { Precluded } from './precluded.ts'
import type { RunSettings } from './run-settings.ts'
import type { SecretHeader, Session } from './session.ts'
import type { ProviderStates } from './states.ts'
import { came, isAccepted } from './status.ts'

/** One request, as a probe asks for it. */
export interface Call {
  /** `operationId` of the document, or another name for what is asked; by default method and path. */
  operation?: string
  /** By default GET. */
  method?: string
  /** From the slash on. */
  path: string
  /** A list is a name with several values. */
  query?: Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>
  /** Names in lower case; {@link secret} marks what must not be shown. */
  headers?: Record<string, string | SecretHeader>
  /** A text goes as it stands, anything else as JSON. */
  body?: unknown
  /** What this request is, in words; by default method and path. */
  what?: string
  purpose?: Purpose
}

/** What every probe and experiment is given; its requests are the requirement's that asks. */
export interface ProbeContext<Settings = Record<string, unknown>> {
  /**
   * Sends one request and resolves with its exchange, whatever came back. One that writes is entered in the ledger; where
   * writing to this host is not allowed, the rule is inconclusive and says so.
   */
  send(call: Call): Promise<Exchange>
  /**
   * One change of a request that the target has accepted in this run, and nothing but that change: the controlled
   * experiment. Where the control was not accepted, it is not sent.
   *
   * @param control an exchange that {@link send} resolved with
   * @param what the change in words: `without a patient`
   */
  vary(control: Exchange, what: string, change: (call: Call) => Call): Promise<Observation>
  /** The target's own keys of the configuration. */
  settings: Settings
  /** Test control over the target, where it offers one. */
  states: ProviderStates | undefined
  /** The time that the run waits by. */
  clock: Clock
  /** The rate limit as a resource, where the profile has one: a request that costs a case needs a ticket. */
  budget: Budget | undefined
  /** What the run writes to the target. */
  ledger: Ledger
  seed: number
  exhaustive: boolean
  /** All exchanges of the run so far, for rules that are judged `last`. */
  exchanges: readonly Exchange[]
}

const READS = ['GET', 'HEAD', 'OPTIONS']

/** What probes of one run are given, by the requirement that asks. */
export function probeContexts(
  session: Session,
  { seed, exhaustive, states }: RunSettings,
): (rule: string) => ProbeContext {
  const { target, clock, ledger, signal } = session
  const budget = target.rateLimit && new Budget(target.rateLimit, clock, signal)
  const calls = new WeakMap<Exchange, Call>()

  async function send(
    rule: string,
    call: Call,
    beside: { controlId?: string; changes?: Change[] } = {},
  ): Promise<Exchange> {
    const { method = 'GET', headers = {}, body, query = {} } = call
    const reads = READS.includes(method)
    if (!reads && !target.allowWrites) {
      throw new Precluded(
        unobserved(
          'it writes, and writing to this host is not allowed',
          '--allow-writes, or allowWrites in the configuration',
        ),
      )
    }
    const pairs = Object.entries(query).flatMap(([name, value]) =>
      value === undefined ? [] : [value].flat().map((one) => [name, String(one)]),
    )
    const path = call.path + (pairs.length > 0 ? `?${new URLSearchParams(pairs)}` : '')
    const what = call.what ?? `${method} ${path}`
    const asJson = body !== undefined && body !== null && typeof body !== 'string'
    const operation = call.operation ?? `${method} ${call.path}`
    const settle = reads ? undefined : ledger.enter({ rule, operation, makes: what })
    const exchange = await session.send({
      rule,
      purpose: call.purpose ?? (beside.controlId === undefined ? 'control' : 'variation'),
      operation,
      what,
      method,
      path,
      headers: { ...(asJson ? { 'content-type': 'application/json' } : {}), ...headers },
      body: asJson ? JSON.stringify(body) : ((body as string | undefined) ?? null),
      ...beside,
    })
    settle?.(exchange)
    calls.set(exchange, call)
    return exchange
  }

  async function vary(
    rule: string,
    control: Exchange,
    what: string,
    change: (call: Call) => Call,
  ): Promise<Observation> {
    const call = calls.get(control)
    if (!call) throw new TypeError('vary: expected an exchange that send resolved with')
    if (!isAccepted(control)) {
      return missing(
        what,
        `its control was not accepted: ${came(control)}`,
        'a target that accepts the unchanged request',
      )
    }
    const changed = { what, ...change({ ...call, what, purpose: 'variation' }) }
    const exchange = await send(rule, changed, { controlId: control.id, changes: changesOf(call, changed) })
    return { kind: 'trial', what, control, exchange }
  }

  return (rule) => ({
    send: (call) => send(rule, call),
    vary: (control, what, change) => vary(rule, control, what, change),
    settings: target.settings,
    states,
    clock,
    budget,
    ledger,
    seed,
    exhaustive,
    exchanges: session.exchanges,
  })
}

const shownOf = ({ headers = {} }: Call): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : (value.shown ?? '[redacted]'),
    ]),
  )

/** Everything in which two calls differ. */
const changesOf = (from: Call, to: Call): Change[] => [
  ...differences(from.method ?? 'GET', to.method ?? 'GET', 'method'),
  ...differences(from.path, to.path, 'path'),
  ...differences(from.query ?? {}, to.query ?? {}, 'query'),
  ...differences(shownOf(from), shownOf(to), 'header'),
  ...differences(jsonOf(from.body), jsonOf(to.body), 'body'),
]

const jsonOf = (body: unknown): unknown => (typeof body === 'string' ? (parsed(body) ?? body) : (body ?? null))
