import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { install, pack, repository } from './support/installed.ts'

let folder: string
let project: string
let files: string[]

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bitewing-package-'))
  project = join(folder, 'project')
  mkdirSync(project)
  const packed = pack(folder)
  files = packed.files
  install(packed.tarball, project)
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the tarball', () => {
  const MEANT = [
    /^package\.json$/,
    /^(README|CHANGELOG)\.md$/,
    /^LICENSE$/,
    /^docs\/([\w-]+\.(md|png)|reading\/\w+\.md)$/,
    /^openapi\/(itero|opus|inbox)\.yaml$/,
    /^dist\/cli\/main\.js$/,
    /^dist\/cli\/conformance\/(itero|opus|inbox)\.suite\.js$/,
    /^dist\/cli\/config\/bitewing\.(config|baseline)\.schema\.json$/,
    /^dist\/chunks\/[\w.-]+\.js$/,
    /^dist\/reports\/(page\.html|report\.schema\.json)$/,
    /^dist\/licences\.txt$/,
    /^contracts\/pacts\/bitewing-(itero|opus|inbox)\.json$/,
    /^contracts\/verification\/verifier\.mjs$/,
  ]

  test('holds what it is meant to hold, and nothing else', () => {
    expect(files.filter((file) => !MEANT.some((pattern) => pattern.test(file)))).toEqual([])
    expect(MEANT.filter((pattern) => !files.some((file) => pattern.test(file)))).toEqual([])
  })

  test('tells nothing about the machine that it was built on', () => {
    const home = join(project, 'node_modules/bitewing')
    const telling = files.filter((file) => readFileSync(join(home, file)).includes(repository.replace(/\/$/, '')))
    expect(telling).toEqual([])
  })

  test('gives its schemas and documents under the paths that README.md names', () => {
    const { resolve } = createRequire(join(project, 'package.json'))
    const named = [
      'bitewing.config.schema.json',
      'bitewing.baseline.schema.json',
      'report.schema.json',
      'openapi/itero.yaml',
    ] as const
    for (const path of named) expect(readFileSync(resolve(`bitewing/${path}`), 'utf8')).not.toBe('')
  })
})

describe('installed in an empty project', () => {
  test('has no TypeScript tool chain at hand', () => {
    const { resolve } = createRequire(join(project, 'node_modules/bitewing/package.json'))
    for (const tool of ['typescript', 'tsx', 'esbuild']) expect(() => resolve(tool)).toThrow('Cannot find module')
  })

  test('judges the embedded mock, and writes its reports', async () => {
    const { status, stderr } = await bitewing('run', 'itero')
    expect(stderr).toContain('Report: bitewing-report/report.html')
    expect(status).toBe(0)
    const written = readdirSync(join(project, 'bitewing-report'))
    expect(written).toEqual(expect.arrayContaining(['exchanges.ndjson', 'junit.xml', 'report.html', 'report.json']))
    const report = JSON.parse(readFileSync(join(project, 'bitewing-report/report.json'), 'utf8'))
    expect(report.complete).toBe(true)
  })

  test('verifies its own pacts on the embedded mock', async () => {
    const { status, stderr } = await bitewing('contracts', 'verify', 'opus', '--out', 'contracts-report')
    expect(stderr).toMatch(/opus: \d+ passed, of 1 pact/)
    expect(status).toBe(0)
  })

  test('reads a configuration in TypeScript', async () => {
    const path = join(project, 'bitewing.config.ts')
    writeFileSync(path, "const only: string[] = ['ITERO-CODE-*']\nexport default { only }\n")
    const { status, stdout } = await bitewing('run', 'itero', '--list')
    rmSync(path)
    expect(status).toBe(0)
    expect(stdout.trim().split('\n')).toEqual(expect.arrayContaining([expect.stringContaining('ITERO-CODE-01')]))
    expect(stdout).not.toContain('ITERO-AUTH')
  })
})

/** The command as a user calls it; `--no` forbids npx to fetch anything. */
function bitewing(...args: string[]): Promise<{ status: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const child = execFile('npx', ['--no', 'bitewing', ...args], { cwd: project }, (_error, stdout, stderr) =>
      resolve({ status: child.exitCode ?? -1, stdout, stderr }),
    )
  })
}
