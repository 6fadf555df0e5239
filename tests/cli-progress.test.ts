import { stripVTControlCharacters } from 'node:util'
import { describe, expect, test, vi } from 'vitest'
import { block, liveProgress } from '../cli/progress/live.ts'
import { plainProgress } from '../cli/progress/plain.ts'
import { advance, type Tallies } from '../cli/progress/tally.ts'
import type { Progress } from '../engine/target.ts'
import { plain } from '../reports/summary.ts'
import { Kept } from './fixtures/command.ts'

const judged = (target: string, id: string, verdict: string, message = ''): Progress => ({
  kind: 'judged',
  target,
  id,
  verdict,
  message,
})

const EVENTS: Progress[] = [
  { kind: 'started', target: 'staging', rules: 4 },
  { kind: 'started', target: 'hub', rules: 1 },
  judged('staging', 'ITERO-LAB-01', 'pass', 'It held.'),
  judged('staging', 'ITERO-LAB-03', 'fail', 'expected 400, the target created scan 8123'),
  judged('staging', 'ITERO-CODE-03', 'warn', 'expected a body\u001b[2J, found none'),
  { kind: 'budget', target: 'staging', requests: 143, cases: 12, casesLeft: 0, nextCaseInMs: 42_400 },
  { kind: 'budget', target: 'hub', requests: 1, cases: 0 },
]

const talliesAt = (now: number): Tallies => {
  const tallies: Tallies = new Map()
  for (const event of EVENTS) advance(tallies, event, now)
  return tallies
}

describe('in a log', () => {
  test('there is a line for each fail and warn, and one for each target', () => {
    const lines: string[] = []
    const { tell } = plainProgress((line) => lines.push(line))
    for (const event of EVENTS) tell(event)
    tell(judged('staging', 'ITERO-LAB-11', 'inconclusive', 'account.unrelatedLabId is not set'))
    tell({ kind: 'finished', target: 'staging' })
    tell({ kind: 'finished', target: 'hub' })
    expect(lines).toEqual([
      'staging: fail ITERO-LAB-03: expected 400, the target created scan 8123',
      'staging: warn ITERO-CODE-03: expected a body\\x1b[2J, found none',
      'staging: 1 fail, 1 warn, 1 inconclusive, 1 pass',
      'hub: nothing judged',
    ])
  })
})

describe('on a terminal', () => {
  test('there are the counts of each target, and what its rate limit has left', () => {
    expect(block(talliesAt(1000), 1000, plain)).toEqual([
      'staging  3/4 rules  ✗ 1 fail  ! 1 warn  ✓ 1 pass',
      '         no case left in this window, the next one in 43 s',
      'hub      0/1 rule',
    ])
  })

  test('the countdown goes on between two events, and ends at nought', () => {
    const lineAt = (now: number) => block(talliesAt(1000), now, plain)[1]?.trim()
    expect(lineAt(11_000)).toBe('no case left in this window, the next one in 33 s')
    expect(lineAt(43_400)).toBe('no case left in this window')
  })

  test('cases that are left are counted, until every rule is judged', () => {
    const tallies = talliesAt(0)
    advance(tallies, { kind: 'budget', target: 'staging', requests: 150, cases: 13, casesLeft: 1 }, 0)
    expect(block(tallies, 0, plain)[1]?.trim()).toBe('1 case left in this window')
    advance(tallies, judged('staging', 'ITERO-LAB-11', 'pass'), 0)
    expect(block(tallies, 0, plain)).toEqual(['staging  4/4 rules  ✗ 1 fail  ! 1 warn  ✓ 2 pass', 'hub      0/1 rule'])
  })

  test('colours are those of the palette', () => {
    const marked = { ...plain, fail: (text: string) => `<${text}>`, dim: (text: string) => `(${text})` }
    expect(block(talliesAt(0), 0, marked)[0]).toBe('staging  3/4 rules  <✗ 1 fail>  ! 1 warn  ✓ 1 pass')
    expect(block(talliesAt(0), 0, marked)[1]).toBe('(         no case left in this window, the next one in 43 s)')
  })

  test('the block is drawn while the run goes on, and wiped away at its end', async () => {
    const terminal = Object.assign(new Kept(), { isTTY: true, columns: 100, rows: 30 })
    const progress = await liveProgress(terminal, plain)
    for (const event of EVENTS) progress.tell(event)
    await vi.waitFor(() => expect(stripVTControlCharacters(terminal.text)).toContain('staging  3/4 rules'), {
      timeout: 5000,
    })
    progress.stop()
    const after = terminal.text.length
    expect(terminal.text).toContain('\u001b[2K')
    progress.stop()
    expect(terminal.text.slice(after)).not.toContain('staging')
  })
})
