import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { HOUR, longestWait, MARGIN, MINUTE, type Vendor } from '../suites/inbox/api.ts'
import { discrepancies } from '../suites/inbox/case-account.ts'
import type { HubEvent } from '../suites/inbox/events.ts'
import { owedBy } from '../suites/inbox/model.ts'
import { answered } from './support/inbox.ts'

const company = 'company-a'
const vendors: Vendor[] = ['itero', 'medit-link', 'shining-3d']

const connected = (vendor: Vendor, at = 0): HubEvent => ({ kind: 'connected', companyId: company, vendor, at })
const aCase = (vendor: Vendor, at: number, caseId = 'case1', companyId = company): HubEvent => ({
  kind: 'case',
  companyId,
  vendor,
  caseId,
  pushed: false,
  at,
})

/** What gets in the way of an inbox, and what puts it right. */
const INTERRUPTIONS = [
  ['expired', 'renewed'],
  ['rejected', 'renewed'],
  ['down', 'up'],
] as const

const interruption = fc.constantFrom(...INTERRUPTIONS)
const vendor = fc.constantFrom(...vendors)
const time = fc.integer({ min: 0, max: 30 * HOUR })

describe('what a case inbox owes', () => {
  test('a case that nothing is in the way of, from the longest wait on, and no earlier', () => {
    fc.assert(
      fc.property(vendor, time, (one, at) => {
        const story = [connected(one), aCase(one, at)]
        const wait = longestWait(one) + MARGIN
        expect(owedBy(story, at + wait).map(({ due }) => due)).toEqual([true])
        expect(owedBy(story, at + wait - 1).map(({ due }) => due)).toEqual([false])
      }),
    )
  })

  test('no case for as long as something is in the way, whatever it is', () => {
    fc.assert(
      fc.property(vendor, interruption, time, time, (one, [begins], at, later) => {
        const story: HubEvent[] = [
          connected(one),
          { kind: begins, companyId: company, vendor: one, at: 0 },
          aCase(one, at),
        ]
        expect(owedBy(story, at + later).map(({ due }) => due)).toEqual([false])
      }),
    )
  })

  test('a case of the meantime, the longest wait after an interruption', () => {
    fc.assert(
      fc.property(vendor, interruption, time, time, (one, [begins, ends], at, lasting) => {
        const over = at + lasting
        const story: HubEvent[] = [
          connected(one),
          { kind: begins, companyId: company, vendor: one, at: 0 },
          aCase(one, at),
          { kind: ends, companyId: company, vendor: one, at: over },
        ]
        const wait = longestWait(one) + MARGIN
        expect(owedBy(story, over + wait).map(({ due }) => due)).toEqual([true])
        expect(owedBy(story, over + wait - 1).map(({ due }) => due)).toEqual([false])
      }),
    )
  })

  test('limits stop every inbox of the company, and none of another one', () => {
    const other = 'company-b'
    const story: HubEvent[] = [
      ...vendors.flatMap((one) => [connected(one), { ...connected(one), companyId: other }]),
      { kind: 'credits', companyId: company, some: false, at: 0 },
      ...vendors.flatMap((one) => [aCase(one, 0), aCase(one, 0, 'case2', other)]),
    ]
    expect(owedBy(story, 24 * HOUR).filter(({ due }) => due)).toEqual(
      vendors.map((one) => ({ companyId: other, vendor: one, caseId: 'case2', due: true })),
    )
  })

  test('what is due stays due, whatever interrupts the inbox later', () => {
    fc.assert(
      fc.property(vendor, interruption, time, (one, [begins], later) => {
        const wait = longestWait(one) + MARGIN
        const story: HubEvent[] = [
          connected(one),
          aCase(one, 0),
          { kind: begins, companyId: company, vendor: one, at: wait },
        ]
        expect(owedBy(story, wait + later).map(({ due }) => due)).toEqual([true])
      }),
    )
  })

  test('never a case from before its vendor was connected, or from a connection that has ended', () => {
    const early = owedBy([aCase('itero', 0), connected('itero', MINUTE)], 24 * HOUR)
    const left = owedBy(
      [
        connected('itero'),
        aCase('itero', 0),
        { kind: 'disconnected', companyId: company, vendor: 'itero', at: 2 * HOUR },
        connected('itero', 3 * HOUR),
      ],
      24 * HOUR,
    )
    expect([early, left].map(([one]) => one?.due)).toEqual([false, false])
  })

  test('nothing from before a company begins anew', () => {
    const story: HubEvent[] = [connected('itero'), aCase('itero', 0), { kind: 'reset', companyId: company, at: HOUR }]
    expect(owedBy(story, 24 * HOUR)).toEqual([])
  })
})

describe('a case inbox held against what it owes', () => {
  const listed = (...caseIds: string[]) =>
    answered('listCases', {
      cases: caseIds.map((caseId) => ({
        caseId,
        vendor: 'itero',
        inboxId: 'inbox',
        receivedAt: '2026-01-05T08:00:00Z',
      })),
    })
  const owed = ['case1', 'case2', 'case3'].map((caseId, nth) => ({
    companyId: company,
    vendor: 'itero' as const,
    caseId,
    due: nth > 0,
  }))

  test('agrees where every due case is there once, in any order, among others', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(['case1', 'other', 'another']), (more) => {
        expect(discrepancies(listed('case2', ...more, 'itero/case3'), owed, company)).toEqual([])
      }),
    )
  })

  test('finds each due case that is missing, and each that is there twice', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 3 }),
        fc.integer({ min: 0, max: 3 }),
        fc.integer({ min: 0, max: 3 }),
        (...counts) => {
          const ids = counts.flatMap((count, nth) => Array.from({ length: count }, () => `case${nth + 1}`))
          const kinds = counts.map((count, nth) =>
            count > 1 ? 'doubled' : count === 0 && nth > 0 ? 'lost' : undefined,
          )
          expect(discrepancies(listed(...ids), owed, company)?.map(({ caseId, kind }) => [caseId, kind])).toEqual(
            kinds.flatMap((kind, nth) => (kind ? [[`case${nth + 1}`, kind]] : [])),
          )
        },
      ),
    )
  })

  test('has a case as often as vendors have one of that ID', () => {
    const twice = [...owed, { companyId: company, vendor: 'dexis' as const, caseId: 'case2', due: true }]
    const kinds = (...ids: string[]) => discrepancies(listed(...ids), twice, company)?.map(({ kind }) => kind)
    expect([
      kinds('case2', 'case2', 'case3'),
      kinds('case2', 'case3'),
      kinds('case2', 'case2', 'case2', 'case3'),
    ]).toEqual([[], ['lost'], ['doubled']])
  })

  test('says nothing of an answer that is no list of cases', () => {
    expect(discrepancies(answered('listCases', { cases: 'none' }), owed, company)).toBeUndefined()
    expect(discrepancies(answered('listCases', { cases: [{ vendor: 'itero' }] }), owed, company)).toBeUndefined()
  })
})
