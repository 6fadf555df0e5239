import { unobserved } from '../../../engine/finding.ts'
import { Precluded } from '../../../engine/precluded.ts'
import { isLogin } from '../api.ts'
import { ask } from '../connections.ts'
import { isTaken } from '../hub.ts'
import { inboxIn } from '../reading.ts'
import type { Cast } from '../scenario.ts'
import { swapCase } from '../wrong-secrets.ts'

/** A browser comes back with a state that is forged, missing, or was used before. */
export async function* playCallback({ hub, me, vendors }: Cast) {
  const vendor = vendors.find((one) => !isLogin(one))
  if (!vendor)
    throw new Precluded(
      unobserved('the hub supports no vendor with browser authorization', 'vendors with one that has it'),
    )
  const connection = await ask(hub, me, vendor)
  const { connect, inboxId } = connection
  const url = inboxIn(connect)?.authorizationUrl
  const path = typeof url === 'string' ? await hub.signIn(url) : undefined
  if (path === undefined || !inboxId)
    throw new Precluded(
      unobserved('the sign-in leads to no callback of the target', 'a callback on the target itself', [
        'INBOX-AUTH-01',
      ]),
    )
  const shown = (what: string) => hub.snapshot(me, what, [connection], { alone: 'each' })
  const attempt = async (what: string, to: string) => {
    const exchange = await hub.follow(to, what, 'variation')
    return { what, operation: 'completeAuthorization' as const, exchange, after: await shown(`after ${what}`) }
  }
  /** Before the user's own browser comes back, each with what the inbox was then. */
  const forged: Awaited<ReturnType<typeof attempt>>[] = []
  yield { forged }
  for (const { what, to } of forgeries(path)) forged.push(await attempt(what, to))
  let used = path
  let good = await hub.follow(used, `the user has signed in at ${vendor}`)
  if (!isTaken(good)) {
    // A hub may take a forged callback for a reason to begin anew.
    const anew = await hub.call({ operation: 'reauthorizeInbox', what: 'begin anew', by: me, inboxId })
    const again = inboxIn(anew)?.authorizationUrl
    used = (typeof again === 'string' ? await hub.signIn(again) : undefined) ?? used
    good = await hub.follow(used, `the user has signed in at ${vendor}, begun anew`)
  }
  yield { good }
  await hub.of('expired', connection)
  await hub.polled()
  const reused = await attempt('a callback that was used', used)
  await hub.polled()
  yield { reused: [reused, { ...reused, after: await shown('10 minutes after a callback that was used') }] }
}

/** The callback's own URL with its state changed, a little and altogether, and left out. */
function forgeries(path: string): { what: string; to: string }[] {
  const url = new URL(path, 'http://target.invalid')
  const state = url.searchParams.get('state') ?? ''
  const withState = (value: string | undefined) => {
    const changed = new URL(url)
    if (value === undefined) changed.searchParams.delete('state')
    else changed.searchParams.set('state', value)
    return changed.pathname + changed.search
  }
  const tail = state.slice(-2) === 'zz' ? 'yy' : 'zz'
  // Of a state in one case alone the letters may be digits of a number.
  const mixed = /[a-z]/.test(state) && /[A-Z]/.test(state)
  return [
    { what: 'a callback with a forged state', to: withState('forged-by-bitewing-forged-by-bitewing') },
    { what: 'a callback whose state differs at its end', to: withState(state.slice(0, -2) + tail) },
    { what: 'a callback without a state', to: withState(undefined) },
    ...(mixed ? [{ what: 'a callback whose state is in the other case', to: withState(swapCase(state)) }] : []),
  ]
}
