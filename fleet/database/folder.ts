import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { FleetError } from '../error.ts'
import { ownFolder } from './owner.ts'
import type { Database } from './queries.ts'

/** A cache that fits one machine's fleet: PostgreSQL's own default would take 128 MB. */
const CACHE = ['-c', 'shared_buffers=16MB']

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
  try {
    const { PGlite } = await import('@electric-sql/pglite')
    const startParams = [...PGlite.defaultStartParams, ...CACHE]
    const db = await PGlite.create({ dataDir: join(dir, 'store'), startParams })
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
    release()
    throw new FleetError(`${dir} holds no store that can be opened: ${(error as Error).message}`, 'Give another --dir')
  }
}
