import type { OpenApiDocument, Schema } from '../../openapi/document.ts'
import { validatorFor } from '../../openapi/validators.ts'
import { alternativesOf, type SchemaNode } from './openapi-node.ts'

/**
 * Values of the forms that the documents speak of, none of them long: a regular expression of a pact is run on them.
 * A schema promises those of them that are valid by it. The GUIDs are in lower case: Pact's own matcher for them takes no
 * others, and whoever uses it asks for a GUID and no more.
 */
const POOL: readonly unknown[] = [
  'a',
  'Z',
  '7',
  "Zoë O'Neill-Ångström",
  'SYNTHETIC-3000001',
  'two words, 1/2',
  'itero/CASE-7F3A09B2D4E1',
  '0042',
  '12345678',
  '3f0a6d1e-58c2-4f6b-9d27-8c1b5e4a7f90',
  '17-a9ffb031-417f-4169-810a-cfd0d00adc7d',
  '2030-05-17',
  '2030-05-17T08:30:00',
  '2030-05-17T08:30:00Z',
  '2030-05-17T08:30:00.125Z',
  'https://vendor.example/login?state=7F3A',
  '/integrations',
  'synthetic@example.com',
  1,
  2,
  12,
  41001,
  2 ** 31,
  Number.MAX_SAFE_INTEGER,
  true,
  false,
  null,
]

const known = new WeakMap<Schema, readonly unknown[]>()

/** Values that a schema promises: all of an enumeration, or those of {@link POOL} that are valid. */
export function promisedValues(document: OpenApiDocument, node: SchemaNode): readonly unknown[] {
  const values = known.get(node.schema) ?? alternativesOf(document, node).flatMap((one) => valuesOf(document, one))
  known.set(node.schema, values)
  return values
}

function valuesOf(document: OpenApiDocument, { schema, pointer }: SchemaNode): readonly unknown[] {
  const { enum: listed, const: only } = schema
  if (Array.isArray(listed)) return listed
  if (only !== undefined) return [only]
  return POOL.filter((value) => validatorFor(document, pointer)(value).length === 0)
}
