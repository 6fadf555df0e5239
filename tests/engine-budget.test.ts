import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Budget, type Ticket } from '../engine/budget.ts'
import { HandClock, settled } from './support/hand-clock.ts'

const budgetOf = (cases: number, windowSeconds = 60) => {
  const clock = new HandClock()
  const controller = new AbortController()
  return { clock, controller, budget: new Budget({ cases, windowSeconds }, clock, controller.signal) }
}

/** Uses up so many cases here and now. */
const use = (budget: Budget, cases: number) => {
  for (let nth = 0; nth < cases; nth++) budget.force().settle('counted')
}

describe('what is admitted', () => {
  interface Sent {
    admittedAt: number
    settledAt?: number
    counted?: boolean
    ticket: Ticket
  }
  const step = fc.oneof(
    fc.record({ kind: fc.constant('ask' as const), many: fc.integer({ min: 1, max: 5 }) }),
    fc.record({ kind: fc.constant('settle' as const), pick: fc.nat(), counted: fc.boolean() }),
    fc.record({ kind: fc.constant('pass' as const), ms: fc.integer({ min: 0, max: 1500 }) }),
  )

  test('is never more than the limit in any window, in the order of asking, and all of it in the end', () =>
    fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 4 }), fc.array(step, { maxLength: 60 }), async (cases, steps) => {
        const { clock, budget } = budgetOf(cases, 1)
        const sent: Sent[] = []
        const order: number[] = []
        const asked: Promise<void>[] = []
        const settleOne = (pick: number, counted: boolean) => {
          const open = sent.filter((one) => one.settledAt === undefined)
          if (open.length === 0) return
          const one = open[pick % open.length]!
          Object.assign(one, { settledAt: clock.now(), counted })
          one.ticket.settle(counted ? 'counted' : 'free')
        }
        for (const one of steps) {
          if (one.kind === 'pass') await clock.pass(one.ms)
          else if (one.kind === 'settle') settleOne(one.pick, one.counted)
          else
            for (let nth = 0; nth < one.many; nth++) {
              const mine = asked.length
              asked.push(
                budget.admit().then((ticket) => {
                  order.push(mine)
                  sent.push({ admittedAt: clock.now(), ticket })
                }),
              )
            }
          await settled()
        }
        for (let round = 0; sent.length < asked.length && round <= asked.length; round++) {
          while (sent.some((one) => one.settledAt === undefined)) settleOne(0, true)
          await clock.pass(2000)
        }
        await Promise.all(asked)

        expect(order).toEqual(asked.map((_, nth) => nth))
        for (const [nth, one] of sent.entries()) {
          // Whatever the target makes of a request, it makes it between its leave and its settling.
          const inTheSameWindow = sent
            .slice(0, nth)
            .filter(
              ({ settledAt, counted }) =>
                settledAt === undefined ||
                (settledAt > one.admittedAt - budget.windowMs && counted) ||
                settledAt > one.admittedAt,
            )
          expect(inTheSameWindow.length).toBeLessThan(cases)
        }
      }),
      { numRuns: 60 },
    ))
})

test('a case counts from its answer for a whole window and the margin', async () => {
  const { clock, budget } = budgetOf(1)
  const ticket = await budget.admit()
  await clock.pass(5000)
  ticket.settle('counted')
  expect([budget.room(), budget.roomAt()]).toEqual([0, clock.now() + 60_000 + budget.marginMs])
  await clock.pass(60_000 + budget.marginMs - 1)
  expect(budget.room()).toBe(0)
  await clock.pass(1)
  expect(budget.room()).toBe(1)
})

test.each([
  [60, 600],
  [0.5, 20],
  [600, 1000],
])('the margin for a window of %d s is %d ms', (windowSeconds, marginMs) =>
  expect(budgetOf(1, windowSeconds).budget.marginMs).toBe(marginMs),
)

test('a request that turns out to be free makes room at once, and is settled once only', async () => {
  const { budget } = budgetOf(1)
  const first = await budget.admit()
  const second = budget.admit()
  await settled()
  first.settle('free')
  first.settle('counted')
  const ticket = await second
  expect(budget.room()).toBe(0)
  ticket.settle('free')
  expect([budget.room(), budget.waitedMs]).toEqual([1, 0])
})

test('what is forced is counted all the same', async () => {
  const { clock, budget } = budgetOf(2)
  use(budget, 3)
  expect(budget.room()).toBe(-1)
  const admitted = budget.admit()
  await clock.pass(60_000 + budget.marginMs)
  await admitted
  expect(budget.waitedMs).toBe(60_000 + budget.marginMs)
})

test('close sends nothing for a window, and never opens earlier than it was to', async () => {
  const { clock, budget } = budgetOf(3)
  budget.close()
  budget.close(clock.now() + 1)
  expect([budget.room(), budget.roomAt()]).toEqual([0, clock.now() + 60_000 + budget.marginMs])
  let admitted = 0
  const three = [1, 2, 3].map(() => budget.admit().then(() => admitted++))
  await clock.pass(60_000)
  expect(admitted).toBe(0)
  await clock.pass(budget.marginMs)
  await Promise.all(three)
  expect(admitted).toBe(3)
})

test('lower holds for what comes, and neither raises the limit nor shuts it', () => {
  const { budget } = budgetOf(10)
  budget.lower(12)
  expect(budget.room()).toBe(10)
  budget.lower(4)
  use(budget, 4)
  expect(budget.room()).toBe(0)
  const { budget: other } = budgetOf(3)
  other.lower(0)
  expect(other.room()).toBe(1)
})

describe('an abort', () => {
  const reason = new Error('the run ended')

  test('rejects those who wait for time', async () => {
    const { budget, controller } = budgetOf(1)
    use(budget, 1)
    const waiting = [budget.admit(), budget.admit()]
    controller.abort(reason)
    for (const one of waiting) await expect(one).rejects.toBe(reason)
  })

  test('rejects those who wait for an answer', async () => {
    const { budget, controller } = budgetOf(1)
    await budget.admit()
    const waiting = budget.admit()
    controller.abort(reason)
    await expect(waiting).rejects.toBe(reason)
  })

  test('lets nobody in afterwards', async () => {
    const { budget, controller } = budgetOf(1)
    controller.abort(reason)
    await expect(budget.admit()).rejects.toBe(reason)
  })
})
