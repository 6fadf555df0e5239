import { describe, expect, test } from 'vitest'
import type { Exchange } from '../engine/exchange.ts'
import {
  EVIDENCE_FILE,
  type EvidenceRecord,
  EXCHANGES_FILE,
  fileJournal,
  markExchange,
  reviveEvidence,
} from '../engine/journal.ts'
import { profileNamed } from '../profiles/load.ts'
import { startMock } from '../profiles/mock.ts'
import { requirementReport } from '../reports/assemble.ts'
import { inFolder } from './fixtures/command.ts'
import { exchange } from './fixtures/report.ts'
import { judgedAgain, linesOf } from './support/judged-again.ts'
import { conformance, targetOf } from './support/run.ts'

describe('the journal', () => {
  test('has each entry on disk as soon as it is written, exchanges in evidence by reference', () =>
    inFolder({}, async (folder) => {
      const journal = fileJournal(folder)
      const one = markExchange(exchange('t', 1, {}))
      const other = exchange('t', 2, { id: 't-0002' })
      journal.exchange(one)
      expect(linesOf(folder, EXCHANGES_FILE)).toEqual([one])
      journal.evidence({ target: 't', rule: 'R-1', durationMs: 1, evidence: { nested: [one], loose: other } })
      expect(linesOf<EvidenceRecord>(folder, EVIDENCE_FILE)[0]?.evidence).toEqual({
        nested: [{ $exchange: one.id }],
        loose: other,
      })
      journal.close()
    }))

  test('of several that append is whole', () =>
    inFolder({}, async (folder) => {
      const journals = [fileJournal(folder), fileJournal(folder)]
      for (let nth = 0; nth < 50; nth++) journals[nth % 2]!.exchange(exchange('t', nth, { id: `t-${nth}` }))
      for (const journal of journals) journal.close()
      expect(linesOf<Exchange>(folder, EXCHANGES_FILE).map(({ id }) => id)).toEqual(
        Array.from({ length: 50 }, (_, nth) => `t-${nth}`),
      )
    }))
})

test('evidence that cites an exchange that is not stored is an error', () => {
  expect(() => reviveEvidence([{ $exchange: 't-9' }], new Map())).toThrow('cites exchange t-9')
})

describe('a stored run, judged again', () => {
  test.each([
    ['a conforming target', []],
    ['a target with defects', ['gender-0-refused', 'maps-count-as-cases']],
    ['a target without a limit', ['no-limit']],
  ])('of %s has the same verdicts for the same reasons', async (_, defects) => {
    const mock = await startMock('itero', { defects })
    try {
      await inFolder({}, async (folder) => {
        const journal = fileJournal(folder)
        const { rows } = await conformance(targetOf(mock.target), {}, journal)
        journal.close()
        const { requirements } = await profileNamed('itero')
        const findings = await judgedAgain(folder, 'itero')
        const again = requirements.map((one) => {
          const { durationMs = 0 } = rows.get(one.id) ?? {}
          return [one.id, requirementReport(one, findings.get(one.id)!, durationMs, [], '2026-01-01')] as const
        })
        expect(new Map(again)).toEqual(rows)
      })
    } finally {
      await mock.close()
    }
  })
})
