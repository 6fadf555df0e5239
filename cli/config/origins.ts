import type { SchemaNode } from './schema.ts'
import { allowsType, holdsSecret } from './schema.ts'

/** Environment variables by the key path that they filled. */
export type Origins = Map<string, string>

/** Texts longer than this are cut in messages. */
const SHOWN_CHARACTERS = 60

/**
 * What stood at a place, for an error message. Secrets are never shown; neither is what came from the environment, where
 * a wrong variable's value may be one.
 */
export function found(value: unknown, node: SchemaNode | undefined, variable: string | undefined): string {
  if (variable) return `the value of ${variable}`
  if (value === undefined) return 'nothing'
  const structured = node !== undefined && (allowsType(node, 'object') || allowsType(node, 'array'))
  if (structured || (node && holdsSecret(node)) || (typeof value === 'object' && value !== null)) return kind(value)
  if (typeof value !== 'string') return String(value)
  return JSON.stringify(value.length > SHOWN_CHARACTERS ? `${value.slice(0, SHOWN_CHARACTERS)}…` : value)
}

function kind(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'a list'
  const type = typeof value
  if (type === 'string') return value === '' ? 'an empty text' : 'a text'
  return type === 'object' ? 'an object' : `a ${type}`
}
