import { isFields } from '../../generators/fields.ts'
import { formatDate } from './date-format.ts'
import { nameOf, type Path, type Pattern, parsePattern } from './path.ts'

/** What stands in a pact in the place of a value that is only known when it is sent. */
export type Generator =
  /** A value that the provider answers when a state is set up; `expression` names it: `${companyId}`. */
  { type: 'ProviderState'; expression: string } | { type: 'other'; json: Readonly<Record<string, unknown>> }

interface BodyGenerator {
  pattern: Pattern
  generator: Generator
}

export interface GeneratorRules {
  body: readonly BodyGenerator[]
  /** By name in lower case. */
  headers: ReadonlyMap<string, Generator>
  query: ReadonlyMap<string, Generator>
  path?: Generator
}

/** Reads `generators` of specification version 3 and later. */
export function readGenerators(json: unknown): GeneratorRules {
  const categories = isFields(json) ? json : {}
  const entries = (name: string) => Object.entries(isFields(categories[name]) ? categories[name] : {})
  const named = (name: string) =>
    new Map(entries(name).map(([key, value]) => [nameOf(parsePattern(key) ?? [key]), readGenerator(value)]))
  return {
    body: entries('body').flatMap(([key, value]) => {
      const pattern = parsePattern(key)
      return pattern ? [{ pattern, generator: readGenerator(value) }] : []
    }),
    headers: new Map([...named('header'), ...named('headers')]),
    query: named('query'),
    ...(isFields(categories.path) ? { path: readGenerator(categories.path) } : {}),
  }
}

function readGenerator(json: unknown): Generator {
  const fields = isFields(json) ? json : {}
  return fields.type === 'ProviderState'
    ? { type: 'ProviderState', expression: String(fields.expression ?? '') }
    : { type: 'other', json: fields }
}

/** The generator of an element of a body, its own or that of a parent. */
export function generatorOf(rules: GeneratorRules, path: Path): Generator | undefined {
  return rules.body.find(
    ({ pattern }) =>
      pattern.length <= path.length &&
      pattern.every((step, at) => typeof step === 'symbol' || String(step) === String(path[at])),
  )?.generator
}

/** The name that an expression takes its value from; undefined for one that is built of several. */
export function nameIn(expression: string): string | undefined {
  return /^\$\{([^{}]+)\}$/.exec(expression.trim())?.[1]
}

/**
 * Values that a generator may send: the ends of its range, or one that has its form. Empty where that cannot be told, so
 * that the pact's example stands for them.
 */
export function samplesOf(generator: Generator): readonly unknown[] {
  if (generator.type === 'ProviderState') return []
  const { type, min, max, format, size, digits } = generator.json
  const wide = (value: unknown, fallback: number) => (typeof value === 'number' ? value : fallback)
  switch (type) {
    case 'RandomInt':
      return [wide(min, 0), wide(max, 2 ** 31 - 1)]
    case 'RandomDecimal':
      return [Number(`1.${'5'.repeat(Math.max(1, wide(digits, 10) - 1))}`)]
    case 'RandomHexadecimal':
      return ['a'.repeat(wide(digits, 10))]
    case 'RandomString':
      return ['a'.repeat(wide(size, 20))]
    case 'RandomBoolean':
      return [true, false]
    case 'Uuid':
      return [uuidIn(format)]
    case 'Date':
      return [formatDate(String(format || 'yyyy-MM-dd'))]
    case 'Time':
      return [formatDate(String(format || "'T'HH:mm:ss"))]
    case 'DateTime':
      return [formatDate(String(format || "yyyy-MM-dd'T'HH:mm:ss"))]
    default:
      return []
  }
}

function uuidIn(format: unknown): string {
  const uuid = '3f0a6d1e-58c2-4f6b-9d27-8c1b5e4a7f90'
  if (format === 'simple') return uuid.replaceAll('-', '')
  if (format === 'upper-case-hyphenated') return uuid.toUpperCase()
  return format === 'URN' ? `urn:uuid:${uuid}` : uuid
}
