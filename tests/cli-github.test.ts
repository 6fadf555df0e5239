import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Report } from '../reports/model.ts'
import { command, fakeParts, inFolder, type Verdicts } from './fixtures/command.ts'
import { HOSTILE } from './fixtures/hostile-report.ts'

const FAILS: Verdicts = (id) =>
  id === 'ITERO-LAB-03'
    ? { verdict: 'fail', expected: '400', actual: 'it was accepted', message: 'It is accepted.' }
    : {}

/** Runs on the faked mock in a step of GitHub Actions whose workspace has these files. */
const inStep = (
  argv: string[],
  { files = {}, env = {}, verdicts = FAILS, rest = {} }: StepSetting = {},
): Promise<{ status: number; stdout: string; stderr: string; summary?: string }> =>
  inFolder({ 'step-summary.md': 'Before.\n', ...files }, async (cwd) => {
    const summary = join(cwd, 'step-summary.md')
    const { parts } = fakeParts(verdicts, rest)
    const step = { CI: 'true', GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: summary, ...env }
    const ran = await command(['run', 'itero', ...argv], { cwd, parts, env: step })
    return { ...ran, summary: readFileSync(summary, 'utf8') }
  })

interface StepSetting {
  files?: Record<string, string>
  env?: Record<string, string>
  verdicts?: Verdicts
  rest?: Partial<Report>
}

const commandsIn = (text: string) => text.split('\n').filter((line) => line.startsWith('::'))

describe('in a step of GitHub Actions', () => {
  test('a run annotates its fails on stderr and adds to the summary of the job', async () => {
    const { status, stdout, stderr, summary } = await inStep([])
    expect(status).toBe(1)
    expect(stdout).toBe('')
    expect(commandsIn(stderr)).toEqual([
      '::error title=itero%3A ITERO-LAB-03::ITERO-LAB-03 holds.%0AExpected: 400%0AActual: it was accepted',
    ])
    expect(summary).toMatch(/^Before\.\n## itero breaks 1 documented rule\n/)
  })

  test('--json has the report alone on stdout', async () => {
    const { stdout, stderr } = await inStep(['--json'])
    expect((JSON.parse(stdout) as Report).targets[0]!.summary.fail).toBe(1)
    expect(commandsIn(stderr)).toHaveLength(1)
  })

  test('--quiet prints no annotation; the summary is a file', async () => {
    const { stderr, summary } = await inStep(['--quiet'])
    expect(stderr).toBe('')
    expect(summary).toContain('itero breaks 1 documented rule')
  })

  test('an annotation stands in the document where the workspace has it with that requirement in it', async () => {
    const own = readFileSync(new URL('../openapi/itero.yaml', import.meta.url), 'utf8')
    const at = async (text: string) =>
      commandsIn((await inStep([], { files: { 'openapi/itero.yaml': text } })).stderr)[0]
    expect(await at(own)).toMatch(/^::error file=openapi\/itero\.yaml,line=\d+,col=\d+,endColumn=\d+,title=/)
    expect(await at('openapi: 3.1.1\n')).toMatch(/^::error title=/)
  })

  test('a summary that GitHub would refuse is not written, and told', async () => {
    const files = { 'step-summary.md': 'x'.repeat(1024 * 1024 - 100) }
    const { status, stderr, summary } = await inStep([], { files })
    expect(status).toBe(1)
    expect(summary).toBe(files['step-summary.md'])
    expect(stderr).toMatch(/note: the job's summary was not written: it would be \d+ bytes long, and GitHub takes \d+/)
  })

  test('a summary that cannot be written costs nothing else', async () => {
    const { status, stderr } = await inStep([], { env: { GITHUB_STEP_SUMMARY: '/nowhere/at/all' } })
    expect(status).toBe(1)
    expect(stderr).toContain("note: the job's summary was not written: ENOENT")
  })

  test("a target's words are no command to the runner, wherever they are printed", async () => {
    const verdicts: Verdicts = (id) =>
      id === 'ITERO-LAB-03'
        ? { verdict: 'fail', expected: HOSTILE, actual: HOSTILE, message: HOSTILE }
        : id === 'ITERO-LAB-09'
          ? { verdict: 'warn', level: 'assumed', message: `##[add-mask]a\n::add-mask::b` }
          : {}
    const { stdout, stderr } = await inStep(['--json'], { verdicts })
    const printed = stdout.split('\n').concat(stderr.split('\n'))
    expect(printed.filter((line) => /^\s*::(?!(error|warning) )/.test(line))).toEqual([])
    expect(printed.filter((line) => !line.startsWith('::') && /##(\[|vso\[|teamcity\[)/.test(line))).toEqual([])
    const rows = (JSON.parse(stdout) as Report).targets[0]!.requirements
    expect(rows.find(({ id }) => id === 'ITERO-LAB-03')!.actual).toBe(HOSTILE)
  })
})

test('elsewhere a run prints no workflow command and writes no summary', () =>
  inFolder({}, async (cwd) => {
    const summary = join(cwd, 'summary.md')
    writeFileSync(summary, '')
    const { parts } = fakeParts(FAILS)
    const { stderr } = await command(['run', 'itero'], {
      cwd,
      parts,
      env: { CI: 'true', GITHUB_STEP_SUMMARY: summary },
    })
    expect(commandsIn(stderr)).toEqual([])
    expect(readFileSync(summary, 'utf8')).toBe('')
  }))
