import { describe, expect, it } from 'vitest'
import type { Exchange } from '../engine/exchange.ts'
import { steps, timelineOf } from '../reports/timeline.ts'
import { everyVerdict, exchange } from './fixtures/report.ts'

const { report, exchanges } = everyVerdict()
const [staging, booking] = report.targets as [(typeof report.targets)[0], (typeof report.targets)[0]]

function sent(at: number, rest: Partial<Exchange> = {}): Exchange {
  return exchange('staging', at, { id: `staging-${at}`, durationMs: 100, case: 'counted', ...rest })
}

describe('the timeline of the rate limit', () => {
  it('tells counted from refused cases and finds the fullest window', () => {
    const timeline = timelineOf(staging, exchanges)!
    expect(timeline).toMatchObject({ limit: 10, windowMs: 60_000, peak: 10 })
    expect(timeline.counted).toHaveLength(11)
    expect(timeline.refused.map(({ at }) => at)).toEqual([13_700, 59_000])
    expect(timeline.pauses).toEqual([{ from: 13_742, to: 59_000 }])
  })

  it('shows a pause only where nothing at all was sent for a tenth of the window', () => {
    const busy = sent(4_000, { case: undefined, durationMs: 9_000 })
    expect(timelineOf(staging, [sent(0), busy, sent(14_000)])!.pauses).toEqual([])
    expect(timelineOf(staging, [sent(0), sent(14_000)])!.pauses).toEqual([{ from: 100, to: 14_000 }])
  })

  it('is none for a target without a limit, or without a case', () => {
    expect(timelineOf(booking, exchanges)).toBeUndefined()
    expect(timelineOf(staging, [sent(0, { case: undefined })])).toBeUndefined()
    expect(timelineOf(staging, [])).toBeUndefined()
  })

  it('lets a case leave the window at the moment at which the next one may come', () => {
    const marks = [0, 60_000].map((at) => ({ exchange: `e${at}`, at, operation: 'createNewOrder' }))
    expect(steps(marks, 60_000)).toEqual([
      { at: 0, cases: 1 },
      { at: 60_000, cases: 0 },
      { at: 60_000, cases: 1 },
      { at: 120_000, cases: 0 },
    ])
  })
})
