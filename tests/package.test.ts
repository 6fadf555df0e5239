import { execFile, execFileSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createProgram, everyCommand } from '../cli/program.ts'
import { findProfile } from '../profiles/find.ts'
import { mockOf } from '../profiles/mock.ts'
import { Kept } from './fixtures/command.ts'
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
    /^examples\/(compose|kubernetes\/fleet)\.yaml$/,
    /^examples\/(clients\/\w+|drivers)\/[\w-]+\.(mjs|py|sh)$/,
    /^examples\/profiles\/modality\/[a-z]+\.(mjs|yaml)$/,
    /^dist\/cli\/main\.js$/,
    /^dist\/cli\/conformance\/(lane|fleet)-\d\.suite\.js$/,
    /^dist\/profiles\/api\.js$/,
    /^dist\/types\/(engine|profiles)\/[\w-]+\.d\.ts$/,
    /^dist\/cli\/config\/bitewing\.(config|baseline)\.schema\.json$/,
    /^dist\/chunks\/[\w.-]+\.js$/,
    /^dist\/reports\/((page|fleet|serve)\.html|report\.schema\.json)$/,
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
  test('gives what a profile from outside is written with', () => {
    const code = "import('bitewing/profile').then((one) => console.log(Object.keys(one).sort().join()))"
    const told = execFileSync('node', ['--input-type=module', '-e', code], { cwd: project, encoding: 'utf8' })
    const meant = [
      'broken',
      'came',
      'defineProfile',
      'holds',
      'rule',
      'secret',
      'unobserved',
      'notApplicable',
      'refuses',
      'accepts',
    ]
    expect(told.trim().split(',')).toEqual(expect.arrayContaining(meant))
    expect(files).toContain('dist/types/profiles/api.d.ts')
  })

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

describe('what is shipped', () => {
  test('can be loaded, every chunk of it', async () => {
    const chunks = files.filter((file) => file.startsWith('dist/chunks/'))
    const urls = chunks.map((file) => pathToFileURL(join(project, 'node_modules/bitewing', file)).href)
    const script = `for (const url of ${JSON.stringify(urls)}) await import(url).catch((error) => console.log(url, error))`
    expect(await finished(process.execPath, ['--input-type=module', '--eval', script])).toMatchObject({
      status: 0,
      stdout: '',
      stderr: '',
    })
  })
})

describe('every subcommand, installed in an empty project', () => {
  /** Those that do something: the paths of their names. */
  const subcommands = everyCommand(
    createProgram({ cwd: '', env: {}, stdout: new Kept(), stderr: new Kept(), onInterrupt() {} }, async () => {}),
  )
    .filter(({ commands }) => commands.length === 0)
    .map((command) => {
      const names = [command.name()]
      for (let above = command.parent; above?.parent; above = above.parent) names.unshift(above.name())
      return names.join(' ')
    })

  /** A client that reads the list of maps, and fails where it is not given one. */
  const READS = `fetch(process.env.BITEWING_BASE_URL + '/api/v1/presets/available-procedure-maps')
    .then((answer) => answer.json()).then(({ procedureMaps }) => procedureMaps.length)`

  /** How each is called after a run of itero that was kept in a history, and how it ends. */
  const CALLS: Record<string, { args: string[]; status?: number; says: string }> = {
    run: { args: ['itero', '--only', 'ITERO-MAPS-01', '--out', 'one', '--history', 'history.db'], says: '1 pass' },
    mock: { args: ['inbox', '--defect', 'nonsense'], status: 2, says: 'nonsense' },
    generate: { args: ['order'], says: 'firstName' },
    report: {
      args: ['one', '--report', 'html,json,junit,ctrf,sarif,har,markdown,csv,badge', '--bundle'],
      says: 'one/bitewing-bundle.zip',
    },
    judge: { args: ['one/bitewing-bundle.zip'], says: 'every verdict is the stored one' },
    'contracts verify': { args: ['opus', '--out', 'contracts-report'], says: 'passed, of 1 pact' },
    'contracts check': { args: ['node_modules/bitewing/contracts/pacts/bitewing-opus.json'], says: '' },
    'contracts publish': { args: ['--dry-run'], says: 'would publish' },
    'contracts can-i-deploy': { args: ['--help'], says: '--to-environment' },
    proxy: { args: ['itero', '--out', 'observed', '--', 'node', '-e', READS], says: '1 request' },
    diff: { args: ['one', 'one/bitewing-bundle.zip', '--html', 'diff.html'], says: '' },
    history: { args: ['history.db'], says: 'itero (mock)' },
    'fleet add': { args: ['fleet.ndjson'], says: '1 target added' },
    'fleet list': { args: [], says: '(embedded mock)' },
    'fleet run': { args: ['--quiet', '--json'], says: '"state": "judged"' },
    'fleet status': { args: [], says: '1 judged' },
    'fleet report': { args: ['--targets', 'all'], says: 'bitewing-fleet/fleet.html' },
    'fleet ask': { args: ['ITERO-MAPS-01 since 1d'], says: '0 findings' },
    'fleet work': { args: [], status: 2, says: '--database' },
    'fleet pause': { args: ['clinic'], says: '1 target paused' },
    'fleet remove': { args: ['clinic'], says: '1 target removed' },
    drill: {
      args: ['mine', '--config', 'drill.config.json', '--only', 'ITERO-CLIENT-28', '--out', 'drilled'],
      says: '1 pass',
    },
    serve: { args: ['--port', '99999'], status: 2, says: '--port' },
    mcp: { args: [], says: '' },
    'profile check': {
      args: ['./acme.yaml', '--only', 'acme/listPatients/query.status/*'],
      says: 'The profile is sound',
    },
    compat: { args: ['./acme.yaml', './acme.yaml'], says: 'breaks 0 things' },
    init: { args: ['opus'], says: 'OPUS_API_KEY' },
    doctor: { args: [], status: 2, says: 'OPUS_API_KEY' },
  }

  const CLIENT = { profile: 'itero', driver: ['node', 'node_modules/bitewing/examples/clients/itero/driver.mjs'] }

  test('is known to this test', () => expect(Object.keys(CALLS).sort()).toEqual([...subcommands].sort()))

  test('does what it is called for', async () => {
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', ...args], { cwd: project })
    writeFileSync(join(project, 'fleet.ndjson'), '{ "name": "clinic", "profile": "itero" }\n')
    writeFileSync(join(project, 'drill.config.json'), JSON.stringify({ clients: { mine: CLIENT } }))
    copyFileSync(new URL('support/acme.yaml', import.meta.url), join(project, 'acme.yaml'))
    git('init', '--quiet')
    git('commit', '--quiet', '--no-verify', '--allow-empty', '-m', 'Nothing')
    // In their order: each finds what those before it left.
    for (const [name, { args, status = 0, says }] of Object.entries(CALLS)) {
      const ran = await bitewing(...name.split(' '), ...args)
      expect({ name, ...ran, told: ran.stdout + ran.stderr }).toMatchObject({
        name,
        status,
        told: expect.stringContaining(says),
      })
      expect(ran.stderr).not.toContain('internal error')
    }
  }, 300_000)

  test('the example of a profile from outside is sound, and judges its own mock', async () => {
    const profile = './node_modules/bitewing/examples/profiles/modality/profile.mjs'
    const checked = await bitewing('profile', 'check', profile, '--json')
    expect(JSON.parse(checked.stdout)).toMatchObject({ falseAlarms: [], unseen: [], unproved: [], sound: true })
    expect(await bitewing('run', profile)).toMatchObject({ status: 0, stderr: expect.stringContaining('18 pass') })
  })

  test('a document is started from, with its rules and one of one’s own', async () => {
    const cwd = join(project, 'acme')
    mkdirSync(cwd)
    copyFileSync(new URL('support/acme.yaml', import.meta.url), join(cwd, 'acme.yaml'))
    expect(await finished('npx', ['--no', 'bitewing', 'init', './acme.yaml'], cwd)).toMatchObject({ status: 0 })
    const mock = await (await mockOf(await findProfile('./acme.yaml', cwd))).start()
    try {
      const target = { ...(mock.target as object), profile: './acme.profile.mjs' }
      writeFileSync(join(cwd, 'bitewing.config.json'), JSON.stringify({ targets: { acme: target } }))
      const only = 'ACME-OWN-01,acme/listPatients/answer.200/schema'
      const ran = await finished('npx', ['--no', 'bitewing', 'run', 'acme', '--only', only], cwd)
      expect(ran).toMatchObject({ status: 0, stderr: expect.stringContaining('2 pass') })
    } finally {
      await mock.close()
    }
  })
})

/** The command as a user calls it; `--no` forbids npx to fetch anything. */
const bitewing = (...args: string[]) => finished('npx', ['--no', 'bitewing', ...args])

function finished(
  file: string,
  args: string[],
  cwd = project,
): Promise<{ status: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const child = execFile(file, args, { cwd, maxBuffer: 64 * 1024 * 1024 }, (_error, stdout, stderr) =>
      resolve({ status: child.exitCode ?? -1, stdout, stderr }),
    )
    child.stdin?.end()
  })
}
