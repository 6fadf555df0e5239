import { existsSync, mkdirSync, rmSync, statfsSync } from 'node:fs'
import { join } from 'node:path'
import { FleetError } from '../error.ts'
import { ownFolder } from './owner.ts'
import type { Database } from './queries.ts'

/** A cache that fits one machine's fleet: PostgreSQL's own default would take 128 MB. */
const CACHE = ['-c', 'shared_buffers=16MB']

/** Megabytes that a store takes before anything is in it. */
const ROOM_MB = 40

/**
 * PGlite in a folder, which one process has at a time: PGlite does not keep a second one from writing to the same files.
 *
 * @throws FleetError where another process has it, or it cannot be written.
 */
export async function openFolder(dir: string): Promise<Database> {
  let release: () => void
  try {
    mkdirSync(dir, { recursive: true })
    release = ownFolder(dir)
  } catch (error) {
    if (error instanceof FleetError) throw error
    throw new FleetError(`${dir} cannot be written: ${(error as Error).message}`, 'Give another --dir')
  }
  const store = join(dir, 'store')
  const isNew = !existsSync(store)
  try {
    const { PGlite } = await import('@electric-sql/pglite')
    const startParams = [...PGlite.defaultStartParams, ...CACHE]
    const db = await PGlite.create({ dataDir: store, startParams })
    const query: Database['query'] = async <Row>(sql: string, values: readonly unknown[] = []) =>
      (await db.query<Row>(sql, values as unknown[])).rows
    return {
      where: dir,
      isAlone: true,
      query,
      script: async <Row>(sql: string) => ((await db.exec(sql)).at(-1)?.rows ?? []) as Row[],
      transaction: (work) =>
        db.transaction((inside) =>
          work({
            query: async <Row>(sql: string, values: readonly unknown[] = []) =>
              (await inside.query<Row>(sql, values as unknown[])).rows,
          }),
        ),
      session: { query },
      async close() {
        await db.close()
        release()
      },
    }
  } catch (error) {
    // Half a store would be in the way of the next try.
    if (isNew) rmSync(store, { recursive: true, force: true })
    release()
    throw unopened(dir, error as Error)
  }
}

/** What PGlite says of a disk that is full is not that it is. */
function unopened(dir: string, { message }: Partial<Error>): FleetError {
  const { bavail, bsize } = statfsSync(dir)
  const leftMb = Math.floor((bavail * bsize) / 2 ** 20)
  const what = `${dir} holds no store that can be opened`
  return leftMb < ROOM_MB
    ? new FleetError(`${what}: its disk has ${leftMb} MB left`, 'Make room on it, or give another --dir')
    : new FleetError(`${what}: ${message ?? 'it is not whole'}`, 'Give another --dir')
}
