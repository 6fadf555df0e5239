import type { Exchange } from '../../../engine/exchange.ts'
import { isAccepted } from '../../../engine/status.ts'
import type { CreateOperation } from '../api.ts'
import type { Controls } from '../controls.ts'
import type { CaseWindow } from './case-window.ts'
import { inSameClockWindow, type LateTries, type Reopening } from './evidence.ts'

/**
 * How long before its end "late in the window" is: a share of it, or so long at the least, and so many round trips; but
 * no more than the largest share, so that it is late on a slow target too.
 */
const SHARE = 0.05
const LARGEST_SHARE = 0.15
const LEAST_MS = 150
const ROUND_TRIPS = 9
/** How often the operations are tried in turns, to see whether they are counted apart. */
const ROUNDS = 3
/** Refused tries that are repeated late, so that a target that counts them would be full again: at the most. */
const TRIES = 12
/** Looks per window at whether the limit has opened again: what they show is known to two of them. */
const LOOKS = 24

/** Waits until it is late in the window. */
export async function untilLate(window: CaseWindow): Promise<void> {
  const end = (window.first?.sent ?? window.latest) + window.lengthMs
  const early = Math.max(SHARE * window.lengthMs, LEAST_MS) + ROUND_TRIPS * window.slowestMs
  await window.waitBefore(end - Math.min(early, LARGEST_SHARE * window.lengthMs))
}

/** Tries late in a window that is used up: one by each operation, and where these are refused as many as the limit has cases. */
export async function tryLate(window: CaseWindow, controls: Controls): Promise<LateTries> {
  const end = (window.first?.sent ?? window.latest) + window.lengthMs
  const late: LateTries = { tries: [] }
  const attempt = async (operation: CreateOperation, what: string) => {
    if (!controls.repeatable(operation)) return
    const exchange = await window.attempt(what, operation)
    // What is answered after the window's end says nothing about the window, but something about its end.
    if (window.latest < end) late.tries.push(exchange)
    else if (isAccepted(exchange)) late.afterTheEnd ??= exchange
  }
  await attempt('createNewOrder', 'late in the window')
  await attempt('createNewOrderByRx', 'late in the window')
  if (late.tries.some(isAccepted) || late.afterTheEnd) return late
  const many = Array.from({ length: Math.min(window.limit.cases, TRIES) }, (_, nth) => nth)
  await Promise.all(
    many.map((nth) => attempt(nth % 2 ? 'createNewOrderByRx' : 'createNewOrder', 'late in the window, again')),
  )
  return late
}

/**
 * After one was let through, whether its operation goes on being let through while the other is refused: then they are
 * not counted together. Where the window is opening, its cases leave one by one, and either operation takes their place.
 */
export async function tryApart(window: CaseWindow, controls: Controls, through: Exchange): Promise<LateTries['apart']> {
  const operation = through.operation as CreateOperation
  const other = operation === 'createNewOrder' ? 'createNewOrderByRx' : 'createNewOrder'
  if (!controls.repeatable(other)) return undefined
  const apart = { accepted: [through], refused: [] as Exchange[] }
  for (let round = 0; round < ROUNDS; round++) {
    const refused = await window.attempt('the other operation, right after it', other)
    if (isAccepted(refused)) return undefined
    apart.refused.push(refused)
    const accepted = await window.attempt('the operation that was let through, once more', operation)
    if (!isAccepted(accepted)) return undefined
    apart.accepted.push(accepted)
  }
  return apart
}

/**
 * Watches a window that has opened before its time by our count. A clock-aligned window that conforms opens at a boundary,
 * and then not again before a whole window has passed. So the new window is used up and watched: a case that is let through
 * within a window's length of a refusal that came before the opening breaks the limit for every kind of window. Where the
 * opening was seen only roughly, the next one is watched for closely, and the one after it decides.
 *
 * @param cases the cases of the window that has opened
 * @param refused the last refusal before it did
 */
export async function watchReopening(
  window: CaseWindow,
  cases: readonly Exchange[],
  refused: Exchange,
  through: Exchange,
): Promise<Reopening[]> {
  if (inSameClockWindow([...cases, through], window.limit)) return []
  let opened = through
  let before = refused
  const reopenings: Reopening[] = []
  for (let round = 0; round < 2; round++) {
    const reopening: Reopening = { opened, watched: await window.fill('to use the new window up') }
    reopenings.push(reopening)
    const roughly = sentAt(opened) - sentAt(before) > (2 * window.lengthMs) / LOOKS
    const closedUntil = sentAt(before) + window.lengthMs - window.marginMs
    const usedUp = window.now
    const leftMs = () =>
      roughly ? usedUp + window.lengthMs * (1 + 2 / LOOKS) - window.now : closedUntil - window.latest
    let look: Exchange | undefined
    for (let left = leftMs(); !look && left > 0; left = leftMs()) {
      await window.wait(window.now + Math.min(window.lengthMs / LOOKS, left))
      const exchange = await window.attempt('whether the window has opened again')
      reopening.watched.push(exchange)
      if (isAccepted(exchange)) look = exchange
    }
    if (!look) reopening.silentMs = window.now - usedUp
    if (look && sentAt(look) < closedUntil) reopening.tooEarly = look
    if (!look || reopening.tooEarly) return reopenings
    before = reopening.watched.filter((one) => !isAccepted(one)).at(-1) ?? before
    opened = look
  }
  return reopenings
}

/** The latest that the target's time can have been. */
const sentAt = (exchange: Exchange): number => Date.parse(exchange.startedAt)

/**
 * Tries a case at the earliest end of the window, and where it is refused at the latest. The first of them is an order
 * that was accepted before, word for word: it makes a new RX all the same (ITERO-RESP-07).
 */
export async function tryAfter(window: CaseWindow): Promise<Exchange[]> {
  const tries: Exchange[] = []
  const what = 'a case once the window has passed'
  for (const end of window.ends) {
    await window.wait(end)
    tries.push(
      await (tries.length === 0 ? window.repeat(`${what}: an earlier order, word for word`) : window.attempt(what)),
    )
    if (tries.some(isAccepted)) break
  }
  return tries
}
