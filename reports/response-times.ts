import type { Exchange } from '../engine/exchange.ts'
import { groupedBy } from '../engine/grouped-by.ts'

/** How long the answers of one operation took, in milliseconds. */
export interface ResponseTimes {
  operation: string
  /** Answers that came. */
  answers: number
  /** Requests that got none: they have no time. */
  unanswered: number
  median: number
  p95: number
  slowest: { ms: number; exchange: string; rule: string }
  /** How many answers fell into each bin, by its index: bin `i` is from {@link binStart}(i) to {@link binStart}(i + 1). */
  bins: [bin: number, answers: number][]
}

/** Bins of each power of ten. */
const BINS = 10

/** Times below this are put into the first bin: no clock of a client tells them apart. */
const LEAST_MS = 0.1

/** Where a bin begins, in milliseconds. */
export function binStart(bin: number): number {
  return 10 ** (bin / BINS)
}

/** By operation, of those that answered at all, the one with the highest median first. */
export function responseTimesOf(target: string, exchanges: readonly Exchange[]): ResponseTimes[] {
  // Without what a proxy asks the embedded mock by itself, and calls that no document has.
  const own = exchanges.filter((one) => one.target === target && one.operation !== '')
  return [...groupedBy(own, ({ operation }) => operation)]
    .flatMap(([operation, sent]) => timesOf(operation, sent) ?? [])
    .sort((a, b) => b.median - a.median)
}

function timesOf(operation: string, sent: readonly Exchange[]): ResponseTimes | undefined {
  const answered = sent.filter(({ response }) => response).sort((a, b) => a.durationMs - b.durationMs)
  const last = answered.at(-1)
  if (!last) return undefined
  const bins = new Map<number, number>()
  for (const { durationMs } of answered) {
    const bin = Math.floor(Math.log10(Math.max(durationMs, LEAST_MS)) * BINS)
    bins.set(bin, (bins.get(bin) ?? 0) + 1)
  }
  const quantile = (share: number) => answered[Math.ceil(share * answered.length) - 1]!.durationMs
  return {
    operation,
    answers: answered.length,
    unanswered: sent.length - answered.length,
    median: quantile(0.5),
    p95: quantile(0.95),
    slowest: { ms: last.durationMs, exchange: last.id, rule: last.rule },
    bins: [...bins].sort(([a], [b]) => a - b),
  }
}
