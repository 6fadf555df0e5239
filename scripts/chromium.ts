import { execFileSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/** Flags under which Chromium runs in a container and speaks to nobody of its own accord. */
export const chromiumFlags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/**
 * The path of an installed Chromium or Chrome: `BITEWING_CHROMIUM`, or else the first one on the search path.
 *
 * @throws Error saying what to install.
 */
export function findChromium(): string {
  const chosen = process.env.BITEWING_CHROMIUM
  if (chosen) {
    if (isExecutable(chosen)) return chosen
    throw new Error(`BITEWING_CHROMIUM is "${chosen}", which is no program that can be run.`)
  }
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin']
  const found = folders.flatMap((folder) => NAMES.map((name) => join(folder, name))).find(isExecutable)
  if (found) return found
  throw new Error(
    'No Chromium was found. Install Debian’s package (apt-get install -y chromium), or set BITEWING_CHROMIUM to the path of a Chromium or Chrome.',
  )
}

/** {@link findChromium}, after installing Debian's package where it is missing and that is allowed (as root). */
export function ensureChromium(): string {
  try {
    return findChromium()
  } catch (missing) {
    const mayInstall = !process.env.BITEWING_CHROMIUM && process.getuid?.() === 0 && isExecutable('/usr/bin/apt-get')
    if (!mayInstall) throw missing
  }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', 'chromium']]) {
    execFileSync('apt-get', args, { stdio: ['ignore', 'ignore', 'pipe'], env })
  }
  return findChromium()
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
