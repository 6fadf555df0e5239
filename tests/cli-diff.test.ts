import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { command, inFolder } from './fixtures/command.ts'
import { everyVerdict, run } from './fixtures/report.ts'

const stored = () => everyVerdict().report
const [PASSES, FAILS] = ['ITERO-LAB-01', 'ITERO-LAB-03']

/** {@link stored}, in which one more rule fails. */
function worse() {
  const report = stored()
  const found = report.targets[0]!.requirements.find(({ id }) => id === PASSES)!
  Object.assign(found, { verdict: 'fail', expected: '200', actual: '400 with {"error":"no lab"}' })
  return report
}

const files = { 'a/report.json': stored(), 'b/report.json': worse(), 'alone.json': worse() }
const inside = (argv: string[], more: Record<string, string | object> = {}) =>
  inFolder({ ...files, ...more }, (cwd) => command(['diff', ...argv], { cwd }))

describe('bitewing diff', () => {
  test('is 1 where something newly fails, and tells what', async () => {
    const { status, stdout, stderr } = await inside(['a', 'b'])
    expect(stdout).toContain(`  newly failing\n    ${PASSES}  `)
    expect(stdout).toContain('      B  expected 200; actual 400 with {"error":"no lab"}\n')
    expect(stdout).toMatch(/\n1 requirement newly fails\n$/)
    expect(stdout).not.toContain(FAILS)
    expect(stderr).toBe('')
    expect(status).toBe(1)
  })

  test('names a report that was given itself once', async () => {
    const { stderr } = await inside(['a', 'half.json'], { 'half.json': '{' })
    expect(stderr).toMatch(/^error: half\.json: is not JSON/)
  })

  test('is 0 where something is mended, and where nothing changed', async () => {
    const mended = await inside(['b', 'a'])
    expect(mended.stdout).toContain(`  mended\n    ${PASSES}  `)
    expect(mended.status).toBe(0)
    const same = await inside(['a', 'a'])
    expect(same.stdout).toMatch(/\nNothing changed\n$/)
    expect(same.status).toBe(0)
  })

  test('takes a report.json under any name', async () => {
    expect((await inside(['a', 'alone.json'])).status).toBe(1)
    expect((await inside(['b', 'alone.json'])).status).toBe(0)
  })

  test('--json is all of it, on stdout', async () => {
    const { status, stdout } = await inside(['a', 'b', '--json'])
    const diff = JSON.parse(stdout)
    expect(status).toBe(1)
    expect(diff).toMatchObject({ schemaVersion: 1, a: { from: 'a' }, b: { from: 'b', complete: true } })
    expect(diff.counts['newly-failing']).toBe(1)
    expect(diff.targets[0].changes).toMatchObject([{ kind: 'newly-failing', id: PASSES, b: { verdict: 'fail' } }])
  })

  test('--html writes a page besides', () =>
    inFolder(files, async (cwd) => {
      const { status, stdout, stderr } = await command(['diff', 'a', 'b', '--html', 'diff.html'], { cwd })
      expect(status).toBe(1)
      expect(stdout).toContain('newly failing')
      expect(stderr).toBe('Diff: diff.html\n')
      expect(readFileSync(join(cwd, 'diff.html'), 'utf8')).toContain('<h1>1 requirement newly fails</h1>')
    }))

  test.each<[what: string, argv: string[], more: Record<string, string | object>, message: string]>([
    ['a folder without a run', ['a', 'nowhere'], {}, 'nowhere: expected the folder of a run, with report.json in it'],
    ['no JSON', ['a', 'c.json'], { 'c.json': '{"a":\u001b' }, 'c.json: is not JSON'],
    ['something else', ['a', 'c.json'], { 'c.json': {} }, 'expected a report of version 1 or 2, found none'],
    [
      'a later version',
      ['a', 'c.json'],
      { 'c.json': { schemaVersion: 3 } },
      'expected a report of version 1 or 2, found version 3',
    ],
    [
      'half a report',
      ['a', 'c.json'],
      { 'c.json': { ...stored(), targets: [{}] } },
      'found one that is not as its schema says',
    ],
    ['no archive', ['a', 'c.zip'], { 'c.zip': 'zip' }, 'c.zip: expected a zip archive'],
    [
      'runs on other targets',
      ['a', 'c.json'],
      { 'c.json': run([{ ...stored().targets[0]!, profile: 'inbox', name: 'hub' }]) },
      'expected a target that both judged, found staging (itero) and booking (opus) in a, hub (inbox) in c.json',
    ],
    [
      'a page that cannot be written',
      ['a', 'b', '--html', 'no/where.html'],
      {},
      '--html: expected a file that can be written',
    ],
  ])('is 2 for %s', async (_, argv, more, message) => {
    const { status, stdout, stderr } = await inside(argv, more)
    expect(stderr).toContain(message)
    expect(stderr).not.toContain('\u001b')
    expect(stdout).toBe('')
    expect(status).toBe(2)
  })

  test('is in colour where it is asked for', () =>
    inFolder(files, async (cwd) => {
      const coloured = await command(['diff', 'a', 'b'], { cwd, env: { FORCE_COLOR: '1' } })
      expect(coloured.stdout).toContain('\u001b[31m  newly failing\u001b[39m')
      const plain = await command(['diff', 'a', 'b', '--no-color'], { cwd, env: { FORCE_COLOR: '1' } })
      expect(plain.stdout).not.toContain('\u001b')
    }))
})
