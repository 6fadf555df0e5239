import type { Exchange } from '../engine/exchange.ts'
import type { EvidenceRecord } from '../engine/journal.ts'
import type { Report } from '../reports/model.ts'

/** Where the files of a run are read from. */
export interface RunFiles {
  /** As messages name it. */
  where: string
  /** The report as messages name it, where it was given itself. */
  report?: string
  /** Whether they are a bundle, to which nothing may be added. */
  isBundle: boolean
  /** The bytes of a file; undefined where it is not there. */
  read(file: string): Uint8Array | undefined
  has(file: string): boolean
}

/** A run as it lies in its folder, or in a bundle. */
export interface StoredRun {
  report: Report
  exchanges: Exchange[]
  evidence: EvidenceRecord[]
}

/** The text of a file; half a line may end in half a letter. */
export const decoded = (bytes: Uint8Array) =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8')

/** The lines of a file that a run wrote as it went on, as far as they are whole: it may have been killed at any. */
export function wholeLines<T>(files: RunFiles, file: string): T[] {
  return decoded(files.read(file) ?? new Uint8Array())
    .split('\n')
    .flatMap((line) => {
      try {
        return line === '' ? [] : [JSON.parse(line) as T]
      } catch {
        return []
      }
    })
}
