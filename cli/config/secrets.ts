import { child, formatPath, type Path, type SchemaNode } from './schema.ts'

/** The secrets among a target's settings, by key path: `account.password`, `companies[0].tokens[1]`. */
export function collectSecrets(value: unknown, node: SchemaNode, path: Path = []): Record<string, string> {
  if (typeof value === 'string') return node.writeOnly ? { [formatPath(path)]: value } : {}
  if (typeof value !== 'object' || value === null) return {}
  const entries: [string | number, unknown][] = Array.isArray(value) ? [...value.entries()] : Object.entries(value)
  return Object.assign(
    {},
    ...entries.map(([key, one]) => {
      const below = child(node, key)
      return below ? collectSecrets(one, below, [...path, key]) : {}
    }),
  )
}
