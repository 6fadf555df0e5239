import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { VerdictName } from '../engine/verdict.ts'
import { compare } from '../reports/diff/compare.ts'
import { diffHtml } from '../reports/diff/html.ts'
import { diffJson } from '../reports/diff/json.ts'
import type { ChangeKind, Diff } from '../reports/diff/model.ts'
import { diffText } from '../reports/diff/text.ts'
import type { Report, RequirementReport, TargetReport } from '../reports/model.ts'
import { verdicts } from '../reports/verdicts.ts'
import { ACTIVE, HOSTILE, hostileReport } from './fixtures/hostile-report.ts'
import { everyVerdict, rule, run, target } from './fixtures/report.ts'

const USAGE = { requests: 0, cases: 0, rateLimitWaitMs: 0, refusals: 0 }

/** A run on one target, with these rows. */
function reportOf(requirements: RequirementReport[], rest: Partial<TargetReport> = {}): Report {
  const { name = 'staging', profile = 'itero', baseUrl = 'https://a.example.test', kind = 'live' } = rest
  return run([target(name, { profile, baseUrl, kind, requirements, usage: USAGE })])
}

const diffOf = (a: Report, b: Report) => compare({ from: 'a', report: a }, { from: 'b', report: b })

/** A row with a verdict, and the words that the verdict needs. */
function row(id: string, verdict: VerdictName, actual = '200 with {"orderId":1}'): RequirementReport {
  const broken = verdict === 'fail' || verdict === 'warn' || verdict === 'waived'
  return rule(id, { verdict, ...(broken ? { expected: '400', actual } : {}) })
}

/** The IDs of each kind of change. */
const idsByKind = ({ targets }: Diff) => {
  const found: Partial<Record<ChangeKind, string[]>> = {}
  for (const { kind, id } of targets.flatMap(({ changes }) => changes)) found[kind] = [...(found[kind] ?? []), id]
  return found
}

describe('a requirement', () => {
  it.each<[from: VerdictName, to: VerdictName, kind: ChangeKind]>([
    ['pass', 'fail', 'newly-failing'],
    ['inconclusive', 'fail', 'newly-failing'],
    ['waived', 'fail', 'newly-failing'],
    ['fail', 'pass', 'mended'],
    ['warn', 'pass', 'mended'],
    ['waived', 'not-applicable', 'mended'],
    ['pass', 'inconclusive', 'newly-inconclusive'],
    ['fail', 'inconclusive', 'newly-inconclusive'],
    ['inconclusive', 'pass', 'newly-conclusive'],
    ['pass', 'warn', 'newly-warned'],
    ['fail', 'warn', 'newly-warned'],
    ['fail', 'waived', 'newly-waived'],
    ['not-applicable', 'pass', 'otherwise-changed'],
  ])('that was %s and is %s is %s', (from, to, kind) => {
    expect(idsByKind(diffOf(reportOf([row('R-A-01', from)]), reportOf([row('R-A-01', to)])))).toEqual({
      [kind]: ['R-A-01'],
    })
  })

  it('that only one run judged is told, and fails newly where it fails in B', () => {
    const a = reportOf([row('R-A-01', 'fail'), row('R-A-02', 'pass')])
    const b = reportOf([row('R-A-02', 'pass'), row('R-A-03', 'pass'), row('R-A-04', 'fail')])
    expect(idsByKind(diffOf(a, b))).toEqual({
      'newly-failing': ['R-A-04'],
      'only-in-a': ['R-A-01'],
      'only-in-b': ['R-A-03'],
    })
  })

  it('with the same verdict is told where its answer is another one, whatever varies from run to run', () => {
    const a = reportOf([row('R-A-01', 'fail'), row('R-A-02', 'fail'), row('R-A-03', 'pass')])
    const b = reportOf([
      row('R-A-01', 'fail', '200 with {"orderId":977,"orderCode":"K9…'),
      row('R-A-02', 'fail', '202 with {"orderId":1}'),
      rule('R-A-03', { message: 'It held in 7 exchanges.' }),
    ])
    expect(idsByKind(diffOf(a, b))).toEqual({ 'answered-differently': ['R-A-02', 'R-A-03'] })
  })
})

describe('targets', () => {
  const itero = (name: string) => reportOf([row('R-A-01', 'pass')], { name }).targets[0]!
  const opus = (name: string) => reportOf([row('R-A-01', 'pass')], { name, profile: 'opus' }).targets[0]!
  const pairs = (a: TargetReport[], b: TargetReport[]) =>
    diffOf(run(a), run(b)).targets.map((one) => [one.a?.name, one.b?.name])

  it('are matched by name', () => {
    expect(pairs([itero('x'), itero('y')], [itero('y'), itero('x')])).toEqual([
      ['x', 'x'],
      ['y', 'y'],
    ])
  })

  it('are matched by profile where each run has one of it', () => {
    expect(pairs([itero('staging'), opus('a')], [itero('production'), opus('a')])).toEqual([
      ['staging', 'production'],
      ['a', 'a'],
    ])
  })

  it('are not matched by guess', () => {
    expect(pairs([itero('eu'), itero('us')], [itero('eu'), itero('asia')])).toEqual([
      ['eu', 'eu'],
      ['us', undefined],
      [undefined, 'asia'],
    ])
    expect(pairs([itero('same')], [opus('same')])).toEqual([
      ['same', undefined],
      [undefined, 'same'],
    ])
  })
})

const anyReport = fc
  .uniqueArray(
    fc.record({
      nth: fc.integer({ min: 1, max: 12 }),
      verdict: fc.constantFrom(...verdicts.map(({ name }) => name)),
      actual: fc.constantFrom('200 with {"orderId":1}', '201 without a body', '500'),
    }),
    { selector: ({ nth }) => nth },
  )
  .map((rows) => reportOf(rows.map(({ nth, verdict, actual }) => row(`R-A-${nth}`, verdict, actual))))

const allOf = (diff: Diff) => diff.targets.flatMap(({ changes }) => changes)
const sorted = (ids: Iterable<string>) => [...ids].sort()

describe('for any two runs', () => {
  it('a run differs in nothing from itself', () => {
    fc.assert(
      fc.property(anyReport, (report) => {
        expect(allOf(diffOf(report, report))).toEqual([])
      }),
    )
  })

  it('what newly fails and held before is what is mended the other way round', () => {
    fc.assert(
      fc.property(anyReport, anyReport, (a, b) => {
        const holds = (verdict?: VerdictName) => verdict === 'pass' || verdict === 'not-applicable'
        const failing = allOf(diffOf(a, b)).filter((one) => one.kind === 'newly-failing' && holds(one.a?.verdict))
        const mended = allOf(diffOf(b, a)).filter((one) => one.kind === 'mended' && one.a?.verdict === 'fail')
        expect(sorted(failing.map(({ id }) => id))).toEqual(sorted(mended.map(({ id }) => id)))
      }),
    )
  })

  it('each requirement is changed or the same, the same ones in both directions', () => {
    fc.assert(
      fc.property(anyReport, anyReport, (a, b) => {
        const there = diffOf(a, b)
        const back = diffOf(b, a)
        const ids = new Set([a, b].flatMap(({ targets }) => targets[0]!.requirements.map(({ id }) => id)))
        expect(allOf(there).length + there.targets[0]!.same).toBe(ids.size)
        expect(sorted(allOf(there).map(({ id }) => id))).toEqual(sorted(allOf(back).map(({ id }) => id)))
        expect(there.counts['only-in-a']).toBe(allOf(back).filter((one) => !one.a).length)
      }),
    )
  })

  it('what fails in B and did not in A is newly failing, and nothing else', () => {
    fc.assert(
      fc.property(anyReport, anyReport, (a, b) => {
        const failed = (report: Report) => report.targets[0]!.requirements.filter((one) => one.verdict === 'fail')
        const before = new Set(failed(a).map(({ id }) => id))
        const expected = failed(b).flatMap(({ id }) => (before.has(id) ? [] : [id]))
        expect(sorted(idsByKind(diffOf(a, b))['newly-failing'] ?? [])).toEqual(sorted(expected))
      }),
    )
  })
})

/** A diff with a change of every kind, from {@link everyVerdict}. */
function everyChange(): Diff {
  const { report: a } = everyVerdict()
  const { report: b } = everyVerdict()
  const [staging] = b.targets
  const change = (id: string, to: Partial<RequirementReport>) => {
    const found = staging!.requirements.find((one) => one.id === id)!
    Object.assign(found, to)
  }
  const broken = { expected: '400', actual: '200, the target created scan 7' }
  change('ITERO-AUTH-01', { verdict: 'fail', ...broken, expected: '401' })
  change('ITERO-LAB-01', { verdict: 'inconclusive', message: 'No lab is known.' })
  change('ITERO-AUTH-08', { verdict: 'warn', ...broken })
  change('ITERO-LAB-03', { verdict: 'waived', waiver: { reason: 'Known.', expires: '2026-12-31' } })
  change('ITERO-LAB-05', { actual: '500 without a body' })
  change('ITERO-LAB-09', { verdict: 'pass', message: 'Refused with 400.', expected: undefined, actual: undefined })
  change('ITERO-LAB-11', { verdict: 'pass', message: 'Refused with 400.' })
  change('ITERO-RATE-01', { verdict: 'not-applicable', message: 'It has no limit.' })
  staging!.requirements = staging!.requirements.filter(({ id }) => id !== 'ITERO-CODE-02')
  staging!.requirements.push(rule('ITERO-NEW-01', {}))
  const broke = { complete: false, incompleteReason: 'staging: the time is up (1000 ms)' }
  return compare(
    { from: 'before', report: a },
    { from: 'after.zip', report: { ...b, ...broke, startedAt: '2026-03-09T09:30:00.000Z' } },
  )
}

const golden = (name: string) => new URL(`golden/${name}`, import.meta.url).pathname

describe('a diff with every kind of change', () => {
  it('has each of them', () => {
    expect(Object.entries(everyChange().counts).filter(([, count]) => count === 0)).toEqual([])
  })

  it('is written as text', () => expect(`${diffText(everyChange())}\n`).toMatchFileSnapshot(golden('diff.txt')))
  it('is written as JSON', () => expect(diffJson(everyChange())).toMatchFileSnapshot(golden('diff.json.txt')))
  it('is written as HTML', () =>
    expect(diffHtml(everyChange(), 'h1{color:red}')).toMatchFileSnapshot(golden('diff.html.txt')))
})

describe('hostile content', () => {
  const hostile = () => {
    const { report } = everyVerdict()
    return compare({ from: HOSTILE, report }, { from: HOSTILE, report: hostileReport().report })
  }

  it('is nothing that a terminal obeys', () => {
    expect(diffText(hostile()).replaceAll('\n', '')).not.toMatch(ACTIVE)
    expect(diffJson(hostile()).replaceAll('\n', '')).not.toMatch(ACTIVE)
  })

  it('is no markup in the page, which allows its one style and nothing else', () => {
    const page = diffHtml(hostile(), 'h1{color:red}')
    expect(page.replaceAll('\n', '')).not.toMatch(ACTIVE)
    const tags = new Set([...page.matchAll(/<\/?([a-z][a-z0-9]*)/gi)].map(([, name]) => name!.toLowerCase()))
    const own = 'html head meta title style body header p strong main h1 h2 h3 dl dt dd span section article div'.split(
      ' ',
    )
    expect([...tags].filter((tag) => !own.includes(tag))).toEqual([])
    expect(page).not.toMatch(/<[^>]*\son[a-z]+=/i)
    const [, style] = /<style>(.*?)<\/style>/s.exec(page)!
    const hash = createHash('sha256').update(style!).digest('base64')
    expect(page).toContain(
      `content="default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'"`,
    )
  })
})
