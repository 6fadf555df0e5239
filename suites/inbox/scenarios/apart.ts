import { type Caller, isLogin, isPolledBySignIn, isPushed } from '../api.ts'
import type { Lane } from '../lanes.ts'
import type { Look, Stage, VendorCase } from '../stage.ts'
import type { World } from '../world.ts'

/** One inbox after the other is interrupted; the rest goes on. */
export interface Apart {
  interruptions: Interruption[]
}

export interface Interruption {
  what: string
  /** Cases that came afterwards to inboxes that nothing interrupts. */
  cases: VendorCase[]
  /** The company's inboxes that nothing interrupts, and the other company's, when a poll has been due. */
  others: Look
  otherCompany?: Look
}

type UsableLane = Lane & { inboxId: string }

export async function playApart(
  stage: Stage,
  { company, other }: World,
  lanes: readonly UsableLane[],
  otherLanes: readonly UsableLane[],
  parts: Partial<Apart>,
): Promise<void> {
  const { companyId } = company
  const me = company.employees[0] as Caller
  const they = other?.employees[0]
  const [expiring, falling] = lanes.filter(({ vendor }) => isPolledBySignIn(vendor))
  const rejected = lanes.find(({ vendor }) => isLogin(vendor))
  const pushed = lanes.find(({ vendor }) => isPushed(vendor))
  const steps = [
    { lane: expiring, state: 'expired', what: 'its authorization has expired' },
    { lane: rejected, state: 'rejected', what: 'its credentials are no longer accepted' },
    { lane: falling, state: 'down', what: 'its portal is down' },
  ] as const
  // Of the other company, the vendors that are interrupted, and the one that pushes.
  const neighbours = otherLanes.filter(({ vendor }) =>
    [expiring, rejected, falling, pushed].some((lane) => lane?.vendor === vendor),
  )
  // Two, so that one that is lost for another reason is not taken for one that is held up.
  const casesOf = (some: readonly UsableLane[]) => stage.newCases(some, 2)
  const interrupted = new Set<UsableLane>()
  parts.interruptions = []
  for (const { lane, state, what } of steps) {
    if (!lane) continue
    interrupted.add(lane)
    await stage.of(state, lane)
    // The hub is to know of it before the others' cases come.
    await stage.polled()
    const others = lanes.filter((one) => !interrupted.has(one))
    const cases = await casesOf([...others, ...neighbours])
    await stage.polled()
    parts.interruptions.push({
      what: `${lane.vendor}: ${what}`,
      cases,
      others: await stage.look(me, `while of ${lane.vendor} ${what}`, others, ['list', 'cases']),
      ...(they
        ? {
            otherCompany: await stage.look(they, `while of ${lane.vendor} ${what} for the first company`, neighbours, [
              'cases',
            ]),
          }
        : {}),
    })
  }
  if (!they) return
  await stage.credits(companyId, 0)
  await stage.polled()
  const cases = await casesOf(neighbours)
  await stage.polled()
  const what = 'the first company is out of credits'
  const otherCompany = await stage.look(they, `while ${what}`, neighbours, ['cases'])
  parts.interruptions.push({ what, cases, others: { at: stage.now, companyId, inboxes: [] }, otherCompany })
  await stage.credits(companyId, 1000)
}
