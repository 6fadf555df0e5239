import { writeFileSync } from 'node:fs'
import { relative, resolve } from 'node:path'
import { type Io, tell } from './io.ts'
import { usageError } from './usage-error.ts'

/**
 * Writes the page that `--html` asks for, and tells where it is.
 *
 * @param page made with the style of report.html
 * @throws UsageError where the file cannot be written.
 */
export async function writePage(
  what: string,
  file: string,
  io: Io,
  page: (style: string) => Promise<string>,
): Promise<void> {
  const { pageStyle } = await import('../reports/html.ts')
  const path = resolve(io.cwd, file)
  const text = await page(pageStyle())
  try {
    writeFileSync(path, text)
  } catch (error) {
    throw usageError('--html', `expected a file that can be written: ${(error as Error).message}`)
  }
  tell(io, `${what}: ${relative(io.cwd, path)}`)
}
