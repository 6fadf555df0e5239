import { ensureChromium } from '../../scripts/chromium.ts'

/** Global setup: installs Chromium where that is possible. Where it is not, the tests that need it fail and say so. */
export default function setup(): void {
  try {
    ensureChromium()
  } catch (error) {
    console.warn(error instanceof Error ? error.message : error)
  }
}
