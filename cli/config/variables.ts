import { didYouMean } from '../nearest.ts'
import { BadValue, parseSwitch } from '../parse.ts'
import type { Problem } from '../usage-error.ts'
import type { Origins } from './origins.ts'
import { allowsType, child, formatPath, type Path, type SchemaNode } from './schema.ts'

export type Environment = Readonly<Record<string, string | undefined>>

/** What a substitution found besides its value. */
export interface Findings {
  origins: Origins
  problems: Problem[]
}

/** `$${` stands for the characters `${`. */
const REFERENCE = /\$\$\{|\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g

/** A text that means itself, as code gives it: nothing in it is a reference. */
export const literally = (text: string): string => text.replaceAll('${', () => '$${')

/**
 * Puts the environment's values in for `${NAME}`, in every text of a part of the configuration. Where the schema expects
 * a number or a switch, a text that is one reference and nothing else becomes one.
 *
 * A variable that is missing or empty is a problem, and so is a `${` that begins no reference.
 */
export function substitute(
  value: unknown,
  node: SchemaNode | undefined,
  path: Path,
  env: Environment,
  to: Findings,
): unknown {
  if (typeof value === 'string') return fill(value, node, path, env, to)
  if (Array.isArray(value)) {
    return value.map((item, index) => substitute(item, node && child(node, index), [...path, index], env, to))
  }
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [
      key,
      substitute(one, node && child(node, key), [...path, key], env, to),
    ]),
  )
}

function fill(text: string, node: SchemaNode | undefined, path: Path, env: Environment, to: Findings): unknown {
  if (!text.includes('${')) return text
  const where = formatPath(path)
  if (text.replace(REFERENCE, ' ').includes('${')) {
    to.problems.push({
      where,
      what: `expected variables as \${NAME}, of letters, digits and _, found another \${; write $\${ for these characters`,
    })
    return text
  }
  const names = [...text.matchAll(REFERENCE)].flatMap(([, name]) => name ?? [])
  const missing = names.filter((name) => !env[name])
  if (missing.length > 0) {
    to.problems.push(...missing.map((name) => missingVariable(where, name, env)))
    return text
  }
  if (names.length > 0) to.origins.set(where, names.join(', '))
  const filled = text.replace(REFERENCE, (_, name?: string) => (name === undefined ? '${' : env[name]!))
  return node && names.length === 1 && text === `\${${names[0]}}` ? convert(filled, node) : filled
}

function missingVariable(where: string, name: string, env: Environment): Problem {
  const what = `needs the environment variable ${name}, which is ${env[name] === '' ? 'empty' : 'not set'}`
  const next = env[name] === '' ? undefined : didYouMean(name, Object.keys(env))
  return { where, what, ...(next ? { next } : {}) }
}

/** A text as the number or switch that the schema expects; as it is where it cannot be read as one. */
export function convert(text: string, node: SchemaNode): unknown {
  if (allowsType(node, 'integer') && /^-?\d+$/.test(text.trim())) return Number(text)
  if (allowsType(node, 'boolean')) {
    try {
      return parseSwitch(text)
    } catch (error) {
      if (!(error instanceof BadValue)) throw error
    }
  }
  return text
}
