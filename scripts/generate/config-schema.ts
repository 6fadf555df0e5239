import { CONFIG_SCHEMA, targetSchema } from '../../cli/config/schema.ts'
import { BUILT_IN } from '../../profiles/index.ts'
import type { GeneratedFile } from './generated-file.ts'

/**
 * `bitewing.config.schema.json` as editors take it: what every target may have, and the settings of the built-in
 * profiles. The settings of a profile from outside are its own, and are checked by the command alone.
 */
export function configSchema(): GeneratedFile {
  const { $defs, ...schema } = CONFIG_SCHEMA
  const targets = BUILT_IN.map((profile) => {
    const { $defs: _, ...own } = targetSchema(profile)
    return [`${profile.name}Target`, own] as const
  })
  const choices = BUILT_IN.map(({ name }) => ({
    if: { type: 'object', required: ['profile'], properties: { profile: { const: name } } },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: { $ref: `#/$defs/${name}Target` },
  }))
  const published = {
    ...schema,
    $defs: { ...$defs, target: { ...$defs?.target, allOf: choices }, ...Object.fromEntries(targets) },
  }
  return { path: 'cli/config/bitewing.config.schema.json', text: `${JSON.stringify(published, null, 2)}\n` }
}
