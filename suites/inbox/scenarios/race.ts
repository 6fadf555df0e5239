import type { Exchange } from '../../../engine/exchange.ts'
import { isLogin, isPolledBySignIn, isPushed, type Vendor } from '../api.ts'
import { connectionTo } from '../lanes.ts'
import { inboxesIn, inboxIn } from '../reading.ts'
import type { Scenario } from '../stage.ts'
import { play, type World } from '../world.ts'

/** Two requests at the same moment connect the same vendor. */
export interface Race {
  rounds: Round[]
}

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

export function playRace(world: World): Promise<Scenario<Race>> {
  const { company, other, vendors, login, exhaustive } = world
  const raced = [vendors.find(isPolledBySignIn), vendors.find(isLogin), vendors.find(isPushed)].filter(
    (vendor) => vendor !== undefined,
  )
  return play<Race>(world, async ({ stage, me, colleague }, parts) => {
    parts.rounds = []
    for (let nth = 0; nth < (exhaustive ? MOST_ROUNDS : ROUNDS); nth++) {
      if (nth > 0) await stage.reset(company, other)
      const byTwo = nth % 2 === 0 && colleague !== undefined
      const asked = await Promise.all(
        raced.map(async (vendor) => {
          const body = connectionTo(vendor, login)
          if (!body) return undefined
          const connects = await Promise.all(
            [me, byTwo ? colleague : me].map((by) =>
              stage.call({
                operation: 'connectInbox',
                what: `two connect ${vendor} at once`,
                by,
                body,
                purpose: 'variation',
              }),
            ),
          )
          return { vendor, byTwo, connects }
        }),
      )
      const list = await stage.call({
        operation: 'listInboxes',
        what: 'the inboxes, after two connected at once',
        by: me,
      })
      for (const one of asked) {
        if (!one) continue
        const ids = new Set(one.connects.flatMap((exchange) => inboxIn(exchange)?.inboxId ?? []))
        const unlisted = [...ids].filter((id) => !inboxesIn(list).some(({ inboxId }) => inboxId === id))
        const doubtful = ids.size > 1 ? [...ids] : unlisted
        const said = await Promise.all(
          doubtful.map((inboxId) =>
            stage.call({ operation: 'getInbox', what: `${one.vendor}, said to be connected`, by: me, inboxId }),
          ),
        )
        parts.rounds.push({ ...one, list, said })
      }
    }
  })
}
