import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { describe, expect, test } from 'vitest'
import type { BaselineWaiver } from '../cli/baseline/read.ts'
import { updated } from '../cli/baseline/update.ts'
import { broken as finding } from '../engine/finding.ts'
import { requirementReport } from '../reports/assemble.ts'
import type { Report } from '../reports/model.ts'
import schema from '../reports/report.schema.json' with { type: 'json' }
import { requirements } from '../suites/itero/requirements.gen.ts'
import { command, fakeParts, inFolder, type Verdicts } from './fixtures/command.ts'
import { rule, run, target } from './fixtures/report.ts'

const [ONE, OTHER] = ['ITERO-LAB-03', 'ITERO-LAB-05'] as const
const broken = (actual: string) => ({ verdict: 'fail' as const, expected: '400', actual })
/** One rule fails, in other words each time; another one as it is told. */
const failing =
  (actual: string): Verdicts =>
  (id) =>
    id === ONE ? broken(actual) : {}

const waiver = (rest: Partial<BaselineWaiver> = {}): BaselineWaiver => ({
  id: ONE,
  reason: 'Ticket 4711.',
  expires: '2026-12-31',
  ...rest,
})

/** The run is on 2026-03-02. */
async function runWith(cwd: string, verdicts: Verdicts, argv: string[] = [], rest: Partial<Report> = {}) {
  const fake = fakeParts(verdicts, rest)
  const ran = await command(['run', 'itero', '--report', 'json', '--baseline', 'baseline.json', ...argv], {
    cwd,
    parts: fake.parts,
  })
  const path = join(cwd, 'bitewing-report/report.json')
  const report = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Report) : undefined
  const [judged] = report?.targets ?? []
  return { ...ran, requests: fake.requests, report, row: judged?.requirements.find(({ id }) => id === ONE), judged }
}

const baseline = (...waivers: object[]) => ({ 'baseline.json': { waivers } })
const read = (cwd: string) =>
  JSON.parse(readFileSync(join(cwd, 'baseline.json'), 'utf8')) as { waivers: BaselineWaiver[] }

describe('a baseline', () => {
  test.each<[what: string, waiver: BaselineWaiver]>([
    ['any failure', waiver()],
    ['this target', waiver({ target: 'itero' })],
    ['the last day', waiver({ expires: '2026-03-02' })],
    ['this failure', waiver({ failure: { expected: '400', actual: '200 with {"orderId":1}' } })],
  ])('waives what fails, for %s', (_, given) =>
    inFolder(baseline(given), async (cwd) => {
      const { status, row, judged } = await runWith(cwd, failing('200 with {"orderId":977,"a…'))
      expect(row).toMatchObject({ verdict: 'waived', waiver: { reason: given.reason, expires: given.expires } })
      expect(judged?.summary).toMatchObject({ fail: 0, waived: 1 })
      expect(judged?.waivers).toBeUndefined()
      expect(status).toBe(0)
    }),
  )

  test('is with the run from its beginning, behind the waivers of the configuration', () =>
    inFolder(
      {
        ...baseline(waiver({ target: 'staging' }), waiver({ target: 'other' })),
        'bitewing.config.json': {
          targets: {
            staging: { profile: 'itero', baseUrl: 'https://a.example', waivers: [waiver({ id: OTHER })] },
            other: { profile: 'itero', baseUrl: 'https://b.example' },
          },
        },
      },
      async (cwd) => {
        const fake = fakeParts()
        await command(['run', 'staging', '--baseline', 'baseline.json'], { cwd, parts: fake.parts })
        expect(fake.requests[0]?.targets[0]?.waivers).toEqual([waiver({ id: OTHER }), waiver({ target: 'staging' })])
      },
    ))

  test.each<[state: string, waiver: BaselineWaiver, actual: string | undefined, message: string, status: number]>([
    ['expired', waiver({ expires: '2026-03-01' }), '200', 'It expired on 2026-03-01, and it still fails.', 1],
    [
      'changed',
      waiver({ failure: { expected: '400', actual: '200 with {"orderId"…' } }),
      '201 with {"orderId":3}',
      'It is for another failure: expected 400; actual 200 with {"orderId"….',
      1,
    ],
    ['unneeded', waiver(), undefined, 'It no longer fails: the waiver can be removed.', 0],
    ['unexplained', waiver({ reason: 'to be filled in' }), '200', 'Its reason is still to be filled in.', 0],
  ])('is told where it is %s, in the report and to people', (state, given, actual, message, status) =>
    inFolder(baseline(given), async (cwd) => {
      const ran = await runWith(cwd, actual === undefined ? () => ({}) : failing(actual))
      const { id, reason, expires } = given
      expect(ran.judged?.waivers).toEqual([{ id, reason, expires, state, message }])
      expect(ran.stderr).toContain(`itero: the waiver of ${ONE}: ${message}\n`)
      expect(ran.row?.verdict).toBe(status === 1 ? 'fail' : actual === undefined ? 'pass' : 'waived')
      expect(ran.status).toBe(status)
    }),
  )

  test('gives a report that is as its schema says, with a history too', () =>
    inFolder(baseline(waiver({ expires: '2026-03-01' })), async (cwd) => {
      const { judged, report } = await runWith(cwd, failing('200'), ['--history', 'history.db'])
      expect([judged?.waivers?.length, judged?.history?.length]).toEqual([1, 1])
      const ajv = new Ajv2020({ allowUnionTypes: true })
      addFormats.default(ajv)
      expect([ajv.validate(schema, report), ajv.errors]).toEqual([true, null])
    }))

  test('is heeded where a verdict is first made of a finding, so that --max-failures does not count what it covers', () => {
    const requirement = requirements.find(({ id }) => id === ONE)!
    const verdictOf = (actual: string) => {
      const known = waiver({ failure: { expected: '400', actual: '200 with {"orderId":1}' } })
      return requirementReport(requirement, finding('400', actual), 1, [known], '2026-03-02').verdict
    }
    expect(verdictOf('200 with {"orderId":977,"orderCode":"K9…')).toBe('waived')
    expect(verdictOf('200 with []')).toBe('fail')
  })

  test('says nothing of what could not be tried, or was not chosen', () =>
    inFolder(baseline(waiver({ expires: '2020-01-01' }), waiver({ id: OTHER, expires: '2020-01-01' })), async (cwd) => {
      const { judged } = await runWith(cwd, () => ({ verdict: 'inconclusive' }), ['--only', ONE])
      expect(judged?.requirements).toHaveLength(1)
      expect(judged?.waivers).toBeUndefined()
    }))

  test.each<[what: string, content: string | object | undefined, message: string]>([
    [
      'there is none',
      undefined,
      '--baseline: expected a file, found nothing at baseline.json. --update-baseline writes one',
    ],
    ['it is no JSON', '{"waivers": [\n  oops', 'baseline.json:2:3: it is not JSON from here on'],
    ['it is a list', [], 'the file: expected an object, found a list'],
    ['a key is misspelt', { waivers: [{ ...waiver(), expire: '2026-01-01' }] }, 'Did you mean "expires"?'],
    [
      'a reason is missing',
      { waivers: [{ id: ONE, expires: '2026-01-01' }] },
      'waivers[0].reason: expected a text that is not empty, found nothing',
    ],
    [
      'a day is none',
      { waivers: [waiver({ expires: '2026-02-30' })] },
      'waivers[0].expires: expected a date YYYY-MM-DD, found "2026-02-30"',
    ],
    [
      'an ID is of no requirement',
      { waivers: [waiver({ id: 'ITERO-LAB-O3' })] },
      'waivers[0].id: expected a requirement of itero, opus or inbox, found "ITERO-LAB-O3". Did you mean',
    ],
    [
      'an ID is of another profile',
      { waivers: [waiver({ target: 'itero', id: 'OPUS-KEY-01' })] },
      'waivers[0].id: expected a requirement of itero, found "OPUS-KEY-01"',
    ],
    [
      'a target is not known',
      { waivers: [waiver({ target: 'itreo' })] },
      'waivers[0].target: expected itero, opus or inbox, found "itreo". Did you mean "itero"?',
    ],
  ])('is refused before anything is sent where %s', (_, content, message) =>
    inFolder(content === undefined ? {} : { 'baseline.json': content }, async (cwd) => {
      const { status, stderr, requests } = await runWith(cwd, () => ({}))
      expect(stderr).toContain(message)
      expect(status).toBe(2)
      expect(requests).toEqual([])
    }),
  )
})

describe('--update-baseline', () => {
  test('writes what fails, and the next run is green, and red again for another failure', () =>
    inFolder({}, async (cwd) => {
      const first = await runWith(cwd, failing('200 with {"orderId":1}'), [
        '--update-baseline',
        '--baseline-days',
        '30',
      ])
      expect(first.status).toBe(0)
      expect(first.row?.verdict).toBe('waived')
      expect(first.judged?.waivers).toMatchObject([{ id: ONE, state: 'unexplained' }])
      expect(first.stderr).toContain('Baseline: baseline.json\n')
      expect(read(cwd)).toEqual({
        waivers: [
          {
            target: 'itero',
            id: ONE,
            reason: 'to be filled in',
            expires: '2026-04-01',
            failure: { expected: '400', actual: '200 with {"orderId"…' },
          },
        ],
      })
      expect((await runWith(cwd, failing('200 with {"orderId":22}'))).status).toBe(0)
      expect((await runWith(cwd, failing('202 with {"orderId":22}'))).status).toBe(1)
    }))

  test('keeps the words of what still fails like that, and drops what is mended', () =>
    inFolder(
      {
        'baseline.json': {
          $schema: './schema.json',
          waivers: [waiver(), waiver({ id: OTHER }), waiver({ id: 'OPUS-KEY-01' })],
        },
      },
      async (cwd) => {
        const { status } = await runWith(cwd, failing('200'), ['--update-baseline'])
        expect(status).toBe(0)
        expect(read(cwd)).toEqual({ $schema: './schema.json', waivers: [waiver(), waiver({ id: 'OPUS-KEY-01' })] })
      },
    ))

  test('does not put off the day on which a waiver ends', () =>
    inFolder(baseline(waiver({ expires: '2026-01-01' })), async (cwd) => {
      const { status, judged } = await runWith(cwd, failing('200'), ['--update-baseline'])
      expect(read(cwd)).toEqual({ waivers: [waiver({ expires: '2026-01-01' })] })
      expect(judged?.waivers).toMatchObject([{ state: 'expired' }])
      expect(status).toBe(1)
    }))

  test('leaves the baseline alone after a run that broke off', () =>
    inFolder(baseline(waiver()), async (cwd) => {
      const rest = { complete: false, incompleteReason: 'the time is up' }
      const { status, stderr } = await runWith(cwd, () => ({}), ['--update-baseline'], rest)
      expect(read(cwd)).toEqual({ waivers: [waiver()] })
      expect(stderr).toContain('baseline.json is not updated: the run was not completed\n')
      expect(status).toBe(3)
    }))

  test('tells where the baseline cannot be written, and gives the report without it', () =>
    inFolder({}, async (cwd) => {
      const { status, stderr, row } = await runWith(cwd, failing('200'), [
        '--update-baseline',
        '--baseline',
        'no/where.json',
      ])
      expect(stderr).toContain('no/where.json is not updated: ')
      expect(row?.verdict).toBe('fail')
      expect(status).toBe(3)
    }))

  test('needs a baseline', async () => {
    const { status, stderr } = await command(['run', 'itero', '--update-baseline'])
    expect(stderr).toBe('error: --update-baseline: expected --baseline with the file to write\n')
    expect(status).toBe(2)
  })

  const reportOf = (...rows: Parameters<typeof rule>[]) => {
    const usage = { requests: 0, cases: 0, rateLimitWaitMs: 0, refusals: 0 }
    const requirements = rows.map((row) => rule(...row))
    return run([target('itero', { profile: 'itero', baseUrl: '', kind: 'mock', requirements, usage })])
  }

  test('gives another failure a waiver of its own, which says what was waived before', () => {
    const before = waiver({ failure: { expected: '400', actual: '200' } })
    expect(updated({ waivers: [before] }, reportOf([ONE, broken('201')]), {}, 90)).toEqual([
      {
        target: 'itero',
        id: ONE,
        reason: 'to be filled in (waived before, for another failure: Ticket 4711.)',
        expires: '2026-05-31',
        failure: { expected: '400', actual: '201' },
      },
    ])
  })

  test('waives warns only where they close the gate', () => {
    const report = reportOf([ONE, { ...broken('200'), verdict: 'warn' }])
    expect(updated({ waivers: [] }, report, {}, 90)).toEqual([])
    expect(updated({ waivers: [] }, report, { strict: true }, 90)).toMatchObject([{ id: ONE }])
  })

  test('keeps what could not be tried', () => {
    expect(updated({ waivers: [waiver()] }, reportOf([ONE, { verdict: 'inconclusive' }]), {}, 90)).toEqual([waiver()])
  })
})
