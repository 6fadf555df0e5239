/**
 * Takes the pictures of README.md: the report of a run on the itero mock with a few seeded defects, and one of its rules,
 * in Chromium.
 *
 *     npm run pictures
 */
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { chromium } from 'playwright-core'
import { chromiumFlags, ensureChromium } from './chromium.ts'

const DEFECTS = ['gender-0-refused', 'unrelated-lab-accepted', 'by-rx-empty-body-500']
/** It makes warns: its liberties are questions to the vendor. */
const VARIANTS = ['lenient-numbers', 'patient-guid-is-rx-guid']

const root = fileURLToPath(new URL('..', import.meta.url))
const command = join(root, 'dist/cli/main.js')
const folder = mkdtempSync(join(tmpdir(), 'bitewing-pictures-'))
const deviations = ['--defect', DEFECTS.join(','), '--variant', VARIANTS.join(',')]
const mock = spawn(
  process.execPath,
  [command, 'mock', 'itero', ...deviations, '--clock', 'virtual', '--print-config'],
  { stdio: ['ignore', 'pipe', 'inherit'] },
)
try {
  const [configuration] = await once(mock.stdout, 'data')
  writeFileSync(join(folder, 'bitewing.config.json'), configuration)
  try {
    execFileSync(process.execPath, [command, 'run', 'itero'], { cwd: folder, stdio: 'inherit' })
  } catch (error) {
    // 1 is what a target with defects gives.
    if (error.status !== 1) throw error
  }
  const browser = await chromium.launch({ executablePath: ensureChromium(), args: chromiumFlags })
  const page = await browser.newPage({ viewport: { width: 1180, height: 900 }, colorScheme: 'light' })
  await page.goto(pathToFileURL(join(folder, 'bitewing-report/report.html')).href)
  await page.screenshot({ path: join(root, 'docs/report.png') })
  await page.getByRole('link', { name: 'ITERO-LAB-11' }).first().click()
  await page.screenshot({ path: join(root, 'docs/report-rule.png') })
  await browser.close()
} finally {
  mock.kill()
  rmSync(folder, { recursive: true, force: true })
}
