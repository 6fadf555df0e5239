import type { Exchange } from '../../../engine/exchange.ts'
import { unobserved } from '../../../engine/finding.ts'
import { isLogin, type Vendor } from '../api.ts'
import { ask } from '../lanes.ts'
import { inboxIn } from '../reading.ts'
import { isTaken, type Look, type Scenario, type Tried } from '../stage.ts'
import { swapCase } from '../strangers.ts'
import { play, type World } from '../world.ts'

/** A browser comes back with a state that is forged, missing, or was used before. */
export interface Callback {
  vendor: Vendor
  connect: Exchange
  /** Before the user's own browser comes back, each with what the inbox was then. */
  forged: (Tried & { after: Look })[]
  /** The user's own, that has to be taken for the rest to tell anything. */
  good: Exchange
  connected: Look
  /** When the authorization has expired and a poll has been due: before and after a callback that was used already. */
  expired: Look
  reused: (Tried & { after: Look })[]
}

export function playCallback(world: World): Promise<Scenario<Callback>> {
  return play<Callback>(world, async ({ stage, me, companyId }, parts) => {
    const vendor = world.vendors.find((one) => !isLogin(one))
    if (!vendor) {
      parts.stopped = unobserved(
        'the hub supports no vendor with browser authorization',
        'vendors with one that has it',
      )
      return
    }
    const lane = await ask(stage, me, vendor, undefined)
    if (!lane.connect) return
    parts.vendor = vendor
    parts.connect = lane.connect
    const url = inboxIn(lane.connect)?.authorizationUrl
    const path = typeof url === 'string' ? await stage.signIn(url) : undefined
    if (path === undefined || !lane.inboxId) {
      parts.stopped = unobserved('the sign-in leads to no callback of the target', 'a callback on the target itself', [
        'INBOX-AUTH-01',
      ])
      return
    }

    const attempt = async (what: string, to: string): Promise<Tried & { after: Look }> => {
      const exchange = await stage.follow(to, what, 'variation')
      return {
        what,
        operation: 'completeAuthorization',
        exchange,
        after: await stage.look(me, `after ${what}`, [lane]),
      }
    }
    parts.forged = []
    for (const { what, to } of forgeries(path)) parts.forged.push(await attempt(what, to))
    let used = path
    parts.good = await stage.follow(used, `the user has signed in at ${vendor}`)
    if (!isTaken(parts.good)) {
      // A hub may take a forged callback for a reason to begin anew.
      const { inboxId } = lane
      const anew = await stage.call({ operation: 'reauthorizeInbox', what: 'begin anew', by: me, inboxId })
      const again = inboxIn(anew)?.authorizationUrl
      used = (typeof again === 'string' ? await stage.signIn(again) : undefined) ?? used
      parts.good = await stage.follow(used, `the user has signed in at ${vendor}, begun anew`)
    }
    parts.connected = await stage.look(me, 'once the user has signed in', [lane])
    await stage.of('expired', { companyId, vendor })
    await stage.polled()
    parts.expired = await stage.look(me, 'when the authorization has expired', [lane])
    const reused = await attempt('a callback that was used', used)
    await stage.polled()
    const later = await stage.look(me, '10 minutes after a callback that was used', [lane])
    parts.reused = [reused, { ...reused, after: later }]
  })
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
