import type { Profile } from '../../engine/profile.ts'
import { parseList } from '../parse.ts'
import { allowsType, child, follow, formatPath, type Path, type SchemaNode, targetSchema } from './schema.ts'
import { variableName } from './variable-name.ts'
import { convert, type Environment, type Findings } from './variables.ts'

/** An environment variable that sets a key of a target. */
export interface SettingVariable {
  /** `BITEWING_ACCOUNT_PASSWORD` */
  name: string
  /** The key path in the target: `['account', 'password']`. */
  path: readonly string[]
  node: SchemaNode
}

/** Keys that are set in another way: the profile by the argument, the others by options that have a variable themselves. */
const NOT_BY_VARIABLE = ['profile', 'baseUrl', 'rateLimit', 'pace', 'allowWrites']

/** The variables that set a profile's keys: one for each text, number, switch and list. */
export function settingVariables(profile: Profile): SettingVariable[] {
  const keys = Object.entries(targetSchema(profile).properties!).filter(([key]) => !NOT_BY_VARIABLE.includes(key))
  return keys.flatMap(([key, node]) => leaves([key], follow(node)))
}

function leaves(path: string[], node: SchemaNode): SettingVariable[] {
  if (!node.properties) return [{ name: variableName(path), path, node }]
  return Object.entries(node.properties).flatMap(([key, below]) => leaves([...path, key], follow(below)))
}

/** Whether a key of a profile's targets has a variable, and so need not stand in the file. */
export const hasVariable = (profile: Profile, path: Path) =>
  settingVariables(profile).some((variable) => formatPath(variable.path) === formatPath(path))

/** The variables of a profile that are set; an empty one counts as not set. */
export const givenVariables = (profile: Profile, env: Environment) =>
  settingVariables(profile).filter(({ name }) => env[name])

/**
 * A copy of a target with the environment's settings laid over it. A list of texts is separated by commas; a list of
 * objects is JSON.
 *
 * @param at the target's own path, for messages
 */
export function overlay(
  target: object,
  profile: Profile,
  at: Path,
  env: Environment,
  to: Findings,
): Record<string, unknown> {
  const copy = structuredClone(target) as Record<string, unknown>
  for (const { name, path, node } of givenVariables(profile, env)) {
    const where = formatPath([...at, ...path])
    to.origins.set(where, name)
    try {
      put(copy, path, read(env[name]!, node))
    } catch {
      const form = isListOfObjects(node) ? 'as JSON' : 'separated by commas'
      to.problems.push({ where: name, what: `expected ${node.title} ${form}, found a text that cannot be read so` })
    }
  }
  return copy
}

const isListOfObjects = (node: SchemaNode) => allowsType(node, 'array') && child(node, 0)?.properties !== undefined

/** @throws SyntaxError or BadValue where the text does not have its key's form. */
function read(text: string, node: SchemaNode): unknown {
  if (isListOfObjects(node)) return JSON.parse(text)
  return allowsType(node, 'array') ? parseList(text) : convert(text, node)
}

function put(target: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [key = '', ...below] = path
  if (below.length === 0) {
    target[key] = value
    return
  }
  const inner = target[key]
  target[key] = typeof inner === 'object' && inner !== null ? inner : {}
  put(target[key] as Record<string, unknown>, below, value)
}
