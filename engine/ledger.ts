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

type Write = Pick<LedgerRecord, 'rule' | 'operation' | 'makes'>

/**
 * What a run writes to its target. Every write is recorded before it is sent, so that after an interruption at any point
 * the list of what may have been left there is complete.
 */
export class Ledger {
  readonly #last = new Map<string, LedgerRecord>()

  /** @param record puts a line to disk before it returns */
  constructor(
    private readonly target: string,
    private readonly record: (line: LedgerRecord) => void,
  ) {}

  /** Enters a write that is about to be sent, and resolves with how to enter what became of it. */
  enter(write: Write): (state: Exclude<LedgerRecord['state'], 'sending'>, exchange: string) => void {
    const id = `${this.target}-w${String(this.#last.size + 1).padStart(3, '0')}`
    const line: LedgerRecord = { target: this.target, write: id, ...write, state: 'sending' }
    this.#put(line)
    return (state, exchange) => this.#put({ ...line, state, exchange })
  }

  /** What was made, or may have been, in one line each, in the order of the writes. */
  leftBehind(): string[] {
    return [...this.#last.values()]
      .filter(({ state }) => state !== 'refused')
      .map(({ makes, state, exchange, write }) => {
        const doubt = state === 'made' ? '' : ', perhaps: its answer does not tell'
        return `${makes} (${exchange ?? write}${doubt})`
      })
  }

  #put(line: LedgerRecord): void {
    this.#last.set(line.write, line)
    this.record(line)
  }
}
