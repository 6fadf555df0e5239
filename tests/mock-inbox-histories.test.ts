import fc from 'fast-check'
import { expect, test } from 'vitest'
import { deviationsOf } from '../profiles/mock.ts'
import {
  COMPANY,
  HOUR,
  hubInProcess,
  type InboxClient,
  LOGIN,
  MINUTE,
  VENDORS,
  type Vendor,
} from './mock-inbox-client.ts'

const { variants } = await deviationsOf('inbox')

/** What was done at the vendors and to the company's account so far. */
interface World {
  hub: InboxClient
  /** `vendor/caseId` of every case that a vendor has. */
  made: string[]
  /** Credits if no case had been collected since they were set, and how many had been by then. */
  credits: { set: number; collectedBefore: number }
  /** The last sync that each inbox has shown. */
  lastSyncs: Map<string, number>
}

interface Shown {
  inboxId: string
  vendor: Vendor
  state: string
  health: string
  lastSuccessfulSync: string | null
  warning: { code: string; since: string; message: string; action: string } | null
}

const inboxes = async ({ hub }: World): Promise<Shown[]> => (await hub.list()).json.inboxes

/** `vendor/caseId` of every collected case, with the namespace taken off that a hub may put before the ID. */
async function collected({ hub }: World): Promise<string[]> {
  const { cases } = (await hub.cases()).json
  return cases.map(
    ({ vendor, caseId }: { vendor: string; caseId: string }) => `${vendor}/${caseId.replace(/^.*[/:]/, '')}`,
  )
}

/** One thing that happens; told by its name in a counterexample. */
interface Step {
  run(world: World): Promise<unknown>
  toString(): string
}
const step = (name: string, run: Step['run']): Step => ({ run, toString: () => name })

const login = { username: 'second-user', password: 'second-password' }

async function signInAgain(world: World, vendor: Vendor): Promise<void> {
  const inbox = (await inboxes(world)).find((one) => one.vendor === vendor)
  if (inbox && vendor !== 'medit-link') await world.hub.complete(await world.hub.reauthorize(inbox.inboxId))
  if (inbox && vendor === 'medit-link') {
    await world.hub.setUp('the vendor accepts', { companyId: COMPANY, vendor, ...login })
    await world.hub.update(inbox.inboxId, login)
  }
}

async function setCredits(world: World, credits: number): Promise<void> {
  world.credits = { set: credits, collectedBefore: (await collected(world)).length }
  await world.hub.credits(credits)
}

let count = 0
const vendor = fc.constantFrom(...VENDORS)
const steps = fc.oneof(
  { weight: 3, arbitrary: vendor.map((one) => step(`connect ${one}`, ({ hub }) => connect(hub, one))) },
  vendor.map((one) =>
    step(`disconnect ${one}`, async (world) => {
      const inbox = (await inboxes(world)).find((shown) => shown.vendor === one)
      if (inbox) await world.hub.disconnect(inbox.inboxId)
    }),
  ),
  {
    weight: 5,
    arbitrary: fc.tuple(vendor, fc.boolean()).map(([one, push]) =>
      step(`a case of ${one}${push ? '' : ', its push lost'}`, async ({ hub, made }) => {
        const caseId = `case-${count++}`
        made.push(`${one}/${caseId}`)
        await hub.newCase(one, caseId, { push })
      }),
    ),
  },
  {
    weight: 2,
    arbitrary: vendor.map((one) =>
      step(`${one} refuses`, ({ hub }) =>
        one === 'medit-link'
          ? hub.setUp('the vendor rejects the stored credentials', { companyId: COMPANY, vendor: one })
          : hub.expire(one),
      ),
    ),
  },
  vendor.map((one) => step(`sign in to ${one} again`, (world) => signInAgain(world, one))),
  fc
    .tuple(vendor, fc.constantFrom('up' as const, 'down' as const))
    .map(([one, state]) => step(`${one} is ${state}`, ({ hub }) => hub.portal(one, state))),
  fc.constantFrom(0, 1, 2, 1000).map((credits) => step(`${credits} credits`, (world) => setCredits(world, credits))),
  fc.constantFrom(0, 100e9).map((used) => step(`${used} bytes used`, ({ hub }) => hub.storage(used))),
  {
    weight: 5,
    arbitrary: fc
      .constantFrom(1, 4 * MINUTE, 5 * MINUTE, 10 * MINUTE, HOUR, 4 * HOUR, 9 * HOUR)
      .map((seconds) => step(`${seconds} seconds pass`, ({ hub }) => hub.pass(seconds))),
  },
)

async function connect(hub: InboxClient, one: Vendor): Promise<void> {
  const answer = await hub.connect(one === 'medit-link' ? { vendor: one, ...LOGIN } : { vendor: one })
  if (answer.json.authorizationUrl) await hub.complete(answer)
}

/** What holds at every moment, whatever happened and whichever liberties the hub takes. */
async function examine(world: World, now: number): Promise<void> {
  const cases = await collected(world)
  expect(new Set(cases).size).toBe(cases.length)
  expect(cases.filter((one) => !world.made.includes(one))).toEqual([])
  const { credits } = (await world.hub.account()).json
  expect(credits).toBe(world.credits.set - (cases.length - world.credits.collectedBefore))
  expect(credits).toBeGreaterThanOrEqual(0)

  for (const { inboxId, vendor, state, health, warning, lastSuccessfulSync } of await inboxes(world)) {
    if (state === 'authorization-expired' || state === 'credentials-invalid' || state === 'paused')
      expect(warning).not.toBeNull()
    if (warning) {
      expect(Date.parse(warning.since)).toBeLessThanOrEqual(now)
      expect(warning.message.trim()).not.toBe('')
      expect(warning.action.trim()).not.toBe('')
    }
    const before = world.lastSyncs.get(inboxId)
    if (lastSuccessfulSync === null) {
      expect(before).toBeUndefined()
      continue
    }
    const lastSync = Date.parse(lastSuccessfulSync)
    world.lastSyncs.set(inboxId, lastSync)
    expect(lastSync).toBeGreaterThanOrEqual(before ?? 0)
    expect(lastSync).toBeLessThanOrEqual(now)
    if (state !== 'connected' || warning || vendor === 'shining-3d') continue
    const age = (now - lastSync) / 1000
    if (age <= 10 * MINUTE) expect(health).toBe('healthy')
    else if (age < 4 * HOUR) expect(health).toBe('attention')
    else if (age > 4 * HOUR + 10 * MINUTE) expect(health).toBe('issue')
  }
}

test('whatever happens: nothing is lost, nothing twice, and what is shown agrees with itself', async () => {
  const conforming = variants.filter(({ mayWarn }) => !mayWarn).map(({ id }) => id)
  await fc.assert(
    fc.asyncProperty(
      fc.array(steps, { minLength: 5, maxLength: 40 }),
      fc.option(fc.constantFrom(...conforming), { nil: undefined }),
      async (history, variant) => {
        const hub = hubInProcess({ variants: variant === undefined ? [] : [variant] })
        const world: World = { hub, made: [], credits: { set: 1000, collectedBefore: 0 }, lastSyncs: new Map() }
        for (const { run } of history) {
          await run(world)
          await examine(world, hub.now())
        }
        // Everything is put right: what can be collected is there once the slowest cross-check has been.
        for (const one of VENDORS) await hub.portal(one, 'up')
        await setCredits(world, 1000)
        await hub.storage(0)
        for (const one of VENDORS) await signInAgain(world, one)
        await hub.pass(8 * HOUR + 10 * MINUTE)
        await examine(world, hub.now())
        const connected = await inboxes(world)
        for (const { state, health, warning } of connected)
          expect([state, health, warning]).toEqual(['connected', 'healthy', null])
        const there = await collected(world)
        const due = world.made.filter((one) => connected.some(({ vendor }) => one.startsWith(`${vendor}/`)))
        expect(due.filter((one) => !there.includes(one))).toEqual([])
      },
    ),
    { numRuns: 200, seed: 1 },
  )
})
