import PgBoss from 'pg-boss'
import type { Database } from './database/queries.ts'

/** A job in hand: a lane, of which one target is to be judged. */
export interface LaneJob {
  id: string
  lane: string
}

/** The queue of lanes: each is in it once, and whoever is given one judges one target of it. */
export interface Queue {
  /** Puts lanes in; those that wait in it already stay where they are. */
  put(lanes: readonly string[], afterSeconds?: number): Promise<void>
  take(atMost: number): Promise<LaneJob[]>
  done(job: LaneJob): Promise<void>
  close(): Promise<void>
}

const NAME = 'lanes'

/** Who starts the queue does so alone: of two at once, one fails at making its tables. */
const STARTS = 4_274_844

/**
 * pg-boss over the store's own connections.
 *
 * @param expireSeconds after which a job that nobody finished is given to another
 * @param tell hears of what goes wrong in the background
 */
export async function openQueue(
  database: Database,
  expireSeconds: number,
  tell: (error: Error) => void,
): Promise<Queue> {
  // Several statements come in one text, without values.
  const executeSql = async (text: string, values?: unknown[]) => ({
    rows: await (values?.length ? database.query(text, values) : database.script(text)),
  })
  const boss = new PgBoss({ schema: 'bitewing_queue', db: { executeSql }, schedule: false })
  boss.on('error', tell)
  const start = async () => {
    await boss.start()
    await boss.createQueue(NAME, { name: NAME, policy: 'short', retryLimit: 100, expireInSeconds: expireSeconds })
  }
  if (database.isAlone) await start()
  else {
    await database.transaction(async ({ query }) => {
      await query('SELECT pg_advisory_xact_lock($1)', [STARTS])
      await start()
    })
  }
  return {
    async put(lanes, afterSeconds = 0) {
      if (lanes.length === 0) return
      const startAfter = new Date(Date.now() + afterSeconds * 1000)
      const job = (lane: string) => ({ name: NAME, data: { lane }, singletonKey: lane })
      await boss.insert(lanes.map((lane) => (afterSeconds === 0 ? job(lane) : { ...job(lane), startAfter })))
    },
    take: async (atMost) => {
      const jobs = await boss.fetch<{ lane: string }>(NAME, { batchSize: atMost, priority: false })
      return jobs.map(({ id, data }) => ({ id, lane: data.lane }))
    },
    done: ({ id }) => boss.complete(NAME, id),
    close: () => boss.stop({ graceful: false, close: false }),
  }
}
