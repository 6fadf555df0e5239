import type { Exchange } from '../../../engine/exchange.ts'
import { broken, drawn, holds, unobserved } from '../../../engine/finding.ts'
import { groupedBy } from '../../../engine/grouped-by.ts'
import { overTime } from '../../../engine/over-time.ts'
import { judgeAgain, sentAgainByAny } from '../../../engine/sent-again.ts'
import { isAccepted, status } from '../../../engine/status.ts'
import {
  callerBy,
  endOf,
  judgeRequests,
  seenLateMs,
  type Traffic,
  type TrafficRule,
  unchangedBy,
} from '../../../engine/traffic.ts'
import { plural } from '../../../engine/words.ts'
import { inboxesIn, inboxIn, isInboxList } from '../reading.ts'
import { afterWord, callsIn, employeesCallsIn, fieldsOf, tokenOf, vendorAskedFor } from './requests.ts'

const callerOf = callerBy('authorization')
const requestOf = unchangedBy('vendor')

const companyOf = (exchange: Exchange) => afterWord(exchange, 'companies')

/** The vendors that a client has been shown as connected by the time that it asks: by a list, and by what came of its own calls since. */
function knownVendors(asking: Exchange, calls: readonly Exchange[]): Set<unknown> {
  const answered = calls
    .filter(
      (one) =>
        one !== asking &&
        endOf(one) <= asking.at &&
        callerOf(one) === callerOf(asking) &&
        companyOf(one) === companyOf(asking),
    )
    .sort((one, other) => endOf(one) - endOf(other))
  let known = new Map<unknown, unknown>()
  for (const one of answered) {
    if (one.operation === 'listInboxes' && isInboxList(one)) {
      known = new Map(inboxesIn(one).map(({ vendor, inboxId }) => [vendor, inboxId]))
    } else if (one.operation === 'connectInbox' && (isAccepted(one) || status(one) === 409)) {
      known.set(fieldsOf(one).vendor, inboxIn(one)?.inboxId)
    } else if (one.operation === 'disconnectInbox' && isAccepted(one)) {
      const gone = afterWord(one, 'inboxes')
      known = new Map([...known].filter(([, inboxId]) => inboxId !== gone))
    }
  }
  return new Set(known.keys())
}

/** Connections that are asked for though the client was shown that the vendor has one. */
export const isSecond = (exchange: Exchange, calls: readonly Exchange[]): boolean => {
  const { vendor } = fieldsOf(exchange)
  return vendor !== undefined && knownVendors(exchange, calls).has(vendor)
}

/** "Only one inbox per supported vendor can be connected for the same company." */
export const oneConnection: TrafficRule = (traffic) => {
  const calls = callsIn(traffic)
  return judgeRequests(
    calls.filter(({ operation }) => operation === 'connectInbox'),
    (exchange) => (isSecond(exchange, calls) ? `${fieldsOf(exchange).vendor} is connected already` : undefined),
    {
      expected: "no connection of a vendor that the company's list already shows",
      kept: (count) => `${plural(count, 'connection is', 'connections are')} the first of their vendors`,
      nothing: 'the client connected nothing',
      remedy: 'a call of connectInbox',
    },
  )
}

const EVERY_MS = 2000
const FOR_MS = 10_000
/** Clocks and connections differ by so much. */
const TOLERANCE_MS = 100

/** From the first of these to the last, without what the machine took of it. */
function spanOf([first, ...others]: readonly Exchange[], traffic: Traffic): number {
  const late = others.reduce((sum, { at }) => sum + seenLateMs(traffic, at), 0)
  return (others.at(-1)?.at ?? 0) - (first?.at ?? 0) - late
}

/** The first stretch in which a list is read too often for too long: any three reads of it come within two intervals. */
function pollingIn(reads: readonly Exchange[], traffic: Traffic): Exchange[] | undefined {
  let stretch: Exchange[] = []
  for (const read of reads) {
    const before = stretch.at(-2)
    const isClose = !before || read.at - before.at + seenLateMs(traffic, before.at) < 2 * EVERY_MS - TOLERANCE_MS
    stretch = isClose ? [...stretch, read] : [...stretch.slice(-1), read]
    if (stretch.length > 2 && spanOf(stretch, traffic) > FOR_MS) return stretch
  }
  return undefined
}

/** Lists stand still for the most part: a poll takes minutes. */
export const readsAtLeisure: TrafficRule = (traffic) => {
  const lists = groupedBy(
    callsIn(traffic).filter(({ operation }) => operation === 'listInboxes' || operation === 'listCases'),
    (one) => JSON.stringify([one.operation, callerOf(one), companyOf(one), vendorAskedFor(one)]),
  )
  if (lists.size === 0) return unobserved('the client read no list', 'calls of listInboxes or listCases')
  for (const reads of lists.values()) {
    const polling = pollingIn(reads, traffic)
    if (!polling) continue
    const [first] = polling as [Exchange]
    const seconds = ((polling.at(-1) as Exchange).at - first.at) / 1000
    const finding = broken(
      'a list is not read more often than every 2 s for longer than 10 s',
      `${first.operation} was read ${polling.length} times within ${seconds} s`,
      polling,
    )
    const odd = new Set(polling.filter(({ at }) => at - first.at > FOR_MS))
    return drawn(
      finding,
      overTime('Reads of the list', polling, odd, [{ label: 'for 10 s', from: first.at, to: first.at + FOR_MS }]),
    )
  }
  return holds(`${plural([...lists.values()].flat().length, 'read')} of lists`)
}

/** A 401 may be of the vendor's login that stands in the body. */
const hasLogin = (exchange: Exchange) => fieldsOf(exchange).password !== undefined

export const leavesRefusedTokens: TrafficRule = (traffic) => {
  const calls = employeesCallsIn(traffic)
  const isRefused = (exchange: Exchange) =>
    [401, 403].includes(status(exchange) ?? 0) && tokenOf(exchange) !== undefined && !hasLogin(exchange)
  // A token that only some calls are refused for is known by the same call.
  const withToken = (exchange: Exchange) => tokenOf(exchange) && callerOf(exchange)
  const sameCall = (exchange: Exchange) => tokenOf(exchange) && `${callerOf(exchange)} ${requestOf(exchange)}`
  return judgeAgain(
    sentAgainByAny(traffic, calls, [withToken, sameCall], isRefused),
    ({ failures, since }) => (since > 0 ? `was sent with a token that was refused ${failures} times` : undefined),
    {
      expected: 'a refused token is not used again more than once',
      kept: (count) => `refused tokens were left alone (${plural(count, 'answer')} with 401 or 403)`,
      nothing: 'no token was refused',
      remedy: 'a call with a token that the target refuses',
    },
    calls.filter(isRefused).length,
  )
}
