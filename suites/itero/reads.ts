import type { Exchange, Purpose } from '../../engine/exchange.ts'
import { unobserved } from '../../engine/finding.ts'
import type { JsonNumber } from '../../engine/json.ts'
import { limitTo } from '../../engine/limit.ts'
import type { Unjudgeable } from '../../engine/rule.ts'
import type { Session } from '../../engine/session.ts'
import { isAccepted, status } from '../../engine/status.ts'
import { pathOf } from './api.ts'
import type { Entry } from './map-clauses.ts'
import { entriesOf, isWhole, mapIdOf } from './map-list.ts'
import { type OrderSender, PATIENCE } from './orders.ts'

/** What the target lists, and whether it did so without credentials. */
export interface MapList {
  /** Two calls without an Authorization header. */
  calls: [Exchange, Exchange]
  /** The same with credentials, where they were refused without and are answered so. */
  withCredentials: Exchange[]
}

/** The calls whose answers the rules on the list are about: those without credentials, or where these were refused those with. */
export const callsOf = ({ calls, withCredentials }: MapList): Exchange[] =>
  withCredentials.length > 0 ? withCredentials : calls

export const noList = (list: MapList): Unjudgeable =>
  unobserved('no list of maps was answered', 'the target lists its maps', ['ITERO-MAPS-01'], callsOf(list))

/** Calls of getAvailableProcedureMaps under way at once. */
const AT_ONCE = 5

export class MapReads {
  #list: Promise<MapList> | undefined
  #needsCredentials = false

  constructor(
    private readonly session: Session,
    private readonly sender: OrderSender | undefined,
  ) {}

  /** The two calls that every rule on the list rests on; made once. */
  list(): Promise<MapList> {
    this.#list ??= this.#read()
    return this.#list
  }

  /** The entries of the first call that has some, and every ID that any call lists. */
  async entries(): Promise<{ entries: Entry[]; listed: JsonNumber[] }> {
    const { calls, withCredentials } = await this.list()
    const lists = [...calls, ...withCredentials].map((call) => entriesOf(call) ?? [])
    const listed = lists.flat().map(mapIdOf)
    return {
      entries: lists.find((list) => list.length > 0) ?? [],
      listed: [...new Set(listed)].filter(isWhole),
    }
  }

  /** So many calls in a row. */
  row(count: number, what: string): Promise<Exchange[]> {
    const limit = limitTo(AT_ONCE)
    return Promise.all(
      Array.from({ length: count }, (_, nth) => limit(() => this.#call('limit', `${what}, ${nth + 1} of ${count}`))),
    )
  }

  async #read(): Promise<MapList> {
    const calls: MapList['calls'] = [
      await this.#call('discovery', 'the available maps, without an Authorization header'),
      await this.#call('discovery', 'the available maps once more'),
    ]
    const refused = calls.every((call) => Math.floor((status(call) ?? 0) / 100) === 4)
    if (!refused || !this.sender) {
      return { calls, withCredentials: [] }
    }
    this.#needsCredentials = true
    const first = await this.#call('discovery', 'the available maps, with credentials')
    this.#needsCredentials = isAccepted(first)
    if (!this.#needsCredentials) return { calls, withCredentials: [] }
    const again = await this.#call('discovery', 'the available maps once more, with credentials')
    return { calls, withCredentials: [first, again] }
  }

  #call(purpose: Purpose, what: string): Promise<Exchange> {
    return this.session.send({
      purpose,
      operation: 'getAvailableProcedureMaps',
      what,
      method: 'GET',
      path: pathOf(this.session.target, 'getAvailableProcedureMaps'),
      // A limit that counts lists of maps (ITERO-RATE-05) is not waited out.
      ...(purpose === 'limit' && this.sender ? { patienceMs: this.sender.budget.windowMs * PATIENCE } : {}),
      headers: {
        accept: 'application/json',
        ...(this.#needsCredentials && this.sender ? { authorization: this.sender.credentials } : {}),
      },
    })
  }
}
