import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { markdown } from '../reports/markdown.ts'
import { code, prose } from '../reports/markdown-text.ts'
import type { ReportInput } from '../reports/model.ts'
import { ACTIVE, HOSTILE, hostileReport, longReport } from './fixtures/hostile-report.ts'
import { EXPIRED, everyVerdict, rule, run, target } from './fixtures/report.ts'

/** GitHub's limit for a comment. */
const LIMIT = 65_536

const anything = fc.string({ unit: 'binary', maxLength: 40 })

/** Of a line the part in which GitHub looks for markup: all but code spans (CommonMark 6.1), whose ends are of one length. */
function outsideCode(line: string): string {
  return line.replace(/(?<![`\\])(`+)(?!`)(.*?)(?<!`)\1(?!`)/g, '')
}

/** What GitHub would take for something other than text. */
const MARKUP = [
  /(?<!\\)[*_[\]{}~$`](?![*])/,
  /[<>]/,
  /&(?!(amp|lt|gt|#8203);)/,
  /@(?=[\w-])/,
  /(?<!&)#(?=\d)/,
  /:\/\//,
  /:[a-z+-]+:/i,
  /GH-\d/i,
  /www\./i,
]

function expectInert(text: string): void {
  expect(text).not.toMatch(ACTIVE)
  for (const pattern of MARKUP) expect(outsideCode(text)).not.toMatch(pattern)
}

describe('text in Markdown', () => {
  it('is neither markup nor a link, mentions nobody and refers to nothing', () => {
    expectInert(prose(HOSTILE))
    fc.assert(fc.property(anything, (text) => expectInert(prose(text))))
  })

  it('is easy to read where there is nothing in it', () => {
    const plain = 'Resto map with labId null: 400, “in words” (Create Scan, Request Body) — Åsa’s 漢字.'
    expect(prose(plain)).toBe(plain)
    expect(prose('from 09:30:00 to 10:00:00, item #x')).toBe('from 09:30:00 to 10:00:00, item #x')
    expect(prose('ask @doctor, see #1 at https://a.test :+1:')).toBe(
      'ask @&#8203;doctor, see #&#8203;1 at https:&#8203;//a.test :&#8203;+1:',
    )
  })

  it('is code that ends where it should, whatever it holds', () => {
    expect(code('200')).toBe('`200`')
    expect(code('a `b` ``c``')).toBe('``` a `b` ``c`` ```')
    for (const text of [HOSTILE, '`', '``', ' ', '']) expect(outsideCode(code(text))).toBe('')
    fc.assert(
      fc.property(anything, (text) => {
        expect(outsideCode(code(text))).toBe('')
      }),
    )
  })
})

describe('summary.md', () => {
  it('holds every verdict', async () => {
    await expect(markdown.write(everyVerdict())).toMatchFileSnapshot('golden/summary.md')
  })

  it('begins with the verdict in words', () => {
    const begins = (input: ReportInput) => markdown.write(input).split('\n')[0]
    const [staging, booking] = everyVerdict().report.targets
    expect(begins(everyVerdict())).toBe('## 1 of 2 targets break a documented rule')
    expect(begins({ report: run([staging!]), exchanges: [] })).toBe('## staging breaks 2 documented rules')
    expect(begins({ report: run([booking!, booking!]), exchanges: [] })).toBe('## No target breaks a documented rule')
    expect(begins({ report: run([booking!, booking!], { complete: false }), exchanges: [] })).toBe(
      '## The run broke off; up to there no target breaks a documented rule',
    )
  })

  it('says why a run was not completed', () => {
    const report = run(everyVerdict().report.targets, { complete: false, incompleteReason: 'interrupted' })
    expect(markdown.write({ report, exchanges: [] })).toContain('**The run was not completed:** interrupted\n')
  })

  it('says which waivers are to be seen to', () => {
    const { report, exchanges } = everyVerdict()
    report.targets[0]!.waivers = [EXPIRED]
    expect(markdown.write({ report, exchanges })).toContain(
      '#### Waivers to see to (1)\n\n- **ITERO-LAB-09** It expired on 2026-03-01, and it still fails. Its reason: Known.\n',
    )
  })

  it('holds no markup but its own', () => {
    const text = markdown.write(hostileReport())
    expect(text.replaceAll('\n', '')).not.toMatch(ACTIVE)
    const own =
      /^(- \*\*[A-Z0-9-]+\*\*|\*\*The run was not completed:\*\*|#+ |<details><summary>[^<>]*<\/summary>$|<\/details>$)/
    for (const line of text.split('\n')) {
      if (line.startsWith('|')) continue
      for (const pattern of MARKUP) expect(outsideCode(line.replace(own, ''))).not.toMatch(pattern)
    }
  })

  it('keeps its table whole, whatever a target is called', () => {
    const { name: _, summary: __, ...rest } = everyVerdict().report.targets[1]!
    const text = markdown.write({ report: run([target('a|b `c` \\|', rest)]), exchanges: [] })
    const rows = text.split('\n').filter((line) => line.startsWith('|'))
    expect(rows.map((row) => row.match(/(?<!\\)\|/g)!.length)).toEqual([8, 8, 8])
  })

  it('cuts a long line and says so', () => {
    const text = markdown.write(longReport())
    expect(text.length).toBeLessThan(6_000)
    expect(text).toMatch(/x… \(cut: 4,999,\d{3} more characters in report\.json\)`\n/)
  })

  it('fits into a comment and counts what does not, the fails first', () => {
    const { name, summary: _, ...rest } = everyVerdict().report.targets[0]!
    const long = 'y'.repeat(700)
    const many = (verdict: 'fail' | 'warn' | 'inconclusive' | 'waived', level: 'must' | 'assumed' = 'must') =>
      Array.from({ length: 150 }, (_, at) =>
        rule(`ITERO-LAB-${at + 10}`, {
          verdict,
          level,
          message: `${long}${at}`,
          ...(verdict === 'inconclusive' ? {} : { expected: long, actual: long }),
          ...(verdict === 'waived' ? { waiver: { reason: long, expires: '2026-06-30' } } : {}),
        }),
      )
    const requirements = [
      ...many('fail'),
      ...many('warn', 'assumed'),
      ...many('warn'),
      ...many('inconclusive'),
      ...many('waived'),
    ]
    const servers = ['a', 'b', 'c'].map((suffix) => target(`${name}-${suffix}`, { ...rest, requirements }))
    for (const targets of [servers.slice(0, 1), servers]) {
      const text = markdown.write({ report: run(targets), exchanges: [] })
      expect(text.length).toBeLessThan(LIMIT)
      expect(text.length).toBeGreaterThan(LIMIT * 0.9)
      expect(text.match(/#### Fails \(150\)\n\n- \*\*ITERO-LAB-10\*\*/g)).toHaveLength(targets.length)
      expect(text).toMatch(/- … and \d+ more, for which there is no room here: report\.json has them/)
      expect(text).toMatch(/<details><summary>Waived \(150\)<\/summary>\n\n- … and 150 more/)
      expect(text.match(/<details>/g)).toHaveLength(text.match(/<\/details>/g)!.length)
    }
  })
})
