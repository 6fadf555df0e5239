import type { Exchange } from '../engine/exchange.ts'
import type { TargetReport } from './model.ts'

/** What the rate limit did in a run. Times are milliseconds since the run began. */
export interface Timeline {
  /** The documented limit: so many cases in any window of so many milliseconds. */
  limit: number
  windowMs: number
  counted: Mark[]
  refused: Mark[]
  /** Stretches in which nothing was sent to the target: the waits for the window. */
  pauses: { from: number; to: number }[]
  /** The most cases that were counted within any one window. */
  peak: number
  /** The end of the last exchange. */
  endMs: number
}

export interface Mark {
  exchange: string
  at: number
  operation: string
  /** Whose case it was, where it is not the caller's whose limit is shown: the limit is each caller's own. */
  isOthers?: true
}

/** A pause is worth showing where it takes up this much of the window. */
const PAUSE_SHARE = 0.1

/** Undefined for a target that has no limit, or of which no case was asked. */
export function timelineOf(target: TargetReport, exchanges: readonly Exchange[]): Timeline | undefined {
  const sent = exchanges.filter((exchange) => exchange.target === target.name).sort((a, b) => a.at - b.at)
  if (!target.rateLimit || !sent.some((exchange) => exchange.case)) return undefined
  const windowMs = target.rateLimit.windowSeconds * 1000
  const caller = busiestCaller(sent)
  const marks = (kind: Exchange['case']) =>
    sent
      .filter((one) => one.case === kind)
      .map(
        (one): Mark => ({
          exchange: one.id,
          at: one.at,
          operation: one.operation,
          ...(callerOf(one) === caller ? {} : { isOthers: true }),
        }),
      )
  const counted = marks('counted')

  const pauses: Timeline['pauses'] = []
  let busyUntil = sent[0]!.at
  for (const { at, durationMs } of sent) {
    if (at - busyUntil >= windowMs * PAUSE_SHARE) pauses.push({ from: busyUntil, to: at })
    busyUntil = Math.max(busyUntil, at + durationMs)
  }
  return {
    limit: target.rateLimit.cases,
    windowMs,
    counted,
    refused: marks('refused'),
    pauses,
    peak: Math.max(0, ...steps(counted, windowMs).map((step) => step.cases)),
    endMs: busyUntil,
  }
}

/** Secrets are replaced in it, and callers told apart by what stands for theirs. */
const callerOf = ({ request }: Exchange) => request.headers.authorization

/** Whose cases are the most. */
function busiestCaller(sent: readonly Exchange[]): string | undefined {
  const counts = new Map<string | undefined, number>()
  for (const one of sent) if (one.case === 'counted') counts.set(callerOf(one), (counts.get(callerOf(one)) ?? 0) + 1)
  return [...counts].sort(([, one], [, other]) => other - one)[0]?.[0]
}

/** How many cases of its caller the trailing window holds, from each moment at which that changes. */
export function steps(counted: readonly Mark[], windowMs: number): { at: number; cases: number }[] {
  const own = counted.filter(({ isOthers }) => !isOthers)
  const changes = own.flatMap(({ at }) => [
    { at, by: 1 },
    { at: at + windowMs, by: -1 },
  ])
  // A case leaves the window at the moment at which the next may come.
  changes.sort((a, b) => a.at - b.at || a.by - b.by)
  let cases = 0
  return changes.map(({ at, by }) => {
    cases += by
    return { at, cases }
  })
}
