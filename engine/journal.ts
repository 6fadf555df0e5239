import { closeSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { Exchange } from './exchange.ts'
import { toJson } from './json.ts'
import type { LedgerRecord } from './ledger.ts'

/** Names of the files that a run leaves beside its report. */
export const EXCHANGES_FILE = 'exchanges.ndjson'
export const EVIDENCE_FILE = 'evidence.ndjson'
/** Only while requests are under way, and where a run was killed. */
export const REQUESTS_FILE = 'requests.ndjson'
/** Only where the run wrote to a target. */
export const LEDGER_FILE = 'ledger.ndjson'

/**
 * What a rule's probe, or an experiment, gathered, as it stands on disk: exchanges are given by reference,
 * `{ "$exchange": id }`, and the experiments that a rule is judged by alone by name, `{ "$experiments": [name] }`.
 */
export type EvidenceRecord = { target: string; durationMs: number; evidence: unknown } & (
  | { rule: string; experiment?: undefined }
  | { rule?: undefined; experiment: string }
)

/** A request that is about to be sent: the exchange that it is going to be, without what comes back. */
export type BegunRequest = Omit<Exchange, 'durationMs' | 'response' | 'error' | 'case'>

/** Where a run's evidence goes, as it happens. */
export interface Journal {
  /** Written when it returns, so that it is known of every request whether its answer was read. */
  request(begun: BegunRequest): void
  exchange(exchange: Exchange): void
  evidence(record: EvidenceRecord): void
  /** Written when it returns, whatever then becomes of the process. */
  ledger(line: LedgerRecord): void
  close(): void
}

/** A journal in a folder that exists: one line of JSON an entry, each written by one call, so that several may append. */
export function fileJournal(folder: string): Journal {
  const open = new Map<string, number>()
  const append = (file: string, line: string) => {
    try {
      if (!open.has(file)) open.set(file, openSync(join(folder, file), 'a'))
      writeSync(open.get(file)!, `${line}\n`)
    } catch (error) {
      throw new JournalError(`${file} cannot be written: ${(error as Error).message}`, { cause: error })
    }
  }
  for (const file of [EXCHANGES_FILE, EVIDENCE_FILE]) open.set(file, openSync(join(folder, file), 'a'))
  return {
    request: (begun) => append(REQUESTS_FILE, JSON.stringify(begun)),
    exchange: (exchange) => append(EXCHANGES_FILE, JSON.stringify(exchange)),
    evidence: (record) => append(EVIDENCE_FILE, toJson(record, byReference)),
    ledger: (line) => append(LEDGER_FILE, JSON.stringify(line)),
    close() {
      for (const file of open.values()) closeSync(file)
    },
  }
}

/** The disk does not take what a run has to keep. */
class JournalError extends Error {
  override name = 'JournalError'
}

/** A journal that keeps nothing. */
export const noJournal: Journal = { request() {}, exchange() {}, evidence() {}, ledger() {}, close() {} }

/** Exchanges in memory are marked, so that evidence can name them by reference. */
const marked = new WeakSet<object>()

/** Marks an exchange as journaled. */
export function markExchange(exchange: Exchange): Exchange {
  marked.add(exchange)
  return exchange
}

function byReference(_key: string, value: unknown): unknown {
  return typeof value === 'object' && value !== null && marked.has(value)
    ? { $exchange: (value as Exchange).id }
    : value
}

/** The inverse: evidence as a judge takes it, its exchanges looked up. */
export function reviveEvidence(evidence: unknown, exchanges: ReadonlyMap<string, Exchange>): unknown {
  if (Array.isArray(evidence)) return evidence.map((item) => reviveEvidence(item, exchanges))
  if (typeof evidence !== 'object' || evidence === null) return evidence
  const reference = (evidence as { $exchange?: unknown }).$exchange
  if (typeof reference === 'string') {
    const exchange = exchanges.get(reference)
    if (!exchange) throw new Error(`the evidence cites exchange ${reference}, which is not stored`)
    return exchange
  }
  return Object.fromEntries(Object.entries(evidence).map(([key, value]) => [key, reviveEvidence(value, exchanges)]))
}
