import type { Profile, SettingsSchema } from '../../engine/profile.ts'
import document from './base.schema.json' with { type: 'json' }

/** A part of the configuration's JSON Schema; the one place where its keys, types and secrets are written down. */
export interface SchemaNode extends SettingsSchema {
  $ref?: string
  /** What holds where nothing is given; told by editors. */
  default?: unknown
  enum?: string[]
  properties?: Record<string, SchemaNode>
  additionalProperties?: boolean | SchemaNode
  items?: SchemaNode
  $defs?: Record<string, SchemaNode>
}

export type Path = readonly (string | number)[]

export const CONFIG_SCHEMA = document as SchemaNode

const targetSchemas = new WeakMap<Profile, SchemaNode>()

/** The schema of a target of this profile: what every target may have, and the profile's own settings. */
export function targetSchema(profile: Profile): SchemaNode {
  const known = targetSchemas.get(profile) ?? makeTargetSchema(profile)
  targetSchemas.set(profile, known)
  return known
}

const shared = (name: string): SchemaNode => ({ $ref: `#/$defs/${name}` })

function makeTargetSchema({ name, title, settings = {}, operations = [], rateLimit }: Profile): SchemaNode {
  const paths: SchemaNode = {
    title: 'an object of paths by operation',
    description: "Paths of operations where this target's differ from the document's.",
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(operations.map((operation) => [operation, shared('path')])),
  }
  return {
    title: settings.title ?? `a target of ${title ?? name}`,
    type: 'object',
    additionalProperties: false,
    ...(settings.required ? { required: settings.required } : {}),
    properties: {
      profile: shared('profile'),
      baseUrl: shared('baseUrl'),
      allowWrites: shared('allowWrites'),
      providerStatesUrl: shared('providerStatesUrl'),
      ...(operations.length > 0 ? { paths } : {}),
      waivers: shared('waivers'),
      pace: shared('pace'),
      ...(rateLimit ? { rateLimit: { ...shared('rateLimit'), default: rateLimit } } : {}),
      ...(settings.properties as Record<string, SchemaNode> | undefined),
    },
    $defs: CONFIG_SCHEMA.$defs!,
  }
}

/** The node that a `$ref` names, with what stands beside the reference laid over it. */
export function follow(node: SchemaNode): SchemaNode {
  if (!node.$ref) return node
  const { $ref, ...beside } = node
  return { ...follow(CONFIG_SCHEMA.$defs![$ref.replace('#/$defs/', '')]!), ...beside }
}

/** The node for a key or an index of an object or list; undefined where the schema knows none. */
export function child(node: SchemaNode, key: string | number): SchemaNode | undefined {
  const { properties, additionalProperties, items } = node
  if (typeof key === 'number') return items && follow(items)
  if (properties && Object.hasOwn(properties, key)) return follow(properties[key]!)
  return typeof additionalProperties === 'object' ? follow(additionalProperties) : undefined
}

/** Whether a value under this node is a secret, or holds one. */
export function holdsSecret(node: SchemaNode): boolean {
  if (node.writeOnly) return true
  const below = [...Object.values(node.properties ?? {}), ...(node.items ? [node.items] : [])]
  return below.some((one) => holdsSecret(follow(one)))
}

/** Whether a value of this JSON type is allowed. */
export const allowsType = (node: SchemaNode, type: string) => [node.type].flat().includes(type)

/** `targets.hub.companies[0].tokens[1]` */
export const formatPath = (path: Path) =>
  path.map((key, index) => (typeof key === 'number' ? `[${key}]` : index === 0 ? key : `.${key}`)).join('')
