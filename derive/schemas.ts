import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { fullFormats } from 'ajv-formats/dist/formats.js'
import { asDoubles } from '../openapi/validators.ts'
import { isObject, type Json, valueAt } from './api.ts'
import { pointerOf, type Source } from './source.ts'

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
const MANY = ['allOf', 'oneOf', 'anyOf', 'prefixItems']
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
  readonly #ajv = new Ajv2020({
    strict: false,
    allErrors: true,
    // What is written for OpenAPI is no concern of the meta-schemas, which take longer to compile than all else.
    meta: false,
    validateSchema: false,
    logger: false,
    addUsedSchema: false,
  })
  readonly #known = new Map<string, ValidateFunction | undefined>()
  /** The document with every schema in the words of 2020-12; pointers lead into it. */
  readonly document: Json

  constructor(readonly source: Source) {
    ;(addFormats as unknown as (ajv: Ajv2020) => void)(this.#ajv)
    for (const [name, format] of Object.entries(AS_WRITTEN)) this.#ajv.addFormat(name, format)
    this.document = structuredClone(source.content) as Json
    const isOld = String(this.document.openapi).startsWith('3.0')
    visitSchemas(this.document, (schema) => normalize(schema, isOld))
    this.#ajv.addSchema({ $id: 'document', ...this.document }, 'document')
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
   */
  errors(pointer: string, value: unknown): ErrorObject[] {
    if (!this.#known.has(pointer)) this.#known.set(pointer, this.#compile(pointer))
    const validate = this.#known.get(pointer)
    return !validate || validate(asDoubles(value)) ? [] : [...(validate.errors ?? [])]
  }

  #compile(pointer: string): ValidateFunction | undefined {
    const fragment = pointer.replace(/[^/]+/g, encodeURIComponent)
    try {
      return this.#ajv.compile({ $ref: `document#${fragment}` })
    } catch {
      return undefined
    }
  }
}

/** Keywords beside a reference that say something of the value as well. */
const BESIDE = ['properties', 'allOf', 'type']

/** The JSON Pointer that a reference within the document, or an error's schema path, leads to. */
export const pointerIn = (reference: string): string => decodeURIComponent(reference.replace(/^[^#]*#/, ''))

/** The words of OpenAPI 3.0 in those of JSON Schema; what no value is judged by is taken out. */
function normalize(schema: Json, isOld: boolean): void {
  delete schema.discriminator
  delete schema.example
  delete schema.$id
  if (!isOld) return
  for (const [bound, exclusive] of [
    ['minimum', 'exclusiveMinimum'],
    ['maximum', 'exclusiveMaximum'],
  ] as const) {
    if (schema[exclusive] === true) {
      schema[exclusive] = schema[bound]
      delete schema[bound]
    } else if (schema[exclusive] === false) delete schema[exclusive]
  }
  if (schema.nullable !== true) return
  delete schema.nullable
  const { $ref, enum: values } = schema
  if (typeof schema.type === 'string') schema.type = [schema.type, 'null']
  if (Array.isArray(values) && !values.includes(null)) schema.enum = [...values, null]
  if ($ref !== undefined) {
    delete schema.$ref
    schema.anyOf = [{ $ref }, { type: 'null' }]
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
