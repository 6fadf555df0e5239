import type { Exchange } from '../../../engine/exchange.ts'
import type { Observation } from '../../../engine/experiment.ts'
import { isAccepted, status } from '../../../engine/status.ts'
import type { RateLimit } from '../../../engine/target.ts'
import type { CreateOperation } from '../api.ts'

/** What the experiment on the rate limit saw. */
export interface RateEvidence {
  limit: RateLimit
  /** The first one mixed, further ones only where it was refused too early. */
  bursts: Burst[]
  /** getAvailableProcedureMaps fifteen times in a row while the window had room, and while cases were refused. */
  readsOpen: Exchange[]
  readsFull?: Exchange[]
  eleventh?: { create: Exchange }
  /** Where the eleventh was accepted. */
  overrun?: Overrun
  /** Whether another doctor's account is configured. */
  hasSecondAccount: boolean
  secondCaller?: Exchange
  late?: LateTries
  after?: AfterWindow
}

/** The cases of one window. */
export interface Burst {
  /** `clean`: nothing but cases; `reads`: map lists in between; `refused`: refused requests in between; `mixed`: both; of it and of `rush` the last case is one of several under way at once. */
  kind: 'mixed' | 'clean' | 'reads' | 'refused' | 'rush'
  /** The cases that were created, in order. */
  cases: Exchange[]
  between: Observation[]
  reads: Exchange[]
  /** Where there was room for one: the creations that were under way at the same time. */
  rush?: Exchange[]
  /** The refusal by the limit that came before the window was used up by our count. */
  limitedAt?: Exchange
}

export type LimitedBurst = Burst & { limitedAt: Exchange }

export interface Overrun {
  /** The cases of windows in which one more than the limit was tried: the first one, and where it may have been two of the clock's, another. */
  windows: Exchange[][]
  /** Tries by one operation alone in a window of its own, up to the first refusal or to one more than the limit. */
  alone: Partial<Record<CreateOperation, Exchange[]>>
}

export interface LateTries {
  tries: Exchange[]
  /** A case that was accepted after the window's end, where the tries took longer than it. */
  afterTheEnd?: Exchange
  /** Where one was accepted, and its operation again and again, while the other was refused in between. */
  apart?: { accepted: Exchange[]; refused: Exchange[] }
  /** Where the window itself has opened, and the target's clock did not decide it: the windows that were watched then. */
  reopened?: Reopening[]
}

/** Tries once the window has passed: at its earliest end and at its latest. */
export interface AfterWindow {
  tries: Exchange[]
  /** Where both were refused: the case that was accepted after further windows of silence. */
  later?: Exchange
  /** Where an earlier order was refused word for word, and a like one accepted then: the earlier one once more. */
  wordForWord?: Exchange
  /** The same after a window in which no invalid request was sent, where some had been. */
  undisturbed?: { tries: Exchange[]; refusedMeanwhile: number }
}

export interface Reopening {
  opened: Exchange
  watched: Exchange[]
  /** Where none was let through: milliseconds, at the least, from the last case to the last look. */
  silentMs?: number
  /** A case that was let through before a whole window can have passed. */
  tooEarly?: Exchange
}

/** The first of two windows of a kind that were full after the same number of cases, too few of them. */
export function fullTooEarly(bursts: readonly Burst[], kind: Burst['kind']): LimitedBurst | undefined {
  const limited = bursts.filter((burst): burst is LimitedBurst => burst.kind === kind && burst.limitedAt !== undefined)
  return limited.find((burst) => limited.some((other) => other !== burst && other.cases.length === burst.cases.length))
}

/** A burst whose last case was one too many, because others were under way at the same time. */
export const overranInRush = ({ rush }: Burst): boolean => (rush ?? []).filter(isAccepted).length > 1

/** What a window is longer by, where it is said to have passed: for the target's clock and the wire. */
const MARGIN = 1.05

/** Whether no case was accepted for longer than a window after the last one that was. */
export const staysShut = ({ silentMs = 0 }: Reopening, { windowSeconds }: RateLimit): boolean =>
  silentMs > windowSeconds * 1000 * MARGIN

/** Whether these took longer than a window, by our clock: then they say nothing about one. */
export function tookTooLong(exchanges: readonly Exchange[], { windowSeconds }: RateLimit): boolean {
  const [first, last] = [exchanges[0], exchanges.at(-1)]
  if (!first || !last) return false
  return Date.parse(last.startedAt) + last.durationMs - Date.parse(first.startedAt) >= windowSeconds * 1000
}

/** Below this the Date header's whole seconds say too little about a window. */
const SECONDS_TOLD_BY_DATE = 10

/** How far, as a share of a window, the Date may be off the run's clock: what is moved does not always move it along. */
const DATE_MAY_BE_OFF = 1 / 6

const startOf = (exchange: Exchange): number => Date.parse(exchange.startedAt)

/** Whether all these answers lie in one window of a target whose windows are aligned to its clock, by its own Date. */
export function inSameClockWindow(exchanges: readonly Exchange[], { windowSeconds }: RateLimit): boolean {
  if (windowSeconds < SECONDS_TOLD_BY_DATE) return false
  const dates = exchanges.map((exchange) => Date.parse(exchange.response?.headers.date ?? ''))
  const windows = dates.map((date) => Math.floor(date / 1000 / windowSeconds))
  const offs = exchanges.map((exchange, nth) => (dates[nth] as number) - startOf(exchange))
  return (
    windows.length > 0 &&
    windows.every((window) => window === windows[0]) &&
    Math.max(...offs) - Math.min(...offs) < windowSeconds * 1000 * DATE_MAY_BE_OFF
  )
}

/** Whether windows that are aligned to some clock would have turned over within each of these rows of exchanges. */
function turnsOverInEach(rows: readonly (readonly Exchange[])[], { windowSeconds }: RateLimit): boolean {
  const spans = rows.map((row) => {
    const begin = Math.min(...row.map(startOf))
    return { begin, length: Math.max(...row.map((one) => startOf(one) + one.durationMs)) - begin }
  })
  const lengthMs = windowSeconds * 1000
  const after = (from: number, to: number) => (((to - from) % lengthMs) + lengthMs) % lengthMs
  return spans.some(({ begin }) => spans.every((span) => after(span.begin, begin) <= span.length))
}

const code = (exchange: Exchange) => status(exchange) ?? 0

/** "any 4xx or 503 refusal is accepted" */
export const isRefusal = (exchange: Exchange): boolean =>
  (code(exchange) >= 400 && code(exchange) < 500) || code(exchange) === 503

/** Whether what came in these windows cannot be two windows of the target's clock: by its own Date, or by their phases. */
export const isNoTurn = (windows: readonly Exchange[][], limit: RateLimit): boolean =>
  windows.some((window) => inSameClockWindow(window, limit)) || (windows.length > 1 && !turnsOverInEach(windows, limit))

/** The cases of a window in which the eleventh was accepted, where no kind of window explains it: by both clocks one window, or seen again at another phase. */
export function overrunOf({ overrun, limit }: RateEvidence): Exchange[] | undefined {
  const over = (overrun?.windows ?? []).filter(
    (window) => window.filter(isAccepted).length > limit.cases && !tookTooLong(window, limit),
  )
  return isNoTurn(over, limit) ? over[0] : undefined
}

/** The operations that by themselves keep the limit. */
export const limitedAlone = ({ overrun, limit }: RateEvidence): string[] =>
  Object.entries(overrun?.alone ?? {}).flatMap(([operation, tries]) =>
    tries.filter(isAccepted).length <= limit.cases && tries.some(isRefusal) ? [operation] : [],
  )

/** Requests of a burst that should have been refused: those that were not, and those that were, with 400 or 401. */
const sentBetween = ({ between }: Burst): Exchange[] =>
  between.flatMap((one) => (one.kind === 'trial' ? [one.exchange] : []))
export const acceptedBetween = (burst: Burst): Exchange[] => sentBetween(burst).filter(isAccepted)
export const refusedBetween = (burst: Burst): Exchange[] =>
  sentBetween(burst).filter((one) => [400, 401].includes(code(one)))
