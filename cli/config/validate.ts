import type { Ajv2020, ErrorObject, ValidateFunction } from 'ajv/dist/2020.js'
import { listOr } from '../../engine/words.ts'
import { didYouMean } from '../nearest.ts'
import type { Problem } from '../usage-error.ts'
import { found, type Origins } from './origins.ts'
import { CONFIG_SCHEMA, follow, formatPath, type Path, type SchemaNode } from './schema.ts'

const validators = new Map<SchemaNode, Promise<ValidateFunction>>()

/**
 * Every way in which a configuration does not fit its schema: the path, what was expected, what was there, and the
 * nearest valid key or value.
 *
 * @param origins the variables that values came from, which are then not shown
 * @param mayBeMissing whether a key that is required may yet come from elsewhere
 * @param schema another document's schema, in the manner of the configuration's
 * @param at the path at which the document stands, for messages
 */
export async function validate(
  document: unknown,
  origins: Origins = new Map(),
  mayBeMissing: (path: Path) => boolean = () => false,
  schema: SchemaNode = CONFIG_SCHEMA,
  at: Path = [],
): Promise<Problem[]> {
  const validator = validators.get(schema) ?? compile(schema)
  validators.set(schema, validator)
  const check = await validator
  check(document)
  const errors = (check.errors ?? []).filter(speaks)
  const problems = errors
    .filter((error) => error.keyword !== 'required' || !mayBeMissing([...at, ...missingPath(error, document)]))
    .map((error) => toProblem(error, document, origins, at))
    .map((one) =>
      one.where === '' ? { ...one, where: schema === CONFIG_SCHEMA ? 'the configuration' : 'the file' } : one,
    )
  return problems.filter(({ where }, index) => problems.findIndex((other) => other.where === where) === index)
}

/** ajv is loaded only where there is something to validate. */
async function compile(schema: SchemaNode): Promise<ValidateFunction> {
  const { Ajv2020 } = await import('./ajv.ts')
  const ajv: Ajv2020 = new Ajv2020({ allErrors: true, verbose: true, allowUnionTypes: true })
  ajv.addFormat('date', isDate)
  return ajv.compile(schema)
}

function isDate(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`)
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}

/** `if` only repeats what its `then` found; the errors inside `propertyNames` repeat it too. */
const speaks = (error: ErrorObject) => error.keyword !== 'if' && error.propertyName === undefined

function toProblem(error: ErrorObject, document: unknown, origins: Origins, at: Path): Problem {
  const node = error.parentSchema as SchemaNode
  const path = [...at, ...toPath(error.instancePath, document)]
  switch (error.keyword) {
    case 'additionalProperties': {
      const key: string = error.params.additionalProperty
      const keys = Object.keys(node.properties!)
      return problem([...path, key], `expected one of the keys ${listOr(keys)}, found ${JSON.stringify(key)}`, {
        next: didYouMean(key, keys),
      })
    }
    case 'required': {
      const key: string = error.params.missingProperty
      return problem([...path, key], `expected ${expectation(follow(node.properties![key]!))}, found nothing`)
    }
    case 'propertyNames': {
      const key: string = error.params.propertyName
      const names = (error.schema as SchemaNode).title
      return problem([...path, key], `expected ${names}, found ${JSON.stringify(key)}`)
    }
    case 'uniqueItems':
      return problem(path, `expected each item once, found item ${error.params.j + 1} again as ${error.params.i + 1}`)
    default: {
      const there = found(error.data, node, origins.get(formatPath(path)))
      const next = typeof error.data === 'string' && node.enum ? didYouMean(error.data, node.enum) : undefined
      return problem(path, `expected ${expectation(node)}, found ${there}`, { next })
    }
  }
}

const expectation = (node: SchemaNode) =>
  node.enum ? listOr(node.enum.map((value) => JSON.stringify(value))) : (node.title ?? nounOf(node.type))

const NOUNS: Readonly<Record<string, string>> = {
  string: 'a text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  null: 'null',
}

const nounOf = (type: SchemaNode['type']): string =>
  listOr([type ?? []].flat().map((one) => NOUNS[one] ?? one)) || 'another value'

function problem(path: Path, what: string, { next }: { next?: string | undefined } = {}): Problem {
  const where = formatPath(path)
  return next === undefined ? { where, what } : { where, what, next }
}

const missingPath = (error: ErrorObject, document: unknown): Path => [
  ...toPath(error.instancePath, document),
  error.params.missingProperty as string,
]

/** A JSON pointer as a path in which indexes of lists are numbers. */
function toPath(pointer: string, document: unknown): Path {
  const path: (string | number)[] = []
  let at = document
  for (const token of pointer.split('/').slice(1)) {
    const key = token.replaceAll('~1', '/').replaceAll('~0', '~')
    path.push(Array.isArray(at) ? Number(key) : key)
    at = (at as Record<string, unknown>)[key]
  }
  return path
}
