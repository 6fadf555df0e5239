import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { version } from '../../cli/version.ts'
import { fileJournal } from '../../engine/journal.ts'
import type { Target } from '../../engine/target.ts'
import { startMock } from '../../profiles/mock.ts'
import { targetReport, usageOf } from '../../reports/assemble.ts'
import { json } from '../../reports/json.ts'
import type { Report } from '../../reports/model.ts'
import { conformance, targetOf } from './run.ts'

/** A run on a mock of itero with one defect, as the command leaves it in a folder; resolves with its target and what was judged. */
export async function storeRun(folder: string): Promise<{ target: Target; judged: string[] }> {
  const mock = await startMock('itero', { defects: ['gender-1-refused'] })
  const journal = fileJournal(folder)
  try {
    const target = targetOf(mock.target)
    const { rows, exchanges, waitedMs } = await conformance(target, {}, journal)
    const report: Report = {
      schemaVersion: 1,
      tool: { name: 'bitewing', version: version() },
      startedAt: '2026-01-02T03:04:05.000Z',
      durationMs: 1,
      seed: 1,
      complete: true,
      targets: [targetReport(target, [...rows.values()], usageOf(exchanges, waitedMs))],
    }
    writeFileSync(join(folder, 'report.json'), json.write({ report, exchanges: [] }))
    return { target, judged: [...rows.keys()] }
  } finally {
    journal.close()
    await mock.close()
  }
}
