import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { strFromU8, strToU8, unzipSync, type Zippable, zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checksums } from '../cli/bundle/checksums.ts'
import { storeConfiguration } from '../cli/run/stored-configuration.ts'
import { version } from '../cli/version.ts'
import type { Report } from '../reports/model.ts'
import { command } from './fixtures/command.ts'
import { storeRun } from './support/stored.ts'

const SECRET = 'a-secret-of-this-test'

let folder: string
const AT = '2026-01-02T03:04:05.000Z'
const at = (...path: string[]) => join(folder, ...path)

/** A run on a mock with one defect, as the command leaves it in its folder, and its bundle. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bitewing-bundle-'))
  mkdirSync(at('run'))
  const { target, judged } = await storeRun(at('run'))
  const settings = { ...target.settings, account: { password: SECRET, note: `it is ${SECRET}` } }
  const options = { chosen: judged, seed: 1, exhaustive: false, timeoutMs: 10_000, strict: true }
  storeConfiguration(at('run'), [{ ...target, settings, secrets: { 'account.password': SECRET } }], options, AT)
  const { status, stdout } = await inside(['report', 'run', '--report', 'junit', '--bundle', 'bundle.zip'])
  expect([status, stdout]).toEqual([0, 'run/junit.xml\nbundle.zip\n'])
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

const inside = (argv: string[]) => command(argv, { cwd: folder })
const files = () => unzipSync(readFileSync(at('bundle.zip')))

/** A bundle with these files in place of the real one's; null leaves one out. */
function tampered(name: string, changes: Record<string, string | null>): string {
  const changed: Zippable = { ...files() }
  for (const [path, text] of Object.entries(changes)) {
    if (text === null) delete changed[path]
    else changed[path] = strToU8(text)
  }
  writeFileSync(at(name), zipSync(changed))
  return name
}

/** As {@link tampered}, with checksums that fit. */
function resealed(name: string, changes: Record<string, string>): string {
  const content = new Map<string, Uint8Array>(Object.entries(files()))
  content.delete('SHA256SUMS')
  for (const [path, text] of Object.entries(changes)) content.set(path, strToU8(text))
  return tampered(name, { ...changes, SHA256SUMS: checksums(content) })
}

const text = (file: string) => strFromU8(files()[file]!)

describe('report --bundle', () => {
  test('puts in what the run stored, its reports, its register and the checksums', () => {
    expect(Object.keys(files())).toEqual([
      'SHA256SUMS',
      'configuration.json',
      'evidence.ndjson',
      'exchanges.ndjson',
      'junit.xml',
      'ledger.ndjson',
      'register/itero.json',
      'report.json',
    ])
    const rows = JSON.parse(text('register/itero.json'))
    expect(rows.map(({ id }: { id: string }) => id)).toContain('ITERO-LAB-03')
  })

  test('has the configuration without its secrets', () => {
    const { options, targets } = JSON.parse(text('configuration.json'))
    expect(options).toMatchObject({ seed: 1, strict: true })
    expect(targets[0]).toMatchObject({ name: 'itero', profile: 'itero', kind: 'mock' })
    expect(targets[0].settings.account).toEqual({
      password: '[redacted:itero.account.password]',
      note: 'it is [redacted:itero.account.password]',
    })
    expect(text('configuration.json')).not.toContain(SECRET)
  })

  test('is verified by sha256sum', () => {
    mkdirSync(at('unpacked'))
    for (const [path, content] of Object.entries(files())) {
      mkdirSync(dirname(at('unpacked', path)), { recursive: true })
      writeFileSync(at('unpacked', path), content)
    }
    const told = execFileSync('sh', ['-c', 'sha256sum --check --strict SHA256SUMS'], {
      cwd: at('unpacked'),
      encoding: 'utf8',
    })
    expect(told.trim().split('\n')).toHaveLength(7)
  })

  test('makes the same archive of the same files', async () => {
    const again = await inside(['report', 'run', '--report', 'junit', '--bundle'])
    expect(again.stdout).toBe('run/junit.xml\nrun/bitewing-bundle.zip\n')
    expect(readFileSync(at('run/bitewing-bundle.zip'))).toEqual(readFileSync(at('bundle.zip')))
  })

  test('tells where it cannot be written', async () => {
    const { status, stderr } = await inside(['report', 'run', '--report', 'junit', '--bundle', 'no/where.zip'])
    expect(stderr).toContain('--bundle: expected a file that can be written')
    expect(status).toBe(2)
  })
})

describe('judge', () => {
  test('gives the verdicts of a bundle again, and writes nothing', async () => {
    const before = readdirSync(folder, { recursive: true })
    const { status, stdout, stderr } = await inside(['judge', 'bundle.zip'])
    expect(stdout).toBe('every verdict is the stored one\n')
    expect(stderr).toContain('ITERO-GENDER-01')
    expect(status).toBe(1)
    expect(readdirSync(folder, { recursive: true })).toEqual(before)
  })

  test('takes the folder that a bundle was unpacked to', async () => {
    const { status, stdout } = await inside(['judge', 'unpacked'])
    expect(stdout).toBe('every verdict is the stored one\n')
    expect(status).toBe(1)
    writeFileSync(at('unpacked/notes.txt'), 'mine')
    const extra = await inside(['judge', 'unpacked'])
    rmSync(at('unpacked/notes.txt'))
    expect(extra.stderr).toBe('error: unpacked is not as it was made\n  notes.txt: it has no checksum\n')
    expect(extra.status).toBe(2)
  })

  test('writes a report elsewhere, and none into a bundle', async () => {
    expect(await inside(['judge', 'bundle.zip', '--out', 'judged', '--report', 'json'])).toMatchObject({ status: 1 })
    expect(existsSync(at('judged/report.json'))).toBe(true)
    const into = await inside(['report', 'unpacked'])
    expect(into.stderr).toBe('error: --out: expected a folder: nothing is written into a bundle\n')
    expect(into.status).toBe(2)
  })

  test('says where this version judges otherwise', async () => {
    const older = text('report.json')
      .replaceAll('"verdict": "fail"', '"verdict": "pass"')
      .replace(`"version": "${version()}"`, '"version": "0.0.9"')
    const { status, stdout } = await inside(['judge', resealed('older.zip', { 'report.json': older })])
    expect(stdout).toBe(
      `itero: ITERO-GENDER-01 was pass, is fail\nmade with 0.0.9, judged with ${version()}: 1 verdict differs\n`,
    )
    expect(status).toBe(1)
  })

  test('keeps the verdict of a requirement that this version does not have', async () => {
    const older = text('report.json').replace('"id": "ITERO-LAB-03"', '"id": "ITERO-GONE-01"')
    const { stdout } = await inside(['judge', resealed('gone.zip', { 'report.json': older })])
    expect(stdout).toBe(
      `itero: ITERO-GONE-01 has no rule in ${version()}; its stored verdict is kept\nevery verdict is the stored one\n`,
    )
  })

  test('is inconclusive on evidence that its judge cannot read', async () => {
    const lines = text('evidence.ndjson')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    const spoilt = lines.map((line) =>
      JSON.stringify(line.rule === 'ITERO-LAB-03' ? { ...line, evidence: 'other' } : line),
    )
    const name = resealed('spoilt.zip', { 'evidence.ndjson': `${spoilt.join('\n')}\n` })
    const { stdout } = await inside(['judge', name, '--out', 'spoilt', '--report', 'json'])
    expect(stdout).toContain('itero: ITERO-LAB-03 was pass, is inconclusive\n')
    const { targets } = JSON.parse(readFileSync(at('spoilt/report.json'), 'utf8')) as Report
    expect(targets[0]!.requirements.find(({ id }) => id === 'ITERO-LAB-03')!.message).toContain(
      'the stored evidence is not what this version judges',
    )
  })

  test('refuses a profile that it does not have', async () => {
    const other = text('report.json').replace('"profile": "itero"', '"profile": "constructor"')
    const { status, stderr } = await inside(['judge', resealed('profile.zip', { 'report.json': other })])
    expect(stderr).toContain('itero: there is no profile "constructor"')
    expect(status).toBe(2)
  })

  test('a bundle can be compared with a folder', async () => {
    const { status, stdout } = await inside(['diff', 'run', 'bundle.zip'])
    expect(stdout).toMatch(/\nNothing changed\n$/)
    expect(status).toBe(0)
  })
})

describe('a bundle that is not as it was made', () => {
  const verdict = () => text('report.json').replace('"verdict": "fail"', '"verdict": "pass"')

  test.each<[what: string, changes: () => Record<string, string | null>, message: string]>([
    ['an altered file', () => ({ 'report.json': verdict() }), 'report.json: it is not what its checksum says'],
    ['a missing file', () => ({ 'exchanges.ndjson': null }), 'exchanges.ndjson: it is missing'],
    ['an additional file', () => ({ 'extra/a.txt': 'a' }), 'extra/a.txt: it has no checksum'],
    ['no checksums', () => ({ SHA256SUMS: null }), 'tampered.zip: expected a bundle, with SHA256SUMS in it'],
    [
      'checksums that are none',
      () => ({ SHA256SUMS: 'abc\n' }),
      'tampered.zip, SHA256SUMS, line 1: expected a checksum',
    ],
    [
      'a checksum twice',
      () => ({ SHA256SUMS: text('SHA256SUMS').replace(/^(.*)$/m, '$1\n$1') }),
      'SHA256SUMS, line 2: expected',
    ],
    [
      'a path out of it',
      () => ({ '../../evil': 'a' }),
      'expected paths that stay inside the archive, found "../../evil"',
    ],
    ['an absolute path', () => ({ '/etc/evil': 'a' }), 'found "/etc/evil"'],
    ['a path of another system', () => ({ 'a\\..\\evil': 'a' }), 'expected paths that stay inside the archive'],
    ['a path that is none', () => ({ 'a/\u001b[2J\u202e': 'a' }), 'expected paths that stay inside the archive'],
  ])('is refused with %s', async (_, changes, message) => {
    const { status, stdout, stderr } = await inside(['judge', tampered('tampered.zip', changes())])
    expect(stderr).toContain(message)
    expect(stderr.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u)
    expect(stdout).toBe('')
    expect(status).toBe(2)
  })

  test('tells every file that is wrong at once', async () => {
    const name = tampered('tampered.zip', { 'report.json': '{}', 'junit.xml': null, 'more.txt': '' })
    expect((await inside(['judge', name])).stderr).toBe(
      [
        'error: tampered.zip is not as it was made',
        '  junit.xml: it is missing',
        '  report.json: it is not what its checksum says',
        '  more.txt: it has no checksum',
        '',
      ].join('\n'),
    )
  })

  test('is refused with one file twice', async () => {
    const archive = Buffer.from(zipSync({ 'aa.txt': strToU8('1'), 'ab.txt': strToU8('2') }))
    writeFileSync(at('twice.zip'), Buffer.from(archive.toString('latin1').replaceAll('ab.txt', 'aa.txt'), 'latin1'))
    const { status, stderr } = await inside(['judge', 'twice.zip'])
    expect(stderr).toBe('error: twice.zip: expected each file once, found "aa.txt" twice\n')
    expect(status).toBe(2)
  })

  test('is refused where it would be too large, before it is unpacked', async () => {
    const archive = readFileSync(at('bundle.zip'))
    const directory = archive.indexOf(Buffer.from([0x50, 0x4b, 1, 2]))
    const bomb = Buffer.from(archive)
    bomb.writeUInt32LE(0xfffffffe, directory + 24)
    writeFileSync(at('bomb.zip'), bomb)
    const { status, stderr } = await inside(['judge', 'bomb.zip'])
    expect(stderr).toBe('error: bomb.zip: expected at most 512 MiB when it is unpacked, found more\n')
    expect(status).toBe(2)
  })

  test.each([
    ['text', () => Buffer.from('not a zip at all '.repeat(10))],
    ['nothing', () => Buffer.alloc(0)],
    ['the first half of an archive', () => readFileSync(at('bundle.zip')).subarray(0, 5000)],
    ['an archive with a hole', () => readFileSync(at('bundle.zip')).fill(0xff, 700, 1400)],
  ])('is refused where it is %s', async (_, content) => {
    writeFileSync(at('broken.zip'), content())
    const { status, stderr } = await inside(['judge', 'broken.zip'])
    expect(stderr).toMatch(/^error: broken\.zip(: expected a zip archive| is not as it was made)/)
    expect(status).toBe(2)
  })
})
