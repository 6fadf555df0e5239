import type { Clock } from './clock.ts'
import type { Exchange } from './exchange.ts'
import type { BegunRequest, EvidenceRecord } from './journal.ts'
import type { LedgerRecord } from './ledger.ts'
import { type ResumedClock, resumedClock } from './resumed-clock.ts'
import { RunEnded } from './run-ended.ts'
import { withoutTrace } from './trace.ts'

/** What a target's part of a run that broke off has on disk. */
export interface Recorded {
  /** Those of which no answer was read among them, as {@link neverAnswered}. */
  exchanges: readonly Exchange[]
  evidence: readonly EvidenceRecord[]
  ledger: readonly LedgerRecord[]
}

/** A request that was begun, and whose answer was not read before the run was killed. */
export const neverAnswered = (begun: BegunRequest): Exchange => ({
  ...begun,
  durationMs: 0,
  error: { kind: 'interrupted', message: 'the run was killed before its answer was read' },
})

type Asked = Pick<Exchange, 'rule' | 'purpose' | 'operation' | 'what' | 'request'>

/**
 * A run that goes on where it broke off: its rules ask again in the same order, and are given the answers of before for
 * as long as there are any. Only what was not answered is sent; a write that may have been done is not.
 */
export class Resumed {
  readonly clock: ResumedClock
  readonly ledger: readonly LedgerRecord[]
  /** Milliseconds since the run began, before it broke off. */
  readonly agoMs: number
  /** The highest number of an exchange of before. */
  readonly lastNumber: number
  readonly #byRequest = new Map<string, Exchange[]>()
  #wroteSince = false

  constructor(recorded: Recorded, clock: Clock) {
    const { exchanges, ledger } = recorded
    const begins = exchanges.map(({ startedAt }) => Date.parse(startedAt))
    const ends = exchanges.map(({ startedAt, durationMs }) => Date.parse(startedAt) + durationMs)
    this.clock = resumedClock(clock, Math.min(clock.now(), ...begins), Math.max(0, ...ends))
    this.agoMs = Math.max(0, ...exchanges.map(({ at }, nth) => clock.now() - begins[nth]! + at))
    this.ledger = ledger
    this.lastNumber = Math.max(0, ...exchanges.map(({ id }) => Number(/\d+$/.exec(id)?.[0] ?? 0)))
    for (const exchange of exchanges.filter(stands)) {
      const key = JSON.stringify(withoutTrace(exchange.request))
      this.#byRequest.set(key, [...(this.#byRequest.get(key) ?? []), exchange])
    }
  }

  /**
   * The answer of before to this request, once; undefined where it has to be sent.
   *
   * @throws RunEnded for a write that was tried before with other values: it would be done twice.
   */
  take(asked: Asked): Exchange | undefined {
    const alike = this.#byRequest.get(JSON.stringify(asked.request)) ?? []
    // What somebody else asked before stands as long as nothing was changed since.
    const found =
      alike.find((one) => isSame(one, asked)) ?? (isWrite(asked) || !this.#wroteSince ? alike[0] : undefined)
    if (found) {
      alike.splice(alike.indexOf(found), 1)
      this.clock.reached(Date.parse(found.startedAt) + found.durationMs)
      return found
    }
    if (isWrite(asked)) {
      const other = this.rest().find((one) => isWrite(one) && isSame(one, asked))
      if (other) throw new RunEnded(`it was done before the run broke off, with other values (${other.id})`)
      this.#wroteSince = true
    }
    this.clock.goLive()
    return undefined
  }

  /** What was not asked for again. */
  rest(): Exchange[] {
    return [...this.#byRequest.values()].flat()
  }
}

const isWrite = ({ request }: Pick<Exchange, 'request'>) => request.method !== 'GET' && request.method !== 'HEAD'

const isSame = (one: Asked, other: Asked) =>
  one.rule === other.rule &&
  one.purpose === other.purpose &&
  one.operation === other.operation &&
  one.what === other.what

/** Whether an exchange of before takes the place of asking again: an answer does, and a write that may have been done. */
const stands = ({ repeated, error, ...exchange }: Exchange) =>
  // What was set aside was asked again.
  !repeated && (error === undefined || (isWrite(exchange) && error.kind !== 'unreachable'))
