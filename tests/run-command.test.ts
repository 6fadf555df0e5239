import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { XMLParser } from 'fast-xml-parser'
import { describe, expect, test } from 'vitest'
import type { Exchange } from '../engine/exchange.ts'
import type { MockOptions, RunningMock } from '../engine/mock.ts'
import { promised } from '../engine/promised.ts'
import { startMock } from '../profiles/mock.ts'
import type { Report } from '../reports/model.ts'
import { requirements } from '../suites/itero/requirements.gen.ts'
import { inFolder } from './fixtures/command.ts'
import { BuiltCommand } from './support/built.ts'
import { httpServer, proxyTo } from './support/servers.ts'

const schema = JSON.parse(readFileSync(new URL('../reports/report.schema.json', import.meta.url), 'utf8'))
const ajv = new Ajv2020({ allErrors: true })
addFormats.default(ajv)
const isReport = ajv.compile(schema)

/** What a run left in its folder, checked against the schema. */
function written(folder: string): { report: Report; exchanges: Exchange[]; junit: string } {
  const report = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8'))
  isReport(report)
  expect(isReport.errors ?? []).toEqual([])
  const lines = readFileSync(join(folder, 'exchanges.ndjson'), 'utf8').trimEnd().split('\n')
  const exchanges = lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Exchange)
  return { report, exchanges, junit: readFileSync(join(folder, 'junit.xml'), 'utf8') }
}

const verdicts = ({ targets }: Report, verdict: string) =>
  targets.flatMap((target) => target.requirements).flatMap((one) => (one.verdict === verdict ? [one.id] : []))

/** A mock, and the configuration of it in a folder. */
async function onMock<Result>(
  options: MockOptions,
  use: (folder: string, mock: RunningMock) => Promise<Result>,
  change: (target: Record<string, unknown>) => Record<string, unknown> = (target) => target,
): Promise<Result> {
  const mock = await startMock('itero', options)
  try {
    const config = { targets: { sandbox: change({ ...mock.target }) } }
    return await inFolder({ 'bitewing.config.json': config }, (folder) => use(folder, mock))
  } finally {
    await mock.close()
  }
}

describe('bitewing run itero', () => {
  test('judges the embedded mock, and writes what it found', () =>
    inFolder({}, async (folder) => {
      await using run = new BuiltCommand(['run', 'itero', '--out', 'found'], folder)
      expect([await run.status, run.stdout]).toEqual([0, ''])
      expect(readdirSync(folder)).toEqual(['found'])
      expect(readdirSync(join(folder, 'found')).sort()).toEqual(
        expect.arrayContaining(['evidence.ndjson', 'exchanges.ndjson', 'junit.xml', 'report.html', 'report.json']),
      )
      const { report, exchanges, junit } = written(join(folder, 'found'))
      expect(verdicts(report, 'pass')).toEqual(requirements.map(({ id }) => id))
      expect(report.complete).toBe(true)
      expect(report.targets[0]?.usage).toMatchObject({ requests: exchanges.length, cases: 12 })
      const { testsuites } = new XMLParser({ ignoreAttributes: false }).parse(junit)
      expect([testsuites['@_tests'], testsuites['@_failures']]).toEqual([String(requirements.length), '0'])
    }))

  test('is not kept from the embedded mock by a proxy of the environment', () =>
    inFolder({}, async (folder) => {
      const proxy = { HTTP_PROXY: 'http://127.0.0.1:9', HTTPS_PROXY: 'http://127.0.0.1:9' }
      await using run = new BuiltCommand(['run', 'itero', '--only', 'ITERO-MAPS-*'], folder, proxy)
      expect(await run.status).toBe(0)
    }))

  test('ends with 1 where a requirement is broken, and names it everywhere', () =>
    onMock({ defects: ['gender-0-refused'] }, async (folder) => {
      await using run = new BuiltCommand(['run', 'sandbox'], folder)
      expect(await run.status).toBe(1)
      const { report, junit } = written(join(folder, 'bitewing-report'))
      expect(verdicts(report, 'fail')).toEqual(['ITERO-GENDER-01'])
      expect(junit.match(/<testcase [^>]*ITERO-GENDER-01[^>]*>\s*<failure/g)).toHaveLength(1)
      expect(junit.match(/<failure/g)).toHaveLength(1)
      expect(run.stderr).toContain('sandbox: fail ITERO-GENDER-01')
      expect(readFileSync(join(folder, 'bitewing-report/report.html'), 'utf8')).toContain('ITERO-GENDER-01')
    }))

  test('ends with 3 where the target is not there, with a report that says so', () =>
    inFolder({}, async (folder) => {
      const gone = await httpServer(() => {})
      await gone[Symbol.asyncDispose]()
      await using run = new BuiltCommand(['run', 'itero', '-u', gone.baseUrl], folder)
      expect(await run.status).toBe(3)
      const { report } = written(join(folder, 'bitewing-report'))
      expect(report).toMatchObject({
        complete: false,
        incompleteReason: expect.stringContaining('the target does not answer'),
      })
      expect(verdicts(report, 'inconclusive')).toHaveLength(requirements.length)
      expect(run.stderr).toContain('the target does not answer')
    }))
})

describe('a run that takes its time', () => {
  /** A run on a mock whose time nobody moves, and whose window is far longer than this test. */
  const slowly = (use: (folder: string, reached: Promise<void>) => Promise<void>) =>
    onMock({ clock: 'real', rateLimit: { cases: 10, windowSeconds: 300 } }, async (_folder, mock) => {
      const reached = promised<void>()
      let seen = 0
      await using proxy = await proxyTo(mock.baseUrl, () => {
        if (++seen === 60) reached.resolve()
        return undefined
      })
      const { providerStatesUrl: _, ...target } = mock.target
      const config = { targets: { sandbox: { ...target, baseUrl: proxy.baseUrl } } }
      await inFolder({ 'bitewing.config.json': config }, (project) => use(project, reached.promise))
    })

  test('and is interrupted ends at once with 3, and what was gathered is there', () =>
    slowly(async (folder, reached) => {
      await using run = new BuiltCommand(['run', 'sandbox'], folder)
      await Promise.race([reached, run.status])
      run.interrupt()
      expect(await run.status).toBe(3)
      const { report, exchanges } = written(join(folder, 'bitewing-report'))
      expect(report).toMatchObject({ complete: false, incompleteReason: expect.stringContaining('SIGINT') })
      expect(exchanges.length).toBeGreaterThanOrEqual(50)
      expect([verdicts(report, 'fail'), verdicts(report, 'warn')]).toEqual([[], []])
      expect(verdicts(report, 'pass').length + verdicts(report, 'inconclusive').length).toBe(requirements.length)
    }))

  test('and is interrupted before its first request sends nothing, or stops at once', () =>
    slowly(async (folder) => {
      // Interrupts as soon as the command listens: long before the threads that judge have started.
      const interrupting = `(function look() {
        if (process.listenerCount('SIGINT') > 0) process.kill(process.pid, 'SIGINT')
        else setImmediate(look)
      })()`
      await using run = new BuiltCommand(['run', 'sandbox'], folder, {
        NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(interrupting)}`,
      })
      expect(await run.status).toBe(3)
      const { report } = written(join(folder, 'bitewing-report'))
      expect(report).toMatchObject({ complete: false, incompleteReason: expect.stringContaining('SIGINT') })
      expect(verdicts(report, 'inconclusive').length).toBeGreaterThan(requirements.length / 2)
    }))

  test('longer than it may ends with 3, and what was gathered is there', () =>
    slowly(async (folder) => {
      await using run = new BuiltCommand(['run', 'sandbox', '--max-time', '3s'], folder)
      expect(await run.status).toBe(3)
      const { report, exchanges } = written(join(folder, 'bitewing-report'))
      expect(report).toMatchObject({ complete: false, incompleteReason: expect.stringContaining('the time is up') })
      expect(exchanges.length).toBeGreaterThan(0)
      expect(report.durationMs).toBeLessThan(20_000)
    }))

  test('and was to stop after some fails ends with 1 once it has them', () =>
    onMock({ defects: ['no-limit', 'gender-0-refused'] }, async (folder) => {
      await using run = new BuiltCommand(['run', 'sandbox', '--max-failures', '1'], folder)
      expect(await run.status).toBe(1)
      const { report } = written(join(folder, 'bitewing-report'))
      expect(verdicts(report, 'fail').length).toBeGreaterThanOrEqual(1)
      expect(report.complete).toBe(false)
    }))
})
