import type { Drill } from './drill.ts'
import type { Exchange } from './exchange.ts'
import type { Lazy } from './lazy.ts'
import type { Row } from './requirement.ts'
import type { Target } from './target.ts'
import type { TrafficRule } from './traffic.ts'

/** A row of a register of clients. */
export type ClientRow = Row & { seenBy?: 'traffic' | 'drill' }

/** What a profile has about clients: the other side of its server. */
export interface ClientSide {
  requirements: Lazy<readonly ClientRow[]>
  /** By the IDs of the rows that traffic shows. */
  rules: Readonly<Record<string, TrafficRule>>
  /** What traffic shows of the server, by the IDs of the server's own register. */
  server?: Readonly<Record<string, TrafficRule>>
  /** The operation of a request; undefined where the document has none with this method and path. */
  operationOf(request: { method: string; path: string; query: URLSearchParams }, target: Target): string | undefined
  /** Of an exchange that a rate limit counts: whether it is a case, or was refused by the limit. */
  caseOf?(exchange: Exchange): Exchange['case']
  /** A read whose answer rules may know of on the embedded mock, though no client asked for it. */
  premise?(target: Target): { method: string; path: string }
  /** What a client of the embedded mock is given in BITEWING_CREDENTIALS. */
  credentials(target: Target): Record<string, unknown>
  /** Situations in which a driver of the client is given jobs. */
  drill?: Lazy<Drill>
}
