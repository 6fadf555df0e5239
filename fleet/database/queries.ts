/** Where statements go: rows of what the last one gives. */
export interface Queries {
  query<Row = Record<string, unknown>>(sql: string, values?: readonly unknown[]): Promise<Row[]>
}

/** How a connection that is lost later is waited for, as whoever works on a queue does. */
export interface Patience {
  /** How long an answer is waited for, before it is asked for again on another connection. */
  answerMs: number
}

/**
 * The database of a fleet: PostgreSQL, or PGlite in a folder. The same SQL goes to both; what is sent is safe to send
 * again, for the answer to it may be lost with a connection.
 */
export interface Database extends Queries {
  /** As messages name it; without a password. */
  where: string
  /** Whether nobody else can have it meanwhile. */
  isAlone: boolean
  /** Several statements in one text. */
  script<Row = Record<string, unknown>>(sql: string): Promise<Row[]>
  /** All or nothing; begun again where the connection was lost. */
  transaction<Result>(work: (queries: Queries) => Promise<Result>): Promise<Result>
  /** One and the same session as long as it lasts: what it locks is free once this process is gone. */
  session: Queries
  close(): Promise<void>
}
