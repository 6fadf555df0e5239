import type { Exchange } from '../engine/exchange.ts'
import type { Observation } from '../engine/experiment.ts'
import { unobserved } from '../engine/finding.ts'
import { type Call, type ProbeContext, probeContexts } from '../engine/probe-context.ts'
import type { RunSettings } from '../engine/run-settings.ts'
import type { Session } from '../engine/session.ts'
import { isAccepted } from '../engine/status.ts'
import { type Api, type Operation, readerBeside } from './api.ts'
import { FreshHeaders } from './fresh.ts'
import { Tally } from './leniences.ts'
import { Pool } from './pool.ts'
import type { Schemas } from './schemas.ts'
import { type Auth, callOf, credentialsOf, type Inputs } from './wire.ts'

/** What a target of a derived profile is configured with. */
export interface DerivedSettings {
  auth?: Auth
  values?: Record<string, unknown>
  skip?: string[]
}

/** What a run of derived rules shares: the target, what its answers told, and that one thing is done at a time. */
export class Driver {
  readonly pool = new Pool()
  readonly tally = new Tally()
  readonly settings: DerivedSettings
  readonly #prefix: string
  readonly #as: (rule: string) => ProbeContext
  readonly #limited: (operation: Operation) => boolean
  readonly probed: ReadonlySet<string>
  readonly seed: number
  readonly #fresh: FreshHeaders
  #last: Promise<unknown> = Promise.resolve()

  constructor(
    readonly api: Api,
    readonly schemas: Schemas,
    private readonly session: Session,
    run: RunSettings,
  ) {
    const { target } = session
    this.settings = target.settings as DerivedSettings
    this.probed = run.probed
    this.seed = run.seed
    this.#fresh = new FreshHeaders(run.seed)
    this.#as = probeContexts(session, run)
    // A base URL with a path of its own is taken to be where the operations' paths begin.
    this.#prefix = new URL(target.baseUrl).pathname === '/' ? api.basePath : ''
    const counted = target.rateLimit?.operations
    this.#limited = ({ id, method }) => (counted ? counted.includes(id) : !['GET', 'HEAD'].includes(method))
  }

  /** Milliseconds, as the target's time goes. */
  now(): number {
    return this.session.clock.now()
  }

  /** Does one thing after the other: what writes and what reads do not meet. */
  exclusively<Value>(task: () => Promise<Value>): Promise<Value> {
    const done = this.#last.then(task)
    this.#last = done.catch(() => {})
    return done
  }

  /** Why an operation is not called; undefined where it is. */
  barred({ id, method }: Operation) {
    if (this.settings.skip?.includes(id)) return { outcome: 'not-applicable' as const, reason: `skip has ${id}` }
    if (this.session.target.allowWrites || ['GET', 'HEAD', 'OPTIONS'].includes(method)) return undefined
    return unobserved(
      'it writes, and writing to this host is not allowed',
      '--allow-writes, or allowWrites in the configuration',
    )
  }

  callOf(operation: Operation, inputs: Inputs): Call {
    return callOf(this.api, operation, inputs, this.settings.auth ?? {}, this.#prefix)
  }

  /** Sends an operation with these values; what an accepted answer tells is kept. */
  async send(rule: string, operation: Operation, inputs: Inputs, what: string, purpose: Call['purpose'] = 'control') {
    const call = this.#fresh.standing({ ...this.callOf(operation, inputs), what, purpose })
    await this.#findVersion(rule, operation, call)
    const fresh = this.#fresh.freshened(call)
    const exchange = await this.sendCall(rule, operation, fresh)
    this.#fresh.take(fresh, exchange)
    if (isAccepted(exchange)) this.pool.take(operation, exchange, inputs.body)
    return exchange
  }

  /** Reads what is at the path of a call that has to say which version of it is meant. */
  async #findVersion(rule: string, operation: Operation, call: Call): Promise<void> {
    const reader = this.#fresh.lacks(call) ? readerBeside(this.api, operation) : undefined
    if (!reader) return
    const { headers, query } = credentialsOf(this.api, reader, this.settings.auth ?? {})
    const what = `${reader.id}, for the version`
    const read: Call = { operation: reader.id, path: call.path, query, headers, what, purpose: 'read' }
    this.#fresh.take(read, await this.sendCall(rule, reader, read))
  }

  sendCall(rule: string, operation: Operation, call: Call): Promise<Exchange> {
    return this.#counted(rule, operation, () => this.#as(rule).send(call))
  }

  /** One change of an accepted request. */
  async vary(rule: string, operation: Operation, control: Exchange, what: string, change: (call: Call) => Call) {
    const { pathname: path } = new URL(control.request.url)
    await this.#findVersion(rule, operation, { path, headers: control.request.headers })
    let sent: Call = { path }
    const observation = await this.#counted(rule, operation, () =>
      this.#as(rule).vary(control, what, (call) => {
        sent = this.#fresh.freshened(change(call))
        return sent
      }),
    )
    if (observation.kind === 'trial') this.#fresh.take(sent, observation.exchange)
    return observation
  }

  async #counted<Sent extends Exchange | Observation>(
    rule: string,
    operation: Operation,
    send: () => Promise<Sent>,
  ): Promise<Sent> {
    const { budget } = this.#as(rule)
    if (!budget || !this.#limited(operation)) return send()
    const ticket = await budget.admit()
    try {
      const sent = await send()
      const exchange = 'kind' in sent ? (sent.kind === 'trial' ? sent.exchange : undefined) : sent
      ticket.settle(exchange && isAccepted(exchange as Exchange) ? 'counted' : 'free')
      return sent
    } catch (error) {
      ticket.settle('free')
      throw error
    }
  }
}
