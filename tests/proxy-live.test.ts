import { expect, test, vi } from 'vitest'
import { LiveJudging } from '../cli/proxy/live.ts'
import type { JudgedSides } from '../cli/proxy/observe.ts'

test('what passes while what came before is judged is judged too, and once', async () => {
  vi.useFakeTimers()
  try {
    const begun: (() => void)[] = []
    const none: JudgedSides = { client: new Map(), server: new Map() }
    const judgeInSteps = () => new Promise<JudgedSides>((resolve) => begun.push(() => resolve(none)))
    const see = vi.fn()
    const live = new LiveJudging({ judgeInSteps }, see)
    live.seen()
    await vi.runAllTimersAsync()
    live.seen()
    live.seen()
    expect([begun.length, see.mock.calls.length]).toEqual([1, 0])
    begun[0]!()
    await vi.runAllTimersAsync()
    expect([begun.length, see.mock.calls.length]).toEqual([2, 1])
    begun[1]!()
    await vi.runAllTimersAsync()
    expect([begun.length, see.mock.calls.length]).toEqual([2, 2])
  } finally {
    vi.useRealTimers()
  }
})
