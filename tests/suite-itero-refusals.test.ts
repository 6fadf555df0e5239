import { describe, expect, test } from 'vitest'
import { startMock } from '../profiles/mock.ts'
import { newOrder } from './mock-itero-client.ts'
import { expectSound, having } from './support/itero.ts'
import { type Conformance, conformance, targetOf } from './support/run.ts'
import { type Interception, proxyTo } from './support/servers.ts'

/** What finding out why a window was full too early may cost: windows, with their margins. */
const MOST_WAITED_MS = 4 * 60_600

/** Nothing fails and nothing is left open, in a few windows. */
function expectAsUndisturbed(run: Conformance): void {
  expectSound(run)
  expect([having(run, 'fail'), having(run, 'warn'), having(run, 'inconclusive'), run.ended]).toEqual([
    [],
    [],
    [],
    undefined,
  ])
  expect(run.waitedMs).toBeLessThanOrEqual(MOST_WAITED_MS)
}

/** A run on the mock, on which something else happens. */
async function disturbed(
  intercept: (nthCreate: number) => Interception,
  options: Parameters<typeof conformance>[1] = {},
): Promise<Conformance> {
  const mock = await startMock('itero')
  let creates = 0
  await using proxy = await proxyTo(mock.baseUrl, ({ path }) =>
    path.includes('create-new-order') ? intercept(++creates) : undefined,
  )
  try {
    return await conformance(targetOf({ ...mock.target, baseUrl: proxy.baseUrl }), options)
  } finally {
    await mock.close()
  }
}

const tooMany: Interception = { status: 429, headers: { 'retry-after': '60' }, body: '{"error":"too many cases"}' }

describe('a refusal by the limit that no rule asked for', () => {
  test.each([1, 2, 3, 6, 9, 10, 11, 12, 14, 17, 40, 75, 200])('of create call %d is no verdict', async (nth) =>
    expectAsUndisturbed(await disturbed((create) => (create === nth ? tooMany : undefined))),
  )

  test.each([1, 2, 3])('of create call %d is no verdict where one rule alone is judged', async (nth) => {
    const run = await disturbed((create) => (create === nth ? tooMany : undefined), { chosen: ['ITERO-LAB-03'] })
    expect([...run.rows].map(([id, { verdict }]) => [id, verdict])).toEqual([['ITERO-LAB-03', 'pass']])
  })

  test('that comes again and again is one that it limits too early, and nothing else', async () => {
    const run = await disturbed((create) => (create % 3 === 0 ? tooMany : undefined))
    expectSound(run)
    expect(having(run, 'fail').filter((id) => id !== 'RATE-01')).toEqual([])
    expect(run.ended).toBeUndefined()
  })
})

describe('another caller of the account', () => {
  async function sharing(used: number): Promise<Conformance> {
    const mock = await startMock('itero')
    try {
      const { user, password } = mock.target.account as Record<string, string>
      const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
      for (let nth = 0; nth < used; nth++) {
        const made = await fetch(`${mock.baseUrl}/api/v1/order/create-new-order`, {
          method: 'POST',
          headers: { authorization, 'content-type': 'application/json' },
          body: JSON.stringify(newOrder()),
        })
        expect(made.ok).toBe(true)
      }
      return await conformance(targetOf(mock.target))
    } finally {
      await mock.close()
    }
  }

  test.each([1, 2, 5, 8, 9, 10])('who has created %d cases just before changes no verdict', async (used) =>
    expectAsUndisturbed(await sharing(used)),
  )
})
