import type { Exchange } from '../engine/exchange.ts'
import {
  type BegunRequest,
  EVIDENCE_FILE,
  type EvidenceRecord,
  EXCHANGES_FILE,
  LEDGER_FILE,
  REQUESTS_FILE,
} from '../engine/journal.ts'
import type { LedgerRecord } from '../engine/ledger.ts'
import { neverAnswered, type Recorded } from '../engine/resumed.ts'
import { type RunFiles, wholeLines } from './run-files.ts'

/** All that a run has written down while it went on; requests without an answer are exchanges that were interrupted. */
export function readRecorded(files: RunFiles): Recorded {
  const answered = wholeLines<Exchange>(files, EXCHANGES_FILE)
  const ids = new Set(answered.map(({ id }) => id))
  const open = wholeLines<BegunRequest>(files, REQUESTS_FILE).filter(({ id }) => !ids.has(id))
  return {
    exchanges: [...answered, ...open.map(neverAnswered)],
    evidence: wholeLines<EvidenceRecord>(files, EVIDENCE_FILE),
    ledger: wholeLines<LedgerRecord>(files, LEDGER_FILE),
  }
}

/** The part of it that is a target's. */
export const recordedOf = (target: string, { exchanges, evidence, ledger }: Recorded): Recorded => ({
  exchanges: exchanges.filter((one) => one.target === target),
  evidence: evidence.filter((one) => one.target === target),
  ledger: ledger.filter((one) => one.target === target),
})
