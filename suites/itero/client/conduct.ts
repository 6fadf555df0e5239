import type { Exchange } from '../../../engine/exchange.ts'
import { broken, drawn, holds, unobserved } from '../../../engine/finding.ts'
import { groupedBy } from '../../../engine/grouped-by.ts'
import { overTime } from '../../../engine/over-time.ts'
import { retryAfterMs } from '../../../engine/retry-after.ts'
import { judgeAgain, sentAgain } from '../../../engine/sent-again.ts'
import { isAccepted, status } from '../../../engine/status.ts'
import {
  beginning,
  callerBy,
  endOf,
  faultlessBy,
  isUncertain,
  remembered,
  seenLateMs,
  type Traffic,
  type TrafficRule,
  unchangedBy,
} from '../../../engine/traffic.ts'
import { plural } from '../../../engine/words.ts'
import { DOCUMENTED_LIMIT } from '../api.ts'
import { bodiesAsShown, datesOfBirth, fieldTypes, labs, listedMaps, mandatoryFields, rxIds } from './bodies.ts'
import { documentedCalls, withCredentials } from './calls.ts'
import { creationsIn } from './creations.ts'

const callerOf = callerBy('authorization')
const requestOf = unchangedBy()

/** Clocks and connections differ by so much: a client that keeps the window by its own clock keeps it. */
const TOLERANCE_MS = 250
const windowMs = ({ windowSeconds }: { windowSeconds: number }) =>
  windowSeconds * 1000 - Math.min(TOLERANCE_MS, windowSeconds * 50)

const limitOf = ({ rateLimit }: Traffic) => rateLimit ?? DOCUMENTED_LIMIT

/** The creations that the limit refused: its status is not documented, so any will do once the window is full. */
const limitRefusalsIn = remembered((traffic): ReadonlySet<Exchange> => {
  const { cases, windowSeconds } = limitOf(traffic)
  const creations = creationsIn(traffic)
  const isFull = (exchange: Exchange) =>
    casesBefore(exchange, traffic, windowSeconds * 1000) >= cases && ![400, 401, 500].includes(status(exchange) ?? 0)
  return new Set(
    creations.filter((one) => {
      const code = status(one) ?? 0
      if (code === 429 || (code === 503 && one.response?.headers['retry-after'] !== undefined)) return true
      return code >= 400 && isFull(one)
    }),
  )
})

const byCaller = (creations: readonly Exchange[]): Map<string, Exchange[]> => groupedBy(creations, callerOf)

const acceptedOf = remembered((traffic) => byCaller(creationsIn(traffic).filter((one) => isAccepted(one))))

/** How far apart a client may have sent what was seen at these times. */
const apart = (traffic: Traffic, one: number, other: number) => other - one + seenLateMs(traffic, one)

/** How many cases a caller's window holds when it sends. */
function casesBefore(
  exchange: Exchange,
  traffic: Traffic,
  span: number,
  since = (at: number) => exchange.at - at,
): number {
  const own = acceptedOf(traffic).get(callerOf(exchange)) ?? []
  const from = beginning(own, ({ at }) => since(at) >= span)
  return beginning(own, ({ at }) => at < exchange.at, from) - from
}

/** The part of a window that no difference of clocks reaches. */
const WELL_WITHIN = 0.9

/** The first stretch of a window that holds more than so many of them. */
function crowded(creations: readonly Exchange[], most: number, span: number, traffic: Traffic): Exchange[] | undefined {
  const nth = creations.findIndex(
    (one, index) => apart(traffic, one.at, creations[index + most]?.at ?? Number.POSITIVE_INFINITY) < span,
  )
  const first = creations[nth]
  return first && creations.filter(({ at }) => at >= first.at && at - first.at < span)
}

/**
 * "Caller can create up to 10 cases per minute": refused creations are none. One that the limit refuses may have been a
 * try; a client that goes on with another creation knows of no limit.
 */
export const keepsTheLimit: TrafficRule = (traffic) => {
  const limit = limitOf(traffic)
  const span = windowMs(limit)
  const refusals = limitRefusalsIn(traffic)
  const creations = creationsIn(traffic)
  if (creations.length === 0) return unobserved('the client created nothing', 'a creation')
  for (const own of byCaller(creations).values()) {
    const cases = own.filter((one) => Math.floor((status(one) ?? 0) / 100) !== 4 && !refusals.has(one))
    const refused = new Map(own.filter((one) => refusals.has(one)).map((one) => [requestOf(one), one]))
    const asked = [...cases, ...refused.values()].sort((one, other) => one.at - other.at)
    // At the end of a window a clock that goes a little faster has refused what is not too much.
    const over =
      crowded(cases, limit.cases, span, traffic) ?? crowded(asked, limit.cases + 1, span * WELL_WITHIN, traffic)
    if (!over) continue
    const [first] = over as [Exchange]
    const sent = own.filter(({ at }) => Math.abs(at - first.at) < span)
    const finding = broken(
      `no more than ${limit.cases} creations in any ${limit.windowSeconds} s`,
      `${plural(sent.length, 'creation')} within ${((sent.at(-1) as Exchange).at - (sent[0] as Exchange).at) / 1000} s`,
      sent,
    )
    const window = {
      label: `${limit.cases} creations in ${limit.windowSeconds} s`,
      from: first.at,
      to: first.at + limit.windowSeconds * 1000,
    }
    return drawn(finding, overTime('Creations', sent, new Set(over.slice(limit.cases)), [window]))
  }
  return holds(`never more than ${limit.cases} creations in ${limit.windowSeconds} s`)
}

/** A date has no fraction of a second, neither in Retry-After nor in Date. */
const toleranceFor = ({ response }: Exchange) =>
  /^\s*\d+\s*$/.test(response?.headers['retry-after'] ?? '') ? TOLERANCE_MS : TOLERANCE_MS + 1000

/** Room, or what Retry-After says. */
export const waitsForRoom: TrafficRule = (traffic) => {
  const limit = limitOf(traffic)
  const span = windowMs(limit)
  const creations = creationsIn(traffic)
  const refusals = limitRefusalsIn(traffic)
  const again = sentAgain(traffic, creations, callerOf, (one) => refusals.has(one))
  return judgeAgain(
    again,
    ({ exchange, last: refusal }) => {
      const waited = exchange.at - endOf(refusal)
      const asked = retryAfterMs(refusal)
      const meant = apart(traffic, endOf(refusal), exchange.at)
      if (asked !== undefined && meant >= asked - toleranceFor(refusal)) return undefined
      const cases = casesBefore(exchange, traffic, span, (at) => apart(traffic, at, exchange.at))
      // Where others filled the window, only Retry-After tells when there is room.
      const isOwn = casesBefore(refusal, traffic, span) >= limit.cases
      if (cases < limit.cases && (isOwn || asked === undefined)) return undefined
      const due = asked === undefined ? '' : `, Retry-After was ${asked / 1000} s`
      return `was sent ${waited / 1000} s after a refusal by the limit, with ${cases} cases in the window${due}`
    },
    {
      expected: 'no creation after a refusal by the limit until the window has room or Retry-After has passed',
      kept: (count) => `the client waited after ${plural(count, 'refusal')} by the limit`,
      nothing: 'no creation was refused by the limit',
      remedy: `more than ${limit.cases} creations in ${limit.windowSeconds} s`,
    },
    refusals.size,
  )
}

const unchanged = (exchange: Exchange) => `${callerOf(exchange)} ${requestOf(exchange)}`

const faultless = faultlessBy([
  withCredentials,
  documentedCalls,
  mandatoryFields,
  fieldTypes,
  datesOfBirth,
  labs,
  listedMaps,
  bodiesAsShown,
  rxIds,
])

export const correctsWhatIsRefused: TrafficRule = (traffic) => {
  const creations = faultless(creationsIn(traffic), traffic)
  const refusals = limitRefusalsIn(traffic)
  const isBad = (exchange: Exchange) => status(exchange) === 400 && !refusals.has(exchange)
  return judgeAgain(
    sentAgain(traffic, creations, unchanged, isBad),
    () => 'was sent again unchanged after a 400',
    {
      expected: 'a creation that was refused with 400 is not sent again unchanged',
      kept: (count) => `none of ${plural(count, 'creation')} that were refused with 400 was sent again unchanged`,
      nothing: 'no creation was refused with 400',
      remedy: 'a creation that the target refuses',
    },
    creations.filter(isBad).length,
  )
}

export const leavesRefusedCredentials: TrafficRule = (traffic) => {
  const exchanges = faultless(traffic.exchanges, traffic)
  const isRefusal = (exchange: Exchange) =>
    status(exchange) === 401 && exchange.request.headers.authorization !== undefined
  return judgeAgain(
    sentAgain(traffic, exchanges, (one) => one.request.headers.authorization && callerOf(one), isRefusal),
    ({ failures }) => (failures > 1 ? `was sent with credentials that were refused ${failures} times` : undefined),
    {
      expected: 'after a 401 no request with the same credentials more than once',
      kept: (count) => `refused credentials were left alone (${plural(count, 'answer')} with 401)`,
      nothing: 'no credentials were refused',
      remedy: 'a creation with credentials that the target refuses',
    },
    exchanges.filter(isRefusal).length,
  )
}

/** A job is not seen in traffic: what comes so much later is taken for another. */
const JOB_MS = 120_000

export const leavesTheUncertain: TrafficRule = (traffic) => {
  const creations = faultless(creationsIn(traffic), traffic)
  const refusals = limitRefusalsIn(traffic)
  const isLost = (exchange: Exchange) => isUncertain(exchange) && !refusals.has(exchange)
  return judgeAgain(
    sentAgain(traffic, creations, unchanged, isLost),
    ({ exchange, last: before }) => {
      if (exchange.at - endOf(before) > JOB_MS) return undefined
      return `was sent again unchanged after ${before.response ? `a ${status(before)}` : 'no answer came'}: there may be two scans`
    },
    {
      expected: 'a creation of which the client cannot know whether it made a scan is not sent again unchanged',
      kept: (count) => `none of ${plural(count, 'uncertain creation')} was sent again unchanged`,
      nothing: 'every creation was answered, and none with a 5xx',
      remedy: 'a creation whose answer is lost or a 5xx',
    },
    creations.filter(isLost).length,
  )
}
