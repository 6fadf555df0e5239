import { describe, expect, it } from 'vitest'
import { csv } from '../reports/csv.ts'
import type { ReportInput } from '../reports/model.ts'
import { ACTIVE, FORMULAS, hostileReport, longReport } from './fixtures/hostile-report.ts'
import { everyVerdict } from './fixtures/report.ts'

/** Records of RFC 4180, each by the names of the first. */
function parsed(input: ReportInput): Record<string, string>[] {
  const text = csv.write(input)
  expect(text.startsWith('\ufeff')).toBe(true)
  const [names, ...records] = records4180(text.slice(1))
  return records.map((record) => {
    expect(record).toHaveLength(names!.length)
    return Object.fromEntries(names!.map((name, at) => [name, record[at]!]))
  })
}

function records4180(text: string): string[][] {
  const records: string[][] = [[]]
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/y
  while (field.lastIndex < text.length) {
    const at = field.lastIndex
    const [, quoted, bare, end] = field.exec(text) ?? expect.fail(`no field at ${at}: ${text.slice(at, at + 40)}`)
    records.at(-1)!.push(quoted?.replaceAll('""', '"') ?? bare!)
    if (end === '\r\n' && field.lastIndex < text.length) records.push([])
  }
  return records
}

describe('requirements.csv', () => {
  it('holds every verdict', async () => {
    await expect(csv.write(everyVerdict())).toMatchFileSnapshot('golden/requirements.csv')
  })

  it('has a record for each requirement of each target', () => {
    const { report } = everyVerdict()
    const ids = report.targets.flatMap(({ name, requirements }) => requirements.map(({ id }) => [name, id]))
    expect(parsed({ report, exchanges: [] }).map(({ target, requirement }) => [target, requirement])).toEqual(ids)
  })

  it('says what was expected and what came, where it stands, and until when it is waived', () => {
    expect(parsed(everyVerdict()).find(({ verdict }) => verdict === 'waived')).toEqual({
      target: 'staging',
      profile: 'itero',
      requirement: 'ITERO-LAB-10',
      level: 'must',
      area: 'Lab rule, on createNewOrder',
      operations: 'createNewOrder',
      title: 'Resto map with an ortho lab, and ortho map with a resto lab: 400.',
      verdict: 'waived',
      message: 'Expected 400, one of the parameters is not valid; 200, the target created scan 700123456789012345682.',
      expected: '400, one of the parameters is not valid',
      actual: '200, the target created scan 700123456789012345682',
      document: 'itero-scanning-tool.txt',
      section: 'Create Scan, Request Body',
      quote: 'Map IDs that have a lab require an ID in this field.',
      silent: '',
      leansOn: '',
      exchanges: 'staging-0009',
      waivedUntil: '2026-06-30',
      waiverReason: 'Known to the vendor as SYN-118',
      durationMs: '12',
      question: '',
      otherStatus: '',
      standsFor: '',
      role: 'server',
    })
  })

  it.each(FORMULAS)('has %j as text', (formula) => {
    const { report } = everyVerdict()
    report.targets[0]!.requirements[0]!.message = formula
    const { message } = parsed({ report, exchanges: [] })[0]!
    expect(message).not.toMatch(/^[=+\-@\t\r＝]/)
    expect(message).toContain(formula.trim())
  })

  it('has hostile text on one line of one record, and nothing active in it', () => {
    expect(parsed(hostileReport())).toHaveLength(13)
    expect(csv.write(hostileReport()).slice(1).replaceAll('\r\n', '')).not.toMatch(ACTIVE)
  })

  it('cuts what is longer than a cell of Excel holds, and says so', () => {
    const { actual } = parsed(longReport()).find(({ requirement }) => requirement === 'ITERO-LAB-03')!
    expect(actual!.length).toBeLessThanOrEqual(32_767)
    expect(actual).toMatch(/^'=cmd.*x… \(cut: 4,96\d,\d{3} more characters in report\.json\)$/)
  })
})
