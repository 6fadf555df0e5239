import { existsSync } from 'node:fs'
import { dirname, extname, isAbsolute, join, relative, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Profile } from '../engine/profile.ts'
import { ProfileError } from '../engine/profile-error.ts'
import type { FoundProfile } from './found-profile.ts'
import { builtIn, PROFILES } from './index.ts'

const MODULES = ['.js', '.mjs', '.ts', '.mts']
const DOCUMENTS = ['.yaml', '.yml', '.json']

/** Whether a name is a path rather than a built-in profile or a package. */
export const isPath = (name: string): boolean =>
  /^\.{0,2}[\\/]/.test(name) || isAbsolute(name) || [...MODULES, ...DOCUMENTS].includes(extname(name).toLowerCase())

/** Whether a name is the path of an OpenAPI document. */
export const isDocument = (name: string): boolean => DOCUMENTS.includes(extname(name).toLowerCase())

const known = new Map<string, Promise<FoundProfile>>()

/**
 * Finds a profile by the one door that there is: a built-in name, the path of a module, or an npm package that exports
 * one by default.
 *
 * @param from the folder that paths and packages are looked up from
 * @throws ProfileError where there is none, or where it cannot be loaded.
 */
export function findProfile(name: string, from: string): Promise<FoundProfile> {
  const key = PROFILES.includes(name) ? name : `${from} ${name}`
  const found = known.get(key) ?? find(name, from)
  known.set(key, found)
  return found
}

async function find(name: string, from: string): Promise<FoundProfile> {
  const own = builtIn(name)
  // What is built in has no files that are read at run time.
  if (own) return { ref: name, manifest: own, folder: from }
  if (!isPath(name)) return load(name, await packaged(name, from))
  const path = resolve(from, name)
  if (!existsSync(path)) {
    throw new ProfileError(name, ['there is no such file'], `A profile is ${list()}, a module, or a package`, true)
  }
  if (MODULES.includes(extname(path).toLowerCase())) return load(name, path)
  if (isDocument(path)) return document(name, path)
  throw new ProfileError(name, [
    `expected a module (${MODULES.join(', ')}) or an OpenAPI document (${DOCUMENTS.join(', ')})`,
  ])
}

/** A document is a profile by derivation. */
async function document(name: string, path: string): Promise<FoundProfile> {
  const { deriveProfile, nameOf } = await import('../derive/profile.ts')
  const own = nameOf(path)
  const isTaken = PROFILES.includes(own)
  const { manifest, notes } = await deriveProfile(path, name, isTaken ? `${own}-openapi` : own)
  const told = isTaken
    ? [`${name}: ${own} is a built-in profile, this one is called ${manifest.name}`, ...notes]
    : notes
  return { ref: path, manifest, folder: dirname(path), notes: told }
}

const list = () => PROFILES.join(', ')

/** The file that a package exports by default, as `import` finds it. */
async function packaged(name: string, from: string): Promise<string> {
  const { createJiti } = await import('jiti')
  const jiti = createJiti(join(from, 'package.json'))
  const url = jiti.esmResolve(name, { try: true, parentURL: pathToFileURL(join(from, 'package.json')) })
  if (url) return new URL(url).pathname
  throw new ProfileError(
    name,
    [
      `there is no profile ${JSON.stringify(name)}, and no package of that name is installed in ${relative(process.cwd(), from) || 'this folder'}`,
    ],
    `Built in are ${list()}; a path starts with ./`,
    true,
  )
}

async function load(name: string, path: string): Promise<FoundProfile> {
  let exported: unknown
  try {
    exported = await importModule(path)
  } catch (error) {
    throw new ProfileError(name, [`it cannot be loaded: ${(error as Error).message}`])
  }
  const manifest = exported as Profile | undefined
  if (typeof manifest !== 'object' || manifest === null || typeof manifest.name !== 'string') {
    throw new ProfileError(
      name,
      [`expected a default export made by defineProfile, found ${exported === undefined ? 'none' : typeof exported}`],
      "import { defineProfile } from 'bitewing/profile'",
    )
  }
  if (PROFILES.includes(manifest.name)) {
    throw new ProfileError(
      name,
      [`its name is ${manifest.name}, which is a built-in profile's`],
      'Give it another name',
    )
  }
  const found = { ref: path, manifest, folder: dirname(path) }
  return manifest.derive && manifest.openapi !== undefined ? withDerived(found, manifest.openapi) : found
}

/** A module's profile with the rules that its document gives beside its own. */
async function withDerived(found: FoundProfile, openapi: string): Promise<FoundProfile> {
  const { manifest, folder } = found
  const { deriveProfile } = await import('../derive/profile.ts')
  const derived = await deriveProfile(resolve(folder, openapi), openapi, manifest.name)
  const { joined } = await import('./join.ts')
  return { ...found, manifest: joined(found, derived.manifest), notes: derived.notes }
}

async function importModule(path: string): Promise<unknown> {
  if (path.endsWith('ts')) {
    const { createJiti } = await import('jiti')
    return createJiti(import.meta.url, { fsCache: false }).import(path, { default: true })
  }
  return ((await import(pathToFileURL(path).href)) as { default?: unknown }).default
}
