import { CROSS_CHECK, isLogin, isPolledBySignIn, isPushed } from '../api.ts'
import { connectAgain, connectAll, restore, usable } from '../connections.ts'
import type { SecondConnect } from '../hub.ts'
import type { Cast } from '../scenario.ts'

const GIGABYTE = 1e9
const CREDITS = 1000

/** A company runs out of credits, then out of storage, and has room again each time. */
export async function* playLimits({ hub, me, companyId, vendors }: Cast) {
  const connections = await connectAll(hub, me, vendors)
  yield { connections }
  const connected = usable(connections)
  const pushing = connected.filter(({ vendor }) => isPushed(vendor))
  const [one] = connected.filter(({ vendor }) => isPolledBySignIn(vendor))
  // What was collected before a limit is not to be collected again after it.
  await hub.newCases(connected)
  await hub.polled()

  const full = () => hub.storage(companyId, 10 * GIGABYTE, 10 * GIGABYTE)
  const empty = () => hub.storage(companyId, 0, 100 * GIGABYTE)
  const shown = (what: string) => hub.snapshot(me, what, connected, { cases: true })
  const checked = (what: string) => {
    const when = `${what}, when a cross-check has been due`
    return hub.snapshot(me, when, pushing, { cases: true })
  }
  const whole = { alone: 'each', cases: true } as const
  const seconds: SecondConnect[] = []
  yield { seconds }

  await hub.credits(companyId, 0)
  yield { creditsCases: await hub.newCases(connected, 3) }
  await hub.polled()
  yield { noCredits: await hub.snapshot(me, 'out of credits', connected, whole) }
  await hub.pass(CROSS_CHECK)
  yield { noCreditsChecked: await checked('out of credits') }
  for (const second of [one, connected.find(({ vendor }) => isLogin(vendor))]) {
    if (second) seconds.push(await connectAgain(hub, me, second.vendor, 'while the company is out of credits'))
  }
  await hub.credits(companyId, CREDITS)
  await hub.polled()
  yield { credits: await shown('with credits again') }
  await hub.pass(CROSS_CHECK)
  yield { creditsChecked: await checked('with credits again') }

  await full()
  yield { storageCases: await hub.newCases(connected, 3) }
  await hub.polled()
  yield { noStorage: await hub.snapshot(me, 'with the storage full', connected, whole) }
  await hub.pass(CROSS_CHECK)
  yield { noStorageChecked: await checked('with the storage full') }
  if (one) seconds.push(await connectAgain(hub, me, one.vendor, 'while the storage is full'))
  await hub.credits(companyId, 0)
  await hub.polled()
  yield { noneOfBoth: await hub.snapshot(me, 'out of credits, and of storage', connected) }
  await empty()
  await hub.polled()
  yield { storageOnly: await shown('with room again, and still out of credits') }
  await full()
  await hub.polled()
  await hub.credits(companyId, CREDITS)
  await hub.polled()
  yield { creditsOnly: await shown('with credits again, and the storage still full') }
  await empty()
  await hub.polled()
  yield { storage: await shown('with room again') }
  await hub.pass(CROSS_CHECK)
  yield { storageChecked: await checked('with room again') }

  if (!one) return
  // More cases wait than the credits that are left pay for.
  const few = 2
  await hub.credits(companyId, few)
  const fewCases = await hub.newCases([one], 2 * few)
  await hub.polled()
  yield { few, fewCases, fewSpent: await hub.snapshotOfCases(me, 'when the last credits have been spent') }
  await hub.credits(companyId, CREDITS)
  await hub.polled()
  yield { more: await hub.snapshotOfCases(me, 'with credits again for the rest') }

  await hub.of('expired', one)
  await hub.polled()
  await hub.credits(companyId, 0)
  await hub.newCase(one)
  await hub.polled()
  yield { refusedNoCredits: await hub.snapshot(me, 'refused, and out of credits', [one]) }
  await hub.credits(companyId, CREDITS)
  await hub.polled()
  yield { refused: await hub.snapshot(me, 'refused, with credits again', [one]) }
  await restore(hub, me, [one])
  await hub.polled()
  yield { restored: await hub.snapshotOfCases(me, 'restored, with credits again') }
}
