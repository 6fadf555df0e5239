import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { FleetError } from '../error.ts'
import type { Database, Queries } from './queries.ts'

/** Connections of a process, besides the one of its session. */
const CONNECTIONS = 4
/** How long a lost connection is waited for, by whoever is patient. */
const PATIENCE_MS = 10 * 60_000
const LONGEST_PAUSE_MS = 5_000

/** PostgreSQL by its URL. */
export async function openPostgres(url: string, patient: boolean): Promise<Database> {
  const where = withoutPassword(url)
  const options = { connectionString: url, application_name: 'bitewing', connectionTimeoutMillis: 10_000 }
  let pool: pg.Pool
  try {
    pool = new pg.Pool({ ...options, max: CONNECTIONS })
    // A connection that is lost while nobody uses it is made anew when somebody does.
    pool.on('error', () => {})
    await pool.query('SELECT 1')
  } catch (error) {
    throw new FleetError(`${where} cannot be used: ${reasonOf(error)}`, 'Start PostgreSQL, or give another --database')
  }

  let held: pg.Client | undefined
  const heldClient = async () => {
    if (held) return held
    const client = new pg.Client(options)
    const drop = () => {
      if (held === client) held = undefined
    }
    client.on('error', drop).on('end', drop)
    await client.connect()
    held = client
    return client
  }
  const again = <Result>(work: () => Promise<Result>) => (patient ? untilConnected(work) : work())
  return {
    where,
    isAlone: false,
    query: (sql, values) => again(() => rowsOf(pool, sql, values)),
    script: <Row>(sql: string) =>
      again(async () => {
        const results = [await pool.query(sql)].flat()
        return (results.at(-1)?.rows ?? []) as Row[]
      }),
    transaction: (work) =>
      again(async () => {
        const client = await pool.connect()
        try {
          await client.query('BEGIN')
          const result = await work({ query: (sql, values) => rowsOf(client, sql, values) })
          await client.query('COMMIT')
          client.release()
          return result
        } catch (error) {
          await client.query('ROLLBACK').catch(() => {})
          client.release(isConnection(error))
          throw error
        }
      }),
    // Whoever holds something by it has to hear that it is lost: nothing is asked again.
    session: { query: async (sql, values) => rowsOf(await heldClient(), sql, values) },
    async close() {
      await Promise.allSettled([pool.end(), held?.end()])
    },
  }
}

const rowsOf = async <Row>(
  to: { query(sql: string, values?: unknown[]): Promise<{ rows: unknown[] }> },
  ...[sql, values]: Parameters<Queries['query']>
): Promise<Row[]> => (await to.query(sql, values as unknown[])).rows as Row[]

async function untilConnected<Result>(work: () => Promise<Result>): Promise<Result> {
  const giveUp = Date.now() + PATIENCE_MS
  for (let pause = 100; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    try {
      return await work()
    } catch (error) {
      if (!isConnection(error) || Date.now() > giveUp) throw error
      await delay(pause)
    }
  }
}

/** What node says of a socket, and PostgreSQL's classes of a connection that fails and of a server that starts or stops. */
function isConnection(error: unknown): boolean {
  const { code = '', message = '' } = error as { code?: string; message?: string }
  return (
    /^(E[A-Z]+|08...|57P0[123])$/.test(code) ||
    /connection terminated|connection timeout|timeout exceeded when trying to connect|not queryable/i.test(message)
  )
}

function reasonOf(error: unknown): string {
  const { message, errors } = error as AggregateError
  return message || errors?.map((one: Error) => one.message).join('; ') || String(error)
}

function withoutPassword(url: string): string {
  if (!URL.canParse(url)) return 'the database'
  const { protocol, host, pathname } = new URL(url)
  return `${protocol}//${host}${pathname}`
}
