import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { annotations } from '../reports/github.ts'
import { ACTIVE, hostileReport, longReport } from './fixtures/hostile-report.ts'
import { EXPIRED, everyVerdict, rule, run, target } from './fixtures/report.ts'

const nowhere = () => false

interface Command {
  name: string
  properties: Record<string, string>
  data: string
}

/** A line as the runner reads it (ActionCommand.TryParseV2 of actions/runner). */
function parsed(line: string): Command {
  const [, info, data] = /^::(.*?)::(.*)$/s.exec(line)!
  const [name, ...rest] = info!.split(' ')
  const properties = rest
    .join(' ')
    .split(',')
    .map((property) => property.split(/=(.*)/s))
  const unescaped = (text: string) =>
    text.replace(/%(0D|0A|3A|2C|25)/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
  return {
    name: name!,
    properties: Object.fromEntries(properties.map(([key, value]) => [key!, unescaped(value!)])),
    data: unescaped(data!),
  }
}

describe('annotations', () => {
  it('are an error for each fail and a warning for each warn', async () => {
    const lines = annotations(everyVerdict().report, () => true)
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('golden/annotations.txt')
    expect(lines.map(parsed).map(({ name, properties }) => `${name} ${properties.title}`)).toEqual([
      'error staging: ITERO-LAB-03',
      'error staging: ITERO-LAB-05',
      'warning staging: ITERO-LAB-09',
      'warning staging: ITERO-CODE-02',
      'warning staging: ITERO-RATE-06',
    ])
  })

  it('stand at the statement where the repository has the document, and nowhere else', () => {
    const asked: string[] = []
    const lines = annotations(everyVerdict().report, (file, requirement) => {
      asked.push(`${file} ${requirement}`)
      return requirement === 'ITERO-LAB-03'
    })
    expect(asked[0]).toBe('openapi/itero.yaml ITERO-LAB-03')
    const [first, second] = lines.map(parsed)
    expect(first!.properties).toMatchObject({ file: 'openapi/itero.yaml', line: expect.stringMatching(/^\d+$/) })
    expect(second!.properties).toEqual({ title: 'staging: ITERO-LAB-05' })
  })

  it('ask the question of an assumed rule', () => {
    const last = annotations(everyVerdict().report, nowhere).map(parsed).at(-1)!
    expect(last.data).toBe(
      'The refusal is a 429, with Retry-After.\nThe document names no status for the eleventh case. Is 503 what is meant?',
    )
  })

  it('warn of waivers that are to be seen to', () => {
    const { report } = everyVerdict()
    report.targets[0]!.waivers = [EXPIRED]
    expect(annotations(report, nowhere)[2]).toBe(
      '::warning title=staging%3A waiver of ITERO-LAB-09::It expired on 2026-03-01, and it still fails.',
    )
  })

  it('are ten of a kind at most, of which the last counts the rest', () => {
    const { name, summary: _, ...rest } = everyVerdict().report.targets[0]!
    const fails = (count: number) =>
      Array.from({ length: count }, (_, at) =>
        rule(`ITERO-LAB-${at + 10}`, { verdict: 'fail', expected: 'a', actual: 'b' }),
      )
    const errors = (count: number, complete = true) =>
      annotations(run([target(name, { ...rest, requirements: fails(count) })], { complete }), nowhere).map(parsed)
    expect(errors(0)).toEqual([])
    expect(errors(10).at(-1)!.properties.title).toBe('staging: ITERO-LAB-19')
    expect(errors(25)).toHaveLength(10)
    expect(errors(25).at(-1)!.properties.title).toBe('16 more errors of bitewing')
    expect(errors(10, false)).toHaveLength(10)
    expect(errors(10, false)[0]).toMatchObject({ name: 'error', properties: { title: 'The run was not completed' } })
  })

  it('carry any text, in one line, as what it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const { report } = everyVerdict()
        const [fail] = report.targets[0]!.requirements.filter(({ verdict }) => verdict === 'fail')
        fail!.actual = `${text}% %0A ::add-mask::a`
        const [line] = annotations(report, nowhere)
        expect(line).not.toMatch(ACTIVE)
        expect(parsed(line!)).toMatchObject({ name: 'error', properties: { title: 'staging: ITERO-LAB-03' } })
        expect(parsed(line!).data.endsWith('% %0A ::add-mask::a')).toBe(true)
      }),
    )
  })

  it('are the only commands in hostile text', () => {
    const lines = annotations(hostileReport().report, () => true)
    expect(lines).toHaveLength(6)
    for (const line of lines) {
      expect(line).not.toMatch(ACTIVE)
      expect(['error', 'warning']).toContain(parsed(line).name)
    }
  })

  it('cut a long line and say so', () => {
    const [line] = annotations(longReport().report, nowhere)
    expect(line!.length).toBeLessThan(1_000)
    expect(line).toMatch(/x… \(cut: 4,999,\d{3} more characters in report\.json\)$/)
  })
})
