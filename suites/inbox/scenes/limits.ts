import { type Caller, CROSS_CHECK, isLogin, isPolledBySignIn, isPushed, MARGIN, RECENT, type Vendor } from '../api.ts'
import { connectAll, connectionTo, type Lane, usable } from '../lanes.ts'
import type { World } from '../open.ts'
import type { RequirementId } from '../requirements.gen.ts'
import { type Look, play, type Scene, type Stage } from '../stage.ts'
import type { Second } from './connecting.ts'
import type { VendorCase } from './refusal.ts'

/** A company runs out of credits, then out of storage, and has room again each time. */
export interface Limits {
  lanes: Lane[]
  credits: Limited
  storage: Limited
  seconds: Second[]
  /** The vendor refuses an inbox that is out of credits as well: with both, and once there are credits again. */
  both: { vendor: Vendor; limited: Look; refused: Look }
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

export function playLimits(world: World, rule: RequirementId): Promise<Scene<Limits>> {
  const { company, other, vendors, login } = world
  const stage = world.stage(rule)
  const me = company.employees[0] as Caller
  const { companyId } = company

  return play<Limits>(stage, world.session.signal, async (parts) => {
    await stage.reset(company, other)
    parts.lanes = await connectAll(stage, me, vendors, login)
    const lanes = usable(parts.lanes)
    // What was collected before a limit is not to be collected again after it.
    await Promise.all(lanes.map(({ vendor }) => stage.newCase(companyId, vendor)))
    await stage.pass(RECENT + MARGIN)

    await stage.credits(companyId, 0)
    const credits: Partial<Limited> = {}
    await limited(stage, me, lanes, 'out of credits', credits)
    parts.seconds = []
    const [one] = lanes.filter(({ vendor }) => isPolledBySignIn(vendor))
    for (const lane of [one, lanes.find(({ vendor }) => isLogin(vendor))]) {
      if (!lane) continue
      const what = `a second ${lane.vendor} while the company is out of credits`
      const body = connectionTo(lane.vendor, login)
      parts.seconds.push({
        vendor: lane.vendor,
        ...(await stage.try({ operation: 'connectInbox', what, by: me, body })),
      })
    }
    await stage.credits(companyId, 1000)
    parts.credits = await roomy(stage, me, lanes, 'with credits again', credits)

    await stage.storage(companyId, 10 * GIGABYTE, 10 * GIGABYTE)
    const storage: Partial<Limited> = {}
    await limited(stage, me, lanes, 'with the storage full', storage)
    await stage.storage(companyId, 0, 100 * GIGABYTE)
    parts.storage = await roomy(stage, me, lanes, 'with room again', storage)

    if (!one) return
    await stage.of('expired', companyId, one.vendor)
    await stage.pass(RECENT + MARGIN)
    await stage.credits(companyId, 0)
    await stage.pass(RECENT + MARGIN)
    const both = await stage.look(me, 'refused, and out of credits', [one])
    await stage.credits(companyId, 1000)
    await stage.pass(RECENT + MARGIN)
    parts.both = {
      vendor: one.vendor,
      limited: both,
      refused: await stage.look(me, 'refused, with credits again', [one]),
    }
  })
}

async function limited(
  stage: Stage,
  by: Caller,
  lanes: readonly Lane[],
  when: string,
  into: Partial<Limited>,
): Promise<void> {
  into.cases = []
  for (const { companyId, vendor } of lanes) {
    for (let nth = 0; nth < 3; nth++) into.cases.push({ vendor, caseId: await stage.newCase(companyId, vendor) })
  }
  await stage.pass(RECENT + MARGIN)
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
  await stage.pass(RECENT + MARGIN)
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
