import type { SettingsSchema } from '../engine/profile.ts'

/** A kind of value that the configuration's schema defines. */
const kind =
  (name: string) =>
  (description: string): SettingsSchema => ({ $ref: `#/$defs/${name}`, description })

/** A text of one line. */
export const line = kind('line')
/** A user name of Basic credentials. */
export const user = kind('user')
export const secretLine = kind('secret')
/** A secret that stands in a header as it is. */
export const headerSecret = kind('headerSecret')
export const wholeNumber = kind('number')

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
