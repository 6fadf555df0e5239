import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { formats } from '../reports/index.ts'
import { command } from './fixtures/command.ts'
import { storeRun } from './support/stored.ts'

let folder: string

/** A run on a mock with one defect, as the command leaves it in its folder. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bitewing-stored-'))
  await storeRun(folder)
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('judge gives the stored verdicts again from the stored evidence, and their exit status', async () => {
  const { status, stdout, stderr } = await command(['judge', folder])
  expect(stdout).toBe('every verdict is the stored one\n')
  expect(stderr).toContain('ITERO-GENDER-01')
  expect(status).toBe(1)
})

test('judge names a verdict that differs from the stored one', async () => {
  const changed = mkdtempSync(join(tmpdir(), 'bitewing-changed-'))
  try {
    for (const file of ['exchanges.ndjson', 'evidence.ndjson']) {
      writeFileSync(join(changed, file), readFileSync(join(folder, file)))
    }
    const report = readFileSync(join(folder, 'report.json'), 'utf8')
    writeFileSync(join(changed, 'report.json'), report.replaceAll('"verdict": "fail"', '"verdict": "pass"'))
    const { status, stdout } = await command(['judge', changed])
    expect(stdout).toBe('itero: ITERO-GENDER-01 was pass, is fail\n1 verdict differs\n')
    expect(status).toBe(1)
  } finally {
    rmSync(changed, { recursive: true, force: true })
  }
})

test('report writes the files again', async () => {
  const { status, stdout } = await command(['report', folder, '--report', 'junit'], {
    parts: { formats: async () => formats },
  })
  expect(status).toBe(0)
  expect(stdout.trim()).toMatch(/junit\.xml$/)
  expect(readFileSync(join(folder, 'junit.xml'), 'utf8')).toContain('ITERO-GENDER-01')
})

test('a folder without a run is an error of usage that names the file', async () => {
  const { status, stderr } = await command(['judge', join(folder, 'nowhere')])
  expect(status).toBe(2)
  expect(stderr).toContain('expected the folder of a run, with report.json in it')
})

test('a damaged line is named', async () => {
  const damaged = mkdtempSync(join(tmpdir(), 'bitewing-damaged-'))
  try {
    writeFileSync(join(damaged, 'report.json'), readFileSync(join(folder, 'report.json')))
    writeFileSync(join(damaged, 'exchanges.ndjson'), '{"id":\n{}\n')
    const { status, stderr } = await command(['judge', damaged])
    expect(status).toBe(2)
    expect(stderr).toContain('exchanges.ndjson: line 1 is not JSON')
  } finally {
    rmSync(damaged, { recursive: true, force: true })
  }
})
