import type { OpenApiDocument, Operation, ResponseObject, Schema } from '../../openapi/document.ts'

/** A schema of an OpenAPI document, references followed, with the requirements that it and its parents name. */
export interface SchemaNode {
  schema: Schema
  /** Where it stands, as `validatorFor` takes it. */
  pointer: string
  /** Those of the node itself first, then each parent's. */
  requirements: readonly string[]
}

/** The schema that a JSON pointer leads to. */
export function schemaAt(document: OpenApiDocument, pointer: string, parents: readonly string[] = []): SchemaNode {
  const schema = lookUp(document, pointer) as Schema
  const requirements = [...((schema['x-requirements'] as string[] | undefined) ?? []), ...parents]
  return typeof schema.$ref === 'string'
    ? schemaAt(document, schema.$ref, requirements)
    : { schema, pointer, requirements }
}

/** The schema of a property; undefined where the document describes none of that name. */
export function propertyOf(document: OpenApiDocument, node: SchemaNode, name: string): SchemaNode | undefined {
  const { properties } = node.schema as { properties?: Record<string, Schema> }
  if (!properties || !Object.hasOwn(properties, name)) return undefined
  return schemaAt(document, `${node.pointer}/properties/${token(name)}`, node.requirements)
}

/** The schema of an array's elements. */
export function elementOf(document: OpenApiDocument, node: SchemaNode): SchemaNode | undefined {
  return node.schema.items ? schemaAt(document, `${node.pointer}/items`, node.requirements) : undefined
}

/** The schemas of which a value satisfies one; the node itself where there is no choice. */
export function alternativesOf(document: OpenApiDocument, node: SchemaNode): SchemaNode[] {
  for (const keyword of ['oneOf', 'anyOf'] as const) {
    const list = node.schema[keyword]
    if (!Array.isArray(list)) continue
    return list.flatMap((_, nth) =>
      alternativesOf(document, schemaAt(document, `${node.pointer}/${keyword}/${nth}`, node.requirements)),
    )
  }
  return [node]
}

/** JSON types that a schema lets through; undefined for any. */
export function typesOf({ schema }: SchemaNode): readonly string[] | undefined {
  if (schema.type === undefined) return undefined
  return Array.isArray(schema.type) ? (schema.type as string[]) : [schema.type as string]
}

/** An answer of an operation, references followed, with the pointer to it. */
export function responseOf(
  document: OpenApiDocument,
  operation: Operation,
  place: string,
  status: number,
): { response: ResponseObject; pointer: string } | undefined {
  const answer = operation.responses[status]
  if (!answer) return undefined
  const pointer = answer.$ref ?? `${place}/responses/${status}`
  return { response: lookUp(document, pointer) as ResponseObject, pointer }
}

/** One step of a JSON pointer (RFC 6901) in a URI fragment. */
export const token = (name: string): string => encodeURIComponent(name.replaceAll('~', '~0').replaceAll('/', '~1'))

function lookUp(document: OpenApiDocument, pointer: string): unknown {
  const steps = pointer
    .slice(2)
    .split('/')
    .map((step) => decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~'))
  return steps.reduce((value: unknown, step) => (value as Record<string, unknown>)[step], document)
}
