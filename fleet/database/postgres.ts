import { Socket } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { FleetError } from '../error.ts'
import type { Database, Patience, Queries } from './queries.ts'

/** Connections of a process, besides the one of its session. */
const CONNECTIONS = 4
/** How long a lost connection is waited for, by whoever is patient. */
const PATIENCE_MS = 10 * 60_000
const LONGEST_PAUSE_MS = 5_000
/** How long the server's end of connections is waited for. */
const GOODBYE_MS = 2_000

/**
 * PostgreSQL by its URL.
 *
 * @param patience see {@link openDatabase}
 */
export async function openPostgres(url: string, patience: Patience | undefined): Promise<Database> {
  const where = withoutPassword(url)
  const sockets = new Set<Socket>()
  const options = {
    connectionString: url,
    application_name: 'bitewing',
    connectionTimeoutMillis: 10_000,
    ...(patience && withinTime(patience.answerMs)),
    stream() {
      const socket = new Socket()
      sockets.add(socket)
      return socket.once('close', () => sockets.delete(socket))
    },
  }
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
  const askHeld: Queries['query'] = async (sql, values) => {
    const client = await heldClient()
    try {
      return await rowsOf(client, sql, values)
    } catch (error) {
      // What is asked after it on the same connection would wait for its answer.
      if (isPassing(error)) void client.end().catch(() => {})
      throw error
    }
  }
  const again = <Result>(work: () => Promise<Result>) => (patience ? untilConnected(work) : work())
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
        // Whoever asks hears of what is lost; the client tells of it besides.
        const ignore = () => {}
        client.on('error', ignore)
        try {
          await client.query('BEGIN')
          const result = await work({ query: (sql, values) => rowsOf(client, sql, values) })
          await client.query('COMMIT')
          client.release()
          return result
        } catch (error) {
          const isLost = isPassing(error)
          if (!isLost) await client.query('ROLLBACK').catch(() => {})
          client.release(isLost)
          throw error
        } finally {
          client.off('error', ignore)
        }
      }),
    // Whoever holds something by it has to hear that it is lost: nothing is asked again.
    session: { query: askHeld },
    async close() {
      // Of a connection that was lost without a word no end is ever heard.
      const late = setTimeout(() => {
        for (const socket of sockets) socket.destroy()
      }, GOODBYE_MS)
      await Promise.allSettled([pool.end(), held?.end()])
      clearTimeout(late)
    },
  }
}

/**
 * A connection may be lost without a word: what is not answered in time is asked again on another one. The server gives up
 * as well what it holds for the one that is lost: a transaction of it would keep every other worker from beginning a run.
 */
const withinTime = (answerMs: number) => ({
  query_timeout: answerMs,
  statement_timeout: answerMs,
  idle_in_transaction_session_timeout: answerMs,
})

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
      if (!isPassing(error) || Date.now() > giveUp) throw error
      await delay(pause)
    }
  }
}

/**
 * What node says of a socket; PostgreSQL's classes of a connection that fails, of a server that starts or stops, of what took
 * too long, of two transactions in each other's way and of too many connections; and what pg says.
 */
function isPassing(error: unknown): boolean {
  const { code = '', message = '' } = error as { code?: string; message?: string }
  return (
    /^(E[A-Z]+|08...|57P0[123]|57014|25P03|40...|53300)$/.test(code) ||
    /connection terminated|connection timeout|timeout exceeded when trying to connect|read timeout|not queryable/i.test(
      message,
    )
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
