import { existsSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { setLedgerAside } from '../cli/run/ledger.ts'
import { Ledger, type LedgerRecord } from '../engine/ledger.ts'
import { command, fakeParts, inFolder } from './fixtures/command.ts'
import { exchange } from './fixtures/report.ts'

const at = new Date('2026-03-02T09:30:00.000Z')

/** A ledger with a write that was made, and one that was refused. */
function ledger(target: string): string {
  const lines: LedgerRecord[] = []
  const kept = new Ledger(target, (line) => lines.push(line))
  const write = { rule: 'OPUS-PAT-02', operation: 'createPatient', makes: 'patient Åsa Synth' }
  kept.enter(write)(exchange(target, 1, {}))
  kept.enter(write)(exchange(target, 2, { response: { status: 400, headers: {}, body: '', bytes: 0 } }))
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('')
}

const configuration = (...kinds: string[]) => ({
  schemaVersion: 1,
  targets: kinds.map((kind) => ({ name: kind, kind })),
})

/** A folder with a ledger of that time. */
const withLedger = (text: string, use: (folder: string) => Promise<void>, more: Record<string, string | object> = {}) =>
  inFolder({ 'ledger.ndjson': text, ...more }, (folder) => {
    utimesSync(join(folder, 'ledger.ndjson'), at, at)
    return use(folder)
  })

describe('the ledger of an earlier run', () => {
  test.each<[what: string, text: string, more: Record<string, object>, writes: number]>([
    ['on a live target', ledger('live'), { 'configuration.json': configuration('live') }, 1],
    ['on targets that are not known', ledger('live'), {}, 1],
    [
      'on a live target and a mock',
      ledger('live') + ledger('mock'),
      { 'configuration.json': configuration('live', 'mock') },
      1,
    ],
    [
      'that was killed as it wrote',
      `${ledger('live')}{"target":"li`,
      { 'configuration.json': configuration('live') },
      2,
    ],
    ['that was killed as it sent', ledger('live').split('\n')[0]!, {}, 1],
  ])('%s is kept', (_, text, more, writes) =>
    withLedger(
      text,
      async (folder) => {
        expect(setLedgerAside(folder)).toEqual({ file: 'ledger-2026-03-02T09-30-00.ndjson', writes })
        expect(existsSync(join(folder, 'ledger.ndjson'))).toBe(false)
        expect(readFileSync(join(folder, 'ledger-2026-03-02T09-30-00.ndjson'), 'utf8')).toBe(text)
      },
      more,
    ),
  )

  test.each<[what: string, text: string, more: Record<string, object>]>([
    ['of embedded mocks', ledger('mock'), { 'configuration.json': configuration('mock') }],
    ['without a write that was done', `${ledger('live').trim().split('\n').slice(2).join('\n')}\n`, {}],
    ['that is empty', '', {}],
  ])('%s makes room', (_, text, more) =>
    withLedger(
      text,
      async (folder) => {
        expect(setLedgerAside(folder)).toBeUndefined()
        expect(readdirSync(folder)).toEqual(Object.keys(more))
      },
      more,
    ),
  )

  test('never takes the place of one that was kept before', () =>
    withLedger(
      ledger('live'),
      async (folder) => {
        expect(setLedgerAside(folder)?.file).toBe('ledger-2026-03-02T09-30-00-2.ndjson')
        expect(readFileSync(join(folder, 'ledger-2026-03-02T09-30-00.ndjson'), 'utf8')).toBe('kept')
      },
      { 'ledger-2026-03-02T09-30-00.ndjson': 'kept' },
    ))
})

describe('run', () => {
  const text = ledger('staging')

  test('tells of it, even with --quiet, and begins a new one', () =>
    withLedger(text, async (folder) => {
      const { status, stderr } = await command(['run', 'itero', '--out', '.', '--quiet'], {
        cwd: folder,
        parts: fakeParts().parts,
      })
      expect(status).toBe(0)
      expect(stderr).toBe(
        'note: an earlier run in this folder may have left the result of 1 write at its targets; see ledger-2026-03-02T09-30-00.ndjson\n',
      )
      expect(existsSync(join(folder, 'ledger.ndjson'))).toBe(false)
    }))

  test('leaves it where it is for a plan', () =>
    withLedger(text, async (folder) => {
      await command(['run', 'itero', '--out', '.', '--plan'], { cwd: folder, parts: fakeParts().parts })
      expect(readFileSync(join(folder, 'ledger.ndjson'), 'utf8')).toBe(text)
    }))

  test('removes it after a run on embedded mocks alone', () =>
    inFolder({}, async (folder) => {
      const { parts } = fakeParts()
      await command(['run', 'itero', '--out', '.'], { cwd: folder, parts })
      writeFileSync(join(folder, 'ledger.ndjson'), ledger('itero'))
      const { stderr } = await command(['run', 'itero', '--out', '.', '--quiet'], { cwd: folder, parts })
      expect(stderr).toBe('')
      expect(readdirSync(folder).filter((name) => name.startsWith('ledger'))).toEqual([])
    }))
})
