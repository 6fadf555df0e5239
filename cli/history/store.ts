import { closeSync, existsSync, linkSync, openSync, readSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Database } from 'node-sqlite3-wasm'
import { usageError } from '../usage-error.ts'
import type { HistoryFile } from './file.ts'
import { queries } from './queries.ts'
import { APPLICATION_ID, migrate, SCHEMA_VERSION } from './schema.ts'

/**
 * Opens a history, and makes one where there is no file yet.
 *
 * @param name the file, as messages name it
 * @throws UsageError where the file is another program's, damaged, of a later version, or cannot be written. It is then
 *   left as it is.
 */
export async function openHistory(path: string, name: string): Promise<HistoryFile> {
  if (!existsSync(dirname(path))) {
    throw usageError(name, `expected a file in a folder that is there, found no ${dirname(path)}`)
  }
  if (existsSync(path)) refuseForeign(path, name)
  const { default: sqlite } = await import('./sqlite.ts')
  const open = (file: string) => new sqlite.Database(file)
  try {
    if (!existsSync(path)) make(path, open)
    within(open(path), migrate)
  } catch (error) {
    throw usageError(name, whatIsWrong(error, path))
  }
  return queries((work) => {
    try {
      return within(open(path), work)
    } catch (error) {
      throw usageError(name, whatIsWrong(error, path))
    }
  })
}

/** A history stands in its place as a whole or not at all: nobody finds half a header, nor takes it for another's. */
function make(path: string, open: (file: string) => Database): void {
  const beside = `${path}.${process.pid}.new`
  try {
    within(open(beside), migrate)
    linkSync(beside, path)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    // Another run was faster; or the file system knows no links.
    if (code === undefined) throw error
    if (code !== 'EEXIST') renameSync(beside, path)
  } finally {
    rmSync(beside, { force: true })
  }
}

/** What the header of a database says, read without opening it: to open one may change it. */
function refuseForeign(path: string, name: string): void {
  const stat = statSync(path)
  if (!stat.isFile()) throw usageError(name, 'expected a file, found a folder or a device')
  const header = Buffer.alloc(100)
  const file = openSync(path, 'r')
  readSync(file, header)
  closeSync(file)
  const isDatabase = header.toString('latin1', 0, 16) === 'SQLite format 3\0'
  if (!isDatabase || header.readUInt32BE(68) !== APPLICATION_ID) {
    throw usageError(
      name,
      `expected a history of bitewing, found ${isDatabase ? "another program's database" : 'something else'}`,
    )
  }
  const version = header.readUInt32BE(60)
  if (version > SCHEMA_VERSION) {
    throw usageError(
      name,
      `expected a history of version ${SCHEMA_VERSION} or earlier, found version ${version}`,
      'It was made by a later bitewing',
    )
  }
}

/** Milliseconds to wait for another run that has the file. */
const PATIENCE_MS = 10_000

/**
 * The write-ahead log, held by one process at a time: the default journal of this build of SQLite is not rolled back
 * after a process was killed.
 */
function within<Result>(database: Database, work: (database: Database) => Result): Result {
  try {
    database.exec(`PRAGMA busy_timeout = ${PATIENCE_MS}; PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL`)
    database.exec('BEGIN IMMEDIATE')
    const result = work(database)
    database.exec('COMMIT')
    return result
  } finally {
    if (database.inTransaction) database.exec('ROLLBACK')
    database.close()
  }
}

/** What an error of SQLite's means to somebody who gave a file. */
function whatIsWrong(error: unknown, path: string): string {
  const { message } = error as Error
  if (message === 'database is locked') {
    return `another run has had it for ${PATIENCE_MS / 1000} s; where none is at work, one was killed: remove ${path}.lock`
  }
  if (/malformed|not a database|corrupt/i.test(message)) return `it is damaged: ${message}`
  return `it cannot be opened: ${message}`
}
