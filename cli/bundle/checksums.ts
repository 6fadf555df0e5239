import { createHash } from 'node:crypto'
import { visible } from '../../reports/inert.ts'

import { type Problem, UsageError, usageError } from '../usage-error.ts'
import type { Files } from './archive.ts'

/** A line for each file, in the order of their paths. */
export function checksums(files: Files): string {
  const lines = [...files].map(([path, content]) => `${sha256(content)}  ${path}\n`)
  return lines.sort((one, other) => (one.slice(66) < other.slice(66) ? -1 : 1)).join('')
}

/**
 * Holds files against the checksums among them.
 *
 * @param where the bundle, as messages name it
 * @throws UsageError naming every file that is not what its checksum says, is missing, or has none.
 */
export function verify(files: Files, where: string): void {
  const sums = files.get(SUMS_FILE)
  if (!sums) throw usageError(where, `expected a bundle, with ${SUMS_FILE} in it`)
  const expected = readSums(Buffer.from(sums).toString('utf8'), where)
  const problems: Problem[] = []
  for (const [path, sum] of expected) {
    const content = files.get(path)
    if (!content) problems.push({ where: path, what: 'it is missing' })
    else if (sha256(content) !== sum) problems.push({ where: path, what: 'it is not what its checksum says' })
  }
  for (const path of files.keys()) {
    if (path !== SUMS_FILE && !expected.has(path)) problems.push({ where: visible(path), what: 'it has no checksum' })
  }
  if (problems.length > 0) throw new UsageError(problems, `${where} is not as it was made`)
}

function readSums(text: string, where: string): Map<string, string> {
  const sums = new Map<string, string>()
  for (const [index, line] of text.split('\n').entries()) {
    if (line === '') continue
    const [, sum, path] = /^([0-9a-f]{64}) [ *](.+)$/.exec(line) ?? []
    if (sum === undefined || path === undefined || sums.has(path)) {
      throw usageError(
        `${where}, ${SUMS_FILE}, line ${index + 1}`,
        'expected a checksum, two blanks and a path, each path once',
      )
    }
    sums.set(path, sum)
  }
  return sums
}

const sha256 = (content: Uint8Array) => createHash('sha256').update(content).digest('hex')

/** As `sha256sum -c` takes it; marks a bundle, and the folder that one was unpacked to. */
export const SUMS_FILE = 'SHA256SUMS'
