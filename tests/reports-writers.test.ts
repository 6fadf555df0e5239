import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { document } from '../openapi/itero.gen.ts'
import { formats } from '../reports/index.ts'
import type { Writer } from '../reports/model.ts'
import { buildPages } from '../scripts/build-report.mjs'
import { ACTIVE, hostileReport } from './fixtures/hostile-report.ts'
import { everyVerdict } from './fixtures/report.ts'

describe('the formats', () => {
  it('stand under the names that --report takes, each with a file of its own', () => {
    const places = Object.entries(formats).map(([name, one]) => [name, 'file' in one ? one.file : one.folder])
    expect(places).toEqual([
      ['html', 'report.html'],
      ['json', 'report.json'],
      ['junit', 'junit.xml'],
      ['ctrf', 'ctrf-report.json'],
      ['sarif', 'bitewing.sarif'],
      ['har', 'exchanges.har'],
      ['markdown', 'summary.md'],
      ['csv', 'requirements.csv'],
      ['allure', 'allure-results'],
      ['openapi', 'openapi'],
      ['badge', 'badge.svg'],
    ])
  })

  it.each(Object.entries(formats).filter(([name]) => name !== 'html'))(
    '%s is a pure function, and prints nothing active of a hostile report',
    async (_, { writer }) => {
      const { write } = await writer()
      const hostile = () => ({ ...hostileReport(), documents: { itero: document } })
      const input = hostile()
      const texts = [write(input)].flatMap((one) => (typeof one === 'string' ? [one] : Object.entries(one).flat()))
      expect(texts.length).toBeGreaterThan(0)
      for (const text of texts) expect(text.replace(/^\ufeff|\r?\n/g, '')).not.toMatch(ACTIVE)
      expect(input).toEqual(hostile())
      expect(
        [write(hostile())].flatMap((one) => (typeof one === 'string' ? [one] : Object.entries(one).flat())),
      ).toEqual(texts)
    },
  )

  it('are loaded by a run that asks for them, and by no other', async () => {
    const { outputs } = (
      await build({
        entryPoints: [new URL('../cli/run/run.ts', import.meta.url).pathname],
        outdir: tmpdir(),
        write: false,
        metafile: true,
        bundle: true,
        splitting: true,
        platform: 'node',
        format: 'esm',
        external: ['vitest', 'vitest/*', 'jiti'],
      })
    ).metafile!
    const loaded = (file: string, seen = new Set<string>()): Set<string> => {
      if (seen.has(file)) return seen
      seen.add(file)
      for (const { path, kind } of outputs[file]!.imports) {
        if (kind === 'import-statement' && path in outputs) loaded(path, seen)
      }
      return seen
    }
    const entry = Object.keys(outputs).find((file) => outputs[file]!.entryPoint?.endsWith('cli/run/run.ts'))!
    const inputs = [...loaded(entry)].flatMap((file) => Object.keys(outputs[file]!.inputs))
    expect(inputs.some((file) => file.endsWith('reports/summary.ts'))).toBe(true)
    // report.json is what --json prints.
    const lazy =
      /reports\/(html|junit|ctrf|sarif|har|markdown|csv|allure|openapi|badge|github|statements\.gen)\.ts$|node_modules\/csv-stringify/
    expect(inputs.filter((file) => lazy.test(file))).toEqual([])
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

  async function packaged(): Promise<Writer> {
    const bundle = await import(pathToFileURL(join(folder, 'dist', 'cli', 'main.mjs')).href)
    return bundle.formats.html.writer()
  }

  it('finds its page wherever it was bundled to', async () => {
    await buildPages(join(folder, 'dist'))
    const page = (await packaged()).write(everyVerdict())
    expect(page).toMatch(/^<!doctype html>/)
    expect(page).toContain('<title>staging, booking · Bitewing report</title>')
  })

  it('says what to do where the page was not built', async () => {
    const html = await packaged()
    expect(() => html.write(everyVerdict())).toThrow('dist/reports/page.html is missing: run "npm run build"')
  })
})
