import { type Caller, CROSS_CHECK, isLogin, isPolledBySignIn, isPushed, type Vendor } from '../api.ts'
import { connectAll, type Lane, restore, usable } from '../lanes.ts'
import type { Look, Scenario, Stage, VendorCase } from '../stage.ts'
import { play, type World } from '../world.ts'
import { type Second, second } from './seconds.ts'

/** A company runs out of credits, then out of storage, and has room again each time. */
export interface Limits {
  lanes: Lane[]
  credits: Limited
  storage: Limited
  seconds: Second[]
  /** Out of credits, and of storage as well. */
  bothLimits: Look
  /** When one of them is lifted, and the other is not. */
  storageOnly: Look
  creditsOnly: Look
  /** Two credits are left, and more cases wait than they pay for: once a poll has been due, and once there are more. */
  few: { credits: number; cases: VendorCase[]; spent: Look; more: Look }
  /** The vendor refuses an inbox that is out of credits as well: with both, and once there are credits again. */
  both: { vendor: Vendor; limited: Look; refused: Look }
  /** Once it is restored. */
  restored: Look
}

export interface Limited {
  /** Cases since the limit was reached. */
  cases: VendorCase[]
  /** When a poll has been due, and when a cross-check has been due. */
  limited: Look
  crossChecked: Look
  /** The same, since there is room again. */
  roomy: Look
  settled: Look
}

const GIGABYTE = 1e9

export function playLimits(world: World): Promise<Scenario<Limits>> {
  const { login } = world
  return play<Limits>(world, async ({ stage, me, companyId }, parts) => {
    parts.lanes = await connectAll(stage, me, world.vendors, login)
    const lanes = usable(parts.lanes)
    // What was collected before a limit is not to be collected again after it.
    await stage.newCases(lanes)
    await stage.polled()

    await stage.credits(companyId, 0)
    const credits: Partial<Limited> = {}
    await limited(stage, me, lanes, 'out of credits', credits)
    parts.seconds = []
    const [one] = lanes.filter(({ vendor }) => isPolledBySignIn(vendor))
    for (const lane of [one, lanes.find(({ vendor }) => isLogin(vendor))]) {
      if (lane) parts.seconds.push(await second(stage, me, lane.vendor, 'while the company is out of credits', login))
    }
    await stage.credits(companyId, 1000)
    parts.credits = await roomy(stage, me, lanes, 'with credits again', credits)

    await stage.storage(companyId, 10 * GIGABYTE, 10 * GIGABYTE)
    const storage: Partial<Limited> = {}
    await limited(stage, me, lanes, 'with the storage full', storage)
    if (one) parts.seconds.push(await second(stage, me, one.vendor, 'while the storage is full', login))
    await stage.credits(companyId, 0)
    await stage.polled()
    parts.bothLimits = await stage.look(me, 'out of credits, and of storage', lanes)
    await stage.storage(companyId, 0, 100 * GIGABYTE)
    await stage.polled()
    parts.creditsOnly = await stage.look(me, 'with room again, and still out of credits', lanes, ['cases'])
    await stage.storage(companyId, 10 * GIGABYTE, 10 * GIGABYTE)
    await stage.polled()
    await stage.credits(companyId, 1000)
    await stage.polled()
    parts.storageOnly = await stage.look(me, 'with credits again, and the storage still full', lanes, ['cases'])
    await stage.storage(companyId, 0, 100 * GIGABYTE)
    parts.storage = await roomy(stage, me, lanes, 'with room again', storage)

    if (!one) return
    parts.few = await fewCredits(stage, me, one)
    await stage.of('expired', one)
    await stage.polled()
    await stage.credits(companyId, 0)
    await stage.newCase(one)
    await stage.polled()
    const both = await stage.look(me, 'refused, and out of credits', [one])
    await stage.credits(companyId, 1000)
    await stage.polled()
    parts.both = {
      vendor: one.vendor,
      limited: both,
      refused: await stage.look(me, 'refused, with credits again', [one]),
    }
    await restore(stage, me, [one], login)
    await stage.polled()
    parts.restored = await stage.look(me, 'restored, with credits again', [], ['cases'])
  })
}

async function fewCredits(stage: Stage, by: Caller, lane: Lane): Promise<Limits['few']> {
  const credits = 2
  await stage.credits(lane.companyId, credits)
  const cases = await stage.newCases([lane], 2 * credits)
  await stage.polled()
  const spent = await stage.look(by, 'when the last credits have been spent', [], ['cases'])
  await stage.credits(lane.companyId, 1000)
  await stage.polled()
  return { credits, cases, spent, more: await stage.look(by, 'with credits again for the rest', [], ['cases']) }
}

async function limited(
  stage: Stage,
  by: Caller,
  lanes: readonly Lane[],
  when: string,
  into: Partial<Limited>,
): Promise<void> {
  into.cases = await stage.newCases(lanes, 3)
  await stage.polled()
  into.limited = await stage.look(by, when, lanes, ['list', 'cases'])
  await stage.pass(CROSS_CHECK)
  into.crossChecked = await stage.look(
    by,
    `${when}, when a cross-check has been due`,
    lanes.filter(({ vendor }) => isPushed(vendor)),
    ['cases'],
  )
}

async function roomy(
  stage: Stage,
  by: Caller,
  lanes: readonly Lane[],
  when: string,
  into: Partial<Limited>,
): Promise<Limited> {
  await stage.polled()
  const look = await stage.look(by, when, lanes, ['list', 'cases'])
  await stage.pass(CROSS_CHECK)
  const settled = await stage.look(
    by,
    `${when}, when a cross-check has been due`,
    lanes.filter(({ vendor }) => isPushed(vendor)),
    ['cases'],
  )
  return { ...into, roomy: look, settled } as Limited
}
