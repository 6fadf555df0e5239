import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))

const ZONES = [
  'openapi',
  'generators',
  'engine',
  'suites',
  'targets',
  'reports',
  'contracts',
  'profiles',
  'fleet',
  'cli',
]

/** Which zones each zone may import; docs/architecture.md says the same. */
const MAY: Record<string, string[]> = {
  openapi: [],
  generators: ['openapi'],
  engine: [],
  suites: ['openapi', 'generators', 'engine'],
  targets: ['openapi', 'engine'],
  reports: ['engine'],
  contracts: ['openapi', 'generators', 'engine', 'suites', 'targets', 'reports', 'profiles'],
  profiles: ['openapi', 'generators', 'engine', 'suites', 'targets', 'contracts'],
  fleet: ZONES.filter((zone) => zone !== 'cli'),
  cli: ZONES,
}

/** A file for each import that there could be between two zones, and between two profiles of one. */
const PLANTED = [
  ...ZONES.flatMap((zone) =>
    ZONES.filter((other) => other !== zone).flatMap((other) => {
      const allowed = MAY[zone]!.includes(other)
      return [
        { file: `${zone}/static-${other}.ts`, code: `export * from '../${other}/some/thing.ts'`, allowed },
        {
          file: `${zone}/deep/down/lazy-${other}.ts`,
          code: `export const one = import('../../../${other}/thing.ts')`,
          allowed,
        },
      ]
    }),
  ),
  ...['suites', 'targets/mock'].flatMap((folder) => [
    { file: `${folder}/itero/own.ts`, code: "export * from './rate/limit.ts'", allowed: true },
    { file: `${folder}/itero/other.ts`, code: "export * from '../opus/index.ts'", allowed: false },
    { file: `${folder}/opus/deep/other.ts`, code: "export type * from '../../inbox/index.ts'", allowed: false },
    { file: `${folder}/inbox/engine.ts`, code: "export * from '../../../engine/rule.ts'", allowed: true },
  ]),
  {
    file: 'contracts/check/opus/rows.ts',
    code: "export * from '../../../suites/opus/requirements.gen.ts'",
    allowed: true,
  },
  {
    file: 'contracts/check/opus/rule.ts',
    code: "export * from '../../../suites/opus/bookings/rules.ts'",
    allowed: false,
  },
  { file: 'contracts/check/mock.ts', code: "export * from '../../targets/mock/opus/index.ts'", allowed: false },
  { file: 'suites/opus/mock.ts', code: "export * from '../../targets/mock/opus/index.ts'", allowed: false },
  { file: 'targets/mock/opus/suite.ts', code: "export * from '../../../suites/opus/index.ts'", allowed: false },
]

let folder: string
let refused: Set<string>

beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'bitewing-zones-')))
  const settings = JSON.parse(readFileSync(join(root, 'biome.json'), 'utf8'))
  // There is no repository around the planted files.
  writeFileSync(join(folder, 'biome.json'), JSON.stringify({ ...settings, vcs: { enabled: false } }))
  cpSync(join(root, 'biome.zones.json'), join(folder, 'biome.zones.json'))
  for (const { file, code } of PLANTED) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), `${code}\n`)
  }
  const biome = join(root, 'node_modules/@biomejs/biome/bin/biome')
  const args = [biome, 'lint', '--only=style/noRestrictedImports', '--reporter=github', '--max-diagnostics=none']
  const told = run([...args, '.'])
  refused = new Set([...told.matchAll(/^::error .*file=([^,]+),.*$/gm)].map(([, file]) => relative(folder, file!)))
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** What it prints; it ends with status 1 where it finds something. */
function run(args: string[]): string {
  try {
    return execFileSync(process.execPath, args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
  } catch (error) {
    return (error as { stdout: string }).stdout
  }
}

test('an import against the direction of the zones is an error of the linter, and no other one is', () => {
  const forbidden = PLANTED.filter(({ allowed }) => !allowed).map(({ file }) => file)
  expect([...refused].sort()).toEqual(forbidden.sort())
})
