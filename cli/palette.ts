import { type Palette, plain } from '../reports/summary.ts'
import type { Io } from './io.ts'

/**
 * Colours for stderr: on a terminal that has them, unless `--no-color` or NO_COLOR forbids them; FORCE_COLOR asks for
 * them elsewhere.
 */
export async function paletteFor({ env, stderr }: Io, wanted = true): Promise<Palette> {
  const able = env.FORCE_COLOR ? env.FORCE_COLOR !== '0' : stderr.isTTY === true && env.TERM !== 'dumb'
  if (!wanted || env.NO_COLOR || !able) return plain
  const { default: picocolors } = await import('picocolors')
  const { red, yellow, green, dim, bold } = picocolors.createColors(true)
  return { fail: red, warn: yellow, pass: green, dim, bold }
}
