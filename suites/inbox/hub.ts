import type { Exchange, Purpose } from '../../engine/exchange.ts'
import type { Unobserved } from '../../engine/finding.ts'
import type { SecretHeader, Session } from '../../engine/session.ts'
import type { ProviderStates } from '../../engine/states.ts'
import { isAccepted } from '../../engine/status.ts'
import {
  type Caller,
  type Company,
  type Credentials,
  MARGIN,
  type Operation,
  RECENT,
  requestLine,
  type Vendor,
} from './api.ts'
import type { HubEvent } from './events.ts'
import { ownPath } from './own-path.ts'
import { inboxIn } from './reading.ts'

/** A scenario as it was played: its own parts, as far as it came, why it came no further, and everything that was sent and done for it, in order. */
export type Scenario<Parts = unknown> = Partial<Parts> & { calls: Exchange[]; events: HubEvent[]; stopped?: Unobserved }

/** What a hub showed of a company at one instant. */
export interface Snapshot {
  /** Milliseconds on the run's clock. */
  at: number
  /** So many of the scenario's events had happened. */
  events: number
  companyId: string
  /** Each inbox, and the answer that shows it. */
  inboxes: { vendor: Vendor; inboxId: string; exchange: Exchange }[]
  list?: Exchange
  cases?: Exchange
  /** Another rule tried something on these inboxes, or somebody else is shown them: what differs is that rule's. */
  disputed?: true
}

interface SnapshotOptions {
  /** Which inboxes are read by themselves as well: one of them, another one each time, unless it is said. */
  alone?: 'none' | 'one' | 'each'
  cases?: boolean
  disputed?: boolean
}

/** A request on its way to break a rule, and what came. */
export interface Attempt {
  what: string
  operation: Operation
  exchange: Exchange
}

/** A second connect of a vendor that the company has already. */
export type SecondConnect = Attempt & { vendor: Vendor }

export interface Call {
  operation: Operation
  what: string
  by?: Caller
  /** The company in the path, where it is not the caller's own. */
  companyId?: string
  inboxId?: string
  /** With its question mark. */
  query?: string
  body?: unknown
  /** The body as it goes over the wire, in place of the JSON. */
  wire?: string
  headers?: Record<string, string | SecretHeader>
  purpose?: Purpose
}

/** Sends a call of one of the profile's operations. */
export function send(session: Session, call: Call): Promise<Exchange> {
  const { by, body, operation, what, companyId = by?.companyId, inboxId } = call
  const wire = call.wire ?? (body === undefined ? null : JSON.stringify(body))
  const { method, path } = requestLine(session.target, operation, { companyId, inboxId })
  const headers = {
    accept: 'application/json',
    ...(wire === null ? {} : { 'content-type': 'application/json' }),
    ...(by?.authorization ? { authorization: by.authorization } : {}),
    ...call.headers,
  }
  const purpose = call.purpose ?? (method === 'GET' ? 'read' : 'control')
  return session.send({ purpose, operation, what, method, path: path + (call.query ?? ''), headers, body: wire })
}

/** A company's account at a vendor. */
export interface Account {
  companyId: string
  vendor: Vendor
}

export type VendorCase = Account & { caseId: string }

/** The hub as one scenario drives it: sends requests, sets provider states up, and keeps account of both. */
export class Hub {
  readonly calls: Exchange[] = []
  readonly events: HubEvent[] = []
  #cases = 0
  #snapshots = 0

  constructor(
    private readonly session: Session,
    private readonly states: ProviderStates,
    /** What the vendor accepts at this time; undefined where none is configured. */
    public login: Credentials | undefined,
    /** What this scenario's case IDs begin with: ASCII letters and digits, of one length in all scenarios. */
    private readonly prefix: string,
    /** Rejects with a ProviderStateError where the target's time cannot be moved: it is never waited for. */
    private readonly movable: () => Promise<unknown>,
  ) {}

  /** Milliseconds on the run's clock. */
  get now(): number {
    return this.session.clock.now()
  }

  call(call: Call): Promise<Exchange> {
    return this.#kept(send(this.session, call))
  }

  async #kept(sent: Promise<Exchange>): Promise<Exchange> {
    const exchange = await sent
    this.calls.push(exchange)
    return exchange
  }

  /** A request that is to be refused. */
  async try(call: Call): Promise<Attempt> {
    const exchange = await this.call({ purpose: 'variation', ...call })
    return { what: call.what, operation: call.operation, exchange }
  }

  /** @throws ProviderStateError where the target cannot set the state up */
  state(state: string, params: Record<string, unknown>): Promise<Record<string, unknown>> {
    return this.states.setup(state, params)
  }

  /** Notes what happened. */
  note(event: HubEvent extends infer One ? (One extends HubEvent ? Omit<One, 'at'> : never) : never): void {
    this.events.push({ ...event, at: this.now } as HubEvent)
  }

  async pass(milliseconds: number): Promise<void> {
    await this.movable()
    await this.session.clock.until(this.now + milliseconds, this.session.signal)
    this.note({ kind: 'passed', milliseconds })
  }

  /** The time in which a poll is due passes. */
  polled(): Promise<void> {
    return this.pass(RECENT + MARGIN)
  }

  /** Where a vendor sends the browser once its user has signed in; undefined where the target told none. */
  async signIn(authorizationUrl: string): Promise<string | undefined> {
    const { callbackUrl } = await this.state('the user signs in at the vendor', { authorizationUrl })
    return typeof callbackUrl === 'string' ? ownPath(this.session.target.baseUrl, callbackUrl) : undefined
  }

  /** Follows a callback as the browser does: without a token, and only to the target itself. */
  follow(path: string, what: string, purpose: Purpose = 'control'): Promise<Exchange> {
    const headers = { accept: 'text/html, application/json' }
    const operation = 'completeAuthorization'
    return this.#kept(this.session.send({ purpose, operation, what, method: 'GET', path, headers }))
  }

  /** What is shown of these inboxes now: by the list, and by themselves where `alone` says so, or the list has them not. */
  async snapshot(
    by: Caller,
    what: string,
    connections: readonly { vendor: Vendor; inboxId?: string }[],
    { alone = 'one', cases = false, disputed = false }: SnapshotOptions = {},
  ): Promise<Snapshot> {
    const now = { at: this.now, events: this.events.length, companyId: by.companyId }
    const known = connections.filter((one): one is { vendor: Vendor; inboxId: string } => one.inboxId !== undefined)
    const [list, listed] = await Promise.all([this.list(by, what), cases ? this.cases(by, what) : undefined])
    const turn = this.#snapshots++ % Math.max(1, known.length)
    const inboxes = await Promise.all(
      known.map(async ({ vendor, inboxId }, nth) => {
        const isAlone = alone === 'each' || (alone === 'one' && nth === turn) || !inboxIn(list, inboxId)
        const exchange = isAlone
          ? await this.call({ operation: 'getInbox', what: `${vendor}, ${what}`, by, inboxId })
          : list
        return { vendor, inboxId, exchange }
      }),
    )
    return { ...now, inboxes, list, ...(listed ? { cases: listed } : {}), ...(disputed ? { disputed } : {}) }
  }

  /** A snapshot of the case inbox alone. */
  async snapshotOfCases(by: Caller, what: string): Promise<Snapshot> {
    const now = { at: this.now, events: this.events.length, companyId: by.companyId }
    return { ...now, inboxes: [], cases: await this.cases(by, what) }
  }

  list(by: Caller, what: string): Promise<Exchange> {
    return this.call({ operation: 'listInboxes', what: `the inboxes, ${what}`, by })
  }

  cases(by: Caller, what: string, vendor?: Vendor): Promise<Exchange> {
    return this.call({
      operation: 'listCases',
      what: vendor ? `the cases of ${vendor}, ${what}` : `the cases, ${what}`,
      by,
      ...(vendor ? { query: `?vendor=${vendor}` } : {}),
    })
  }

  account(by: Caller, what: string): Promise<Exchange> {
    return this.call({ operation: 'getAccount', what: `the account, ${what}`, by })
  }

  /** The vendor has a new case; what it is called is made up where it is not given. */
  async newCase({ companyId, vendor }: Account, { push = true, caseId = this.caseId() } = {}): Promise<string> {
    await this.state('the vendor has a new case', { companyId, vendor, caseId, push })
    this.note({ kind: 'case', companyId, vendor, caseId, pushed: push })
    return caseId
  }

  /** So many new cases for each of these. */
  async newCases(accounts: readonly Account[], count = 1, options?: { push: boolean }): Promise<VendorCase[]> {
    const made = await Promise.all(
      accounts.map(async ({ companyId, vendor }) => {
        const cases: VendorCase[] = []
        for (let nth = 0; nth < count; nth++)
          cases.push({ companyId, vendor, caseId: await this.newCase({ companyId, vendor }, options) })
        return cases
      }),
    )
    return made.flat()
  }

  /** An ID that no other case of any run has. */
  caseId(): string {
    return `${this.prefix}n${String(++this.#cases).padStart(3, '0')}`
  }

  /** The next experiment begins: these companies have nothing. */
  async reset(...companies: readonly (Company | undefined)[]): Promise<void> {
    for (const company of companies) {
      if (!company) continue
      const { companyId } = company
      await this.state('a company with no inboxes', { companyId })
      this.note({ kind: 'reset', companyId })
    }
  }

  /** What becomes of a company's portals, one after the other. */
  async of(state: keyof typeof VENDOR_STATES, ...accounts: readonly Account[]): Promise<void> {
    for (const { companyId, vendor } of accounts) {
      await this.state(VENDOR_STATES[state], { companyId, vendor })
      this.note({ kind: state, companyId, vendor })
    }
  }

  /** The vendor takes this login from now on; whether it still takes the one before is not said. */
  async accept({ companyId, vendor }: Account, login: Credentials): Promise<void> {
    await this.state('the vendor accepts', { companyId, vendor, ...login })
    this.login = login
  }

  async credits(companyId: string, credits: number): Promise<void> {
    await this.state('credits are', { companyId, credits })
    this.note({ kind: 'credits', companyId, some: credits > 0 })
  }

  async storage(companyId: string, usedBytes: number, limitBytes: number): Promise<void> {
    await this.state('storage is', { companyId, usedBytes, limitBytes })
    this.note({ kind: 'storage', companyId, room: usedBytes < limitBytes })
  }
}

const VENDOR_STATES = {
  down: 'the vendor portal is down',
  up: 'the vendor portal is up',
  expired: 'the vendor authorization has expired',
  rejected: 'the vendor rejects the stored credentials',
}

/** Whether an inbox that is asked for is not there, or not any more. */
export const isGone = (exchange: Exchange): boolean => [403, 404, 410].includes(exchange.response?.status ?? 0)

/** Whether a callback was taken: the documented 303, or any other redirection or success. */
export const isTaken = (exchange: Exchange): boolean =>
  isAccepted(exchange) || Math.floor((exchange.response?.status ?? 0) / 100) === 3
