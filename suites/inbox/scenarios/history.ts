import type { AsyncCommand } from 'fast-check'
import { CROSS_CHECK, HOUR, isLogin, isPolledBySignIn, isPushed, MARGIN, MINUTE, RECENT, type Vendor } from '../api.ts'
import { discrepancies } from '../case-account.ts'
import { type Connection, connectAll, restore, usable } from '../connections.ts'
import type { Scenario, Snapshot } from '../hub.ts'
import { owedBy } from '../model.ts'
import { type Cast, play, type Setting } from '../scenario.ts'

/** A random history of one company. */
export interface History {
  /** Its case inbox at the end. */
  shown: Snapshot
}

/** The company at a point of its history: what was done to it, and with what. */
interface State extends Cast {
  connections: Map<Vendor, Connection>
  down: Set<Vendor>
  refused: Set<Vendor>
  reached: Set<'credits' | 'storage'>
}

type Step = AsyncCommand<State, State>

const FEW = { numRuns: 2, maxCommands: 12 }
const MANY = { numRuns: 25, maxCommands: 40 }
/** Tries by which a failing history may be shortened. */
const SHORTENING = 24
const STEPS_OF_TIME = [4 * MINUTE, RECENT + MARGIN, HOUR, CROSS_CHECK + MARGIN]

/** Random histories of one company: the shortest one after which its case inbox is wrong, or the last one. */
export async function playHistories(setting: Setting): Promise<Scenario<History>> {
  const { session, seed, exhaustive } = setting
  const { default: fc } = await import('fast-check')
  const { numRuns, maxCommands } = exhaustive ? MANY : FEW
  const vendors = [isPolledBySignIn, isLogin, isPushed].flatMap((of) => setting.vendors.find(of) ?? [])
  let played = 0
  let last: Scenario<History> = { calls: [], events: [] }
  let failing: Scenario<History> | undefined
  if (vendors.length === 0) return last

  const vendor = fc.constantFrom(...vendors)
  const history = fc.commands(
    [
      vendor.map(connect),
      fc.tuple(vendor, fc.boolean()).map(([one, push]) => newCase(one, push)),
      vendor.map(refuse),
      vendor.map(renew),
      fc.tuple(vendor, fc.boolean()).map(([one, isDown]) => portal(one, isDown)),
      fc.boolean().map((some) => limit('credits', some)),
      fc.boolean().map((room) => limit('storage', room)),
      fc.constantFrom(...STEPS_OF_TIME).map(passing),
    ],
    { maxCommands, size: 'max' },
  )
  await fc.check(
    fc.asyncProperty(history, async (steps) => {
      if (failing && played >= numRuns + SHORTENING) return
      played++
      last = await play(setting, (cast) =>
        playOne(cast, vendors, (state) => fc.asyncModelRun(() => ({ model: state, real: state }), steps)),
      )
      if (!isWrong(last)) return
      failing = last
      throw new Error('the case inbox is wrong')
    }),
    { numRuns, seed },
  )
  session.signal.throwIfAborted()
  return failing ?? last
}

const isWrong = ({ shown, events, stopped }: Scenario<History>): boolean =>
  !stopped &&
  shown?.cases !== undefined &&
  (discrepancies(shown.cases, owedBy(events, shown.at), shown.companyId) ?? []).length > 0

/** The first vendor is connected from the beginning; in the end everything is put right, and every vendor has been asked. */
async function* playOne(cast: Cast, vendors: readonly Vendor[], run: (state: State) => Promise<void>) {
  const { hub, me } = cast
  const state: State = { ...cast, connections: new Map(), down: new Set(), refused: new Set(), reached: new Set() }
  await connectIn(state, vendors.slice(0, 1))
  await run(state)
  await setLimit(state, 'credits', true)
  await setLimit(state, 'storage', true)
  for (const one of usable([...state.connections.values()])) {
    if (state.down.has(one.vendor)) await hub.of('up', one)
    await renewIn(state, one.vendor)
  }
  await hub.pass(([...state.connections.keys()].some(isPushed) ? CROSS_CHECK : RECENT) + MARGIN)
  yield { shown: await hub.snapshotOfCases(me, 'at the end of a history') }
}

async function connectIn({ hub, me, connections }: State, vendors: readonly Vendor[]): Promise<void> {
  for (const one of await connectAll(hub, me, vendors)) connections.set(one.vendor, one)
}

async function renewIn({ hub, me, companyId, refused, connections }: State, vendor: Vendor): Promise<void> {
  if (!refused.delete(vendor)) return
  if (isLogin(vendor) && hub.login) await hub.accept({ companyId, vendor }, hub.login)
  await restore(hub, me, usable([...connections.values()].filter((one) => one.vendor === vendor)))
}

const setLimit = ({ hub, companyId }: State, of: 'credits' | 'storage', isLeft: boolean) =>
  of === 'credits' ? hub.credits(companyId, isLeft ? 1000 : 0) : hub.storage(companyId, isLeft ? 0 : 100e9, 100e9)

/** Notes in a set whether something is in it; whether that is news. */
const turn = <Item>(set: Set<Item>, item: Item, isIn: boolean) => (isIn ? set.add(item) : set.delete(item))

/** A step of a history: when it can be taken, and what it does to the company. */
const step = (words: string, check: (state: State) => boolean, act: (state: State) => Promise<unknown>): Step => ({
  check,
  run: async (state) => void (await act(state)),
  toString: () => words,
})

const connect = (vendor: Vendor) =>
  step(
    `connect ${vendor}`,
    ({ connections }) => !connections.has(vendor),
    (state) => connectIn(state, [vendor]),
  )

const newCase = (vendor: Vendor, push: boolean) =>
  step(
    `a case of ${vendor}`,
    ({ connections }) => connections.has(vendor),
    ({ hub, companyId }) => hub.newCase({ companyId, vendor }, { push }),
  )

const refuse = (vendor: Vendor) =>
  step(
    `${vendor} refuses`,
    ({ connections, refused }) => connections.has(vendor) && !refused.has(vendor),
    ({ hub, companyId, refused }) => {
      refused.add(vendor)
      return hub.of(isLogin(vendor) ? 'rejected' : 'expired', { companyId, vendor })
    },
  )

const renew = (vendor: Vendor) =>
  step(
    `${vendor} is renewed`,
    ({ refused }) => refused.has(vendor),
    (state) => renewIn(state, vendor),
  )

const portal = (vendor: Vendor, isDown: boolean) =>
  step(
    `${vendor} is ${isDown ? 'down' : 'up'}`,
    ({ connections, down }) => connections.has(vendor) && down.has(vendor) !== isDown,
    ({ hub, companyId, down }) => {
      turn(down, vendor, isDown)
      return hub.of(isDown ? 'down' : 'up', { companyId, vendor })
    },
  )

const limit = (of: 'credits' | 'storage', isLeft: boolean) =>
  step(
    `${of} ${isLeft ? 'again' : 'used up'}`,
    ({ reached }) => reached.has(of) === isLeft,
    (state) => {
      turn(state.reached, of, !isLeft)
      return setLimit(state, of, isLeft)
    },
  )

const passing = (time: number) =>
  step(
    `${time / MINUTE} minutes`,
    () => true,
    ({ hub }) => hub.pass(time),
  )
