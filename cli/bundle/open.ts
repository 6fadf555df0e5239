import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { usageError } from '../usage-error.ts'
import { type Files, unpack } from './archive.ts'
import { verify } from './checksums.ts'

/**
 * The files of a bundle: a zip archive, or the folder that it was unpacked to. Nothing is written.
 *
 * @param where the bundle, as messages name it
 * @throws UsageError where it cannot be read, or is not as it was made.
 */
export function openBundle(path: string, isFolder: boolean, where: string): Files {
  const files = isFolder ? filesBelow(path, where) : unpack(readFileSync(path), where)
  verify(files, where)
  return files
}

function filesBelow(folder: string, where: string): Files {
  const files = new Map<string, Uint8Array>()
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isDirectory()) continue
    const path = join(entry.parentPath, entry.name)
    const name = relative(folder, path).split(sep).join('/')
    if (!entry.isFile()) throw usageError(where, `expected files and folders only, found ${JSON.stringify(name)}`)
    files.set(name, readFileSync(path))
  }
  return files
}
