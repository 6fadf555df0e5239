import type { Exchange } from '../../../engine/exchange.ts'
import { isLogin, isPolledBySignIn, isPushed, type Vendor } from '../api.ts'
import { connectionTo } from '../connections.ts'
import { inboxIn } from '../reading.ts'
import type { Cast } from '../scenario.ts'

export interface Round {
  vendor: Vendor
  /** Whether two employees asked, or one of them twice. */
  byTwo: boolean
  connects: Exchange[]
  list: Exchange
  /** Inboxes that were said to be connected, each read by itself. */
  said: Exchange[]
}

const ROUNDS = 4
const MOST_ROUNDS = 20

/** Two requests at the same moment connect the same vendor. */
export async function* playRace({ hub, me, colleague, company, other, vendors, exhaustive }: Cast) {
  const raced = [isPolledBySignIn, isLogin, isPushed].flatMap((of) => {
    const vendor = vendors.find(of)
    const body = vendor && connectionTo(vendor, hub.login)
    return body ? [{ vendor, body }] : []
  })
  const rounds: Round[] = []
  yield { rounds }
  for (let nth = 0; nth < (exhaustive ? MOST_ROUNDS : ROUNDS); nth++) {
    if (nth > 0) await hub.reset(company, other)
    const byTwo = nth % 2 === 0 && colleague !== undefined
    const connect = async (vendor: Vendor, body: object) => {
      const what = `two connect ${vendor} at once`
      const two = [me, byTwo ? colleague : me].map((by) => hub.try({ operation: 'connectInbox', what, by, body }))
      return { vendor, connects: (await Promise.all(two)).map(({ exchange }) => exchange) }
    }
    const asked = await Promise.all(raced.map(({ vendor, body }) => connect(vendor, body)))
    const list = await hub.list(me, 'after two connected at once')
    for (const { vendor, connects } of asked) {
      const ids = [...new Set(connects.flatMap((exchange) => inboxIn(exchange)?.inboxId ?? []))]
      const doubtful = ids.length > 1 ? ids : ids.filter((id) => !inboxIn(list, id))
      const what = `${vendor}, said to be connected`
      const said = await Promise.all(
        doubtful.map((inboxId) => hub.call({ operation: 'getInbox', what, by: me, inboxId })),
      )
      rounds.push({ vendor, byTwo, connects, list, said })
    }
  }
}
