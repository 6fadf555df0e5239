import { unzipSync, type Zippable, zipSync } from 'fflate'
import { visible } from '../../reports/inert.ts'
import { usageError } from '../usage-error.ts'

/** Files by their path in a bundle, folders separated by `/`. */
export type Files = ReadonlyMap<string, Uint8Array>

/** Zip keeps local time: this is the first instant that it can say, wherever the archive is made. */
const FIRST_INSTANT = new Date(1980, 0, 1)

/**
 * A zip archive of the files. The same files give the same bytes.
 *
 * @param level 0 where the whole is going to be compressed
 */
export function pack(files: Files, level: 0 | 6 = 6): Uint8Array {
  const entries: Zippable = {}
  for (const path of [...files.keys()].sort()) entries[path] = files.get(path)!
  return zipSync(entries, { mtime: FIRST_INSTANT, level })
}

/** Bytes that all files of an archive may have together when they are unpacked. */
const LARGEST = 512 * 1024 * 1024

/** Of letters, digits, `_`, `-` and `.`, with no part that begins with a dot. */
const PATH = /^[A-Za-z0-9][\w.-]*(?:\/[A-Za-z0-9][\w.-]*)*$/

/**
 * The files of a zip archive, unpacked in memory.
 *
 * @param where the archive, as messages name it
 * @throws UsageError where it is no zip archive, names a path that leaves the folder or one path twice, or would be larger
 *   than a bundle can be.
 */
export function unpack(archive: Uint8Array, where: string): Map<string, Uint8Array> {
  const found = new Set<string>()
  let bytes = 0
  const check = ({ name, originalSize }: { name: string; originalSize: number }): boolean => {
    // Some archivers enter folders too.
    if (name.endsWith('/') && originalSize === 0 && PATH.test(name.slice(0, -1))) return false
    if (!PATH.test(name)) throw usageError(where, `expected paths that stay inside the archive, found ${quoted(name)}`)
    if (found.has(name)) throw usageError(where, `expected each file once, found ${quoted(name)} twice`)
    found.add(name)
    bytes += originalSize
    if (bytes > LARGEST) {
      throw usageError(where, `expected at most ${LARGEST / 1024 / 1024} MiB when it is unpacked, found more`)
    }
    return true
  }
  let unpacked: Record<string, Uint8Array>
  try {
    unpacked = unzipSync(archive, { filter: check })
  } catch (error) {
    if (!isOfFflate(error)) throw error
    throw usageError(where, `expected a zip archive: ${(error as Error).message}`)
  }
  return new Map(Object.entries(unpacked))
}

/** fflate's own errors have a number for a code; a corrupt header may also lead it outside of its input. */
const isOfFflate = (error: unknown) =>
  error instanceof RangeError || typeof (error as { code?: unknown }).code === 'number'

const quoted = (name: string) => visible(JSON.stringify(name))
