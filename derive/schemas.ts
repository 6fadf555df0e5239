import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import anyOf from 'ajv/dist/vocabularies/applicator/anyOf.js'
import addFormats from 'ajv-formats'
import { fullFormats } from 'ajv-formats/dist/formats.js'
import { asDoubles } from '../openapi/validators.ts'
import { isObject, type Json, valueAt } from './api.ts'
import { ajvPatterns, patternOf } from './patterns.ts'
import { decoded, pointerOf, type Source } from './source.ts'

/** Keywords under which schemas stand: one, a list of them, or one for each key. */
const ONE = [
  'items',
  'additionalProperties',
  'not',
  'if',
  'then',
  'else',
  'contains',
  'propertyNames',
  'unevaluatedProperties',
  'unevaluatedItems',
]
/** Alternatives, of which a value has to be of one. */
export const COMPOSITE = ['anyOf', 'oneOf']
const MANY = ['allOf', ...COMPOSITE, 'prefixItems']
const NAMED = ['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas']

const isDate = (text: string) => (fullFormats.date as { validate(text: string): boolean }).validate(text)

/** Formats as servers write them that keep their documents: a time without a zone, a GUID without hyphens or in braces. */
const AS_WRITTEN = {
  'date-time': (text: string) =>
    /^\d{4}-\d\d-\d\d[Tt ](?:[01]\d|2[0-3]):[0-5]\d(?::[0-6]\d(?:[.,]\d+)?)?(?:[Zz]|[+-]\d\d:?\d\d)?$/.test(text) &&
    isDate(text.slice(0, 10)),
  uuid: /^(?:urn:uuid:)?\{?[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}\}?$/i,
}

/** The schemas of a document, as JSON Schema of 2020-12, whatever version the document has. */
export class Schemas {
  readonly #validators: { [side in Side]?: Ajv2020 } = {}
  readonly #known = { request: new Map<string, Validator>(), answer: new Map<string, Validator>() }
  /** What of its schemas says nothing: keywords that are not as they should be, references to nowhere. */
  readonly flaws: { pointer: string; reason: string }[] = []
  /** The document with every schema in the words of 2020-12; pointers lead into it. */
  readonly document: Json
  /** Where each schema stands. */
  readonly #places = new WeakMap<object, string>()

  constructor(readonly source: Source) {
    this.document = structuredClone(source.content) as Json
    visitSchemas(this.document, (schema, pointer) => {
      normalize(schema)
      for (const { keyword, reason } of uselessIn(this.document, schema)) {
        delete schema[keyword]
        this.flaws.push({ pointer: keyword === '$ref' ? pointer : `${pointer}/${keyword}`, reason })
      }
    })
  }

  /** The schema at a pointer, references followed. */
  at(pointer: string): { schema: Json; pointer: string } | undefined {
    let here = pointer
    for (let hops = 0; hops < 50; hops++) {
      const value = valueAt(this.document, here)
      if (typeof value === 'boolean') return { schema: value ? {} : { not: {} }, pointer: here }
      if (!isObject(value)) return undefined
      if (typeof value.$ref !== 'string' || Object.keys(value).some((key) => BESIDE.includes(key))) {
        return { schema: value, pointer: here }
      }
      here = pointerIn(value.$ref)
    }
    return undefined
  }

  /**
   * What is wrong with a value; empty where it fits. A schema that cannot be compiled says nothing.
   *
   * @param pointer to the schema
   * @param side what the value is of: what is read alone need not be in a request, what is written alone not in an answer
   */
  errors(pointer: string, value: unknown, side: Side = 'request'): ErrorObject[] {
    const known = this.#known[side]
    if (!known.has(pointer)) known.set(pointer, this.#validate(pointer, side))
    const validate = known.get(pointer)
    return !validate || validate(asDoubles(value)) ? [] : [...(validate.errors ?? [])]
  }

  /** Pointer to the keyword that an error is of. */
  placeOf({ parentSchema, keyword }: ErrorObject): string {
    return `${this.#places.get(parentSchema as object) ?? ''}/${keyword}`
  }

  #validatorOf(side: Side): Ajv2020 {
    const document = sideOf(this.document, side === 'request' ? 'readOnly' : 'writeOnly')
    visitSchemas(document, (schema, pointer) => this.#places.set(schema, pointer))
    return validatorOf(document)
  }

  /** A schema that only refers to another is compiled as that one, once for all that do. */
  #validate(pointer: string, side: Side): Validator {
    const value = valueAt(this.document, pointer)
    const isReference = isObject(value) && typeof value.$ref === 'string' && Object.keys(value).length === 1
    const target = isReference ? this.at(pointer)?.pointer : undefined
    if (target === undefined || target === pointer) return this.#compile(pointer, side)
    const known = this.#known[side]
    if (!known.has(target)) known.set(target, this.#compile(target, side))
    return known.get(target)
  }

  #compile(pointer: string, side: Side): Validator {
    this.#validators[side] ??= this.#validatorOf(side)
    const fragment = pointer.replace(/[^/]+/g, encodeURIComponent)
    try {
      return this.#validators[side].compile({ $ref: `document#${fragment}` })
    } catch {
      return undefined
    }
  }
}

export type Side = 'request' | 'answer'
type Validator = ValidateFunction | undefined

function validatorOf(document: Json): Ajv2020 {
  const ajv = new Ajv2020({
    strict: false,
    allErrors: true,
    // Errors tell their schema: a path alone does not say where it starts.
    verbose: true,
    // What is written for OpenAPI is no concern of the meta-schemas, which take longer to compile than all else.
    meta: false,
    validateSchema: false,
    logger: false,
    addUsedSchema: false,
    code: { regExp: ajvPatterns },
  })
  ;(addFormats as unknown as (ajv: Ajv2020) => void)(ajv)
  for (const [name, format] of Object.entries(AS_WRITTEN)) ajv.addFormat(name, format)
  // Alternatives that overlap are the document's doing: no value could be of one of them alone.
  ajv.removeKeyword('oneOf').addKeyword({ ...(anyOf as unknown as { default: object }).default, keyword: 'oneOf' })
  return ajv.addSchema({ $id: 'document', ...document }, 'document')
}

/** The document for one side: what is the other side's alone need not be there, though it is required. */
function sideOf(document: Json, word: 'readOnly' | 'writeOnly'): Json {
  let isUsed = false
  visitSchemas(document, (schema) => {
    isUsed ||= schema[word] === true
  })
  if (!isUsed) return document
  const copy = structuredClone(document)
  visitSchemas(copy, (schema) => {
    const names = namesWith(copy, schema, word)
    for (const part of names.length > 0 ? [schema, ...partsOf(schema)] : [])
      if (Array.isArray(part.required)) part.required = part.required.filter((name) => !names.includes(name))
  })
  return copy
}

const partsOf = ({ allOf }: Json): Json[] => (Array.isArray(allOf) ? allOf.filter(isObject) : [])

/** The properties of a schema, and of those that it is joined of, that a word stands at. */
function namesWith(document: Json, schema: Json, word: string, depth = 0): string[] {
  if (depth > 5) return []
  const target = typeof schema.$ref === 'string' ? valueAt(document, pointerIn(schema.$ref)) : undefined
  const beside = [...partsOf(schema), ...(isObject(target) ? [target] : [])]
  const is = (one: unknown): boolean =>
    isObject(one) &&
    (one[word] === true ||
      (typeof one.$ref === 'string' && (valueAt(document, pointerIn(one.$ref)) as Json | undefined)?.[word] === true))
  const own = Object.entries(isObject(schema.properties) ? schema.properties : {}).filter(([, one]) => is(one))
  return [...own.map(([name]) => name), ...beside.flatMap((one) => namesWith(document, one, word, depth + 1))]
}

/** Keywords beside a reference that say something of the value as well. */
const BESIDE = ['properties', 'allOf', 'type']

/** The JSON Pointer that a reference within the document, or an error's schema path, leads to. */
export const pointerIn = (reference: string): string => decoded(reference.replace(/^[^#]*#/, ''))

const TYPES = ['string', 'number', 'integer', 'boolean', 'array', 'object', 'null']
const isNumber = (value: unknown) => typeof value === 'number'
const isCount = (value: unknown) => Number.isInteger(value) && (value as number) >= 0
const isSchema = (value: unknown) => isObject(value) || typeof value === 'boolean'
const isSchemas = (value: unknown) => Array.isArray(value) && value.length > 0 && value.every(isSchema)
const isNamed = (value: unknown) => isObject(value) && Object.values(value).every(isSchema)
const isFilled = (value: unknown) => Array.isArray(value) && value.length > 0

/** What the value of a keyword has to be for a validator to take it. */
const KEYWORDS: Record<string, (value: unknown) => boolean> = {
  type: (value) =>
    Array.isArray(value)
      ? value.length > 0 && value.every((one) => TYPES.includes(one))
      : TYPES.includes(value as string),
  enum: isFilled,
  format: (value) => typeof value === 'string',
  pattern: (value) => typeof value === 'string' && patternOf(value) !== undefined,
  required: (value) => Array.isArray(value) && value.every((one) => typeof one === 'string'),
  multipleOf: (value) => isNumber(value) && (value as number) > 0,
  uniqueItems: (value) => typeof value === 'boolean',
  ...Object.fromEntries(['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'].map((one) => [one, isNumber])),
  ...Object.fromEntries(
    [
      'minLength',
      'maxLength',
      'minItems',
      'maxItems',
      'minProperties',
      'maxProperties',
      'minContains',
      'maxContains',
    ].map((one) => [one, isCount]),
  ),
  ...Object.fromEntries(ONE.map((one) => [one, isSchema])),
  ...Object.fromEntries(MANY.map((one) => [one, isSchemas])),
  ...Object.fromEntries(NAMED.map((one) => [one, isNamed])),
  patternProperties: (value) =>
    isNamed(value) && Object.keys(value as Json).every((one) => patternOf(one) !== undefined),
}

/** The keywords of a schema that no value can be judged by. */
function* uselessIn(document: Json, schema: Json): Iterable<{ keyword: string; reason: string }> {
  for (const [keyword, value] of Object.entries(schema)) {
    if (KEYWORDS[keyword]?.(value) === false)
      yield { keyword, reason: `${keyword} ${JSON.stringify(value)} is not understood` }
    if (keyword === '$ref' && (typeof value !== 'string' || valueAt(document, pointerIn(value)) === undefined))
      yield { keyword, reason: `the reference ${value} leads nowhere` }
  }
}

/** The words of OpenAPI 3.0 in those of JSON Schema, in whichever version they stand; what no value is judged by is taken out. */
function normalize(schema: Json): void {
  for (const key of ['discriminator', 'example', '$id', '$schema']) delete schema[key]
  for (const [bound, exclusive] of [
    ['minimum', 'exclusiveMinimum'],
    ['maximum', 'exclusiveMaximum'],
  ] as const) {
    if (schema[exclusive] === true) {
      schema[exclusive] = schema[bound]
      delete schema[bound]
    } else if (schema[exclusive] === false) delete schema[exclusive]
  }
  const { $ref, allOf, nullable, enum: values } = schema
  delete schema.nullable
  if (nullable !== true) return
  if (typeof schema.type === 'string') schema.type = [schema.type, 'null']
  if (Array.isArray(values) && !values.includes(null)) schema.enum = [...values, null]
  // A reference, and what it is joined with, is null as a whole.
  if ($ref === undefined && allOf === undefined) {
    for (const key of COMPOSITE) if (Array.isArray(schema[key])) schema[key] = [...schema[key], { type: 'null' }]
  } else {
    delete schema.$ref
    delete schema.allOf
    schema.anyOf = [
      { ...($ref === undefined ? {} : { $ref }), ...(allOf === undefined ? {} : { allOf }) },
      { type: 'null' },
    ]
  }
}

/** Every schema of a document, those within schemas included; not what only looks like one, in an example. */
function visitSchemas(document: Json, visit: (schema: Json, pointer: string) => void): void {
  const inSchema = (value: unknown, pointer: string): void => {
    if (!isObject(value)) return
    for (const key of ONE) inSchema(value[key], `${pointer}/${key}`)
    for (const key of MANY) {
      const list = value[key]
      if (Array.isArray(list)) for (const [index, one] of list.entries()) inSchema(one, `${pointer}/${key}/${index}`)
    }
    for (const key of NAMED) {
      const named = value[key]
      if (isObject(named))
        for (const [name, one] of Object.entries(named)) inSchema(one, `${pointer}/${key}${pointerOf([name])}`)
    }
    visit(value, pointer)
  }
  const search = (value: unknown, pointer: string): void => {
    if (Array.isArray(value)) for (const [index, one] of value.entries()) search(one, `${pointer}/${index}`)
    if (!isObject(value)) return
    for (const [key, one] of Object.entries(value)) {
      const here = `${pointer}${pointerOf([key])}`
      if (key === 'schema') inSchema(one, here)
      else if (key === 'schemas' && pointer === '/components') {
        for (const [name, schema] of Object.entries(isObject(one) ? one : {}))
          inSchema(schema, `${here}${pointerOf([name])}`)
      } else if (key !== 'example' && key !== 'examples' && !key.startsWith('x-')) search(one, here)
    }
  }
  search(document, '')
}
