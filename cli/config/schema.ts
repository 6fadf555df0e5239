import document from './bitewing.config.schema.json' with { type: 'json' }

/** A part of the configuration's JSON Schema; the one place where its keys, types and secrets are written down. */
export interface SchemaNode {
  $ref?: string
  /** What is expected, as a noun phrase that error messages use. */
  title?: string
  description?: string
  type?: string | string[]
  /** What holds where nothing is given; told by editors, and taken where a target is completed. */
  default?: unknown
  enum?: string[]
  properties?: Record<string, SchemaNode>
  additionalProperties?: boolean | SchemaNode
  items?: SchemaNode
  /** The value is a secret. */
  writeOnly?: boolean
  $defs?: Record<string, SchemaNode>
}

export type Path = readonly (string | number)[]

export const CONFIG_SCHEMA = document as SchemaNode

/** The profiles that a target can have. */
export const profiles: readonly string[] = CONFIG_SCHEMA.$defs!.profile!.enum!

/** The schema of a target of this profile. */
export const targetSchema = (profile: string): SchemaNode => CONFIG_SCHEMA.$defs![`${profile}Target`]!

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
