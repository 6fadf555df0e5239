import { expect, test } from 'vitest'
import { fleetCsv } from '../reports/fleets/csv.ts'
import { fillFleetPage } from '../reports/fleets/html.ts'
import { fleetMarkdown } from '../reports/fleets/markdown.ts'
import type { FleetReport, FleetReportTarget } from '../reports/fleets/model.ts'
import { byVersion, fleetInWords, standingOut } from '../reports/fleets/words.ts'

const target = (name: string, fails: string[], rest: Partial<FleetReportTarget> = {}): FleetReportTarget => ({
  name,
  profile: 'opus',
  baseUrl: `https://${name}.example`,
  group: name,
  state: 'judged',
  serverVersion: null,
  last: {
    startedAt: '2026-03-02T09:30:00.000Z',
    durationMs: 1200,
    complete: true,
    summary: { pass: 9, fail: fails.length, warn: 0, inconclusive: 0, waived: 0, notApplicable: 0 },
    fails,
  },
  reason: null,
  ...rest,
})

const HOSTILE = '</script><script>alert(1)</script>=cmd|'

const report: FleetReport = {
  schemaVersion: 1,
  tool: { name: 'bitewing', version: '0.1.0' },
  at: '2026-03-02T10:00:00.000Z',
  changedSince: '2026-03-01T10:00:00.000Z',
  targets: [
    target('a', ['A-1', 'A-2', 'A-3'], { serverVersion: HOSTILE }),
    target('b', ['A-1']),
    target('c', ['A-1']),
    target('d', [], { state: 'away', reason: HOSTILE }),
    target('e', [], { state: 'due', last: null }),
  ],
  findings: [
    {
      requirement: 'A-1',
      verdict: 'fail',
      targets: [{ name: 'a', since: '2026-02-01T10:00:00.000Z', message: HOSTILE }],
    },
  ],
  changes: [{ at: '2026-03-02T09:30:00.000Z', target: 'b', requirement: 'A-1', from: 'pass', to: 'fail' }],
  brokenOff: [{ at: '2026-03-02T09:00:00.000Z', target: 'b', reason: HOSTILE, leftBehind: ['a booking (b-w001)'] }],
}

test('the words say how the fleet stands, and what stands out', () => {
  expect(fleetInWords(report)).toEqual({
    headline: '3 of 5 targets break documented rules',
    detail: '1 not judged yet, 1 away.',
  })
  expect(standingOut(report, 20).map(({ name }) => name)).toEqual(['a'])
  expect(byVersion(report)).toEqual([
    { version: 'not told', targets: 4, failing: 2 },
    { version: HOSTILE, targets: 1, failing: 1 },
  ])
})

test('the table has a line for each target, and no formula', () => {
  const lines = fleetCsv(report).trimEnd().split('\r\n')
  expect(lines).toHaveLength(6)
  expect(lines[1]).toContain('A-1 A-2 A-3')
  expect(fleetCsv({ ...report, targets: [target('a', [], { reason: '=1+1' })] })).toContain("'=1+1")
})

test('the summary names the rule, where it fails for longest, and what changed', () => {
  const text = fleetMarkdown(report)
  expect(text).toContain('| `A-1` | fail | 1 | `a` | 2026-02-01 10:00 UTC |')
  expect(text).toContain('| 2026-03-02 09:30 UTC | `b` | `A-1` | pass | fail |')
  expect(text).toMatch(/\| 2026-03-02 09:00 UTC \| `b` \| .* \| `a booking \(b-w001\)` \|/)
  expect(text).not.toContain('<script>')
})

test('the page carries the data in a block that nothing in it ends', () => {
  const page = fillFleetPage('<title><!--title--></title><!--fallback--><i><!--data--></i>', report)
  expect(page).not.toContain('<script>')
  const [, data = ''] = /<i>(.*)<\/i>/s.exec(page) ?? []
  expect(JSON.parse(data).findings[0].targets[0].message).toBe(HOSTILE)
})
