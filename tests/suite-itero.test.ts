import { describe, expect, test } from 'vitest'
import type { Exchange } from '../engine/exchange.ts'
import { startMock } from '../profiles/mock.ts'
import { requirements } from '../suites/itero/requirements.gen.ts'
import { expectSound, having } from './support/itero.ts'
import { type Conformance, conformance, conformanceOfMock, targetOf } from './support/run.ts'

const ALL = requirements.map(({ id }) => id.replace('ITERO-', ''))
const cases = ({ exchanges }: Conformance) => exchanges.filter((one) => one.case === 'counted').length
const refusals = ({ exchanges }: Conformance) => exchanges.filter((one) => one.case === 'refused')

/** A run on the mock, with its configuration changed. */
async function configured(
  change: (entry: Record<string, Record<string, unknown>>) => object,
  options: Parameters<typeof conformance>[1] = {},
): Promise<Conformance> {
  const mock = await startMock('itero')
  try {
    const entry = mock.target as Record<string, Record<string, unknown>>
    return await conformance({ ...targetOf(mock.target), ...change(entry) }, options)
  } finally {
    await mock.close()
  }
}

const without = (account: Record<string, unknown>, ...keys: string[]) =>
  Object.fromEntries(Object.entries(account).filter(([key]) => !keys.includes(key)))

describe('a conforming target', () => {
  test('passes every rule, with twelve cases and one window', async () => {
    const run = await conformanceOfMock('itero')
    expectSound(run)
    expect(having(run, 'pass')).toEqual(ALL)
    expect([cases(run), run.ended]).toEqual([12, undefined])
    expect(run.waitedMs).toBeLessThan(1.1 * 60_000)
  })

  test.each([1, 2, 3, 4, 5, 6])('passes with seed %d', async (seed) => {
    const run = await conformanceOfMock('itero', { seed: 100 + seed }, { seed })
    expect([having(run, 'pass').length, cases(run)]).toEqual([ALL.length, 12])
  })

  test('sends nothing that the limit refuses, but for the rules on the limit', async () => {
    const run = await conformanceOfMock('itero')
    expect(
      refusals(run).every(({ purpose, atLimit }: Exchange & { atLimit?: true }) => purpose === 'limit' || atLimit),
    ).toBe(true)
  })

  test('without a second account passes with eleven, and the one rule that needs it says so', async () => {
    const run = await configured(({ account }) => ({ settings: { account } }))
    expect([cases(run), having(run, 'inconclusive')]).toEqual([11, ['RATE-08']])
    expect(run.rows.get('ITERO-RATE-08')?.message).toContain('secondAccount')
    expect(having(run, 'pass')).toHaveLength(ALL.length - 1)
  })

  test.each(['aligned-window', 'fixed-window'])('with the %s passes', async (variant) => {
    const run = await conformanceOfMock('itero', { variants: [variant] })
    expect([having(run, 'fail'), having(run, 'warn'), having(run, 'inconclusive')]).toEqual([[], [], []])
  })

  test('passes exhaustively, with more of everything', async () => {
    const run = await conformanceOfMock('itero', {}, { exhaustive: true })
    expectSound(run)
    expect(having(run, 'pass')).toEqual(ALL)
    const maps = new Set(
      run.exchanges
        .filter((one) => one.case === 'counted' && one.operation === 'createNewOrder')
        .map((one) => JSON.parse(one.request.body as string).procedureMapId),
    )
    const listed = JSON.parse(run.exchanges[0]?.response?.body as string).procedureMaps
    expect(maps.size).toBe(listed.length)
    expect(cases(run)).toBeGreaterThan(listed.length)
  })
})

describe('where writing is not allowed', () => {
  test('only reads are sent, and every other rule says what would make it possible', async () => {
    const run = await configured(() => ({ allowWrites: false }))
    expectSound(run)
    expect(run.exchanges.map(({ request }) => request.method)).toEqual(run.exchanges.map(() => 'GET'))
    expect(run.exchanges.length).toBeLessThan(10)
    expect([having(run, 'fail'), having(run, 'warn')]).toEqual([[], []])
    const passed = having(run, 'pass')
    expect(passed).toEqual(
      ALL.filter((id) => id.startsWith('MAPS-') || ['AUTH-07', 'CODE-01', 'CODE-02', 'CODE-05'].includes(id)),
    )
    for (const id of having(run, 'inconclusive').filter((one) => one.startsWith('LAB-') || one.startsWith('RATE-')))
      expect(run.rows.get(`ITERO-${id}`)?.message).toContain('allowWrites')
  })
})

describe('a key that is not configured', () => {
  test.each(['user', 'password', 'companyId', 'scannerSerialNumber'])(
    'account.%s leaves all orders out, and each rule on them names it',
    async (key) => {
      const run = await configured(({ account }) => ({ settings: { account: without(account!, key) } }))
      expectSound(run)
      expect(run.exchanges.every(({ request }) => request.method === 'GET')).toBe(true)
      expect([having(run, 'fail'), having(run, 'warn')]).toEqual([[], []])
      for (const id of [
        'LAB-03',
        'REQ-01',
        'AUTH-01',
        'GENDER-01',
        'RATE-01',
        'RX-02',
        'RESP-01',
        'RESP-05',
        'RX-16',
        'MAP-02',
      ])
        expect([id, run.rows.get(`ITERO-${id}`)?.message]).toEqual([id, expect.stringContaining(`account.${key}`)])
    },
  )

  test.each<[string, string[]]>([
    [
      'restoLabId',
      ['LAB-01', 'LAB-03', 'LAB-05', 'LAB-09', 'LAB-10', 'LAB-11', 'LAB-12', 'RX-11', 'RX-12', 'RX-14', 'RX-15'],
    ],
    [
      'orthoLabId',
      ['LAB-02', 'LAB-04', 'LAB-05', 'LAB-09', 'LAB-10', 'LAB-11', 'LAB-12', 'RX-11', 'RX-12', 'RX-14', 'RX-15'],
    ],
    ['unrelatedLabId', ['LAB-11', 'RX-14']],
    ['otherCompanyId', ['ACC-01', 'RX-10']],
    ['otherScannerSerialNumber', ['ACC-01', 'ACC-02', 'RX-10']],
  ])('account.%s leaves open what needs it, and each rule names it', async (key, open) => {
    const run = await configured(({ account, secondAccount }) => ({
      settings: { account: without(account!, key), secondAccount },
    }))
    expectSound(run)
    expect([having(run, 'fail'), having(run, 'warn')]).toEqual([[], []])
    expect([...having(run, 'inconclusive')].sort()).toEqual([...open].sort())
    for (const id of open) expect(run.rows.get(`ITERO-${id}`)?.message).toContain(`account.${key}`)
  })
})

describe('one rule alone', () => {
  const only = (...chosen: string[]) => conformanceOfMock('itero', {}, { chosen: chosen.map((id) => `ITERO-${id}`) })

  test.each<[string, number, number]>([
    ['MAPS-01', 2, 0],
    ['AUTH-07', 2, 0],
    ['LAB-03', 5, 1],
    ['LAB-01', 4, 1],
    ['GENDER-01', 5, 2],
    ['AUTH-01', 6, 2],
    ['AUTH-04', 6, 3],
    ['REQ-01', 8, 2],
    ['RX-02', 10, 3],
    ['RX-19', 8, 4],
    ['RESP-05', 8, 2],
    ['OPT-01', 8, 3],
  ])('%s is judged with few requests: %d at the most, %d cases among them', async (id, requests, most) => {
    const run = await only(id)
    expect([...run.rows].map(([one, { verdict }]) => [one, verdict])).toEqual([[`ITERO-${id}`, 'pass']])
    expect([run.exchanges.length, cases(run)]).toEqual([
      expect.toSatisfy((n) => n <= requests),
      expect.toSatisfy((n) => n <= most),
    ])
    expect(run.waitedMs).toBe(0)
    const sent = new Set(run.exchanges.map((one) => one.id))
    for (const { purpose, controlId, changes } of run.exchanges)
      if (purpose === 'variation')
        expect([sent.has(controlId ?? ''), changes?.length]).toEqual([true, expect.toSatisfy((n) => n > 0)])
  })

  test('that speaks of all answers is judged on the whole suite', async () => {
    const run = await only('CODE-01')
    expect([...run.rows.keys()]).toEqual(['ITERO-CODE-01'])
    expect(run.exchanges.length).toBeGreaterThan(300)
  })

  test.each(['RATE-01', 'RATE-02', 'RATE-03', 'RATE-04', 'RATE-05', 'RATE-06', 'RATE-07', 'RATE-08'])(
    'on the limit, %s, is judged with twelve cases',
    async (id) => {
      const run = await only(id)
      expect([...run.rows].map(([one, { verdict }]) => [one, verdict])).toEqual([[`ITERO-${id}`, 'pass']])
      expect(cases(run)).toBeLessThanOrEqual(12)
    },
  )
})
