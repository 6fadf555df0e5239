import { CROSS_CHECK, isLogin, isPolledBySignIn, isPushed, MARGIN, MINUTE } from '../api.ts'
import { connectAgain, connectAll, restore, type Usable, usable } from '../connections.ts'
import type { Attempt, Hub, SecondConnect } from '../hub.ts'
import { viewOf } from '../judging.ts'
import type { Cast } from '../scenario.ts'
import { INVENTED, wrongLogins } from '../wrong-secrets.ts'
import { untilSynced } from './until-synced.ts'

/** The vendors refuse all inboxes of a company, which are then restored: by whoever connected them, and later by another employee. */
export async function* playRefusal({ hub, me, colleague, vendors }: Cast) {
  const connections = await connectAll(hub, me, vendors)
  yield { connections }
  const connected = usable(connections)
  const pushing = connected.filter(({ vendor }) => isPushed(vendor))
  const polling = connected.filter(({ vendor }) => !isPushed(vendor))
  const [byLogin] = connected.filter(({ vendor }) => isLogin(vendor))
  const some = [
    ...connected.filter(({ vendor }) => isPolledBySignIn(vendor)).slice(0, 1),
    ...(byLogin ? [byLogin] : []),
  ]
  const change = async (password: string) => {
    if (byLogin && hub.login) await hub.accept(byLogin, { ...hub.login, password })
  }
  const before = await hub.newCases(connected)
  await hub.polled()
  yield {
    before,
    beforehand: await hub.snapshotOfCases(me, 'before the vendors refuse'),
    creditsBefore: await hub.account(me, 'before the vendors refuse'),
  }

  await refuse(hub, connected)
  yield { began: await hub.snapshot(me, 'right after the vendors began to refuse', connected) }
  const meantime = await hub.newCases(connected, 3)
  yield { meantime }
  await hub.polled()
  const whole = { alone: 'each', cases: true } as const
  yield { refused: await hub.snapshot(me, 'when a poll has been refused', connected, whole) }
  if (colleague) {
    const options = { alone: 'each', disputed: true } as const
    yield { colleague: await hub.snapshot(colleague, 'refused, as another employee sees it', connected, options) }
  }
  await change(INVENTED.changed)
  const seconds: SecondConnect[] = []
  yield { seconds }
  for (const { vendor } of some) seconds.push(await connectAgain(hub, me, vendor, 'while the vendor refuses the first'))
  await hub.pass(30 * MINUTE)
  const later = await hub.snapshot(me, 'half an hour later', connected)
  yield { later }
  if (pushing.length > 0) {
    await hub.pass(CROSS_CHECK + MARGIN)
    yield { crossChecked: await hub.snapshot(me, 'when a cross-check has been refused', pushing, { cases: true }) }
    const afterwards = await hub.newCases(pushing)
    meantime.push(...afterwards)
    yield { afterwards, afterPush: await hub.snapshotOfCases(me, 'after a push to it') }
  }

  const aside = { disputed: true }
  const wrongly = 'after updates that the vendor does not accept'
  if (byLogin) {
    const what = 'before updates that the vendor does not accept'
    yield {
      beforeWrongUpdates: await hub.snapshot(me, what, [byLogin], aside),
      wrongUpdates: await tryUpdates(hub, me, byLogin),
      afterWrongUpdates: await hub.snapshot(me, wrongly, [byLogin], aside),
    }
  }
  yield {
    restoring: await restore(hub, me, connected),
    comingBack: await untilSynced(hub, me, polling, later, 'minute by minute since it was restored'),
  }
  const restored = await hub.snapshot(me, '10 minutes after it was restored', connected, whole)
  yield { restored }
  if (pushing.length > 0) await hub.pass(CROSS_CHECK)
  const settled = 'when a cross-check has been due after it was restored'
  yield {
    settled: await hub.snapshot(me, settled, pushing, { cases: true }),
    creditsAfter: await hub.account(me, 'once all was restored'),
  }
  for (const { vendor } of some) seconds.push(await connectAgain(hub, me, vendor, 'once the first was restored'))
  if (byLogin) {
    yield {
      wrongUpdatesWorking: await tryUpdates(hub, me, byLogin),
      afterWrongUpdatesWorking: await hub.snapshot(me, wrongly, [byLogin], aside),
    }
    await hub.polled()
    yield { longAfterWrongUpdates: await hub.snapshot(me, '10 minutes after such updates', [byLogin], aside) }
  }

  // Only of an inbox that was restored can it be told that it is refused once more.
  const again = some.filter(({ vendor }) => viewOf(restored, vendor)?.state === 'connected')
  await refuse(hub, again)
  await hub.polled()
  yield { again: await hub.snapshot(me, 'refused once more', again, { alone: 'each' }) }
  if (!colleague) return
  await change(INVENTED.changedAgain)
  yield { restoringByColleague: await restore(hub, colleague, again) }
  await hub.polled()
  const byColleague = await hub.snapshot(me, '10 minutes after another employee restored it', again, aside)
  yield { restoredByColleague: byColleague }
  const unrestored = again.filter(({ vendor }) => {
    const view = viewOf(byColleague, vendor)
    return view?.state !== 'connected' || view.warning
  })
  if (unrestored.length === 0) return
  // Whether it is the employee, or the second time.
  await restore(hub, me, unrestored)
  await hub.polled()
  yield { restoredAgain: await hub.snapshot(me, '10 minutes after it was restored once more', unrestored) }
}

const refuse = async (hub: Hub, connections: readonly Usable[]): Promise<void> => {
  for (const one of connections) await hub.of(isLogin(one.vendor) ? 'rejected' : 'expired', one)
}

async function tryUpdates(hub: Hub, by: Cast['me'], { inboxId }: Usable): Promise<Attempt[]> {
  const tried: Attempt[] = []
  for (const { what, ...body } of hub.login ? wrongLogins(hub.login) : [])
    tried.push(await hub.try({ operation: 'updateCredentials', what: `an update with ${what}`, by, inboxId, body }))
  return tried
}
