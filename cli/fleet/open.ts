import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Database, Patience } from '../../fleet/database/queries.ts'
import { FleetError } from '../../fleet/error.ts'
import type { Io } from '../io.ts'
import { usageError } from '../usage-error.ts'

/** Where the fleet is kept, as every subcommand of `fleet` takes it. */
export interface PlaceFlags {
  database?: string
  dir?: string
}

const DEFAULT_DIR = '.bitewing/fleet'

/** Whether there is a fleet where it is kept if nothing else is said. */
export const hasFleet = ({ cwd, env }: Pick<Io, 'cwd' | 'env'>): boolean =>
  Boolean(env.BITEWING_DATABASE_URL) || existsSync(resolve(cwd, DEFAULT_DIR))

/**
 * Opens the store for the time of `use`.
 *
 * @param options.make whether there may be none yet
 * @throws UsageError where it is not there, or cannot be opened.
 */
export async function withStore<Result>(
  { database, dir }: PlaceFlags,
  io: Pick<Io, 'cwd' | 'env'>,
  use: (store: Database) => Promise<Result>,
  { make = false, patience }: { make?: boolean; patience?: Patience } = {},
): Promise<Result> {
  const url = database ?? (dir === undefined ? io.env.BITEWING_DATABASE_URL || undefined : undefined)
  if (database !== undefined && dir !== undefined) {
    throw usageError('--dir', 'the fleet is kept in one place, and --database names another', 'Give one of the two')
  }
  const where =
    url === undefined ? (dir ?? DEFAULT_DIR) : database === undefined ? 'BITEWING_DATABASE_URL' : '--database'
  if (url !== undefined && !/^postgres(ql)?:\/\//.test(url)) {
    throw usageError(
      where,
      'expected a URL such as postgresql://user@127.0.0.1:5432/fleet',
      'Without one, --dir names a folder',
    )
  }
  const folder = resolve(io.cwd, dir ?? DEFAULT_DIR)
  if (url === undefined && !make && !existsSync(folder)) {
    throw usageError(where, 'there is no fleet yet', 'bitewing fleet add <file> makes one')
  }
  const { openStore } = await import('../../fleet/store.ts')
  const store = await asUsage(where, () => openStore(url === undefined ? { dir: folder } : { url }, patience))
  try {
    return await use(store)
  } finally {
    await store.close()
  }
}

async function asUsage<Result>(where: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    throw error instanceof FleetError ? usageError(where, error.what, error.next) : error
  }
}
