import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { utf8 } from '../../engine/utf8.ts'
import { PactError, readPact } from './pact.ts'
import type { SourcedPact } from './verify.ts'

/** A file or a folder that gives no pact. */
export interface BadSource {
  where: string
  what: string
}

/** Pacts that could be read, and what is wrong with the others. */
export interface Read {
  pacts: SourcedPact[]
  bad: BadSource[]
}

/**
 * Reads pacts from files, and from the `.json` files that lie in folders (not in folders below them).
 *
 * @param paths relative to `cwd`, or absolute
 */
export function readPacts(paths: readonly string[], cwd: string): Read {
  const read: Read = { pacts: [], bad: [] }
  for (const path of paths) {
    const files = filesAt(resolve(cwd, path))
    if (files === undefined)
      read.bad.push({ where: path, what: 'expected a pact or a folder of pacts, found nothing there' })
    else if (files.length === 0)
      read.bad.push({ where: path, what: 'expected a folder with pacts in it, found no .json file' })
    for (const file of files ?? [])
      readInto(read, file, relative(cwd, file).startsWith('..') ? file : relative(cwd, file))
  }
  return read
}

function filesAt(path: string): string[] | undefined {
  const found = statSync(path, { throwIfNoEntry: false })
  if (!found) return undefined
  if (!found.isDirectory()) return [path]
  return readdirSync(path)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => join(path, name))
}

function readInto(read: Read, file: string, source: string): void {
  try {
    read.pacts.push({ source, pact: readPact(utf8(readFileSync(file))) })
  } catch (error) {
    if (error instanceof PactError) read.bad.push({ where: source, what: error.message })
    else read.bad.push({ where: source, what: `cannot be read: ${(error as Error).message}` })
  }
}

/** The folder of the package's own pacts. This module may stand in its own folder or in a bundle of another one. */
export function ownPacts(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const path = join(folder, 'contracts', 'pacts')
    if (statSync(path, { throwIfNoEntry: false })) return path
    if (folder === dirname(folder)) throw new Error('contracts/pacts is missing')
  }
}
