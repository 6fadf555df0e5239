import { existsSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { LEDGER_FILE } from '../../engine/journal.ts'
import type { LedgerRecord } from '../../engine/ledger.ts'
import { CONFIGURATION_FILE, type StoredConfiguration } from './stored-configuration.ts'

/** A ledger of an earlier run that was kept. */
export interface KeptLedger {
  file: string
  /** Writes that may have left something at a target. */
  writes: number
}

/**
 * Makes room for a run's ledger: what an earlier run in the folder may have left at a target that still has it is kept
 * under another name, since the ledger may be all that tells of it. One of embedded mocks alone is removed, as what it
 * tells of is gone with them.
 *
 * @returns what was kept, or nothing
 */
export function setLedgerAside(folder: string): KeptLedger | undefined {
  const path = join(folder, LEDGER_FILE)
  if (!existsSync(path)) return undefined
  const writes = lasting(readFileSync(path, 'utf8'), embeddedIn(folder))
  if (writes === 0) {
    rmSync(path)
    return undefined
  }
  const time = statSync(path).mtime.toISOString().slice(0, 19).replaceAll(':', '-')
  const names = [`ledger-${time}.ndjson`, ...Array.from({ length: 99 }, (_, nth) => `ledger-${time}-${nth + 2}.ndjson`)]
  const file = names.find((name) => !existsSync(join(folder, name)))!
  renameSync(path, join(folder, file))
  return { file, writes }
}

/** Writes to targets other than these that were not refused. A line that cannot be read may be one: a run was killed at it. */
function lasting(ledger: string, embedded: ReadonlySet<string>): number {
  const last = new Map<string, LedgerRecord['state']>()
  for (const [index, line] of ledger.split('\n').entries()) {
    if (line === '') continue
    try {
      const { target, write, state } = JSON.parse(line) as LedgerRecord
      if (!embedded.has(target)) last.set(`${target} ${write}`, state)
    } catch {
      last.set(`line ${index + 1}`, 'unknown')
    }
  }
  return [...last.values()].filter((state) => state !== 'refused').length
}

/** The embedded mocks among the targets of the run that wrote to the folder last; none where that is not known. */
function embeddedIn(folder: string): Set<string> {
  try {
    const { targets } = JSON.parse(readFileSync(join(folder, CONFIGURATION_FILE), 'utf8')) as StoredConfiguration
    return new Set(targets.filter(({ kind }) => kind === 'mock').map(({ name }) => name))
  } catch {
    return new Set()
  }
}
