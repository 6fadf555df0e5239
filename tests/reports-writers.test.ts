import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { writers } from '../reports/index.ts'
import { buildReportPage } from '../scripts/build-report.mjs'
import { everyVerdict } from './fixtures/report.ts'

describe('the writers', () => {
  it('stand under the names that --report takes, each with a file of its own', () => {
    for (const [name, writer] of Object.entries(writers)) expect(writer.name).toBe(name)
    expect(Object.values(writers).map(({ file }) => file)).toEqual(['report.html', 'report.json', 'junit.xml'])
  })
})

describe('the html writer in a built package', () => {
  let folder: string
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'bitewing-package-'))
    mkdirSync(join(folder, 'dist', 'cli'), { recursive: true })
    await build({
      entryPoints: [new URL('../reports/index.ts', import.meta.url).pathname],
      outfile: join(folder, 'dist', 'cli', 'main.mjs'),
      bundle: true,
      platform: 'node',
      format: 'esm',
    })
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  async function packaged(): Promise<typeof writers> {
    return (await import(pathToFileURL(join(folder, 'dist', 'cli', 'main.mjs')).href)).writers
  }

  it('finds its page wherever it was bundled to', async () => {
    await buildReportPage(join(folder, 'dist'))
    const page = (await packaged()).html.write(everyVerdict())
    expect(page).toMatch(/^<!doctype html>/)
    expect(page).toContain('<title>staging, booking · Bitewing report</title>')
  })

  it('says what to do where the page was not built', async () => {
    const { html } = await packaged()
    expect(() => html.write(everyVerdict())).toThrow('dist/reports/page.html is missing: run "npm run build"')
  })
})
