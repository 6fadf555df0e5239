import { existsSync, writeFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import type { Profile, SettingsSchema } from '../engine/profile.ts'
import { listAnd } from '../engine/words.ts'
import { isDocument } from '../profiles/find.ts'
import type { FoundProfile } from '../profiles/found-profile.ts'
import { PROFILES } from '../profiles/index.ts'
import { variable } from '../profiles/settings.ts'
import { CONFIG_NAMES } from './config/read.ts'
import { variableName } from './config/variable-name.ts'
import { type Io, tell } from './io.ts'
import { profileArgument } from './profile-argument.ts'
import { usageError } from './usage-error.ts'

/** Where the schema is in a project that has Bitewing installed. */
export const SCHEMA = './node_modules/bitewing/dist/cli/config/bitewing.config.schema.json'

/**
 * `bitewing init`: writes `bitewing.config.json` in the working directory.
 *
 * @throws UsageError for an unknown profile, and where the folder has a configuration.
 */
export async function init(names: readonly string[], io: Io): Promise<0> {
  const wanted = names.length === 0 ? PROFILES : names
  const profiles = await Promise.all(wanted.map((name) => profileArgument(name, io.cwd)))
  const existing = CONFIG_NAMES.find((name) => existsSync(join(io.cwd, name)))
  if (existing) throw usageError(existing, 'it is there already, and is not overwritten', 'Delete it, or add to it')
  const named = await Promise.all(profiles.map((found, nth) => startedFrom(found, wanted[nth]!, io)))
  const targets = profiles.map(({ manifest }, nth) => [manifest.name, { profile: named[nth], ...skeleton(manifest) }])
  const written = profiles.flatMap(({ manifest }, nth) => (isDocument(wanted[nth]!) ? [moduleOf(manifest.name)] : []))
  const content = JSON.stringify({ $schema: SCHEMA, targets: Object.fromEntries(targets) }, null, 2)
  writeFileSync(join(io.cwd, 'bitewing.config.json'), `${content}\n`, { flag: 'wx' })
  const variables = [...new Set([...content.matchAll(/\$\{(\w+)\}/g)].map(([, name]) => name!))]
  for (const file of written) tell(io, `${file} is written, with the document's rules and a first one of your own.`)
  tell(io, `bitewing.config.json is written. Set ${listAnd(variables)},`)
  tell(io, `then try: bitewing doctor && bitewing run ${profiles[0]?.manifest.name}`)
  return 0
}

/** A document becomes a profile of one's own: its manifest and its register are written. What a target is to name. */
async function startedFrom({ ref, manifest: { name } }: FoundProfile, wanted: string, io: Io): Promise<string> {
  if (!isDocument(wanted)) return wanted
  const { starterOf } = await import('../derive/starter.ts')
  const { manifest, register } = await starterOf(ref, `./${relative(io.cwd, ref).split(sep).join('/')}`, name)
  const texts = { [moduleOf(name)]: manifest, [`${name}.requirements.yaml`]: register }
  for (const file of Object.keys(texts)) {
    if (existsSync(join(io.cwd, file)))
      throw usageError(file, 'it is there already, and is not overwritten', 'Delete it')
  }
  for (const [file, text] of Object.entries(texts)) writeFileSync(join(io.cwd, file), text, { flag: 'wx' })
  return `./${moduleOf(name)}`
}

const moduleOf = (name: string) => `${name}.profile.mjs`

/** What a target needs for a full verdict, as far as anybody has it at the start: a variable for each text and number. */
function skeleton({ name, init, settings = {} }: Profile): object {
  if (init) return init
  const reference = (path: readonly string[]) => variable(variableName(path, name))
  const filled = ({ properties = {} }: SettingsSchema, path: readonly string[]): object =>
    Object.fromEntries(
      Object.entries(properties).map(([key, node]) => [
        key,
        node.properties ? filled(node, [...path, key]) : reference([...path, key]),
      ]),
    )
  return { baseUrl: reference(['baseUrl']), ...filled(settings, []) }
}
