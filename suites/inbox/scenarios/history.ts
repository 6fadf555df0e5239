import type { AsyncCommand } from 'fast-check'
import { discrepancies, owedBy } from '../accounting.ts'
import {
  type Caller,
  CROSS_CHECK,
  type Credentials,
  HOUR,
  isLogin,
  isPolledBySignIn,
  isPushed,
  MARGIN,
  MINUTE,
  RECENT,
  type Vendor,
} from '../api.ts'
import { connectAll, type Lane, restore, usable } from '../lanes.ts'
import type { Look, Scenario, Stage } from '../stage.ts'
import { play, type World } from '../world.ts'

/** Random histories of one company: the shortest one after which its case inbox is wrong, or the last one. */
export interface History {
  shown: Look
  /** Histories that were played, those by which a failing one was shortened left out. */
  histories: number
}

/** The company at a point of its history: what was done to it, and with what. */
interface Model {
  stage: Stage
  me: Caller
  login: Credentials | undefined
  /** The vendors that were connected. */
  lanes: Map<Vendor, Lane>
  down: Set<Vendor>
  refused: Set<Vendor>
  credits: boolean
  room: boolean
}

type Step = AsyncCommand<Model, Model>

const FEW = { numRuns: 2, maxCommands: 12 }
const MANY = { numRuns: 25, maxCommands: 40 }
/** Tries by which a failing history may be shortened. */
const SHORTENING = 24
const STEPS_OF_TIME = [4 * MINUTE, RECENT + MARGIN, HOUR, CROSS_CHECK + MARGIN]

export async function playHistory(world: World): Promise<Scenario<History>> {
  const { session, seed, exhaustive } = world
  const { default: fc } = await import('fast-check')
  const { numRuns, maxCommands } = exhaustive ? MANY : FEW
  const vendors = [
    world.vendors.find(isPolledBySignIn),
    world.vendors.find(isLogin),
    world.vendors.find(isPushed),
  ].filter((vendor) => vendor !== undefined && (!isLogin(vendor) || world.login !== undefined)) as Vendor[]
  if (vendors.length === 0) return { calls: [], happenings: [] }
  let played = 0
  let last: Scenario<History> | undefined
  let failing: Scenario<History> | undefined

  const vendor = fc.constantFrom(...vendors)
  const history = fc.commands(
    [
      vendor.map((one): Step => connect(one)),
      fc.tuple(vendor, fc.boolean()).map(([one, push]): Step => newCase(one, push)),
      vendor.map((one): Step => refuse(one)),
      vendor.map((one): Step => renew(one)),
      fc.tuple(vendor, fc.boolean()).map(([one, down]): Step => portal(one, down)),
      fc.boolean().map((some): Step => credits(some)),
      fc.boolean().map((room): Step => storage(room)),
      fc.constantFrom(...STEPS_OF_TIME).map((time): Step => passing(time)),
    ],
    { maxCommands, size: 'max' },
  )
  await fc.check(
    fc.asyncProperty(history, async (steps) => {
      if (failing && played >= numRuns + SHORTENING) return
      played++
      last = await playOne(world, vendors, (model) => fc.asyncModelRun(() => ({ model, real: model }), steps))
      if (!isWrong(last)) return
      failing = last
      throw new Error('the case inbox is wrong')
    }),
    { numRuns, seed },
  )
  session.signal.throwIfAborted()
  const shown = failing ?? last
  return shown ? { ...shown, histories: numRuns } : { calls: [], happenings: [] }
}

const isWrong = ({ shown, happenings, stopped }: Scenario<History>): boolean =>
  !stopped &&
  shown?.cases !== undefined &&
  (discrepancies(shown.cases, owedBy(happenings, shown.at), shown.companyId) ?? []).length > 0

/** The first vendor is connected from the beginning; in the end everything is put right, and every vendor has been asked. */
const playOne = (
  world: World,
  vendors: readonly Vendor[],
  run: (model: Model) => Promise<void>,
): Promise<Scenario<History>> =>
  play<History>(world, async ({ stage, me, companyId }, parts) => {
    const { login } = world
    const model: Model = {
      stage,
      me,
      login,
      lanes: new Map(),
      down: new Set(),
      refused: new Set(),
      credits: true,
      room: true,
    }
    await connectIn(model, vendors.slice(0, 1))
    await run(model)
    await stage.credits(companyId, 1000)
    await stage.storage(companyId, 0, 100e9)
    for (const lane of usable([...model.lanes.values()])) {
      if (model.down.has(lane.vendor)) await stage.of('up', lane)
      await renewIn(model, lane.vendor)
    }
    await stage.pass(([...model.lanes.keys()].some(isPushed) ? CROSS_CHECK : RECENT) + MARGIN)
    parts.shown = await stage.look(me, 'at the end of a history', [], ['cases'])
  })

async function connectIn({ stage, me, login, lanes }: Model, vendors: readonly Vendor[]): Promise<void> {
  for (const lane of await connectAll(stage, me, vendors, login)) lanes.set(lane.vendor, lane)
}

async function renewIn({ stage, me, login, refused, lanes }: Model, vendor: Vendor): Promise<void> {
  if (!refused.delete(vendor)) return
  const lane = usable([...lanes.values()].filter((one) => one.vendor === vendor))
  if (isLogin(vendor)) await stage.state('the vendor accepts', { companyId: me.companyId, vendor, ...login })
  await restore(stage, me, lane, login)
}

/** A step of a history: when it can be taken, and what it does to the company. */
const step = (words: string, can: (model: Model) => boolean, act: (model: Model) => Promise<unknown>): Step => ({
  check: can,
  async run(model) {
    await act(model)
  },
  toString: () => words,
})

const connect = (vendor: Vendor): Step =>
  step(
    `connect ${vendor}`,
    ({ lanes }) => !lanes.has(vendor),
    (model) => connectIn(model, [vendor]),
  )

const newCase = (vendor: Vendor, push: boolean): Step =>
  step(
    `a case of ${vendor}`,
    ({ lanes }) => lanes.has(vendor),
    ({ stage, me: { companyId } }) => stage.newCase({ companyId, vendor }, { push }),
  )

const refuse = (vendor: Vendor): Step =>
  step(
    `${vendor} refuses`,
    ({ lanes, refused }) => lanes.has(vendor) && !refused.has(vendor),
    ({ stage, me: { companyId }, refused }) => {
      refused.add(vendor)
      return stage.of(isLogin(vendor) ? 'rejected' : 'expired', { companyId, vendor })
    },
  )

const renew = (vendor: Vendor): Step =>
  step(
    `${vendor} is renewed`,
    ({ refused }) => refused.has(vendor),
    (model) => renewIn(model, vendor),
  )

const portal = (vendor: Vendor, isDown: boolean): Step =>
  step(
    `${vendor} is ${isDown ? 'down' : 'up'}`,
    ({ lanes, down }) => lanes.has(vendor) && down.has(vendor) !== isDown,
    ({ stage, me: { companyId }, down }) => {
      if (isDown) down.add(vendor)
      else down.delete(vendor)
      return stage.of(isDown ? 'down' : 'up', { companyId, vendor })
    },
  )

const credits = (some: boolean): Step =>
  step(
    some ? 'credits again' : 'out of credits',
    (model) => model.credits !== some,
    (model) => {
      model.credits = some
      return model.stage.credits(model.me.companyId, some ? 1000 : 0)
    },
  )

const storage = (room: boolean): Step =>
  step(
    room ? 'room again' : 'storage full',
    (model) => model.room !== room,
    (model) => {
      model.room = room
      return model.stage.storage(model.me.companyId, room ? 0 : 100e9, 100e9)
    },
  )

const passing = (time: number): Step =>
  step(
    `${time / MINUTE} minutes`,
    () => true,
    ({ stage }) => stage.pass(time),
  )
