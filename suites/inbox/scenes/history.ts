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
import { connectAll, type Lane, signInAt, usable } from '../lanes.ts'
import { isTaken, type Look, play, type Scene, type Stage } from '../stage.ts'
import type { World } from '../world.ts'

/** Random histories of one company: the shortest one after which its case inbox is wrong, or the last one. */
export interface History {
  shown: Look
  /** Histories that were played, those by which a failing one was shortened left out. */
  histories: number
}

/** What is known of the company at a point of its history. */
interface Model {
  lanes: Map<Vendor, { connected: boolean; refused: boolean; down: boolean }>
  credits: boolean
  room: boolean
}

interface Real {
  stage: Stage
  me: Caller
  lanes: Map<Vendor, Lane>
  login: Credentials | undefined
  down: Set<Vendor>
  refused: Set<Vendor>
}

type Step = AsyncCommand<Model, Real>

const FEW = { numRuns: 2, maxCommands: 12 }
const MANY = { numRuns: 25, maxCommands: 40 }
/** Tries by which a failing history may be shortened. */
const SHORTENING = 24
const STEPS_OF_TIME = [4 * MINUTE, RECENT + MARGIN, HOUR, CROSS_CHECK + MARGIN]

export async function playHistory(world: World): Promise<Scene<History>> {
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
  let last: Scene<History> | undefined
  let failing: Scene<History> | undefined

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
      const stage = world.stage()
      last = await playOne(stage, world, vendors, (real) =>
        fc.asyncModelRun(() => ({ model: beginning(vendors), real }), steps),
      )
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

const isWrong = ({ shown, happenings, stopped }: Scene<History>): boolean =>
  !stopped &&
  shown?.cases !== undefined &&
  (discrepancies(shown.cases, owedBy(happenings, shown.at), shown.companyId) ?? []).length > 0

/** The first vendor is connected from the beginning. */
const beginning = (vendors: readonly Vendor[]): Model => ({
  lanes: new Map(vendors.map((vendor, nth) => [vendor, { connected: nth === 0, refused: false, down: false }])),
  credits: true,
  room: true,
})

function playOne(
  stage: Stage,
  world: World,
  vendors: readonly Vendor[],
  run: (real: Real) => Promise<void>,
): Promise<Scene<History>> {
  const { company, login, session } = world
  const me = company.employees[0] as Caller
  return play<History>(stage, session.signal, async (parts) => {
    await stage.reset(company, world.other)
    const real: Real = { stage, me, lanes: new Map(), login, down: new Set(), refused: new Set() }
    for (const lane of await connectAll(stage, me, vendors.slice(0, 1), login)) real.lanes.set(lane.vendor, lane)
    await run(real)
    await settle(real, company.companyId)
    parts.shown = await stage.look(me, 'at the end of a history', [], ['cases'])
  })
}

/** Everything is put right, and every vendor has been asked. */
async function settle(real: Real, companyId: string): Promise<void> {
  const { stage, lanes } = real
  await stage.credits(companyId, 1000)
  await stage.storage(companyId, 0, 100e9)
  for (const lane of usable([...lanes.values()])) {
    if (real.down.has(lane.vendor)) await stage.of('up', companyId, lane.vendor)
    if (real.refused.has(lane.vendor)) await renewIn(real, lane)
  }
  await stage.pass(([...lanes.keys()].some(isPushed) ? CROSS_CHECK : RECENT) + MARGIN)
}

async function renewIn({ stage, me, login, refused }: Real, lane: Lane & { inboxId: string }): Promise<void> {
  const { vendor, companyId, inboxId } = lane
  refused.delete(vendor)
  if (isLogin(vendor)) {
    if (!login) return
    await stage.state('the vendor accepts', { companyId, vendor, ...login })
    const asked = await stage.call({
      operation: 'updateCredentials',
      what: 'update the credentials',
      by: me,
      inboxId,
      body: login,
    })
    if (isTaken(asked)) stage.note({ kind: 'cured', companyId, vendor })
  } else {
    const asked = await stage.call({
      operation: 'reauthorizeInbox',
      what: `sign in at ${vendor} again`,
      by: me,
      inboxId,
    })
    const signIn = await signInAt(stage, asked, `the user has signed in at ${vendor} again`)
    if (signIn && isTaken(signIn)) stage.note({ kind: 'cured', companyId, vendor })
  }
}

/** A step of a history: when it can be taken, what it does to the model, and what it does to the hub. */
const step = (
  words: string,
  can: (model: Model) => boolean,
  change: (model: Model) => void,
  act: (real: Real) => Promise<unknown>,
): Step => ({
  check: can,
  async run(model, real) {
    change(model)
    await act(real)
  },
  toString: () => words,
})

const laneIn = (model: Model, vendor: Vendor) =>
  model.lanes.get(vendor) as { connected: boolean; refused: boolean; down: boolean }

const connect = (vendor: Vendor): Step =>
  step(
    `connect ${vendor}`,
    (model) => !laneIn(model, vendor).connected,
    (model) => {
      laneIn(model, vendor).connected = true
    },
    async (real) => {
      for (const lane of await connectAll(real.stage, real.me, [vendor], real.login)) real.lanes.set(vendor, lane)
    },
  )

const newCase = (vendor: Vendor, push: boolean): Step =>
  step(
    `a case of ${vendor}`,
    (model) => laneIn(model, vendor).connected,
    () => {},
    ({ stage, me }) => stage.newCase(me.companyId, vendor, { push }),
  )

const refuse = (vendor: Vendor): Step =>
  step(
    `${vendor} refuses`,
    (model) => laneIn(model, vendor).connected && !laneIn(model, vendor).refused,
    (model) => {
      laneIn(model, vendor).refused = true
    },
    ({ stage, me, refused }) => {
      refused.add(vendor)
      return stage.of(isLogin(vendor) ? 'rejected' : 'expired', me.companyId, vendor)
    },
  )

const renew = (vendor: Vendor): Step =>
  step(
    `${vendor} is renewed`,
    (model) => laneIn(model, vendor).refused,
    (model) => {
      laneIn(model, vendor).refused = false
    },
    async (real) => {
      for (const lane of usable([...real.lanes.values()])) if (lane.vendor === vendor) await renewIn(real, lane)
    },
  )

const portal = (vendor: Vendor, down: boolean): Step =>
  step(
    `${vendor} is ${down ? 'down' : 'up'}`,
    (model) => laneIn(model, vendor).connected && laneIn(model, vendor).down !== down,
    (model) => {
      laneIn(model, vendor).down = down
    },
    ({ stage, me, down: downs }) => {
      if (down) downs.add(vendor)
      else downs.delete(vendor)
      return stage.of(down ? 'down' : 'up', me.companyId, vendor)
    },
  )

const credits = (some: boolean): Step =>
  step(
    some ? 'credits again' : 'out of credits',
    (model) => model.credits !== some,
    (model) => {
      model.credits = some
    },
    ({ stage, me }) => stage.credits(me.companyId, some ? 1000 : 0),
  )

const storage = (room: boolean): Step =>
  step(
    room ? 'room again' : 'storage full',
    (model) => model.room !== room,
    (model) => {
      model.room = room
    },
    ({ stage, me }) => stage.storage(me.companyId, room ? 0 : 100e9, 100e9),
  )

const passing = (time: number): Step =>
  step(
    `${time / MINUTE} minutes`,
    () => true,
    () => {},
    ({ stage }) => stage.pass(time),
  )
