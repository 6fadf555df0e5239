import { describe, expect, it } from 'vitest'
import type { RequirementReport } from '../reports/model.ts'
import { plain, summary } from '../reports/summary.ts'
import { untriedMessage } from '../reports/verdicts.ts'
import { ACTIVE, hostileReport } from './fixtures/hostile-report.ts'
import { everyVerdict, rule, run, target } from './fixtures/report.ts'

const reportFile = 'bitewing-report/report.html'

function withRules(requirements: RequirementReport[]) {
  const { name, summary: _, ...rest } = everyVerdict().report.targets[0]!
  return run([target(name, { ...rest, requirements })])
}

function fails(count: number): RequirementReport[] {
  return Array.from({ length: count }, (_, at) =>
    rule(`ITERO-LAB-${String(at + 1).padStart(2, '0')}`, { verdict: 'fail', expected: '400', actual: '200' }),
  )
}

describe('the summary on the terminal', () => {
  it('holds every verdict', () => {
    expect(summary(everyVerdict().report, { reportFile })).toMatchInlineSnapshot(`
      "staging · itero · https://scanner.example.test · live
        ✗ 2 fail   ! 3 warn   ? 1 inconclusive   ~ 1 waived   ✓ 4 pass   – 1 not applicable
        ✗ ITERO-LAB-03  Resto map with labId null: 400.
            expected  400, one of the parameters is not valid — “Map IDs that have a lab require an ID in…
            actual    200, the target created scan 700123456789012345679
        ✗ ITERO-LAB-05  Resto or ortho map with labId left out: 400.
            expected  400, one of the parameters is not valid — “Map IDs that have a lab require an ID in…
            actual    200, the target created scan 700123456789012345680
        ! ITERO-CODE-02  No request of the suite, valid or not, draws a 500. The target: no answer within…
        ! ITERO-LAB-09  Chairside, midc_only or N/A map with a labId: 400. The target: 200, the target cr…
        ? ITERO-RATE-06  ask the vendor: Is a case over the limit meant to be refused with 429 and a Retr…
        - ITERO-LAB-11 not tried: No unrelated lab is known: set account.unrelatedLabId in the configurat…
        18 requests, 11 cases, 46.6 s waiting for the rate limit, 62.5 s in all, seed 42

      booking · opus · http://127.0.0.1:40123 · mock
        ✓ 1 pass
        found 2 clinics: Synth Nord (1), Synth Syd (2)
        found 3 treatments: 1, 2, 12
        left behind in the embedded mock, gone with it: 2 writes, first patient Åsa Synth, 1990-02-01-004…
        1 request, 62.5 s in all, seed 42
      Report: bitewing-report/report.html"
    `)
  })

  it('paints with the palette that it is given and changes nothing else', () => {
    const marked = (name: string) => (text: string) => `<${name}>${text}</${name}>`
    const palette = Object.fromEntries(
      Object.keys(plain).map((name) => [name, marked(name)]),
    ) as unknown as typeof plain
    const { report } = everyVerdict()
    const painted = summary(report, { reportFile, palette })
    expect(painted).toContain('<fail>  ✗ ITERO-LAB-03')
    expect(painted).toContain('<warn>  ? ITERO-RATE-06')
    expect(painted).toContain('<pass>  ✓ 1 pass</pass>')
    expect(painted.replaceAll(/<\/?(fail|warn|pass|dim|bold)>/g, '')).toBe(summary(report, { reportFile }))
  })

  it('shows five fails with expected, actual and clause, two questions and a reason in 25 lines', () => {
    const question = (id: string) => rule(id, { level: 'assumed', verdict: 'warn', message: 'Is it meant so?' })
    const missing = rule('ITERO-LAB-11', { verdict: 'inconclusive', message: 'set account.unrelatedLabId' })
    const report = withRules([...fails(5), question('ITERO-RATE-06'), question('ITERO-RATE-07'), missing])
    const lines = summary(report, { reportFile }).split('\n')
    expect(lines.length).toBeLessThanOrEqual(25)
    for (const id of report.targets[0]!.requirements.map((one) => one.id)) expect(lines.join('\n')).toContain(id)
    expect(lines.join('\n')).not.toContain('more')
  })

  it('counts what does not fit', () => {
    const lines = summary(withRules(fails(40)), { reportFile }).split('\n')
    expect(lines.length).toBeLessThanOrEqual(25)
    const shown = lines.filter((line) => line.includes('✗ ITERO')).length
    expect(shown).toBeGreaterThanOrEqual(5)
    expect(lines.join('\n')).toContain(`… and ${40 - shown} more fails in the report`)
  })

  it('needs few lines where the target could not be reached, whatever each rule was about', () => {
    const reason = 'the target does not answer: connect ECONNREFUSED 127.0.0.1:9'
    const rules = Array.from({ length: 107 }, (_, at) =>
      rule(`ITERO-LAB-${String(at + 1).padStart(2, '0')}`, {
        verdict: 'inconclusive',
        message: untriedMessage(`an order with factor ${at}: ${reason}`, 'a run that is not broken off'),
      }),
    )
    const report = { ...withRules(rules), complete: false, incompleteReason: reason }
    const text = summary(report, { reportFile, columns: 200 })
    expect(text.split('\n')).toHaveLength(6)
    expect(text).toContain(
      `- ITERO-LAB-01 and 106 more not tried: Possible with: a run that is not broken off. Why not now: an order with factor 0: ${reason}; `,
    )
  })

  it('is no longer than the terminal where each rule has a reason of its own', () => {
    const rules = Array.from({ length: 107 }, (_, at) =>
      rule(`ITERO-LAB-${at + 10}`, { verdict: 'inconclusive', message: `reason ${at}` }),
    )
    const report = { ...withRules(rules), complete: false, incompleteReason: 'time' }
    const lines = summary(report, { reportFile }).split('\n')
    // The progress of the run takes one more.
    expect(lines.length).toBeLessThanOrEqual(24)
    expect(lines.join('\n')).toMatch(/… and \d+ more reasons in the report/)
    expect(summary(report, { reportFile, lines: 4 }).split('\n').length).toBeLessThanOrEqual(5)
  })

  it('says what was left behind and, where there is room, what was discovered', () => {
    const told = {
      discovered: ['5 clinics: 1, 2, 3, 4, 5', '10 treatments'],
      leftBehind: ['patient Åsa Synth (booking-0002)', 'booking 17 (booking-0003)'],
    }
    const withTold = (rules: RequirementReport[]) => {
      const report = withRules(rules)
      return { ...report, targets: report.targets.map((one) => ({ ...one, ...told })) }
    }
    const short = summary(withTold(fails(1)), { reportFile })
    expect(short).toContain('\n  found 5 clinics: 1, 2, 3, 4, 5\n  found 10 treatments\n')
    expect(short).toContain('\n  left behind: 2 writes, first patient Åsa Synth (booking-0002)\n')
    const long = summary(withTold(fails(40)), { reportFile })
    expect(long).not.toContain('found')
    expect(long).toContain('left behind: 2 writes')
    expect(long.split('\n').length).toBeLessThanOrEqual(24)
  })

  it('says that and why the run broke off', () => {
    const report = run(everyVerdict().report.targets, { complete: false, incompleteReason: 'interrupted' })
    expect(summary(report, { reportFile })).toContain('The run was not completed: interrupted')
  })

  it('is no wider than the terminal, and one line stays one line', () => {
    const text = summary(hostileReport().report, { reportFile, columns: 60 })
    for (const line of text.split('\n')) expect([...line].length).toBeLessThanOrEqual(60)
    expect(text.replaceAll('\n', '')).not.toMatch(ACTIVE)
    expect(text.split('\n').length).toBe(summary(everyVerdict().report, { reportFile }).split('\n').length + 1)
  })
})
