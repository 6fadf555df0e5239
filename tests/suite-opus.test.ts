import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fileJournal, noJournal } from '../engine/journal.ts'
import type { LedgerRecord } from '../engine/ledger.ts'
import type { RunningMock } from '../engine/mock.ts'
import { RunEnded } from '../engine/run-ended.ts'
import { runTarget, type TargetRun } from '../engine/run-target.ts'
import type { Judged } from '../engine/runner.ts'
import type { Target } from '../engine/target.ts'
import { profileNamed } from '../profiles/load.ts'
import { startMock } from '../profiles/mock.ts'
import { requirements } from '../suites/opus/requirements.gen.ts'
import { liveClient } from '../targets/live.ts'
import { judgedAgain } from './support/judged-again.ts'
import { conformance, targetOf } from './support/run.ts'

const ALL = requirements.map(({ id }) => id as string)

let mock: Required<RunningMock>
beforeAll(async () => {
  mock = await startMock('opus')
})
afterAll(() => mock.close())

/** A run of which everything is kept. */
async function run(target: Target, parts: Partial<TargetRun> = {}) {
  const transport = liveClient({ timeoutMs: 10_000, userAgent: 'bitewing-test' })
  const judged = new Map<string, Judged>()
  try {
    const outcome = await runTarget({
      profile: await profileNamed('opus'),
      target,
      options: { chosen: ALL, seed: 1, exhaustive: false, timeoutMs: 10_000 },
      transport,
      journal: noJournal,
      controller: new AbortController(),
      onJudged: (one) => judged.set(one.id, one),
      ...parts,
    })
    return { ...outcome, judged }
  } finally {
    await transport.close()
  }
}

const outcomes = (judged: ReadonlyMap<string, Judged>, outcome: string): string[] =>
  ALL.filter((id) => judged.get(id)?.finding.outcome === outcome)

describe('a conforming target', () => {
  test('is judged whole, within the bound on requests, and what was found and left behind is told', async () => {
    const { exchanges, judged, discovered, leftBehind } = await run(targetOf(mock.target))
    expect(outcomes(judged, 'holds')).toEqual(ALL)
    expect(exchanges.length).toBeLessThan(610)
    expect(discovered).toEqual([
      expect.stringMatching(/^5 clinics: /),
      expect.stringMatching(/^12 clinicians: /),
      expect.stringMatching(/^10 treatments: /),
      expect.stringMatching(/^[\d,]+ free slots from /),
    ])
    // What a 503 refuses may have been done; the outage's own rules say whether it was.
    const writes = exchanges.filter(
      ({ request, response }) => request.method !== 'GET' && [200, 503].includes(response?.status ?? 0),
    )
    expect(leftBehind).toHaveLength(writes.length)
    for (const { id } of writes) expect(leftBehind).toContainEqual(expect.stringContaining(`(${id}`))
  })

  test('passes again, with the patients of the runs before in it', async () => {
    for (let nth = 0; nth < 2; nth++) {
      const { rows, exchanges } = await conformance(targetOf(mock.target))
      expect(
        [...rows.values()].filter(({ verdict }) => verdict !== 'pass').map(({ id, message }) => [id, message]),
      ).toEqual([])
      // A number that an earlier run took is asked for before the next one is.
      expect(exchanges.length).toBeLessThan(650)
    }
  })

  test('is judged the same from the stored evidence', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'opus-'))
    try {
      const journal = fileJournal(folder)
      const defective = await startMock('opus', { defects: ['bookings-first-only', 'by-month-ignores-clinic-id'] })
      const { judged } = await run(targetOf(defective.target), { journal })
      await defective.close()
      journal.close()
      expect(Object.fromEntries(await judgedAgain(folder, 'opus'))).toEqual(
        Object.fromEntries([...judged].map(([id, { finding }]) => [id, finding])),
      )
      expect(outcomes(judged, 'broken')).toEqual(['OPUS-BOOK-03', 'OPUS-SLOT-05'])
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  test('is asked little where little is chosen', async () => {
    const chosen = ['OPUS-CLINIC-08']
    const { exchanges, judged } = await run(targetOf(mock.target), {
      options: { chosen, seed: 1, exhaustive: false, timeoutMs: 10_000 },
    })
    expect(outcomes(judged, 'holds')).toEqual(chosen)
    expect(exchanges.length).toBeLessThan(20)
  })

  test('of many clinics, clinicians and treatments is judged by a sample of them', async () => {
    const large = await startMock('opus', { size: { clinics: 12, clinicians: 60, treatments: 50 } } as object)
    try {
      const { rows, exchanges } = await conformance(targetOf(large.target))
      expect([...rows.values()].filter(({ verdict }) => verdict !== 'pass').map(({ id }) => id)).toEqual([])
      expect(exchanges.length).toBeLessThan(1150)
    } finally {
      await large.close()
    }
  })
})

describe('a target that', () => {
  test('has no provider states leaves the outage open, and nothing else', async () => {
    const { providerStatesUrl: _, ...entry } = mock.target
    const { judged } = await run(targetOf(entry))
    const open = ALL.filter((id) => id.startsWith('OPUS-DOWN-'))
    expect(outcomes(judged, 'unobserved')).toEqual(open)
    for (const id of open) {
      expect(judged.get(id)?.finding).toMatchObject({ remedy: expect.stringContaining('providerStatesUrl') })
    }
  })

  test('must not be written to is only read from, and what was not tried says how it can be', async () => {
    const { exchanges, judged, leftBehind } = await run({ ...targetOf(mock.target), allowWrites: false })
    expect(exchanges.filter(({ request }) => request.method !== 'GET')).toEqual([])
    expect(leftBehind).toBeUndefined()
    expect(outcomes(judged, 'broken')).toEqual([])
    const open = outcomes(judged, 'unobserved')
    expect(open).toEqual(expect.arrayContaining(['OPUS-PAT-01', 'OPUS-BOOK-01', 'OPUS-KEY-01', 'OPUS-DOWN-05']))
    for (const id of open.filter((one) => !one.startsWith('OPUS-SHAPE-'))) {
      expect([id, judged.get(id)?.finding]).toEqual([
        id,
        expect.objectContaining({ remedy: expect.stringContaining('--allow-writes') }),
      ])
    }
    const held = outcomes(judged, 'holds')
    expect(held).toEqual(expect.arrayContaining(['OPUS-PAT-06', 'OPUS-BOOK-09', 'OPUS-SLOT-08', 'OPUS-DOWN-02']))
  })

  test('is interrupted in its outage has its backend again, and the ledger has every write', async () => {
    const controller = new AbortController()
    const lines: LedgerRecord[] = []
    const { exchanges, judged, ended, leftBehind } = await run(targetOf(mock.target), {
      controller,
      journal: { ...noJournal, ledger: (line) => lines.push(line) },
      onExchange({ response }) {
        if (response?.status === 503) controller.abort(new RunEnded('stopped'))
      },
    })
    expect(ended).toBe('stopped')
    expect(outcomes(judged, 'unobserved')).toEqual(ALL.filter((id) => id.startsWith('OPUS-DOWN-')))
    const writes = exchanges.filter(({ request }) => request.method !== 'GET')
    expect(lines.filter(({ state }) => state === 'sending')).toHaveLength(writes.length)
    const made = writes.filter(({ response }) => response?.status === 200)
    for (const { id } of made) expect(leftBehind).toContainEqual(expect.stringContaining(id))
    const answer = await fetch(`${mock.baseUrl}/api/v1/patient?year=1991&month=1&day=1&extradigits=2399`, {
      headers: { api_key: String(mock.target.apiKey) },
    })
    expect(answer.status).not.toBe(503)
  })

  test('is interrupted while a write is under way has that one in its ledger', async () => {
    const controller = new AbortController()
    const { leftBehind } = await run(targetOf(mock.target), {
      controller,
      journal: { ...noJournal, ledger: () => controller.abort(new RunEnded('stopped')) },
    })
    expect(leftBehind).toEqual([expect.stringMatching(/^patient .* perhaps: its answer does not tell\)$/)])
  })
})
