import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate, setTimeout } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { fileJournal } from '../engine/journal.ts'
import { Ledger, type LedgerRecord } from '../engine/ledger.ts'
import { Memo } from '../engine/memo.ts'
import { Phases } from '../engine/phases.ts'
import { ProviderStateError, providerStates } from '../engine/states.ts'
import type { Transport, WireRequest } from '../engine/transport.ts'
import { exchange } from './fixtures/report.ts'

describe('phases', () => {
  test('begin once all that was asked of the phases before is through, in whatever order it was asked', async () => {
    const phases = new Phases(['reads', 'writes', 'outage'])
    const order: string[] = []
    const task = (name: string, ms: number) => async () => {
      order.push(`${name} begins`)
      await setTimeout(ms)
      order.push(`${name} ends`)
    }
    await Promise.all([
      phases.during('outage', task('outage', 1)),
      phases.during('writes', task('write', 1)),
      phases.during('reads', task('slow read', 20)),
      phases.during('reads', task('read', 1)),
    ])
    expect(order).toEqual([
      'slow read begins',
      'read begins',
      'read ends',
      'slow read ends',
      'write begins',
      'write ends',
      'outage begins',
      'outage ends',
    ])
  })

  test('hold back the next one while a task asks for more, and go on after one that fails', async () => {
    const phases = new Phases(['writes', 'outage'])
    const order: string[] = []
    const outage = phases.during('outage', async () => void order.push('outage'))
    const failing = phases.during('writes', async () => {
      await setImmediate()
      await phases.during('writes', async () => void order.push('asked for meanwhile'))
      throw new Error('broken')
    })
    await expect(failing).rejects.toThrow('broken')
    await outage
    // What belongs to a phase that is over starts at once.
    await phases.during('writes', async () => void order.push('late'))
    expect(order).toEqual(['asked for meanwhile', 'outage', 'late'])
  })
})

test('a thing is done once, and an error is kept for all who ask', async () => {
  const memo = new Memo<number>()
  let made = 0
  const make = async () => ++made
  expect(await Promise.all([memo.get('a', make), memo.get('a', make), memo.get('b', make)])).toEqual([1, 1, 2])
  const failing = () => Promise.reject(new Error('broken'))
  await expect(memo.get('c', failing)).rejects.toThrow('broken')
  await expect(memo.get('c', make)).rejects.toThrow('broken')
})

describe('the ledger', () => {
  test('has a write on disk before it is sent, and tells what was, or may have been, left behind', () => {
    const folder = mkdtempSync(join(tmpdir(), 'ledger-'))
    try {
      const journal = fileJournal(folder)
      const lines = () =>
        readFileSync(join(folder, 'ledger.ndjson'), 'utf8')
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line) as LedgerRecord)
      const ledger = new Ledger('opus', (line) => journal.ledger(line))
      const write = (makes: string) => ledger.enter({ rule: 'OPUS-PAT-09', operation: 'createPatient', makes })
      const [made, refused, lost] = [write('patient A'), write('patient B'), write('patient C')]
      write('patient D')
      expect(lines().map(({ write, makes, state }) => [write, makes, state])).toEqual([
        ['opus-w001', 'patient A', 'sending'],
        ['opus-w002', 'patient B', 'sending'],
        ['opus-w003', 'patient C', 'sending'],
        ['opus-w004', 'patient D', 'sending'],
      ])
      const answered = (id: string, status: number) =>
        exchange('opus', 0, { id, response: { status, headers: {}, body: '', bytes: 0 } })
      made!(answered('opus-0001', 201))
      refused!(answered('opus-0002', 400))
      lost!(answered('opus-0003', 500))
      expect(
        lines()
          .slice(4)
          .map(({ write, state, exchange }) => [write, state, exchange]),
      ).toEqual([
        ['opus-w001', 'made', 'opus-0001'],
        ['opus-w002', 'refused', 'opus-0002'],
        ['opus-w003', 'unknown', 'opus-0003'],
      ])
      expect(ledger.leftBehind()).toEqual([
        'patient A (opus-0001)',
        'patient C (opus-0003, perhaps: its answer does not tell)',
        'patient D (opus-w004, perhaps: its answer does not tell)',
      ])
      journal.close()
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})

describe('undoing a provider state', () => {
  const answering = (status: (body: { state: string; action: string }) => number) => {
    const sent: string[] = []
    const transport: Transport = {
      async send(request: WireRequest, signal) {
        signal.throwIfAborted()
        const body = JSON.parse(request.body as string) as { state: string; action: string }
        sent.push(`${body.action} ${body.state}`)
        return { status: status(body), headers: {}, body: '', bytes: 0 }
      },
      close: async () => {},
    }
    return { sent, transport }
  }

  test('tears it down and sets up its opposite, also where the run has ended', async () => {
    const { sent, transport } = answering(() => 200)
    const states = providerStates(transport, 'http://127.0.0.1/states', AbortSignal.abort())
    await states.undo('down', 'up')
    expect(sent).toEqual(['teardown down', 'setup up'])
    await expect(states.setup('down')).rejects.toThrow()
  })

  test('is content with either, and rejects where the target takes neither', async () => {
    const known = answering(({ state }) => (state === 'down' ? 200 : 400))
    await providerStates(known.transport, 'http://127.0.0.1/states', new AbortController().signal).undo('down', 'up')
    const unknown = answering(() => 404)
    const states = providerStates(unknown.transport, 'http://127.0.0.1/states', new AbortController().signal)
    await expect(states.undo('down', 'up')).rejects.toThrow(ProviderStateError)
  })
})
