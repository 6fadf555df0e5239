import type { Budget, Ticket } from '../../engine/budget.ts'
import type { Change, Exchange, Purpose } from '../../engine/exchange.ts'
import { parsed } from '../../engine/json-diff.ts'
import { Lockout } from '../../engine/lockout.ts'
import type { SecretHeader, Session } from '../../engine/session.ts'
import { isAccepted, status } from '../../engine/status.ts'
import { type Account, basic, type CreateOperation, pathOf, type SecondAccount } from './api.ts'
import { orderInWords } from './order-words.ts'
import { LimitRefusal } from './rate/limit-refusal.ts'

/** One call of a create operation. */
export interface OrderCall {
  purpose: Purpose
  operation: CreateOperation
  what: string
  /** The body as it goes over the wire. */
  body: string
  /** By default the configured account's; null for no Authorization header at all. */
  authorization?: SecretHeader | null
  contentType?: string
  controlId?: string
  changes?: Change[]
}

/** The GUID form, in either case. */
export const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** The share of a window that may be waited before a 429 is asked again: the limit's own comes again within it. */
export const PATIENCE = 1 / 20

/** Sends orders within the rate limit, and tells what each answer means to it. */
export class OrderSender {
  readonly limitRefusal = new LimitRefusal()
  /** Of the configured account. */
  readonly lockout: Lockout
  /** Whether refused requests were seen to count as cases (ITERO-RATE-07 does not hold). */
  refusalsCount = false

  constructor(
    readonly session: Session,
    readonly budget: Budget,
    readonly account: Account,
    readonly secondAccount: SecondAccount | undefined,
  ) {
    const what = 'the right password, and a body that is {}'
    const harmless = { purpose: 'variation', operation: 'createNewOrder', what, body: '{}' } as const
    this.lockout = new Lockout(session, () => this.send(harmless, budget.force()))
  }

  get credentials(): SecretHeader {
    return basic(this.account.user, this.account.password, 'account.user:account.password')
  }

  /** Sends on a ticket, and settles it by what came. */
  async send(call: OrderCall, ticket: Ticket): Promise<Exchange> {
    const authorization = call.authorization === undefined ? this.credentials : call.authorization
    const room = this.budget.room() >= 0
    const { operation } = call
    this.session.signal.throwIfAborted()
    const settle = this.session.ledger.enter({ operation, makes: orderInWords(call.body) })
    try {
      const exchange = await this.session.send({
        purpose: call.purpose,
        operation: call.operation,
        what: call.what,
        method: 'POST',
        path: pathOf(this.session.target, call.operation),
        headers: {
          ...(authorization === null ? {} : { authorization }),
          'content-type': call.contentType ?? 'application/json',
          accept: 'application/json',
        },
        body: call.body,
        ...(call.controlId === undefined ? {} : { controlId: call.controlId }),
        ...(call.changes === undefined ? {} : { changes: call.changes }),
        // At the limit a refusal is the limit's, whatever its status.
        ...(call.authorization === undefined && !ticket.isForced ? { guard: this.lockout } : {}),
        patienceMs: room && call.purpose !== 'limit' ? this.budget.windowMs * PATIENCE : 0,
        countsAs: (answer) => this.#countsAs(call, answer, room),
      })
      settle(exchange)
      const counts = exchange.case === 'counted' || (exchange.case !== 'refused' && this.refusalsCount)
      // Without an answer the target may have made the case all the same.
      ticket.settle(counts || exchange.error ? 'counted' : 'free')
      return exchange
    } finally {
      ticket.settle('free')
    }
  }

  /** Whether an answer is a refusal by the rate limit, by all that is known of these by now. */
  isLimitRefusal(answer: Exchange): boolean {
    const code = status(answer) ?? 0
    // Lists of maps in a row should not be refused at all (ITERO-RATE-05); where they are, it is as by a limit.
    const isOfReads = answer.purpose === 'limit' && answer.operation === 'getAvailableProcedureMaps'
    if (isOfReads && ((code >= 400 && code < 500) || code === 503)) return true
    return answer.case === 'refused' || this.limitRefusal.matches(answer, true)
  }

  #countsAs(call: OrderCall, answer: Exchange, room: boolean): Exchange['case'] {
    if (isAccepted(answer)) return 'counted'
    // A try at the limit repeats an order that was accepted: nothing but the limit refuses it. By RX something else may,
    // where an RX can be used once only.
    if (call.purpose === 'limit' && status(answer) !== undefined && status(answer) !== 500) {
      return call.operation === 'createNewOrder' || this.limitRefusal.mayBe(answer) ? 'refused' : undefined
    }
    return this.limitRefusal.matches(answer, room) ? 'refused' : undefined
  }
}

/** Whether a value is a GUID: without hyphens or in braces it is one too, and used as it is. */
export const isGuid = (value: unknown): value is string =>
  typeof value === 'string' && (GUID.test(value) || /^[0-9a-f]{32}$/i.test(value) || BRACED.test(value))
const BRACED = /^\{[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\}$/i

/** A field of an accepted answer; undefined where the answer has none. */
export const answered = (exchange: Exchange, field: string): unknown => {
  const body = parsed(exchange.response?.body)
  return typeof body === 'object' && body !== null ? (body as Record<string, unknown>)[field] : undefined
}

/** Every further order asks for the RXs of all before it: an answer is read for it once, however long it is. */
const rxs = new WeakMap<Exchange, { rx: string | undefined }>()

/** The RX of an accepted createNewOrder, where the answer gives a GUID. */
export function rxOf(exchange: Exchange): string | undefined {
  const known = rxs.get(exchange)
  if (known) return known.rx
  const rxGuid = answered(exchange, 'rxGuid')
  const rx = isGuid(rxGuid) ? rxGuid : undefined
  rxs.set(exchange, { rx })
  return rx
}
