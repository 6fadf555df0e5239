import type { SettingsSchema } from '../engine/profile.ts'

/** A `${NAME}` in place of a number: the environment's value is put in before it is checked again. */
const REFERENCE = '^\\$\\{[A-Za-z_][A-Za-z0-9_]*\\}$'

export const text = (description: string): SettingsSchema => ({
  title: 'a text that is not empty',
  type: 'string',
  minLength: 1,
  description,
})

export const secretText = (description: string): SettingsSchema => ({ ...text(description), writeOnly: true })

export const wholeNumber = (description: string): SettingsSchema => ({
  title: 'a whole number',
  type: ['integer', 'string'],
  pattern: REFERENCE,
  description,
})

/** An object with these keys and no others. */
export const object = (
  title: string,
  description: string,
  properties: Record<string, SettingsSchema>,
  required: readonly string[] = [],
): SettingsSchema => ({
  title,
  description,
  type: 'object',
  additionalProperties: false,
  ...(required.length > 0 ? { required } : {}),
  properties,
})

export const list = (title: string, description: string, items: SettingsSchema): SettingsSchema => ({
  title,
  description,
  type: 'array',
  items,
})

/** A value of a configuration to start from that an environment variable gives. */
export const variable = (name: string): string => `\${${name}}`
