import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Exchange } from '../engine/exchange.ts'
import { EVIDENCE_FILE, type EvidenceRecord, EXCHANGES_FILE } from '../engine/journal.ts'
import type { Report } from '../reports/model.ts'
import { usageError } from './usage-error.ts'

/** A run as it lies in its folder. */
export interface StoredRun {
  report: Report
  exchanges: Exchange[]
  evidence: EvidenceRecord[]
}

/** @throws UsageError naming the file that is not there or cannot be read. */
export function readStoredRun(folder: string): StoredRun {
  return {
    report: readJson<Report>(folder, 'report.json'),
    exchanges: readExchanges(folder),
    evidence: readLines<EvidenceRecord>(folder, EVIDENCE_FILE),
  }
}

/** The exchanges that a run journaled in a folder, in the order in which they were sent. */
export const readExchanges = (folder: string): Exchange[] => readLines<Exchange>(folder, EXCHANGES_FILE)

function readText(folder: string, file: string): string {
  const path = join(folder, file)
  if (!existsSync(path)) {
    throw usageError(
      folder,
      `expected the folder of a run, with ${file} in it`,
      'Give the folder that run wrote to (--out)',
    )
  }
  return readFileSync(path, 'utf8')
}

function readJson<T>(folder: string, file: string): T {
  try {
    return JSON.parse(readText(folder, file)) as T
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    throw usageError(join(folder, file), `is not JSON: ${error.message}`)
  }
}

function readLines<T>(folder: string, file: string): T[] {
  const lines = readText(folder, file).split('\n')
  return lines.flatMap((line, index) => {
    if (line === '') return []
    try {
      return [JSON.parse(line) as T]
    } catch (error) {
      // A run that was killed may have left half a line at the end; anywhere else it is a damaged file.
      if (index === lines.length - 1) return []
      throw usageError(join(folder, file), `line ${index + 1} is not JSON: ${(error as Error).message}`)
    }
  })
}
