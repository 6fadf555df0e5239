import { askingRequirement } from './asking.ts'
import type { Exchange } from './exchange.ts'
import { isAccepted, status } from './status.ts'

/** One line of a ledger: a write before it is sent, and again once it is known what became of it. */
export interface LedgerRecord {
  target: string
  /** Unique in the run: the target's name, `-w` and a counter, `opus-w007`. */
  write: string
  /** The requirement that it is for. */
  rule: string
  operation: string
  /** What it makes at the target, in words: `patient Åsa Strömberg, 1991-03-04-2385`. */
  makes: string
  /** `unknown` where no answer came, or one that says nothing of what was done. */
  state: 'sending' | 'made' | 'refused' | 'unknown'
  /** The exchange that it was; absent until it is sent. */
  exchange?: string
}

/** The requirement is by default the one whose probe writes. */
type Write = Pick<LedgerRecord, 'operation' | 'makes'> & Partial<Pick<LedgerRecord, 'rule'>>

/** What became of a write, by its answer. */
const stateAfter = (exchange: Exchange): LedgerRecord['state'] =>
  isAccepted(exchange) ? 'made' : (status(exchange) ?? 500) < 500 ? 'refused' : 'unknown'

/**
 * What a run writes to its target. Every write is recorded before it is sent, so that after an interruption at any point
 * the list of what may have been left there is complete.
 */
export class Ledger {
  readonly #last = new Map<string, LedgerRecord>()
  /** Writes of the part of the run that broke off which have not come again. */
  readonly #earlier: LedgerRecord[]

  /**
   * @param record puts a line to disk before it returns
   * @param redact hides secrets
   * @param earlier the lines of the part of the run before it broke off
   */
  constructor(
    private readonly target: string,
    private readonly record: (line: LedgerRecord) => void,
    private readonly redact: (text: string) => string = (text) => text,
    earlier: readonly LedgerRecord[] = [],
  ) {
    for (const line of earlier) this.#last.set(line.write, line)
    this.#earlier = [...this.#last.values()]
  }

  /** Enters a write that is about to be sent, and resolves with how to enter its exchange. One of before is entered already. */
  enter({ rule = askingRequirement(), operation, ...write }: Write): (exchange: Exchange) => void {
    const makes = this.redact(write.makes)
    const isKnown = (one: LedgerRecord) => one.rule === rule && one.operation === operation && one.makes === makes
    const known = this.#earlier.find(isKnown)
    if (known) this.#earlier.splice(this.#earlier.indexOf(known), 1)
    const id = `${this.target}-w${String(this.#last.size + 1).padStart(3, '0')}`
    const line: LedgerRecord = known ?? { target: this.target, write: id, rule, operation, makes, state: 'sending' }
    if (!known) this.#put(line)
    return (exchange) => {
      const state = stateAfter(exchange)
      if (line.state !== state || line.exchange !== exchange.id) this.#put({ ...line, state, exchange: exchange.id })
    }
  }

  /** What was made, or may have been, in one line each, in the order of the writes. */
  leftBehind(): string[] {
    return leftBehind([...this.#last.values()])
  }

  #put(line: LedgerRecord): void {
    this.#last.set(line.write, line)
    this.record(line)
  }
}

/** What the writes of a ledger made, or may have made: a line each, by the last that is known of them. */
export function leftBehind(lines: readonly LedgerRecord[]): string[] {
  return [...new Map(lines.map((line) => [line.write, line])).values()]
    .filter(({ state }) => state !== 'refused')
    .map(({ makes, state, exchange, write }) => {
      const doubt = state === 'made' ? '' : ', perhaps: its answer does not tell'
      return `${makes} (${exchange ?? write}${doubt})`
    })
}
