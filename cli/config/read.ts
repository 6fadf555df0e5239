import { existsSync, readFileSync } from 'node:fs'
import { dirname, extname, join, relative, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type NotUtf8, utf8 } from '../../engine/utf8.ts'
import { listOr } from '../../engine/words.ts'
import { UsageError, usageError } from '../usage-error.ts'
import { jsonErrorAt } from './json-syntax.ts'
import { literally } from './variables.ts'

/** In the order in which they are looked for in a folder. */
export const CONFIG_NAMES = ['bitewing.config.ts', 'bitewing.config.js', 'bitewing.config.json'] as const

/** A configuration as it stands in its file, neither checked nor filled in. */
export interface ConfigFile {
  /** Absolute. */
  path: string
  /** As messages name it: relative to the working directory where it stands below it. */
  name: string
  content: unknown
}

/**
 * Reads the configuration: the file that is named, or the nearest `bitewing.config.{ts,js,json}` from the working
 * directory upwards; undefined where there is none.
 *
 * @throws UsageError where the file is missing, cannot be read, or does not hold a configuration.
 */
export async function readConfig(cwd: string, named?: string): Promise<ConfigFile | undefined> {
  const path = named === undefined ? findUpwards(cwd) : resolve(cwd, named)
  if (path === undefined) return undefined
  if (!existsSync(path)) throw usageError(named ?? path, 'expected a configuration file, found nothing there')
  const fromHere = relative(cwd, path)
  const name = fromHere.startsWith('..') ? path : fromHere
  return { path, name, content: await readContent(path, name) }
}

/** What code gives is meant as it is: a password that has `${` in it is not filled in once more. */
function ofCode(value: unknown): unknown {
  if (typeof value === 'string') return literally(value)
  if (Array.isArray(value)) return value.map(ofCode)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, ofCode(one)]))
}

function findUpwards(from: string): string | undefined {
  const here = CONFIG_NAMES.map((name) => join(from, name)).find((path) => existsSync(path))
  const parent = dirname(from)
  return here ?? (parent === from ? undefined : findUpwards(parent))
}

async function readContent(path: string, name: string): Promise<unknown> {
  const extension = extname(path)
  try {
    switch (extension) {
      case '.json':
        return parseJson(readFileSync(path), name)
      case '.js':
      case '.mjs':
        textOf(readFileSync(path), name)
        return ofCode(((await import(pathToFileURL(path).href)) as { default?: unknown }).default)
      case '.ts':
      case '.mts':
        textOf(readFileSync(path), name)
        return ofCode(await importTypeScript(path))
    }
  } catch (error) {
    if (error instanceof UsageError) throw error
    throw usageError(name, `it cannot be loaded: ${(error as Error).message}`)
  }
  throw usageError(name, `expected a file that ends in ${listOr(['.ts', '.js', '.json'])}, found "${extension}"`)
}

/**
 * @param name the file, as messages name it
 * @throws UsageError for what is no UTF-8, and with the place from which on it is not JSON; what stands there is not shown.
 */
export function parseJson(bytes: Uint8Array, name: string): unknown {
  const text = textOf(bytes, name)
  try {
    return JSON.parse(text)
  } catch {
    const { line, column } = jsonErrorAt(text) ?? { line: 1, column: 1 }
    throw usageError(`${name}:${line}:${column}`, 'it is not JSON from here on')
  }
}

/** @throws UsageError for what is no UTF-8 */
export function textOf(bytes: Uint8Array, name: string): string {
  try {
    return utf8(bytes)
  } catch (error) {
    throw usageError(name, (error as NotUtf8).message)
  }
}

/** The TypeScript loader costs more than all the rest of the start: it is loaded for a `.ts` file alone. */
async function importTypeScript(path: string): Promise<unknown> {
  const { createJiti } = await import('jiti')
  return createJiti(import.meta.url, { fsCache: false, moduleCache: false }).import(path, { default: true })
}
