import type { ErrorObject, ValidateFunction } from 'ajv'
import { Ajv2020 } from 'ajv/dist/2020.js'
import type { OpenApiDocument } from './document.ts'
import { formats } from './formats.ts'

/** What is wrong with a value, everything there is to say; empty for a valid one. Never throws. */
export type Validator = (value: unknown) => ErrorObject[]

const ajv = new Ajv2020({
  strict: true,
  allErrors: true,
  allowUnionTypes: true,
  // The documents are linted when they are written; checking them again would load the meta-schemas in every run.
  meta: false,
  validateSchema: false,
  // Optimizing the code that is generated takes longer than it saves in a run.
  code: { optimize: false },
  formats,
})

const annotations = new Set<string>()

/** Lets keywords stand in a schema that say nothing about a value. */
function annotate(keywords: string[]): void {
  const fresh = keywords.filter((keyword) => !annotations.has(keyword))
  ajv.addVocabulary(fresh)
  for (const keyword of fresh) annotations.add(keyword)
}

// OpenAPI's own, and this repository's.
annotate(['discriminator', 'example', 'externalDocs', 'xml', 'x-requirements', 'x-assumed', 'x-contradiction'])

interface Registered {
  /** What ajv knows the document by. */
  key: string
  validators: Map<string, Validator>
}

const registered = new WeakMap<OpenApiDocument, Registered>()
let count = 0

function register(document: OpenApiDocument): Registered {
  const known = registered.get(document)
  if (known) return known
  count += 1
  const entry = { key: `document-${count}`, validators: new Map() }
  // ajv compiles the root of every reference, and in strict mode refuses the document's own fields there.
  annotate(Object.keys(document))
  ajv.addSchema(document, entry.key)
  registered.set(document, entry)
  return entry
}

/**
 * The validator of one schema of an OpenAPI document, compiled when it is first asked for.
 *
 * @param schema name of a schema in `components`, or a JSON pointer with its `#` to any schema of the document
 * @throws RangeError where the document has no such schema; Error where the schema uses a keyword or format that is
 *   not known here.
 */
export function validatorFor(document: OpenApiDocument, schema: string): Validator {
  const { key, validators } = register(document)
  const pointer = schema.startsWith('#') ? schema : `#/components/schemas/${schema}`
  let validator = validators.get(pointer)
  if (!validator) {
    const validate = ajv.getSchema(key + pointer)
    if (!validate) throw new RangeError(`${document.info.title} has no schema ${schema}`)
    validator = (value) => errorsOf(validate, value)
    validators.set(pointer, validator)
  }
  return validator
}

function errorsOf(validate: ValidateFunction, value: unknown): ErrorObject[] {
  return validate(asDoubles(value)) ? [] : (validate.errors ?? [])
}

/** The value with each BigInt, which ajv has no type for, as the integer that a double rounds it to: its type is all that schemas say of one. */
export function asDoubles(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value)
  if (Array.isArray(value)) return value.map(asDoubles)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, below]) => [key, asDoubles(below)]))
}
