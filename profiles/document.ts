import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findProfile } from './find.ts'
import { PROFILES } from './index.ts'

/**
 * The OpenAPI document of a profile; undefined where it has none.
 *
 * @param ref as a report names the profile: a built-in name, or the path of its module or document
 * @throws ProfileError where it cannot be read.
 */
export async function documentOf(ref: string): Promise<Readonly<Record<string, unknown>> | undefined> {
  const { manifest, folder } = await findProfile(ref, process.cwd())
  if (manifest.openapi === undefined) return undefined
  const path = PROFILES.includes(ref) ? packaged(`openapi/${ref}.yaml`) : resolve(folder, manifest.openapi)
  const { readSource } = await import('../derive/source.ts')
  return (await readSource(path, manifest.openapi)).content
}

/** A file of the package: this module may stand in its own folder or in a bundle of another one. */
function packaged(file: string): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const path = join(folder, file)
    if (existsSync(path) || folder === dirname(folder)) return path
  }
}
