/**
 * Takes the pictures of README.md, in Chromium: the report of a run on two itero mocks, one of them with a few seeded
 * defects; one of its rules; and what it draws of the run.
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

/** The variants make warns: their liberties are questions to the vendor. */
const MOCKS = [
  {
    name: 'staging',
    deviations: [
      ...['--defect', 'gender-0-refused,unrelated-lab-accepted,by-rx-empty-body-500'],
      ...['--variant', 'lenient-numbers,patient-guid-is-rx-guid'],
    ],
  },
  { name: 'production', deviations: ['--defect', 'gender-0-refused'] },
]

/** What is in the pictures, where in the report it is, and how high the picture is. */
const PICTURES = [
  { file: 'report.png', place: '#/staging', height: 1010 },
  { file: 'report-rule.png', place: '#/staging/ITERO-LAB-11', height: 1120 },
  { file: 'report-coverage.png', place: '#/staging', part: '#coverage' },
  { file: 'report-rate-limit.png', place: '#/staging', part: '#rate-limit' },
  { file: 'report-targets.png', place: '#/', height: 1040 },
]

const root = fileURLToPath(new URL('..', import.meta.url))
const command = join(root, 'dist/cli/main.js')
const folder = mkdtempSync(join(tmpdir(), 'bitewing-pictures-'))
const mocks = MOCKS.map(({ name, deviations }) => ({
  name,
  process: spawn(process.execPath, [command, 'mock', 'itero', ...deviations, '--clock', 'virtual', '--print-config'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  }),
}))
try {
  const targets = {}
  for (const { name, process } of mocks) {
    const [configuration] = await once(process.stdout, 'data')
    targets[name] = JSON.parse(configuration).targets.itero
  }
  writeFileSync(join(folder, 'bitewing.config.json'), JSON.stringify({ targets }))
  try {
    execFileSync(process.execPath, [command, 'run', ...Object.keys(targets)], { cwd: folder, stdio: 'inherit' })
  } catch (error) {
    // 1 is what a target with defects gives.
    if (error.status !== 1) throw error
  }
  const browser = await chromium.launch({ executablePath: ensureChromium(), args: chromiumFlags })
  for (const { file, place, part, height = 900 } of PICTURES) {
    const page = await browser.newPage({ viewport: { width: 1180, height }, colorScheme: 'light' })
    await page.goto(pathToFileURL(join(folder, 'bitewing-report/report.html')).href + place)
    const rule = place.split('/')[2]
    if (rule) await page.locator(`[id="${rule}"]`).getByLabel('curl command').waitFor()
    await (part ? page.locator(part) : page).screenshot({ path: join(root, 'docs', file) })
    await page.close()
  }
  await browser.close()
} finally {
  for (const { process } of mocks) process.kill()
  rmSync(folder, { recursive: true, force: true })
}
